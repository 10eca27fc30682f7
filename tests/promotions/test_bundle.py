from __future__ import annotations

import pytest

from desktop.domain.money import Money
from desktop.promotions.bundle import RULE
from tests.promotions.baskets import a_basket, a_line, off_of, offer_of


@pytest.mark.parametrize(
    ("cards", "months", "off"), [(1, 0, 0), (1, 1, 3_00), (3, 2, 6_00), (2, 2, 6_00)]
)
def test_each_whole_set_is_cheaper(cards: int, months: int, off: int) -> None:
    lines = [a_line(1, 100_00 * cards, cards)]
    if months:
        lines.append(a_line(2, 20_00 * months, months))
    assert off_of("bundle", a_basket(*lines), items=(1, 2), off=Money(3_00)) == off


def test_a_set_never_costs_less_than_nothing() -> None:
    basket = a_basket(a_line(1, 1_00), a_line(2, 2_00), a_line(3, 50_00))
    assert off_of("bundle", basket, items=(1, 2), off=Money(9_00)) == 3_00


def test_goods_and_words_come_with_it() -> None:
    offer = offer_of(
        "bundle", a_basket(a_line(1, quantity=2)), items=(1,), gifts=(9,), guide="先充值再领皮肤"
    )
    assert offer is not None
    assert (offer.gift_products, offer.guide) == (((9, 2),), "先充值再领皮肤")
    assert str(offer.reason) == "套餐 2 份"


def test_a_bundle_of_nothing_is_a_fault() -> None:
    assert RULE.find_faults is not None
    assert RULE.find_faults({"items": (1, 2)})
    assert not RULE.find_faults({"guide": "攻略"})
    assert off_of("bundle", a_basket(), items=()) == 0
