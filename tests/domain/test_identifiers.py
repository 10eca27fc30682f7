"""Own numbers: what every platform takes, of this shop alone, in the order of time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.identifiers import OWN_NUMBER_LENGTH, Identifiers, new_number_prefix
from tests.shop import FrozenClock, SeededRandomness

FORM = re.compile(r"[0-9A-Z]{2}[0-9A-HJKMNP-TV-Z]{17}")
instants = st.integers(-700_000_000, 6_000_000_000).map(
    lambda seconds: datetime(1992, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@given(st.integers(), instants)
def test_a_number_is_nineteen_characters_that_every_platform_takes(
    seed: int, instant: datetime
) -> None:
    chance = SeededRandomness(seed)
    prefix = new_number_prefix(chance)
    number = Identifiers(FrozenClock(instant), chance).next_own_number(prefix)
    assert FORM.fullmatch(number)
    assert number.startswith(prefix)
    assert len(number) == OWN_NUMBER_LENGTH


@given(st.integers(), instants)
def test_numbers_of_one_moment_differ_and_later_ones_sort_behind(
    seed: int, instant: datetime
) -> None:
    clock = FrozenClock(max(instant, datetime(2020, 1, 1, tzinfo=UTC)))
    identifiers = Identifiers(clock, SeededRandomness(seed))
    at_once = {identifiers.next_own_number("7Q") for _ in range(50)}
    assert len(at_once) == 50
    clock.pass_time(timedelta(milliseconds=1))
    assert identifiers.next_own_number("7Q") > max(at_once)


@given(st.integers(), st.sets(st.integers(0, 1023), max_size=1023))
def test_a_prefix_is_never_one_of_those_taken(seed: int, taken_places: set[int]) -> None:
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    taken = {letters[place // 32] + letters[place % 32] for place in taken_places}
    prefix = new_number_prefix(SeededRandomness(seed), taken)
    assert prefix not in taken
    assert set(prefix) <= set(letters)
    assert len(prefix) == 2


def test_every_prefix_is_drawn() -> None:
    chance = SeededRandomness(3)
    assert len({new_number_prefix(chance) for _ in range(20_000)}) == 32 * 32
