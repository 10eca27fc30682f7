from __future__ import annotations

from datetime import date

from desktop.domain.money import Money
from tests.factories import a_till

TODAY = date(2026, 6, 18)


def test_each_product_by_its_code_and_title_what_came_back_taken_off() -> None:
    shop = a_till()
    dear, cheap = shop.a_product(cards=5), shop.a_product("QB50", price=50_00, cost=45_00, cards=5)
    shop.a_refund(shop.a_sale(cheap, 2))
    shop.a_sale(dear)
    rows = shop.reporting.read_report("sales_by_product", TODAY, TODAY).rows
    assert [row[:2] for row in rows] == [(dear.code, dear.title), ("QB50", cheap.title)]
    assert [row[2:5] for row in rows] == [(1, 1, Money(100_00)), (1, 1, Money(50_00))]
    assert rows[0][5:] == (Money(9_00), 0)


def test_a_day_without_sales_is_an_empty_table() -> None:
    assert a_till().reporting.read_report("sales_by_product", TODAY, TODAY).rows == ()
