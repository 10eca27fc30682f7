from __future__ import annotations

from datetime import date

from desktop.domain.customer import CustomerDraft
from desktop.domain.money import ZERO
from tests.services.member_desk import MemberShop

TODAY = date(2026, 6, 18)


def test_a_void_brings_nothing_and_a_return_takes_its_money_off() -> None:
    shop = MemberShop()
    draft = CustomerDraft("甲", "13600000001", channel="QQ群")
    member = shop.customers.add_draft(shop.cashier, draft).customer
    product = shop.a_product(cards=3)
    shop.a_void(shop.sell_to(member, product))
    shop.take_back(shop.sell_to(member, product))
    rows = shop.reporting.read_report("channels", TODAY, TODAY).rows
    assert rows == (("QQ群", 1, 1, 0, 1, ZERO),)


def test_who_came_again_is_counted_from_the_sales() -> None:
    shop = MemberShop()
    draft = CustomerDraft("甲", "13600000001", channel="QQ群")
    member = shop.customers.add_draft(shop.cashier, draft).customer
    product = shop.a_product(cards=3)
    shop.sell_to(member, product)
    shop.sell_to(member, product)
    ((_, _, _, again, sales, _),) = shop.reporting.read_report("channels", TODAY, TODAY).rows
    assert (again, sales) == (1, 2)
