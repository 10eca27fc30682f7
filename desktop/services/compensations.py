"""Making good (赔付): money or goods on top of a sale, booked as a cost of the day it is given.

Belongs here: who may give how much, and that nothing is given while the outcome is open: what
comes late would be given twice. Cash leaves the drawer in the same commit.
Does not belong here: a card in place of a bad one (``card_replacements``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.after_sales import EntryKind, TicketAct, TicketState
from desktop.domain.changes import Changes, Topic
from desktop.domain.compensation import (
    CompensationKind,
    CompensationRequest,
    is_above_limit,
    refuse_odd_amount,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO
from desktop.domain.permissions import Action
from desktop.domain.shift import CashReason
from desktop.domain.stored_value import Purse, StoredReason
from desktop.services import after_sales_words as words
from desktop.services.after_sales import refuse_locked
from desktop.services.ticket_journal import TicketJournal, tidy_text
from desktop.storage import after_sales_queries, member_ledger_queries, shift_queries
from desktop.storage.database import WritePriority
from desktop.storage.member_ledger_queries import StoredIntent

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.after_sales import Ticket
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

__all__ = ["CompensationKind", "CompensationRequest", "Compensations"]

_CHANGES: Final = Changes.of(Topic.AFTER_SALES, Topic.SHIFT, Topic.SALES, Topic.CUSTOMERS)


class Compensations:
    """Books what a customer gets to make good."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._journal = TicketJournal(ground, settings)

    def needs_owner(self, ticket_id: int, amount: Money) -> bool:
        """Whether this would be more than staff may give alone, with all the ticket had before."""
        with self._ground.database.read() as connection:
            return self._is_above(connection, ticket_id, amount)

    def give(self, actor: Actor, wanted: CompensationRequest) -> Changes:
        """Book a compensation; the same request twice books once.

        Raises:
            BusinessRuleError: a right is missing, ``amount_out_of_range``, ``ticket_text`` without
                a reason, ``ticket_closed``, ``outcome_open``, or the shift is not open. Nothing
                was booked.
        """
        refuse_odd_amount(wanted.amount)
        note = tidy_text(wanted.note)
        above = self.needs_owner(wanted.ticket_id, wanted.amount)
        action = Action.COMPENSATE_ABOVE_LIMIT if above else Action.COMPENSATE
        self._rights.require(actor, action, approval=wanted.approval, reason=note)
        with self._ground.database.write(WritePriority.SALE) as connection:
            if after_sales_queries.was_compensated(connection, wanted.request_id):
                return _CHANGES
            if not above and self._is_above(connection, wanted.ticket_id, wanted.amount):
                raise BusinessRuleError(
                    "compensated_meanwhile",
                    QT_TRANSLATE_NOOP(
                        "errors", "刚刚有人给这张单补偿过，加起来超过了限额。看一看再给，没有多给"
                    ),
                )
            found = self._journal.load(connection, wanted.ticket_id)
            refuse_locked(found, TicketAct.COMPENSATE)
            self._refuse_without_purse(found, wanted.kind)
            shift = shift_queries.get_open_shift(connection, wanted.shift_id)
            now = self._ground.now()
            self._journal.move(
                connection, found, TicketState.DECIDED, is_taken_up=True, decided_at=now
            )
            after_sales_queries.note_solved(connection, found.id, now)
            self._book(connection, actor, wanted, shift, note, found.customer_id)
            self._ground.fail_points.reached("compensation.before_commit")
        self._ground.fail_points.reached("compensation.committed")
        return _CHANGES

    def _is_above(self, connection: Connection, ticket_id: int, amount: Money) -> bool:
        limit = self._settings.current.money("after_sales.limit")
        given = after_sales_queries.compensated(connection, ticket_id)
        return is_above_limit(limit, (given,), amount)

    def _refuse_without_purse(self, found: Ticket, kind: CompensationKind) -> None:
        has_purse = self._settings.current.flag("stored.enabled") and found.customer_id is not None
        if kind is CompensationKind.STORED and not has_purse:
            raise BusinessRuleError(
                "no_purse",
                QT_TRANSLATE_NOOP(
                    "errors", "储值没有启用，或者顾客不是会员，不能补成储值。什么都没有记"
                ),
            )

    def _book(
        self,
        connection: Connection,
        actor: Actor,
        wanted: CompensationRequest,
        shift: ShiftSnapshot,
        note: str,
        customer_id: int | None,
    ) -> None:
        now, approver = self._ground.now(), wanted.approval
        approved_by = approver.person_id if approver else None
        after_sales_queries.insert_compensation(
            connection,
            id=self._ground.identifiers.next_id(),
            request_id=wanted.request_id,
            ticket_id=wanted.ticket_id,
            kind=wanted.kind,
            amount=wanted.amount,
            note=note,
            shift_id=shift.id,
            business_date=shift.business_date,
            person_id=actor.id,
            approved_by=approved_by,
            booked_at=now,
        )
        if wanted.kind is CompensationKind.STORED and customer_id is not None:
            intent = StoredIntent(
                customer_id,
                StoredReason.MADE_GOOD,
                Purse(ZERO, wanted.amount),
                shift.business_date,
                person_id=actor.id,
                note=note[:200],
            )
            member_ledger_queries.add_stored(connection, self._ground, intent)
        if wanted.kind is CompensationKind.CASH:
            shift_queries.insert_movement(
                connection,
                id=self._ground.identifiers.next_id(),
                shift_id=shift.id,
                business_date=shift.business_date,
                amount=-wanted.amount,
                reason=CashReason.COMPENSATION,
                note=note,
                person_id=actor.id,
                moved_at=now,
            )
        value = f"{wanted.amount} · {note}"
        kind = EntryKind.ACT
        self._journal.add(connection, wanted.ticket_id, kind, words.COMPENSATED, actor, value)
        body = {
            "ticket": wanted.ticket_id,
            "kind": str(wanted.kind),
            "amount": wanted.amount.fen,
            "approved_by": approved_by,
        }
        self._journal.record(connection, "compensation_booked", actor, body)
