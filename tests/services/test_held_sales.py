from __future__ import annotations

import pytest
from sqlalchemy import select

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule
from desktop.domain.stock import ProductDraft
from desktop.domain.top_up import checked_target
from desktop.models.sales import held_sale
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    return RehearsalShop()


def test_a_cart_comes_back_as_it_was(shop: RehearsalShop) -> None:
    target = checked_target(AccountRule.PHONE, "198 0000 2046", is_read_back=True)
    cart = Cart().with_product(shop.a_product(cards=3), 2, target)
    cart = cart.with_line_discount(1, Discount(DiscountKind.RATE, 95, reason="老顾客"))
    held = shop.held_sales.hold(shop.cashier, cart, "等他拿手机")
    recalled = shop.held_sales.recall(shop.cashier, held.id)
    assert recalled.cart == cart
    assert not recalled.has_new_total
    assert shop.held_sales.list_held() == ()


def test_accounts_of_a_held_cart_are_sealed(shop: RehearsalShop) -> None:
    target = checked_target(AccountRule.PHONE, "19800002046")
    shop.held_sales.hold(shop.cashier, Cart().with_product(shop.a_product(cards=1), 1, target))
    with shop.ground.database.read() as connection:
        sealed = connection.scalar(select(held_sale.c.cart_sealed))
    assert sealed
    assert b"19800002046" not in sealed


def test_old_and_new_total_are_told_after_a_price_change(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=1)
    held = shop.held_sales.hold(shop.cashier, Cart().with_product(product))
    draft = ProductDraft(product.code, product.name, product.kind, Money(98_00), face_text="100 元")
    shop.catalog.change_product(shop.owner, product.id, draft)
    recalled = shop.held_sales.recall(shop.cashier, held.id)
    assert (recalled.old_total, recalled.new_total) == (Money(100_00), Money(98_00))
    assert recalled.has_new_total


def test_a_cart_is_recalled_once(shop: RehearsalShop) -> None:
    held = shop.held_sales.hold(shop.cashier, Cart().with_product(shop.a_product(cards=1)))
    shop.held_sales.recall(shop.cashier, held.id)
    with pytest.raises(BusinessRuleError, match="取走"):
        shop.held_sales.recall(shop.cashier, held.id)


def test_an_empty_cart_is_not_held(shop: RehearsalShop) -> None:
    with pytest.raises(BusinessRuleError):
        shop.held_sales.hold(shop.cashier, Cart())
