"""待确认: orders without an answer. Nothing here orders again; it only asks, and lets decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import total_of
from desktop.domain.purchase import TERMINAL_STATES, PurchaseState
from desktop.services.hand_orders import TYPED_IN
from desktop.services.order_lists import PurchaseFilter
from desktop.ui.formatting import amount_text, clock_text, money_text, orders_text, second_text
from desktop.ui.order_texts import (
    known_cost,
    long_duration_text,
    purchase_badge,
    purchase_goods_caption,
)
from desktop.ui.screens.orders.purchase_list import PurchaseListTab
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.cards import NoticeStrip
from desktop.ui.widgets.data_table import (
    ONE_LINE,
    TWO_LINES,
    DataTable,
    TableCell,
    TableColumn,
)
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from desktop.services.purchasing import PurchaseSnapshot

UNCLEAR: Final = (PurchaseState.UNKNOWN, PurchaseState.HUMAN)
_LATE_SECONDS: Final = 3600
_RECENT_SHOWN: Final = 4
_RECENT_READ: Final = 100


@dataclass(frozen=True, slots=True)
class UnclearPage:
    """Purchases without a result, and what came of those that had none today."""

    rows: tuple[PurchaseSnapshot, ...]
    recent: tuple[PurchaseSnapshot, ...]


class UnknownTab(PurchaseListTab):
    """The list of open outcomes."""

    key = "unknown"

    def make_table(self) -> DataTable[PurchaseSnapshot]:
        """Return the list; source and cost are the owner's."""
        return DataTable(
            self._columns(),
            _key_of,
            name="unknownTable",
            accessible_name=self.tr("待确认"),
            row_height=TWO_LINES,
        )

    def build(self) -> None:
        """Add the amber bar, the time of the next query, and what was settled today."""
        self._wanted_line: int | None = None
        self._next = PlainLabel("", "table", "2")
        self.ask_all = make_button("", self.tr("全部查一次"), "", "search-check", name="queryAll")
        self.ask_all.clicked.connect(self._ask_all)
        self.tools_row.addWidget(self._next)
        self.tools_row.addWidget(self.ask_all)
        self.notice = NoticeStrip(
            Tone.WARN,
            "",
            self.tr("没有确定失败之前，不要重新下单或退款，可能会充两次。"),
            "circle-help",
        )
        self.notice.setObjectName("unknownNotice")
        self.notice.set_flush()
        self.above.addWidget(self.notice)
        self.below.addWidget(self._build_recent())
        self.empty.set_words(self.tr("没有待确认的订单"), self.tr("下的单都有结果了"))
        self.foot_left.setText(self.tr("查结果只用原来的单号，不会买两次"))
        if self.desk.is_owner:
            self.table.drop_when_narrow(("account", "cost", "sale"))
        self.connect_list()

    def refresh(self) -> None:
        """Read the purchases again."""
        since = self.desk.now() - timedelta(days=1)
        self.loads.run("page", partial(self._read, since), self._show_page)

    def arrive(self, argument: Any) -> None:
        """Show the purchase of a sold line."""
        self._wanted_line = argument
        self.refresh()

    def wants_table_first(self) -> bool:
        """There is no search here: the work begins at the rows."""
        return True

    def tick(self) -> None:
        """Waiting times and the time to the next query move on."""
        if self.table.table_model().rows():
            self.table.viewport().update()
            self._show_next()

    def _columns(self) -> tuple[TableColumn[PurchaseSnapshot], ...]:
        number = TableColumn("number", self.tr("采购单"), _number_cell, 162)
        goods = TableColumn("goods", self.tr("商品 / 充值账号"), _goods_cell)
        account = TableColumn("account", self.tr("货源"), _account_cell, 88)
        sale = TableColumn("sale", self.tr("对应销售单"), self._sale_cell, 112)
        cost = TableColumn("cost", self.tr("进价"), _cost_cell, 78, is_number=True)
        waited = TableColumn("waited", self.tr("已等"), self._waited_cell, 84, is_number=True)
        state = TableColumn("state", self.tr("状态"), _state_cell, 118, fits_badges=True)
        if self.desk.is_owner:
            return (number, goods, account, sale, cost, waited, state)
        return (number, goods, sale, waited, state)

    def _build_recent(self) -> QWidget:
        self._recent_title = PlainLabel(self.tr("最近处理完的"), "strong")
        self._recent_note = PlainLabel("", "caption", "2")
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.addWidget(self._recent_title, 1)
        head.addWidget(self._recent_note)
        columns = (
            TableColumn("number", self.tr("采购单"), _number_cell, 162),
            TableColumn("goods", self.tr("商品"), _name_cell),
            TableColumn("at", self.tr("时间"), self._time_cell, 72),
            TableColumn("state", self.tr("结果"), _state_cell, 150, fits_badges=True),
        )
        self.recent: DataTable[PurchaseSnapshot] = DataTable(
            columns,
            _key_of,
            name="unknownRecent",
            accessible_name=self.tr("最近处理完的"),
            row_height=ONE_LINE,
        )
        self.recent.horizontalHeader().hide()
        self._recent_part = QWidget()
        column = QVBoxLayout(self._recent_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self.recent)
        return self._recent_part

    def _read(self, since: datetime) -> UnclearPage:
        listing = self.desk.purchasing.list_purchases
        unclear = listing(PurchaseFilter(states=UNCLEAR))
        begun = listing(PurchaseFilter(states=tuple(TYPED_IN - {PurchaseState.UNKNOWN})))
        rows = (*unclear, *(one for one in begun if one.is_by_hand))
        closed = listing(
            PurchaseFilter(states=tuple(TERMINAL_STATES), since=since, limit=_RECENT_READ)
        )
        was_unclear = tuple(
            one for one in closed if any(event.state in UNCLEAR for event in one.events)
        )
        oldest_first = tuple(sorted(rows, key=_created_at))
        return UnclearPage(oldest_first, was_unclear)

    def _show_page(self, page: UnclearPage) -> None:
        self.show_purchases(page.rows)
        if self._wanted_line is not None:
            wanted = (one.id for one in page.rows if one.sale_line_id == self._wanted_line)
            self.table.select_key(next(wanted, None))
            self._wanted_line = None
        self._show_notice(page.rows)
        shown = page.recent[:_RECENT_SHOWN]
        self.recent.set_rows(shown)
        self.recent.setFixedHeight(theme().px(ONE_LINE) * len(shown))
        self._recent_part.setVisible(bool(shown))
        words = self.tr("24 小时里 {n} 笔").format(n=len(page.recent))
        self._recent_note.setText(words)
        self._show_next()

    def _show_notice(self, shown: tuple[PurchaseSnapshot, ...]) -> None:
        rows = tuple(one for one in shown if one.state in UNCLEAR)
        self.notice.setVisible(bool(rows))
        count = orders_text(len(rows))
        if self.desk.is_owner:
            money = money_text(total_of(known_cost(one) for one in rows))
            words = self.tr("结果不明 {count}，占用货款 {money}。")
            self.notice.set_words(
                words.format(count=count, money=money),
                self.tr("没有确定失败之前，不要重新下单或退款，可能会充两次。"),
            )
        else:
            self.notice.set_words(
                self.tr("结果不明 {count}。").format(count=count),
                self.tr("没有确定失败之前，不要重新下单或退款，可能会充两次。"),
            )

    def _show_next(self) -> None:
        rows = self.table.table_model().rows()
        waits = [
            one.next_step_at
            for one in rows
            if one.next_step_at is not None and one.state is PurchaseState.UNKNOWN
        ]
        self.ask_all.setEnabled(any(map(_can_be_asked, rows)))
        if not waits:
            self._next.setText("")
            return
        at, now = min(waits), self.desk.now()
        seconds = max(0, int((at - now).total_seconds()))
        if not seconds:
            self._next.setText(self.tr("马上自动查询"))
            return
        words = self.tr("下次自动查询 {time} · 还有 {m} 分 {s} 秒")
        minutes, left = divmod(seconds, 60)
        self._next.setText(words.format(time=second_text(at, self.desk.zone()), m=minutes, s=left))

    @Slot()
    def _ask_all(self) -> None:
        rows = self.table.table_model().rows()
        self.ask_again([one.id for one in rows if _can_be_asked(one)])

    def _sale_cell(self, row: PurchaseSnapshot) -> TableCell:
        if not row.sale_number:
            return TableCell(self.tr("进库存"), row.person_name, token="text2")
        return TableCell(row.sale_number, row.person_name, token="text2", is_code=True, pixels=12)

    def _waited_cell(self, row: PurchaseSnapshot) -> TableCell:
        seconds = (self.desk.now() - row.created_at).total_seconds()
        token = "danger" if seconds >= _LATE_SECONDS else "text"
        return TableCell(long_duration_text(seconds), token=token, is_strong=True)

    def _time_cell(self, row: PurchaseSnapshot) -> TableCell:
        return TableCell(clock_text(row.changed_at, self.desk.zone()), token="text2")


def _can_be_asked(row: PurchaseSnapshot) -> bool:
    return row.state is PurchaseState.UNKNOWN and not row.is_by_hand


def _created_at(row: PurchaseSnapshot) -> datetime:
    return row.created_at


def _key_of(row: PurchaseSnapshot) -> int:
    return row.id


def _number_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(row.number, is_code=True, pixels=12)


def _goods_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(row.product_title, purchase_goods_caption(row), is_strong=True)


def _name_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(row.product_title)


def _account_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(row.account)


def _cost_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(amount_text(known_cost(row)))


def _state_cell(row: PurchaseSnapshot) -> TableCell:
    return TableCell(badges=(purchase_badge(row),))
