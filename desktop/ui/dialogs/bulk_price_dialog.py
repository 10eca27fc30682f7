"""批量改价: one rule for the ticked rows, each result shown before it is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.price_rule import PRICE_STEPS, PriceRule, PriceRuleKind
from desktop.domain.stock import StockRow
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import amount_text
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.changes import Changes
    from desktop.domain.money import Money
    from desktop.ui.stock_desk import StockDesk

_KINDS: Final = (
    PriceRuleKind.COST_PLUS_PERCENT,
    PriceRuleKind.COST_PLUS_AMOUNT,
    PriceRuleKind.ONE_PRICE,
)
_SHOWN: Final = 6


class BulkPriceSheet(WritingForm):
    """Changes prices: cost plus per cent, cost plus an amount, or one price.

    Signals:
        saved: the prices are written.
    """

    saved = Signal()

    def __init__(
        self, desk: StockDesk, rows: tuple[StockRow, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, "", width=MEDIUM, icon="percent", parent=parent)
        self.set_title(self.tr("改 {n} 个商品的售价").format(n=len(rows)))
        self._desk = desk
        self._rows = rows
        self._build()
        self._show()

    def _build(self) -> None:
        self.rule = ChoiceBox(
            (self.tr("进价 + 百分比"), self.tr("进价 + 金额"), self.tr("统一价")),
            name="priceRule",
            accessible_name=self.tr("怎么算"),
        )
        self.amount = LineInput(editor=MoneyEdit("ruleAmount"), name="ruleAmount")
        self.amount.editor.setAccessibleName(self.tr("加多少"))
        self.amount.set_text("5")
        steps = (self.tr("取到分"), self.tr("取到角"), self.tr("取到 0.5 元"), self.tr("取到元"))
        self.step = ChoiceBox(steps, name="priceStep", accessible_name=self.tr("取整"))
        self.step.setCurrentIndex(1)
        self._unit = PlainLabel("%", "", "2")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.rule, 2)
        row.addWidget(self.amount, 1)
        row.addWidget(self._unit)
        row.addWidget(self.step, 1)
        self.table: DataTable[StockRow] = DataTable(
            self._columns(), _key_of, name="priceTable", accessible_name=self.tr("改价结果")
        )
        self.table.setFixedHeight(theme().px(36 + 44 * _SHOWN))
        self._note = PlainLabel("", "caption", "2", wraps=True)
        self.body.addLayout(row)
        self.body.addWidget(self.table)
        self.body.addWidget(self._note)
        self.finish(self.tr("改价"))
        self.set_first_focus(self.amount.editor)
        self.rule.activated.connect(self._show)
        self.step.activated.connect(self._show)
        self.amount.edited.connect(self._show)

    def _columns(self) -> tuple[TableColumn[StockRow], ...]:
        return (
            TableColumn("product", self.tr("商品"), _product_cell),
            TableColumn("cost", self.tr("进价"), _cost_cell, 84, is_number=True),
            TableColumn("before", self.tr("现价"), _price_cell, 84, is_number=True),
            TableColumn("after", self.tr("新价"), self._new_cell, 90, is_number=True),
        )

    def prices(self) -> Mapping[int, Money]:
        """Return the new price of every row the rule gives another one."""
        found = {}
        for row in self._rows:
            price = self._new_price(row)
            if price is not None and price != row.product.price:
                found[row.product.id] = price
        return found

    def _new_price(self, row: StockRow) -> Money | None:
        editor = self.amount.editor
        amount = editor.amount() if isinstance(editor, MoneyEdit) else None
        if amount is None:
            return None
        step = PRICE_STEPS[self.step.currentIndex()]
        return PriceRule(_KINDS[self.rule.currentIndex()], amount.fen, step).price_for(row.cost)

    def _new_cell(self, row: StockRow) -> TableCell:
        price = self._new_price(row)
        if price is None:
            return TableCell(self.tr("不改"), token="text3")
        is_loss = row.cost is not None and price < row.cost
        return TableCell(amount_text(price), token="danger" if is_loss else "text", is_strong=True)

    @Slot()
    def _show(self) -> None:
        self._unit.setText("%" if self.rule.currentIndex() == 0 else self.tr("元"))
        self.step.setEnabled(self.rule.currentIndex() != 2)
        self.table.set_rows(self._rows)
        prices = self.prices()
        unknown = sum(row.cost is None for row in self._rows)
        losing = sum(
            row.cost is not None and prices.get(row.product.id, row.product.price) < row.cost
            for row in self._rows
        )
        notes = []
        if unknown and self.rule.currentIndex() != 2:
            notes.append(self.tr("{n} 个不知道进价，不改").format(n=unknown))
        if losing:
            notes.append(self.tr("{n} 个低于进价").format(n=losing))
        self._note.setText(" · ".join(notes))
        self._note.set_tone("danger" if losing else "2")
        self.confirm_button.setText(self.tr("改 {n} 个价").format(n=len(prices)))
        self.confirm_button.setEnabled(bool(prices))

    def submit(self) -> None:
        """Write all new prices at once."""
        work = partial(self._desk.catalog.change_prices, self._desk.actor, self.prices())
        self.write(work, partial(self._written_prices, len(self.prices())))

    def _written_prices(self, count: int, _changes: Changes) -> None:
        self.close_sheet()
        self._desk.toast(self.tr("{n} 个商品改好了价").format(n=count))
        self.saved.emit()


def _key_of(row: StockRow) -> int:
    return row.product.id


def _product_cell(row: StockRow) -> TableCell:
    return TableCell(row.product.title, is_strong=True, aside=row.product.code)


def _cost_cell(row: StockRow) -> str:
    return amount_text(row.cost) if row.cost is not None else "—"


def _price_cell(row: StockRow) -> str:
    return amount_text(row.product.price)
