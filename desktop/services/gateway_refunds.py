"""Money on its way back through a gateway: sent once, believed when a query says so, never twice.

The books give money back (``Returns``); here the gateway is told to, afterwards, by what the books
say: so a till that dies in between finds what it still has to send. What a gateway does not pay
back stands in the list of what the shop must pay back another way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import Transport
from desktop.connectors.payments.base import PaymentQuery, RefundRequest
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import KataiError
from desktop.domain.gateway_payment import (
    GatewayState,
    RefundState,
    RefundVerdict,
    refund_after,
)
from desktop.domain.permissions import Action
from desktop.domain.sale import SaleState
from desktop.services.gateway_accounts import access_of, gateway_of
from desktop.services.gateway_payments import load_undecided, not_stray
from desktop.storage import gateway_queries
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.payments.base import PaymentGateway
    from desktop.connectors.platforms.base import AccountAccess
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

REFUND, REFUND_QUERY = "refund", "refund_query"
_TAKES_THE_ONE: Final = (RefundState.PREPARED, RefundState.SENDING, RefundState.DONE)
"""A gateway pays an order back once: while one refund stands here, a second is not sent."""
_PATIENCE_SECONDS: Final = 900
_PAUSES: Final = (2, 5, 15, 60)
"""Seconds before the first queries; the last one goes on."""


@dataclass(frozen=True, slots=True)
class GatewayRefund:
    """Money on its way back, as screens show it."""

    id: int
    number: str
    gateway_name: str
    sale_id: int
    sale_number: str
    payment_number: str
    amount: Money
    state: RefundState
    message: str
    created_at: datetime
    changes: Changes = Changes()  # noqa: RUF009 - a frozen value

    @property
    def needs_person(self) -> bool:
        """Whether the shop must pay it back another way."""
        return self.state is RefundState.BY_HAND


@dataclass(frozen=True, slots=True)
class StrayMoney:
    """Money that a gateway took and no sale stands for.

    Attributes:
        is_stray: it has no sale; otherwise its sale is only not completed yet.
        is_twice: its sale was paid another way, or by another code.
    """

    payment_id: int
    number: str
    gateway_name: str
    sale_id: int
    sale_number: str
    amount: Money
    paid_at: datetime | None
    is_stray: bool
    is_twice: bool
    is_on_its_way_back: bool


@dataclass(frozen=True, slots=True)
class GatewayMatters:
    """What a person must look at.

    Attributes:
        not_booked: paid, and their sales cannot be completed yet, mostly for want of a shift.
        to_pay_back: what the gateway did not pay back.
        on_their_way: refunds whose end is not known yet.
    """

    strays: tuple[StrayMoney, ...] = ()
    not_booked: tuple[StrayMoney, ...] = ()
    to_pay_back: tuple[GatewayRefund, ...] = ()
    on_their_way: tuple[GatewayRefund, ...] = ()

    @property
    def needs_person(self) -> int:
        """How many of them wait for somebody."""
        waiting = [one for one in self.strays if not one.is_on_its_way_back]
        return len(waiting) + len(self.to_pay_back)


class GatewayRefunds:
    """The desk for money that goes back, and for money that has no sale."""

    def __init__(self, ground: Ground, rights: Rights, door: HttpClient) -> None:
        self._ground = ground
        self._rights = rights
        self._door = door

    def prepare_returned(self) -> int:
        """Write down what the books gave back and no gateway was told of yet; return how many."""
        with self._ground.database.read() as connection:
            if not gateway_queries.returns_without_refund(connection):
                return 0
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            rows = gateway_queries.returns_without_refund(connection)
            for row in rows:
                is_second = gateway_queries.has_refund(connection, row.payment_id, _TAKES_THE_ONE)
                gateway_queries.insert_refund(
                    connection,
                    self._ground,
                    payment_id=row.payment_id,
                    return_id=row.return_id,
                    amount=-row.amount,
                    person_id=row.person_id,
                    state=RefundState.BY_HAND if is_second else RefundState.PREPARED,
                )
        self._ground.fail_points.reached("gateway_refund.written")
        return len(rows)

    def give_back_stray(
        self, actor: Actor, payment_id: int, approval: Approval | None = None
    ) -> Changes:
        """Write down that money without a sale goes back where it came from.

        Raises:
            BusinessRuleError: a right is missing, or code ``not_stray``.
        """
        reason = approval.reason if approval else "stray"
        self._rights.require(actor, Action.REFUND, approval=approval, reason=reason)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = load_undecided(connection, payment_id)
            gateway_queries.insert_refund(
                connection,
                self._ground,
                payment_id=payment_id,
                amount=row.amount,
                person_id=actor.id,
            )
            body = {"payment": payment_id, "amount": row.amount.fen, "person": actor.id}
            self._ground.record(connection, LedgerEntry("gateway_stray_given_back", body))
        self._ground.fail_points.reached("gateway_refund.written")
        return Changes.of(Topic.SALES)

    def due_ids(self) -> tuple[int, ...]:
        """Return the refunds that go on now."""
        with self._ground.database.read() as connection:
            return gateway_queries.due_refunds(connection, self._ground.now())

    def advance(self, refund_id: int) -> GatewayRefund:
        """Send a refund that never left, or ask about one that may have; on the network lane."""
        with self._ground.database.read() as connection:
            row = gateway_queries.load_refund(connection, refund_id)
        if row.state is RefundState.PREPARED:
            self._send(row)
        elif row.state is RefundState.SENDING:
            self._ask(row)
        return self._told(refund_id)

    def settle_by_hand(
        self, actor: Actor, refund_id: int, reason: str, approval: Approval | None = None
    ) -> Changes:
        """Close a refund that the shop paid back another way.

        Raises:
            BusinessRuleError: a right is missing, or code ``not_stray``.
        """
        self._rights.require(actor, Action.RESOLVE_UNKNOWN, approval=approval, reason=reason)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = gateway_queries.load_refund(connection, refund_id)
            if row.state is not RefundState.BY_HAND:
                raise not_stray()
            gateway_queries.change_refund(
                connection, self._ground, refund_id, state=RefundState.SETTLED, reason_text=reason
            )
            self._settle_stray(connection, row)
            body = {"refund": refund_id, "amount": row.amount.fen, "person": actor.id,
                    "reason": reason}  # fmt: skip
            self._ground.record(connection, LedgerEntry("gateway_refund_settled", body))
        return Changes.of(Topic.SALES)

    def matters(self) -> GatewayMatters:
        """Return what a person must look at, oldest first."""
        with self._ground.database.read() as connection:
            found = gateway_queries.payments_in(connection, [GatewayState.STRAY, GatewayState.PAID])
            by_hand = gateway_queries.refunds_in(connection, [RefundState.BY_HAND])
            on_the_way = gateway_queries.refunds_in(
                connection, [RefundState.PREPARED, RefundState.SENDING]
            )
        given_up = {row.payment_id for row in by_hand}
        back = {row.payment_id for row in on_the_way}
        return GatewayMatters(
            tuple(
                _stray_of(row, is_on_its_way_back=row.id in back)
                for row in found
                if row.state is GatewayState.STRAY and row.id not in given_up
            ),
            tuple(
                _stray_of(row, is_on_its_way_back=False)
                for row in found
                if row.state is GatewayState.PAID
            ),
            tuple(_refund_of(row) for row in by_hand),
            tuple(_refund_of(row) for row in on_the_way),
        )

    # Steps ----------------------------------------------------------------------------------------

    def _send(self, row: Row[Any]) -> None:
        """Send it, once: from the commit before it leaves it is only asked about."""
        gateway, access = self._gateway_of(row)
        request = RefundRequest(row.payment_number, row.number, row.amount, row.paid)
        try:
            call = gateway.prepare_refund(access, request)
        except KataiError:
            self._move(row, RefundState.PREPARED, RefundState.BY_HAND)
            return
        is_ours = self._move(
            row,
            RefundState.PREPARED,
            RefundState.SENDING,
            request_sealed=gateway_queries.seal_refund_call(self._ground, row.id, call.to_bytes()),
            sent_at=self._ground.now(),
            next_step_at=self._after(_PAUSES[0]),
        )
        if not is_ours:
            return
        self._ground.fail_points.reached("gateway_refund.sending_committed")
        answer = self._door.send(call)
        self._keep_answer(row, REFUND, answer)
        said = gateway.read_refund(answer)
        if said.verdict is RefundVerdict.NOT_SENT:
            later = self._after(_PAUSES[-1])
            self._move(row, RefundState.SENDING, RefundState.PREPARED, next_step_at=later)
            return
        told = {"verdict": said.verdict, "reason_text": said.message}
        self._move(row, RefundState.SENDING, RefundState.SENDING, **told)
        self._ground.fail_points.reached("gateway_refund.answer_read")

    def _ask(self, row: Row[Any]) -> None:
        gateway, access = self._gateway_of(row)
        query = PaymentQuery(row.payment_number, row.paid, row.upstream_number)
        count = row.query_count + 1
        pause = _PAUSES[min(count, len(_PAUSES) - 1)]
        later = {"query_count": count, "next_step_at": self._after(pause)}
        try:
            call = gateway.prepare_query(access, query)
        except KataiError:
            self._move(row, RefundState.SENDING, RefundState.SENDING, **later)
            return
        answer = self._door.send(call)
        self._keep_answer(row, REFUND_QUERY, answer)
        found = gateway.read_query(query, answer, access).verdict
        age = self._ground.now() - (row.sent_at or row.created_at)
        is_patience_over = age.total_seconds() >= _PATIENCE_SECONDS
        said = row.verdict or RefundVerdict.UNKNOWN
        state = refund_after(said, found, is_patience_over=is_patience_over)
        self._move(row, RefundState.SENDING, state, **later)
        self._ground.fail_points.reached(f"gateway_refund.{state}_committed")

    def _move(self, row: Row[Any], before: RefundState, after: RefundState, **columns: Any) -> bool:
        """Commit a step; False, and nothing, where somebody else has taken it already."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = gateway_queries.load_refund(connection, row.id)
            if row.state is not before:
                return False
            gateway_queries.change_refund(connection, self._ground, row.id, state=after, **columns)
            if after is RefundState.DONE:
                self._settle_stray(connection, row)
                body = {"refund": row.id, "payment": row.payment_id, "amount": row.amount.fen}
                self._ground.record(connection, LedgerEntry("gateway_refunded", body))
        return True

    def _settle_stray(self, connection: Connection, row: Row[Any]) -> None:
        """Money without a sale that went back is no matter of anybody any more."""
        if row.payment_state is GatewayState.STRAY:
            settled = GatewayState.SETTLED
            gateway_queries.change_payment(connection, self._ground, row.payment_id, state=settled)

    def _gateway_of(self, row: Row[Any]) -> tuple[PaymentGateway, AccountAccess]:
        with self._ground.database.read() as connection:
            account = gateway_queries.load_gateway(connection, row.gateway_id)
        return gateway_of(account.dialect), access_of(self._ground, account)

    def _keep_answer(self, row: Row[Any], kind: str, answer: HttpOutcome) -> None:
        if answer.transport is not Transport.ANSWERED:
            return
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            gateway_queries.insert_answer(
                connection, self._ground, row.payment_id, kind, answer.to_bytes()
            )
        self._ground.fail_points.reached("gateway_refund.answer_committed")

    def _after(self, seconds: float) -> datetime:
        return self._ground.now() + timedelta(seconds=seconds)

    def _told(self, refund_id: int) -> GatewayRefund:
        with self._ground.database.read() as connection:
            return _refund_of(gateway_queries.load_refund(connection, refund_id))


def _refund_of(row: Row[Any]) -> GatewayRefund:
    return GatewayRefund(
        row.id,
        row.number,
        row.gateway_name,
        row.sale_id,
        row.sale_number,
        row.payment_number,
        row.amount,
        row.state,
        row.reason_text,
        row.created_at,
        Changes.of(Topic.SALES),
    )


def _stray_of(row: Row[Any], *, is_on_its_way_back: bool) -> StrayMoney:
    return StrayMoney(
        row.id,
        row.number,
        row.gateway_name,
        row.sale_id,
        row.sale_number,
        row.amount,
        row.paid_at,
        row.state is GatewayState.STRAY,
        row.sale_state is SaleState.COMPLETED,
        is_on_its_way_back,
    )
