from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import MAXIMUM_QUANTITY, Cart
from desktop.domain.drafting import PartFigures, PointsTerms, figures_of, part_of, points_by_line
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.pricing import price_cart
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpTarget
from tests.domain.builders import a_cart, a_product

DISCOUNTS = st.one_of(
    st.none(),
    st.integers(0, 100).map(lambda rate: Discount(DiscountKind.RATE, rate_percent=rate)),
    st.integers(0, 30_000).map(lambda fen: Discount(DiscountKind.AMOUNT, amount=Money(fen))),
    st.integers(0, 30_000).map(lambda fen: Discount(DiscountKind.NEW_PRICE, amount=Money(fen))),
)


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    cart = Cart()
    for number in range(draw(st.integers(1, 8))):
        product = a_product(number + 1, price=Money(draw(st.integers(0, 20_000))))
        cart = cart.with_product(product, draw(st.integers(1, 20)))
        cart = cart.with_line_discount(cart.lines[-1].key, draw(DISCOUNTS))
    order = draw(
        DISCOUNTS.filter(lambda one: one is None or one.kind is not DiscountKind.NEW_PRICE)
    )
    return cart.with_order_discount(order)


@given(carts())
def test_figures_of_every_cart_add_up_and_none_is_negative(cart: Cart) -> None:
    priced = price_cart(cart)
    assert total_of(line.net for line in priced.lines) == priced.total
    assert all(
        line.net >= ZERO and line.discount >= ZERO and line.order_share >= ZERO
        for line in priced.lines
    )


@given(carts(), st.integers(0, 99))
def test_rounding_is_shared_out_without_a_fen_lost(cart: Cart, odd: int) -> None:
    priced = price_cart(cart)
    rounding = min(Money(odd), priced.total)
    figures = figures_of(priced, rounding, PointsTerms(100))
    assert total_of(line.rounding_share for line in figures) == rounding
    assert total_of(line.net for line in figures) == priced.total - rounding
    assert sum(line.points for line in figures) == (priced.total - rounding).fen // 100


@given(st.lists(st.integers(0, 100_000).map(Money), min_size=1, max_size=8))
def test_points_of_lines_sum_to_the_points_of_the_sale(paid: list[Money]) -> None:
    assert sum(points_by_line(paid, 100)) == total_of(paid).fen // 100


@given(st.integers(0, 10**6), st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_a_line_returned_piece_by_piece_gives_back_exactly_what_was_paid(
    fen: int, parts: list[int]
) -> None:
    whole = PartFigures(Money(fen), Money(fen // 7), Money(fen // 11), Money(fen // 1000))
    quantity, already, back = sum(parts), 0, ZERO
    for part in parts:
        back += part_of(whole, quantity, already, part).net
        already += part
    assert back == whole.net


def test_the_same_product_joins_its_line() -> None:
    cart = a_cart().with_product(a_product(), 2)
    assert [line.quantity for line in cart.lines] == [3]


def test_another_account_makes_another_line() -> None:
    phone = TopUpTarget(AccountRule.PHONE, "19800002046")
    cart = Cart().with_product(a_product(), 1, phone).with_product(a_product(), 1, None)
    assert len(cart.lines) == 2


def test_a_discounted_line_is_not_joined() -> None:
    cart = a_cart()
    cart = cart.with_line_discount(cart.lines[0].key, Discount(DiscountKind.RATE, 95))
    assert len(cart.with_product(a_product()).lines) == 2


@pytest.mark.parametrize("quantity", [0, -1, MAXIMUM_QUANTITY + 1])
def test_an_odd_quantity_is_refused(quantity: int) -> None:
    with pytest.raises(BusinessRuleError, match="9999"):
        a_cart().with_quantity(1, quantity)


def test_a_new_price_above_the_own_price_is_charged() -> None:
    cart = a_cart()
    priced = price_cart(
        cart.with_line_discount(1, Discount(DiscountKind.NEW_PRICE, amount=Money(120_00)))
    )
    assert (priced.total, priced.saved) == (Money(120_00), ZERO)


def test_the_order_discount_is_taken_after_line_discounts() -> None:
    cart = a_cart().with_line_discount(1, Discount(DiscountKind.RATE, 90))
    priced = price_cart(cart.with_order_discount(Discount(DiscountKind.RATE, 90)))
    assert priced.total == Money(81_00)


@pytest.mark.parametrize(
    "values", [{"rate_percent": 101}, {"rate_percent": -1}, {"amount": Money(-1)}]
)
def test_a_discount_out_of_range_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(BusinessRuleError):
        Discount(DiscountKind.RATE, **values)  # type: ignore[arg-type]


def test_lines_are_changed_and_removed_by_key() -> None:
    cart = a_cart(a_product(1), a_product(2))
    assert cart.with_line_note(2, "急").line(2).note == "急"
    assert [line.product.id for line in cart.without_line(1).lines] == [2]
    with pytest.raises(KeyError):
        cart.without_line(1).line(1)
