"""The purchase state machine: states, legal moves, outcome classes, timers.

Belongs here: what a purchase can be, what it can become, and how long to wait.
Does not belong here: what one answer means for a purchase (``purchase_settling``), how a platform
words it (``connectors.platforms``), storing it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class PurchaseState(StrEnum):
    """What has become of one need for goods. The words are those of the command line."""

    PREPARED = "prepared"
    """Written down with its own number; provably nothing has left."""
    SENDING = "sending"
    """About to leave or on its way; after a restart this reads as unknown."""
    ACCEPTED = "accepted"
    """The platform has an order; the goods are not here yet."""
    FULFILLED = "fulfilled"
    PARTIAL = "partial"
    """Fewer cards came than were paid for; what came is kept."""
    REFUNDED = "refunded"
    """The platform says, or a person saw, that the money came back."""
    REVERSED = "reversed"
    """Taken back by the platform after it had been delivered."""
    REJECTED = "rejected"
    """An explicit final refusal of the first try; nothing was charged."""
    CANCELLED = "cancelled"
    """Given up before anything left."""
    UNKNOWN = "unknown"
    HUMAN = "human"
    """A person must look; the machine does nothing more."""
    ADOPTED = "adopted"
    """A person found the goods and took them in."""
    WRITTEN_OFF = "written_off"
    NOT_PLACED = "not_placed"
    """Shown not to exist at the platform, after it had been unknown."""


class OutcomeClass(StrEnum):
    """How one order call ended. Anything not proved otherwise is ``UNKNOWN``."""

    NOT_SENT = "not_sent"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    """The own number is already used: an order exists."""
    ACCEPTED = "accepted"
    UNKNOWN = "unknown"


class UpstreamKind(StrEnum):
    """What a platform does when it sees the same own number again."""

    SAME_ORDER = "A"
    REFUSES_REPEAT = "B"
    NO_NUMBER = "C"
    """No own number, or a repeat buys again: at most once, then a person."""


class AccountProblem(StrEnum):
    """What is the matter with an account that a platform does not accept."""

    KEY = "key"
    """Number, key or signature."""
    WHITE_LIST = "white_list"
    """Only network addresses that were registered there may ask."""
    CLOCK = "clock"
    RIGHT = "right"
    """The account may not use the interface."""
    DISABLED = "disabled"


_S = PurchaseState
_SETTLED: Final = frozenset({_S.ACCEPTED, _S.FULFILLED, _S.PARTIAL, _S.REFUNDED, _S.HUMAN})

LEGAL_MOVES: Final[dict[PurchaseState, frozenset[PurchaseState]]] = {
    _S.PREPARED: frozenset({_S.SENDING, _S.CANCELLED}),
    _S.SENDING: _SETTLED | {_S.PREPARED, _S.REJECTED, _S.UNKNOWN, _S.NOT_PLACED},
    _S.UNKNOWN: _SETTLED | {_S.SENDING},
    _S.ACCEPTED: (_SETTLED - {_S.ACCEPTED}) | {_S.REVERSED},
    _S.HUMAN: frozenset({_S.ADOPTED, _S.WRITTEN_OFF, _S.NOT_PLACED, _S.REFUNDED}),
    _S.FULFILLED: frozenset({_S.REVERSED}),
    _S.PARTIAL: frozenset({_S.REVERSED}),
    _S.ADOPTED: frozenset({_S.REVERSED}),
    _S.REFUNDED: frozenset(),
    _S.REVERSED: frozenset(),
    _S.REJECTED: frozenset(),
    _S.CANCELLED: frozenset(),
    _S.WRITTEN_OFF: frozenset(),
    _S.NOT_PLACED: frozenset(),
}
"""The whole table; a database trigger is made from it. Unknown never becomes a failure."""

OPEN_STATES: Final = frozenset({_S.PREPARED, _S.SENDING, _S.ACCEPTED, _S.UNKNOWN, _S.HUMAN})
"""Somebody, machine or person, still has something to do."""

NOTHING_SPENT: Final = frozenset(
    {_S.PREPARED, _S.CANCELLED, _S.REJECTED, _S.NOT_PLACED, _S.REFUNDED}
)
"""Of these the account kept, or got back, its money; of any other it is gone or may be."""

TERMINAL_STATES: Final = frozenset(PurchaseState) - OPEN_STATES
"""Nothing follows but a late reversal by the platform."""

CONNECT_SECONDS: Final = 5
CALL_SECONDS: Final = 20
ORDER_SECONDS: Final = 30
QUERY_DELAYS_SECONDS: Final = (1, 2, 4, 8, 15, 30, 60)
QUERY_EVERY_SECONDS: Final = 300
QUERY_FOR_SECONDS: Final = 86_400
QUIET_SECONDS: Final = 600
RESEND_WAIT_SECONDS: Final = 2
"""Lets a first try that is still on its way arrive before the repeat."""
MAXIMUM_RESENDS: Final = 8
OVERDUE_FACTOR: Final = 6
"""So many times the promise to the customer an accepted order may take before a person looks."""
OVERDUE_AT_LEAST_SECONDS: Final = 1800
ACCOUNT_WAIT_SECONDS: Final = 60
"""Between looks whether an account without own numbers is free for the next order."""
OWNER_TOLD_AFTER_SECONDS: Final = 900
"""A quarter of an hour after sending without a result the owner is told."""


def can_move(before: PurchaseState, after: PurchaseState) -> bool:
    """Say whether a purchase in ``before`` may become ``after``."""
    return after in LEGAL_MOVES[before]


def next_query_delay(queries_made: int) -> int | None:
    """Return the seconds to wait before the next query, or None after a whole day of them."""
    if queries_made < len(QUERY_DELAYS_SECONDS):
        return QUERY_DELAYS_SECONDS[queries_made]
    slow_queries = queries_made - len(QUERY_DELAYS_SECONDS) + 1
    waited = sum(QUERY_DELAYS_SECONDS) + slow_queries * QUERY_EVERY_SECONDS
    return QUERY_EVERY_SECONDS if waited <= QUERY_FOR_SECONDS else None


def overdue_after_seconds(promised_minutes: int) -> int:
    """Return how long an accepted order may stay without its goods before a person looks."""
    patience = max(OVERDUE_AT_LEAST_SECONDS, 60 * promised_minutes * OVERDUE_FACTOR)
    return min(patience, QUERY_FOR_SECONDS)


def is_overdue(waited_seconds: int, promised_minutes: int, *, is_answered: bool) -> bool:
    """Say whether an accepted order has become a person's business; it is never a failure.

    Args:
        waited_seconds: since the platform took the order.
        promised_minutes: what the product's customers are told.
        is_answered: the platform has just said that the goods are still not there. Its silence
            proves nothing until the whole day of queries is over.
    """
    if not is_answered:
        return waited_seconds >= QUERY_FOR_SECONDS
    return waited_seconds >= overdue_after_seconds(promised_minutes)


def quiet_seconds(deadline_seconds: int, timestamp_tolerance_seconds: int = 0) -> int:
    """Return how long after sending an order may still arrive at the platform."""
    return max(QUIET_SECONDS, deadline_seconds + timestamp_tolerance_seconds)
