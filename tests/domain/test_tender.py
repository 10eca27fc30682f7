from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import (
    RoundingMode,
    Tender,
    TenderMethod,
    asks_about_surplus,
    cash_tender,
    quick_amounts,
    rounding_of,
    settle,
)

CASH, WECHAT = TenderMethod.CASH, TenderMethod.WECHAT


@given(st.integers(1, 10**6).map(Money), st.integers(0, 10**6).map(Money))
def test_cash_covers_at_most_what_is_missing_and_the_rest_is_change(
    due: Money, given_cash: Money
) -> None:
    settlement = settle(due, ZERO, [cash_tender(given_cash, due)])
    assert settlement.received + settlement.missing == due
    assert settlement.change_due == max(given_cash - due, ZERO)


def test_a_split_payment_settles_with_change_from_the_cash() -> None:
    tenders = [Tender(WECHAT, Money(200_00)), cash_tender(Money(200_00), Money(163_00))]
    settlement = settle(Money(363_80), Money(80), tenders)
    assert settlement.is_complete
    assert settlement.change_due == Money(37_00)


def test_rounding_without_cash_is_refused() -> None:
    with pytest.raises(BusinessRuleError, match="现金"):
        settle(Money(99_80), Money(80), [Tender(WECHAT, Money(99_00))])


def test_more_than_is_due_is_refused() -> None:
    with pytest.raises(BusinessRuleError):
        settle(Money(99), ZERO, [Tender(WECHAT, Money(100))])


def test_a_negative_tender_is_refused() -> None:
    with pytest.raises(BusinessRuleError):
        settle(Money(99), ZERO, [Tender(WECHAT, Money(-1)), Tender(CASH, Money(100))])


def test_a_sixth_tender_is_refused() -> None:
    with pytest.raises(BusinessRuleError, match="5"):
        settle(Money(99), ZERO, [Tender(WECHAT, Money(1))] * 6)


@pytest.mark.parametrize(
    ("mode", "taken"),
    [(RoundingMode.NONE, 0), (RoundingMode.TO_JIAO, 8), (RoundingMode.TO_YUAN, 88)],
)
def test_rounding_takes_the_odd_part(mode: RoundingMode, taken: int) -> None:
    assert rounding_of(Money(363_88), mode, Money(100)) == Money(taken)


def test_rounding_never_takes_more_than_the_shop_allows() -> None:
    assert rounding_of(Money(363_88), RoundingMode.TO_YUAN, Money(50)) == ZERO


def test_quick_amounts_are_those_of_the_counter() -> None:
    assert [str(amount) for amount in quick_amounts(Money(163_00))] == [
        "163.00", "165.00", "170.00", "200.00", "300.00",
    ]  # fmt: skip


@given(st.integers(1, 10**6).map(Money))
def test_quick_amounts_start_exact_and_grow(missing: Money) -> None:
    amounts = quick_amounts(missing)
    assert amounts[0] == missing
    assert list(amounts) == sorted(set(amounts))
    assert len(amounts) <= 5


def test_far_too_much_cash_is_asked_about() -> None:
    assert asks_about_surplus(Money(300_01), Money(200_00))
    assert not asks_about_surplus(Money(300_00), Money(200_00))
