"""Shifts, cash in the drawer, and what should be there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import Money, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

DENOMINATIONS: Final = tuple(
    Money(fen) for fen in (100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10)
)
"""Notes and coins of a count, largest first."""


class CashReason(StrEnum):
    """Why cash was put into or taken out of the drawer."""

    CHANGE_BROUGHT = "change_brought"
    HANDED_IN = "handed_in"
    EXPENSE = "expense"
    COMPENSATION = "compensation"
    """Given to a customer to make good; only the after-sales desk books it."""
    COMMISSION = "commission"
    """Paid to a campus agent; only a payout books it."""
    OTHER = "other"


class CountKind(StrEnum):
    """What a count belongs to."""

    SHIFT = "shift"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class ShiftSnapshot:
    """A shift: one person's responsibility for the drawer."""

    id: int
    business_date: date
    opened_at: datetime
    opened_by: int
    opened_by_name: str
    opening_float: Money
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has not been handed over."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class CashFigures:
    """The cash side of a shift or day: 备用金 + 收款 − 退款 + 存入 − 取出 = 应有."""

    opening_float: Money
    received: Money
    refunded: Money
    put_in: Money
    taken_out: Money

    @property
    def expected(self) -> Money:
        """What should be in the drawer; change is already taken out of ``received``."""
        return self.opening_float + self.received - self.refunded + self.put_in - self.taken_out


def counted_total(count_by_denomination: Mapping[Money, int]) -> Money:
    """Return the sum of a count by denomination."""
    return total_of(denomination * count for denomination, count in count_by_denomination.items())
