"""What is committed around each call to a gateway, each in a transaction of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import Transport
from desktop.domain.gateway_payment import (
    ASKED_STATES,
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
from desktop.storage import answer_clearing, gateway_queries
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.connectors.http_call import HttpOutcome
    from desktop.services.gateway_booking import GatewayBooking
    from desktop.storage.ground import Ground

CODE, QUERY = "code", "query"
_PLAIN: Final = frozenset({PaymentVerdict.UNPAID})


class GatewayJournal:
    """Writes down that a call is about to leave, what came back, and what that makes of it."""

    def __init__(self, ground: Ground, booking: GatewayBooking) -> None:
        self._ground = ground
        self._booking = booking

    def commit_sending(self, payment_id: int, call: bytes) -> bool | None:
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

    def keep_answer(self, payment_id: int, kind: str, answer: HttpOutcome) -> int | None:
        """Seal and commit what came, before anything reads it."""
        if answer.transport is not Transport.ANSWERED:
            return None
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            answer_id = gateway_queries.insert_answer(
                connection, self._ground, payment_id, kind, answer.to_bytes()
            )
        self._ground.fail_points.reached("gateway.answer_committed")
        return answer_id

    def settle(
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
            if is_first is None:
                state = state_after_query(row.state, outcome.verdict)
            else:
                state = state_after_code(row.state, outcome.verdict, is_first=is_first)
            is_query = is_first is None
            columns = self._learned(row, state, outcome, is_query=is_query, is_watched=is_watched)
            if columns["next_query_at"] is None and state in ASKED_STATES:
                state = GatewayState.LAPSED
            if state is GatewayState.PAID:
                columns["next_query_at"] = self._ground.now()
            self._change(connection, payment_id, state, **columns)
            if state is GatewayState.BOOKED and "payer_fingerprint" in columns:
                self._booking.judge_payer(connection, payment_id)  # an owner's word came first
            self._finish_answer(connection, answer_id, outcome)
            if row.buyer_erased_at is not None:
                answer_clearing.clear_payments(connection, self._ground, [payment_id])
        self._ground.fail_points.reached(f"gateway.{state}_committed")
        return state

    def put_off(self, payment_id: int) -> None:
        """Commit that a payment is asked about later: the question could not even be written."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            row = gateway_queries.load_payment(connection, payment_id)
            at = self._next_query_at(row, row.state)
            self._change(connection, payment_id, row.state, next_query_at=at)

    def _learned(
        self,
        row: Row[Any],
        state: GatewayState,
        outcome: PaymentOutcome,
        *,
        is_query: bool,
        is_watched: bool,
    ) -> dict[str, Any]:
        """Return the columns that an answer changes."""
        verdict = outcome.verdict
        columns: dict[str, Any] = {
            "reason_code": outcome.reason,
            "reason_text": outcome.message,
            "upstream_number": row.upstream_number or outcome.upstream_number,
            "query_count": row.query_count + is_query,
            "next_query_at": self._next_query_at(row, state, verdict, is_watched=is_watched),
        }
        if verdict is PaymentVerdict.PAID:
            columns |= {"paid_at": row.paid_at or self._ground.now(), "next_query_at": None}
            columns |= self._payer_of(row, outcome)
        if state is GatewayState.PREPARED:
            columns |= {"send_count": 0, "scanned_fingerprint": None}
        return columns

    def _payer_of(self, row: Row[Any], outcome: PaymentOutcome) -> dict[str, bytes]:
        """Return what is kept of who paid: a keyed fingerprint, once; of who is erased nothing."""
        is_known = row.payer_fingerprint is not None
        if outcome.payer is None or is_known or row.buyer_erased_at is not None:
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

    def _change(
        self, connection: Connection, payment_id: int, state: GatewayState, **columns: Any
    ) -> None:
        gateway_queries.change_payment(connection, self._ground, payment_id, state=state, **columns)

    def _after(self, seconds: float) -> datetime:
        return self._ground.now() + timedelta(seconds=seconds)
