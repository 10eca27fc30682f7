"""卖得最多: products, categories, cashiers, channels or wholesale accounts, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot

from desktop.services.overview import RankedBy
from desktop.ui.formatting import HIDDEN, listed_text, money_text, pieces_text
from desktop.ui.sale_texts import channel_text
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.rounded_pages import RoundedPages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.money import Money
    from desktop.services.overview import RankedLine

_ROW: Final = 48
_ORDER: Final = tuple(RankedBy)


class RankingPanel(Card):
    """The list, and the choice of what it is gathered under.

    Signals:
        chosen: another ``RankedBy``.
    """

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, " ", parent=parent)
        self.set_flush()
        self._hides = False
        self._ranked_by = RankedBy.PRODUCT
        words = {
            RankedBy.PRODUCT: self.tr("商品"),
            RankedBy.CATEGORY: self.tr("分类"),
            RankedBy.CASHIER: self.tr("收银员"),
            RankedBy.CHANNEL: self.tr("渠道"),
            RankedBy.ACCOUNT: self.tr("货源"),
        }
        self.choice = ChoiceBox(
            [words[each] for each in _ORDER], name="rankedBy", accessible_name=title
        )
        self.head.addWidget(self.choice)
        self.table: DataTable[RankedLine] = DataTable(
            (
                TableColumn("name", self.tr("名称"), self._name_cell),
                TableColumn("amount", self.tr("净额"), self._amount_cell, 96, is_number=True),
                TableColumn("profit", self.tr("毛利"), self._profit_cell, 88, is_number=True),
            ),
            _key_of,
            name="rankingTable",
            accessible_name=title,
            row_height=_ROW,
        )
        self._empty = EmptyState("chart-line", self.tr("这段时间没有"))
        self._pages = RoundedPages(is_last=True)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        self.body.addWidget(self._pages, 1)
        self.choice.currentIndexChanged.connect(self._choose)

    def ranked_by(self) -> RankedBy:
        """Return what the list is gathered under."""
        return _ORDER[self.choice.currentIndex()]

    @Slot()
    def choose_next(self) -> None:
        """Gather it under the next thing, after the last under the first."""
        self.choice.setCurrentIndex((self.choice.currentIndex() + 1) % len(_ORDER))

    def show_lines(
        self, lines: tuple[RankedLine, ...], ranked_by: RankedBy, *, hides: bool
    ) -> None:
        """Show the lines of a stretch."""
        self._hides, self._ranked_by = hides, ranked_by
        self.table.set_rows(lines)
        self._pages.setCurrentIndex(0 if lines else 1)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(_ORDER[index])

    def _name_cell(self, line: RankedLine) -> TableCell:
        name = channel_text(line.name) if self._ranked_by is RankedBy.CHANNEL else line.name
        said = [pieces_text(line.pieces)]
        if line.unknown_cost_lines:
            said.append(self.tr("{n} 行不知道成本").format(n=line.unknown_cost_lines))
        return TableCell(name or self.tr("没有分类"), listed_text(said))

    def _amount_cell(self, line: RankedLine) -> TableCell:
        return TableCell(self._shown(line.amount), is_strong=True)

    def _profit_cell(self, line: RankedLine) -> TableCell:
        if line.gross_profit is None:
            return TableCell("—", token="text3")
        token = "warn" if line.unknown_cost_lines else "text"
        return TableCell(self._shown(line.gross_profit), token=token)

    def _shown(self, amount: Money) -> str:
        return HIDDEN if self._hides else money_text(amount)


def _key_of(line: RankedLine) -> str:
    return line.key
