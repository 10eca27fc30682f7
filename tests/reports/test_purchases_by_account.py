from __future__ import annotations

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
