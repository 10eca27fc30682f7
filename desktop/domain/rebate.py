"""返点: what a wholesale account gives back for a month's trade, by steps of its volume.

Belongs here: the steps, which one a month reaches, what it has brought and may still bring.
Does not belong here: what was bought, and the money itself, which is an entry of the account's
ledger when it comes. A rebate is never part of what a sale cost: nobody has it before the month is
over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

MOST_STEPS: Final = 8
HIGHEST_BASIS_POINTS: Final = 3000
_WHOLE: Final = 10_000
_LEAST_PACE: Final = timedelta(days=1)
"""The first purchase of a month says nothing about its end."""
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, order=True)
class RebateStep:
    """From ``volume`` in a month on, the whole month's volume brings ``basis_points``."""

    volume: Money
    basis_points: int

    def rebate_on(self, volume: Money) -> Money:
        """Return what a volume brings at this step; a platform gives no part of a fen."""
        return Money(volume.fen * self.basis_points // _WHOLE)


@dataclass(frozen=True, slots=True)
class RebateMonth:
    """The month that counts, as far as it has gone.

    Attributes:
        opened_at: since when anything could be bought: the account may be younger than the month.
    """

    began_at: datetime
    ends_at: datetime
    now: datetime
    opened_at: datetime

    def projected(self, volume: Money) -> Money:
        """Return what a volume comes to at the month's end if the pace so far holds."""
        paced = max(self.now - max(self.began_at, self.opened_at), _LEAST_PACE)
        left = max(self.ends_at - self.now, timedelta(0))
        return volume + Money(volume.fen * (left // _SECOND) // (paced // _SECOND))

    def reached_at(self, volume: Money, wanted: Money) -> datetime | None:
        """Return when a volume comes to what is wanted at the pace so far; None within no month."""
        if volume <= ZERO or self.projected(volume) < wanted:
            return None
        paced = max(self.now - max(self.began_at, self.opened_at), _LEAST_PACE)
        missing = max(wanted - volume, ZERO)
        at = self.now + paced * missing.fen // volume.fen
        return min(at, self.ends_at - _SECOND).astimezone(self.began_at.tzinfo)


@dataclass(frozen=True, slots=True)
class RebateStanding:
    """Where an account stands in the month.

    Attributes:
        projected: the volume at the month's end if the pace so far holds.
        step: the step that is reached; None below the first.
        next_step: the one to reach; None on the highest.
        accrued: what the month would bring if it ended now; no money yet.
        projected_rebate: the same of the projected volume.
        received: what came in the month, for whichever month it was.
        next_at: when the next step is reached at the pace so far, in the month's zone; None when
            the month is too short for it.
    """

    volume: Money
    projected: Money
    step: RebateStep | None
    next_step: RebateStep | None
    accrued: Money
    projected_rebate: Money
    received: Money = ZERO
    next_at: datetime | None = None

    @property
    def missing(self) -> Money:
        """Return what is still to be bought for the next step; zero on the highest."""
        return ZERO if self.next_step is None else self.next_step.volume - self.volume

    @property
    def gain(self) -> Money:
        """Return how much more the month brings at the moment the next step is reached."""
        if self.next_step is None:
            return ZERO
        return self.next_step.rebate_on(self.next_step.volume) - self.accrued

    @property
    def reaches_next(self) -> bool:
        """Whether the pace so far is enough for the next step."""
        return self.next_step is not None and self.projected >= self.next_step.volume


def standing_of(
    steps: Sequence[RebateStep], volume: Money, month: RebateMonth, received: Money = ZERO
) -> RebateStanding:
    """Return where a month's volume stands among the steps."""
    projected = month.projected(volume)
    step, at_end = _reached(steps, volume), _reached(steps, projected)
    following = min((one for one in steps if one.volume > volume), default=None)
    return RebateStanding(
        volume=volume,
        projected=projected,
        step=step,
        next_step=following,
        accrued=ZERO if step is None else step.rebate_on(volume),
        projected_rebate=ZERO if at_end is None else at_end.rebate_on(projected),
        received=received,
        next_at=None if following is None else month.reached_at(volume, following.volume),
    )


def month_of(now: datetime, zone: tzinfo, opened_at: datetime) -> RebateMonth:
    """Return the calendar month in a zone: platforms know no other day than that."""
    first = now.astimezone(zone).date().replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return RebateMonth(
        began_at=datetime.combine(first, time(), zone),
        ends_at=datetime.combine(following, time(), zone),
        now=now,
        opened_at=opened_at,
    )


def checked_steps(steps: Iterable[RebateStep]) -> tuple[RebateStep, ...]:
    """Return typed steps in their order.

    Raises:
        BusinessRuleError: ``rebate_steps_many``, ``rebate_rate_refused``,
            ``rebate_volume_refused``, ``rebate_steps_falling``.
    """
    ordered = tuple(sorted(steps))
    if len(ordered) > MOST_STEPS:
        raise BusinessRuleError(
            "rebate_steps_many",
            QT_TRANSLATE_NOOP("errors", "返点最多 {most} 档"),
            most=MOST_STEPS,
        )
    for step in ordered:
        if not 0 < step.basis_points <= HIGHEST_BASIS_POINTS:
            raise BusinessRuleError(
                "rebate_rate_refused",
                QT_TRANSLATE_NOOP("errors", "返点要在 0.01% 到 {most}% 之间"),
                most=HIGHEST_BASIS_POINTS // 100,
            )
        if step.volume < ZERO:
            raise BusinessRuleError(
                "rebate_volume_refused", QT_TRANSLATE_NOOP("errors", "月交易额不能是负数")
            )
    for lower, upper in pairwise(ordered):
        if lower.volume == upper.volume or lower.basis_points >= upper.basis_points:
            raise BusinessRuleError(
                "rebate_steps_falling",
                QT_TRANSLATE_NOOP(
                    "errors", "月交易额 {volume} 这一档，返点要比前一档高，交易额也不能一样"
                ),
                volume=upper.volume,
            )
    return ordered


def _reached(steps: Iterable[RebateStep], volume: Money) -> RebateStep | None:
    return max((one for one in steps if one.volume <= volume), default=None)
