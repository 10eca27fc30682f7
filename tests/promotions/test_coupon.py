from __future__ import annotations

import pytest

from desktop.domain.money import Money
from desktop.domain.promotion import Coupon, Facts
from tests.promotions.baskets import a_basket, a_line, off_of, offer_of

HELD = Facts(coupon=Coupon(5, "K7M2", 1, "毕业季", Money(10_00), Money(50_00)))


@pytest.mark.parametrize(
    ("fen", "facts", "off"), [(50_00, HELD, 10_00), (49_99, HELD, 0), (50_00, Facts(), 0)]
)
def test_who_brings_the_code_pays_less(fen: int, facts: Facts, off: int) -> None:
    assert off_of("coupon", a_basket(a_line(fen=fen)), facts) == off


def test_the_sentence_names_the_code() -> None:
    offer = offer_of("coupon", a_basket(), HELD)
    assert offer is not None
    assert str(offer.reason) == "券 K7M2，满 50.00 减 10.00"
