from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.alerts import (
    AlertCause,
    AlertKind,
    AlertState,
    AlertSubject,
    LiveAlert,
    plan_alerts,
    price_move,
)
from desktop.domain.money import Money

fen = st.integers(1, 10_000_00)
subjects = st.one_of(
    st.builds(AlertSubject.product, st.integers(1, 3), st.none() | st.integers(1, 2)),
    st.builds(AlertSubject.account, st.integers(1, 3)),
)
causes = st.lists(
    st.builds(
        AlertCause,
        st.sampled_from(AlertKind),
        subjects,
        st.builds(Money, fen),
        st.builds(Money, fen),
    ),
    max_size=12,
)


def told(plan_causes: list[AlertCause], live: list[LiveAlert]) -> list[LiveAlert]:
    """Do to a list what a plan asks for."""
    plan = plan_alerts(live, plan_causes)
    moved = dict(plan.moved)
    kept = [
        LiveAlert(one.id, moved.get(one.id, one.cause), one.state)
        for one in live
        if one.id not in plan.ended
    ]
    first = max((one.id for one in live), default=0) + 1
    raised = [
        LiveAlert(number, cause, AlertState.NEW)
        for number, cause in enumerate(plan.raised, start=first)
    ]
    return kept + raised


@given(causes, causes)
def test_after_a_plan_exactly_what_is_so_is_told(before: list[AlertCause], now: list[AlertCause]):
    live = told(now, told(before, []))
    assert {one.cause.key for one in live} == {cause.key for cause in now}
    assert len(live) == len({cause.key for cause in now})
    assert plan_alerts(live, now).is_empty


@given(causes)
def test_the_same_cause_is_never_told_twice_whatever_a_person_did(now: list[AlertCause]):
    live = [LiveAlert(one.id, one.cause, AlertState.DONE) for one in told(now, [])]
    assert plan_alerts(live, now).raised == ()


@given(fen, fen, st.integers(1, 100))
def test_a_price_has_moved_when_it_is_a_set_part_away(known: int, cost: int, percent: int):
    moved = price_move(Money(known), Money(cost), percent)
    if moved is None:
        assert abs(cost - known) / known < percent / 100 or cost == known
    else:
        assert (moved is AlertKind.PRICE_UP) is (cost > known)
        assert abs(cost - known) * 100 >= percent * known


def test_a_cost_that_is_not_known_has_not_moved():
    assert price_move(None, Money(1), 1) is None
    assert price_move(Money(1), None, 1) is None
    assert price_move(Money(0), Money(5), 1) is None


def test_what_is_so_of_two_things_is_told_of_both():
    subjects_of_two = (
        AlertSubject.account(1),
        AlertSubject.account(2),
        AlertSubject.product(1),
        AlertSubject.product(1, 2),
    )
    now = [AlertCause(AlertKind.RUNWAY, subject) for subject in subjects_of_two]
    assert len(plan_alerts([], now).raised) == 4
