from __future__ import annotations

from datetime import timedelta

from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.money import Money
from tests.services.test_day_findings import ClosingShop


def test_each_account_has_what_was_bought_there() -> None:
    shop = ClosingShop()
    shop.sell_one()
    shop.settle(shop.buy(shop.product, 2).id)
    on = shop.shifts.business_date_now()
    assert shop.reporting.read_report("purchases_by_account", on, on).rows == (
        ("星桥卡盟", 2, 2, 3, Money(273_00)),
    )
    table = shop.reporting.read_report("purchases_by_account", on, on)
    assert len(table.columns) == len(table.rows[0])


def test_what_is_bought_after_midnight_counts_on_the_day_that_goes_on() -> None:
    shop = ClosingShop()
    shop.settings.change(shop.owner, {"day.starts_at_minutes": 240})
    on = shop.shifts.business_date_now()
    at = shop.clock.now().astimezone(CHINA_STANDARD_TIME)
    shop.clock.pass_time(at.replace(hour=1) + timedelta(days=1) - at)
    shop.settle(shop.buy(shop.product, 2).id)
    next_day = on + timedelta(days=1)
    counts = [
        [row[1] for row in shop.reporting.read_report("purchases_by_account", day, day).rows]
        for day in (on, next_day)
    ]
    assert counts == [[1], []]
