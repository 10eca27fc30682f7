from __future__ import annotations

import pytest
from sqlalchemy import func, select

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule
from desktop.domain.stock import ProductDraft
from desktop.domain.top_up import checked_target
from desktop.models.ledger import ledger
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


# Between taking back and selling ------------------------------------------------------------------


def held_notes(shop: RehearsalShop) -> list[str]:
    return sorted(row.note for row in shop.held_sales.list_held())


def stored(shop: RehearsalShop) -> int:
    with shop.ground.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(held_sale)) or 0


def test_a_till_that_died_finds_what_lay_on_its_counter(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=3), 2)
    held = shop.held_sales.hold(shop.cashier, cart, "等他拿手机")
    shop.held_sales.recall(shop.cashier, held.id)
    assert held_notes(shop) == []
    assert shop.held_sales.put_back() == 1
    assert held_notes(shop) == ["等他拿手机"]
    assert shop.held_sales.recall(shop.cashier, held.id).cart == cart
    assert shop.held_sales.put_back() == 1
    assert shop.held_sales.put_back() == 0


def test_an_order_ends_with_its_sale(shop: RehearsalShop) -> None:
    shop.open_shift()
    held = shop.held_sales.hold(shop.cashier, Cart().with_product(shop.a_product(cards=3)))
    recalled = shop.held_sales.recall(shop.cashier, held.id)
    shop.sell(recalled.cart.with_quantity(1, 2))
    assert shop.held_sales.put_back() == 0
    assert stored(shop) == 0


def test_an_order_held_again_is_there_once(shop: RehearsalShop) -> None:
    held = shop.held_sales.hold(shop.cashier, Cart().with_product(shop.a_product(cards=3)), "一")
    recalled = shop.held_sales.recall(shop.cashier, held.id)
    shop.held_sales.hold(shop.cashier, recalled.cart, "二")
    assert shop.held_sales.put_back() == 0
    assert held_notes(shop) == ["二"]
    assert stored(shop) == 1


def test_what_lies_on_the_counter_is_held_in_the_others_place(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=9)
    first = shop.held_sales.hold(shop.cashier, Cart().with_product(product), "一")
    second = Cart().with_product(product, 2)
    shop.held_sales.recall(shop.cashier, first.id, second)
    (other,) = shop.held_sales.list_held()
    assert other.item_count == 2
    assert shop.held_sales.recall(shop.cashier, other.id).cart == second


def test_an_exchange_that_is_refused_changes_nothing(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=9)
    first = shop.held_sales.hold(shop.cashier, Cart().with_product(product), "一")
    shop.held_sales.drop(shop.cashier, first.id)
    with pytest.raises(BusinessRuleError, match="取走"):
        shop.held_sales.recall(shop.cashier, first.id, Cart().with_product(product, 2))
    assert stored(shop) == 0


def test_an_order_emptied_on_the_counter_is_over_with_what_comes_next(shop: RehearsalShop) -> None:
    shop.open_shift()
    product = shop.a_product(cards=9)
    kept = [shop.held_sales.hold(shop.cashier, Cart().with_product(product), n) for n in "一二三"]
    emptied = shop.held_sales.recall(shop.cashier, kept[0].id).cart.emptied()
    emptied = shop.held_sales.recall(shop.cashier, kept[1].id, emptied).cart.emptied()
    shop.sell(emptied.with_product(product))
    assert shop.held_sales.put_back() == 0
    assert held_notes(shop) == ["三"]


def test_dropping_what_is_gone_is_noted_once(shop: RehearsalShop) -> None:
    held = shop.held_sales.hold(shop.cashier, Cart().with_product(shop.a_product(cards=1)))
    for _ in range(2):
        shop.held_sales.drop(shop.cashier, held.id)
    with shop.ground.database.read() as connection:
        kinds = connection.scalars(select(ledger.c.kind)).all()
    assert kinds.count("cart_dropped") == 1
