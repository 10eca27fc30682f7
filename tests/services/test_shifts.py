from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.shift import CashReason
from desktop.domain.tender import TenderMethod
from tests.factories import TillShop, a_till, in_notes

CASH, WECHAT = TenderMethod.CASH, TenderMethod.WECHAT


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def refusal_of(call: Callable[[], object]) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        call()
    return refused.value.code


def test_the_first_float_is_nothing_and_later_what_was_counted_last(shop: TillShop) -> None:
    fresh = TillShop()
    assert fresh.shifts.preset_float() == ZERO
    shop.shifts.close_shift(shop.cashier, in_notes(Money(123_50)))
    assert shop.shifts.preset_float() == Money(123_50)


def test_only_one_shift_is_open(shop: TillShop) -> None:
    assert refusal_of(lambda: shop.shifts.open_shift(shop.senior, ZERO)) == "shift_open"


@pytest.mark.parametrize("fen", [-1, 1_000_000_01])
def test_an_odd_float_is_refused(fen: int) -> None:
    fresh = TillShop()
    open_shift = fresh.shifts.open_shift
    assert refusal_of(lambda: open_shift(fresh.cashier, Money(fen))) == "amount_out_of_range"
    assert fresh.shifts.current() is None


def test_a_sale_before_the_shift_is_open_writes_nothing(shop: TillShop) -> None:
    product = shop.a_product(cards=1)
    request = shop.request(Cart().with_product(product))
    shop.shifts.close_shift(shop.cashier, in_notes(Money(100_00)))
    complete = shop.checkout.complete_sale
    assert refusal_of(lambda: complete(shop.cashier, request)) == "shift_not_open"


def test_handing_over_compares_the_count_with_every_kind_of_cash(shop: TillShop) -> None:
    product = shop.a_product(cards=9)
    shop.a_sale(product, 2, tenders={CASH: 50_00, WECHAT: 150_00})
    voided = shop.a_sale(product)
    refunded = shop.a_sale(product)
    shop.a_void(voided)
    shop.a_refund(refunded)
    shop.shifts.move_cash(shop.cashier, Money(40_00), CashReason.CHANGE_BROUGHT)
    shop.shifts.move_cash(shop.cashier, Money(-30_00), CashReason.EXPENSE, "买打印纸")
    closed = shop.shifts.close_shift(shop.cashier, in_notes(Money(157_00)), "找零多给")
    assert closed.figures.received == Money(250_00)
    assert closed.figures.refunded == Money(200_00)
    assert (closed.figures.put_in, closed.figures.taken_out) == (Money(40_00), Money(30_00))
    assert closed.figures.expected == Money(160_00)
    assert closed.difference == Money(-3_00)
    assert not closed.shift.is_open
    assert closed.open_items.undelivered == 1


def test_a_changed_method_moves_the_cash_too(shop: TillShop) -> None:
    sold = shop.a_sale(shop.a_product(cards=1))
    shop.returns.change_payment_method(shop.cashier, sold.payments[0].id, WECHAT, "顾客其实扫了码")
    closed = shop.shifts.close_shift(shop.cashier, in_notes(Money(100_00)))
    assert closed.difference == ZERO


@pytest.mark.parametrize(
    ("fen", "reason", "note", "code"),
    [
        (0, CashReason.OTHER, "什么", "wrong_direction"),
        (-1, CashReason.CHANGE_BROUGHT, "", "wrong_direction"),
        (1, CashReason.HANDED_IN, "", "wrong_direction"),
        (1, CashReason.EXPENSE, "x", "wrong_direction"),
        (-1, CashReason.EXPENSE, "  ", "needs_reason"),
        (5, CashReason.OTHER, "", "needs_reason"),
        (1_000_000_01, CashReason.CHANGE_BROUGHT, "", "amount_out_of_range"),
    ],
)
def test_an_odd_cash_movement_is_refused(
    shop: TillShop, fen: int, reason: CashReason, note: str, code: str
) -> None:
    move = shop.shifts.move_cash
    assert refusal_of(lambda: move(shop.cashier, Money(fen), reason, note)) == code
    assert shop.shifts.movements() == ()


@pytest.mark.parametrize("counts", [{Money(3_00): 1}, {Money(100_00): -1}, {Money(10): 100_001}])
def test_an_odd_count_is_refused_and_the_shift_stays_open(
    shop: TillShop, counts: dict[Money, int]
) -> None:
    close = shop.shifts.close_shift
    assert refusal_of(lambda: close(shop.cashier, counts)) == "count_malformed"
    assert shop.shifts.current() is not None


def test_a_shift_over_midnight_stays_on_its_date_and_is_called_overdue(shop: TillShop) -> None:
    assert not shop.shifts.is_overdue()
    shop.next_morning()
    assert shop.shifts.business_date_now() == date(2026, 6, 18)
    assert shop.shifts.is_overdue()


def test_a_shop_that_closes_after_midnight_has_its_own_days(shop: TillShop) -> None:
    shop.shifts.close_shift(shop.cashier, in_notes(Money(100_00)))
    shop.settings.change(shop.owner, {"day.starts_at_minutes": 240})
    shop.clock.pass_time(timedelta(hours=17))  # 02:00 the next night
    assert shop.shifts.business_date_now() == date(2026, 6, 18)
    shop.clock.pass_time(timedelta(hours=2))
    assert shop.shifts.business_date_now() == date(2026, 6, 19)


def test_after_the_z_only_the_owner_opens_and_it_is_the_next_date(shop: TillShop) -> None:
    shop.close_day()
    assert shop.shifts.needs_approval_to_open()
    assert refusal_of(lambda: shop.shifts.open_shift(shop.cashier, ZERO)) == "needs_owner"
    opened = shop.shifts.open_shift(shop.cashier, ZERO, shop.approval).shift
    assert opened.business_date == date(2026, 6, 19)


def test_the_next_morning_nobody_is_asked(shop: TillShop) -> None:
    shop.close_day()
    shop.next_morning()
    assert not shop.shifts.needs_approval_to_open()
    opened = shop.shifts.open_shift(shop.cashier, ZERO).shift
    assert opened.business_date == date(2026, 6, 19)


def test_a_clock_turned_back_never_reopens_a_signed_date(shop: TillShop) -> None:
    shop.close_day()
    shop.clock.instant -= timedelta(days=3)
    opened = shop.shifts.open_shift(shop.owner, ZERO).shift
    assert opened.business_date == date(2026, 6, 19)
