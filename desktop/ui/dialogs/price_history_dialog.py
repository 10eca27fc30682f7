"""进价变动: how the costs of a product's sources went, as bars and as a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from desktop.ui.alert_texts import moved_text
from desktop.ui.formatting import amount_text, moment_text
from desktop.ui.stock_texts import NOTHING
from desktop.ui.theme import theme
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.charts import Bar, BarChart
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.sheet import LARGE, Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.money import Money
    from desktop.domain.product import ProductSnapshot
    from desktop.services.stock_lists import PriceChange
    from desktop.ui.stock_desk import StockDesk

_ROWS: Final = 6
_BARS: Final = 12


class PriceHistorySheet(Sheet):
    """Shows what was kept; it changes nothing."""

    def __init__(
        self, desk: StockDesk, product: ProductSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("进价变动 · {name}").format(name=product.title),
            width=LARGE,
            icon="clock",
            parent=parent,
        )
        self._desk = desk
        self.chart = BarChart()
        self.chart.setObjectName("priceChart")
        self.chart.setFixedHeight(theme().px(132))
        self.chart.hide()
        self.body.addWidget(self.chart)
        self.table: DataTable[PriceChange] = DataTable(
            (
                TableColumn("at", self.tr("时间"), self._at_cell, 130),
                TableColumn("account", self.tr("货源"), _account_cell),
                TableColumn("old", self.tr("原来"), _old_cell, 100, is_number=True),
                TableColumn("new", self.tr("变成"), _new_cell, 100, is_number=True),
                TableColumn("moved", self.tr("涨跌"), _moved_cell, 90, is_number=True),
            ),
            id,
            name="priceTable",
            accessible_name=self.tr("进价变动"),
        )
        self._pages = RoundedPages(is_last=True, wanted_height=36 + 44 * _ROWS)
        self._pages.addWidget(self.table)
        self._pages.addWidget(
            EmptyState("clock", self.tr("进价还没有变过"), self.tr("同步、询价、采购时变了就记下"))
        )
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages)
        self.body.addWidget(card)
        close = self.add_cancel(self.tr("关闭"))
        self.set_first_focus(close)
        desk.read(self, partial(desk.stock_alerts.price_changes, product.id), self._show)

    def _show(self, changes: tuple[PriceChange, ...]) -> None:
        self.table.set_rows(changes)
        self.table.select_number(0)
        self._pages.setCurrentIndex(0 if changes else 1)
        bars = [self._bar(one, one.new) for one in reversed(changes[:_BARS]) if one.new]
        self.chart.setVisible(len(bars) > 1)
        summary = self.tr("最近 {n} 次变动后的进价").format(n=len(bars))
        self.chart.set_bars(bars, summary)
        self._desk.context.messages.sheets.place_again()

    def _bar(self, change: PriceChange, cost: Money) -> Bar:
        when = change.at.astimezone(self._desk.zone())
        words = f"{change.account_name} {amount_text(cost)}"
        return Bar(f"{when:%m-%d}", cost.fen / 100, words)

    def _at_cell(self, change: PriceChange) -> str:
        return moment_text(change.at, self._desk.now(), self._desk.zone())


def _amount(cost: Money | None) -> str:
    return NOTHING if cost is None else amount_text(cost)


def _account_cell(change: PriceChange) -> TableCell:
    return TableCell(change.account_name, aside=change.goods_name)


def _old_cell(change: PriceChange) -> str:
    return _amount(change.old)


def _new_cell(change: PriceChange) -> TableCell:
    return TableCell(_amount(change.new), is_strong=True)


def _moved_cell(change: PriceChange) -> TableCell:
    is_up = change.old is not None and change.new is not None and change.new > change.old
    return TableCell(moved_text(change.old, change.new), token="warn" if is_up else "text")
