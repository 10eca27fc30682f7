"""Which promotions hold together: the order that is best for the customer, found exactly.

Each line takes the best price that a chosen campaign offers, one campaign at most lowers the order,
one coupon after it, gifts stand beside. Best is the lowest total; then the gifts worth most; then
words that go with the goods; then the fewest and oldest campaigns. A rule never takes more off a
cheaper basket, nor gives more beside it: this is what lets whole groups be left out without looking
(a property of every rule that comes after the prices).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from desktop.domain.money import ZERO, Money, total_of
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
from desktop.promotions.ranks import (
    Candidate,
    Group,
    Rank,
    by_total,
    growths_of,
    most_of,
    reach_of,
)

if TYPE_CHECKING:
    from desktop.domain.cart import Cart
    from desktop.domain.product import ProductSnapshot

_NO_OFFER: Final = 0
_PLACES: Final = range(MAXIMUM_STACKED + 1)


@dataclass(frozen=True, slots=True)
class _Choice:
    rank: Rank
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
        self._gifts = self._candidates(pairs, Stacking.GIFT)
        orders, coupons, gifts = self._orders, self._coupons, self._gifts
        self._after_prices = [most_of(orders, coupons, gifts, one) for one in _PLACES]
        self._after_order = [most_of((), coupons, gifts, one) for one in _PLACES]
        self._after_all = [most_of((), (), gifts, one) for one in _PLACES]
        self._best: _Choice | None = None

    def run(self) -> tuple[AppliedPromotion, ...]:
        """Look through the groups of prices that may still win."""
        always = [one for one in self._prices if not one.rule.is_counted]
        counted = [one for one in self._prices if one.rule.is_counted]
        offs = _best_offs([one.offs for one in always], len(self._amounts))
        self._grow(Group(always, offs), counted, MAXIMUM_STACKED)
        return self._best.applied if self._best is not None else ()

    def _grow(self, group: Group, others: Sequence[Candidate], places: int) -> None:
        """Look at what grows from a group by one price more, the best first, then at itself."""
        growths = growths_of(group, others) if places else []
        prices = [each.price for each in growths]
        for at, price in enumerate(prices):
            if not self._may_win(reach_of(group, growths[at:], self._after_prices[: places + 1])):
                break
            self._grow(group.with_price(price), prices[at + 1 :], places - 1)
        self._look_at(group, places)

    def _look_at(self, group: Group, places: int) -> None:
        if not self._may_win(group.rank.plus(self._after_prices[places])):
            return
        after = [before - off for before, off in zip(self._amounts, group.offs, strict=True)]
        basket = self._at(after)
        won = _won_lines(group.in_order(), group.offs, self._basket.lines)
        self._look_at_order(basket, won, None, places)
        for order in self._orders if places else ():
            rank = group.rank.plus(order.rank)
            if self._may_win(rank.plus(self._after_order[places - 1])):
                self._look_at_order(basket, won, order, places - 1)

    def _look_at_order(
        self,
        basket: Basket,
        before: tuple[AppliedPromotion, ...],
        order: Candidate | None,
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
        if not self._may_win(_rank_of(applied).plus(self._after_all[places])):
            return
        whole = (*applied, *self._gifts_beside(applied, basket, places))
        rank = _rank_of(whole)
        if self._may_win(rank):
            self._best = _Choice(rank, whole)

    def _gifts_beside(
        self, applied: tuple[AppliedPromotion, ...], basket: Basket, places: int
    ) -> tuple[AppliedPromotion, ...]:
        """Choose the gifts worth most; each is asked for anew once others took their goods."""
        if not places:
            return ()
        found = [
            (done, one)
            for one in self._gifts
            if (done := self._asked(one.campaign, one.rule, basket, applied)) is not None
        ]
        chosen: tuple[AppliedPromotion, ...] = ()
        for done, one in sorted(found, key=_by_first_worth):
            before = (*applied, *chosen)
            left = self._asked(one.campaign, one.rule, basket, before) if chosen else done
            if left is not None and len(chosen) < places:
                chosen = (*chosen, left)
        return chosen

    def _may_win(self, most: Rank) -> bool:
        return self._best is None or most > self._best.rank

    def _candidates(
        self, pairs: Iterable[tuple[Campaign, Rule]], stacking: Stacking
    ) -> list[Candidate]:
        found = []
        for campaign, rule in pairs:
            if rule.stacking is not stacking:
                continue
            offer = rule.offer_for(campaign.values, self._basket, self._facts)
            if offer is None:
                continue
            candidate = self._candidate(campaign, rule, offer)
            if stacking is Stacking.PRICE and _is_beyond(campaign, candidate.total):
                continue
            found.append(candidate)
        return sorted(found, key=by_total)

    def _candidate(self, campaign: Campaign, rule: Rule, offer: Offer) -> Candidate:
        offs = [_NO_OFFER] * len(self._amounts)
        for key, off in offer.off:
            place = self._place[key]
            offs[place] = min(off.fen, self._amounts[place])
        by_place = tuple((place, off) for place, off in enumerate(offs) if off)
        worth = self._worth_of(offer)
        return Candidate(campaign, rule, offer, tuple(offs), by_place, sum(offs), worth)

    def _worth_of(self, offer: Offer) -> int:
        """Return what an offer gives beside what it takes off, when nothing is given before it."""
        goods = total_of(gift.worth for gift in self._gifts_of(offer, ()))
        return (goods + (offer.coupon.off if offer.coupon else ZERO) + offer.bonus).fen

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
    prices: Sequence[Candidate], offs: Sequence[int], lines: Sequence[BasketLine]
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


def _rank_of(applied: Sequence[AppliedPromotion]) -> Rank:
    counted = [one.campaign_id for one in applied if RULE_BY_NAME[one.rule].is_counted]
    return Rank(
        sum(one.off.fen for one in applied),
        sum(one.worth.fen for one in applied),
        sum(bool(one.guide) for one in applied),
        -len(counted),
        -sum(counted),
    )


def _best_offs(offers: Sequence[tuple[int, ...]], lines: int) -> list[int]:
    if len(offers) > 1:
        return list(map(max, *offers))
    return list(offers[0]) if offers else [0] * lines


def _by_first_worth(found: tuple[AppliedPromotion, Candidate]) -> tuple[int, int]:
    return -found[0].worth.fen, found[0].campaign_id
