from __future__ import annotations

from datetime import date, timedelta

from desktop.domain.money import Money
from tests.factories import a_till

TODAY = date(2026, 6, 18)


def test_a_sale_stands_in_the_hour_of_the_shops_clock() -> None:
    shop = a_till()
    product = shop.a_product(cards=5)
    shop.a_sale(product)
    shop.clock.pass_time(timedelta(hours=3))
    shop.a_sale(product, 2)
    table = shop.reporting.read_report("sales_by_hour", TODAY, TODAY)
    assert table.rows == ((9, 1, Money(100_00)), (12, 1, Money(200_00)))


def test_another_zone_has_other_hours() -> None:
    shop = a_till()
    shop.settings.change(shop.owner, {"day.zone": "Europe/Berlin"})
    shop.a_sale(shop.a_product(cards=1))
    table = shop.reporting.read_report("sales_by_hour", TODAY, TODAY)
    assert [row[0] for row in table.rows] == [3]


def test_a_sale_before_midnight_in_utc_is_not_in_a_negative_hour() -> None:
    shop = a_till()
    shop.settings.change(shop.owner, {"day.zone": "America/New_York"})
    shop.a_sale(shop.a_product(cards=1))
    table = shop.reporting.read_report("sales_by_hour", TODAY, TODAY)
    assert [row[0] for row in table.rows] == [21]
