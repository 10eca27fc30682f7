"""After-sales at the counter: tickets, their threads, and what is next.

Belongs here: what a person does with a ticket, each act one transaction. Any of the staff may open,
answer and close; money is the business of ``returns`` and ``compensations``.
Does not belong here: tickets the till opens by itself (``after_sales_watch``), the clocks' rules
(``domain.after_sales``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.after_sales import (
    EntryKind,
    Ticket,
    TicketAct,
    TicketCause,
    TicketClock,
    TicketKind,
    TicketState,
    lock_of,
    most_urgent_first,
    next_clock,
    promise_end,
)
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.services import after_sales_words as words
from desktop.services.after_sales_patience import patience_of
from desktop.services.ticket_journal import NewTicket, TicketJournal, tidy_text
from desktop.storage import after_sales_queries, delivery_queries
from desktop.storage.after_sales_queries import TicketEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.day_report import AfterSalesFigures
    from desktop.domain.permissions import Actor
    from desktop.services.after_sales_words import QuickReply
    from desktop.services.reporting import Reporting
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

__all__ = ["AfterSales", "TicketCase", "TicketEntry", "TicketRequest"]

TICKET_CHANGES: Final = Changes.of(Topic.AFTER_SALES)
_EARLIER_DAYS: Final = 90
_LONGEST_CONTACT: Final = 100
_SHORTEST_SECRET: Final = 6
"""Shorter ones stand in any sentence by chance."""


@dataclass(frozen=True, slots=True)
class TicketRequest:
    """A ticket as a person opens it.

    Attributes:
        line_id: the sold line; None for a 咨询.
        contact: where to find whoever asks, when no member is meant.
        text: what the customer said; may be empty.
    """

    request_id: str
    kind: TicketKind
    line_id: int | None = None
    customer_id: int | None = None
    contact: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TicketOutcome:
    """A ticket that was opened, or had been by the same request."""

    ticket_id: int
    is_repeat: bool
    changes: Changes = TICKET_CHANGES


@dataclass(frozen=True, slots=True)
class Escalated:
    """What to send to the source; its being asked is in the thread."""

    text: str
    changes: Changes = TICKET_CHANGES


@dataclass(frozen=True, slots=True)
class TicketList:
    """The tickets of one side of the page, the most urgent on top, and the day's figures."""

    tickets: tuple[Ticket, ...]
    clocks: Mapping[int, TicketClock | None]
    open_count: int
    today: AfterSalesFigures


@dataclass(frozen=True, slots=True)
class TicketCase:
    """A ticket in front of somebody.

    Attributes:
        locks: why an act must wait, in the language of whoever looks; None where it may be done.
        earlier: other tickets of the customer within ninety days.
    """

    ticket: Ticket
    entries: tuple[TicketEntry, ...]
    clock: TicketClock | None
    replies: tuple[QuickReply, ...]
    locks: Mapping[TicketAct, str | None]
    earlier: int


@dataclass(frozen=True, slots=True)
class TicketCounts:
    """What the rail and the hand-over say."""

    open: int = 0
    overdue: int = 0
    next_at: datetime | None = None


class AfterSales:
    """The desk of tickets."""

    def __init__(self, ground: Ground, settings: Settings, reporting: Reporting) -> None:
        self._ground = ground
        self._settings = settings
        self._reporting = reporting
        self._journal = TicketJournal(ground, settings)

    # Looking ------------------------------------------------------------------------------------

    def list_tickets(self, *, is_closed: bool = False) -> TicketList:
        """Return the open tickets, the most urgent on top, or those that were closed last."""
        patience, now = patience_of(self._settings.current), self._ground.now()
        with self._ground.database.read() as connection:
            live = after_sales_queries.list_live(connection)
            shown = after_sales_queries.list_closed(connection) if is_closed else live
            today = self._reporting.after_sales_today(connection)
        ordered = shown if is_closed else most_urgent_first(live, patience, now)
        return TicketList(
            ordered,
            {one.id: next_clock(one, patience) for one in ordered},
            len(live),
            today,
        )

    def counts(self) -> TicketCounts:
        """Return how many tickets are open and overdue, and when the next becomes overdue."""
        patience, now = patience_of(self._settings.current), self._ground.now()
        with self._ground.database.read() as connection:
            live = after_sales_queries.list_live(connection)
        clocks = [clock for one in live if (clock := next_clock(one, patience)) is not None]
        later = [clock.due_at for clock in clocks if not clock.is_overdue(now)]
        return TicketCounts(len(live), len(clocks) - len(later), min(later, default=None))

    def case(self, ticket_id: int) -> TicketCase:
        """Return everything that is shown of a ticket.

        Raises:
            BusinessRuleError: code ``no_such_ticket``.
        """
        values = self._settings.current
        since = self._ground.now() - timedelta(days=_EARLIER_DAYS)
        with self._ground.database.read() as connection:
            found = self._journal.load(connection, ticket_id)
            entries = after_sales_queries.list_entries(connection, ticket_id)
            earlier = 0
            if found.customer_id is not None:
                earlier = after_sales_queries.count_others(connection, found, since)
        locks = {act: _said_lock(act, found) for act in TicketAct}
        replies = words.quick_replies(found, values)
        clock = next_clock(found, patience_of(values))
        return TicketCase(found, entries, clock, replies, locks, earlier)

    def live_ticket_of(self, line_id: int) -> int | None:
        """Return the open ticket of a line, that one may be shown instead of opening another."""
        with self._ground.database.read() as connection:
            return after_sales_queries.live_ticket_of(connection, line_id)

    # A person's acts ----------------------------------------------------------------------------

    def open_ticket(self, actor: Actor, wanted: TicketRequest) -> TicketOutcome:
        """Open a ticket about a sold line, or a 咨询; the same request twice opens one.

        Raises:
            BusinessRuleError: code ``ticket_needs_line`` for trouble without a line,
                ``ticket_text`` for too long a text or contact.
        """
        if wanted.line_id is None and wanted.kind is not TicketKind.QUESTION:
            raise BusinessRuleError(
                "ticket_needs_line",
                QT_TRANSLATE_NOOP("errors", "除了咨询，售后单都要对着一行商品，先选是哪一行"),
            )
        text = tidy_text(wanted.text) if wanted.text.strip() else ""
        contact = tidy_text(wanted.contact)[:_LONGEST_CONTACT] if wanted.contact.strip() else ""
        with self._ground.database.write() as connection:
            self._refuse_secret(connection, wanted.line_id, text)
            new = self._new_of(connection, wanted, contact)
            ticket_id = self._journal.open(connection, actor, new)
            if ticket_id is None:
                earlier = after_sales_queries.find_by_request(connection, wanted.request_id)
                assert earlier is not None  # noqa: S101 - only its own request can be in the way
                return TicketOutcome(earlier, is_repeat=True)
            if text:
                self._journal.add(connection, ticket_id, EntryKind.CUSTOMER, text, actor)
            if new.line_state is not None:
                entry = words.line_entry(new.line_state)
                self._journal.add(connection, ticket_id, EntryKind.SYSTEM, entry)
            self._ground.fail_points.reached("ticket_open.before_commit")
        self._ground.fail_points.reached("ticket_open.committed")
        return TicketOutcome(ticket_id, is_repeat=False)

    def reply(self, actor: Actor, ticket_id: int, text: str) -> Changes:
        """Note what the customer was told; the first reply stops the answer clock.

        Raises:
            BusinessRuleError: ``ticket_closed``, ``ticket_text``, ``reply_has_secret``.
        """
        tidy, now = tidy_text(text), self._ground.now()
        with self._ground.database.write() as connection:
            found = self._journal.load(connection, ticket_id)
            self._refuse_secret(connection, found.line.id if found.line else None, tidy)
            state = TicketState.ANSWERED if found.state is TicketState.OPEN else found.state
            self._take_up(connection, found, state, answered_at=found.answered_at or now)
            after_sales_queries.note_first_answer(connection, ticket_id, now)
            self._journal.add(connection, ticket_id, EntryKind.REPLY, tidy, actor)
            self._journal.record(connection, "ticket_answered", actor, {"ticket": ticket_id})
            self._ground.fail_points.reached("ticket_reply.before_commit")
        return TICKET_CHANGES

    def note_customer(self, actor: Actor, ticket_id: int, text: str) -> Changes:
        """Note what the customer said; who waited for it waits no more."""
        tidy = tidy_text(text)
        with self._ground.database.write() as connection:
            found = self._journal.load(connection, ticket_id)
            self._refuse_secret(connection, found.line.id if found.line else None, tidy)
            waited = found.state is TicketState.WAITING_CUSTOMER
            self._take_up(connection, found, TicketState.ANSWERED if waited else found.state)
            self._journal.add(connection, ticket_id, EntryKind.CUSTOMER, tidy, actor)
        return TICKET_CHANGES

    def wait_for_customer(self, actor: Actor, ticket_id: int) -> Changes:
        """Wait for something the customer has to send."""
        with self._ground.database.write() as connection:
            found = self._journal.load(connection, ticket_id)
            now = self._ground.now()
            self._take_up(connection, found, TicketState.WAITING_CUSTOMER, waiting_since=now)
            self._act(connection, actor, ticket_id, words.ASKED_CUSTOMER)
        return TICKET_CHANGES

    def escalate(self, actor: Actor, ticket_id: int) -> Escalated:
        """Note that the source is asked now, and return what to send it.

        Raises:
            BusinessRuleError: ``ticket_closed``, or ``no_source`` where nothing was bought.
        """
        with self._ground.database.write() as connection:
            found = self._journal.load(connection, ticket_id)
            line = found.line
            if line is None or line.purchase_state is None:
                raise BusinessRuleError(
                    "no_source",
                    QT_TRANSLATE_NOOP("errors", "这一行不是向货源买的，没有货源可催"),
                )
            now = self._ground.now()
            self._take_up(
                connection,
                found,
                TicketState.WAITING_SOURCE,
                waiting_since=now,
                escalated_at=found.escalated_at or now,
            )
            number = line.upstream_number or line.purchase_number
            self._act(connection, actor, ticket_id, words.ESCALATED, number)
            self._journal.record(connection, "ticket_escalated", actor, {"ticket": ticket_id})
        return Escalated(words.escalation_text(found, self._settings.current))

    def note_act(self, actor: Actor, ticket_id: int, act: TicketAct) -> Changes:
        """Note what was done about the line: the ticket is decided."""
        with self._ground.database.write() as connection:
            self._decide(connection, actor, ticket_id, words.act_entry(act))
        return TICKET_CHANGES

    def decide(self, actor: Actor, ticket_id: int, text: str) -> Changes:
        """Note a decision in one's own words."""
        tidy = tidy_text(text)
        with self._ground.database.write() as connection:
            found = self._journal.load(connection, ticket_id)
            self._refuse_secret(connection, found.line.id if found.line else None, tidy)
            self._decide(connection, actor, ticket_id, words.DECIDED, tidy)
        return TICKET_CHANGES

    def close(self, actor: Actor, ticket_id: int) -> Changes:
        """End a ticket whose customer has been answered.

        Raises:
            BusinessRuleError: ``ticket_closed``, ``answer_first``.
        """
        with self._ground.database.write() as connection:
            found = self._journal.load(connection, ticket_id)
            if not found.is_closed and found.answered_at is None:
                raise BusinessRuleError(
                    "answer_first",
                    QT_TRANSLATE_NOOP("errors", "还没回复顾客，先回复再结单"),
                )
            now = self._ground.now()
            self._take_up(connection, found, TicketState.CLOSED, closed_at=now)
            after_sales_queries.note_solved(connection, ticket_id, now)
            self._act(connection, actor, ticket_id, words.CLOSED)
            self._journal.record(connection, "ticket_closed", actor, {"ticket": ticket_id})
        return TICKET_CHANGES

    def reopen(self, actor: Actor, ticket_id: int, text: str = "") -> Changes:
        """Begin again: the customer is back, and the answer clock runs anew."""
        tidy = tidy_text(text) if text.strip() else ""
        with self._ground.database.write() as connection:
            found = self._journal.load(connection, ticket_id)
            if not found.is_closed:
                raise BusinessRuleError(
                    "ticket_live", QT_TRANSLATE_NOOP("errors", "这张售后单还开着，不用重开")
                )
            self._take_up(
                connection,
                found,
                TicketState.OPEN,
                asked_at=self._ground.now(),
                answered_at=None,
                closed_at=None,
                decided_at=None,
                waiting_since=None,
            )
            self._act(connection, actor, ticket_id, words.REOPENED)
            if tidy:
                self._journal.add(connection, ticket_id, EntryKind.CUSTOMER, tidy, actor)
            self._journal.record(connection, "ticket_reopened", actor, {"ticket": ticket_id})
        return TICKET_CHANGES

    # Parts --------------------------------------------------------------------------------------

    def _new_of(self, connection: Connection, wanted: TicketRequest, contact: str) -> NewTicket:
        line_id, customer_id = wanted.line_id, wanted.customer_id
        state, promised_at = None, None
        if line_id is not None:
            state, buyer = after_sales_queries.line_of(connection, line_id)
            customer_id = customer_id or buyer
            promised_at = promise_end(*after_sales_queries.promise_of_line(connection, line_id))
        return NewTicket(
            wanted.request_id,
            wanted.kind,
            TicketCause.PERSON,
            line_id,
            state,
            customer_id,
            contact,
            promised_at,
        )

    def _take_up(
        self, connection: Connection, found: Ticket, state: TicketState, **columns: object
    ) -> None:
        self._journal.move(connection, found, state, is_taken_up=True, **columns)

    def _act(
        self, connection: Connection, actor: Actor, ticket_id: int, name: str, value: str = ""
    ) -> None:
        self._journal.add(connection, ticket_id, EntryKind.ACT, name, actor, value)

    def _decide(
        self, connection: Connection, actor: Actor, ticket_id: int, name: str, value: str = ""
    ) -> None:
        found, now = self._journal.load(connection, ticket_id), self._ground.now()
        self._take_up(connection, found, TicketState.DECIDED, decided_at=now)
        after_sales_queries.note_solved(connection, ticket_id, now)
        self._act(connection, actor, ticket_id, name, value)
        self._journal.record(connection, "ticket_decided", actor, {"ticket": ticket_id})

    def _refuse_secret(self, connection: Connection, line_id: int | None, text: str) -> None:
        """A thread is read by everyone and goes into chats: no card of its line may be in it."""
        if line_id is None or not text:
            return
        cards = delivery_queries.cards_of_line(connection, line_id)
        for card in delivery_queries.open_cards(self._ground, cards):
            plain = card.secret.reveal()
            if len(plain) >= _SHORTEST_SECRET and plain in text:
                raise BusinessRuleError(
                    "reply_has_secret",
                    QT_TRANSLATE_NOOP(
                        "errors", "这句话里有卡密，什么都没有记。卡密用“显示”当面给，别写在这里"
                    ),
                )


def refuse_locked(found: Ticket, act: TicketAct) -> None:
    """Return if an act may be done about a ticket's line now.

    Raises:
        BusinessRuleError: code ``outcome_open``.
    """
    lock = _said_lock(act, found)
    if lock is not None:
        raise BusinessRuleError("outcome_open", lock)


def _said_lock(act: TicketAct, found: Ticket) -> str | None:
    lock = lock_of(act, found.line)
    return None if lock is None else words.said(lock)
