"""Two members become one: balances, sales, accounts and contacts move, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desktop.domain.after_sales import TicketKind
from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerDraft
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.stored_value import Purse
from desktop.models.customers import points_entry
from desktop.services.after_sales import AfterSales, TicketRequest
from desktop.services.importing import Importing
from desktop.services.reporting import Reporting
from desktop.storage.consistency import find_uneven_customers
from tests.services.member_desk import MemberShop, by_points, on_credit


@pytest.fixture
def shop() -> MemberShop:
    return MemberShop()


def test_everything_moves_to_the_member_that_stays(shop: MemberShop) -> None:
    product = shop.a_product(cards=9)
    one = shop.a_member("苗小禾", "18600002046")
    draft = CustomerDraft(
        "小禾", "13700001111", qq="28490017", note="东校区", tags=("新生",), birthday="6-18"
    )
    two = shop.customers.add_draft(shop.cashier, draft).customer
    shop.credit.set_limit(shop.owner, two.id, Money(50_00))
    shop.sell_to(one, product)
    shop.sell_to(two, product, on_credit(50_00))
    shop.top_up(two, 100_00, bonus=10_00)
    kept = shop.merging.merge(shop.owner, one.id, two.id, "同一个人").customer
    assert (kept.points, kept.spent, kept.sale_count) == (200, Money(200_00), 2)
    assert (kept.qq, kept.birthday, kept.tags, kept.phone) == (
        "28490017",
        "06-18",
        ("新生",),
        "18600002046",
    )
    assert kept.note == "东校区"
    assert shop.stored.purse_of(kept.id) == Purse(Money(100_00), Money(10_00))
    assert shop.credit.standing_of(kept.id).owed == Money(50_00)
    assert len(shop.customers.sales_of(kept.id)) == 2
    gone = shop.customers.get(two.id)
    assert (gone.points, gone.spent, gone.stored) == (0, ZERO, ZERO)
    assert shop.customers.count() == 1
    assert [found.id for found in shop.customers.list_recent()] == [kept.id]
    with shop.ground.database.read() as connection:
        assert list(find_uneven_customers(connection)) == []


@pytest.mark.parametrize("typed", ["2046", "1111", "13700001111", "28490017", "xiaohe", "苗小禾"])
def test_they_are_found_by_what_either_had_said(shop: MemberShop, typed: str) -> None:
    one = shop.a_member("苗小禾", "18600002046")
    draft = CustomerDraft("小禾", "13700001111", qq="28490017")
    two = shop.customers.add_draft(shop.cashier, draft).customer
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    assert [found.id for found in shop.customers.find(typed)] == [one.id]


def test_the_number_of_who_is_gone_makes_no_second_member(shop: MemberShop) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    with pytest.raises(BusinessRuleError) as refused:
        shop.a_member("又一个", "13700001111")
    assert refused.value.code == "phone_taken"


@pytest.mark.parametrize("is_by_file", [False, True])
def test_the_number_of_who_is_gone_may_be_theirs_from_now_on(
    shop: MemberShop, is_by_file: bool
) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    if is_by_file:
        importing = Importing(shop.ground, shop.settings, shop.rights, shop.card_store)
        importing.import_customers(shop.owner, "姓名,手机\n苗,13700001111")
    else:
        shop.customers.change(shop.cashier, one.id, CustomerDraft("苗", "13700001111"))
    assert [found.phone for found in shop.customers.find("1111")] == ["13700001111"]
    assert shop.customers.get(two.id).phone == ""
    with pytest.raises(BusinessRuleError) as refused:
        shop.a_member("又一个", "13700001111")
    assert refused.value.code == "phone_taken"


def test_what_a_page_opened_before_books_goes_to_who_stays(shop: MemberShop) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    sold = shop.sell(Cart().with_product(shop.a_product(cards=1))).sale
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    shop.customers.adjust_points(shop.owner, two.id, 30, "活动")
    shop.returns.attach_customer(shop.cashier, sold.id, two.id)
    shop.customers.change(shop.cashier, two.id, CustomerDraft("苗", "13700002222"))
    kept = shop.customers.get(one.id)
    assert (kept.points, kept.sale_count, kept.phone) == (30, 1, "13700002222")
    assert shop.checkout.get_sale(sold.id).customer_id == one.id


def test_the_trouble_of_who_is_gone_is_the_trouble_of_who_stays(shop: MemberShop) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    desk = AfterSales(shop.ground, shop.settings, Reporting(shop.ground, shop.settings))
    wanted = TicketRequest("q", TicketKind.QUESTION, customer_id=two.id, text="在吗")
    ticket_id = desk.open_ticket(shop.cashier, wanted).ticket_id
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    assert desk.case(ticket_id).ticket.customer_id == one.id


def test_a_return_of_an_old_sale_finds_the_member_that_stays(shop: MemberShop) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    sold = shop.sell_to(two, shop.a_product(cards=1))
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    shop.take_back(sold)
    kept = shop.customers.get(one.id)
    assert (kept.points, kept.spent) == (0, ZERO)


def test_a_cart_that_still_names_who_is_gone_sells_to_who_stays(shop: MemberShop) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(two)
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    assert shop.sell(cart).sale.customer_id == one.id
    assert shop.customers.get(one.id).points == 100


def test_points_keep_their_age(shop: MemberShop) -> None:
    shop.settings.change(shop.owner, {"points.expire_months": 12})
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    shop.customers.adjust_points(shop.owner, two.id, 500, "期初")
    shop.clock.pass_time(timedelta(days=200))
    product = shop.a_product(cards=2)
    shop.sell_to(two, product)
    shop.sell_to(two, product, by_points(1_00, "1111"))
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    assert shop.customers.get(one.id).points == 599
    shop.clock.pass_time(timedelta(days=170))
    assert shop.loyalty.expire_due() == 400
    assert shop.customers.get(one.id).points == 199
    with shop.ground.database.read() as connection:
        total = connection.scalar(select(func.sum(points_entry.c.points)))
    assert total == 199


def test_what_was_owed_keeps_its_age(shop: MemberShop) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    shop.credit.set_limit(shop.owner, two.id, Money(100_00))
    shop.sell_to(two, shop.a_product(cards=1), on_credit(100_00))
    shop.clock.pass_time(timedelta(days=40))
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    ages = shop.credit.standing_of(one.id).ages
    assert ages.by_step == (ZERO, ZERO, Money(100_00), ZERO)


def test_three_are_merged_one_after_the_other(shop: MemberShop) -> None:
    one, two, three = (
        shop.a_member("甲", "18600000001"),
        shop.a_member("乙", "18600000002"),
        shop.a_member("丙", "18600000003"),
    )
    shop.customers.adjust_points(shop.owner, three.id, 30, "期初")
    shop.merging.merge(shop.owner, two.id, three.id, "同一个人")
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    assert shop.customers.get(one.id).points == 30
    assert [found.id for found in shop.customers.find("0003")] == [one.id]
    with pytest.raises(BusinessRuleError) as refused:
        shop.merging.merge(shop.owner, one.id, three.id, "再来")
    assert refused.value.code == "same_member"


def test_only_the_owner_merges_and_says_why(shop: MemberShop) -> None:
    one, two = shop.a_member(), shop.a_member("小禾", "13700001111")
    for actor, reason, code in (
        (shop.cashier, "同一个人", "needs_owner"),
        (shop.owner, "", "needs_reason"),
    ):
        with pytest.raises(BusinessRuleError) as refused:
            shop.merging.merge(actor, one.id, two.id, reason)
        assert refused.value.code == code
    assert shop.customers.count() == 2
