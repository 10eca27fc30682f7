"""What one day leaves open is frozen in its Z, and the next day says what became of it."""

from __future__ import annotations

import pytest

from desktop.domain.delivery import HandOver
from desktop.domain.money import Money
from desktop.services.report_blocks import day_blocks
from tests.factories import TillShop, a_till


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def test_what_is_open_is_frozen_and_proven_the_next_day(shop: TillShop) -> None:
    product = shop.a_product(cards=3)
    sold = shop.a_sale(product)
    (item,) = shop.close_day().report.carried
    assert (item.kind, item.order, item.amount) == ("undelivered", sold.number, Money(100_00))
    assert (item.from_z, item.outcome) == (None, "")
    shop.next_morning()
    shop.open_shift(Money(200_00))
    shop.delivery.reveal(shop.cashier, sold.lines[0].id, how=HandOver.SHOWN)
    report = shop.close_day().report
    assert report.carried == ()
    (done,) = report.settled
    assert (done.order, done.from_z, done.outcome) == (sold.number, 1, "handed_over")
    (rows,) = [block.rows for block in day_blocks(report) if block.heading == "以前带来、已经了结"]
    assert rows == (("待交付", sold.number, 1, "已交付", Money(100_00)),)


def test_what_stays_open_keeps_the_first_z_that_carried_it(shop: TillShop) -> None:
    sold = shop.a_sale(shop.a_product(cards=3))
    for _ in range(2):
        shop.close_day()
        shop.next_morning()
        shop.open_shift(Money(200_00))
    report = shop.reporting.day_report()
    (item,) = report.carried
    assert (item.order, item.from_z) == (sold.number, 1)
    assert report.settled == ()
    shop.a_refund(sold)
    (done,) = shop.reporting.day_report().settled
    assert (done.from_z, done.outcome) == (1, "refunded")
