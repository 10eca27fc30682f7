from __future__ import annotations

from datetime import date

from desktop.domain.money import Money
from tests.factories import a_till

TODAY = date(2026, 6, 18)


def test_what_brought_most_comes_first_less_what_came_back() -> None:
    shop = a_till()
    dear = shop.a_product("YJ100", cards=9)
    cheap = shop.a_product("YJ10", price=10_00, cost=9_00, cards=9, name="小点卡", face_text="")
    shop.a_sale(cheap, 4)
    shop.a_refund(shop.a_sale(dear, 3), 2)
    table = shop.reporting.read_report("best_sellers", TODAY, TODAY)
    assert [(row[0], row[2], row[3]) for row in table.rows] == [
        ("YJ100", 1, Money(100_00)),
        ("YJ10", 4, Money(40_00)),
    ]


def test_what_came_back_whole_is_no_best_seller() -> None:
    shop = a_till()
    shop.a_void(shop.a_sale(shop.a_product(cards=1)))
    assert shop.reporting.read_report("best_sellers", TODAY, TODAY).rows == ()
