from __future__ import annotations

from datetime import date

from sqlalchemy import insert, update

from desktop.domain.money import Money
from desktop.models.catalog import category, product
from tests.factories import a_till

TODAY = date(2026, 6, 18)


def test_goods_stand_under_their_category_and_those_without_one_together() -> None:
    shop = a_till()
    named, plain = shop.a_product(cards=5), shop.a_product("QB50", price=50_00, cards=5)
    with shop.ground.database.write() as connection:
        connection.execute(insert(category).values(id=7, name="点卡", position=9))
        connection.execute(update(product).where(product.c.id == named.id).values(category_id=7))
    shop.a_sale(named, 2)
    shop.a_sale(plain)
    rows = shop.reporting.read_report("sales_by_category", TODAY, TODAY).rows
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("点卡", 1, Money(200_00)),
        ("", 1, Money(50_00)),
    ]
