from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.booth_pack import (
    MOST_PIECES,
    BoothPlan,
    BuyingLimits,
    PackedLine,
    SalesHistory,
    missing_pieces,
    shares_of,
)
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money

MONDAY = date(2026, 6, 1)
PRODUCT = 7

days = st.integers(0, 55).map(lambda back: MONDAY - timedelta(days=1 + back))
sales = st.dictionaries(days, st.integers(0, 60), max_size=30)
plans = st.builds(
    BoothPlan,
    st.integers(0, 13).map(lambda ahead: MONDAY + timedelta(days=ahead)),
    st.integers(1, 7),
    percent=st.sampled_from([50, 100, 150, 200, 300]),
)
limits = st.builds(BuyingLimits, st.integers(0, 20), st.sampled_from([0, 20, 50]))


def history(sold: dict[date, int], also_open: frozenset[date] = frozenset()) -> SalesHistory:
    return SalesHistory(frozenset(sold) | also_open, {PRODUCT: sold})


@given(sales, plans)
def test_an_event_brings_between_the_worst_and_the_best_day_each_day(
    sold: dict[date, int], plan: BoothPlan
) -> None:
    expected = history(sold).expected(PRODUCT, plan)
    best = max(sold.values(), default=0) * plan.days * plan.percent / 100
    worst = min(sold.values(), default=0) * plan.days * plan.percent / 100
    assert worst <= expected < best + 1


@given(sales, plans)
def test_twice_as_good_an_event_brings_twice_as_much(
    sold: dict[date, int], plan: BoothPlan
) -> None:
    known = history(sold)
    double = BoothPlan(plan.first_on, plan.days, percent=2 * plan.percent)
    once, twice = known.expected(PRODUCT, plan), known.expected(PRODUCT, double)
    assert twice <= 2 * once <= twice + 1 or twice == MOST_PIECES


@given(st.dictionaries(st.integers(1, 8), st.integers(0, 60)), st.sets(st.integers(1, 8)))
def test_a_day_on_which_only_others_sold_counts_as_a_day_without(
    by_week: dict[int, int], idle: set[int]
) -> None:
    sold = {MONDAY - timedelta(weeks=week): count for week, count in by_week.items()}
    others = frozenset(MONDAY - timedelta(weeks=week) for week in idle)
    plan = BoothPlan(MONDAY)
    with_others = history(sold, others).expected(PRODUCT, plan)
    assert with_others <= history(sold).expected(PRODUCT, plan)
    if sold or others:
        average = sum(sold.values()) / len({*sold, *others})
        assert average <= with_others + 1e-9
        assert with_others < average + 1


@given(st.integers(0, 500), st.integers(0, 500), limits)
def test_what_is_bought_fills_the_gap_as_far_as_the_source_sells(
    expected: int, in_stock: int, limit: BuyingLimits
) -> None:
    bought = missing_pieces(expected, in_stock, limit)
    if expected <= in_stock:
        assert bought == 0
        return
    assert bought >= min(expected - in_stock, limit.maximum or MOST_PIECES)
    assert not limit.maximum or bought <= limit.maximum
    assert bought <= max(expected - in_stock, limit.minimum)


def test_a_saturday_is_like_saturdays() -> None:
    saturday = MONDAY + timedelta(days=5)
    sold = {saturday - timedelta(weeks=1): 12, saturday - timedelta(weeks=2): 9, MONDAY: 2}
    known = history(sold)
    assert known.expected(PRODUCT, BoothPlan(saturday)) == 11
    assert known.expected(PRODUCT, BoothPlan(saturday, percent=300)) == 32
    assert known.expected(PRODUCT, BoothPlan(MONDAY + timedelta(days=7))) == 2


def test_a_weekday_that_was_never_open_is_like_any_day() -> None:
    known = history({MONDAY: 3, MONDAY + timedelta(days=1): 6})
    assert known.expected(PRODUCT, BoothPlan(MONDAY + timedelta(days=5))) == 5


def test_without_sales_nothing_is_expected() -> None:
    assert SalesHistory(frozenset(), {}).expected(PRODUCT, BoothPlan(MONDAY, 3)) == 0


@given(
    st.lists(
        st.builds(
            PackedLine,
            st.integers(1, 3),
            st.integers(0, 50),
            st.one_of(st.none(), st.integers(1, 200_00).map(Money)),
        )
    ),
    st.dictionaries(st.integers(1, 3), st.one_of(st.none(), st.integers(-5, 9_000_00).map(Money))),
)
def test_the_shares_are_the_whole_and_say_what_is_missing(
    lines: list[PackedLine], free: dict[int, Money | None]
) -> None:
    shares = shares_of(lines, free)
    whole = sum(share.total.fen for share in shares)
    assert whole == sum(line.total.fen for line in lines)
    assert len({share.account_id for share in shares}) == len(shares)
    for share in shares:
        assert (share.missing > ZERO) is (share.free is not None and share.total > share.free)
        assert (
            share.free is None
            or share.total <= max(share.free, ZERO) + share.missing
            or (share.free < ZERO)
        )


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (BoothPlan(MONDAY, 0), "booth_days_refused"),
        (BoothPlan(MONDAY, 15), "booth_days_refused"),
        (BoothPlan(MONDAY, 1, 18, 18), "booth_hours_refused"),
        (BoothPlan(MONDAY, 1, 18, 25), "booth_hours_refused"),
    ],
)
def test_what_is_no_event_is_refused(plan: BoothPlan, code: str) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        plan.check()
    assert refused.value.code == code


def test_hours_are_counted_from_opening_to_closing() -> None:
    plan = BoothPlan(MONDAY, 1, 10, 22)
    assert [hour for hour in range(24) if plan.holds_hour(hour)] == list(range(10, 22))


def test_top_ups_to_come_are_money_to_keep_but_hold_up_no_purchase() -> None:
    (share,) = shares_of([PackedLine(1, 3, Money(91_00))], {1: Money(300_00)}, {1: Money(100_00)})
    assert (share.total, share.promised) == (Money(273_00), Money(100_00))
    assert (share.missing, share.to_add) == (ZERO, Money(73_00))
    (only,) = shares_of([], {1: Money(50_00)}, {1: Money(100_00), 2: ZERO})
    assert (only.total, only.missing, only.to_add) == (ZERO, ZERO, Money(50_00))
