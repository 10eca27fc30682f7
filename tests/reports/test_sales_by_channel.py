from __future__ import annotations

from datetime import date

from desktop.domain.money import Money
from tests.factories import a_till

TODAY = date(2026, 6, 18)


def test_orders_stand_under_the_channel_they_came_by() -> None:
    shop = a_till()
    sold = shop.a_sale(shop.a_product(cards=5), 2)
    (row,) = shop.reporting.read_report("sales_by_channel", TODAY, TODAY).rows
    assert row[:5] == (sold.channel, 1, 2, Money(200_00), Money(18_00))
