from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.rebate import (
    MOST_STEPS,
    RebateMonth,
    RebateStep,
    checked_steps,
    month_of,
    standing_of,
)

BEGAN = datetime(2026, 6, 1, tzinfo=UTC)
ENDS = datetime(2026, 7, 1, tzinfo=UTC)
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))


@st.composite
def ladders(draw: st.DrawFn) -> tuple[RebateStep, ...]:
    """Steps that an owner may type."""
    volumes = draw(st.lists(st.integers(0, 500_000_00), max_size=MOST_STEPS, unique=True))
    rates = draw(
        st.lists(st.integers(1, 3000), min_size=len(volumes), max_size=len(volumes), unique=True)
    )
    pairs = zip(sorted(volumes), sorted(rates), strict=True)
    return tuple(RebateStep(Money(volume), rate) for volume, rate in pairs)


volumes = st.integers(0, 1_000_000_00).map(Money)
moments = st.timedeltas(timedelta(0), ENDS - BEGAN).map(lambda gone: BEGAN + gone)
months = st.builds(
    RebateMonth,
    st.just(BEGAN),
    st.just(ENDS),
    moments,
    st.one_of(st.just(LONG_AGO), moments),
)


@given(ladders(), volumes, months)
def test_the_steps_around_a_volume_hold_it_between_them(
    steps: tuple[RebateStep, ...], volume: Money, month: RebateMonth
) -> None:
    found = standing_of(steps, volume, month)
    assert found.step is None or found.step.volume <= volume
    assert all(one.volume <= volume or one >= found.next_step for one in steps if found.next_step)
    if found.next_step is None:
        assert found.missing == found.gain == ZERO
        assert all(one.volume <= volume for one in steps)
    else:
        assert volume + found.missing == found.next_step.volume
        assert found.missing > ZERO
    if found.step is None:
        assert found.accrued == ZERO


@given(ladders(), volumes, volumes, months)
def test_more_trade_never_brings_less(
    steps: tuple[RebateStep, ...], volume: Money, more: Money, month: RebateMonth
) -> None:
    before, after = (standing_of(steps, each, month) for each in (volume, volume + more))
    assert after.accrued >= before.accrued
    assert after.projected >= before.projected
    assert after.projected_rebate >= before.projected_rebate


@given(ladders(), volumes, months)
def test_a_month_ends_no_lower_than_it_stands_and_a_rebate_is_a_part_of_the_trade(
    steps: tuple[RebateStep, ...], volume: Money, month: RebateMonth
) -> None:
    found = standing_of(steps, volume, month)
    assert found.projected >= volume
    assert found.projected_rebate >= found.accrued
    assert found.accrued.fen <= volume.fen * 3000 // 10_000
    if found.next_step is not None:
        assert found.reaches_next is (found.projected >= found.next_step.volume)
        assert found.gain > ZERO or found.next_step.volume.fen < 10_000


@given(ladders(), volumes, months)
def test_a_next_step_has_a_date_of_the_month_just_where_the_pace_reaches_it(
    steps: tuple[RebateStep, ...], volume: Money, month: RebateMonth
) -> None:
    found = standing_of(steps, volume, month)
    assert (found.next_at is not None) is (found.reaches_next and volume > ZERO)
    if found.next_at is not None:
        assert min(month.now, ENDS - timedelta(seconds=1)) <= found.next_at < ENDS


@given(volumes)
def test_at_the_month_s_end_nothing_is_added(volume: Money) -> None:
    month = RebateMonth(BEGAN, ENDS, ENDS, LONG_AGO)
    assert month.projected(volume) == volume


def test_the_pace_of_half_a_month_doubles_it() -> None:
    month = RebateMonth(BEGAN, ENDS, BEGAN + timedelta(days=15), LONG_AGO)
    assert month.projected(Money(40_000_00)) == Money(80_000_00)


def test_an_account_younger_than_the_month_is_measured_by_its_own_days() -> None:
    now = BEGAN + timedelta(days=20)
    month = RebateMonth(BEGAN, ENDS, now, now - timedelta(days=5))
    assert month.projected(Money(10_000_00)) == Money(30_000_00)


def test_the_first_minutes_of_a_month_promise_no_fortune() -> None:
    month = RebateMonth(BEGAN, ENDS, BEGAN + timedelta(minutes=1), LONG_AGO)
    assert month.projected(Money(100_00)).fen <= 100_00 * 31


def test_the_whole_month_earns_the_rate_of_the_step_it_reached() -> None:
    steps = (RebateStep(Money(50_000_00), 50), RebateStep(Money(80_000_00), 80))
    month = RebateMonth(BEGAN, ENDS, BEGAN + timedelta(days=18), LONG_AGO)
    found = standing_of(steps, Money(68_420_00), month, received=Money(300_00))
    assert (found.step, found.next_step) == steps
    assert found.missing == Money(11_580_00)
    assert found.accrued == Money(342_10)
    assert found.gain == Money(640_00) - Money(342_10)
    assert found.reaches_next
    assert found.received == Money(300_00)


@given(st.timedeltas(timedelta(0), timedelta(days=30_000)).map(lambda gone: LONG_AGO + gone))
def test_every_moment_lies_in_its_month(now: datetime) -> None:
    month = month_of(now, SHANGHAI, LONG_AGO)
    assert month.began_at <= now < month.ends_at
    assert month.began_at.day == month.ends_at.day == 1
    assert timedelta(days=28) <= month.ends_at - month.began_at <= timedelta(days=31)


@given(ladders(), st.randoms())
def test_steps_may_be_typed_in_any_order(steps: tuple[RebateStep, ...], chance) -> None:
    mixed = list(steps)
    chance.shuffle(mixed)
    assert checked_steps(mixed) == steps


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([(1, 0)], "rebate_rate_refused"),
        ([(1, 3001)], "rebate_rate_refused"),
        ([(-1, 10)], "rebate_volume_refused"),
        ([(1, 10), (1, 20)], "rebate_steps_falling"),
        ([(1, 10), (2, 10)], "rebate_steps_falling"),
        ([(1, 20), (2, 10)], "rebate_steps_falling"),
        ([(n, n + 1) for n in range(MOST_STEPS + 1)], "rebate_steps_many"),
    ],
)
def test_steps_that_make_no_ladder_are_refused(pairs: list[tuple[int, int]], code: str) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        checked_steps(RebateStep(Money(volume), rate) for volume, rate in pairs)
    assert refused.value.code == code


def test_a_step_is_reached_by_its_very_volume() -> None:
    steps = (RebateStep(Money(500_00), 50),)
    month = RebateMonth(BEGAN, ENDS, ENDS, LONG_AGO)
    assert standing_of(steps, Money(499_99), month).step is None
    reached = standing_of(steps, Money(500_00), month)
    assert (reached.step, reached.next_step, reached.accrued) == (steps[0], None, Money(2_50))
