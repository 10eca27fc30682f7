from __future__ import annotations

from datetime import timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.money import ZERO, Money
from desktop.domain.runway import LONGEST_DAYS, LOOK_BACK, Runway, runway_of

free = st.integers(-1_000_00, 100_000_00)
spent = st.integers(1, 500_000_00)
ages = st.timedeltas(timedelta(0), timedelta(days=400))


def runway(free_fen: int, spent_fen: int, age: timedelta) -> Runway:
    found = runway_of(Money(free_fen), Money(spent_fen), age)
    assert found is not None
    return found


@given(free, spent, ages)
def test_what_is_left_pays_for_the_hours_and_for_no_hour_more(have: int, out: int, age: timedelta):
    found = runway(have, out, age)
    hourly = found.daily.fen / 24
    assert found.hours * hourly <= max(have, 0) + 1
    if not found.is_longest:
        assert (found.hours + 1) * hourly > max(have, 0)


@given(free, spent, spent, ages)
def test_who_spends_more_lasts_no_longer(have: int, out: int, more: int, age: timedelta):
    assert runway(have, out + more, age).hours <= runway(have, out, age).hours


@given(free, st.integers(0, 10_000_00), spent, ages)
def test_who_has_more_lasts_no_shorter(have: int, more: int, out: int, age: timedelta):
    assert runway(have + more, out, age).hours >= runway(have, out, age).hours


@given(free, spent, ages)
def test_no_account_lasts_longer_than_can_be_said(have: int, out: int, age: timedelta):
    found = runway(have, out, age)
    assert 0 <= found.days <= LONGEST_DAYS


@given(spent, ages)
@example(339_385, timedelta(days=1, microseconds=381_869))
def test_a_young_account_spreads_its_purchases_over_its_own_days(out: int, age: timedelta):
    days = min(max(age, timedelta(days=1)), LOOK_BACK) / timedelta(days=1)
    assert abs(runway(0, out, age).daily.fen - out / days) <= 1.5


@given(free, spent, ages, st.integers(1, 30))
def test_the_sum_for_some_days_is_round_and_enough(have: int, out: int, age: timedelta, days: int):
    found = runway(have, out, age)
    wanted = found.sum_for(days)
    assert wanted.fen % 100_00 == 0
    assert 0 <= wanted.fen - found.daily.fen * days < 100_00


def test_without_purchases_or_a_known_balance_nothing_is_said() -> None:
    assert runway_of(Money(100_00), ZERO, timedelta(days=3)) is None
    assert runway_of(None, Money(5_00), timedelta(days=3)) is None


def test_two_hours_of_a_busy_account() -> None:
    found = runway(86_40, 14 * 1_000_00, timedelta(days=90))
    assert (found.daily, found.hours, found.days) == (Money(1_000_00), 2, 0)
    assert found.is_under(1)
    assert not found.is_under(0)
    assert found.sum_for(2) == Money(2_000_00)
