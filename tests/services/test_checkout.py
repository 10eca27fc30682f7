from __future__ import annotations

import pytest
from sqlalchemy import func, select

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.card import CardState
from desktop.domain.cart import Cart
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.sale import SaleState
from desktop.domain.tender import RoundingMode, TenderMethod, cash_tender
from desktop.models.card_secrets import card_secret
from desktop.models.sales import sale
from desktop.storage import ledger
from tests.shop import RehearsalShop, by_code


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift(Money(100_00))
    return rehearsal


def count_cards(shop: RehearsalShop, state: CardState) -> int:
    with shop.ground.database.read() as connection:
        return connection.scalar(select(func.count()).where(card_secret.c.state == state)) or 0


def count_sales(shop: RehearsalShop) -> int:
    with shop.ground.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(sale)) or 0


def test_a_sale_claims_the_cards_and_stands_in_the_ledger(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=3)
    sold = shop.sell(Cart().with_product(product, 2)).sale
    assert (sold.number, sold.total, sold.change_due) == ("S260618-0001", Money(200_00), Money(0))
    assert sold.lines[0].delivery_state is DeliveryState.ARRIVED
    assert len(sold.lines[0].card_ids) == 2
    assert (count_cards(shop, CardState.SOLD), count_cards(shop, CardState.AVAILABLE)) == (2, 1)
    with shop.ground.database.read() as connection:
        assert ledger.verify(connection, shop.ground.vault).ok


def test_what_is_returned_is_what_is_stored(shop: RehearsalShop) -> None:
    sold = shop.sell(Cart().with_product(shop.a_product(cards=3), 2)).sale
    assert shop.checkout.get_sale(sold.id) == sold


def test_the_same_request_twice_sells_once(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=3))
    first, second = shop.sell(cart), shop.sell(cart)
    assert (first.is_repeat, second.is_repeat) == (False, True)
    assert second.sale == first.sale
    assert count_sales(shop) == 1


def test_numbers_have_no_gaps_after_a_refused_sale(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=2)
    shop.sell(Cart().with_product(product), request_id="a")
    with pytest.raises(BusinessRuleError, match="库存不足"):
        shop.sell(Cart().with_product(product, 2), request_id="b")
    third = shop.sell(Cart().with_product(product), request_id="c").sale
    assert third.number == "S260618-0002"


def test_a_price_that_moved_is_told_and_nothing_is_written(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1))
    request = shop.request(cart)
    dearer = shop.a_product("YJ50", cards=1)
    stale = Cart().with_product(dearer)
    with pytest.raises(BusinessRuleError) as refused:
        shop.checkout.complete_sale(
            shop.cashier,
            shop.request(stale, cash_tender(Money(99_00), Money(99_00))).__class__(
                request_id="x",
                cart=stale,
                shown_total=Money(99_00),
                tenders=(cash_tender(Money(99_00), Money(99_00)),),
                shift_id=request.shift_id,
                cashier_id=request.cashier_id,
            ),
        )
    assert refused.value.code == "price_changed"
    assert count_sales(shop) == 0
    assert count_cards(shop, CardState.AVAILABLE) == 2


def test_a_sale_below_the_floor_needs_the_owner(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=2, price=90_00))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart)
    assert refused.value.code == "below_floor"
    assert "91" not in str(refused.value)
    assert shop.sell(cart, approval=shop.approval).sale.total == Money(90_00)


def test_the_floor_is_judged_by_the_cards_really_claimed(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=1, cost=91_00)
    shop.stock(product, ["DEAR-0001-0001"], cost=112_00)
    product = shop.checkout.get_product(product.id)
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(Cart().with_product(product, 2))
    assert refused.value.code == "below_floor"


def test_a_discount_above_the_cashiers_limit_needs_the_owner(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1, cost=50_00))
    cart = cart.with_line_discount(1, Discount(DiscountKind.RATE, 94))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart)
    assert refused.value.code == "needs_owner"
    assert shop.sell(cart, approval=shop.approval).sale.total == Money(94_00)


def test_a_static_code_above_the_set_sum_needs_its_tail(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=3), 2)
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart, by_code(TenderMethod.WECHAT, Money(200_00)))
    assert refused.value.code == "bill_tail_missing"
    assert (
        shop.sell(cart, by_code(TenderMethod.WECHAT, Money(200_00), "5127"))
        .sale.payments[0]
        .bill_tail
        == "5127"
    )


def test_an_incomplete_payment_is_refused(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart, cash_tender(Money(50_00), Money(100_00)))
    assert refused.value.code == "payment_incomplete"


def test_rounding_is_a_figure_of_its_own(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1, price=100_80))
    rounding = shop.checkout.rounding(Money(100_80), RoundingMode.TO_YUAN)
    sold = shop.sell(cart, cash_tender(Money(100_00), Money(100_00)), rounding=rounding).sale
    assert (sold.gross, sold.rounding, sold.total) == (Money(100_80), Money(80), Money(100_00))


def test_money_not_seen_keeps_the_goods_locked(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1))
    code = by_code(TenderMethod.WECHAT, Money(100_00))
    waiting = shop.sell(cart, code, is_awaiting_payment=True).sale
    assert waiting.state is SaleState.AWAITING_PAYMENT
    assert count_cards(shop, CardState.RESERVED) == 1
    paid = shop.pending_sales.confirm(shop.cashier, waiting.id, [code], shop.shift.id).sale
    assert (paid.state, paid.lines[0].delivery_state) == (
        SaleState.COMPLETED,
        DeliveryState.ARRIVED,
    )
    assert count_cards(shop, CardState.SOLD) == 1


def test_a_pending_sale_that_is_dropped_frees_its_goods(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1))
    code = by_code(TenderMethod.WECHAT, Money(100_00))
    waiting = shop.sell(cart, code, is_awaiting_payment=True).sale
    shop.pending_sales.drop(shop.cashier, waiting.id, "顾客走了")
    assert count_cards(shop, CardState.AVAILABLE) == 1
    assert shop.checkout.get_sale(waiting.id).state is SaleState.VOIDED


def test_without_an_open_shift_nothing_is_sold() -> None:
    shop = RehearsalShop()
    shop.open_shift()
    request = shop.request(Cart().with_product(shop.a_product(cards=1)))
    shop.shifts.close_shift(shop.cashier, {})
    with pytest.raises(BusinessRuleError):
        shop.checkout.complete_sale(shop.cashier, request)
    assert count_sales(shop) == 0
