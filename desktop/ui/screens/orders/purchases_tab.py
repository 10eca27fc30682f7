"""采购单: what was bought from the sources, for the owner only."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Slot

from desktop.domain.money import total_of
from desktop.domain.purchase import PurchaseState
from desktop.services.exporting import ExportKind
from desktop.services.order_lists import PurchaseFilter
from desktop.ui.formatting import amount_text, duration_text, moment_text, money_text
from desktop.ui.order_texts import known_cost, purchase_badge, purchase_goods_caption
from desktop.ui.screens.orders.purchase_list import PurchaseListTab
from desktop.ui.widgets.data_table import TWO_LINES, DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox

if TYPE_CHECKING:
    from desktop.services.purchasing import PurchaseSnapshot

MOST_ROWS: Final = 500
_TODAY, _WEEK, _EVER = range(3)
_WEEK_DAYS: Final = 7
_UNCLEAR: Final = frozenset({PurchaseState.UNKNOWN, PurchaseState.HUMAN})
_PAID: Final = frozenset(
    {
        PurchaseState.ACCEPTED,
        PurchaseState.FULFILLED,
        PurchaseState.PARTIAL,
        PurchaseState.ADOPTED,
        PurchaseState.WRITTEN_OFF,
    }
)
_BACK: Final = frozenset({PurchaseState.REFUNDED, PurchaseState.REVERSED})
_OVER: Final = frozenset({PurchaseState.FULFILLED, PurchaseState.PARTIAL, PurchaseState.ADOPTED})
_RUNNING: Final = frozenset({PurchaseState.PREPARED, PurchaseState.SENDING, PurchaseState.ACCEPTED})


class PurchasesTab(PurchaseListTab):
    """The list of purchases with what they cost."""

    key = "purchases"
    empty_icon = "package"

    def make_table(self) -> DataTable[PurchaseSnapshot]:
        """Return the list of purchases."""
        columns = (
            TableColumn("number", self.tr("采购单"), self._number_cell, 162, sort_by=_created_at),
            TableColumn("goods", self.tr("商品 / 充值账号"), _goods_cell),
            TableColumn("account", self.tr("货源"), _account_cell, 88, sort_by=_account_of),
            TableColumn("sale", self.tr("销售单"), self._sale_cell, 112),
            TableColumn("cost", self.tr("进价"), _cost_cell, 80, True, _cost_of),
            TableColumn("state", self.tr("状态"), _state_cell, 128, fits_badges=True),
            TableColumn("took", self.tr("用时"), self._took_cell, 84, is_number=True),
        )
        return DataTable(
            columns,
            _key_of,
            name="purchaseTable",
            accessible_name=self.tr("采购单"),
            row_height=TWO_LINES,
        )

    def build(self) -> None:
        """Add the choices of source and days."""
        self.search_hint = self.tr("单号、货源单号")
        self._accounts: list[tuple[int, str]] = []
        self.accounts = ChoiceBox(
            [self.tr("全部货源")], name="purchaseAccounts", accessible_name=self.tr("货源")
        )
        self.days = ChoiceBox(
            [self.tr("今天"), self.tr("7 天"), self.tr("全部日期")],
            name="purchaseDays",
            accessible_name=self.tr("哪天的单"),
        )
        self.tools_row.addWidget(self.accounts)
        self.tools_row.addWidget(self.days)
        self.add_export(ExportKind.PURCHASES)
        self.accounts.currentIndexChanged.connect(self._change)
        self.days.currentIndexChanged.connect(self._change)
        self.foot_right.set_tone("warn")
        self.table.drop_when_narrow(("took", "account", "sale"))
        self.connect_list()

    def refresh(self) -> None:
        """Read the purchases again."""
        work = partial(self.desk.purchasing.list_purchases, self._filter())
        self.loads.run("page", work, self._show)

    def search(self, text: str) -> None:
        """Show purchases by any of their numbers, whatever their day."""
        if text.strip() != self._text:
            self._text = text.strip()
            self.refresh()

    def arrive(self, argument: Any) -> None:
        """Show what a number means."""
        self._text = "" if argument is None else str(argument)
        self.refresh()

    def tick(self) -> None:
        """The time that open purchases take moves on."""
        if any(row.state in _RUNNING | _UNCLEAR for row in self.table.table_model().rows()):
            self.table.viewport().update()

    def _filter(self) -> PurchaseFilter:
        chosen = self.accounts.currentIndex()
        account = self._accounts[chosen - 1][0] if chosen > 0 else None
        since = None if self._text else self._since()
        return PurchaseFilter(text=self._text, account_id=account, since=since, limit=MOST_ROWS)

    def _since(self) -> datetime | None:
        days = {_TODAY: 0, _WEEK: _WEEK_DAYS - 1}.get(self.days.currentIndex())
        if days is None:
            return None
        day = self.desk.date_of(self.desk.now()) - timedelta(days=days)
        starts_at = self.desk.settings.current.integer("day.starts_at_minutes")
        midnight = datetime.combine(day, time(), self.desk.zone())
        return midnight + timedelta(minutes=starts_at)

    def _show(self, purchases: tuple[PurchaseSnapshot, ...]) -> None:
        self._learn_accounts(purchases)
        if self._text:
            self.empty.set_words(
                self.tr("没有“{text}”的采购单").format(text=self._text),
                self.tr("换采购单号、销售单号或货源单号"),
            )
        else:
            self.empty.set_words(self.tr("还没有采购单"), self.tr("卖出平台的货或直充，这里就有了"))
        self.show_purchases(purchases)
        self._show_foot(purchases)

    def _learn_accounts(self, purchases: tuple[PurchaseSnapshot, ...]) -> None:
        for one in purchases:
            if (one.account_id, one.account) not in self._accounts:
                self._accounts.append((one.account_id, one.account))
                self.accounts.addItem(one.account)

    def _show_foot(self, purchases: tuple[PurchaseSnapshot, ...]) -> None:
        paid = total_of(known_cost(one) for one in purchases if one.state in _PAID)
        back = total_of(known_cost(one) for one in purchases if one.state in _BACK)
        unclear = [one for one in purchases if one.state in _UNCLEAR]
        count = self.tr("最近 {n} 笔") if len(purchases) == MOST_ROWS else self.tr("{n} 笔")
        words = [
            count.format(n=len(purchases)),
            self.tr("采购 {amount}").format(amount=money_text(paid)),
            self.tr("退回 {amount}").format(amount=money_text(back)),
        ]
        self.foot_left.setText("    ".join(words))
        at_stake = money_text(total_of(known_cost(one) for one in unclear))
        not_counted = self.tr("待确认 {n} 笔 · {amount} 没算进去")
        self.foot_right.setText(
            not_counted.format(n=len(unclear), amount=at_stake) if unclear else ""
        )

    @Slot(int)
    def _change(self, _number: int) -> None:
        self.refresh()

    def _number_cell(self, row: PurchaseSnapshot) -> TableCell:
        moment = moment_text(row.created_at, self.desk.now(), self.desk.zone())
        return TableCell(row.number, moment, is_code=True, pixels=12)

    def _sale_cell(self, row: PurchaseSnapshot) -> TableCell:
        if not row.sale_number:
            return TableCell(self.tr("进库存"), token="text2")
        return TableCell(row.sale_number, is_code=True, pixels=12, token="text2")

    def _took_cell(self, row: PurchaseSnapshot) -> TableCell:
        if row.state in _OVER:
            return TableCell(_took_text(row.changed_at - row.created_at), token="text2")
        if row.state in _RUNNING | _UNCLEAR:
            return TableCell(_took_text(self.desk.now() - row.created_at), token="text2")
        return TableCell("—", token="text3")


def _took_text(taken: timedelta) -> str:
    return duration_text(taken.total_seconds())


def _key_of(row: PurchaseSnapshot) -> int:
    return row.id


def _created_at(row: PurchaseSnapshot) -> datetime:
    return row.created_at


def _account_of(row: PurchaseSnapshot) -> str:
    return row.account


def _cost_of(row: PurchaseSnapshot) -> int:
    return known_cost(row).fen


def _goods_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(row.product_title, purchase_goods_caption(row), is_strong=True)


def _account_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(row.account)


def _cost_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(amount_text(known_cost(row)), is_strong=True)


def _state_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(badges=(purchase_badge(row),))
