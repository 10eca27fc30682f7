from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.card import CardState
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import (
    LineState,
    ReturnReason,
    SaleSnapshot,
    SaleState,
    changeable_payments,
)
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.models.card_secrets import card_secret
from desktop.models.payments import payment
from desktop.services.returns import RefundRequest, ReturnOutcome
from tests.shop import RehearsalShop, by_code


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift(Money(100_00))
    return rehearsal


def refund(
    shop: RehearsalShop, sold: SaleSnapshot, pieces: int = 1, request_id: str = "b1"
) -> ReturnOutcome:
    request = RefundRequest(
        request_id,
        sold.id,
        {sold.lines[0].id: pieces},
        ReturnReason.GOODWILL,
        shop.shift.id,
        approval=shop.approval,
    )
    return shop.returns.refund(shop.cashier, request)


def cards_in(shop: RehearsalShop, state: CardState) -> int:
    with shop.ground.database.read() as connection:
        return connection.scalar(select(func.count()).where(card_secret.c.state == state)) or 0


def cash_of(shop: RehearsalShop) -> Money:
    with shop.ground.database.read() as connection:
        total = connection.scalar(
            select(func.sum(payment.c.amount)).where(payment.c.method == TenderMethod.CASH)
        )
    return total or ZERO


def test_an_unseen_card_goes_back_to_stock(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=2), 2)).sale
    assert refund(shop, sold).amount == Money(100_00)
    assert (cards_in(shop, CardState.AVAILABLE), cards_in(shop, CardState.SOLD)) == (1, 1)
    assert cash_of(shop) == Money(100_00)


def test_a_revealed_card_never_goes_back_and_its_cost_is_compensation(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=1))).sale
    shop.delivery.reveal(shop.cashier, sold.lines[0].id)
    quote = shop.returns.quote(sold.id, {sold.lines[0].id: 1})
    assert (quote.lines[0].goods_came_back, quote.lines[0].compensation) == (False, Money(91_00))
    refund(shop, sold)
    assert cards_in(shop, CardState.AVAILABLE) == 0


def test_a_cashier_refunds_only_with_the_owner(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=1))).sale
    request = RefundRequest(
        "x", sold.id, {sold.lines[0].id: 1}, ReturnReason.OTHER, shop.shift.id, note="不要了"
    )
    with pytest.raises(BusinessRuleError) as refused:
        shop.returns.refund(shop.cashier, request)
    assert refused.value.code == "needs_owner"
    assert cash_of(shop) == Money(100_00)


def test_the_same_refund_twice_gives_money_once(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=2), 2)).sale
    first, second = refund(shop, sold), refund(shop, sold)
    assert (first.is_repeat, second.is_repeat, second.number) == (False, True, first.number)
    assert cash_of(shop) == Money(100_00)


def test_more_than_was_sold_is_refused(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=2), 2)).sale
    refund(shop, sold, 2)
    with pytest.raises(BusinessRuleError, match="最多还能退 0 件"):
        refund(shop, sold, 1, "b2")


def test_money_goes_back_the_way_it_came_last_tender_first(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1))
    tenders: tuple[Tender, ...] = (
        by_code(TenderMethod.WECHAT, Money(60_00)),
        cash_tender(Money(50_00), Money(40_00)),
    )
    sold = shop.sell(cart, *tenders).sale
    quote = shop.returns.quote(sold.id, {sold.lines[0].id: 1})
    assert quote.money_back == (
        (TenderMethod.CASH, Money(40_00)),
        (TenderMethod.WECHAT, Money(60_00)),
    )


def test_a_void_undoes_everything_before_a_card_is_seen(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=1))).sale
    assert shop.returns.can_void(sold.id)
    shop.returns.void(shop.cashier, sold.id, "打错了", request_id="v", shift_id=shop.shift.id)
    voided = shop.checkout.get_sale(sold.id)
    assert (voided.state, voided.lines[0].state) == (SaleState.VOIDED, LineState.VOIDED)
    assert cards_in(shop, CardState.AVAILABLE) == 1
    assert cash_of(shop) == ZERO


def test_after_a_reveal_a_void_is_too_late(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=1))).sale
    shop.delivery.reveal(shop.cashier, sold.lines[0].id)
    assert not shop.returns.can_void(sold.id)
    with pytest.raises(BusinessRuleError, match="退款"):
        shop.returns.void(shop.cashier, sold.id, "晚了", request_id="v", shift_id=shop.shift.id)


def test_a_changed_method_keeps_both_rows(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=1))).sale
    shop.returns.change_payment_method(
        shop.cashier, sold.payments[0].id, TenderMethod.ALIPAY, "其实是支付宝"
    )
    amounts = [
        (entry.method, entry.amount.fen) for entry in shop.checkout.get_sale(sold.id).payments
    ]
    assert amounts == [("cash", 10000), ("cash", -10000), ("alipay", 10000)]


def test_a_corrected_payment_is_not_corrected_again(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=1))).sale
    change = shop.returns.change_payment_method
    first = sold.payments[0].id
    change(shop.cashier, first, TenderMethod.ALIPAY, "其实是支付宝")
    with pytest.raises(BusinessRuleError, match="已经改过"):
        change(shop.cashier, first, TenderMethod.WECHAT, "又说是微信")
    assert cash_of(shop) == ZERO
    (standing,) = changeable_payments(shop.checkout.get_sale(sold.id).payments)
    change(shop.cashier, standing.id, TenderMethod.CASH, "还是现金")
    assert cash_of(shop) == Money(100_00)


@settings(max_examples=25)
@given(
    price=st.integers(1, 20_000),
    pieces=st.integers(1, 6),
    rate=st.integers(50, 100),
    odd=st.integers(0, 99),
)
def test_returning_piece_by_piece_gives_back_exactly_what_was_paid(
    price: int, pieces: int, rate: int, odd: int
) -> None:
    shop = RehearsalShop()
    shop.open_shift()
    product = shop.a_product(cards=pieces, price=price, cost=0)
    cart = Cart().with_product(product, pieces)
    cart = cart.with_order_discount(Discount(DiscountKind.RATE, rate))
    total = shop.checkout.price(cart).total
    rounding = min(Money(odd), total)
    due = total - rounding
    sold = shop.sell(cart, cash_tender(due, due), rounding=rounding, approval=shop.approval).sale
    for number in range(pieces):
        refund(shop, sold, 1, f"b{number}")
    assert cash_of(shop) == ZERO
    assert shop.checkout.get_sale(sold.id).returned == due
    assert cards_in(shop, CardState.AVAILABLE) == pieces
