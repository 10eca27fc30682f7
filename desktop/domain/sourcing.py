"""Which source of a product is asked first, and when the next one may be asked.

Belongs here: the order of sources, and which ends of a purchase are a definite failure of its
source. A sale, the next source after a failure and the page that compares them all ask here.
Does not belong here: reading sources and what they did (``storage``), buying (``services``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.purchase import PurchaseState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from desktop.domain.money import Money

RECORD_PURCHASES: Final = 20
"""So many of the newest purchases of a product from an account say how good it is."""
ACCOUNT_PURCHASES: Final = 200
"""So many say how good an account is as a whole."""
RECORD_DAYS: Final = 30
"""Older ones say nothing: a source that was bad for a while may come back."""
SICK_SECONDS: Final = 600
"""So long an account whose last call failed is asked after those that answer."""
SINKING_UNKNOWNS: Final = 2
UNHEARD_TRIES: Final = 2
"""So many calls without an answer, before anything was ordered, are enough: a customer waits."""
_GOOD_PERCENT: Final = 90
_FAIR_PERCENT: Final = 75
_TRUST_PURCHASES: Final = 10
_TRUST_ARRIVED: Final = 9
"""What nobody has tried counts like nine of ten: good, but the first failure is felt."""
_AT_THE_COUNTER_SECONDS: Final = 30
_MINUTE: Final = 60


class SourcingMode(StrEnum):
    """Who decides the order of a product's sources."""

    AUTOMATIC = "automatic"
    """The rule below; after a definite failure the next source is tried."""
    PINNED = "pinned"
    """The owner; nothing is tried beside what the owner chose."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What the newest purchases of a product from an account came to.

    Attributes:
        tries: those that are over and say something about the source.
        arrived: those of them whose goods came.
        unknowns_in_row: the newest ones of which nobody knows yet what became of them.
        median_seconds: from sending to arrival; None where nothing arrived by itself.
    """

    tries: int = 0
    arrived: int = 0
    unknowns_in_row: int = 0
    median_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class SourceCandidate:
    """A source as far as it matters for the order.

    Attributes:
        position: its place so far, or where the owner put it.
        is_usable: on sale, at an account that is neither held nor removed.
        has_stock: not known to be sold out.
        takes_quantity: so many can be ordered at once there.
        can_pay: the account's free balance is not known to be too small.
        is_answering: the account's last call did not fail a moment ago.
        cost: per piece, as last told.
    """

    goods_id: int
    account_id: int
    position: int
    is_usable: bool = True
    has_stock: bool = True
    takes_quantity: bool = True
    can_pay: bool = True
    is_answering: bool = True
    cost: Money | None = None
    record: SourceRecord = field(default=SourceRecord())


class _Grade(IntEnum):
    """How much can be expected of a source: smaller is better."""

    GOOD = 0
    FAIR = 1
    POOR = 2
    SUNK = 3


def order_of(
    candidates: Iterable[SourceCandidate], mode: SourcingMode, promised_minutes: int
) -> tuple[SourceCandidate, ...]:
    """Return sources in the order in which they are asked now: what cannot deliver comes last."""
    preferred = preference_of(candidates, mode, promised_minutes)
    is_automatic = mode is SourcingMode.AUTOMATIC
    return tuple(
        sorted(
            preferred,
            key=lambda one: (
                not one.is_usable,
                not one.has_stock,
                not one.takes_quantity,
                is_automatic and not one.can_pay,
                is_automatic and not one.is_answering,
            ),
        )
    )


def preference_of(
    candidates: Iterable[SourceCandidate], mode: SourcingMode, promised_minutes: int
) -> tuple[SourceCandidate, ...]:
    """Return the lasting order of sources, whatever can deliver just now.

    Pinned, it is the owner's. Else the reliable come first, then the fast, then the cheap: goods
    that do not come eat the profit of twenty that do, a dearer piece only a part of its own.

    Args:
        candidates: the sources of one product.
        mode: who decides.
        promised_minutes: what the product's customers are told about arrival.
    """
    if mode is SourcingMode.PINNED:
        return tuple(sorted(candidates, key=lambda one: (one.position, one.goods_id)))
    return tuple(
        sorted(
            candidates,
            key=lambda one: (
                _grade_of(one.record),
                _slowness_of(one.record, promised_minutes),
                one.cost is None,
                0 if one.cost is None else one.cost.fen,
                one.position,
                one.goods_id,
            ),
        )
    )


def _grade_of(record: SourceRecord) -> _Grade:
    if record.unknowns_in_row >= SINKING_UNKNOWNS:
        return _Grade.SUNK
    arrived = 100 * (record.arrived + _TRUST_ARRIVED)
    tries = record.tries + _TRUST_PURCHASES
    if arrived >= _GOOD_PERCENT * tries:
        return _Grade.GOOD
    return _Grade.FAIR if arrived >= _FAIR_PERCENT * tries else _Grade.POOR


def _slowness_of(record: SourceRecord, promised_minutes: int) -> int:
    """Tell apart: while the customer stands there, within the promise, later."""
    waited = record.median_seconds
    if waited is None or waited <= _AT_THE_COUNTER_SECONDS:
        return 0
    return 1 if waited <= promised_minutes * _MINUTE else 2


# -- after a failure ------------------------------------------------------------------------------

INPUT_REFUSED: Final = "input_refused"
"""What the buyer filled in was refused: another source could send the goods to a stranger."""
ACCOUNT_REFUSED: Final = "account_refused"
ACCOUNT_FROZEN: Final = "account_frozen"
ACCOUNT_REMOVED: Final = "account_removed"
ACCOUNT_FIELD: Final = "account_field"
ABOVE_CEILING: Final = "price_above_ceiling"
BALANCE_SHORT: Final = "balance"
QUOTE_REFUSED: Final = "quote_refused"
BALANCE_REFUSED: Final = "balance_refused"
SOURCE_SILENT: Final = "source_silent"

DEFINITELY_FAILED: Final = frozenset({PurchaseState.REJECTED, PurchaseState.CANCELLED})
"""Proved by the machine: nothing was charged. Where a person said so, a person goes on too."""
ABOUT_ACCOUNT: Final = frozenset(
    {
        ACCOUNT_REFUSED,
        ACCOUNT_FROZEN,
        ACCOUNT_REMOVED,
        ACCOUNT_FIELD,
        BALANCE_SHORT,
        BALANCE_REFUSED,
        SOURCE_SILENT,
    }
)
"""Reasons that hold for everything the account sells."""
GIVEN_UP_FOR_SOURCE: Final = ABOUT_ACCOUNT - {BALANCE_SHORT} | {QUOTE_REFUSED, ABOVE_CEILING}
"""Why a purchase is cancelled before anything left, where its source is the reason."""
UNRELIABLE_WHEN_GIVEN_UP: Final = frozenset({QUOTE_REFUSED, SOURCE_SILENT})
"""Those of them that say something about how reliable a source is."""
OUR_OWN_FAULT: Final = frozenset({BALANCE_SHORT, ACCOUNT_REFUSED, INPUT_REFUSED})
"""Refusals that say nothing about how reliable a source is."""


def is_failure_of_source(state: PurchaseState, reason_code: str) -> bool:
    """Say whether a purchase ended definitely, and because of its source.

    What is unknown, accepted, partly delivered or a person's business is never a failure.
    """
    if state is PurchaseState.REJECTED:
        return reason_code != INPUT_REFUSED
    return state is PurchaseState.CANCELLED and reason_code in GIVEN_UP_FOR_SOURCE


def may_try_next(mode: SourcingMode, states: Collection[PurchaseState]) -> bool:
    """Say whether a line may be bought elsewhere, given all the purchases made for it so far."""
    return mode is SourcingMode.AUTOMATIC and all(state in DEFINITELY_FAILED for state in states)


@dataclass(frozen=True, slots=True)
class FailedTry:
    """A purchase of the line that has failed."""

    goods_id: int
    account_id: int
    reason_code: str


def next_sources(
    candidates: Iterable[SourceCandidate],
    tries: Collection[FailedTry],
    ceiling_unit: Money,
    promised_minutes: int,
) -> tuple[SourceCandidate, ...]:
    """Return the sources still to be tried for a line, the best first; each at most once.

    What is known to be too dear is asked last: prices move, and the answer tells the person who
    must decide what it costs today.
    """
    tried_goods = {one.goods_id for one in tries}
    left_accounts = {one.account_id for one in tries if one.reason_code in ABOUT_ACCOUNT}
    fresh = [
        one
        for one in candidates
        if one.is_usable
        and one.takes_quantity
        and one.goods_id not in tried_goods
        and one.account_id not in left_accounts
    ]
    ordered = order_of(fresh, SourcingMode.AUTOMATIC, promised_minutes)
    return tuple(sorted(ordered, key=lambda one: one.cost is not None and one.cost > ceiling_unit))
