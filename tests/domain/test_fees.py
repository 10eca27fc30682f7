from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.fees import BASIS_POINTS, FeeRates, Rates, charge
from desktop.domain.money import ZERO, Money, total_of

AMOUNTS = st.integers(-(10**9), 10**9).map(Money)
PAID = st.integers(0, 10**9).map(Money)
RATE = st.integers(0, BASIS_POINTS)
SHOP = FeeRates(Rates.of({"wechat": 38, "alipay": 60}), Rates.of({"xianyu": 60}))


@pytest.mark.parametrize(
    ("fen", "rate", "fee"),
    [
        (100_00, 38, 38),
        (1_31, 38, 0),  # 0.4978 fen
        (1_32, 38, 1),  # 0.5016 fen
        (50_00, 1, 1),  # exactly half a fen counts as a whole one
        (49_99, 1, 0),
        (0, 60, 0),
        (363_00, 0, 0),
    ],
)
def test_a_charge_is_rounded_to_the_nearest_fen(fen: int, rate: int, fee: int) -> None:
    assert charge(Money(fen), rate) == Money(fee)


@given(AMOUNTS, RATE)
def test_a_charge_is_never_half_a_fen_and_more_away_from_the_exact_one(
    amount: Money, rate: int
) -> None:
    exact_times_base = amount.fen * rate
    assert abs(charge(amount, rate).fen * BASIS_POINTS - exact_times_base) * 2 <= BASIS_POINTS


@given(AMOUNTS, RATE)
def test_a_charge_taken_back_is_the_charge_to_the_fen(amount: Money, rate: int) -> None:
    assert charge(-amount, rate) == -charge(amount, rate)


@given(PAID, PAID, RATE)
def test_more_money_never_costs_less_and_never_more_than_itself(
    less: Money, more: Money, rate: int
) -> None:
    less, more = sorted((less, more))
    assert ZERO <= charge(less, rate) <= charge(more, rate) <= more


@given(PAID, RATE, RATE)
def test_tender_and_channel_are_two_bills(amount: Money, tender: int, channel: int) -> None:
    rates = FeeRates(Rates.of({"wechat": tender}), Rates.of({"xianyu": channel}))
    assert rates.fee_of(amount, "wechat", "xianyu") == charge(amount, tender) + charge(
        amount, channel
    )
    assert rates.fee_of(amount, "cash", "counter") == ZERO


@given(st.lists(PAID, max_size=5), PAID)
def test_what_the_guard_counts_is_what_the_payments_will_book(
    paid: list[Money], rest: Money
) -> None:
    due = total_of(paid) + rest
    counted = SHOP.channel_fees(due, paid, "xianyu")
    assert counted == total_of(SHOP.channel_fee(part, "xianyu") for part in (*paid, rest))


@given(st.dictionaries(st.text(max_size=8), RATE))
def test_rates_do_not_depend_on_the_order_they_were_written_in(by_name: dict[str, int]) -> None:
    turned = dict(reversed(by_name.items()))
    assert Rates.of(by_name) == Rates.of(turned)
    assert all(Rates.of(by_name).rate(name) == rate for name, rate in by_name.items())
    assert 0 not in Rates.of(by_name).by_name().values()
