"""Rates in basis points, one field beside each name: what tenders and channels keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.theme import set_style_property, theme
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.fees import Rates

_COLUMNS: Final = 2
_DIGITS: Final = 4


class RatesEditor(QWidget):
    """A field for each name; an empty one is no fee.

    Signals:
        edited: a person typed.
    """

    edited = Signal()

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._label = key, label
        self._fields: dict[str, DigitsEdit] = {}
        self._words: list[PlainLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(10))

    def set_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Show a field for each name and its word; fields of the same names stay as they are."""
        wanted = dict(names)
        if list(wanted) == list(self._fields):
            return
        for part in (*self._words, *self._fields.values()):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._words, self._fields = [], {}
        for number, (name, word) in enumerate(wanted.items()):
            self._add(number, name, word)

    def typed(self) -> dict[str, str]:
        """Return what stands in each field."""
        return {name: field.text() or "0" for name, field in self._fields.items()}

    def show_rates(self, rates: Rates) -> None:
        """Show stored rates without telling."""
        for name, field in self._fields.items():
            rate = rates.rate(name)
            field.setText(str(rate) if rate else "")

    def mark(self, *, is_invalid: bool, highest: int) -> None:
        """Show which fields will not do."""
        for field in self._fields.values():
            is_wrong = is_invalid and field.number() > highest
            set_style_property(field, "invalid", "true" if is_wrong else "false")

    def _add(self, number: int, name: str, word: str) -> None:
        field = DigitsEdit(f"value_{self._key}.{name}", _DIGITS, f"{self._label} {word}")
        field.setFixedWidth(theme().px(72))
        field.setPlaceholderText("0")
        field.textEdited.connect(self._tell)
        label = PlainLabel(word, "table", "2")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row, column = divmod(number, _COLUMNS)
        self._grid.addWidget(label, row, 2 * column)
        self._grid.addWidget(field, row, 2 * column + 1)
        self._words.append(label)
        self._fields[name] = field

    @Slot()
    def _tell(self, *_text: str) -> None:
        self.edited.emit()
