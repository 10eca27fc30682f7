"""How good a choice of campaigns is, and how good it can still become.

Belongs here: the rank of a choice, candidates, groups of prices, and bounds on what more would add.
Does not belong here: walking through the choices (``best``).

Every figure of a rank adds up over the campaigns of a choice. So does a bound: ranks compare figure
by figure from the first, and adding the same to two of them leaves their order as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.promotion import Campaign
    from desktop.promotions.base import Offer, Rule


class Rank(NamedTuple):
    """What makes one choice better than another, most important first.

    Attributes:
        saved: what is taken off.
        worth: what is given beside.
        guides: how many words go with the goods.
        fewer: the smaller, the more campaigns take a place.
        older: the smaller, the younger they are.
    """

    saved: int = 0
    worth: int = 0
    guides: int = 0
    fewer: int = 0
    older: int = 0

    def plus(self, other: Rank) -> Rank:
        """Return the rank of both together."""
        return Rank(
            self.saved + other.saved,
            self.worth + other.worth,
            self.guides + other.guides,
            self.fewer + other.fewer,
            self.older + other.older,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A campaign that would do something for the basket at its own prices.

    Attributes:
        offs: what each line costs less.
        by_place: the same, of the lines that do cost less.
        total: what it takes off by itself, which is the most it ever takes off.
        worth: what it gives beside, at most.
    """

    campaign: Campaign
    rule: Rule
    offer: Offer
    offs: tuple[int, ...]
    by_place: tuple[tuple[int, int], ...]
    total: int
    worth: int

    @property
    def rank(self) -> Rank:
        """What it would add to a choice at most."""
        return Rank(self.total, self.worth, bool(self.offer.guide), -1, -self.campaign.id)


class Group:
    """Prices chosen together: each line takes the best of them.

    Attributes:
        offs: what each line costs less.
        rank: how good they are by themselves.
    """

    def __init__(self, prices: Sequence[Candidate], offs: Sequence[int]) -> None:
        self._prices = prices
        counted = [one.campaign.id for one in prices if one.rule.is_counted]
        self.offs = offs
        self.rank = Rank(sum(offs), fewer=-len(counted), older=-sum(counted))

    def gain_of(self, one: Candidate) -> int:
        """Return what one more price would take off beyond what is."""
        return sum(
            [off - best for off, best in zip(one.offs, self.offs, strict=True) if off > best]
        )

    def with_price(self, one: Candidate) -> Group:
        """Return the group with one more price."""
        return Group((*self._prices, one), list(map(max, self.offs, one.offs)))

    def in_order(self) -> list[Candidate]:
        """Return the prices in the order that lines of equal prices go to them."""
        return sorted(self._prices, key=_by_right)


@dataclass(frozen=True, slots=True)
class Growth:
    """One more price for a group, and what it would take off beyond what is."""

    gain: int
    price: Candidate


def growths_of(group: Group, others: Sequence[Candidate]) -> list[Growth]:
    """Return what would make a group better, the best and oldest first."""
    found = [Growth(gain, one) for one in others if (gain := group.gain_of(one))]
    return sorted(found, key=_by_gain)


def reach_of(group: Group, growths: Sequence[Growth], after: Sequence[Rank]) -> Rank:
    """Return a rank that nothing exceeds which grows from a group by the first of these and others.

    Without that first one it is never higher: who finds it too low need not look at the others.
    What a price adds to a group it never adds more of to a larger one, so that their gains bound
    what they add together.

    Args:
        group: what is chosen.
        growths: the best first.
        after: what may follow the prices, by the places that they leave.
    """
    places = len(after) - 1
    rest = sorted(each.price.campaign.id for each in growths[1:])
    ids = [growths[0].price.campaign.id, *rest]
    most, saved, older = group.rank, group.rank.saved, group.rank.older
    for taken, (growth, campaign_id) in enumerate(zip(growths[:places], ids, strict=False), 1):
        saved, older = saved + growth.gain, older - campaign_id
        grown = Rank(saved, fewer=group.rank.fewer - taken, older=older)
        most = max(most, grown.plus(after[places - taken]))
    return most


def most_of(
    orders: Sequence[Candidate],
    coupons: Sequence[Candidate],
    gifts: Sequence[Candidate],
    places: int,
) -> Rank:
    """Return a rank that no choice exceeds: one for the order, one coupon, gifts; so many at most.

    To reach all that can be saved, given and said takes as many campaigns as the most of the three.
    """
    everything = (*orders, *coupons, *gifts)
    offs = [max((one.total for one in each), default=0) for each in (orders, coupons)]
    saved = sorted(filter(None, offs), reverse=True)[:places]
    worth = sorted((one.worth for one in everything if one.worth), reverse=True)[:places]
    guides = min(places, sum(bool(one.offer.guide) for one in everything))
    needed = max(len(saved), len(worth), guides)
    oldest = sorted(one.campaign.id for one in everything)[:needed]
    return Rank(sum(saved), sum(worth), guides, -needed, -sum(oldest))


def by_total(one: Candidate) -> tuple[int, int]:
    """The one that takes most off first, then the oldest."""
    return -one.total, one.campaign.id


def _by_gain(growth: Growth) -> tuple[int, int]:
    return -growth.gain, growth.price.campaign.id


def _by_right(one: Candidate) -> tuple[bool, int, int]:
    return one.rule.is_counted, *by_total(one)
