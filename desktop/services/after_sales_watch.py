"""The till's own eye on arrivals: tickets that open, take news, and end by themselves.

Belongs here: one look, written in small pieces behind everything a person waits for. It may be
repeated at any time, from several threads, after a kill, and with a clock that went back: a ticket
for a passed promise is one per line for ever (``uq_ticket_late``), and what a line became is
written into a thread once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.after_sales import (
    EntryKind,
    TicketCause,
    TicketKind,
    TicketState,
    closes_by_itself,
    promise_end,
)
from desktop.domain.changes import Changes
from desktop.services import after_sales_words as words
from desktop.services.after_sales import TICKET_CHANGES
from desktop.services.ticket_journal import NewTicket, TicketJournal
from desktop.storage import after_sales_queries
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.services.settings import Settings
    from desktop.storage.after_sales_queries import WaitingLine
    from desktop.storage.ground import Ground

_NOTHING: Final = Changes()


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What a look found.

    Attributes:
        opened: tickets that were opened for a passed promise.
        closed: tickets nobody had begun, whose goods arrived.
        noted: tickets that learned something of their line, these included.
        next_at: when the next promise passes; None while none is running.
    """

    opened: tuple[int, ...] = ()
    closed: int = 0
    noted: int = 0
    next_at: datetime | None = None
    changes: Changes = _NOTHING


class AfterSalesWatch:
    """Opens a ticket when an arrival promise passes, and keeps threads true to their lines."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings
        self._journal = TicketJournal(ground, settings)

    def review(self) -> WatchReport:
        """Look once; nothing is written when there is no news."""
        opens = self._settings.current.flag("after_sales.opens_by_itself")
        now = self._ground.now()
        with self._ground.database.read() as connection:
            waiting = after_sales_queries.list_waiting_lines(connection) if opens else ()
            unnoted = after_sales_queries.list_unnoted(connection)
        ends = {one.id: promise_end(one.begun_at, one.minutes) for one in waiting}
        late = [one for one in waiting if ends[one.id] <= now]
        opened = tuple(
            ticket_id for one in late if (ticket_id := self._open(one, ends[one.id])) is not None
        )
        outcomes = [self._note(ticket_id) for ticket_id in unnoted]
        noted = [outcome for outcome in outcomes if outcome is not None]
        return WatchReport(
            opened,
            sum(noted),
            len(noted),
            min((end for end in ends.values() if end > now), default=None),
            TICKET_CHANGES if opened or noted else _NOTHING,
        )

    def _open(self, line: WaitingLine, promised_at: datetime) -> int | None:
        """Open the ticket of a line, unless another look was faster or the goods came meanwhile."""
        with self._ground.database.write(WritePriority.BULK) as connection:
            still = after_sales_queries.find_waiting_line(connection, line.id)
            if still is None:
                return None
            new = NewTicket(
                f"late:{line.id}",
                TicketKind.NOT_ARRIVED,
                TicketCause.LATE,
                line.id,
                still.state,
                line.customer_id,
                promised_at=promised_at,
            )
            ticket_id = self._journal.open(connection, None, new)
            if ticket_id is None:
                return None
            minutes = str(line.minutes)
            add = self._journal.add
            add(connection, ticket_id, EntryKind.SYSTEM, words.PROMISE_PASSED, value=minutes)
            add(connection, ticket_id, EntryKind.SYSTEM, words.line_entry(still.state))
            self._ground.fail_points.reached("ticket_late.before_commit")
        self._ground.fail_points.reached("ticket_late.committed")
        return ticket_id

    def _note(self, ticket_id: int) -> bool | None:
        """Write what became of a ticket's line; return whether that ended it, None for no news."""
        with self._ground.database.write(WritePriority.BULK) as connection:
            if ticket_id not in after_sales_queries.list_unnoted(connection):
                return None
            found = self._journal.load(connection, ticket_id)
            assert found.line is not None  # noqa: S101 - only a line has a state to note
            state = found.line.state
            add = self._journal.add
            add(connection, ticket_id, EntryKind.SYSTEM, words.line_entry(state))
            after_sales_queries.change_ticket(connection, ticket_id, line_state=state)
            is_over = closes_by_itself(found)
            if is_over:
                now = self._ground.now()
                self._journal.move(connection, found, TicketState.CLOSED, closed_at=now)
                add(connection, ticket_id, EntryKind.SYSTEM, words.CLOSED_BY_ITSELF)
                self._journal.record(connection, "ticket_closed", None, {"ticket": ticket_id})
            self._ground.fail_points.reached("ticket_note.before_commit")
        return is_over
