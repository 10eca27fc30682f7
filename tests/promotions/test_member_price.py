from __future__ import annotations

import pytest

from desktop.domain.money import Money
from desktop.domain.promotion import Facts
from desktop.promotions.member_price import RULE
from tests.promotions.baskets import a_basket, a_line, off_of

GOLD = Facts(tier_id=3)
PRICES = ((1, Money(92_00)), (2, Money(150_00)))


@pytest.mark.parametrize(("facts", "off"), [(GOLD, 2_00), (Facts(tier_id=1), 0), (Facts(), 0)])
def test_members_of_the_tier_pay_the_rate(facts: Facts, off: int) -> None:
    assert off_of("member_price", a_basket(), facts, tiers=(2, 3), rate=98) == off


def test_a_listed_price_comes_before_the_rate_and_never_raises() -> None:
    values = {"tiers": (3,), "rate": 98, "prices": PRICES}
    assert off_of("member_price", a_basket(a_line(1, 200_00, 2)), GOLD, **values) == 16_00
    assert off_of("member_price", a_basket(a_line(2)), GOLD, **values) == 0
    assert off_of("member_price", a_basket(a_line(3)), GOLD, **values) == 2_00


def test_neither_rate_nor_prices_is_a_fault() -> None:
    assert RULE.find_faults is not None
    assert RULE.find_faults({"tiers": (1,)})
    assert not RULE.find_faults({"rate": 95})
    assert not RULE.find_faults({"prices": PRICES})
