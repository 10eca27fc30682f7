"""Writing tickets down: opening, entries of the thread, moves. Each within the caller's write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.after_sales import (
    EntryKind,
    Ticket,
    TicketCause,
    TicketKind,
    TicketState,
    require_move,
)
from desktop.domain.clock import business_date_at, zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.storage import after_sales_queries, open_shift_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.delivery import DeliveryState
    from desktop.domain.permissions import Actor
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

LONGEST_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What a ticket begins with.

    Attributes:
        line_state: how far the line is, so that only what comes later is news.
    """

    request_id: str
    kind: TicketKind
    cause: TicketCause
    line_id: int | None = None
    line_state: DeliveryState | None = None
    customer_id: int | None = None
    contact: str = ""
    promised_at: datetime | None = None


class TicketJournal:
    """Every write to a ticket, and its entry in the ledger, in one place."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings

    def load(self, connection: Connection, ticket_id: int) -> Ticket:
        """Read a ticket.

        Raises:
            BusinessRuleError: code ``no_such_ticket``.
        """
        found = after_sales_queries.find_ticket(connection, ticket_id)
        if found is None:
            raise BusinessRuleError(
                "no_such_ticket", QT_TRANSLATE_NOOP("errors", "没有这张售后单，什么都没有记")
            )
        return found

    def open(self, connection: Connection, actor: Actor | None, new: NewTicket) -> int | None:
        """Write a ticket; None when this request or this passed promise has one already."""
        on = self._business_date(connection)
        sequence = after_sales_queries.next_sequence(connection, on)
        now, ticket_id = self._ground.now(), self._ground.identifiers.next_id()
        is_new = after_sales_queries.insert_ticket(
            connection,
            id=ticket_id,
            request_id=new.request_id,
            number=f"T{on:%y%m%d}-{sequence:03d}",
            business_date=on,
            sequence=sequence,
            kind=new.kind,
            cause=new.cause,
            state=TicketState.OPEN,
            sale_line_id=new.line_id,
            line_state=new.line_state,
            customer_id=new.customer_id,
            contact=new.contact,
            opened_at=now,
            opened_by=None if actor is None else actor.id,
            asked_at=now,
            promised_at=new.promised_at,
        )
        if not is_new:
            return None
        body = {"ticket": ticket_id, "line": new.line_id, "cause": str(new.cause)}
        self.record(connection, "ticket_opened", actor, body)
        return ticket_id

    def add(
        self,
        connection: Connection,
        ticket_id: int,
        kind: EntryKind,
        text: str,
        actor: Actor | None = None,
        value: str = "",
    ) -> None:
        """Add an entry to a thread."""
        after_sales_queries.insert_entry(
            connection,
            ticket_id,
            id=self._ground.identifiers.next_id(),
            kind=kind,
            at=self._ground.now(),
            person_id=None if actor is None else actor.id,
            text=text,
            value=value,
        )

    def move(
        self, connection: Connection, found: Ticket, state: TicketState, **columns: object
    ) -> None:
        """Move a ticket on, with the times that go with it.

        Raises:
            BusinessRuleError: code ``ticket_closed``.
        """
        require_move(found.state, state)
        after_sales_queries.change_ticket(connection, found.id, state=state, **columns)

    def record(
        self,
        connection: Connection,
        kind: str,
        actor: Actor | None,
        body: Mapping[str, object],
    ) -> None:
        """Write into the ledger what happened: ids and amounts, never anybody's words."""
        by = {"person": None if actor is None else actor.id}
        self._ground.record(connection, LedgerEntry(kind, {**body, **by}))

    def _business_date(self, connection: Connection) -> date:
        held = open_shift_queries.find_open_shift(connection)
        if held is not None:
            return held.business_date
        settings = self._settings.current
        zone = zone_named(settings.text("day.zone"))
        starts_at = settings.integer("day.starts_at_minutes")
        return business_date_at(self._ground.now(), zone, starts_at)


def tidy_text(text: str) -> str:
    """Return what was typed without its margins.

    Raises:
        BusinessRuleError: code ``ticket_text`` when it is empty or too long.
    """
    tidy = text.strip()
    if not tidy or len(tidy) > LONGEST_TEXT:
        raise BusinessRuleError(
            "ticket_text",
            QT_TRANSLATE_NOOP("errors", "写一句话，最多 {most} 个字，什么都没有记"),
            most=LONGEST_TEXT,
        )
    return tidy
