"""Credit is given within a limit, ages, and is collected on a receipt of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.credit import ages_of
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from tests.services.member_desk import MemberShop, on_credit


@pytest.fixture
def shop() -> MemberShop:
    return MemberShop()


def refused_code(act: object) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def test_credit_is_given_up_to_the_limit_of_each_member(shop: MemberShop) -> None:
    member, product = shop.a_member(), shop.a_product(cards=3)
    sale = lambda: shop.sell_to(member, product, on_credit(100_00))  # noqa: E731
    assert refused_code(sale) == "credit_short"
    shop.credit.set_limit(shop.owner, member.id, Money(150_00))
    sale()
    assert refused_code(sale) == "credit_short"
    shop.sell_to(member, product, on_credit(50_00))
    standing = shop.credit.standing_of(member.id)
    assert (standing.owed, standing.left) == (Money(150_00), ZERO)
    credit = shop.reporting.day_report().credit
    assert (credit.given, credit.collected, credit.open) == (Money(150_00), ZERO, Money(150_00))


def test_credit_is_off_by_default_and_needs_a_member(shop: MemberShop) -> None:
    member, product = shop.a_member(), shop.a_product(cards=1)
    shop.credit.set_limit(shop.owner, member.id, Money(150_00))
    shop.settings.change(shop.owner, {"credit.enabled": False})
    code = refused_code(lambda: shop.sell_to(member, product, on_credit(100_00)))
    assert code == "tender_not_enabled"


def test_collecting_is_a_receipt_in_the_drawer_and_no_sale(shop: MemberShop) -> None:
    member, product = shop.a_member(), shop.a_product(cards=1)
    shop.credit.set_limit(shop.owner, member.id, Money(100_00))
    shop.sell_to(member, product, on_credit(100_00))
    assert shop.reporting.day_report().cash.expected == Money(100_00)
    over = shop.money(member, 100_01)
    assert refused_code(lambda: shop.credit.collect(shop.cashier, over)) == "credit_not_owed"
    done = shop.credit.collect(shop.cashier, shop.money(member, 60_00))
    assert done.receipt is not None
    assert done.receipt.number.startswith("T260618-")
    report = shop.reporting.day_report()
    assert (report.sales.count, report.credit.collected, report.credit.open) == (
        1,
        Money(60_00),
        Money(40_00),
    )
    assert report.cash.expected == Money(160_00)


def test_a_return_lowers_what_is_owed_and_what_was_paid_too_much_comes_back(
    shop: MemberShop,
) -> None:
    member, product = shop.a_member(), shop.a_product(cards=2)
    shop.credit.set_limit(shop.owner, member.id, Money(200_00))
    sold = shop.sell_to(member, product, on_credit(200_00), pieces=2)
    shop.credit.collect(shop.cashier, shop.money(member, 150_00))
    shop.take_back(sold)
    assert shop.credit.standing_of(member.id).owed == -Money(50_00)
    over = shop.money(member, 50_01, note="多付")
    code = refused_code(lambda: shop.credit.pay_out_overpaid(shop.owner, over))
    assert code == "credit_not_overpaid"
    shop.credit.pay_out_overpaid(shop.owner, shop.money(member, 50_00, note="多付"))
    assert shop.credit.standing_of(member.id).owed == ZERO
    assert shop.credit.list_debtors() == ()
    assert shop.reporting.day_report().cash.expected == Money(200_00)


@pytest.mark.parametrize("fen", [-1, 100_000_01])
def test_a_limit_that_cannot_be_is_refused(shop: MemberShop, fen: int) -> None:
    member = shop.a_member()
    code = refused_code(lambda: shop.credit.set_limit(shop.owner, member.id, Money(fen)))
    assert code == "credit_limit_out_of_range"
    assert (
        refused_code(lambda: shop.credit.set_limit(shop.cashier, member.id, Money(1)))
        == "needs_owner"
    )


def test_payments_cover_the_oldest_first() -> None:
    now = datetime(2026, 6, 18, tzinfo=UTC)

    def days(count: int) -> datetime:
        return now - timedelta(days=count)

    moves = [
        (days(100), Money(50_00)),
        (days(40), Money(30_00)),
        (days(8), Money(20_00)),
        (days(7), Money(10_00)),
        (days(1), -Money(60_00)),
    ]
    ages = ages_of(moves, now)
    assert ages.by_step == (Money(10_00), Money(20_00), Money(20_00), ZERO)
    assert ages.oldest_at == days(40)


def test_the_shift_slip_says_what_receipts_brought(shop: MemberShop) -> None:
    member = shop.a_member()
    shop.top_up(member, 30_00)
    from desktop.domain.tender import TenderMethod
    from desktop.storage import shift_queries

    with shop.ground.database.read() as connection:
        totals = shift_queries.shift_totals(connection, shop.shift.id)
        cash = shift_queries.shift_cash(connection, shop.shift)
    assert totals.tenders == ((TenderMethod.CASH, Money(30_00), ZERO),)
    assert cash.expected == Money(130_00)
