from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.purchase import (
    LEGAL_MOVES,
    OPEN_STATES,
    QUERY_FOR_SECONDS,
    TERMINAL_STATES,
    PurchaseState,
    can_move,
    is_overdue,
    next_query_delay,
    overdue_after_seconds,
    quiet_seconds,
)

STATES = st.sampled_from(PurchaseState)


def test_the_words_are_those_of_the_command_line():
    words = (
        "prepared sending accepted fulfilled partial refunded reversed rejected cancelled unknown"
        " human adopted written_off not_placed"
    )
    assert {state.value for state in PurchaseState} == set(words.split())


def test_every_state_can_be_reached_from_prepared():
    reached = {PurchaseState.PREPARED}
    while True:
        further = reached.union(*(LEGAL_MOVES[state] for state in reached))
        if further == reached:
            break
        reached = further
    assert reached == set(PurchaseState)


@given(STATES, STATES)
def test_a_settled_purchase_only_ever_becomes_reversed(before: PurchaseState, after: PurchaseState):
    if before in TERMINAL_STATES and can_move(before, after):
        assert after is PurchaseState.REVERSED


@given(st.lists(STATES, max_size=30))
def test_unknown_never_becomes_a_failure_without_a_person_or_a_new_try(wishes: list[PurchaseState]):
    state = PurchaseState.UNKNOWN
    for wish in wishes:
        if can_move(state, wish):
            state = wish
        if state in {PurchaseState.SENDING, PurchaseState.HUMAN}:
            return
    assert state not in {
        PurchaseState.REJECTED,
        PurchaseState.CANCELLED,
        PurchaseState.NOT_PLACED,
        PurchaseState.PREPARED,
        PurchaseState.WRITTEN_OFF,
    }


def test_nothing_that_has_left_can_be_cancelled():
    may_cancel = {state for state in PurchaseState if can_move(state, PurchaseState.CANCELLED)}
    assert may_cancel == {PurchaseState.PREPARED}


def test_every_open_state_has_a_way_on_and_open_and_terminal_are_all():
    assert all(LEGAL_MOVES[state] for state in OPEN_STATES)
    assert set(PurchaseState) == OPEN_STATES | TERMINAL_STATES
    assert set(LEGAL_MOVES) == set(PurchaseState)


def test_queries_slow_down_and_end_after_a_day():
    delays: list[int] = []
    while (delay := next_query_delay(len(delays))) is not None:
        delays.append(delay)
    assert delays[:8] == [1, 2, 4, 8, 15, 30, 60, 300]
    assert QUERY_FOR_SECONDS - 300 < sum(delays) <= QUERY_FOR_SECONDS


def test_quiet_lasts_at_least_ten_minutes_and_longer_where_old_calls_are_taken():
    assert quiet_seconds(30) == 600
    assert quiet_seconds(30, 900) == 930


@given(st.integers(1, 100_000), st.integers(0, 200_000))
def test_an_accepted_order_is_overdue_after_a_multiple_of_the_promise_and_within_the_day(
    promised: int, waited: int
):
    limit = overdue_after_seconds(promised)
    assert min(1800, 6 * 60 * promised) <= limit <= QUERY_FOR_SECONDS
    assert is_overdue(waited, promised, is_answered=True) is (waited >= limit)
    assert is_overdue(waited, promised, is_answered=False) is (waited >= QUERY_FOR_SECONDS)


def test_the_patience_is_an_hour_for_the_promise_of_ten_minutes():
    assert [overdue_after_seconds(minutes) for minutes in (1, 10, 60, 1000)] == [
        1800,
        3600,
        21_600,
        86_400,
    ]
