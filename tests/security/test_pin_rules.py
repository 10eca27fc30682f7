from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.security.pin_rules import (
    LockOuts,
    check_new_pin,
    is_weak_pin,
    lock_for,
    locked_until_after,
)
from tests.storage.profiles import SetClock


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "12345a", "１２３４５６", "-12345", "12 345"]
)
def test_a_pin_has_six_digits(pin: str) -> None:
    with pytest.raises(BusinessRuleError) as caught:
        check_new_pin(pin)
    assert caught.value.code == "pin_shape"


@pytest.mark.parametrize(
    "pin",
    [
        "000000", "123456", "654321", "345678", "890123", "987654", "111222", "121212", "100000",
        "123123", "112233", "332211", "454545", "147258", "900101", "010203", "851231", "000229",
    ],
)  # fmt: skip
def test_a_pin_that_others_guess_first_is_refused(pin: str) -> None:
    with pytest.raises(BusinessRuleError) as caught:
        check_new_pin(pin)
    assert caught.value.code == "pin_weak"
    assert pin not in str(caught.value)


@pytest.mark.parametrize("pin", ["280417", "402913", "591386", "941370", "271828", "853200"])
def test_an_ordinary_pin_is_taken(pin: str) -> None:
    check_new_pin(pin)


def test_the_end_of_a_known_telephone_number_is_refused() -> None:
    with pytest.raises(BusinessRuleError):
        check_new_pin("591386", known_numbers=["13800591386"])


def test_most_pins_remain() -> None:
    weak = sum(is_weak_pin(f"{number:06d}") for number in range(0, 1_000_000, 7))
    assert weak < 1_000_000 / 7 * 0.05


@given(st.integers(0, 100))
def test_locks_only_ever_grow(tries: int) -> None:
    expected = (
        timedelta(minutes=30) if tries >= 10 else timedelta(minutes=5) if tries == 5 else None
    )
    assert lock_for(tries) == expected
    assert (locked_until_after(tries, SetClock().now()) is None) == (expected is None)


def test_a_lock_ends_by_the_monotonic_clock() -> None:
    clock = SetClock()
    until = locked_until_after(5, clock.now())
    locks = LockOuts(clock)
    assert locks.seconds_left(1, until) == 300
    clock.pass_time(timedelta(seconds=299.5))
    assert locks.seconds_left(1, until) == 1
    clock.pass_time(timedelta(seconds=1))
    assert locks.seconds_left(1, until) == 0


def test_turning_the_clock_neither_shortens_nor_lengthens_a_lock() -> None:
    clock = SetClock()
    until = locked_until_after(5, clock.now())
    locks = LockOuts(clock)
    locks.seconds_left(1, until)
    clock.instant += timedelta(hours=1)
    assert locks.seconds_left(1, until) == 300
    clock.instant -= timedelta(days=400)
    assert locks.seconds_left(1, until) == 300
    clock.seconds += 300
    assert locks.seconds_left(1, until) == 0


def test_nobody_is_locked_for_longer_than_half_an_hour_after_a_restart() -> None:
    clock = SetClock()
    until = locked_until_after(10, clock.now())
    clock.instant -= timedelta(days=400)
    assert LockOuts(clock).seconds_left(1, until) == 1800


def test_a_new_lock_of_the_same_person_counts_anew() -> None:
    clock = SetClock()
    locks = LockOuts(clock)
    locks.seconds_left(1, locked_until_after(5, clock.now()))
    clock.pass_time(timedelta(minutes=6))
    assert locks.seconds_left(1, locked_until_after(10, clock.now())) == 1800
    assert locks.seconds_left(2, None) == 0
    assert locks.seconds_left(1, None) == 0
