"""A card of settings: each a row with its name, why it is there, and its control."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import PlainLabel, line


class FormRow(QWidget):
    """A row of settings: label and why at the left, the control at the right; at least 60 high."""

    def __init__(
        self, label: str, why: str, control: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        if not control.accessibleName():
            control.setAccessibleName(label)
        control.setAccessibleDescription(why)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(PlainLabel(label))
        if why:
            words.addWidget(PlainLabel(why, "caption", wraps=True))
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 9, 16, 9)
        layout.setSpacing(16)
        layout.addLayout(words, 1)
        layout.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme().px(60))


class SettingsCard(Card):
    """A titled card of form rows divided by hairlines, at most 720 wide."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, note, parent=parent)
        self.set_flush()
        self.setMaximumWidth(theme().px(720))
        self._count = 0

    def add_row(self, label: str, why: str, control: QWidget) -> FormRow:
        """Add one setting."""
        row = FormRow(label, why, control)
        self.body.addWidget(line())
        self.body.addWidget(row)
        self._count += 1
        return row
