"""Where a person types a line or chooses a word; the other kinds have files of their own.

Every input has its label above, its error below in words that say how to fix it, and a stable name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.icons import TEXT_PX, pixmap
from desktop.ui.theme import set_style_property, theme
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable


class LineInput(QWidget):
    """A line with a label above and, when something is wrong, the way to mend it below.

    Signals:
        edited: the new text, when a person changed it.
        entered: Enter was pressed in it.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(
        self,
        label: str = "",
        placeholder: str = "",
        *,
        name: str = "",
        editor: QLineEdit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor or QLineEdit()
        self.editor.setPlaceholderText(placeholder)
        self.editor.setAccessibleName(label or placeholder)
        if name:
            self.editor.setObjectName(name)
        self._label = PlainLabel(label, "table", "2")
        self._label.setBuddy(self.editor)
        self._note = PlainLabel("", "caption", wraps=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        for widget in (self._label, self.editor, self._note):
            self._layout.addWidget(widget)
        self._label.setVisible(bool(label))
        self._note.hide()
        self.setFocusProxy(self.editor)
        self.editor.textEdited.connect(self._edited)
        self.editor.returnPressed.connect(self.entered)

    def set_beside(self, part: QWidget) -> None:
        """Put a button beside the line, below the label and above the note."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.editor, 1)
        row.addWidget(part)
        self._layout.insertLayout(1, row)

    def text(self) -> str:
        """Return the text, without spaces around it."""
        return self.editor.text().strip()

    def set_text(self, text: str) -> None:
        """Put a text in without telling."""
        self.editor.setText(text)

    def set_label(self, label: str) -> None:
        """Show another label."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self.editor.setAccessibleName(label or self.editor.placeholderText())

    def set_error(self, error: str) -> None:
        """Say what is wrong and how to mend it; empty takes it away."""
        set_style_property(self.editor, "invalid", "true" if error else "false")
        self._show_note(error, "danger")
        self.editor.setAccessibleDescription(error)

    def set_note(self, note: str) -> None:
        """Say something helpful below, for example who may change it."""
        self._show_note(note, "3")

    def error(self) -> str:
        """Return the error shown, or nothing."""
        return self._note.text() if self._note.property("tone") == "danger" else ""

    @Slot(str)
    def _edited(self, text: str) -> None:
        if self.error():
            self.set_error("")
        self.edited.emit(text)

    def _show_note(self, text: str, tone: str) -> None:
        self._note.setText(text)
        self._note.set_tone(tone)
        self._note.setVisible(bool(text))


class ChoiceBox(QComboBox):
    """A drop-down list with the chevron of the icon set."""

    def __init__(
        self,
        texts: Iterable[str] = (),
        *,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.addItems(list(texts))
        self.setAccessibleName(accessible_name)
        if name:
            self.setObjectName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron."""
        super().paintEvent(event)
        look = theme()
        side = look.px(TEXT_PX)
        at = QPointF(self.width() - look.px(12) - side, (self.height() - side) / 2)
        token = "text" if self.isEnabled() else "disabled"
        QPainter(self).drawPixmap(at, pixmap("chevron-down", token, TEXT_PX))
