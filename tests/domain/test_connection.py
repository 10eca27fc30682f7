"""Going offline and coming back, as calls and checks make it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.connection import (
    FRESH_SECONDS,
    KNOCK_SECONDS,
    AlwaysConnected,
    Connection,
    ConnectionState,
    Reach,
)

REACHED, UNREACHED, UNCLEAR = Reach.REACHED, Reach.UNREACHED, Reach.UNCLEAR
ONLINE, DOUBTFUL, OFFLINE = (
    ConnectionState.ONLINE,
    ConnectionState.DOUBTFUL,
    ConnectionState.OFFLINE,
)


def offline(at: float = 100.0) -> Connection:
    return Connection().after_call(UNREACHED, at).after_check([UNREACHED], at)


def test_one_source_that_cannot_be_reached_is_a_doubt_to_be_cleared_at_once() -> None:
    connection = Connection().after_call(UNREACHED, 100.0)
    assert connection.state is DOUBTFUL
    assert connection.is_check_due(100.0)


def test_a_young_answer_of_another_source_leaves_no_doubt() -> None:
    connection = Connection().after_call(REACHED, 100.0)
    assert connection.after_call(UNREACHED, 100.0 + FRESH_SECONDS - 1).state is ONLINE
    assert connection.after_call(UNREACHED, 100.0 + FRESH_SECONDS).state is DOUBTFUL


def test_only_when_all_were_asked_and_none_was_there_the_shop_is_offline() -> None:
    doubtful = Connection().after_call(UNREACHED, 100.0)
    assert doubtful.after_check([UNREACHED, UNREACHED], 101.0).state is OFFLINE
    assert doubtful.after_check([UNREACHED, REACHED], 101.0).state is ONLINE
    assert doubtful.after_check([UNREACHED, UNCLEAR], 101.0).state is ONLINE


def test_a_shop_without_real_sources_is_never_offline() -> None:
    doubtful = Connection().after_call(UNREACHED, 100.0)
    assert doubtful.after_check([], 101.0) == Connection()


def test_it_knocks_ever_more_seldom_and_never_stops() -> None:
    connection, at = offline(), 100.0
    for seconds in (*KNOCK_SECONDS, KNOCK_SECONDS[-1], KNOCK_SECONDS[-1]):
        assert not connection.is_check_due(at + seconds - 1)
        at += seconds
        assert connection.is_check_due(at)
        connection = connection.after_check([UNREACHED], at)
    assert connection.state is OFFLINE


def test_what_is_unclear_does_not_end_it_and_one_answer_does() -> None:
    assert offline().after_check([UNCLEAR], 120.0).state is OFFLINE
    assert offline().after_call(UNCLEAR, 120.0).state is OFFLINE
    assert offline().after_call(REACHED, 120.0) == Connection(reached_at=120.0)


def test_the_first_knock_after_coming_back_is_a_quick_one_again() -> None:
    late = offline().after_check([UNREACHED], 200.0).after_check([UNREACHED], 300.0)
    again = late.after_call(REACHED, 400.0).after_call(UNREACHED, 500.0)
    assert again.after_check([UNREACHED], 500.0).is_check_due(500.0 + KNOCK_SECONDS[0])


def test_without_a_watch_nobody_is_offline() -> None:
    assert not AlwaysConnected().is_offline()


@given(st.lists(st.tuples(st.sampled_from(Reach), st.booleans()), max_size=30))
def test_the_last_answer_always_wins(story: list[tuple[Reach, bool]]) -> None:
    connection, at = Connection(), 0.0
    for reach, is_check in story:
        at += 7
        connection = (
            connection.after_check([reach], at) if is_check else connection.after_call(reach, at)
        )
        if reach is REACHED:
            assert connection.state is ONLINE
        if connection.state is not ONLINE:
            assert connection.next_check_at is not None
