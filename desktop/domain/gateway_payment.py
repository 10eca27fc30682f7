"""A payment that a gateway collects: where it stands, and what an answer makes of it.

Belongs here: the states and the moves between them, when to ask again.
Does not belong here: calls and answers (``connectors.payments``), writing (``services``).

Money is believed only when the gateway itself says so of our own number and our own amount.
Anything else leaves the sale waiting for its money and its goods locked: unknown is never paid, and
never not paid either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.secret import Secret

WATCHED_SECONDS: Final = 2
"""How often the page asks while a customer stands before the code."""
UNWATCHED_SECONDS: Final = 10
"""How soon what was just begun is asked about when nobody looks any more."""
CODE_SECONDS: Final = 180
"""How long a code is shown before the cashier is offered a new one."""
FORGOTTEN_AFTER_SECONDS: Final = 10 * 86_400
"""So long a gateway takes money for one number; what it has none for by then gets none any more."""
_LATER: Final = ((15 * 60, UNWATCHED_SECONDS), (3_600, 60), (86_400, 900))
"""(age, pause) in seconds of what nobody watches; after the last age it is ``_LAST_PAUSE``."""
_LAST_PAUSE: Final = 6 * 3_600


class GatewayState(StrEnum):
    """Where a payment at a gateway stands."""

    PREPARED = "prepared"
    """Written down; nothing has left."""
    SENDING = "sending"
    """A code was asked for; whether there is one is not known."""
    WAITING = "waiting"
    """There is a code, and the gateway has no money for it yet."""
    PAID = "paid"
    """The gateway has the money; the sale is not completed yet."""
    BOOKED = "booked"
    """It completed its sale."""
    REFUSED = "refused"
    """The gateway took no order: no money can come."""
    LAPSED = "lapsed"
    """Never paid, and too old to be."""
    STRAY = "stray"
    """Money without a sale: a person must decide."""
    SETTLED = "settled"
    """Money without a sale that was given back or explained."""


ASKED_STATES: Final = frozenset({GatewayState.SENDING, GatewayState.WAITING})
"""What the gateway is asked about."""


class PaymentVerdict(StrEnum):
    """What an answer about a payment proves."""

    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"
    READY = "ready"
    """A code to pay by was given."""
    REFUSED = "refused"
    UNPAID = "unpaid"
    PAID = "paid"
    REFUNDED = "refunded"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class PaymentOutcome:
    """What one answer says.

    Attributes:
        reason: a word for logs and sentences; empty when there is nothing to explain.
        message: the gateway's own words, fit to be shown.
        code_text: what the customer scans; only with ``READY``.
        payer: from which account it was paid; only with ``PAID``, and None where nobody said.
    """

    verdict: PaymentVerdict
    reason: str = ""
    message: str = ""
    upstream_number: str = ""
    code_text: str = field(default="", repr=False)
    payer: Secret | None = None


class RefundState(StrEnum):
    """Where money on its way back through a gateway stands."""

    PREPARED = "prepared"
    SENDING = "sending"
    """It may have left: from here on it is only asked about, never sent again."""
    DONE = "done"
    """A query says that the order was paid back."""
    BY_HAND = "by_hand"
    """The gateway does not pay it back: the shop must, another way."""
    SETTLED = "settled"
    """A person paid it back or explained it."""


class RefundVerdict(StrEnum):
    """What the answer to a refund says; a query has the last word."""

    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"
    SAID_DONE = "said_done"
    SAID_NO = "said_no"


@dataclass(frozen=True, slots=True)
class RefundAnswer:
    """What the answer to a refund says."""

    verdict: RefundVerdict
    reason: str = ""
    message: str = ""


_AFTER: Final = {
    PaymentVerdict.PAID: GatewayState.PAID,
    PaymentVerdict.READY: GatewayState.WAITING,
    PaymentVerdict.UNPAID: GatewayState.WAITING,
    PaymentVerdict.REFUNDED: GatewayState.SETTLED,
}
_WITHOUT_A_CODE: Final = {
    PaymentVerdict.REFUSED: GatewayState.REFUSED,
    PaymentVerdict.NOT_SENT: GatewayState.PREPARED,
}
"""What ends the asking for a code without one."""
_HAS_NO_MONEY: Final = frozenset({PaymentVerdict.UNPAID, PaymentVerdict.NOT_FOUND})
_HAS_NOT_PAID_BACK: Final = _HAS_NO_MONEY | {PaymentVerdict.PAID}
"""Words of the gateway; its silence is none."""


def pause_before_asking(age_seconds: float) -> int:
    """Return how long to wait before asking again about what nobody watches.

    >>> pause_before_asking(30), pause_before_asking(7_200), pause_before_asking(11 * 86_400)
    (10, 900, 21600)
    """
    return next((pause for age, pause in _LATER if age_seconds < age), _LAST_PAUSE)


def is_over(age_seconds: float, verdict: PaymentVerdict) -> bool:
    """Say whether no money can come any more: the gateway itself says so, and it is late enough.

    >>> is_over(11 * 86_400, PaymentVerdict.UNPAID), is_over(11 * 86_400, PaymentVerdict.UNKNOWN)
    (True, False)
    """
    return age_seconds >= FORGOTTEN_AFTER_SECONDS and verdict in _HAS_NO_MONEY


def state_after_code(
    state: GatewayState, verdict: PaymentVerdict, *, is_first: bool
) -> GatewayState:
    """Return what the answer to asking for a code makes of a payment.

    Args:
        state: where it stands.
        verdict: what the answer says.
        is_first: no earlier call about this number may have arrived.
    """
    is_asking = state is GatewayState.SENDING and is_first
    if is_asking and verdict in _WITHOUT_A_CODE:
        return _WITHOUT_A_CODE[verdict]
    return state_after_query(state, verdict)


def state_after_query(state: GatewayState, verdict: PaymentVerdict) -> GatewayState:
    """Return what the answer to a query makes of a payment: silence makes nothing of it.

    >>> state_after_query(GatewayState.WAITING, PaymentVerdict.UNKNOWN)
    <GatewayState.WAITING: 'waiting'>
    """
    return _AFTER.get(verdict, state) if state in ASKED_STATES else state


def refund_after(
    verdict: RefundVerdict, found: PaymentVerdict, *, is_patience_over: bool
) -> RefundState:
    """Return where a refund stands after its answer and the query that followed.

    Args:
        verdict: what the refund itself was answered.
        found: what the query says of the order.
        is_patience_over: it has been asked about long enough for a person to look.
    """
    is_refused = verdict is RefundVerdict.SAID_NO
    if found is PaymentVerdict.REFUNDED:  # what was refused is not what paid it back
        return RefundState.BY_HAND if is_refused else RefundState.DONE
    if found in _HAS_NOT_PAID_BACK and (is_refused or is_patience_over):
        return RefundState.BY_HAND
    return RefundState.SENDING


def is_right_amount(told: object, asked: Money) -> bool:
    """Say whether a told decimal amount of yuan is exactly what was asked."""
    from decimal import Decimal

    return isinstance(told, Decimal) and told * 100 == asked.fen
