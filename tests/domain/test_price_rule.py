"""Prices by a rule: never below what it asks, always a multiple of the step."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import Money
from desktop.domain.price_rule import PRICE_STEPS, PriceRule, PriceRuleKind

costs = st.integers(0, 10**9).map(Money)
steps = st.sampled_from(PRICE_STEPS)


@given(costs, st.integers(0, 100_000), steps)
def test_a_percentage_is_never_cut_short_and_a_step_never_exceeded(
    cost: Money, value: int, step: Money
) -> None:
    price = PriceRule(PriceRuleKind.COST_PLUS_PERCENT, value, step).price_for(cost)
    assert price is not None
    asked = Fraction(cost.fen * (10_000 + value), 10_000)
    assert asked <= price.fen < asked + 1 + step.fen
    assert price.fen % step.fen == 0


@given(costs, st.integers(0, 10**6), steps)
def test_an_amount_is_added_whole(cost: Money, value: int, step: Money) -> None:
    price = PriceRule(PriceRuleKind.COST_PLUS_AMOUNT, value, step).price_for(cost)
    assert price is not None
    assert 0 <= price.fen - cost.fen - value < step.fen


def test_one_price_is_taken_as_typed_and_an_unknown_cost_gives_none() -> None:
    assert PriceRule(PriceRuleKind.ONE_PRICE, 1_23, Money(100)).price_for(None) == Money(1_23)
    for kind in (PriceRuleKind.COST_PLUS_PERCENT, PriceRuleKind.COST_PLUS_AMOUNT):
        assert PriceRule(kind, 500).price_for(None) is None
