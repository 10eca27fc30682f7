"""The acts of a ticket that reach beyond it: the source, the cards, the money, the proof.

Each is refused by its own service while the outcome is open; what was done is noted in the thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.after_sales import Ticket, TicketAct
from desktop.domain.permissions import Action as Right
from desktop.domain.permissions import Grant, grant_for
from desktop.services.order_lists import PurchaseFilter, UndeliveredRow
from desktop.ui.background import Lane
from desktop.ui.dialogs.compensation_dialog import CompensationSheet
from desktop.ui.dialogs.decision_dialog import NewPriceSheet
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.dialogs.replace_card_dialog import ReplaceCardSheet
from desktop.ui.dialogs.secrets_dialog import SecretsSheet
from desktop.ui.formatting import money_text
from desktop.ui.proof_saving import ProofSaving
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.card_replacement import ReplacementOffer
    from desktop.domain.sale import Approval, SaleSnapshot
    from desktop.services.after_sales import Escalated
    from desktop.services.card_replacements import Replaced
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.services.returns import ReturnOutcome
    from desktop.ui.order_desk import OrderDesk


class TicketActs(QObject):
    """Opens what an act needs and notes that it was done."""

    def __init__(self, desk: OrderDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._proofs = ProofSaving(desk.context, desk.after_sales_proof, self)
        self._is_asking = False

    def query(self, ticket: Ticket) -> None:
        """Ask the source now."""
        if ticket.line is None or self._is_asking:
            return
        self._is_asking = True
        self._toast(self.tr("正在问货源"), "search-check")
        self._desk.context.operations.run_query(
            self,
            partial(self._desk.recheck_line, ticket.line.id),
            self._queried,
            refused=self._not_queried,
            lane=Lane.NETWORK,
        )

    def escalate(self, ticket: Ticket) -> None:
        """Copy what the source is asked, and note that it was."""
        self._desk.context.operations.run_change(
            self,
            partial(self._desk.after_sales.escalate, self._desk.actor, ticket.id),
            self._escalated,
        )

    def show_again(self, ticket: Ticket) -> None:
        """Show the cards of the line again, with the owner's consent where one is needed."""
        self._with_sale(ticket, self._open_secrets)

    def refund(self, ticket: Ticket) -> None:
        """Give the money of the line back."""
        self._with_sale(ticket, self._open_refund)

    def compensate(self, ticket: Ticket) -> None:
        """Give something to make good."""
        sheet = CompensationSheet(self._desk, ticket)
        sheet.given.connect(self._tell_given)
        self._desk.context.messages.open_sheet(sheet)

    def replace_card(self, ticket: Ticket) -> None:
        """Give another card for a bad one."""
        work = partial(self._desk.card_replacements.offer, ticket.id)
        self._desk.context.operations.run_query(self, work, partial(self._open_swap, ticket))

    def save_proof(self, ticket: Ticket) -> None:
        """Save the proof of the order."""
        if ticket.line is not None:
            self._proofs.ask(ticket)

    def other_source(self, ticket: Ticket) -> None:
        """Buy a line anew that was not bought; the owner agrees first: what follows shows costs."""
        if ticket.line is None:
            return
        if grant_for(self._desk.actor.role, Right.RESOLVE_UNKNOWN) in {
            Grant.ALLOWED,
            Grant.WITH_REASON,
        }:
            self._find_purchase(ticket, None)
            return
        sentence = self.tr("{name} 要换货源重充 {goods}，销售单 {number}。").format(
            name=self._desk.actor.person.name,
            goods=ticket.line.title,
            number=ticket.line.sale_number,
        )
        request = ApprovalRequest(sentence, self.tr("换货源"), self.tr("为什么（必填）"))
        self._desk.context.approvals.ask(request, partial(self._find_purchase, ticket))

    # Steps --------------------------------------------------------------------------------------

    def _queried(self, snapshots: tuple[PurchaseSnapshot, ...]) -> None:
        self._is_asking = False
        for snapshot in snapshots[:1]:
            self._desk.context.notifier.notify(snapshot.changes, self)
        self._toast(self.tr("问过货源了"), "search-check")

    def _not_queried(self, _error: object) -> None:
        self._is_asking = False
        self._toast(self.tr("没问到，什么都没有变"), "cloud-off")

    def _escalated(self, asked: Escalated) -> None:
        self._desk.context.clipboard.copy_plain(asked.text)
        self._toast(self.tr("催单的话复制好了，去发给货源。记下催过了"), "megaphone")

    def _with_sale(self, ticket: Ticket, then: object) -> None:
        if ticket.line is None or not callable(then):
            return
        self._desk.context.operations.run_query(
            self,
            partial(self._desk.checkout.get_sale, ticket.line.sale_id),
            partial(then, ticket),
        )

    def _open_secrets(self, ticket: Ticket, sale: SaleSnapshot) -> None:
        lines = [sold for sold in sale.lines if ticket.line and sold.id == ticket.line.id]
        sheet = SecretsSheet(self._desk, sale, lines)
        sheet.secrets.hidden.connect(partial(self._note, ticket.id, TicketAct.SHOW_AGAIN))
        self._desk.context.messages.open_sheet(sheet)

    def _open_swap(self, ticket: Ticket, offer: ReplacementOffer) -> None:
        sheet = ReplaceCardSheet(self._desk, ticket, offer)
        sheet.replaced.connect(partial(self._card_replaced, ticket))
        sheet.offer_wanted.connect(partial(self._look_again, sheet, ticket.id))
        self._desk.context.messages.open_sheet(sheet)

    def _look_again(self, sheet: ReplaceCardSheet, ticket_id: int) -> None:
        work = partial(self._desk.card_replacements.offer, ticket_id)
        self._desk.context.operations.run_query(sheet, work, sheet.show_offer)

    def _card_replaced(self, ticket: Ticket, _done: Replaced) -> None:
        line_id = ticket.line.id if ticket.line is not None else 0
        self._desk.context.messages.show_toast(
            self.tr("换好了，新卡在待交付，第一次给看不用 PIN"),
            icon="key-round",
            action=self.tr("去给看"),
            act=partial(self._desk.context.go_to, "orders", ("undelivered", line_id)),
        )

    def _open_refund(self, ticket: Ticket, sale: SaleSnapshot) -> None:
        sheet = RefundSheet(self._desk, sale, ticket.line.id if ticket.line else None)
        sheet.refunded.connect(partial(self._refunded, ticket.id))
        self._desk.context.messages.open_sheet(sheet)

    def _find_purchase(self, ticket: Ticket, approval: Approval | None) -> None:
        if ticket.line is not None:
            self._desk.context.operations.run_query(
                self,
                partial(_line_and_purchase, self._desk, ticket.line.id),
                partial(self._open_new_price, ticket, approval),
            )

    def _open_new_price(
        self,
        ticket: Ticket,
        approval: Approval | None,
        found: tuple[UndeliveredRow, PurchaseSnapshot] | None,
    ) -> None:
        if found is None:
            self._toast(self.tr("这一行没有失败的采购，不用换货源"), "info")
            return
        sheet = NewPriceSheet(self._desk, *found, approval)
        sheet.accepted_price.connect(partial(self._bought_again, ticket.id))
        self._desk.context.messages.open_sheet(sheet)

    @Slot(object)
    def _bought_again(self, ticket_id: int, purchase_id: int | None) -> None:
        self._note(ticket_id, TicketAct.OTHER_SOURCE)
        if purchase_id is not None:
            self._desk.context.operations.run_change(
                self, partial(self._desk.purchasing.advance, purchase_id), lane=Lane.NETWORK
            )

    @Slot(object)
    def _refunded(self, ticket_id: int, outcome: ReturnOutcome) -> None:
        words = self.tr("退了 {amount} · {number}")
        amount = money_text(outcome.amount)
        self._toast(words.format(amount=amount, number=outcome.number), "undo-2")
        self._note(ticket_id, TicketAct.REFUND)

    @Slot(object)
    def _tell_given(self, _changes: object) -> None:
        self._toast(self.tr("补偿记好了，算今天的赔付"), "gift")

    def _note(self, ticket_id: int, act: TicketAct, *_more: object) -> None:
        self._desk.context.operations.run_change(
            self, partial(self._desk.after_sales.note_act, self._desk.actor, ticket_id, act)
        )

    def _toast(self, text: str, icon: str = "circle-check") -> None:
        self._desk.context.messages.show_toast(text, icon=icon)


def _line_and_purchase(
    desk: OrderDesk, line_id: int
) -> tuple[UndeliveredRow, PurchaseSnapshot] | None:
    rows = [row for row in desk.delivery.list_undelivered() if row.line_id == line_id]
    bought = desk.purchasing.list_purchases(PurchaseFilter(sale_line_id=line_id, limit=1))
    return (rows[0], bought[0]) if rows and bought else None
