from __future__ import annotations

from datetime import date, timedelta

from desktop.domain.money import Money
from tests.factories import TillShop, a_till
from tests.services.test_day_findings import ClosingShop

TODAY = date(2026, 6, 18)


def board(shop: TillShop, on: date) -> dict[str, tuple[object, ...]]:
    rows = shop.reporting.read_report("product_board", on, on).rows
    return {str(row[0]): row[2:] for row in rows}


def test_what_rises_falls_or_lies_dead_stands_beside_the_stretch_before() -> None:
    shop = a_till()
    rising, falling = shop.a_product("UP", cards=30), shop.a_product("DOWN", cards=30)
    shop.a_product("DEAD", cards=1)
    few = shop.a_product("FEW", cards=9)
    shop.a_sale(falling, 9)
    shop.a_sale(rising, 4)
    shop.close_day()
    shop.next_morning()
    shop.open_shift(Money(100_00))
    shop.a_sale(falling, 2)
    shop.a_refund(shop.a_sale(rising, 9), 1)
    shop.a_sale(few)
    found = board(shop, TODAY + timedelta(days=1))
    assert found["UP"][:2] == (8, 4)
    assert [found[code][-1] for code in ("UP", "DOWN", "FEW", "DEAD")] == [
        "在涨", "在跌", "数据少", "没人买",
    ]  # fmt: skip
    assert found["FEW"][2] == Money(9_00)
    assert next(iter(found)) == "UP"


def test_a_source_that_delivers_shows_by_its_share() -> None:
    shop = ClosingShop()
    shop.sell_one()
    rows = shop.reporting.read_report(
        "product_board", TODAY + timedelta(days=1), TODAY + timedelta(days=1)
    ).rows
    assert [row[5] for row in rows] == ["100 %"]
