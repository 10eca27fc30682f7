"""Small baskets and campaigns, for tests of promotion rules."""

from __future__ import annotations

from typing import Any

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.promotion import Campaign, Facts
from desktop.promotions import RULE_BY_NAME
from desktop.promotions.base import Basket, BasketLine, Offer
from tests.domain.builders import a_product


def a_line(
    key: int = 1, fen: int = 100_00, quantity: int = 1, *, product: int = 0, **changes: Any
) -> BasketLine:
    """Return a line of so many pieces that cost so much together."""
    amount = Money(fen)
    values = {"category_id": None, **changes}
    return BasketLine(key, product or key, quantity=quantity, gross=amount, amount=amount, **values)


def a_basket(*lines: BasketLine) -> Basket:
    return Basket(lines or (a_line(),))


def offer_of(rule: str, basket: Basket, facts: Facts | None = None, **values: Any) -> Offer | None:
    return RULE_BY_NAME[rule].offer_for(values, basket, facts or Facts())


def off_of(rule: str, basket: Basket, facts: Facts | None = None, **values: Any) -> int:
    """Return the fen that a rule takes off; 0 where it does not apply."""
    offer = offer_of(rule, basket, facts, **values)
    return sum(off.fen for _key, off in offer.off) if offer else 0


def a_campaign(
    rule: str, campaign_id: int = 1, budget: int | None = None, **values: Any
) -> Campaign:
    left = None if budget is None else Money(budget)
    return Campaign(campaign_id, rule, f"活动 {campaign_id}", values, left)


def a_cart_of(*fen: int, quantity: int = 1) -> Cart:
    """Return a cart with one line for each price."""
    cart = Cart()
    for place, price in enumerate(fen, start=1):
        cart = cart.with_product(a_product(place, price=Money(price)), quantity)
    return cart
