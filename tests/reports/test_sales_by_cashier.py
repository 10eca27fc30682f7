from __future__ import annotations

from datetime import date

from desktop.domain.money import Money
from tests.factories import a_till

TODAY = date(2026, 6, 18)


def test_each_cashier_has_sales_profit_and_unknown_cost_apart() -> None:
    shop = a_till()
    product = shop.a_product(cards=9)
    unknown = shop.a_product("NOCOST", price=10_00, cost=None, cards=2)
    shop.a_refund(shop.a_sale(product, 3))
    shop.a_sale(unknown)
    (row,) = shop.reporting.read_report("sales_by_cashier", TODAY, TODAY).rows
    assert row[:4] == ("林小舟", 2, 3, Money(210_00))
    assert row[5] == 1


def test_profit_is_that_of_the_day_report() -> None:
    shop = a_till()
    shop.a_void(shop.a_sale(shop.a_product(cards=9)))
    shop.a_sale(shop.a_product("QB50", price=50_00, cost=47_00, cards=4), 2)
    (row,) = shop.reporting.read_report("sales_by_cashier", TODAY, TODAY).rows
    report = shop.reporting.day_report()
    assert (row[3], row[4]) == (report.sales.net, report.profit.gross_profit)
