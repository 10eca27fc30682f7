"""How long the money of a wholesale account lasts at the pace at which it was spent lately.

Belongs here: the rule. Does not belong here: what was spent, and what an account has left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.money import Money

if TYPE_CHECKING:
    from datetime import datetime

LOOK_BACK: Final = timedelta(days=14)
"""Two weeks: every day of the week counts twice, and last month's rush is forgotten."""
_DAY: Final = timedelta(days=1)
_LEAST_AGE: Final = _DAY
"""A first purchase minutes after an account was opened says nothing about a day."""
LONGEST_DAYS: Final = 90
"""Beyond that the pace of two weeks proves nothing: it is said to be more than this."""
_HOURS: Final = 24
_ROUND_SUM: Final = Money(100_00)


@dataclass(frozen=True, slots=True)
class Runway:
    """How long an account lasts.

    Attributes:
        daily: what leaves it on an average day; never zero.
        hours: whole ones, at most ``LONGEST_DAYS`` of them.
    """

    daily: Money
    hours: int

    @property
    def days(self) -> int:
        """Return the whole days."""
        return self.hours // _HOURS

    @property
    def is_longest(self) -> bool:
        """Whether it lasts at least as long as can be said."""
        return self.days >= LONGEST_DAYS

    def is_under(self, days: int) -> bool:
        """Say whether it ends within so many days; with none to watch for it never does."""
        return self.hours < days * _HOURS

    def sum_for(self, days: int) -> Money:
        """Return the round sum that so many days take."""
        hundreds = -(-self.daily.fen * days // _ROUND_SUM.fen)
        return _ROUND_SUM * hundreds


def runway_of(free: Money | None, spent: Money, age: timedelta) -> Runway | None:
    """Return how long a free balance lasts; None where it or the pace is not known.

    Args:
        free: what the account has left to spend.
        spent: within ``LOOK_BACK``.
        age: of the account; a young one spreads what it spent over its own days.
    """
    if free is None or spent.fen <= 0:
        return None
    window = min(max(age, _LEAST_AGE), LOOK_BACK)
    daily = max(1, spent.fen * _DAY // window)
    hours = max(0, free.fen) * _HOURS // daily
    return Runway(Money(daily), min(hours, LONGEST_DAYS * _HOURS))


def pace_began_at(now: datetime) -> datetime:
    """Return from when on purchases count."""
    return now - LOOK_BACK
