"""资金 with members: money paid ahead is owed, what is taken along unpaid is due, points cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.bill_matching import BillMatching
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import TenderMethod
from desktop.services.bills import Bills
from desktop.services.funds import FundsDesk
from tests.services.member_desk import MemberShop, by_points, by_stored, on_credit


class OwnersMemberShop(MemberShop):
    """A shop of members with its funds; one member may take 1,000 yuan along unpaid."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.funds = FundsDesk(self.ground, self.settings, self.rights)
        self.goods = self.a_product(cards=40)
        self.member = self.a_member()
        self.credit.set_limit(self.owner, self.member.id, Money(1000_00))

    def act(self, name: str) -> None:
        """Do one thing; what the shop refuses changes nothing."""
        self.clock.pass_time(timedelta(minutes=1))
        if name == "pay_ahead":
            self.top_up(self.member, 200_00, bonus=10_00)
        elif name == "credit":
            self.sell_to(self.member, self.goods, on_credit(60_00))
        elif name == "collect":
            self.sell_to(self.member, self.goods, on_credit(40_00))
            self.credit.collect(self.cashier, self.money(self.member, 40_00))
        elif name == "stored":
            self.top_up(self.member, 100_00)
            self.sell_to(self.member, self.goods, by_stored(100_00))
        elif name == "stored_back":
            self.top_up(self.member, 100_00)
            self.take_back(self.sell_to(self.member, self.goods, by_stored(100_00)))
        else:
            self.sell_to(self.member, self.goods)
            self.customers.adjust_points(self.owner, self.member.id, 100, "生日")
            self.sell_to(self.member, self.goods, by_points(1_00))


@pytest.fixture
def shop() -> OwnersMemberShop:
    return OwnersMemberShop()


def test_what_a_member_paid_ahead_is_owed_and_its_bonus_costs(shop: OwnersMemberShop) -> None:
    shop.act("pay_ahead")
    found = shop.funds.read(shop.owner)
    assert (found.stored_value, found.cash) == (Money(210_00), Money(200_00))
    assert (found.profit.bonuses, found.gap) == (Money(-10_00), ZERO)


def test_what_was_taken_along_is_due_until_it_is_paid(shop: OwnersMemberShop) -> None:
    shop.act("credit")
    assert shop.funds.read(shop.owner).receivable == Money(60_00)
    shop.credit.collect(shop.cashier, shop.money(shop.member, 60_00))
    found = shop.funds.read(shop.owner)
    assert (found.receivable, found.cash, found.gap) == (ZERO, Money(100_00), ZERO)


def test_money_paid_ahead_by_phone_is_not_money_without_a_sale(shop: OwnersMemberShop) -> None:
    bills = Bills(shop.ground, shop.rights, shop.reporting, shop.day_close)
    request = shop.money(shop.member, 200_00, TenderMethod.WECHAT, bill_tail="1234")
    shop.stored.top_up(shop.cashier, request)
    at = shop.clock.now().astimezone(CHINA_STANDARD_TIME)
    text = (
        "微信支付账单明细\n起始时间：[2026-06-01 00:00:00] 终止时间：[2026-06-30 23:59:59]\n"
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
        f"{at:%Y-%m-%d %H:%M:%S},二维码收款,客,茶,收入,¥200.00,/,已存入零钱,10001234,/,/\n"
    )
    found: BillMatching = bills.import_file(shop.owner, text, TenderMethod.WECHAT).matching
    assert len(found.matched) == 1
    assert found.is_even


NAMES = st.sampled_from(["pay_ahead", "credit", "collect", "stored", "stored_back", "points"])


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(NAMES, min_size=1, max_size=6))
def test_whatever_members_do_both_sides_agree(names: list[str]) -> None:
    shop = OwnersMemberShop()
    for name in names:
        shop.act(name)
    found = shop.funds.read(shop.owner)
    assert found.gap == ZERO, (names, found)
