"""Which promotions hold together: the order that is best for the customer, found exactly.

Each line takes the best price that a chosen campaign offers, one campaign at most lowers the order,
one coupon after it, gifts stand beside. Best is the lowest total; then the gifts worth most; then
words that go with the goods; then the fewest and oldest campaigns. A rule for orders never takes
more off a cheaper basket: this is what lets whole groups be left out without looking (a property
of every rule).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.money import Money
from desktop.domain.pricing import price_cart
from desktop.domain.product import StockBadge
from desktop.domain.promotion import (
    MAXIMUM_STACKED,
    AppliedPromotion,
    Campaign,
    Facts,
    Gift,
    Stacking,
)
from desktop.promotions import RULE_BY_NAME, coupon
from desktop.promotions.base import Basket, BasketLine, Offer, Rule

if TYPE_CHECKING:
    from desktop.domain.cart import Cart
    from desktop.domain.product import ProductSnapshot

_NO_OFFER: Final = 0


class _Rank(NamedTuple):
    """What makes one choice better than another, most important first."""

    saved: int
    worth: int
    guides: int
    fewer: int
    earlier: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A campaign that would do something for the basket at its own prices."""

    campaign: Campaign
    rule: Rule
    offs: tuple[int, ...]
    offer: Offer

    @property
    def total(self) -> int:
        """What it takes off by itself."""
        return sum(self.offs)


@dataclass(frozen=True, slots=True)
class _Choice:
    rank: _Rank
    applied: tuple[AppliedPromotion, ...]


def best_for(
    cart: Cart,
    campaigns: Sequence[Campaign],
    facts: Facts,
    gift_products: Mapping[int, ProductSnapshot] | None = None,
) -> tuple[AppliedPromotion, ...]:
    """Return what promotions do for a cart.

    Args:
        cart: what is bought.
        campaigns: those that count now.
        facts: what is known beside the cart.
        gift_products: goods that campaigns may add; what is missing cannot be given.
    """
    if cart.is_empty or not (campaigns or facts.coupon):
        return ()
    return _Search(cart, campaigns, facts, gift_products or {}).run()


def basket_of(cart: Cart) -> Basket:
    """Return the lines of a cart at what they cost after their own discounts."""
    priced = price_cart(cart)
    return Basket(
        tuple(
            BasketLine(
                each.line.key,
                each.line.product.id,
                each.line.product.category_id,
                each.line.quantity,
                each.gross,
                each.amount,
                each.line.discount is not None,
            )
            for each in priced.lines
        )
    )


class _Bounds:
    """What a group of prices can take off at most, told from its pairs.

    What a third price adds to two is never more than what it adds to either of them.
    """

    def __init__(
        self, always: Sequence[_Candidate], counted: Sequence[_Candidate], lines: int
    ) -> None:
        base = tuple(_best_offs([one.offs for one in always], lines))
        places = range(len(counted))
        self._none = sum(base)
        self._one = [sum(map(max, base, one.offs)) for one in counted]
        self._two = {
            (first, second): sum(map(max, base, counted[first].offs, counted[second].offs))
            for first, second in combinations(places, 2)
        }

    def of(self, places: tuple[int, ...]) -> int:
        """Return the bound of the candidates at these places, exact up to two of them."""
        match places:
            case ():
                return self._none
            case (only,):
                return self._one[only]
            case (first, second):
                return self._two[first, second]
            case (first, second, third):
                one, two = self._one, self._two
                ab, ac, bc = two[first, second], two[first, third], two[second, third]
                return min(ab + ac - one[first], ab + bc - one[second], ac + bc - one[third])
        raise AssertionError(places)


class _Search:
    """One cart, all its candidates, and the best found so far."""

    def __init__(
        self,
        cart: Cart,
        campaigns: Sequence[Campaign],
        facts: Facts,
        gift_products: Mapping[int, ProductSnapshot],
    ) -> None:
        self._cart = cart
        self._facts = facts
        self._gift_products = gift_products
        self._basket = basket_of(cart)
        self._amounts = [line.amount.fen for line in self._basket.lines]
        self._place = {line.key: place for place, line in enumerate(self._basket.lines)}
        pairs = [
            (campaign, RULE_BY_NAME[campaign.rule])
            for campaign in _with_coupon(campaigns, facts)
            if campaign.rule in RULE_BY_NAME
        ]
        self._prices = self._candidates(pairs, Stacking.PRICE)
        self._orders = self._candidates(pairs, Stacking.ORDER)
        self._coupons = self._candidates(pairs, Stacking.COUPON)
        self._gifts = [pair for pair in pairs if pair[1].stacking is Stacking.GIFT]
        self._best: _Choice | None = None

    def run(self) -> tuple[AppliedPromotion, ...]:
        """Look through the groups of prices, the most promising first."""
        always = tuple(one for one in self._prices if not one.rule.is_counted)
        counted = [one for one in self._prices if one.rule.is_counted]
        rest = _most(self._orders) + _most(self._coupons)
        bounds = _Bounds(always, counted, len(self._amounts))
        groups = [
            (bounds.of(places) + rest, places)
            for size in range(min(MAXIMUM_STACKED, len(counted)) + 1)
            for places in combinations(range(len(counted)), size)
        ]
        groups.sort(key=_by_bound)
        for bound, places in groups:
            if self._best is not None and bound < self._best.rank.saved:
                break
            group = (*always, *(counted[place] for place in places))
            self._look_at(group, MAXIMUM_STACKED - len(places))
        return self._best.applied if self._best is not None else ()

    def _look_at(self, prices: tuple[_Candidate, ...], places: int) -> None:
        offs = _best_offs([one.offs for one in prices], len(self._amounts))
        saved = sum(offs)
        if not self._may_win(saved + _most(self._orders) + _most(self._coupons)):
            return
        after_prices = [before - off for before, off in zip(self._amounts, offs, strict=True)]
        basket = self._at(after_prices)
        won = _won_lines(prices, offs, self._basket.lines)
        for order in (None, *self._orders):
            if order is not None and (
                not places or not self._may_win(saved + order.total + _most(self._coupons))
            ):
                continue
            self._look_at_order(basket, won, order, places - (order is not None))

    def _look_at_order(
        self,
        basket: Basket,
        before: tuple[AppliedPromotion, ...],
        order: _Candidate | None,
        places: int,
    ) -> None:
        applied = before
        if order is not None:
            done = self._asked(order.campaign, order.rule, basket)
            if done is None:
                return
            applied, basket = (*before, done), _less(basket, done)
        self._settle(applied, basket, places)
        for one in self._coupons if places else ():
            done = self._asked(one.campaign, one.rule, basket)
            if done is not None:
                self._settle((*applied, done), _less(basket, done), places - 1)

    def _settle(self, applied: tuple[AppliedPromotion, ...], basket: Basket, places: int) -> None:
        saved = sum(one.off.fen for one in applied)
        if not self._may_win(saved):
            return
        whole = (*applied, *self._gifts_beside(applied, basket, places))
        rank = _Rank(
            saved,
            sum(one.worth.fen for one in whole),
            sum(bool(one.guide) for one in whole),
            -len(whole),
            tuple(-one.campaign_id for one in whole),
        )
        if self._best is None or rank > self._best.rank:
            self._best = _Choice(rank, whole)

    def _gifts_beside(
        self, applied: tuple[AppliedPromotion, ...], basket: Basket, places: int
    ) -> tuple[AppliedPromotion, ...]:
        """Choose the gifts worth most; each is asked for anew once others took their goods."""
        found = [
            (done, campaign, rule)
            for campaign, rule in self._gifts
            if (done := self._asked(campaign, rule, basket, applied)) is not None
        ]
        chosen: tuple[AppliedPromotion, ...] = ()
        for done, campaign, rule in sorted(found, key=_by_first_worth):
            left = self._asked(campaign, rule, basket, (*applied, *chosen)) if chosen else done
            if left is not None and len(chosen) < places:
                chosen = (*chosen, left)
        return chosen

    def _may_win(self, bound: int) -> bool:
        return self._best is None or bound >= self._best.rank.saved

    def _candidates(
        self, pairs: Iterable[tuple[Campaign, Rule]], stacking: Stacking
    ) -> list[_Candidate]:
        found = []
        for campaign, rule in pairs:
            if rule.stacking is not stacking:
                continue
            offer = rule.offer_for(campaign.values, self._basket, self._facts)
            if offer is None:
                continue
            offs = [_NO_OFFER] * len(self._amounts)
            for key, off in offer.off:
                place = self._place[key]
                offs[place] = min(off.fen, self._amounts[place])
            if stacking is Stacking.PRICE and _is_beyond(campaign, sum(offs)):
                continue
            found.append(_Candidate(campaign, rule, tuple(offs), offer))
        return sorted(found, key=_by_total)

    def _asked(
        self,
        campaign: Campaign,
        rule: Rule,
        basket: Basket,
        before: tuple[AppliedPromotion, ...] = (),
    ) -> AppliedPromotion | None:
        offer = rule.offer_for(campaign.values, basket, self._facts)
        if offer is None:
            return None
        amounts = {line.key: line.amount for line in basket.lines}
        gifts = tuple(self._gifts_of(offer, before)) if offer.gift_products else ()
        if not (offer.off or gifts or offer.coupon or offer.guide or offer.bonus):
            return None
        held = self._facts.coupon if rule.stacking is Stacking.COUPON else None
        promotion = AppliedPromotion(
            campaign.id,
            rule.name,
            campaign.title,
            rule.stacking,
            offer.reason,
            tuple((key, min(off, amounts[key])) for key, off in offer.off),
            gifts,
            offer.coupon,
            offer.guide,
            held.id if held else None,
            is_promise=bool(held and held.is_promise),
            bonus=offer.bonus,
        )
        return None if _is_beyond(campaign, promotion.spent.fen) else promotion

    def _gifts_of(self, offer: Offer, before: tuple[AppliedPromotion, ...]) -> Iterable[Gift]:
        given = Counter[int]()
        for gift in (gift for one in before for gift in one.gifts):
            given[gift.product.id] += gift.quantity
        for product_id, quantity in offer.gift_products:
            product = self._gift_products.get(product_id)
            if product is None or not product.can_sell:
                continue
            left = product.local_cards - self._cart.quantity_of(product_id) - given[product_id]
            if product.badge is StockBadge.SERVICE or product.has_source or left >= quantity:
                yield Gift(product, quantity)

    def _at(self, amounts: Sequence[int]) -> Basket:
        return Basket(
            tuple(
                replace(line, amount=Money(amount)) if line.amount.fen != amount else line
                for line, amount in zip(self._basket.lines, amounts, strict=True)
            )
        )


def _less(basket: Basket, done: AppliedPromotion) -> Basket:
    offs = dict(done.by_line)
    return Basket(
        tuple(
            replace(line, amount=line.amount - offs[line.key]) if line.key in offs else line
            for line in basket.lines
        )
    )


def _with_coupon(campaigns: Sequence[Campaign], facts: Facts) -> list[Campaign]:
    """Leave out the coupons nobody brought; a promised one counts whatever became of its giver."""
    held, own = facts.coupon, coupon.RULE.name
    kept = [
        one
        for one in campaigns
        if one.id not in facts.barred
        and (one.rule != own or (held and not held.is_promise and held.campaign_id == one.id))
    ]
    if held is not None and held.is_promise:
        kept.append(Campaign(held.campaign_id, own, held.title, {}))
    return kept


def _won_lines(
    prices: Sequence[_Candidate], offs: Sequence[int], lines: Sequence[BasketLine]
) -> tuple[AppliedPromotion, ...]:
    """Give each line to the first campaign that offers its best price."""
    won: dict[int, list[tuple[int, Money]]] = {}
    for place, best in enumerate(offs):
        if best:
            winner = next(at for at, one in enumerate(prices) if one.offs[place] == best)
            won.setdefault(winner, []).append((lines[place].key, Money(best)))
    return tuple(
        AppliedPromotion(
            prices[at].campaign.id,
            prices[at].rule.name,
            prices[at].campaign.title,
            Stacking.PRICE,
            prices[at].offer.reason,
            tuple(by_line),
        )
        for at, by_line in sorted(won.items())
    )


def _is_beyond(campaign: Campaign, spent: int) -> bool:
    return campaign.budget_left is not None and spent > campaign.budget_left.fen


def _most(candidates: Sequence[_Candidate]) -> int:
    return max((one.total for one in candidates), default=0)


def _best_offs(offers: Sequence[tuple[int, ...]], lines: int) -> list[int]:
    if len(offers) > 1:
        return list(map(max, *offers))
    return list(offers[0]) if offers else [0] * lines


def _by_bound(group: tuple[int, tuple[int, ...]]) -> tuple[int, int]:
    return -group[0], len(group[1])


def _by_total(one: _Candidate) -> tuple[int, int]:
    return -one.total, one.campaign.id


def _by_first_worth(found: tuple[AppliedPromotion, Campaign, Rule]) -> tuple[int, int]:
    return -found[0].worth.fen, found[0].campaign_id
