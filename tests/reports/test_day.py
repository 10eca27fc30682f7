from __future__ import annotations

from datetime import date

from desktop.domain.money import ZERO, Money
from desktop.reports import REPORTS
from desktop.services.customers import Customers
from tests.factories import a_till

TODAY, TOMORROW = date(2026, 6, 18), date(2026, 6, 19)


def test_each_date_has_a_line_and_a_later_refund_stands_on_its_own_date() -> None:
    shop = a_till()
    product = shop.a_product(cards=9)
    sold = shop.a_sale(product, 2, off=10_00)
    shop.close_day()
    shop.next_morning()
    shop.open_shift(Money(300_00))
    shop.a_refund(sold, 1)
    rows = shop.reporting.read_report("day", TODAY, TOMORROW).rows
    assert rows == (
        ("2026-06-18", 1, Money(200_00), Money(10_00), ZERO, ZERO, Money(190_00)),
        ("2026-06-19", 0, ZERO, ZERO, ZERO, Money(95_00), Money(-95_00)),
    )


def test_the_line_of_a_date_is_what_its_report_says() -> None:
    shop = a_till()
    product = shop.a_product(cards=9)
    shop.a_sale(product, 2, off=10_00, rounding=50)
    shop.a_void(shop.a_sale(product))
    sales = shop.reporting.day_report().sales
    (row,) = shop.reporting.read_report("day", TODAY, TODAY).rows
    assert row[1:] == (
        sales.count, sales.gross, sales.discounts, sales.rounding, sales.refunds, sales.net,
    )  # fmt: skip


def test_every_report_has_as_many_columns_as_its_rows() -> None:
    shop = a_till()
    sold = shop.a_sale(shop.a_product(cards=1))
    member = Customers(shop.ground, shop.rights).add(shop.cashier, "甲", "13600000001").customer
    shop.returns.attach_customer(shop.cashier, sold.id, member.id)
    for report in REPORTS:
        table = shop.reporting.read_report(report.key, TODAY, TODAY)
        # nothing was bought that day, nobody brought anyone, and nothing was large
        is_left_out = report.key in {"purchases_by_account", "agents", "large_and_suspicious"}
        assert table.rows or is_left_out
        assert all(len(row) == len(table.columns) for row in table.rows)
