"""The owner's list: exceptions only, each with its order and person, and what he said is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.review import ReviewItem, Verdict
from desktop.domain.tender import TenderMethod
from desktop.services.review import Review
from desktop.storage import ledger
from tests.factories import TillShop
from tests.services.test_day_findings import ClosingShop

TODAY = date(2026, 6, 18)


class ReviewShop(TillShop):
    """A till with the owner's review."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.review = Review(self.ground, self.rights, self.reporting)
        self.open_shift(Money(100_00))

    def items(self) -> dict[str, ReviewItem]:
        return {item.kind: item for item in self.review.day(self.owner, TODAY).items}


@pytest.fixture
def shop() -> ReviewShop:
    return ReviewShop()


def test_an_honest_day_is_an_empty_list(shop: ReviewShop) -> None:
    shop.a_sale(shop.a_product(cards=2))
    assert shop.review.day(shop.owner, TODAY).items == ()


def test_each_exception_is_named_with_its_order_and_person(shop: ReviewShop) -> None:
    product = shop.a_product(cards=9)
    void, refunded, moved = (
        shop.a_sale(product),
        shop.a_sale(product),
        shop.a_sale(product, tenders={TenderMethod.WECHAT: 100_00}),
    )
    shop.a_void(void)
    shop.a_refund(refunded)
    shop.returns.change_payment_method(
        shop.cashier, moved.payments[0].id, TenderMethod.CASH, "点错了"
    )
    items = shop.items()
    assert {"void", "refund", "method_change"} <= set(items)
    assert (items["void"].order, items["void"].person) == (void.number, "林小舟")
    assert (items["refund"].order, items["refund"].amount) == (refunded.number, Money(100_00))
    assert (items["method_change"].order, items["method_change"].detail) == (moved.number, "点错了")


def test_what_the_owner_said_is_kept_and_moves_down_the_list(shop: ReviewShop) -> None:
    product = shop.a_product(cards=9)
    for _ in range(2):
        shop.a_void(shop.a_sale(product))
    first, second = shop.review.day(shop.owner, TODAY).items
    shop.review.say(shop.owner, TODAY, first.key, Verdict.ACCEPTED)
    again = shop.review.day(shop.owner, TODAY)
    assert [item.key for item in again.items] == [second.key, first.key]
    assert (again.open_count, again.queried_count) == (1, 0)
    shop.review.say(shop.owner, TODAY, first.key, Verdict.QUERIED, "为什么作废")
    changed = shop.review.day(shop.owner, TODAY).items[-1]
    assert (changed.verdict, changed.note) == (Verdict.QUERIED, "为什么作废")
    with shop.ground.database.read() as connection:
        assert ledger.verify(connection, shop.ground.vault).ok


def test_a_query_needs_a_note_and_an_item_of_that_day(shop: ReviewShop) -> None:
    shop.a_void(shop.a_sale(shop.a_product(cards=2)))
    (item,) = shop.review.day(shop.owner, TODAY).items
    for key, verdict, code in (
        (item.key, Verdict.QUERIED, "needs_reason"),
        ("return:1", Verdict.ACCEPTED, "review_item_unknown"),
    ):
        with pytest.raises(BusinessRuleError) as refused:
            shop.review.say(shop.owner, TODAY, key, verdict)
        assert refused.value.code == code


def test_the_order_of_an_exception_is_found_by_its_number(shop: ReviewShop) -> None:
    sold = shop.a_sale(shop.a_product(cards=2))
    back = shop.a_refund(sold)
    for number in (sold.number, back.number):
        assert shop.review.place_of(shop.owner, number) == ("sales", sold.id)
    assert shop.review.place_of(shop.owner, "B-17") is None
    with pytest.raises(BusinessRuleError):
        shop.review.place_of(shop.cashier, sold.number)


def test_the_review_is_the_owners(shop: ReviewShop) -> None:
    with pytest.raises(BusinessRuleError):
        shop.review.day(shop.cashier, TODAY)


def test_what_does_not_fit_the_day_stands_in_the_review() -> None:
    shop = ClosingShop()
    review = Review(shop.ground, shop.rights, shop.reporting)
    shop.sell_one()
    report = shop.sign(short=Money(10_00)).report
    (item,) = review.day(shop.owner, report.date).items
    assert (item.kind, item.amount) == ("cash_short", Money(-10_00))
    review.say(shop.owner, report.date, item.key, Verdict.QUERIED, "谁点的")
    assert review.day(shop.owner, report.date).open_count == 0


def test_after_midnight_the_running_day_is_still_the_one_of_the_open_shift() -> None:
    shop = ClosingShop()
    review = Review(shop.ground, shop.rights, shop.reporting)
    shop.sell_one()
    evening = shop.reporting.running_date()
    shop.clock.pass_time(timedelta(hours=24) - timedelta(minutes=1))
    assert review.running_date() == shop.reporting.day_report().date == evening
    shop.sign()
    assert review.running_date() == evening + timedelta(days=1)


def test_the_same_thing_done_again_waits_for_the_owner_again() -> None:
    shop = ClosingShop()
    review = Review(shop.ground, shop.rights, shop.reporting)
    on = shop.reporting.running_date()
    member = shop.customers.add(shop.cashier, "周同学", "13800000000").customer

    def waiting() -> list[str]:
        items = review.day(shop.owner, on).items
        return [one.key for one in items if one.kind == "points_by_hand" and one.verdict is None]

    shop.customers.adjust_points(shop.owner, member.id, 500, "生日")
    (first,) = waiting()
    review.say(shop.owner, on, first, Verdict.ACCEPTED)
    assert waiting() == []
    shop.clock.pass_time(timedelta(minutes=5))
    shop.customers.adjust_points(shop.owner, member.id, 500, "再来一次")
    (second,) = waiting()
    assert second != first
