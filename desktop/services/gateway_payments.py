"""Payments that a gateway collects: written down, sent, asked about, and booked when proved.

Belongs here: the order in which it happens, so that a till may die between any two steps.
Does not belong here: what an answer means (``connectors.payments``, ``domain.gateway_payment``),
money on its way back (``gateway_refunds``).

The sale is kept as 待付款 with its goods locked before a code is asked for, and the number under
which the gateway will know it is stored before any byte leaves. So money that comes finds its sale,
however late; money whose sale is gone is shown as what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import Transport
from desktop.connectors.payments.base import CodeRequest, PaymentQuery
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.gateway_payment import (
    ASKED_STATES,
    CODE_SECONDS,
    UNWATCHED_SECONDS,
    WATCHED_SECONDS,
    GatewayState,
    PaymentOutcome,
    PaymentVerdict,
    is_over,
    pause_before_asking,
    state_after_code,
    state_after_query,
)
from desktop.domain.money import total_of
from desktop.domain.permissions import Action, Actor
from desktop.domain.sale import CompletedSale, SaleState
from desktop.domain.tender import NETWORK_METHODS
from desktop.services.checkout import SALE_TOPICS
from desktop.services.gateway_accounts import access_of, gateway_of
from desktop.services.gateway_booking import GatewayBooking, OwnersWord, not_pending
from desktop.services.gateway_scans import is_code_of, refuse_unfinished, refuse_used
from desktop.storage import gateway_queries
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.translating import sentence_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.connectors.http_call import HttpOutcome
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

CODE, QUERY = "code", "query"
_PLAIN: Final = frozenset({PaymentVerdict.UNPAID})


@dataclass(frozen=True, slots=True)
class GatewayPayment:
    """A payment at a gateway as screens show it.

    Attributes:
        number: our own, under which the gateway knows it.
        expires_at: when the cashier is offered a new code; money may come later all the same.
        query_count: how often the gateway was asked.
        reason: why the last answer proved nothing, a word; empty when it did.
        message: the gateway's own words, fit to be shown.
        code_text: what the customer scans; only straight after it came.
        completed: the sale, if this very call completed it.
        is_scanned: the cashier scanned the customer's code; there is none to show.
        notice: what the cashier is told of who paid; with ``completed``, and empty mostly.
    """

    id: int
    number: str
    gateway_name: str
    sale_id: int
    sale_number: str
    channel: str
    amount: Money
    state: GatewayState
    created_at: datetime
    expires_at: datetime
    paid_at: datetime | None = None
    query_count: int = 0
    reason: str = ""
    message: str = ""
    code_text: str = field(default="", repr=False)
    completed: CompletedSale | None = None
    changes: Changes = field(default_factory=Changes)
    is_scanned: bool = False
    notice: str = ""


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
        is_first = self._commit_sending(payment_id, call.to_bytes())
        if is_first is None:
            return self._told(payment_id)
        request = replace(request, is_first=is_first)
        answer = self._door.send(call)
        answer_id = self._keep_answer(payment_id, CODE, answer)
        outcome = subject.gateway.read_code(request, answer)
        self._settle(payment_id, outcome, answer_id, is_first=is_first)
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
            self._wait(payment_id)
            return self._told(payment_id, reason=error.code)
        answer = self._door.send(call)
        answer_id = self._keep_answer(payment_id, QUERY, answer)
        outcome = subject.gateway.read_query(subject.query, answer, subject.access)
        state = self._settle(payment_id, outcome, answer_id, is_watched=is_watched)
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
            row = gateway_queries.load_payment(connection, payment_id)
            if row.state is GatewayState.PREPARED:
                self._change(connection, payment_id, GatewayState.LAPSED)
            elif row.next_query_at is not None:
                self._change(connection, payment_id, row.state, next_query_at=self._ground.now())
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
            self._change(connection, payment_id, GatewayState.SETTLED, reason_text=reason)
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

    def _commit_sending(self, payment_id: int, call: bytes) -> bool | None:
        """Commit that a code is about to be asked for; return whether for the first time.

        Returns None where none must be asked for any more: paid, or given up meanwhile.
        """
        with self._ground.database.write(WritePriority.SALE) as connection:
            row = gateway_queries.load_payment(connection, payment_id)
            if row.state not in {*ASKED_STATES, GatewayState.PREPARED}:
                return None
            is_new = row.state is GatewayState.PREPARED
            if row.is_scanned and (not is_new or row.send_count):
                return None
            self._change(
                connection,
                payment_id,
                GatewayState.SENDING if is_new else row.state,
                request_sealed=gateway_queries.seal_call(self._ground, payment_id, call),
                send_count=row.send_count + 1,
                next_query_at=self._after(UNWATCHED_SECONDS),
            )
        self._ground.fail_points.reached("gateway.sending_committed")
        return not row.send_count

    def _keep_answer(self, payment_id: int, kind: str, answer: HttpOutcome) -> int | None:
        """Seal and commit what came, before anything reads it."""
        if answer.transport is not Transport.ANSWERED:
            return None
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            answer_id = gateway_queries.insert_answer(
                connection, self._ground, payment_id, kind, answer.to_bytes()
            )
        self._ground.fail_points.reached("gateway.answer_committed")
        return answer_id

    def _settle(
        self,
        payment_id: int,
        outcome: PaymentOutcome,
        answer_id: int | None,
        *,
        is_first: bool | None = None,
        is_watched: bool = False,
    ) -> GatewayState:
        """Commit what an answer makes of the payment; ``is_first`` is None for a query."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = gateway_queries.load_payment(connection, payment_id)
            verdict = outcome.verdict
            if is_first is None:
                state = state_after_query(row.state, verdict)
            else:
                state = state_after_code(row.state, verdict, is_first=is_first)
            columns: dict[str, Any] = {
                "reason_code": outcome.reason,
                "reason_text": outcome.message,
                "upstream_number": row.upstream_number or outcome.upstream_number,
                "query_count": row.query_count + (is_first is None),
                "next_query_at": self._next_query_at(row, state, verdict, is_watched=is_watched),
            }
            if verdict is PaymentVerdict.PAID:
                columns |= {"paid_at": row.paid_at or self._ground.now(), "next_query_at": None}
                columns |= self._payer_of(row, outcome)
            if state is GatewayState.PREPARED:
                columns |= {"send_count": 0, "scanned_fingerprint": None}
            if columns["next_query_at"] is None and state in ASKED_STATES:
                state = GatewayState.LAPSED
            if state is GatewayState.PAID:
                columns["next_query_at"] = self._ground.now()
            self._change(connection, payment_id, state, **columns)
            if state is GatewayState.BOOKED and "payer_fingerprint" in columns:
                self._booking.judge_payer(connection, payment_id)  # an owner's word came first
            self._finish_answer(connection, answer_id, outcome)
        self._ground.fail_points.reached(f"gateway.{state}_committed")
        return state

    def _payer_of(self, row: Row[Any], outcome: PaymentOutcome) -> dict[str, bytes]:
        """Return what is kept of who paid: a keyed fingerprint, once."""
        if outcome.payer is None or row.payer_fingerprint is not None:
            return {}
        mark = gateway_queries.payer_fingerprint(self._ground, row.channel, outcome.payer)
        return {"payer_fingerprint": mark}

    def _finish_answer(
        self, connection: Connection, answer_id: int | None, outcome: PaymentOutcome
    ) -> None:
        if answer_id is None:
            return
        if outcome.verdict in _PLAIN:
            gateway_queries.drop_answer(connection, answer_id)
        else:
            word = outcome.reason or str(outcome.verdict)
            gateway_queries.finish_answer(connection, answer_id, word)

    def _next_query_at(
        self,
        row: Row[Any],
        state: GatewayState,
        verdict: PaymentVerdict = PaymentVerdict.UNKNOWN,
        *,
        is_watched: bool = False,
    ) -> datetime | None:
        is_wanted = state in ASKED_STATES or (row.is_by_hand and row.paid_at is None)
        age = (self._ground.now() - row.created_at).total_seconds()
        if not is_wanted or is_over(age, verdict):
            return None
        pause = pause_before_asking(age)
        return self._after(pause + 2 * WATCHED_SECONDS if is_watched else pause)

    def _wait(self, payment_id: int) -> None:
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = gateway_queries.load_payment(connection, payment_id)
            at = self._next_query_at(row, row.state)
            self._change(connection, payment_id, row.state, next_query_at=at)

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

    def _change(
        self, connection: Connection, payment_id: int, state: GatewayState, **columns: Any
    ) -> None:
        gateway_queries.change_payment(connection, self._ground, payment_id, state=state, **columns)

    def _after(self, seconds: float) -> datetime:
        return self._ground.now() + timedelta(seconds=seconds)

    def _told(
        self,
        payment_id: int,
        reason: str = "",
        message: str = "",
        code_text: str = "",
        *,
        completed: CompletedSale | None = None,
        changes: Changes | None = None,
        notice: str = "",
    ) -> GatewayPayment:
        with self._ground.database.read() as connection:
            row = gateway_queries.load_payment(connection, payment_id)
        return GatewayPayment(
            id=row.id,
            number=row.number,
            gateway_name=row.gateway_name,
            sale_id=row.sale_id,
            sale_number=row.sale_number,
            channel=row.channel,
            amount=row.amount,
            state=row.state,
            created_at=row.created_at,
            expires_at=row.created_at + timedelta(seconds=CODE_SECONDS),
            paid_at=row.paid_at,
            query_count=row.query_count,
            reason=reason,
            message=message,
            code_text=code_text,
            completed=completed,
            changes=changes or Changes(),
            is_scanned=row.is_scanned,
            notice=notice,
        )


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
