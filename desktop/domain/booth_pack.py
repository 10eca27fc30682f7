"""出摊包: what to buy before an event, so that the booth sells without a network.

Belongs here: how many of each product such days bring, how many are missing, what the whole takes
out of each account.
Does not belong here: reading what was sold, buying (``services``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LOOK_BACK_WEEKS: Final = 8
"""Longer ago the goods were others; eight times the same weekday is enough to average over."""
MOST_DAYS: Final = 14
MOST_PIECES: Final = 9_999
_HUNDRED: Final = 100
_DAY_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class BoothPlan:
    """When the booth is open, and how it should go.

    Attributes:
        to_hour: up to and without it; 24 is midnight.
        percent: of what such hours usually bring; 100 is as usual.
    """

    first_on: date
    days: int = 1
    from_hour: int = 0
    to_hour: int = _DAY_HOURS
    percent: int = _HUNDRED

    @property
    def dates(self) -> tuple[date, ...]:
        """Return the days of the event."""
        return tuple(self.first_on + timedelta(days=number) for number in range(self.days))

    def holds_hour(self, hour: int) -> bool:
        """Say whether the booth is open in an hour of the day."""
        return self.from_hour <= hour < self.to_hour

    def check(self) -> None:
        """Refuse what is no event.

        Raises:
            BusinessRuleError: ``booth_days_refused``, ``booth_hours_refused``.
        """
        if not (1 <= self.days <= MOST_DAYS and self.percent > 0):
            raise BusinessRuleError(
                "booth_days_refused",
                QT_TRANSLATE_NOOP("errors", "一次出摊 1 到 {most} 天"),
                most=MOST_DAYS,
            )
        if not 0 <= self.from_hour < self.to_hour <= _DAY_HOURS:
            raise BusinessRuleError(
                "booth_hours_refused", QT_TRANSLATE_NOOP("errors", "收摊要比出摊晚")
            )


@dataclass(frozen=True, slots=True)
class SalesHistory:
    """What the last weeks brought in the hours of the booth.

    Attributes:
        open_on: the days on which the shop sold anything at all: a day off proves nothing.
        sold: of each product, the pieces of each day.
    """

    open_on: frozenset[date]
    sold: Mapping[int, Mapping[date, int]]

    def comparable_days(self, day: date) -> frozenset[date]:
        """Return the open days of the same weekday, or all open days where there is none."""
        same = frozenset(one for one in self.open_on if one.weekday() == day.weekday())
        return same or self.open_on

    def expected(self, product_id: int, plan: BoothPlan) -> int:
        """Return how many pieces the event brings, a part of a piece counting as a whole one."""
        sold = self.sold.get(product_id, {})
        total = Fraction(0)
        for day in plan.dates:
            days = self.comparable_days(day)
            if days:
                total += Fraction(sum(sold.get(one, 0) for one in days), len(days))
        return min(ceil(total * plan.percent / _HUNDRED), MOST_PIECES)


@dataclass(frozen=True, slots=True)
class BuyingLimits:
    """How many pieces a source sells at once; a maximum of zero is none."""

    minimum: int = 1
    maximum: int = 0

    def fitted(self, wanted: int) -> int:
        """Return what can be ordered of a wanted number: never fewer than needed, if possible."""
        if wanted <= 0:
            return 0
        most = min(self.maximum or MOST_PIECES, MOST_PIECES)
        return min(max(wanted, self.minimum), most)


def missing_pieces(expected: int, at_hand: int, limits: BuyingLimits) -> int:
    """Return how many are to be bought; at hand is also what was ordered and may still come."""
    return limits.fitted(expected - at_hand)


@dataclass(frozen=True, slots=True)
class PackedLine:
    """So many pieces out of one account.

    Attributes:
        cost: of one piece; None while it is not known, and then nothing can be bought.
    """

    account_id: int
    quantity: int
    cost: Money | None

    @property
    def total(self) -> Money:
        """Return what the pieces cost."""
        return ZERO if self.cost is None else self.cost * self.quantity


@dataclass(frozen=True, slots=True)
class AccountShare:
    """What a pack takes out of one account.

    Attributes:
        total: of the cards that are bought now.
        promised: what top-ups sold without a network will take later: they cannot be bought ahead.
        free: what the account has to spend; None when its balance was never read.
    """

    account_id: int
    total: Money
    free: Money | None
    promised: Money = ZERO

    @property
    def missing(self) -> Money:
        """Return what is known to be missing; of a balance that nobody knows nothing is."""
        return ZERO if self.free is None else max(ZERO, self.total - self.free)

    @property
    def to_add(self) -> Money:
        """Return what has to be added so that the promises are covered too."""
        wanted = self.total + self.promised
        return ZERO if self.free is None else max(ZERO, wanted - self.free)


def shares_of(
    lines: Iterable[PackedLine],
    free: Mapping[int, Money | None],
    promised: Mapping[int, Money] | None = None,
) -> tuple[AccountShare, ...]:
    """Return what a pack takes out of each account, in the order in which they come up.

    Args:
        lines: what is bought now.
        free: what each account has to spend.
        promised: what the top-ups of the event will cost at each account.
    """
    later = {key: amount for key, amount in (promised or {}).items() if amount}
    totals: dict[int, Money] = {}
    for line in lines:
        if line.quantity:
            totals[line.account_id] = totals.get(line.account_id, ZERO) + line.total
    return tuple(
        AccountShare(
            account_id,
            totals.get(account_id, ZERO),
            free.get(account_id),
            later.get(account_id, ZERO),
        )
        for account_id in totals | later
    )
