"""Campaigns that give into stored value: with a top-up, and with an order; nothing leaks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.errors import BusinessRuleError
from desktop.domain.margin import MarginEater
from desktop.domain.money import ZERO, Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.sale import SaleSnapshot
from desktop.domain.stored_value import EMPTY_PURSE, Purse
from desktop.domain.tender import Tender, TenderMethod
from desktop.models.promotions import coupon, promotion_use
from desktop.services.papers import sale_content
from desktop.storage.consistency import SUM_CHECKS
from tests.services.member_desk import MemberShop, by_stored


@pytest.fixture
def shop() -> MemberShop:
    shop = MemberShop()
    shop.settings.change(shop.owner, {"sale.floor": "0"})
    return shop


@pytest.fixture
def member(shop: MemberShop) -> CustomerSnapshot:
    return shop.a_member()


@pytest.fixture
def card(shop: MemberShop) -> ProductSnapshot:
    return shop.a_product(price=50_00, cost=10_00, cards=20)


def spent_on(shop: MemberShop, campaign_id: int) -> Money:
    return next(v.row.spent for v in shop.campaigns.list_campaigns() if v.row.id == campaign_id)


def bonus_of(shop: MemberShop, member: CustomerSnapshot) -> Money:
    return shop.stored.purse_of(member.id).bonus


def buy(
    shop: MemberShop, member: CustomerSnapshot, card: ProductSnapshot, pieces: int = 2
) -> SaleSnapshot:
    return shop.sell_to(shop.customers.get(member.id), card, pieces=pieces)


def pay_in(shop: MemberShop, member: CustomerSnapshot, fen: int, said: int | None = None) -> None:
    told = None if said is None else Money(said)
    shop.stored.top_up(shop.cashier, shop.money(member, fen), said_gift=told)


# With a top-up ------------------------------------------------------------------------------------


def test_a_top_up_books_what_the_best_campaign_gives(
    shop: MemberShop, member: CustomerSnapshot
) -> None:
    assert shop.stored.gift_for(member.id, Money(100_00)) is None
    shop.a_campaign("stored_value_gift", threshold=Money(100_00), gift=Money(5_00))
    better = shop.a_campaign("stored_value_gift", threshold=Money(200_00), gift=Money(20_00))
    told = shop.stored.gift_for(member.id, Money(200_00))
    assert told is not None
    assert (told.campaign_id, told.amount) == (better, Money(20_00))
    outcome = shop.stored.top_up(shop.cashier, shop.money(member, 200_00), said_gift=told.amount)
    assert outcome.gift == told
    assert shop.stored.purse_of(member.id) == Purse(Money(200_00), Money(20_00))
    assert spent_on(shop, better) == Money(20_00)
    results = next(v.results for v in shop.campaigns.list_campaigns() if v.row.id == better)
    assert (results.uses, results.promised) == (1, Money(20_00))
    report = shop.reporting.day_report()
    assert (report.stored_value.bonus, report.sales.count) == (Money(20_00), 0)
    (row,) = report.promotions
    assert (row.orders, row.promised) == (1, Money(20_00))


def test_the_same_top_up_twice_gives_once(shop: MemberShop, member: CustomerSnapshot) -> None:
    campaign = shop.a_campaign("stored_value_gift", threshold=Money(100_00), gift=Money(5_00))
    request = shop.money(member, 100_00)
    for is_repeat in (False, True):
        assert shop.stored.top_up(shop.cashier, request).is_repeat is is_repeat
    assert bonus_of(shop, member) == spent_on(shop, campaign) == Money(5_00)


def test_a_budget_that_is_short_gives_nothing(shop: MemberShop, member: CustomerSnapshot) -> None:
    values = {"threshold": Money(100_00), "gift": Money(5_00), "budget": Money(9_00)}
    campaign = shop.a_campaign("stored_value_gift", **values)
    for _time in range(2):
        pay_in(shop, member, 100_00)
    assert bonus_of(shop, member) == spent_on(shop, campaign) == Money(5_00)


def test_each_person_gets_it_so_often_as_they_may(
    shop: MemberShop, member: CustomerSnapshot
) -> None:
    shop.a_campaign("stored_value_gift", threshold=Money(100_00), gift=Money(5_00), per_person=1)
    pay_in(shop, member, 100_00, said=5_00)
    assert shop.stored.gift_for(member.id, Money(100_00)) is None
    pay_in(shop, member, 100_00, said=0)
    assert bonus_of(shop, member) == Money(5_00)


def test_another_gift_than_was_said_books_nothing(
    shop: MemberShop, member: CustomerSnapshot
) -> None:
    shop.a_campaign("stored_value_gift", threshold=Money(100_00), gift=Money(5_00))
    shop.clock.pass_time(timedelta(days=10))
    with pytest.raises(BusinessRuleError) as refused:
        pay_in(shop, member, 100_00, said=5_00)
    assert refused.value.code == "top_up_gift_changed"
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE


def test_the_limit_counts_the_gift_too(shop: MemberShop, member: CustomerSnapshot) -> None:
    shop.a_campaign("stored_value_gift", threshold=Money(100_00), gift=Money(5_00))
    with pytest.raises(BusinessRuleError) as refused:
        pay_in(shop, member, 1_000_00)
    assert refused.value.code == "stored_limit_unchecked"
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE


def test_closing_takes_the_unused_gift(shop: MemberShop, member: CustomerSnapshot) -> None:
    shop.a_campaign("stored_value_gift", threshold=Money(100_00), gift=Money(5_00))
    pay_in(shop, member, 100_00)
    shop.stored.close(shop.owner, shop.money(member, 100_00, note="不玩了"))
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE


# With an order ------------------------------------------------------------------------------------


@pytest.fixture
def campaign(shop: MemberShop) -> int:
    return shop.a_campaign("spend_gift", threshold=Money(100_00), coupon=Money(10_00))


def test_a_member_s_gift_goes_into_stored_value_and_says_so(
    shop: MemberShop, member: CustomerSnapshot, card: ProductSnapshot, campaign: int
) -> None:
    sold = buy(shop, member, card)
    assert shop.stored.purse_of(member.id) == Purse(ZERO, Money(10_00))
    assert spent_on(shop, campaign) == Money(10_00)
    assert any("进储值" in word for word in sale_content(sold, shop.settings.current).promotions)
    with shop.ground.database.read() as connection:
        assert connection.execute(select(coupon.c.id)).first() is None
        assert [problem for check in SUM_CHECKS for problem in check(connection)] == []


def test_a_gift_into_stored_value_counts_for_the_floor(
    shop: MemberShop, member: CustomerSnapshot
) -> None:
    thin = shop.a_product("THIN", price=100_00, cost=95_00, cards=2, name="薄利卡")
    shop.a_campaign("spend_gift", threshold=Money(100_00), coupon=Money(10_00))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(Cart().with_product(thin).with_customer(shop.customers.get(member.id)))
    assert refused.value.code == "below_floor"
    assert refused.value.values["eater"] == str(MarginEater.GIFT)
    assert not bonus_of(shop, member)


@pytest.mark.parametrize("is_member", [True, False])
def test_without_stored_value_or_member_it_is_a_coupon(
    shop: MemberShop,
    member: CustomerSnapshot,
    card: ProductSnapshot,
    campaign: int,
    is_member: bool,
) -> None:
    if is_member:
        shop.settings.change(shop.owner, {"stored.enabled": False})
        buy(shop, member, card)
    else:
        shop.sell(Cart().with_product(card, 2))
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE
    assert spent_on(shop, campaign) == Money(10_00)
    with shop.ground.database.read() as connection:
        assert connection.execute(select(coupon.c.off)).scalar_one() == Money(10_00)


def test_a_return_takes_its_part_back(
    shop: MemberShop, member: CustomerSnapshot, card: ProductSnapshot, campaign: int
) -> None:
    sold = buy(shop, member, card, 3)
    for left in (6_67, 3_34, 0):
        shop.take_back(sold)
        assert bonus_of(shop, member) == spent_on(shop, campaign) == Money(left)


def test_what_was_spent_is_not_taken_and_counts_as_given(
    shop: MemberShop, member: CustomerSnapshot, card: ProductSnapshot, campaign: int
) -> None:
    sold = buy(shop, member, card)
    shop.sell_to(member, card, by_stored(4_00))
    shop.take_back(sold, 2)
    assert bonus_of(shop, member) == ZERO
    assert spent_on(shop, campaign) == Money(4_00)


def test_returning_in_turns_keeps_no_gift(
    shop: MemberShop, member: CustomerSnapshot, card: ProductSnapshot, campaign: int
) -> None:
    first = buy(shop, member, card)
    second = shop.sell_to(member, card, by_stored(10_00))
    shop.take_back(first, 2)
    shop.take_back(second)
    assert shop.stored.purse_of(member.id) == EMPTY_PURSE
    assert spent_on(shop, campaign) == ZERO


def test_after_closing_nothing_older_is_due(
    shop: MemberShop, member: CustomerSnapshot, card: ProductSnapshot, campaign: int
) -> None:
    sold = buy(shop, member, card)
    shop.clock.pass_time(timedelta(minutes=1))
    shop.stored.close(shop.owner, shop.money(member, 0, note="不玩了"))
    shop.clock.pass_time(timedelta(minutes=1))
    buy(shop, member, card)
    shop.take_back(sold, 2)
    assert bonus_of(shop, member) == Money(10_00)
    assert spent_on(shop, campaign) == Money(20_00)


@pytest.mark.parametrize(("who_closed", "is_due"), [("gone", False), ("kept", True)])
def test_a_closing_before_a_merge_took_only_its_own_bonus(
    shop: MemberShop, card: ProductSnapshot, campaign: int, who_closed: str, is_due: bool
) -> None:
    kept, gone = (shop.a_member(f"{number}", f"1360000000{number}") for number in (1, 2))
    sold = buy(shop, gone, card)
    shop.top_up(kept, 1_00, bonus=1_00)
    shop.clock.pass_time(timedelta(minutes=1))
    closed, paid_out = (gone, 0) if who_closed == "gone" else (kept, 1_00)
    shop.stored.close(shop.owner, shop.money(closed, paid_out, note="不玩了"))
    buy(shop, kept, card)
    shop.clock.pass_time(timedelta(minutes=1))
    shop.merging.merge(shop.owner, kept.id, gone.id, "同一个人")
    before = bonus_of(shop, kept)
    shop.take_back(sold, 2)
    assert bonus_of(shop, kept) == before - (Money(10_00) if is_due else ZERO)


def test_a_closing_after_a_merge_took_every_bonus(
    shop: MemberShop, card: ProductSnapshot, campaign: int
) -> None:
    kept, gone = (shop.a_member(f"{number}", f"1360000000{number}") for number in (1, 2))
    sold = buy(shop, gone, card)
    shop.merging.merge(shop.owner, kept.id, gone.id, "同一个人")
    shop.stored.close(shop.owner, shop.money(kept, 0, note="不玩了"))
    shop.clock.pass_time(timedelta(minutes=1))
    buy(shop, kept, card)
    shop.take_back(sold, 2)
    assert bonus_of(shop, kept) == Money(10_00)


def test_an_unpaid_order_gives_when_it_is_paid_and_nothing_when_dropped(
    shop: MemberShop, member: CustomerSnapshot, card: ProductSnapshot, campaign: int
) -> None:
    cart = Cart().with_product(card, 2).with_customer(member)
    tender = Tender(TenderMethod.WECHAT, Money(100_00))
    paid, dropped = (
        shop.sell(cart, tender, request_id=name, is_awaiting_payment=True).sale
        for name in ("paid", "dropped")
    )
    assert bonus_of(shop, member) == ZERO
    shop.pending_sales.drop(shop.owner, dropped.id, "没付")
    assert spent_on(shop, campaign) == Money(10_00)
    seen = Tender(TenderMethod.WECHAT, Money(100_00), bill_tail="1234")
    shop.pending_sales.confirm(shop.cashier, paid.id, [seen], shop.shift.id)
    assert bonus_of(shop, member) == Money(10_00)
    with shop.ground.database.read() as connection:
        left = connection.scalars(
            select(promotion_use.c.amount).where(promotion_use.c.sale_id == dropped.id)
        )
        assert sum(one.fen for one in left) == 0
