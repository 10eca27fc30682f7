"""Pricing a long cart while many campaigns run: at every keystroke, so within one frame."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import Any, Final

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.pricing import price_cart
from desktop.domain.promotion import Campaign, Facts
from desktop.promotions.best import best_for
from tests.bench.measuring import Finding
from tests.domain.builders import a_product

FRAME_MILLISECONDS: Final = 16.0
CAMPAIGNS: Final = 30
LINES: Final = 100


def pricing(*, is_full: bool) -> list[Finding]:
    """100 lines against 30 campaigns: of every kind, all of the kind searched most, all alike."""
    turns = 200 if is_full else 10
    cart = Cart()
    for number in range(1, LINES + 1):
        cart = cart.with_product(a_product(number, price=Money(10_00 + number * 37)))
    facts = Facts(is_first_order=True)
    return [
        Finding(
            "P1",
            f"pricing {LINES} lines, {CAMPAIGNS} campaigns, {claim}",
            _milliseconds(cart, campaigns, facts, turns),
            FRAME_MILLISECONDS,
            "ms",
        )
        for claim, campaigns in (
            ("of every kind", [_mixed(number) for number in range(1, CAMPAIGNS + 1)]),
            ("all of prices", [_price(number) for number in range(1, CAMPAIGNS + 1)]),
            ("all the same", [_same(number) for number in range(1, CAMPAIGNS + 1)]),
        )
    ]


def _milliseconds(cart: Cart, campaigns: list[Campaign], facts: Facts, turns: int) -> float:
    taken = []
    for _turn in range(turns):
        start = perf_counter()
        priced = price_cart(cart, best_for(cart, campaigns, facts))
        taken.append(perf_counter() - start)
        assert priced.applied
    return median(taken) * 1000


def _price(number: int) -> Campaign:
    values: dict[str, Any] = {
        "rate": 85 + number % 10,
        "products": tuple(range(number, number + 40)),
    }
    return Campaign(number, "percent_off", str(number), values)


def _same(number: int) -> Campaign:
    values: dict[str, Any] = {"threshold": Money(100_00), "off": Money(5_00)}
    rule = "spend_and_save"
    if number % 2:
        rule, values = "percent_off", {"rate": 90}
    return Campaign(number, rule, str(number), values)


def _mixed(number: int) -> Campaign:
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("spend_and_save", {"threshold": Money(100_00 + number), "off": Money(5_00 + number)}),
        ("spend_gift", {"threshold": Money(1000), "coupon": Money(300 + number), "days": 3}),
        ("nth_piece", {"n": 2, "rate": 50 + number}),
        ("bundle", {"items": (number, number + 1), "off": Money(100)}),
        ("first_order", {"off": Money(500 + number)}),
    )
    place = number % (len(kinds) + 1)
    if place == len(kinds):
        return _price(number)
    rule, values = kinds[place]
    return Campaign(number, rule, str(number), values)
