"""What can be done with goods not handed over: tell, copy, show, print, save, ask, refund."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes
from desktop.domain.delivery import DeliveryState
from desktop.domain.permissions import Action as Right
from desktop.domain.permissions import Grant, grant_for
from desktop.domain.printing import PrintJobKind
from desktop.services.order_lists import PurchaseFilter, UndeliveredRow
from desktop.ui.background import Lane
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.decision_dialog import NewPriceSheet
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.screens.orders.ticket_opening import TicketOpening
from desktop.ui.screens.orders.undelivered_detail import UndeliveredDetail, has_cards
from desktop.ui.sealed_saving import SealedSaving
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval, SaleSnapshot
    from desktop.services.delivery import RevealedCards
    from desktop.services.printing import PrintOutcome
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.order_desk import OrderDesk

_NO_PIN: Final = frozenset({Grant.ALLOWED, Grant.WITH_REASON})


class UndeliveredActs(QObject):
    """Does what is asked for the line that is shown.

    Args:
        desk: the services.
        detail: the line, its message and its cards.
        page: who asks.

    Signals:
        revealing: the cards of this row come into view now.
    """

    revealing = Signal(object)

    def __init__(self, desk: OrderDesk, detail: UndeliveredDetail, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._detail, self._page = desk, detail, page
        self.row: UndeliveredRow | None = None
        """The line that is shown."""
        self.cards = 0
        """How many cards its whole sale has."""
        self._sealing = SealedSaving(desk.context, desk.sealed_files, desk.settings, page)
        self.tickets = TicketOpening(desk, page)

    @Slot()
    def tell(self) -> None:
        """Copy the message and record who told the customer, and when."""
        if self.row is None:
            return
        self._desk.context.clipboard.copy_plain(self._detail.message.text())
        work = partial(self._desk.delivery.mark_told, self._desk.actor, self.row.line_id)
        self._desk.context.operations.run_change(self._page, work, self._told)

    def _told(self, _changes: Changes) -> None:
        self._toast(self.tr("话复制好了，去发给顾客。记下告诉过了"), "send")

    @Slot()
    def copy(self) -> None:
        """Copy the message; it holds no card."""
        if self.row is not None:
            self._desk.context.clipboard.copy_plain(self._detail.message.text())
            self._toast(self.tr("复制了，里面没有卡密"), "copy-check")

    @Slot()
    def reveal(self) -> None:
        """Show the cards; a second look needs an owner."""
        row = self.row
        if row is None or not has_cards(row) or self._detail.secrets.is_showing():
            return
        self._desk.run_approved(
            self._page,
            ApprovedAct(
                partial(_reveal, self._desk, self._desk.actor, row.line_id),
                partial(self._show_secrets, row),
                self._look_request(row),
            ),
        )

    def _show_secrets(self, row: UndeliveredRow, revealed: RevealedCards) -> None:
        """The reveal is in the books: show it, whatever row was chosen meanwhile."""
        if not self._page.isVisible():
            return
        self.revealing.emit(row)
        self._detail.secrets.show_cards(revealed.cards)

    @Slot()
    def print(self) -> None:
        """Print the cards; a second look needs an owner."""
        row = self.row
        if row is None or not has_cards(row):
            return
        self._desk.run_approved(
            self._page,
            ApprovedAct(
                partial(_enqueue_slip, self._desk, self._desk.actor, row.sale_id, row.line_id),
                self._printed,
                self._look_request(row),
            ),
        )

    def _look_request(self, row: UndeliveredRow) -> ApprovalRequest:
        return ApprovalRequest(
            self.tr("{name} 要再看一次 {number} 的卡密：{goods}。").format(
                name=self._desk.actor.person.name, number=row.sale_number, goods=row.title
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
    def seal(self) -> None:
        """Ask where the cards of the whole sale go as a sealed file."""
        row = self.row
        if row is not None and not self._detail.seal.isHidden():
            self._sealing.ask(row.sale_id, row.sale_number, self.cards)

    @Slot()
    def hand_over(self) -> None:
        """Note that goods without cards are in the customer's hands."""
        row = self.row
        if row is not None and row.state is DeliveryState.ARRIVED and not has_cards(row):
            work = partial(self._desk.delivery.mark_handed_over, self._desk.actor, [row.line_id])
            self._desk.context.operations.run_change(self._page, work, self._handed_over)

    def _handed_over(self, _changes: Changes) -> None:
        self._toast(self.tr("记下交给顾客了"))

    @Slot()
    def query(self) -> None:
        """Ask the source how far it is."""
        row = self.row
        if row is None or self._detail.query.isHidden() or self._detail.query.is_busy():
            return
        self._detail.query.set_busy(self.tr("正在查"))
        self._desk.context.operations.run_query(
            self._page,
            partial(self._desk.recheck_line, row.line_id),
            self._queried,
            refused=self._query_refused,
            lane=Lane.NETWORK,
        )

    def _queried(self, snapshots: tuple[PurchaseSnapshot, ...]) -> None:
        self._detail.query.set_busy("")
        for snapshot in snapshots[:1]:
            self._desk.context.notifier.notify(snapshot.changes, self._page)

    def _query_refused(self, _error: object) -> None:
        self._detail.query.set_busy("")
        self._toast(self.tr("没问到，什么都没有变"), "cloud-off")

    @Slot()
    def accept_price(self) -> None:
        """The owner agrees first: what follows shows a cost."""
        row = self.row
        if row is None or self._detail.accept_price.isHidden():
            return
        if grant_for(self._desk.actor.role, Right.RESOLVE_UNKNOWN) in _NO_PIN:
            self._find_purchase(row, None)
            return
        sentence = self.tr("{name} 要按新价买 {goods}，销售单 {number}。").format(
            name=self._desk.actor.person.name, goods=row.title, number=row.sale_number
        )
        request = ApprovalRequest(sentence, self.tr("看新价"), self.tr("为什么（必填）"))
        self._desk.context.approvals.ask(request, partial(self._find_purchase, row))

    def _find_purchase(self, row: UndeliveredRow, approval: Approval | None) -> None:
        wanted = PurchaseFilter(sale_line_id=row.line_id, limit=1)
        self._desk.context.operations.run_query(
            self._page,
            partial(self._desk.purchasing.list_purchases, wanted),
            partial(self._open_new_price, row, approval),
        )

    def _open_new_price(
        self,
        row: UndeliveredRow,
        approval: Approval | None,
        purchases: tuple[PurchaseSnapshot, ...],
    ) -> None:
        if purchases:
            sheet = NewPriceSheet(self._desk, row, purchases[0], approval)
            sheet.accepted_price.connect(self._advance)
            self._desk.context.messages.open_sheet(sheet)

    @Slot(object)
    def _advance(self, purchase_id: int | None) -> None:
        """The window's own round sees it within seconds; the customer is waiting now."""
        self._toast(self.tr("按新价去买了"))
        if purchase_id is not None:
            self._desk.context.operations.run_change(
                self._page, partial(self._desk.purchasing.advance, purchase_id), lane=Lane.NETWORK
            )

    @Slot()
    def open_ticket(self) -> None:
        """Open a ticket about the line."""
        if self.row is not None:
            self.tickets.ask_about_line(self.row.sale_id, self.row.line_id)

    @Slot()
    def refund(self) -> None:
        """Give money back for the line."""
        row = self.row
        if row is None or self._detail.refund.isHidden():
            return
        self._desk.context.operations.run_query(
            self._page,
            partial(self._desk.checkout.get_sale, row.sale_id),
            partial(self._open_refund, row.line_id),
        )

    def _open_refund(self, line_id: int, sale: SaleSnapshot) -> None:
        self._desk.context.messages.open_sheet(RefundSheet(self._desk, sale, line_id))

    def _toast(self, text: str, icon: str = "circle-check") -> None:
        self._desk.context.messages.show_toast(text, icon=icon)


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
