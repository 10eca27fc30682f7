"""Which order explains that a wholesale account holds more or less than its books say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.money import Money


class GapCause(StrEnum):
    """What would make an account hold so much more or less."""

    UNKNOWN_CHARGED = "unknown_charged"
    """An order without an answer was charged after all."""
    CHARGED_TWICE = "charged_twice"
    NOT_CHARGED = "not_charged"
    """It stands in the books, and the account never paid for it."""
    OTHER_PRICE = "other_price"
    """It was charged at the price that had been quoted, or the other way round."""


@dataclass(frozen=True, slots=True)
class BookedPurchase:
    """A purchase of an account within the day.

    Attributes:
        order_number: of the sale it was bought for; empty when bought for stock.
        charged: None while it is unknown whether anything was.
        quoted: what it was said to cost before.
    """

    number: str
    order_number: str
    charged: Money | None
    quoted: Money | None


@dataclass(frozen=True, slots=True)
class Suspect:
    """A purchase that alone explains a gap."""

    cause: GapCause
    purchase: BookedPurchase


def suspects_of(gap: Money, purchases: Iterable[BookedPurchase]) -> tuple[Suspect, ...]:
    """Return the purchases each of which alone explains a gap, the likeliest cause first.

    Args:
        gap: what the account holds less what its books say.
        purchases: those of the day, in any order.
    """
    found = [
        Suspect(cause, each)
        for each in purchases
        for cause, effect in _effects(each)
        if effect and effect == gap
    ]
    causes = list(GapCause)
    return tuple(sorted(found, key=lambda one: (causes.index(one.cause), one.purchase.number)))


def _effects(each: BookedPurchase) -> tuple[tuple[GapCause, Money], ...]:
    """Return by how much each cause would move the account away from its books."""
    if each.charged is None:
        return () if each.quoted is None else ((GapCause.UNKNOWN_CHARGED, -each.quoted),)
    effects = [(GapCause.CHARGED_TWICE, -each.charged), (GapCause.NOT_CHARGED, each.charged)]
    if each.quoted is not None:
        effects.append((GapCause.OTHER_PRICE, each.charged - each.quoted))
    return tuple(effects)
