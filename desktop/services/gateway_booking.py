"""Completing the sale that a gateway's money belongs to: once, however often the money is seen.

The sale and the note of what completed it are one transaction. So a payment that is paid and not
booked either still completes its sale, or finds it completed by something else, or given up: then
its money has no sale, and a person is told.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.gateway_payment import GatewayState
from desktop.domain.permissions import Actor
from desktop.domain.sale import SaleState
from desktop.services.rule_refusals import payer_notice
from desktop.storage import gateway_queries, open_shift_queries, staff_queries
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.translating import sentence_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from desktop.domain.compliance import Finding
    from desktop.domain.permissions import Person
    from desktop.domain.sale import CompletedSale
    from desktop.domain.shift import ShiftSnapshot
    from desktop.domain.tender import Tender
    from desktop.services.compliance import Compliance
    from desktop.services.pending_sales import PendingSales
    from desktop.storage.ground import Ground

_PAUSE_SECONDS: Final = 10
"""How soon a paid sale is tried again that cannot be completed, such as for want of a shift."""


@dataclass(frozen=True, slots=True)
class OwnersWord:
    """Who says that it is paid, where the gateway does not say so yet."""

    person: int
    approved_by: int
    reason: str


@dataclass(frozen=True, slots=True)
class Booking:
    """What came of it.

    Attributes:
        completed: the sale, if this very call completed it.
        reason: why it could not be, a word; empty otherwise.
        notice: what the cashier is told of who paid; empty mostly.
    """

    completed: CompletedSale | None = None
    reason: str = ""
    message: str = ""
    notice: str = ""
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything that completing a sale needs, read at one moment."""

    row: Row[Any]
    shift: ShiftSnapshot | None
    tenders: tuple[Tender, ...]
    person: Person

    @property
    def is_pending(self) -> bool:
        return self.row.sale_state is SaleState.AWAITING_PAYMENT


class GatewayBooking:
    """Books what is paid."""

    def __init__(self, ground: Ground, pending_sales: PendingSales, compliance: Compliance) -> None:
        self._ground = ground
        self._pending_sales = pending_sales
        self._compliance = compliance

    def book(self, payment_id: int, word: OwnersWord | None = None) -> Booking:
        """Complete the sale of a paid payment, or note that its money has no sale.

        What neither the gateway nor an owner says is paid completes nothing.

        Raises:
            BusinessRuleError: only on an owner's word: the sale cannot be completed.
        """
        case = self._case_of(payment_id)
        is_paid = case.row.state is GatewayState.PAID
        if case.row.state is GatewayState.BOOKED or not (is_paid or word):
            return Booking()
        if not case.is_pending:
            return self._strayed(payment_id, word)
        if case.shift is None:
            return self._waits(payment_id, _no_shift(), word)
        seen: list[Finding] = []
        try:
            completed = self._pending_sales.confirm(
                Actor(case.person, "system"),
                case.row.sale_id,
                case.tenders,
                case.shift.id,
                partial(self._write_proof, payment_id, word, seen),
            )
        except BusinessRuleError as error:
            return self._refused(payment_id, error, word)
        if completed.is_repeat:
            return self._strayed(payment_id, word)
        self._ground.fail_points.reached("gateway.booked")
        return Booking(completed, notice=payer_notice(seen), changes=completed.changes)

    def _case_of(self, payment_id: int) -> _Case:
        with self._ground.database.read() as connection:
            row = gateway_queries.load_payment(connection, payment_id)
            return _Case(
                row,
                open_shift_queries.find_open_shift(connection),
                gateway_queries.pending_tenders(connection, row.sale_id),
                staff_queries.load_person(connection, row.person_id),
            )

    def _write_proof(
        self,
        payment_id: int,
        word: OwnersWord | None,
        seen: list[Finding],
        connection: Connection,
    ) -> None:
        """Note, with the sale, that this payment is what completed it, and judge who paid."""
        row = gateway_queries.load_payment(connection, payment_id)
        gateway_queries.change_payment(
            connection,
            self._ground,
            payment_id,
            state=GatewayState.BOOKED,
            is_by_hand=word is not None,
            next_query_at=None if word is None else row.next_query_at,
        )
        if word is not None:
            body = {"payment": row.id, "sale": row.sale_id, "amount": row.amount.fen}
            entry = LedgerEntry("gateway_confirmed_by_hand", body | asdict(word))
            self._ground.record(connection, entry)
        seen += self.judge_payer(connection, payment_id)

    def judge_payer(self, connection: Connection, payment_id: int) -> tuple[Finding, ...]:
        """Judge the sale of a booked payment by who paid it; who is not known is nobody."""
        row = gateway_queries.load_payment(connection, payment_id)
        if row.payer_fingerprint is None:
            return ()
        shift = open_shift_queries.find_open_shift(connection)
        on = shift.business_date if shift else None
        payer = bytes(row.payer_fingerprint)
        return self._compliance.judge_payer(connection, row.sale_id, payer, on)

    def _refused(
        self, payment_id: int, error: BusinessRuleError, word: OwnersWord | None
    ) -> Booking:
        if error.code == "sale_not_pending":
            return self._strayed(payment_id, word)
        return self._waits(payment_id, error, word)

    def _strayed(self, payment_id: int, word: OwnersWord | None) -> Booking:
        if word is not None:
            raise not_pending()
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = gateway_queries.load_payment(connection, payment_id)
            if row.state is GatewayState.PAID:
                self._place(connection, row)
        self._ground.fail_points.reached("gateway.stray_committed")
        return Booking(changes=Changes.of(Topic.SALES))

    def _place(self, connection: Connection, row: Row[Any]) -> None:
        """Let money whose sale is over prove what an owner's word booked, or stand without a sale.

        The owner saw money, not which of the sale's codes it was paid by. What the word had named
        is asked on: if it is paid too, that is the second time.
        """
        vouched = gateway_queries.unproved_booking(connection, row.sale_id, row.amount)
        body = {"payment": row.id, "sale": row.sale_id, "amount": row.amount.fen}
        change = partial(gateway_queries.change_payment, connection, self._ground)
        if vouched is None:
            change(row.id, state=GatewayState.STRAY, next_query_at=None)
            self._ground.record(connection, LedgerEntry("gateway_money_without_sale", body))
            return
        now = self._ground.now()
        change(row.id, state=GatewayState.BOOKED, next_query_at=None)
        change(vouched, state=GatewayState.WAITING, is_by_hand=False, next_query_at=now)
        self.judge_payer(connection, row.id)
        entry = LedgerEntry("gateway_word_proved", body | {"instead_of": vouched})
        self._ground.record(connection, entry)

    def _waits(self, payment_id: int, error: BusinessRuleError, word: OwnersWord | None) -> Booking:
        """The money is there and its sale cannot be completed now: it is tried again."""
        if word is not None:
            raise error
        at = self._ground.now() + timedelta(seconds=_PAUSE_SECONDS)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            gateway_queries.change_payment(connection, self._ground, payment_id, next_query_at=at)
        return Booking(reason=error.code, message=sentence_of(error))


def not_pending() -> BusinessRuleError:
    """Return the refusal for a sale that waits for no money."""
    return BusinessRuleError(
        "sale_not_pending", QT_TRANSLATE_NOOP("errors", "这张单不是待付款，没有动")
    )


def _no_shift() -> BusinessRuleError:
    return BusinessRuleError(
        "shift_not_open",
        QT_TRANSLATE_NOOP("errors", "钱已经到账，还没有开班。开班以后这张单自动完成"),
    )
