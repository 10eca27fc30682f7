"""Which goods stand on a poster, ticked in a table of all that may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from desktop.ui.formatting import amount_text
from desktop.ui.theme import theme
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.services.marketing import Offered

_TICK: Final = "tick"
_ROWS: Final = 5


class PosterGoods(DataTable["Offered"]):
    """The goods; Space, or a press on its box, ticks one.

    Signals:
        ticked: other goods stand on the poster.
    """

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__(
            (
                TableColumn(_TICK, "", self._tick_cell, 42),
                TableColumn("name", self.tr("商品"), _name_cell),
                TableColumn("before", self.tr("原价"), _before_cell, 84, is_number=True),
                TableColumn("now", self.tr("现价"), _now_cell, 84, is_number=True),
            ),
            _key_of,
            name="posterGoods",
            accessible_name=self.tr("放哪些商品"),
        )
        self._chosen: list[int] = []
        self.setFixedHeight(theme().px(36 + 44 * _ROWS))
        self.clicked.connect(self._press_cell)

    def chosen(self) -> tuple[int, ...]:
        """Return the products that stand on the poster, in the order of their ticks."""
        return tuple(self._chosen)

    def choose(self, product_ids: Iterable[int]) -> None:
        """Tick these and no others."""
        self._chosen = list(product_ids)

    def show_goods(self, goods: tuple[Offered, ...]) -> None:
        """Show what may stand on it; a tick of what no longer may is gone."""
        known = {one.product_id for one in goods}
        self._chosen = [one for one in self._chosen if one in known]
        self.set_rows(goods)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; the rest is a table's."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _press_cell(self, index: QModelIndex) -> None:
        if self.table_model().columns[index.column()].key == _TICK:
            self._toggle()

    def _toggle(self) -> None:
        row = self.current_row()
        if row is None:
            return
        if row.product_id in self._chosen:
            self._chosen.remove(row.product_id)
        else:
            self._chosen.append(row.product_id)
        self.set_rows(self.table_model().rows())
        self.ticked.emit()

    def _tick_cell(self, one: Offered) -> TableCell:
        return TableCell(tick=one.product_id in self._chosen)


def _key_of(one: Offered) -> int:
    return one.product_id


def _name_cell(one: Offered) -> TableCell:
    return TableCell(one.goods.title, is_strong=True)


def _before_cell(one: Offered) -> TableCell:
    struck = one.goods.struck
    return TableCell("—" if struck is None else amount_text(struck), token="text2")


def _now_cell(one: Offered) -> TableCell:
    return TableCell(amount_text(one.goods.now), is_strong=True)
