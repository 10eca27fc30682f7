"""Row ids that grow and never repeat; own numbers that every platform takes, in the order of time."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
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


@given(
    st.integers(), instants, st.lists(st.tuples(st.integers(1, 9), st.integers(-5, 5)), max_size=30)
)
def test_row_ids_grow_whatever_the_clock_does(
    seed: int, instant: datetime, draws: list[tuple[int, int]]
) -> None:
    clock = FrozenClock(min(instant, datetime(2089, 1, 1, tzinfo=UTC)))
    identifiers = Identifiers(clock, SeededRandomness(seed))
    drawn = [identifiers.next_id()]
    for count, milliseconds in draws:
        drawn.extend(identifiers.next_ids(count))
        clock.pass_time(timedelta(milliseconds=milliseconds))
    assert drawn == sorted(set(drawn))
    assert len(drawn) == 1 + sum(count for count, _ in draws)
    assert 0 < drawn[0] <= drawn[-1] < 1 << 63


def test_row_ids_tell_the_millisecond_and_two_tills_draw_different_ones() -> None:
    clock = FrozenClock(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=7))
    mine, other = (Identifiers(clock, SeededRandomness(seed)).next_id() for seed in (1, 2))
    assert mine >> 22 == other >> 22 == 7
    assert mine != other


def test_threads_never_draw_the_same_row_id() -> None:
    identifiers = Identifiers(FrozenClock(), SeededRandomness())
    with ThreadPoolExecutor(4) as pool:
        drawn = [one for ids in pool.map(identifiers.next_ids, [3] * 2_000) for one in ids]
    assert len(set(drawn)) == len(drawn)
