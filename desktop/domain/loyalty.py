"""Points: what a sale earns, what they are worth, when they lapse, and why an entry stands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import FEN_PER_YUAN, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE_RATE: Final = 100
"""A category at so many per cent earns what the shop's rate says."""
WITHOUT_POINTS: Final = ("话费", "流量", "储值")
"""A category whose name says one of these earns nothing until the owner says otherwise: what
such goods leave is less than the points."""


class PointsReason(StrEnum):
    """Why points were booked."""

    EARNED = "earned"
    RETURNED = "returned"
    VOIDED = "voided"
    IMPORTED = "imported"
    BY_HAND = "by_hand"
    SPENT = "spent"
    SPENT_BACK = "spent_back"
    SETTLED = "settled"
    """Given as part of a refund, so that points spent before it came do not stay missing."""
    GIFT = "gift"
    GIFT_BACK = "gift_back"
    EXPIRED = "expired"
    REFERRAL = "referral"
    MERGED = "merged"


POINTS_USED: Final = frozenset(
    {
        PointsReason.SPENT,
        PointsReason.SPENT_BACK,
        PointsReason.GIFT,
        PointsReason.GIFT_BACK,
        PointsReason.EXPIRED,
    }
)
"""Reasons that use the oldest points up, or give such a use back; the others have an age."""


class ShortfallPolicy(StrEnum):
    """What happens when a refund takes back points that were spent already."""

    NEGATIVE = "negative"
    """The balance goes below zero; the next points fill it up."""
    DEDUCT = "deduct"
    """What the missing points are worth stays out of the refund and comes back as points."""


def first_percent_of(category_name: str) -> int:
    """Return what a new category earns, in per cent of the shop's rate."""
    return 0 if any(word in category_name for word in WITHOUT_POINTS) else WHOLE_RATE


def earning_of(
    paid: Sequence[Money], percents: Sequence[int], paid_in_points: Money
) -> tuple[Money, ...]:
    """Return what of each line earns points: not what points paid, and by its category's rate.

    Args:
        paid: what each line costs after everything.
        percents: the rate of each line's category.
        paid_in_points: the part of the whole that is paid with points.
    """
    by_points = paid_in_points.shared_by([amount.fen for amount in paid])
    return tuple(
        Money(max((amount - part).fen, 0) * percent // WHOLE_RATE)
        for amount, part, percent in zip(paid, by_points, percents, strict=True)
    )


def points_needed(amount: Money, points_per_yuan: int) -> int:
    """Return the points that pay an amount; a part of a point counts as a whole one.

    >>> points_needed(Money(3_00), 100), points_needed(Money(1), 50)
    (300, 1)
    """
    return -(-amount.fen * points_per_yuan // FEN_PER_YUAN)


def worth_of(points: int, points_per_yuan: int) -> Money:
    """Return what points pay at most; points below zero are worth nothing."""
    return Money(max(points, 0) * FEN_PER_YUAN // points_per_yuan)


def share_of_points(points: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share points out over lines in proportion to their weights; the parts sum to the whole."""
    return tuple(part.fen for part in Money(points).shared_by(weights))


def part_back(whole: int, already: int, amount: Money, amount_left: Money) -> int:
    """Return what of ``whole`` goes back with a part of its money: all that is left at the end.

    Args:
        whole: what was used for all of the money.
        already: what of it went back before.
        amount: the money that goes back now.
        amount_left: the money that has not gone back before now.
    """
    left = whole - already
    return left if amount >= amount_left else left * amount.fen // amount_left.fen


def lapsed(earned_before: int, used: int) -> int:
    """Return the points that lapse: what was earned before the day and never used.

    Uses take the oldest points first, so whatever was used counts against the old ones.

    Args:
        earned_before: points with an age beyond the limit, less what of them was taken back.
        used: everything that was ever used, what lapsed before included.
    """
    return max(earned_before - used, 0)
