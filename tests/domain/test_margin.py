from __future__ import annotations

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.margin import MarginEater, MarginVerdict, judge_margin
from desktop.domain.money import ZERO, Money
from desktop.domain.pricing import PricedCart, price_cart
from tests.domain.builders import a_cart, a_product


def judged(priced: PricedCart, **changes: Money) -> MarginVerdict:
    names = ("floor", "rounding", "points_cost", "fees", "channel_fees")
    return judge_margin(priced, **dict.fromkeys(names, ZERO) | changes)


def test_an_order_that_earns_passes() -> None:
    verdict = judged(price_cart(a_cart()))
    assert verdict.is_above_floor
    assert verdict.margin == Money(9_00)


def test_a_loss_on_one_line_is_carried_by_another() -> None:
    loss = a_product(2, price=Money(30_00), cost=Money(30_30))
    assert judged(price_cart(a_cart(a_product(), loss))).is_above_floor


def test_a_line_below_cost_is_named() -> None:
    verdict = judged(price_cart(a_cart(a_product(price=Money(90_00)))))
    assert not verdict.is_above_floor
    assert (verdict.biggest_eater, verdict.worst_line) == (MarginEater.PRICE, "云境传说点卡 100 元")


def test_the_biggest_eater_is_named() -> None:
    cart = a_cart().with_order_discount(Discount(DiscountKind.RATE, 90))
    verdict = judged(price_cart(cart), fees=Money(50))
    assert verdict.biggest_eater is MarginEater.ORDER_DISCOUNT


def test_fees_of_tender_and_channel_come_off_the_margin_and_are_named() -> None:
    verdict = judged(price_cart(a_cart()), fees=Money(4_00), channel_fees=Money(5_01))
    assert (verdict.margin, verdict.is_above_floor) == (Money(-1), False)
    assert verdict.biggest_eater is MarginEater.CHANNEL
    verdict = judged(price_cart(a_cart()), fees=Money(5_01), channel_fees=Money(4_00))
    assert verdict.biggest_eater is MarginEater.FEES


def test_exactly_the_floor_passes_and_one_fen_less_does_not() -> None:
    priced = price_cart(a_cart())
    assert judged(priced, floor=Money(9_00)).is_above_floor
    assert not judged(priced, floor=Money(9_00), points_cost=Money(1)).is_above_floor


def test_goods_to_buy_at_unknown_cost_do_not_pass() -> None:
    blind = a_product(cost=None, local_cards=0, platform_stock=-1)
    verdict = judged(price_cart(a_cart(blind)))
    assert verdict.biggest_eater is MarginEater.UNKNOWN_COST
    assert not verdict.is_above_floor


def test_cards_in_stock_of_unknown_cost_pass() -> None:
    assert judged(price_cart(a_cart(a_product(cost=None)))).is_above_floor
