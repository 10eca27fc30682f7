"""Who brings a friend is rewarded once the friend's first order has held; what channels bring."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.customer import CustomerDraft, CustomerSnapshot, Segment
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.referral import RewardState
from desktop.domain.sale import SaleSnapshot
from tests.services.member_desk import MemberShop


@pytest.fixture
def shop() -> MemberShop:
    shop = MemberShop()
    shop.settings.change(
        shop.owner, {"referral.enabled": True, "referral.days": 3, "referral.monthly": 1}
    )
    return shop


def a_friend(shop: MemberShop, referrer: CustomerSnapshot, number: int = 1) -> CustomerSnapshot:
    friend = shop.a_member(f"友{number}", f"1370000000{number}")
    shop.referrals.set_referrer(shop.cashier, friend.id, referrer.id)
    return friend


def sold_and_shown(shop: MemberShop, friend: CustomerSnapshot, code: str = "A") -> SaleSnapshot:
    sold = shop.sell_to(friend, shop.a_product(code, cards=2))
    shop.delivery.reveal(shop.cashier, sold.lines[0].id)
    return sold


def points(shop: MemberShop, member: CustomerSnapshot) -> int:
    return shop.customers.get(member.id).points


def test_both_are_rewarded_once_when_the_first_order_is_old_enough(shop: MemberShop) -> None:
    one = shop.a_member()
    friend = a_friend(shop, one)
    assert shop.referrals.grant_due() == 0
    sold_and_shown(shop, friend)
    shop.clock.pass_time(timedelta(days=2))
    assert shop.referrals.grant_due() == 0
    assert shop.referrals.friends_of(one.id)[0].state is RewardState.PENDING
    shop.clock.pass_time(timedelta(days=2))
    assert shop.referrals.grant_due() == 1
    assert (points(shop, one), points(shop, friend)) == (300, 400)
    assert shop.referrals.grant_due() == 0
    assert shop.referrals.friends_of(one.id)[0].state is RewardState.GRANTED


def test_an_order_that_is_not_delivered_is_not_rewarded(shop: MemberShop) -> None:
    one = shop.a_member()
    shop.sell_to(a_friend(shop, one), shop.a_product(cards=1))
    shop.clock.pass_time(timedelta(days=9))
    assert shop.referrals.grant_due() == 0
    assert points(shop, one) == 0


@pytest.mark.parametrize("is_void", [True, False])
def test_an_order_that_came_back_is_not_rewarded_but_the_next_is(
    shop: MemberShop, is_void: bool
) -> None:
    one = shop.a_member()
    friend = a_friend(shop, one)
    sold = shop.sell_to(friend, shop.a_product(cards=1))
    shop.referrals.grant_due()
    if is_void:
        shop.returns.void(shop.cashier, sold.id, "点错", request_id="v", shift_id=shop.shift.id)
    else:
        shop.take_back(sold)
    shop.clock.pass_time(timedelta(days=9))
    assert shop.referrals.grant_due() == 0
    assert shop.referrals.friends_of(one.id)[0].state is RewardState.LAPSED
    assert points(shop, one) == 0
    sold_and_shown(shop, friend, "B")
    assert shop.referrals.grant_due() == 0
    shop.clock.pass_time(timedelta(days=9))
    assert shop.referrals.grant_due() == 1
    assert points(shop, one) == 300
    assert shop.referrals.grant_due() == 0


def test_a_member_is_rewarded_for_so_many_a_month(shop: MemberShop) -> None:
    one = shop.a_member()
    for number in (1, 2):
        sold_and_shown(shop, a_friend(shop, one, number), f"P{number}")
    shop.clock.pass_time(timedelta(days=4))
    assert shop.referrals.grant_due() == 1
    assert shop.referrals.grant_due() == 0
    shop.clock.pass_time(timedelta(days=30))
    assert shop.referrals.grant_due() == 1
    assert points(shop, one) == 600


def test_a_friend_who_joined_twice_is_one_friend(shop: MemberShop) -> None:
    shop.settings.change(shop.owner, {"referral.monthly": 9})
    one = shop.a_member()
    friend, double = a_friend(shop, one, 1), a_friend(shop, one, 2)
    for number, buyer in enumerate((friend, double)):
        sold_and_shown(shop, buyer, f"P{number}")
    assert shop.referrals.grant_due() == 0
    shop.merging.merge(shop.owner, friend.id, double.id, "同一个人")
    shop.clock.pass_time(timedelta(days=9))
    assert shop.referrals.grant_due() == 1
    assert shop.referrals.grant_due() == 0
    assert (points(shop, one), points(shop, friend), points(shop, double)) == (300, 500, 0)


def test_who_was_their_own_friend_gets_nothing(shop: MemberShop) -> None:
    one = shop.a_member()
    friend = a_friend(shop, one)
    sold_and_shown(shop, friend)
    assert shop.referrals.grant_due() == 0
    shop.merging.merge(shop.owner, one.id, friend.id, "同一个人")
    shop.clock.pass_time(timedelta(days=9))
    assert shop.referrals.grant_due() == 0
    assert points(shop, one) == 100


def test_while_it_is_off_nothing_is_given(shop: MemberShop) -> None:
    shop.settings.change(shop.owner, {"referral.enabled": False})
    one = shop.a_member()
    sold_and_shown(shop, a_friend(shop, one))
    shop.clock.pass_time(timedelta(days=9))
    assert shop.referrals.grant_due() == 0


def test_a_referral_that_cannot_be_is_refused(shop: MemberShop) -> None:
    one = shop.a_member()
    friend = a_friend(shop, one)
    buyer = shop.a_member("老客", "13900000009")
    shop.sell_to(buyer, shop.a_product(cards=1))
    for friend_id, referrer_id, code in (
        (one.id, one.id, "referrer_is_self"),
        (one.id, friend.id, "referrer_in_circle"),
        (buyer.id, one.id, "friend_not_new"),
    ):
        with pytest.raises(BusinessRuleError) as refused:
            shop.referrals.set_referrer(shop.cashier, friend_id, referrer_id)
        assert refused.value.code == code


def test_the_report_says_what_each_channel_brings_and_repeats(shop: MemberShop) -> None:
    product = shop.a_product(cards=9)
    for name, phone, channel, times in (
        ("甲", "13600000001", "QQ群", 2),
        ("乙", "13600000002", "QQ群", 1),
        ("丙", "13600000003", "地推", 1),
    ):
        draft = CustomerDraft(name, phone, channel=channel)
        member = shop.customers.add_draft(shop.cashier, draft).customer
        for _ in range(times):
            shop.sell_to(member, product)
    today = date(2026, 6, 18)
    table = shop.reporting.read_report("channels", today, today)
    assert table.rows == (
        ("QQ群", 2, 2, 1, 3, Money(300_00)),
        ("地推", 1, 1, 0, 1, Money(100_00)),
    )


def test_members_are_listed_by_what_one_would_say_to_them(shop: MemberShop) -> None:
    product = shop.a_product(price=500_00, cards=3)
    rich, late = shop.a_member("大户", "13600000001"), shop.a_member("久未", "13600000002")
    cheap = shop.a_product("C", price=100_00, cards=3)
    shop.sell_to(late, cheap)
    shop.clock.pass_time(timedelta(days=40))
    shop.sell_to(rich, product)
    today = CustomerDraft("寿星", "13600000003", birthday="7月29日")
    born = shop.customers.add_draft(shop.cashier, today).customer
    found = {
        segment: [one.name for one in shop.customers.list_segment(segment)] for segment in Segment
    }
    assert found == {
        Segment.LAPSED: ["久未"],
        Segment.HIGH_VALUE: ["大户"],
        Segment.BIRTHDAY: ["寿星"],
        Segment.FIRST_ORDER: ["寿星"],
    }
    assert shop.customers.count_segments() == dict.fromkeys(Segment, 1)
    assert born.birthday == "07-29"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (CustomerDraft("甲", "+1 415 555 2671"), "phone_foreign"),
        (CustomerDraft("甲", "0014155552671"), "phone_foreign"),
        (CustomerDraft("甲", "12345"), "phone_unreadable"),
        (CustomerDraft("甲", "13600000001", birthday="2-30"), "birthday_unreadable"),
        (CustomerDraft("甲", "13600000001", birthday="昨天"), "birthday_unreadable"),
        (CustomerDraft("甲", "13600000001", tags=("长" * 21,)), "tags_too_many"),
        (
            CustomerDraft("甲", "13600000001", tags=tuple(str(n) for n in range(13))),
            "tags_too_many",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nobody_is_added(
    shop: MemberShop, draft: CustomerDraft, code: str
) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        shop.customers.add_draft(shop.cashier, draft)
    assert refused.value.code == code
    assert shop.customers.count() == 0


def test_a_foreign_number_typed_as_contact_is_no_number_of_ours(shop: MemberShop) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        shop.customers.add(shop.cashier, "甲", "+1 415 555 2671")
    assert refused.value.code == "phone_foreign"
