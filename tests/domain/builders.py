"""Products and carts with small named defaults, for tests of pure rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind, ProductSnapshot

_A_PRODUCT = ProductSnapshot(
    id=1,
    code="YJ100",
    name="云境传说点卡",
    face_text="100 元",
    kind=ProductKind.CARD,
    price=Money(100_00),
    cost=Money(91_00),
    category_id=None,
    barcode="6900000000017",
    region="",
    guide="",
    account_rule=AccountRule.NONE,
    low_stock=5,
    is_favourite=False,
    is_selling=True,
    local_cards=128,
    platform_stock=None,
    is_stale=False,
    arrival_minutes=10,
)


def a_product(product_id: int = 1, **changes: Any) -> ProductSnapshot:
    """Return a card product with 128 cards in stock, changed as asked."""
    return replace(_A_PRODUCT, id=product_id, **changes)


def a_cart(*products: ProductSnapshot) -> Cart:
    """Return a cart with one piece of each product."""
    cart = Cart()
    for product in products or (a_product(),):
        cart = cart.with_product(product)
    return cart
