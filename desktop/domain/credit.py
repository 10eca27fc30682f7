"""Credit (挂账): what members took along and have not paid yet, and how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

AGE_STEPS: Final = (7, 30, 90)
"""Days that part the ages of open credit: up to a week, a month, a quarter, and older."""


class CreditReason(StrEnum):
    """Why an entry stands in the ledger."""

    GIVEN = "given"
    GIVEN_BACK = "given_back"
    COLLECTED = "collected"
    OVERPAID_OUT = "overpaid_out"
    MERGED = "merged"


class ReceiptKind(StrEnum):
    """What money that belongs to no sale was taken or paid out for."""

    TOP_UP = "top_up"
    KEPT_CHANGE = "kept_change"
    PAID_OUT = "paid_out"
    COLLECTION = "collection"
    OVERPAID_OUT = "overpaid_out"


@dataclass(frozen=True, slots=True)
class CreditAges:
    """Open credit by age.

    Attributes:
        by_step: what is at most 7, 30, 90 days old, and what is older.
        oldest_at: when the oldest open part was given; None when nothing is open.
    """

    by_step: tuple[Money, ...]
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class CreditRow:
    """An entry of credit as screens show it, with what is owed after it."""

    at: datetime
    reason: CreditReason
    number: str
    person_name: str
    note: str
    amount: Money
    owed: Money
    receipt_id: int | None = None


def ages_of(entries: Sequence[tuple[datetime, Money]], now: datetime) -> CreditAges:
    """Return how old the open credit is: what is paid, or given back, pays the oldest first.

    Args:
        entries: when and how much, given above zero and paid below it.
        now: the time to count back from.
    """
    paid = -sum(amount.fen for _, amount in entries if amount < ZERO)
    sums = [0] * (len(AGE_STEPS) + 1)
    oldest_at = None
    for at, amount in sorted(entry for entry in entries if entry[1] > ZERO):
        covered = min(paid, amount.fen)
        paid -= covered
        still_open = amount.fen - covered
        if not still_open:
            continue
        oldest_at = oldest_at or at
        days = (now - at).days
        sums[sum(days > step for step in AGE_STEPS)] += still_open
    return CreditAges(tuple(Money(fen) for fen in sums), oldest_at)
