"""Committing what an answer means: cards, state, sale line and money, all together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import PlatformRefusedError
from desktop.domain.purchase import OutcomeClass, PurchaseState, next_query_delay
from desktop.domain.purchase_settling import PurchaseAlert
from desktop.services.purchase_arrivals import keep_cards
from desktop.services.purchase_case import NOT_FOUND, ORDER
from desktop.services.sourcing import trouble_of
from desktop.storage import account_entries, platform_queries, purchase_attempts, purchase_queries
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from desktop.domain.purchase_settling import OrderOutcome, Settlement
    from desktop.services.purchase_case import PurchaseCase
    from desktop.services.purchase_journal import PurchaseJournal
    from desktop.storage.ground import Ground
    from desktop.storage.purchase_attempts import AttemptRow
    from desktop.storage.purchase_queries import PurchaseRow

CARDS_KNOWN: Final = "cards_known"
"""A delivered card is in the store already: sold to somebody, or delivered twice."""
_WITH_CARDS: Final = frozenset({PurchaseState.FULFILLED, PurchaseState.PARTIAL})


class PurchaseSettlement:
    """Turns a settled answer into one commit."""

    def __init__(self, ground: Ground, journal: PurchaseJournal) -> None:
        self._ground = ground
        self._journal = journal

    def commit(
        self,
        case: PurchaseCase,
        settlement: Settlement,
        outcome: OrderOutcome,
        attempt: AttemptRow | None,
        *,
        person_id: int | None = None,
        also: Callable[[Connection], None] | None = None,
    ) -> tuple[str, ...]:
        """Commit it all; return what a person must be told.

        Args:
            case: the purchase as it was read.
            settlement: what the answer makes of it.
            outcome: the answer.
            attempt: the call that it answers.
            person_id: who typed the answer in; None where a platform gave it.
            also: written with it, at the end.
        """
        ground = self._ground
        ground.fail_points.reached("purchase.parsed")
        row = case.row
        with ground.database.write(WritePriority.NORMAL) as connection:
            if attempt is not None:
                word = NOT_FOUND if outcome.is_not_found else str(outcome.outcome_class)
                purchase_attempts.finish_attempt(connection, ground, attempt.id, word)
            state, alerts = self.keep_goods(connection, row, settlement, outcome)
            code = "+".join(alerts) or outcome.reason or str(state)
            purchase_queries.move_purchase(
                connection,
                ground,
                row,
                state,
                code,
                note=outcome.message,
                person_id=person_id,
                **self._columns_after(case, state, outcome),
            )
            if case.platform.capabilities.is_by_hand:
                account_entries.settle_purchase(connection, ground, row.id, person_id)
            else:
                self._note_on_account(connection, case, outcome, alerts)
            self._journal.go_on_with_line(connection, row)
            if also is not None:
                also(connection)
        ground.fail_points.reached(f"purchase.{state}_committed")
        return alerts

    def keep_goods(
        self,
        connection: Connection,
        row: PurchaseRow,
        settlement: Settlement,
        outcome: OrderOutcome,
    ) -> tuple[PurchaseState, tuple[str, ...]]:
        """Store the cards that belong to the state; known ones make it a person's business."""
        alerts: tuple[str, ...] = settlement.alerts
        if settlement.state not in _WITH_CARDS or not outcome.cards:
            return settlement.state, alerts
        charged = outcome.charged if outcome.charged is not None else row.charged
        kept = keep_cards(connection, self._ground, row, outcome.cards, charged)
        if kept.duplicates:
            return PurchaseState.HUMAN, (*alerts, CARDS_KNOWN)
        return settlement.state, alerts

    def _columns_after(
        self, case: PurchaseCase, state: PurchaseState, outcome: OrderOutcome
    ) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        if outcome.charged is not None:
            columns["charged"] = outcome.charged
        if outcome.upstream_number is not None:
            columns["upstream_number"] = outcome.upstream_number
        sends = case.row.send_count
        is_order = case.row.state is PurchaseState.SENDING
        if is_order and outcome.outcome_class is OutcomeClass.NOT_SENT:
            sends -= 1  # provably never left
            columns["send_count"] = sends
        if case.platform.capabilities.is_by_hand:
            return columns  # a person goes on, at no set time
        match state:
            case PurchaseState.PREPARED:
                columns["next_step_at"] = self._journal.after(self._journal.patience(case, ORDER))
            case PurchaseState.ACCEPTED:
                first = self._journal.after(next_query_delay(0))
                columns |= {"query_count": 0, "next_step_at": first}
            case PurchaseState.UNKNOWN:
                plan = case.plan(self._ground.now(), sends)
                columns["next_step_at"] = self._journal.after(plan.wait_seconds)
            case _:
                pass
        return columns

    def _note_on_account(
        self,
        connection: Connection,
        case: PurchaseCase,
        outcome: OrderOutcome,
        alerts: tuple[str, ...],
    ) -> None:
        """Take a charge off the last known balance; hold the account that took too much.

        An account that is not accepted is noted as well: whoever looks at it sees what to do.
        """
        columns: dict[str, Any] = {}
        if outcome.charged is not None and case.row.charged is None:
            balance = platform_queries.load_account(connection, case.row.account_id).balance
            if balance is not None:
                columns["balance"] = balance - outcome.charged
        if PurchaseAlert.CHARGED_ABOVE_CEILING in alerts:
            columns |= {
                "is_frozen": True,
                "trouble_code": str(PurchaseAlert.CHARGED_ABOVE_CEILING),
                "trouble_text": case.row.number,
                "trouble_at": self._ground.now(),
            }
        if outcome.account_problem is not None:
            refusal = PlatformRefusedError(outcome.message, outcome.account_problem)
            columns |= trouble_of(refusal, self._ground.now())
        if columns:
            platform_queries.change_account(connection, case.row.account_id, **columns)
