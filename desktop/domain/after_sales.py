"""After-sales: what a ticket can be and become, its clocks, and which acts must wait.

Belongs here: states and legal moves, what is next and when it is overdue, what an open outcome
locks. Everything about time is a pure function of instants: nothing here ever asks for the time.
Does not belong here: storing tickets, the words of replies, giving money back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.delivery import WAITING_STATES, DeliveryState, Supply
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from desktop.domain.money import Money
    from desktop.domain.purchase import PurchaseState


class TicketKind(StrEnum):
    """What a customer's trouble is about."""

    NOT_ARRIVED = "not_arrived"
    CARD_USED = "card_used"
    WRONG_ACCOUNT = "wrong_account"
    SHORT = "short"
    SWAP = "swap"
    OTHER = "other"
    QUESTION = "question"
    """咨询: the only kind that needs no sale."""


class TicketCause(StrEnum):
    """Who opened a ticket: a person, or the till when an arrival promise passed."""

    PERSON = "person"
    LATE = "late"


class TicketState(StrEnum):
    """How far a ticket is."""

    OPEN = "open"
    ANSWERED = "answered"
    WAITING_SOURCE = "waiting_source"
    WAITING_CUSTOMER = "waiting_customer"
    DECIDED = "decided"
    CLOSED = "closed"


class EntryKind(StrEnum):
    """What an entry of the thread is."""

    CUSTOMER = "customer"
    """What the customer said, as typed."""
    REPLY = "reply"
    """What the customer was told."""
    NOTE = "note"
    SYSTEM = "system"
    """A fact the till noticed; its text is the name of a sentence."""
    ACT = "act"
    """What a person did; its text is the name of a sentence."""


class ClockKind(StrEnum):
    """What a ticket is waiting for next."""

    ANSWER = "answer"
    ESCALATE = "escalate"
    SOURCE = "source"
    CUSTOMER = "customer"
    DECIDE = "decide"
    CLOSE = "close"


class TicketAct(StrEnum):
    """What can be done about a line once its outcome is known."""

    SHOW_AGAIN = "show_again"
    REPLACE_CARD = "replace_card"
    OTHER_SOURCE = "other_source"
    REFUND = "refund"
    COMPENSATE = "compensate"


_S = TicketState
_LIVE: Final = frozenset({_S.ANSWERED, _S.WAITING_SOURCE, _S.WAITING_CUSTOMER, _S.DECIDED})
LEGAL_MOVES: Final[dict[TicketState, frozenset[TicketState]]] = {
    _S.OPEN: _LIVE | {_S.CLOSED},
    _S.ANSWERED: _LIVE | {_S.CLOSED},
    _S.WAITING_SOURCE: _LIVE | {_S.CLOSED},
    _S.WAITING_CUSTOMER: _LIVE | {_S.CLOSED},
    _S.DECIDED: _LIVE | {_S.CLOSED},
    _S.CLOSED: frozenset({_S.OPEN}),
}
"""The whole table. A ticket never falls back to unanswered but by being opened again."""

_LEAST_LATE: Final = timedelta(minutes=1)
_LOCKED_WORDS: Final = {
    DeliveryState.AWAITING_PAYMENT: QT_TRANSLATE_NOOP(
        "after_sales", "这单还没收到钱，收到以后才有可办的。"
    ),
    DeliveryState.QUEUED: QT_TRANSLATE_NOOP(
        "after_sales", "还没提交给货源，等它提交并有结果。现在办可能会充两次。"
    ),
    DeliveryState.PROCESSING: QT_TRANSLATE_NOOP(
        "after_sales", "货源还在处理，等货源说成功或失败。现在办可能会充两次。"
    ),
    DeliveryState.UNKNOWN: QT_TRANSLATE_NOOP(
        "after_sales", "货源没回话，等查到结果或店主在“待确认”定下来。现在办可能会充两次。"
    ),
}
_NO_LINE: Final = QT_TRANSLATE_NOOP("after_sales", "咨询没有对应的商品，没有可退可补的。")
_NEVER: Final = {
    TicketAct.SHOW_AGAIN: QT_TRANSLATE_NOOP("after_sales", "这一行没有可以再给看的卡密。"),
    TicketAct.REPLACE_CARD: QT_TRANSLATE_NOOP("after_sales", "这一行没有交出去的卡密，不用换卡。"),
    TicketAct.OTHER_SOURCE: QT_TRANSLATE_NOOP(
        "after_sales", "没有失败的采购，不用换货源。到了账的换货源就是再买一份。"
    ),
    TicketAct.REFUND: QT_TRANSLATE_NOOP("after_sales", "这一行已经退完了。"),
}
_HAS_CARDS: Final = frozenset({Supply.LOCAL, Supply.PLATFORM})
_IN_HAND: Final = frozenset({DeliveryState.ARRIVED, DeliveryState.HANDED_OVER})
_FAILED: Final = frozenset({DeliveryState.FAILED, DeliveryState.NEEDS_DECISION})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each step may take, from the settings."""

    answer: timedelta = timedelta(minutes=10)
    escalate: timedelta = timedelta(minutes=30)
    source: timedelta = timedelta(hours=1)
    customer: timedelta = timedelta(hours=24)
    decide: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class TicketLine:
    """The sold line a ticket is about, as it is now.

    Attributes:
        upstream_number: the source's number of the last order for it; empty where it gave none.
        purchase_state: how far that order is; None for goods that were not bought for it.
    """

    id: int
    sale_id: int
    sale_number: str
    claim_code: str
    title: str
    supply: Supply
    quantity: int
    returned_quantity: int
    net: Money
    target_masked: str
    state: DeliveryState
    sold_at: datetime
    arrived_at: datetime | None
    upstream_number: str = ""
    purchase_number: str = ""
    purchase_state: PurchaseState | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether its goods are still on their way."""
        return self.state in WAITING_STATES


@dataclass(frozen=True, slots=True)
class Ticket:
    """A customer's trouble from its first word to its end.

    Attributes:
        opened_by: empty when the till opened it by itself.
        asked_at: when the question that now waits for an answer was asked: the opening, or the
            last reopening.
        answered_at: when that question was answered; None while it was not.
        waiting_since: when it began to wait for the source or the customer.
        promised_at: when the goods should have been there.
        is_taken_up: a person has done something about it.
        compensated: what was given; without cards, whose cost not everybody may see.
        replaced_count: how many cards were handed out for bad ones.
    """

    id: int
    number: str
    kind: TicketKind
    cause: TicketCause
    state: TicketState
    opened_at: datetime
    asked_at: datetime
    opened_by: str = ""
    answered_at: datetime | None = None
    waiting_since: datetime | None = None
    escalated_at: datetime | None = None
    decided_at: datetime | None = None
    closed_at: datetime | None = None
    promised_at: datetime | None = None
    is_taken_up: bool = False
    customer_id: int | None = None
    customer_name: str = ""
    customer_phone: str = ""
    contact: str = ""
    compensated: Money | None = None
    replaced_count: int = 0
    line: TicketLine | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.state is TicketState.CLOSED

    @property
    def has_arrived(self) -> bool:
        """Whether the goods it was opened for are there now: 已到账."""
        return self.line is not None and self.line.state in _IN_HAND


@dataclass(frozen=True, slots=True)
class TicketClock:
    """What is next, and until when."""

    kind: ClockKind
    due_at: datetime

    def seconds_left(self, now: datetime) -> int:
        """Return whole seconds until it is due; below zero once it is overdue."""
        return int((self.due_at - now).total_seconds() // 1)

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been done."""
        return now > self.due_at


def can_move(before: TicketState, after: TicketState) -> bool:
    """Say whether a ticket in ``before`` may become ``after``."""
    return after in LEGAL_MOVES[before]


def require_move(before: TicketState, after: TicketState) -> None:
    """Return if the move is legal.

    Raises:
        BusinessRuleError: code ``ticket_closed``.
    """
    if not can_move(before, after):
        raise BusinessRuleError(
            "ticket_closed",
            QT_TRANSLATE_NOOP("errors", "这张售后单已经结了，什么都没有记。要接着办，先重开"),
        )


def next_clock(ticket: Ticket, patience: Patience) -> TicketClock | None:
    """Return what is next and when it is due; None once the ticket is closed."""
    if ticket.is_closed:
        return None
    if ticket.answered_at is None:
        return TicketClock(ClockKind.ANSWER, ticket.asked_at + patience.answer)
    if ticket.state is TicketState.DECIDED:
        since = ticket.decided_at or ticket.answered_at
        return TicketClock(ClockKind.CLOSE, since + patience.decide)
    decide = TicketClock(ClockKind.DECIDE, ticket.asked_at + patience.decide)
    return min((_step_of(ticket, patience) or decide, decide), key=_due)


def needs_escalation(ticket: Ticket) -> bool:
    """Whether the source has to be told: its goods are not here, and nobody told it yet."""
    line = ticket.line
    return (
        ticket.escalated_at is None
        and line is not None
        and line.purchase_state is not None
        and line.is_waiting
    )


def promise_end(begun_at: datetime, minutes: int) -> datetime:
    """Return when goods must be there; a promise of no minutes still gives them one."""
    return begun_at + max(timedelta(minutes=minutes), _LEAST_LATE)


def closes_by_itself(ticket: Ticket) -> bool:
    """Whether its goods are there and nobody had begun: only then it ends without a person."""
    return (
        ticket.cause is TicketCause.LATE
        and not ticket.is_closed
        and not ticket.is_taken_up
        and ticket.has_arrived
    )


def lock_of(act: TicketAct, line: TicketLine | None) -> str | None:
    """Return why an act must not be done now, as a sentence to translate; None when it may.

    While an outcome is open the sentence says what is waited for: whatever is given on top of
    goods that may still come is given twice.
    """
    if line is None:
        return _NO_LINE
    waited_for = _LOCKED_WORDS.get(line.state)
    if waited_for is not None:
        return waited_for
    return None if _is_possible(act, line) else _NEVER.get(act)


def most_urgent_first(
    tickets: Iterable[Ticket], patience: Patience, now: datetime
) -> tuple[Ticket, ...]:
    """Order tickets for work: overdue ones, then by what is due first; closed ones newest first."""

    def place(ticket: Ticket) -> tuple[bool, float, int]:
        clock = next_clock(ticket, patience)
        if clock is None:
            ended = ticket.closed_at or ticket.opened_at
            return True, (now - ended).total_seconds(), -ticket.id
        return False, (clock.due_at - now).total_seconds(), ticket.id

    return tuple(sorted(tickets, key=place))


def count_overdue(tickets: Iterable[Ticket], patience: Patience, now: datetime) -> int:
    """Count the tickets whose next step should have been done."""
    clocks = (next_clock(ticket, patience) for ticket in tickets)
    return sum(clock is not None and clock.is_overdue(now) for clock in clocks)


def _step_of(ticket: Ticket, patience: Patience) -> TicketClock | None:
    """Return the clock of the state an answered ticket is in."""
    since = ticket.waiting_since or ticket.asked_at
    if ticket.state is TicketState.WAITING_SOURCE:
        return TicketClock(ClockKind.SOURCE, since + patience.source)
    if ticket.state is TicketState.WAITING_CUSTOMER:
        return TicketClock(ClockKind.CUSTOMER, since + patience.customer)
    if needs_escalation(ticket):
        return TicketClock(ClockKind.ESCALATE, ticket.asked_at + patience.escalate)
    return None


def _due(clock: TicketClock) -> datetime:
    return clock.due_at


def _is_possible(act: TicketAct, line: TicketLine) -> bool:
    is_left = line.returned_quantity < line.quantity
    if act in {TicketAct.SHOW_AGAIN, TicketAct.REPLACE_CARD}:
        return is_left and line.supply in _HAS_CARDS and line.state in _IN_HAND
    if act is TicketAct.OTHER_SOURCE:
        return is_left and line.purchase_state is not None and line.state in _FAILED
    if act is TicketAct.REFUND:
        return is_left and line.state is not DeliveryState.REFUNDED
    return True
