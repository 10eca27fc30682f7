"""Payments that a gateway collects: written down, sent, asked about, and booked when proved.

Belongs here: the order in which it happens, so that a till may die between any two steps.
Does not belong here: what an answer means (``connectors.payments``, ``domain.gateway_payment``),
what is committed around a call (``gateway_journal``), money on its way back (``gateway_refunds``).

The sale is kept as 待付款 with its goods locked before a code is asked for, and the number under
which the gateway will know it is stored before any byte leaves. So money that comes finds its sale,
however late; money whose sale is gone is shown as what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.connectors.payments.base import CodeRequest, PaymentQuery
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.gateway_payment import ASKED_STATES, GatewayState
from desktop.domain.money import total_of
from desktop.domain.permissions import Action, Actor
from desktop.domain.sale import CompletedSale, SaleState
from desktop.domain.tender import NETWORK_METHODS
from desktop.services.checkout import SALE_TOPICS
from desktop.services.gateway_accounts import access_of, gateway_of
from desktop.services.gateway_booking import GatewayBooking, OwnersWord, not_pending
from desktop.services.gateway_journal import CODE, QUERY, GatewayJournal
from desktop.services.gateway_scans import is_code_of, refuse_unfinished, refuse_used
from desktop.services.gateway_standing import GatewayPayment, payment_standing
from desktop.storage import gateway_queries
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.translating import sentence_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.payments.base import PaymentGateway
    from desktop.connectors.platforms.base import AccountAccess
    from desktop.domain.money import Money
    from desktop.domain.sale import Approval, SaleRequest
    from desktop.domain.secret import Secret
    from desktop.services.checkout import Checkout
    from desktop.services.compliance import Compliance
    from desktop.services.pending_sales import PendingSales
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class _Subject:
    """A payment, its gateway, and the account opened for one call."""

    row: Row[Any]
    gateway: PaymentGateway
    access: AccountAccess

    @property
    def query(self) -> PaymentQuery:
        return PaymentQuery(self.row.number, self.row.amount, self.row.upstream_number)


class GatewayPayments:
    """What the payment page, the start and the timers ask for."""

    def __init__(
        self,
        ground: Ground,
        rights: Rights,
        door: HttpClient,
        checkout: Checkout,
        pending_sales: PendingSales,
        compliance: Compliance,
    ) -> None:
        self._ground = ground
        self._rights = rights
        self._door = door
        self._checkout = checkout
        self._pending_sales = pending_sales
        self._booking = GatewayBooking(ground, pending_sales, compliance)
        self._journal = GatewayJournal(ground, self._booking)
        self._told = partial(payment_standing, ground)

    # Beginning ------------------------------------------------------------------------------------

    def begin(
        self,
        actor: Actor,
        request: SaleRequest,
        gateway_id: int,
        channel: str,
        scanned: Secret | None = None,
    ) -> GatewayPayment:
        """Keep the sale as 待付款 and write the payment down; the same request twice begins once.

        Args:
            actor: who sells.
            request: the sale; its last tender is what the gateway is to collect.
            gateway_id: at which account.
            channel: whose customers can scan the code.
            scanned: the customer's code, where the cashier scanned it.

        Raises:
            BusinessRuleError: as ``Checkout.complete_sale``; nothing was written. ``code_used``
                for a code that was scanned before.
        """
        with self._ground.database.read() as connection:
            refuse_used(connection, self._ground, scanned, request.request_id)
        sale = self._checkout.complete_sale(actor, replace(request, is_awaiting_payment=True)).sale
        self._ground.fail_points.reached("gateway.sale_kept")
        if sale.state is not SaleState.AWAITING_PAYMENT:
            raise not_pending()
        with self._ground.database.write(WritePriority.SALE) as connection:
            payment_id = gateway_queries.open_payment_of_sale(connection, sale.id)
            if payment_id is None:
                # as the sale was kept, whatever a repeated request says: this is what gets booked
                kept = gateway_queries.pending_tenders(connection, sale.id)
                amount = total_of(one.amount for one in kept if one.method in NETWORK_METHODS)
                if not amount:
                    raise not_pending()
                payment_id = self._insert(
                    connection, actor, sale.id, gateway_id, channel, amount, sale.number, scanned
                )
        self._ground.fail_points.reached("gateway.payment_written")
        return self._told(payment_id, changes=Changes.of(*SALE_TOPICS))

    def renew(
        self,
        actor: Actor,
        payment_id: int,
        channel: str | None = None,
        scanned: Secret | None = None,
    ) -> GatewayPayment:
        """Write down a further payment for the same sale; the earlier one is still asked about.

        Raises:
            BusinessRuleError: code ``sale_not_pending``; ``code_used``; ``scan_unfinished`` while a
                code that was scanned for this sale may still take its money.
        """
        with self._ground.database.write(WritePriority.SALE) as connection:
            row = gateway_queries.load_payment(connection, payment_id)
            if row.sale_state is not SaleState.AWAITING_PAYMENT:
                raise not_pending()
            refuse_used(connection, self._ground, scanned)
            refuse_unfinished(connection, row.sale_id, self._ground.now())
            new_id = self._insert(
                connection,
                actor,
                row.sale_id,
                row.gateway_id,
                channel or row.channel,
                row.amount,
                row.title,
                scanned,
            )
        self._ground.fail_points.reached("gateway.payment_written")
        return self._told(new_id)

    def send(self, payment_id: int, scanned: Secret | None = None) -> GatewayPayment:
        """Ask for the code, on the network lane; asking again gives the same code.

        A scanned code leaves once: whatever came of it, only a query is sent from then on.

        Never raises for what the gateway answers.
        """
        subject = self._subject_of(payment_id)
        row = subject.row
        if row.is_scanned and not is_code_of(self._ground, row, scanned):
            return self._told(payment_id, "scan_gone")
        request = CodeRequest(
            row.number,
            row.channel,
            row.amount,
            row.title,
            scanned=scanned if row.is_scanned else None,
        )
        try:
            call = subject.gateway.prepare_code(subject.access, request)
        except KataiError as error:
            return self._told(payment_id, error.code, sentence_of(error))
        is_first = self._journal.commit_sending(payment_id, call.to_bytes())
        if is_first is None:
            return self._told(payment_id)
        request = replace(request, is_first=is_first)
        answer = self._door.send(call)
        answer_id = self._journal.keep_answer(payment_id, CODE, answer)
        outcome = subject.gateway.read_code(request, answer)
        self._journal.settle(payment_id, outcome, answer_id, is_first=is_first)
        return self._told(payment_id, outcome.reason, outcome.message, outcome.code_text)

    # Asking ---------------------------------------------------------------------------------------

    def ask(self, payment_id: int, *, is_watched: bool = False) -> GatewayPayment:
        """Ask what became of a payment and complete its sale if it is proved, once and never twice.

        Args:
            payment_id: which.
            is_watched: the customer stands there: nobody else need ask meanwhile.
        """
        subject = self._subject_of(payment_id)
        if subject.row.state is GatewayState.PAID:
            return self._booked(payment_id)
        if not _is_asked(subject.row):
            return self._told(payment_id)
        try:
            call = subject.gateway.prepare_query(subject.access, subject.query)
        except KataiError as error:
            self._journal.put_off(payment_id)
            return self._told(payment_id, reason=error.code)
        answer = self._door.send(call)
        answer_id = self._journal.keep_answer(payment_id, QUERY, answer)
        outcome = subject.gateway.read_query(subject.query, answer, subject.access)
        state = self._journal.settle(payment_id, outcome, answer_id, is_watched=is_watched)
        if state is GatewayState.PAID:
            return self._booked(payment_id)
        return self._told(payment_id, outcome.reason, outcome.message)

    def due_ids(self) -> tuple[int, ...]:
        """Return what should be asked about now, watched by nobody."""
        with self._ground.database.read() as connection:
            return gateway_queries.due_payments(connection, self._ground.now())

    def hasten(self) -> None:
        """At a start: let everything that may have been paid meanwhile be asked about at once."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            gateway_queries.hasten_payments(connection, self._ground.now())

    # Ending ---------------------------------------------------------------------------------------

    def cancel(self, actor: Actor, payment_id: int, reason: str) -> GatewayPayment:
        """Give the sale up: its goods are free again, and money that comes later is a stray.

        Raises:
            BusinessRuleError: code ``gateway_paid``: the money is there; or ``sale_not_pending``.
        """
        with self._ground.database.read() as connection:
            row = gateway_queries.load_payment(connection, payment_id)
        if row.state in {GatewayState.PAID, GatewayState.BOOKED}:
            raise BusinessRuleError(
                "gateway_paid",
                QT_TRANSLATE_NOOP("errors", "{amount} 元已经到账，不能取消。单子照常完成"),
                amount=row.amount,
            )
        changes = self._pending_sales.drop(actor, row.sale_id, reason)
        with self._ground.database.write(WritePriority.SALE) as connection:
            change = partial(gateway_queries.change_payment, connection, self._ground, payment_id)
            row = gateway_queries.load_payment(connection, payment_id)
            if row.state is GatewayState.PREPARED:
                change(state=GatewayState.LAPSED)
            elif row.next_query_at is not None:
                change(next_query_at=self._ground.now())
        self._ground.fail_points.reached("gateway.cancelled")
        return self._told(payment_id, changes=changes)

    def confirm_by_hand(
        self, actor: Actor, payment_id: int, reason: str, approval: Approval | None = None
    ) -> GatewayPayment:
        """Complete the sale on an owner's word; the gateway is asked on until it says the same.

        Raises:
            BusinessRuleError: a right is missing, or the sale is not pending any more.
        """
        self._rights.require(actor, Action.RESOLVE_UNKNOWN, approval=approval, reason=reason)
        approved_by = approval.person_id if approval else actor.id
        return self._booked(payment_id, OwnersWord(actor.id, approved_by, reason))

    def resolve(
        self, actor: Actor, payment_id: int, reason: str, approval: Approval | None = None
    ) -> Changes:
        """Close money without a sale that a person dealt with.

        Raises:
            BusinessRuleError: a right is missing, or code ``not_stray``.
        """
        self._rights.require(actor, Action.RESOLVE_UNKNOWN, approval=approval, reason=reason)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = load_undecided(connection, payment_id)
            gateway_queries.change_payment(
                connection,
                self._ground,
                payment_id,
                state=GatewayState.SETTLED,
                reason_text=reason,
            )
            body = {
                "payment": payment_id,
                "amount": row.amount.fen,
                "person": actor.id,
                "approved_by": approval.person_id if approval else None,
                "reason": reason,
            }
            self._ground.record(connection, LedgerEntry("gateway_stray_settled", body))
        return Changes.of(Topic.SALES)

    # Steps ----------------------------------------------------------------------------------------

    def _insert(
        self,
        connection: Connection,
        actor: Actor,
        sale_id: int,
        gateway_id: int,
        channel: str,
        amount: Money,
        title: str,
        scanned: Secret | None = None,
    ) -> int:
        mark = None if scanned is None else gateway_queries.scan_fingerprint(self._ground, scanned)
        return gateway_queries.insert_payment(
            connection,
            self._ground,
            gateway_id=gateway_id,
            sale_id=sale_id,
            channel=channel,
            amount=amount,
            title=title,
            person_id=actor.id,
            is_scanned=scanned is not None,
            scanned_fingerprint=mark,
        )

    def _subject_of(self, payment_id: int) -> _Subject:
        with self._ground.database.read() as connection:
            row = gateway_queries.load_payment(connection, payment_id)
            account = gateway_queries.load_gateway(connection, row.gateway_id)
        return _Subject(row, gateway_of(account.dialect), access_of(self._ground, account))

    def _booked(self, payment_id: int, word: OwnersWord | None = None) -> GatewayPayment:
        booking = self._booking.book(payment_id, word)
        return self._told(
            payment_id,
            booking.reason,
            booking.message,
            completed=booking.completed,
            changes=booking.changes,
            notice=booking.notice,
        )

    # What stands ----------------------------------------------------------------------------------

    def completed_sale(self, sale_id: int) -> CompletedSale:
        """Return a sale that was completed behind the back of who watched it."""
        return CompletedSale(self._checkout.get_sale(sale_id), is_repeat=True)

    def get(self, payment_id: int) -> GatewayPayment:
        """Return a payment as it stands."""
        return self._told(payment_id)


def load_undecided(connection: Connection, payment_id: int) -> Row[Any]:
    """Read money without a sale of which nobody has decided what becomes of it.

    Raises:
        BusinessRuleError: code ``not_stray``: it has its sale, is dealt with, or goes back already.
    """
    row = gateway_queries.load_payment(connection, payment_id)
    if row.state is not GatewayState.STRAY or gateway_queries.has_refund(connection, payment_id):
        raise not_stray()
    return row


def not_stray() -> BusinessRuleError:
    """Return the refusal for money that has its sale, or was dealt with already."""
    return BusinessRuleError("not_stray", QT_TRANSLATE_NOOP("errors", "这笔钱已经处理过，没有再动"))


def _is_asked(row: Row[Any]) -> bool:
    is_proof_missing = row.state is GatewayState.BOOKED and row.is_by_hand and row.paid_at is None
    return row.state in ASKED_STATES or is_proof_missing
