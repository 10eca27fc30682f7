"""A till that dies in the middle of a member's act has booked all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desktop.domain.customer import CustomerSnapshot
from desktop.domain.money import Money
from desktop.domain.stored_value import EMPTY_PURSE
from tests.services.member_desk import MemberShop, by_points, by_stored, on_credit


class DiedError(Exception):
    """The process ended here."""


@dataclass
class DyingFailPoints:
    """Ends the act when it reaches a step, once it is armed."""

    name: str = ""

    def reached(self, name: str) -> None:
        if name == self.name:
            raise DiedError(name)


@pytest.fixture
def fail_points() -> DyingFailPoints:
    return DyingFailPoints()


@pytest.fixture
def shop(fail_points: DyingFailPoints) -> MemberShop:
    return MemberShop(fail_points=fail_points)


def everything_of(shop: MemberShop, *members: CustomerSnapshot) -> object:
    report = shop.reporting.day_report()
    standings = [shop.customers.standing_of(one.id) for one in members]
    return standings, report.cash, report.points, report.stored_value, report.credit, report.sales


def test_money_paid_in_is_booked_with_its_receipt_or_not_at_all(
    shop: MemberShop, fail_points: DyingFailPoints
) -> None:
    member = shop.a_member()
    before = everything_of(shop, member)
    fail_points.name = "stored.before_commit"
    request = shop.money(member, 100_00)
    with pytest.raises(DiedError):
        shop.stored.top_up(shop.cashier, request)
    assert everything_of(shop, member) == before
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE
    fail_points.name = ""
    assert not shop.stored.top_up(shop.cashier, request).is_repeat


def test_a_debt_is_collected_whole_or_not_at_all(
    shop: MemberShop, fail_points: DyingFailPoints
) -> None:
    member = shop.a_member()
    shop.credit.set_limit(shop.owner, member.id, Money(100_00))
    shop.sell_to(member, shop.a_product(cards=1), on_credit(100_00))
    before = everything_of(shop, member)
    fail_points.name = "credit.before_commit"
    with pytest.raises(DiedError):
        shop.credit.collect(shop.cashier, shop.money(member, 60_00))
    assert everything_of(shop, member) == before


def test_two_members_are_one_or_still_two(shop: MemberShop, fail_points: DyingFailPoints) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    shop.customers.adjust_points(shop.owner, two.id, 50, "期初")
    before = everything_of(shop, one, two)
    fail_points.name = "merge.before_commit"
    with pytest.raises(DiedError):
        shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    assert everything_of(shop, one, two) == before
    assert shop.customers.count() == 2


@pytest.mark.parametrize("step", ["sale.goods_written", "sale.before_commit"])
def test_a_sale_that_dies_takes_nothing_out_of_a_ledger(
    shop: MemberShop, fail_points: DyingFailPoints, step: str
) -> None:
    member, product = shop.a_member(), shop.a_product(cards=2)
    shop.customers.adjust_points(shop.owner, member.id, 300, "期初")
    shop.top_up(member, 50_00)
    before = everything_of(shop, member)
    fail_points.name = step
    with pytest.raises(DiedError):
        shop.sell_to(member, product, by_points(3_00), by_stored(50_00))
    assert everything_of(shop, member) == before


@pytest.mark.parametrize("step", ["return.payments_written", "refund.before_commit"])
def test_a_refund_that_dies_gives_nothing_back(
    shop: MemberShop, fail_points: DyingFailPoints, step: str
) -> None:
    member = shop.a_member()
    shop.top_up(member, 100_00)
    sold = shop.sell_to(member, shop.a_product(cards=1), by_stored(100_00))
    before = everything_of(shop, member)
    fail_points.name = step
    with pytest.raises(DiedError):
        shop.take_back(sold)
    assert everything_of(shop, member) == before
