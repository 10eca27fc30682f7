from __future__ import annotations

from typing import Any

from desktop.domain.money import Money
from desktop.domain.promotion import NextCoupon
from desktop.promotions.spend_gift import RULE
from tests.promotions.baskets import a_basket, a_line, offer_of


def test_an_order_of_some_size_earns_a_coupon_for_the_next_and_is_not_lowered() -> None:
    values: dict[str, Any] = {"threshold": Money(100_00), "coupon": Money(10_00), "days": 7}
    offer = offer_of("spend_gift", a_basket(a_line(fen=100_00)), **values)
    assert offer is not None
    assert (offer.coupon, offer.off) == (NextCoupon(Money(10_00), Money(0), 7), ())
    assert str(offer.reason) == "满 100.00 送 10.00 元券，下次可用"
    assert offer_of("spend_gift", a_basket(a_line(fen=99_99)), **values) is None


def test_goods_are_given_once() -> None:
    offer = offer_of(
        "spend_gift", a_basket(a_line(fen=500_00)), threshold=Money(100_00), gifts=(7, 8)
    )
    assert offer is not None
    assert offer.gift_products == ((7, 1), (8, 1))
    assert str(offer.reason) == "满 100.00 送赠品"


def test_a_campaign_that_gives_nothing_is_a_fault() -> None:
    assert RULE.find_faults is not None
    assert RULE.find_faults({"threshold": Money(1)})
    assert not RULE.find_faults({"gifts": (1,)})
    assert not RULE.find_faults({"coupon": Money(1)})
