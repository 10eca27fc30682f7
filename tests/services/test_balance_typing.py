"""A balance read off the platform's page: it closes the triangle, and yields to the platform's word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from desktop.domain.account_money import BY_HAND
from desktop.domain.day_close import CloseStep, DifferenceKind
from desktop.domain.errors import BusinessRuleError, KataiError
from desktop.domain.money import Money
from desktop.models.platform_accounts import platform_account
from desktop.services.balance_typing import MAXIMUM_BALANCE
from desktop.services.report_blocks import day_blocks
from tests.factories import TillShop, a_till

NAME = "星桥"


@pytest.fixture
def shop() -> TillShop:
    """A shop whose account said 1000.00 at the first Z, and is silent since; one sale a day."""
    shop = a_till()
    account = shop.an_account(NAME, Money(1000_00))
    shop.a_sale(shop.a_product(cards=9))
    shop.close_day()
    shop.next_morning()
    shop.open_shift()
    silence(shop, account)
    return shop


def silence(shop: TillShop, account_id: int) -> None:
    with shop.ground.database.write() as connection:
        connection.execute(
            update(platform_account)
            .where(platform_account.c.id == account_id)
            .values(trouble_code="unreachable", trouble_at=shop.clock.now())
        )


def answer(shop: TillShop, balance: Money) -> None:
    with shop.ground.database.write() as connection:
        connection.execute(
            update(platform_account).values(
                balance=balance, balance_at=shop.clock.now(), trouble_at=None, trouble_code=""
            )
        )


def figures(shop: TillShop):
    (one,) = shop.reporting.day_report(shop.day_close.closing_date()).platforms
    return one


def test_what_is_typed_is_compared_and_says_that_it_was_typed_and_when(shop: TillShop) -> None:
    assert (figures(shop).actual, figures(shop).difference) == (None, None)
    shop.clock.pass_time(timedelta(hours=3))
    shop.day_close.record_balances(shop.owner, {NAME: Money(990_00)})
    told = figures(shop)
    assert (told.expected, told.actual, told.difference) == (
        Money(1000_00),
        Money(990_00),
        Money(-10_00),
    )
    local = shop.clock.now() + timedelta(hours=8)
    assert told.typed_at == f"{local:%m-%d %H:%M}"
    shop.count_everything()
    found = shop.day_close.differences()
    assert [each.amount for each in found if each.kind is DifferenceKind.PLATFORM] == [
        Money(-10_00)
    ]


def test_the_last_one_typed_counts_and_each_stands_in_the_ledger(shop: TillShop) -> None:
    shop.day_close.record_balances(shop.owner, {NAME: Money(990_00)})
    shop.day_close.record_balances(shop.owner, {NAME: Money(1000_00)})
    assert figures(shop).difference == Money(0)
    with shop.ground.database.read() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM ledger").scalars().all()
    assert kinds.count("balances_typed") == 2


def test_an_account_that_answers_while_the_day_is_open_says_it_itself(shop: TillShop) -> None:
    shop.day_close.record_balances(shop.owner, {NAME: Money(990_00)})
    answer(shop, Money(1000_00))
    told = figures(shop)
    assert (told.actual, told.typed_at) == (Money(1000_00), "")
    with pytest.raises(BusinessRuleError) as refused:
        shop.day_close.record_balances(shop.owner, {NAME: Money(1_00)})
    assert refused.value.code == "balance_is_fetched"
    assert figures(shop).actual == Money(1000_00)


def test_a_signed_day_keeps_what_was_typed_and_the_next_begins_with_it(shop: TillShop) -> None:
    on = shop.day_close.closing_date()
    shop.day_close.record_balances(shop.owner, {NAME: Money(990_00)})
    shop.close_day(**{f"platform:{NAME}": "平台扣了手续费"})
    shop.next_morning()
    answer(shop, Money(995_00))
    (signed,) = shop.reporting.day_report(on).platforms
    assert (signed.actual, bool(signed.typed_at)) == (Money(990_00), True)
    shop.open_shift()
    assert (figures(shop).opening, figures(shop).difference) == (Money(990_00), Money(5_00))
    with pytest.raises(BusinessRuleError) as refused:
        shop.day_close.record_balances(shop.owner, {NAME: Money(1_00)}, on)
    assert refused.value.code == "day_closed"


def test_the_step_is_done_once_it_is_typed(shop: TillShop) -> None:
    shop.clock.pass_time(timedelta(hours=1))
    shop.count_everything()
    assert CloseStep.PLATFORMS not in shop.day_close.state().done
    shop.day_close.record_balances(shop.owner, {NAME: Money(1000_00)})
    assert CloseStep.PLATFORMS in shop.day_close.state().done


def test_what_the_till_may_spend_there_stays_the_platforms_word(shop: TillShop) -> None:
    shop.day_close.record_balances(shop.owner, {NAME: Money(5_00)})
    with shop.ground.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT balance FROM platform_account").scalar()
    assert kept == 1000_00


def test_the_paper_says_that_it_was_typed(shop: TillShop) -> None:
    shop.day_close.record_balances(shop.owner, {NAME: Money(990_00)})
    report = shop.reporting.day_report(shop.day_close.closing_date())
    cells = [str(cell) for block in day_blocks(report) for row in block.rows for cell in row]
    assert f"{NAME}（实查手填 {figures(shop).typed_at}）" in cells


@pytest.mark.parametrize(
    ("name", "seen", "code"),
    [
        ("没有的", Money(1), "account_unknown"),
        (NAME, Money(-1), "amount_out_of_range"),
        (NAME, MAXIMUM_BALANCE + Money(1), "amount_out_of_range"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    shop: TillShop, name: str, seen: Money, code: str
) -> None:
    with pytest.raises(KataiError) as refused:
        shop.day_close.record_balances(shop.owner, {NAME: Money(1_00), name: seen})
    assert refused.value.code == code
    assert figures(shop).actual is None


def test_an_account_kept_by_hand_has_a_ledger_and_is_not_typed_here(shop: TillShop) -> None:
    with shop.ground.database.write() as connection:
        connection.execute(update(platform_account).values(platform=BY_HAND))
    with pytest.raises(BusinessRuleError) as refused:
        shop.day_close.record_balances(shop.owner, {NAME: Money(1_00)})
    assert refused.value.code == "balance_is_fetched"


def test_balances_are_the_owners(shop: TillShop) -> None:
    with pytest.raises(BusinessRuleError):
        shop.day_close.record_balances(shop.cashier, {NAME: Money(1_00)})
    assert figures(shop).actual is None
