from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import Money, NotAnAmountError, total_of

AMOUNTS = st.integers(-(10**9), 10**9).map(Money)


@given(AMOUNTS)
def test_what_is_written_is_read_back(amount: Money) -> None:
    assert Money.from_yuan(str(amount)) == amount


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("95", 9500),
        ("95.5", 9550),
        ("¥1,234.50", 123450),
        ("１２．３", 1230),
        (" ￥0.01 ", 1),
        ("-3", -300),
    ],
)
def test_reads_what_people_type(text: str, fen: int) -> None:
    assert Money.from_yuan(text) == Money(fen)


@pytest.mark.parametrize(
    "text", ["", ".", "1.234", "NaN", "1e3", "一百", "1.2.3", "99999999999", "--1", "0x10"]
)
def test_refuses_what_is_not_an_amount(text: str) -> None:
    with pytest.raises(NotAnAmountError):
        Money.from_yuan(text)


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_shares_always_sum_to_the_whole(amount: Money, weights: list[int]) -> None:
    parts = amount.shared_by(weights)
    assert total_of(parts) == amount
    assert len(parts) == len(weights)


@given(st.integers(0, 10**6).map(Money), st.lists(st.integers(0, 1000), min_size=1, max_size=9))
def test_a_share_is_within_one_fen_of_its_exact_part(amount: Money, weights: list[int]) -> None:
    total = sum(weights)
    for part, weight in zip(amount.shared_by(weights), weights, strict=True):
        exact = amount.fen * weight / total if total else amount.fen / len(weights)
        assert abs(part.fen - exact) < 1


@pytest.mark.parametrize(
    ("yuan", "fen"), [("0.6", 60), ("9.501", 951), ("3.0000", 300), ("0.0001", 1)]
)
def test_a_cost_is_never_understated(yuan: str, fen: int) -> None:
    assert Money.from_decimal_rounded_up(Decimal(yuan)) == Money(fen)


@pytest.mark.parametrize("yuan", ["NaN", "Infinity", "1e30"])
def test_a_cost_that_is_no_amount_is_refused(yuan: str) -> None:
    with pytest.raises(NotAnAmountError):
        Money.from_decimal_rounded_up(Decimal(yuan))


@given(AMOUNTS, st.integers(1, 1000))
def test_a_ratio_and_its_rest_make_the_whole_within_a_fen(amount: Money, part: int) -> None:
    rest = amount.times_ratio(part, 1000) + amount.times_ratio(1000 - part, 1000)
    assert abs((rest - amount).fen) <= 1


@given(st.integers(), st.integers())
def test_amounts_compare_as_their_fen(one: int, other: int) -> None:
    mine, theirs = Money(one), Money(other)
    assert (mine < theirs, mine <= theirs) == (one < other, one <= other)
    assert (mine > theirs, mine >= theirs) == (one > other, one >= other)
    assert (mine <= mine, mine >= mine) == (True, True)  # noqa: PLR0124 - equal amounts
