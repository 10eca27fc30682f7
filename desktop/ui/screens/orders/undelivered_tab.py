"""待交付: what is paid for and not in the customer's hands; what to do first stands on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.changes import Changes
from desktop.domain.delivery import DeliveryState
from desktop.domain.permissions import Action as Right
from desktop.domain.permissions import Grant, grant_for
from desktop.domain.printing import PrintJobKind
from desktop.services.order_lists import PurchaseFilter, UndeliveredChip, UndeliveredRow
from desktop.ui.background import Lane
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.decision_dialog import NewPriceSheet
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.formatting import pieces_text
from desktop.ui.order_texts import (
    customer_text,
    goods_caption,
    tail_text,
    undelivered_badge,
    waited_text,
)
from desktop.ui.screens.orders.orders_tab import Ground, OrdersTab, offered_items
from desktop.ui.screens.orders.ticket_opening import TicketOpening
from desktop.ui.screens.orders.undelivered_detail import UndeliveredDetail, has_cards
from desktop.ui.shortcuts import Action
from desktop.ui.theme import Tone
from desktop.ui.widgets.action_menu import MenuItem
from desktop.ui.widgets.chips import ChipBar, ChipText
from desktop.ui.widgets.data_table import TWO_LINES, DataTable, TableCell, TableColumn
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval, SaleSnapshot
    from desktop.services.delivery import RevealedCards
    from desktop.services.printing import PrintOutcome
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.order_desk import OrderDesk

_NO_PIN: Final = frozenset({Grant.ALLOWED, Grant.WITH_REASON})


@dataclass(frozen=True, slots=True)
class UndeliveredPage:
    """The rows of the chosen chip, how many each chip has, and what is done already."""

    rows: tuple[UndeliveredRow, ...]
    counts: Mapping[UndeliveredChip, int]
    handed_over_today: int


class UndeliveredTab(OrdersTab):
    """The list of goods to hand over and the detail of one line."""

    key = "undelivered"
    empty_icon = "circle-check"

    def __init__(self, desk: OrderDesk, parent: QWidget | None = None) -> None:
        self._text = ""
        self._wanted: int | None = None
        self._shown: UndeliveredRow | None = None
        self._pinned: UndeliveredRow | None = None
        super().__init__(desk, parent)

    def make_table(self) -> DataTable[UndeliveredRow]:
        """Return the list of lines, two lines of text each."""
        columns = (
            TableColumn("code", self.tr("取货码"), _code_cell, 76),
            TableColumn("customer", self.tr("顾客"), _customer_cell, 112),
            TableColumn("goods", self.tr("商品"), _goods_cell),
            TableColumn("sale", self.tr("销售单"), _sale_cell, 118),
            TableColumn("waited", self.tr("已等"), self._waited_cell, 106, is_number=True),
            TableColumn("state", self.tr("状态"), self._state_cell, 146, fits_badges=True),
        )
        return DataTable(
            columns,
            _key_of,
            name="undeliveredTable",
            accessible_name=self.tr("待交付"),
            row_height=TWO_LINES,
        )

    def make_detail(self) -> UndeliveredDetail:
        """Return the detail of one line."""
        self.line_detail = UndeliveredDetail(self.desk)
        return self.line_detail

    def build(self) -> None:
        """Add the chips above the table."""
        self.search_hint = self.tr("取货码、手机尾号、单号")
        self.chips = ChipBar(
            (
                ChipText(UndeliveredChip.ALL, self.tr("全部"), is_whole=True),
                ChipText(UndeliveredChip.TO_TELL, self.tr("要告诉顾客"), Tone.WARN),
                ChipText(UndeliveredChip.NEVER_SHOWN, self.tr("没给看过"), Tone.WARN),
                ChipText(UndeliveredChip.WAITING, self.tr("等结果")),
                ChipText(UndeliveredChip.PROMISED, self.tr("离线时答应")),
            )
        )
        strip = Ground("surface")
        bar = QHBoxLayout(strip)
        bar.setContentsMargins(16, 8, 16, 8)
        bar.addWidget(self.chips)
        bar.addStretch(1)
        self._order_note = PlainLabel(self.tr("最该先办的在上面"), "caption", "2")
        bar.addWidget(self._order_note)
        self.above.addWidget(strip)
        self.above.addWidget(line())
        self.foot_left.setText(self.tr("没交到顾客手里的都在这里"))
        self.table.drop_when_narrow(("sale",))
        self._tickets = TicketOpening(self.desk, self)
        self._tickets.opened.connect(partial(self.tab_wanted.emit, "after_sales"))
        self._connect()

    def refresh(self) -> None:
        """Read the lines again."""
        chip = self.chips.current()
        self.loads.run("page", partial(self._read, chip, self._text), self._show_page)

    def search(self, text: str) -> None:
        """Show lines by claim code, phone tail or number."""
        if text.strip() != self._text:
            self._text = text.strip()
            self.refresh()

    def arrive(self, argument: Any) -> None:
        """Show all, and a line of it when its id is given."""
        self._wanted = argument if isinstance(argument, int) else None
        self._text = ""
        self.chips.choose(UndeliveredChip.ALL)
        self.refresh()

    def wants_table_first(self) -> bool:
        """Whoever comes here wants to hand over what stands on top."""
        return True

    def page_actions(self) -> tuple[Action, ...]:
        """Tell, copy, show and print have letters; what decides has none."""
        detail = self.line_detail
        offers = (
            ("orders.tell", self._tell, detail.tell, "send"),
            ("orders.copy", self._copy, detail.copy, "copy"),
            ("orders.reveal", self._reveal, detail.reveal, "eye"),
            ("orders.slip", self._print, detail.print, "printer"),
            ("orders.query", self._query, detail.query, "search-check"),
            ("orders.hand_over", self._hand_over, detail.hand_over, "package-open"),
            ("orders.accept_price", self._accept_price, detail.accept_price, "repeat-2"),
            ("orders.refund_line", self._refund, detail.refund, "undo-2"),
        )
        own = tuple(
            Action(
                action_id,
                self.act(call),
                self.can(partial(self._is_offered, button)),
                button.label(),
                icon,
            )
            for action_id, call, button, icon in offers
        )
        ticket = Action("orders.ticket", self.act(self._open_ticket), icon="life-buoy")
        return (*own, ticket)

    def menu_items(self) -> tuple[MenuItem, ...]:
        """Return what can be done with this line."""
        if self._shown is None:
            return ()
        detail = self.line_detail
        rows = (
            (detail.tell, self._tell, "send", False),
            (detail.copy, self._copy, "copy", False),
            (detail.reveal, self._reveal, "eye", False),
            (detail.print, self._print, "printer", False),
            (detail.query, self._query, "search-check", False),
            (detail.hand_over, self._hand_over, "package-open", False),
            (detail.accept_price, self._accept_price, "repeat-2", True),
            (detail.refund, self._refund, "undo-2", True),
        )
        ticket = MenuItem(self.tr("建售后单"), self._open_ticket, "life-buoy", "A")
        return (*offered_items(rows), ticket)

    def tick(self) -> None:
        """Waiting times and running states move on."""
        if self._shown is None:
            return
        self.line_detail.set_badge_of(self._shown, self.desk.now())
        if any(row.state is DeliveryState.PROCESSING for row in self._rows()):
            self.table.viewport().update()

    def leave(self) -> None:
        """Secrets never stay on a page that nobody looks at."""
        self.line_detail.secrets.conceal()

    # Building -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        detail = self.line_detail
        self.table.row_chosen.connect(self._choose)
        self.chips.chosen.connect(self._change_chip)
        detail.secrets.hidden.connect(self._unpin)
        self.desk.context.session.changed.connect(self._conceal)
        for button, act in (
            (detail.tell, self._tell),
            (detail.copy, self._copy),
            (detail.reveal, self._reveal),
            (detail.print, self._print),
            (detail.hand_over, self._hand_over),
            (detail.query, self._query),
            (detail.unknown, self._go_unknown),
            (detail.accept_price, self._accept_price),
            (detail.refund, self._refund),
        ):
            button.clicked.connect(act)

    def _waited_cell(self, row: UndeliveredRow) -> TableCell:
        return TableCell(waited_text((self.desk.now() - row.sold_at).total_seconds()))

    def _state_cell(self, row: UndeliveredRow) -> TableCell:
        return TableCell(badges=(undelivered_badge(row, self.desk.now()),))

    # Reading ------------------------------------------------------------------------------------

    def _rows(self) -> tuple[UndeliveredRow, ...]:
        return self.table.table_model().rows()

    def _read(self, chip: UndeliveredChip, text: str) -> UndeliveredPage:
        by_chip = {each: self.desk.delivery.list_undelivered(each) for each in UndeliveredChip}
        counts = {each: len(rows) for each, rows in by_chip.items()}
        rows = self.desk.delivery.list_undelivered(chip, text) if text else by_chip[chip]
        today = self.desk.date_of(self.desk.now())
        return UndeliveredPage(rows, counts, self.desk.delivery.handed_over_count(today))

    def _show_page(self, page: UndeliveredPage) -> None:
        self.chips.set_counts(dict(page.counts))
        done = pieces_text(page.handed_over_today)
        self.foot_right.setText(self.tr("今天的单已交付 {pieces}").format(pieces=done))
        self.empty.set_words(*self._nothing())
        self.show_rows(self._with_pinned(page.rows))
        if self._wanted is not None:
            self.table.select_key(self._wanted)
            self._wanted = None
        row = self.table.current_row()
        if row is None:
            self._show_nothing()
        else:
            self._load(row)

    def _with_pinned(self, rows: tuple[UndeliveredRow, ...]) -> tuple[UndeliveredRow, ...]:
        """Keep the line whose secrets are in view where it stood, until they are hidden."""
        pinned = self._pinned
        if pinned is None or any(row.line_id == pinned.line_id for row in rows):
            return rows
        number = self.table.table_model().find_number(pinned.line_id) or 0
        return (*rows[:number], pinned, *rows[number:])

    def _nothing(self) -> tuple[str, str]:
        if self._text:
            title = self.tr("没有“{text}”").format(text=self._text)
            return title, self.tr("换取货码、手机尾号或单号")
        if self.chips.current() is not UndeliveredChip.ALL:
            return self.tr("这一类没有要办的"), self.tr("看看全部")
        return self.tr("都交到顾客手里了"), self.tr("晚到的货会出现在这里")

    @Slot(object)
    def _change_chip(self, _chip: object) -> None:
        self.refresh()

    @Slot(object)
    def _choose(self, row: UndeliveredRow | None) -> None:
        if self._pinned is not None and (row is None or row.line_id != self._pinned.line_id):
            self.line_detail.secrets.conceal()
        if row is None:
            self._show_nothing()
        else:
            self._load(row)

    def _show_nothing(self) -> None:
        self.loads.drop("detail")
        self._shown = None
        self.line_detail.show_nothing()

    def _load(self, row: UndeliveredRow) -> None:
        work = partial(self.desk.delivery.message_for, row.line_id)
        self.loads.run("detail", work, partial(self._show_line, row))

    def _show_line(self, row: UndeliveredRow, message: str) -> None:
        is_other = self._shown is None or self._shown.line_id != row.line_id
        self._shown = row
        teller = self.desk.actor.person.name
        self.line_detail.show_row(row, message, teller, self.desk.now(), self.desk.zone())
        if is_other:
            self.line_detail.to_top()

    # Acts ---------------------------------------------------------------------------------------

    @Slot()
    def _tell(self) -> None:
        """Copy the message and record who told the customer, and when."""
        if self._shown is None:
            return
        self.desk.context.clipboard.copy_plain(self.line_detail.message.text())
        work = partial(self.desk.delivery.mark_told, self.desk.actor, self._shown.line_id)
        self.desk.context.operations.run_change(self, work, self._told)

    def _told(self, _changes: Changes) -> None:
        self._toast(self.tr("话复制好了，去发给顾客。记下告诉过了"), "send")

    @Slot()
    def _copy(self) -> None:
        if self._shown is not None:
            self.desk.context.clipboard.copy_plain(self.line_detail.message.text())
            self._toast(self.tr("复制了，里面没有卡密"), "copy-check")

    @Slot()
    def _reveal(self) -> None:
        row = self._shown
        if row is None or not has_cards(row) or self.line_detail.secrets.is_showing():
            return
        self.desk.run_approved(
            self,
            ApprovedAct(
                partial(_reveal, self.desk, self.desk.actor, row.line_id),
                partial(self._show_secrets, row),
                self._look_request(row),
            ),
        )

    def _show_secrets(self, row: UndeliveredRow, revealed: RevealedCards) -> None:
        """The reveal is in the books: show it, whatever row was chosen meanwhile."""
        if not self.isVisible():
            return
        self._pinned = replace(row, state=DeliveryState.HANDED_OVER)
        self.table.select_key(row.line_id)
        self.line_detail.secrets.show_cards(revealed.cards)

    @Slot()
    def _unpin(self) -> None:
        if self._pinned is not None:
            self._pinned = None
            if self.isVisible():
                self.refresh()

    @Slot()
    def _conceal(self) -> None:
        self.line_detail.secrets.conceal()

    @Slot()
    def _print(self) -> None:
        row = self._shown
        if row is None or not has_cards(row):
            return
        self.desk.run_approved(
            self,
            ApprovedAct(
                partial(_enqueue_slip, self.desk, self.desk.actor, row.sale_id, row.line_id),
                self._printed,
                self._look_request(row),
            ),
        )

    def _look_request(self, row: UndeliveredRow) -> ApprovalRequest:
        return ApprovalRequest(
            self.tr("{name} 要再看一次 {number} 的卡密：{goods}。").format(
                name=self.desk.actor.person.name, number=row.sale_number, goods=row.title
            ),
            self.tr("给看卡密"),
            self.tr("再看的原因（必填）"),
        )

    def _printed(self, outcome: PrintOutcome) -> None:
        if outcome.is_dropped:
            self._toast(self.tr("没有打印机，没有打，卡密也没有给看"), "printer-x")
        else:
            self._toast(self.tr("卡密单在打了"), "printer")

    @Slot()
    def _hand_over(self) -> None:
        row = self._shown
        if row is not None and row.state is DeliveryState.ARRIVED and not has_cards(row):
            work = partial(self.desk.delivery.mark_handed_over, self.desk.actor, [row.line_id])
            self.desk.context.operations.run_change(self, work, self._handed_over)

    def _handed_over(self, _changes: Changes) -> None:
        self._toast(self.tr("记下交给顾客了"))

    @Slot()
    def _query(self) -> None:
        row = self._shown
        if row is None or self.line_detail.query.isHidden() or self.line_detail.query.is_busy():
            return
        self.line_detail.query.set_busy(self.tr("正在查"))
        self.desk.context.operations.run_query(
            self,
            partial(self.desk.recheck_line, row.line_id),
            self._queried,
            refused=self._query_refused,
            lane=Lane.NETWORK,
        )

    def _queried(self, snapshots: tuple[PurchaseSnapshot, ...]) -> None:
        self.line_detail.query.set_busy("")
        for snapshot in snapshots[:1]:
            self.desk.context.notifier.notify(snapshot.changes, self)

    def _query_refused(self, _error: object) -> None:
        self.line_detail.query.set_busy("")
        self._toast(self.tr("没问到，什么都没有变"), "cloud-off")

    @Slot()
    def _go_unknown(self) -> None:
        if self._shown is not None:
            self.tab_wanted.emit("unknown", self._shown.line_id)

    @Slot()
    def _accept_price(self) -> None:
        """The owner agrees first: what follows shows a cost."""
        row = self._shown
        if row is None or self.line_detail.accept_price.isHidden():
            return
        if grant_for(self.desk.actor.role, Right.RESOLVE_UNKNOWN) in _NO_PIN:
            self._find_purchase(row, None)
            return
        sentence = self.tr("{name} 要按新价买 {goods}，销售单 {number}。").format(
            name=self.desk.actor.person.name, goods=row.title, number=row.sale_number
        )
        request = ApprovalRequest(sentence, self.tr("看新价"), self.tr("为什么（必填）"))
        self.desk.context.approvals.ask(request, partial(self._find_purchase, row))

    def _find_purchase(self, row: UndeliveredRow, approval: Approval | None) -> None:
        wanted = PurchaseFilter(sale_line_id=row.line_id, limit=1)
        self.desk.context.operations.run_query(
            self,
            partial(self.desk.purchasing.list_purchases, wanted),
            partial(self._open_new_price, row, approval),
        )

    def _open_new_price(
        self,
        row: UndeliveredRow,
        approval: Approval | None,
        purchases: tuple[PurchaseSnapshot, ...],
    ) -> None:
        if purchases:
            sheet = NewPriceSheet(self.desk, row, purchases[0], approval)
            sheet.accepted_price.connect(self._advance)
            self.desk.context.messages.open_sheet(sheet)

    @Slot(object)
    def _advance(self, purchase_id: int | None) -> None:
        """The window's own round sees it within seconds; the customer is waiting now."""
        self._toast(self.tr("按新价去买了"))
        if purchase_id is not None:
            self.desk.context.operations.run_change(
                self, partial(self.desk.purchasing.advance, purchase_id), lane=Lane.NETWORK
            )

    @Slot()
    def _open_ticket(self) -> None:
        if self._shown is not None:
            self._tickets.ask_about_line(self._shown.sale_id, self._shown.line_id)

    @Slot()
    def _refund(self) -> None:
        row = self._shown
        if row is None or self.line_detail.refund.isHidden():
            return
        self.desk.context.operations.run_query(
            self,
            partial(self.desk.checkout.get_sale, row.sale_id),
            partial(self._open_refund, row.line_id),
        )

    def _open_refund(self, line_id: int, sale: SaleSnapshot) -> None:
        self.desk.context.messages.open_sheet(RefundSheet(self.desk, sale, line_id))

    def _is_offered(self, button: QWidget) -> bool:
        return self._shown is not None and button.isEnabled() and not button.isHidden()

    def _toast(self, text: str, icon: str = "circle-check") -> None:
        self.desk.context.messages.show_toast(text, icon=icon)


def _reveal(
    desk: OrderDesk, actor: Actor, line_id: int, approval: Approval | None
) -> RevealedCards:
    """Show what nobody has seen yet; where everything was seen, all of it."""
    cards = desk.delivery.masked_cards(line_id)
    unseen = [card.card_id for card in cards if not card.is_revealed]
    return desk.delivery.reveal(actor, line_id, card_ids=unseen, approval=approval)


def _enqueue_slip(
    desk: OrderDesk, actor: Actor, sale_id: int, line_id: int, approval: Approval | None
) -> PrintOutcome:
    return desk.printing.enqueue(
        actor, PrintJobKind.SECRET_SLIP, sale_id, (line_id,), approval=approval
    )


def _key_of(row: UndeliveredRow) -> int:
    return row.line_id


def _code_cell(row: UndeliveredRow) -> TableCell:
    return TableCell(row.claim_code, is_code=True, is_strong=True, pixels=16)


def _customer_cell(row: UndeliveredRow) -> TableCell:
    whose = customer_text(row.customer_name, row.customer_phone)
    return TableCell(whose, tail_text(row.customer_phone))


def _goods_cell(row: UndeliveredRow) -> TableCell:
    return TableCell(row.title, goods_caption(row), is_strong=True)


def _sale_cell(row: UndeliveredRow) -> TableCell:
    return TableCell(row.sale_number, is_code=True, pixels=12, token="text2")
