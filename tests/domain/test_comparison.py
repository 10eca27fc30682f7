from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.comparison import change_permille
from desktop.domain.money import ZERO, Money


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(8474_75, 7540_00, 124), (100, 100, 0), (0, 100, -1000), (-50, 100, -1500), (999, 1000, -1)],
)
def test_a_change_is_told_in_tenths_of_a_percent(now: int, before: int, change: int) -> None:
    assert change_permille(Money(now), Money(before)) == change


@given(st.integers().map(Money), st.integers(max_value=0).map(Money))
def test_with_a_day_off_there_is_nothing_to_compare(now: Money, before: Money) -> None:
    assert change_permille(now, before) is None


@given(st.integers(1, 10**9).map(Money), st.integers(1, 10**9).map(Money))
def test_more_is_never_told_as_less(now: Money, before: Money) -> None:
    change = change_permille(now, before)
    assert change is not None
    assert change >= 0 if now >= before else change <= 0
    assert change_permille(before, before) == 0
    assert change_permille(ZERO, before) == -1000
