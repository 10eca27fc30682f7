"""The lines of a booth pack: figures are typed right onto the selected line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.domain.booth_pack import MOST_PIECES
from desktop.services.booth_packs import BoothLine
from desktop.ui.formatting import amount_text
from desktop.ui.stock_texts import NOTHING
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from desktop.ui.widgets.painting import BadgeText

_DIGITS: Final = "0123456789"


def _tr(text: str) -> str:
    return QCoreApplication.translate("BoothTable", text)


class BoothTable(DataTable[BoothLine]):
    """Shows a pack; a digit begins a new quantity on a line, the next one goes on with it.

    Signals:
        quantity_typed: the ``BoothLine`` and its new quantity.
    """

    quantity_typed = Signal(object, int)

    def __init__(
        self,
        quantities: Mapping[int, int],
        states: Mapping[int, BadgeText],
        parent: QWidget | None = None,
    ) -> None:
        self._quantities, self._states = quantities, states
        self._begun: int | None = None
        super().__init__(
            self._columns_of_pack(),
            _key_of,
            name="boothTable",
            accessible_name=_tr("出摊备货"),
            parent=parent,
        )
        self.row_chosen.connect(self._begin_anew)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace, Delete, + and − change the quantity; the rest moves."""
        line = self.current_row()
        wanted = None if line is None else self._typed(line, event)
        if line is None or wanted is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self.quantity_typed.emit(line, min(max(wanted, 0), MOST_PIECES))

    def _typed(self, line: BoothLine, event: QKeyEvent) -> int | None:
        has_modifier = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        now = self._quantities.get(line.product_id, 0)
        if event.text() in ("+", "="):
            return now + 1
        if event.text() in ("-", "_"):
            return now - 1
        if event.key() == Qt.Key.Key_Delete:
            self._begun = None
            return 0
        if event.key() == Qt.Key.Key_Backspace:
            self._begun = line.product_id
            return now // 10
        if has_modifier or not event.text() or event.text() not in _DIGITS:
            return None
        is_further = self._begun == line.product_id
        self._begun = line.product_id
        return (now if is_further else 0) * 10 + int(event.text())

    def _begin_anew(self, _line: object) -> None:
        self._begun = None

    def _columns_of_pack(self) -> tuple[TableColumn[BoothLine], ...]:
        return (
            TableColumn("product", _tr("商品"), _product_cell),
            TableColumn("stock", _tr("现有"), _stock_cell, 106, is_number=True),
            TableColumn("expected", _tr("预计卖"), _expected_cell, 72, is_number=True),
            TableColumn("buy", _tr("要买"), self._buy_cell, 72, is_number=True),
            TableColumn("account", _tr("货源"), _account_cell, 120),
            TableColumn("cost", _tr("进价"), _cost_cell, 78, is_number=True),
            TableColumn("margin", _tr("毛利"), _margin_cell, 72, is_number=True),
            TableColumn("total", _tr("小计"), self._total_cell, 96, is_number=True),
            TableColumn("state", "", self._state_cell, 124, fits_badges=True),
        )

    def _buy_cell(self, line: BoothLine) -> TableCell:
        quantity = self._quantities.get(line.product_id, 0)
        if not line.can_buy:
            return TableCell(NOTHING, token="text3")
        return TableCell(
            str(quantity), is_strong=True, token="accent-text" if quantity else "text3", pixels=15
        )

    def _total_cell(self, line: BoothLine) -> str:
        packed = line.packed(self._quantities.get(line.product_id, 0))
        return amount_text(packed.total) if packed is not None and packed.quantity else NOTHING

    def _state_cell(self, line: BoothLine) -> TableCell:
        badge = self._states.get(line.product_id)
        return TableCell() if badge is None else TableCell(badges=(badge,))


def _key_of(line: BoothLine) -> int:
    return line.product_id


def _product_cell(line: BoothLine) -> TableCell:
    return TableCell(line.title, is_strong=True, aside=line.code)


def _stock_cell(line: BoothLine) -> TableCell:
    if not line.on_the_way:
        return TableCell(str(line.in_stock))
    words = _tr("{n} · 路上 {coming}")
    return TableCell(words.format(n=line.in_stock, coming=line.on_the_way), token="warn")


def _expected_cell(line: BoothLine) -> TableCell:
    return TableCell(str(line.expected), token="text" if line.expected else "text3")


def _account_cell(line: BoothLine) -> TableCell:
    if line.source is None:
        return TableCell(_tr("没有卡密货源"), token="text3")
    return TableCell(line.source.account_name)


def _cost_cell(line: BoothLine) -> str:
    return NOTHING if line.cost is None else amount_text(line.cost)


def _margin_cell(line: BoothLine) -> TableCell:
    if line.margin is None:
        return TableCell(NOTHING)
    token = "danger" if line.margin.fen <= 0 else "text"
    return TableCell(amount_text(line.margin), token=token)
