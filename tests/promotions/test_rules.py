"""What every rule must keep, over all of ``RULES``; and that the best order is the best."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, combinations
from operator import le
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.money import ZERO, Money
from desktop.domain.pricing import price_cart
from desktop.domain.promotion import (
    MAXIMUM_STACKED,
    AppliedPromotion,
    Campaign,
    Coupon,
    Facts,
    Parameter,
    ParameterKind,
    Stacking,
)
from desktop.promotions import RULE_BY_NAME, RULES, best
from desktop.promotions.base import Basket, Rule
from desktop.promotions.best import _won_lines, basket_of, best_for
from tests.domain.builders import a_product
from tests.promotions.baskets import a_campaign, a_cart_of, a_line

FACTS = st.builds(
    Facts,
    hour=st.integers(0, 23),
    is_first_order=st.booleans(),
    tier_id=st.sampled_from([None, 1, 2]),
    tags=st.sampled_from([frozenset(), frozenset({"新生"})]),
    coupon=st.sampled_from([None, Coupon(1, "AAAA", 1, "券", Money(7_00), Money(20_00))]),
)
BASKETS = st.lists(
    st.tuples(st.integers(0, 300_00), st.integers(1, 6), st.integers(1, 4)), min_size=1, max_size=6
).map(
    lambda lines: Basket(
        tuple(
            a_line(key, fen, quantity, product=product, category_id=product % 2)
            for key, (fen, quantity, product) in enumerate(lines, start=1)
        )
    )
)


def _value(parameter: Parameter) -> st.SearchStrategy[Any]:
    upper = min(parameter.maximum, 100_00)
    ids = st.lists(st.integers(1, 4), min_size=parameter.minimum, max_size=3, unique=True).map(
        tuple
    )
    return {
        ParameterKind.MONEY: st.integers(parameter.minimum, upper).map(Money),
        ParameterKind.PERCENT: st.integers(parameter.minimum, upper),
        ParameterKind.QUANTITY: st.integers(parameter.minimum, min(upper, 5)),
        ParameterKind.HOUR: st.integers(parameter.minimum, upper),
        ParameterKind.PRODUCTS: ids,
        ParameterKind.CATEGORIES: st.sampled_from([(), (), (1,)]),
        ParameterKind.TAGS: st.sampled_from([(), (), ("新生",)]),
        ParameterKind.CHANNELS: st.just(()),
        ParameterKind.TIERS: ids,
        ParameterKind.PRICES: st.lists(
            st.tuples(st.integers(1, 4), st.integers(0, 50_00).map(Money)), max_size=3
        ).map(tuple),
        ParameterKind.TEXT: st.sampled_from(["", "攻略"]),
    }[parameter.kind]


def values_of(rule: Rule) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({one.name: _value(one) for one in rule.all_parameters})


@st.composite
def campaigns(draw: st.DrawFn) -> list[Campaign]:
    found = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        rule = draw(st.sampled_from(RULES))
        budget = draw(st.sampled_from([None, None, Money(3_00)]))
        found.append(Campaign(number, rule.name, f"{number}", draw(values_of(rule)), budget))
    return found


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    cart = a_cart_of(*draw(st.lists(st.integers(0, 120_00), min_size=1, max_size=4)))
    for line in cart.lines:
        cart = cart.with_quantity(line.key, draw(st.integers(1, 4)))
        if draw(st.integers(0, 4)) == 0:
            cart = cart.with_line_discount(line.key, Discount(DiscountKind.RATE, 95))
    return cart


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@given(data=st.data(), basket=BASKETS, facts=FACTS)
@settings(max_examples=40)
def test_no_rule_takes_less_than_nothing_or_more_than_the_line(
    rule: Rule, data: st.DataObject, basket: Basket, facts: Facts
) -> None:
    offer = rule.offer_for(data.draw(values_of(rule)), basket, facts)
    if offer is None:
        return
    amounts = {line.key: line.amount for line in basket.lines}
    assert len({key for key, _off in offer.off}) == len(offer.off)
    assert all(ZERO < off <= amounts[key] for key, off in offer.off)
    assert str(offer.reason)
    assert "{" not in str(offer.reason)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@given(data=st.data(), basket=BASKETS, facts=FACTS)
@settings(max_examples=40)
def test_the_same_basket_always_gets_the_same_offer(
    rule: Rule, data: st.DataObject, basket: Basket, facts: Facts
) -> None:
    values = data.draw(values_of(rule))
    assert rule.offer_for(values, basket, facts) == rule.offer_for(dict(values), basket, facts)


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.stacking is not Stacking.PRICE],
    ids=lambda rule: rule.name,
)
@given(data=st.data(), basket=BASKETS, facts=FACTS)
@settings(max_examples=60)
def test_a_cheaper_basket_is_never_lowered_by_more_nor_given_more_beside_it(
    rule: Rule, data: st.DataObject, basket: Basket, facts: Facts
) -> None:
    values = data.draw(values_of(rule))
    cheaper = Basket(
        tuple(
            replace(line, amount=Money(data.draw(st.integers(0, line.amount.fen))))
            for line in basket.lines
        )
    )

    def offered(one: Basket) -> list[int]:
        offer = rule.offer_for(values, one, facts)
        if offer is None:
            return [0] * 8
        gifts = dict(offer.gift_products)
        return [
            sum(part.fen for _key, part in offer.off),
            offer.coupon.off.fen if offer.coupon else 0,
            offer.bonus.fen,
            bool(offer.guide),
            *(gifts.get(product, 0) for product in range(1, 5)),
        ]

    assert all(map(le, offered(cheaper), offered(basket)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_declares_what_the_editor_needs(rule: Rule) -> None:
    names = [one.name for one in rule.all_parameters]
    assert len(names) == len(set(names))
    assert all(one.label and one.minimum <= one.maximum for one in rule.all_parameters)
    assert rule.title
    assert rule.icon
    assert RULE_BY_NAME[rule.name] is rule


@given(carts(), campaigns(), FACTS)
@settings(max_examples=150, deadline=None)
def test_the_order_found_is_as_good_as_the_best_of_all_orders(
    cart: Cart, running: list[Campaign], facts: Facts
) -> None:
    applied = best_for(cart, running, facts)
    assert sum(one.off.fen for one in applied) == _most_saved(cart, running, facts)


@given(st.integers(0, 2**32), st.sampled_from([6, 8, 10]))
@settings(max_examples=300, deadline=None)
def test_no_few_of_the_campaigns_do_better_alone(seed: int, lines: int) -> None:
    running = campaigns_much_alike(random.Random(seed), lines)
    cart = a_cart_of(*[10_00] * lines)
    few = chain.from_iterable(combinations(running, size) for size in range(MAXIMUM_STACKED + 1))
    found = [best_for(cart, group, Facts(), PLENTY) for group in few]
    assert rank_of(best_for(cart, running, Facts(), PLENTY)) == max(map(rank_of, found))


def campaigns_much_alike(chance: random.Random, lines: int) -> list[Campaign]:
    """Overlapping, of a few prices and gifts only: many choices are equally good or nearly so."""
    rates = chance.choice([(90,), (80, 90)])
    found = []
    for number in range(1, chance.randint(5, 9) + 1):
        goods = tuple(chance.sample(range(1, lines + 1), chance.randint(1, 5)))
        rule = chance.choices(
            ["percent_off", "spend_gift", "spend_and_save", "bundle"], [14, 4, 2, 1]
        )[0]
        values_by_rule: dict[str, dict[str, Any]] = {
            "percent_off": {"rate": chance.choice(rates), "products": goods},
            "spend_gift": {"coupon": Money(chance.choice([1_00, 2_00]))},
            "spend_and_save": {"off": Money(chance.choice([1_00, 2_00]))},
            "bundle": {"items": goods[:2], "guide": "攻略"},
        }
        values = {"threshold": Money(1), **values_by_rule[rule]}
        found.append(Campaign(number, rule, f"{number}", values))
    return found


PLENTY = {number: a_product(number, local_cards=1_000) for number in range(1, 5)}


def rank_of(applied: Sequence[AppliedPromotion]) -> tuple[int, ...]:
    """Saved, given beside, said; then the fewest and oldest."""
    counted = [one.campaign_id for one in applied if RULE_BY_NAME[one.rule].is_counted]
    return (
        sum(one.off.fen for one in applied),
        sum(one.worth.fen for one in applied),
        sum(bool(one.guide) for one in applied),
        -len(counted),
        -sum(counted),
    )


@pytest.mark.parametrize(
    ("goods_of", "saved"),
    [
        (lambda number: tuple(range(3 * number - 2, 3 * number + 1)), 9_00),
        (lambda _number: (), 91_00),
    ],
    ids=["own goods", "all goods"],
)
def test_campaigns_that_do_the_same_are_not_tried_one_by_one(
    goods_of: Callable[[int], tuple[int, ...]], saved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty that are equally good make four thousand groups of three."""
    running = [
        *(a_campaign("percent_off", one, rate=90, products=goods_of(one)) for one in range(1, 31)),
        *(
            a_campaign("spend_and_save", one, threshold=Money(1), off=Money(1_00))
            for one in range(31, 46)
        ),
    ]
    looks: list[object] = []

    def won_lines(*choice: Any) -> tuple[AppliedPromotion, ...]:
        looks.append(choice)
        return _won_lines(*choice)

    monkeypatch.setattr(best, "_won_lines", won_lines)
    applied = best.best_for(a_cart_of(*[10_00] * 90), running, Facts())
    assert sum(one.off.fen for one in applied) == saved
    assert 0 < len(looks) < 10


@given(carts(), campaigns(), FACTS)
@settings(max_examples=100, deadline=None)
def test_promoted_carts_add_up_and_keep_the_rules_of_stacking(
    cart: Cart, running: list[Campaign], facts: Facts
) -> None:
    applied = best_for(cart, running, facts)
    priced = price_cart(cart, applied)
    assert priced.gross - priced.line_discounts - priced.order_discount == priced.total
    assert all(line.net >= ZERO for line in priced.lines)
    assert sum(one.off.fen for one in applied) == priced.promoted.fen
    assert price_cart(cart).total - priced.total == priced.promoted
    counted = {one.campaign_id for one in applied if RULE_BY_NAME[one.rule].is_counted}
    assert len(counted) <= MAXIMUM_STACKED
    assert sum(one.stacking is Stacking.ORDER for one in applied) <= 1
    assert sum(one.stacking is Stacking.COUPON for one in applied) <= 1
    left = {one.id: one.budget_left for one in running if one.budget_left is not None}
    assert all(one.spent <= left[one.campaign_id] for one in applied if one.campaign_id in left)


def _most_saved(cart: Cart, running: Sequence[Campaign], facts: Facts) -> int:
    """Try every group of campaigns in the plainest way."""
    held = facts.coupon
    usable = [
        one
        for one in running
        if one.rule != "coupon" or (held is not None and held.campaign_id == one.id)
    ]
    free = [one for one in usable if not RULE_BY_NAME[one.rule].is_counted]
    counted = [one for one in usable if RULE_BY_NAME[one.rule].is_counted]
    groups = chain.from_iterable(combinations(counted, size) for size in range(MAXIMUM_STACKED + 1))
    return max(_saved_by(cart, [*free, *group], facts) for group in groups)


def _saved_by(cart: Cart, group: Sequence[Campaign], facts: Facts) -> int:
    by_class = {one: [c for c in group if RULE_BY_NAME[c.rule].stacking is one] for one in Stacking}
    if len(by_class[Stacking.ORDER]) > 1 or len(by_class[Stacking.COUPON]) > 1:
        return 0
    basket = basket_of(cart)
    best: dict[int, int] = {}
    for campaign in by_class[Stacking.PRICE]:
        offs = _offs(campaign, basket, facts)
        for key, off in offs.items():
            best[key] = max(best.get(key, 0), off)
    saved, basket = sum(best.values()), _lowered(basket, best)
    for campaign in (*by_class[Stacking.ORDER], *by_class[Stacking.COUPON]):
        offs = _offs(campaign, basket, facts)
        saved, basket = saved + sum(offs.values()), _lowered(basket, offs)
    return saved


def _offs(campaign: Campaign, basket: Basket, facts: Facts) -> dict[int, int]:
    offer = RULE_BY_NAME[campaign.rule].offer_for(campaign.values, basket, facts)
    offs = {key: off.fen for key, off in offer.off} if offer else {}
    left = campaign.budget_left
    return offs if left is None or sum(offs.values()) <= left.fen else {}


def _lowered(basket: Basket, offs: dict[int, int]) -> Basket:
    return Basket(
        tuple(
            replace(line, amount=Money(line.amount.fen - offs.get(line.key, 0)))
            for line in basket.lines
        )
    )


def test_a_gift_stands_beside_and_leaves_the_total() -> None:
    gift = a_product(9, price=Money(8_00), cost=Money(6_00))
    campaign = a_campaign("spend_gift", threshold=Money(50_00), gifts=(9,))
    cart = a_cart_of(100_00)
    priced = price_cart(cart, best_for(cart, [campaign], Facts(), {9: gift}))
    assert (priced.total, priced.saved) == (Money(100_00), ZERO)
    assert [(each.line.product.id, each.net, each.cost) for each in priced.gifts] == [
        (9, ZERO, Money(6_00))
    ]
    assert len(priced.recorded_lines) == 2


def test_two_prices_and_a_gift_win_over_three_prices_that_save_the_same() -> None:
    reaches = ((2, 3, 5), (1, 2), (3, 4, 5))
    prices = [
        a_campaign("percent_off", number, rate=90, products=goods)
        for number, goods in enumerate(reaches, start=1)
    ]
    gift = a_campaign("spend_gift", 4, threshold=Money(1), coupon=Money(1_00))
    applied = best_for(a_cart_of(*[10_00] * 5), [*prices, gift], Facts())
    assert [one.campaign_id for one in applied] == [3, 2, 4]


def test_a_gift_that_ran_out_is_not_promised() -> None:
    campaign = a_campaign("spend_gift", threshold=Money(50_00), gifts=(9,))
    gone = a_product(9, local_cards=0)
    assert best_for(a_cart_of(100_00), [campaign], Facts(), {9: gone}) == ()
    last = a_product(1, local_cards=1)
    own = a_campaign("spend_gift", threshold=Money(50_00), gifts=(1,))
    assert best_for(a_cart_of(100_00), [own], Facts(), {1: last}) == ()


def test_two_campaigns_never_promise_the_same_last_card() -> None:
    last = a_product(9, local_cards=1)
    first = a_campaign("spend_gift", threshold=Money(50_00), gifts=(9,))
    second = replace(first, id=first.id + 1)
    applied = best_for(a_cart_of(100_00), [second, first], Facts(), {9: last})
    assert [one.campaign_id for one in applied] == [first.id]
    both = best_for(a_cart_of(100_00), [second, first], Facts(), {9: a_product(9, local_cards=2)})
    assert [one.campaign_id for one in both] == [first.id, second.id]
    bundle = a_campaign("bundle", items=(1,), off=Money(1_00), gifts=(9,))
    applied = best_for(a_cart_of(100_00), [first, replace(bundle, id=7)], Facts(), {9: last})
    assert [(one.rule, len(one.gifts)) for one in applied] == [("bundle", 1)]


def test_a_promised_coupon_counts_after_its_campaign_is_over() -> None:
    held = Coupon(5, "K7M2", 77, "满赠", Money(10_00), is_promise=True)
    (one,) = best_for(a_cart_of(100_00), [], Facts(coupon=held))
    assert (one.off, one.coupon_id, one.spent) == (Money(10_00), 5, ZERO)


def test_whoever_used_a_campaign_up_gets_it_no_more() -> None:
    campaign = a_campaign("percent_off", rate=90)
    assert best_for(a_cart_of(100_00), [campaign], Facts(barred=frozenset({1}))) == ()


def test_equal_offers_go_to_the_older_campaign() -> None:
    both = [a_campaign("percent_off", number, rate=90) for number in (2, 1)]
    (one,) = best_for(a_cart_of(100_00), both, Facts())
    assert one.campaign_id == 1
