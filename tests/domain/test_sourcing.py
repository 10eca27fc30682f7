from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.sourcing import (
    ABOUT_ACCOUNT,
    GIVEN_UP_FOR_SOURCE,
    INPUT_REFUSED,
    SINKING_UNKNOWNS,
    FailedTry,
    SourceCandidate,
    SourceRecord,
    SourcingMode,
    is_failure_of_source,
    may_try_next,
    next_sources,
    order_of,
    preference_of,
)

AUTOMATIC, PINNED = SourcingMode.AUTOMATIC, SourcingMode.PINNED
PROMISE = 10


@st.composite
def records(draw: st.DrawFn) -> SourceRecord:
    tries = draw(st.integers(0, 20))
    return SourceRecord(
        tries,
        draw(st.integers(0, tries)),
        draw(st.integers(0, 3)),
        draw(st.none() | st.integers(0, 7200)),
    )


@st.composite
def candidates(draw: st.DrawFn) -> list[SourceCandidate]:
    count = draw(st.integers(0, 5))
    return [
        SourceCandidate(
            goods_id=number,
            account_id=draw(st.integers(1, 3)),
            position=draw(st.integers(1, 5)),
            is_usable=draw(st.booleans()),
            has_stock=draw(st.booleans()),
            takes_quantity=draw(st.booleans()),
            can_pay=draw(st.booleans()),
            is_answering=draw(st.booleans()),
            cost=draw(st.none() | st.integers(1, 200_00).map(Money)),
            record=draw(records()),
        )
        for number in range(count)
    ]


MODES = st.sampled_from(SourcingMode)
PROMISES = st.integers(0, 120)


def ids(ordered: tuple[SourceCandidate, ...]) -> list[int]:
    return [one.goods_id for one in ordered]


@given(candidates(), MODES, PROMISES, st.randoms())
def test_the_order_holds_every_source_once_and_does_not_depend_on_how_they_come(
    sources: list[SourceCandidate], mode: SourcingMode, promise: int, shuffling
) -> None:
    ordered = order_of(sources, mode, promise)
    assert sorted(ids(ordered)) == sorted(one.goods_id for one in sources)
    shuffling.shuffle(sources)
    assert order_of(sources, mode, promise) == ordered


@given(candidates(), MODES, PROMISES)
def test_what_can_deliver_is_asked_before_what_cannot(
    sources: list[SourceCandidate], mode: SourcingMode, promise: int
) -> None:
    usable = [one.is_usable for one in order_of(sources, mode, promise)]
    assert usable == sorted(usable, reverse=True)
    open_ones = [one for one in order_of(sources, mode, promise) if one.is_usable]
    stocked = [one.has_stock for one in open_ones]
    assert stocked == sorted(stocked, reverse=True)


@given(candidates(), PROMISES)
def test_pinned_the_owner_decides_whatever_the_record_says(
    sources: list[SourceCandidate], promise: int
) -> None:
    able = [replace(one, is_usable=True, has_stock=True, takes_quantity=True) for one in sources]
    positions = [one.position for one in order_of(able, PINNED, promise)]
    assert positions == sorted(positions)


@given(candidates(), PROMISES)
def test_places_written_down_by_the_rule_lead_to_the_same_order(
    sources: list[SourceCandidate], promise: int
) -> None:
    preferred = preference_of(sources, AUTOMATIC, promise)
    renumbered = [replace(one, position=place) for place, one in enumerate(preferred, start=1)]
    assert ids(preference_of(renumbered, AUTOMATIC, promise)) == ids(preferred)
    assert ids(order_of(renumbered, AUTOMATIC, promise)) == ids(
        order_of(sources, AUTOMATIC, promise)
    )


def place_of(
    sources: list[SourceCandidate], wanted: int, promise: int, mode: SourcingMode = AUTOMATIC
) -> int:
    return ids(preference_of(sources, mode, promise)).index(wanted)


@given(candidates().filter(bool), PROMISES, records())
def test_more_arrivals_never_cost_a_source_its_place(
    sources: list[SourceCandidate], promise: int, record: SourceRecord
) -> None:
    worse = replace(record, arrived=max(0, record.arrived - 1))
    rest = sources[1:]
    before = place_of([replace(sources[0], record=worse), *rest], 0, promise)
    assert place_of([replace(sources[0], record=record), *rest], 0, promise) <= before


@given(candidates().filter(bool), PROMISES)
def test_a_source_with_unknowns_in_a_row_is_behind_every_one_without(
    sources: list[SourceCandidate], promise: int
) -> None:
    sunk = replace(sources[0].record, unknowns_in_row=SINKING_UNKNOWNS)
    rest = [replace(one, record=replace(one.record, unknowns_in_row=0)) for one in sources[1:]]
    ordered = preference_of([replace(sources[0], record=sunk), *rest], AUTOMATIC, promise)
    assert ordered[-1].goods_id == 0


@given(records(), st.integers(1, 100_00), st.integers(1, 100_00), PROMISES)
def test_of_two_that_are_as_good_the_cheaper_is_asked_first(
    record: SourceRecord, one: int, other: int, promise: int
) -> None:
    dear = SourceCandidate(1, 1, 1, cost=Money(max(one, other) + 1), record=record)
    cheap = SourceCandidate(2, 2, 2, cost=Money(min(one, other)), record=record)
    untold = SourceCandidate(3, 3, 0, cost=None, record=record)
    assert ids(preference_of([untold, dear, cheap], AUTOMATIC, promise)) == [2, 1, 3]


def source(number: int, cost: int = 95_00, **record: int) -> SourceCandidate:
    return SourceCandidate(number, number, number, cost=Money(cost), record=SourceRecord(**record))


def test_a_reliable_source_goes_before_a_cheaper_one_that_often_fails() -> None:
    good = source(1, 98_00, tries=20, arrived=19, median_seconds=6)
    shaky = source(2, 95_00, tries=20, arrived=15, median_seconds=6)
    assert ids(preference_of([shaky, good], AUTOMATIC, PROMISE)) == [1, 2]


def test_an_untried_source_counts_as_good_until_it_fails_once() -> None:
    proven = source(1, 98_00, tries=20, arrived=20, median_seconds=6)
    assert ids(preference_of([proven, source(2)], AUTOMATIC, PROMISE)) == [2, 1]
    failed = source(2, tries=1, arrived=0)
    assert ids(preference_of([proven, failed], AUTOMATIC, PROMISE)) == [1, 2]


def test_what_arrives_after_the_promise_goes_behind_what_keeps_it() -> None:
    late = source(1, 90_00, tries=20, arrived=20, median_seconds=PROMISE * 60 + 1)
    in_time = source(2, 95_00, tries=20, arrived=20, median_seconds=PROMISE * 60)
    at_once = source(3, 96_00, tries=20, arrived=20, median_seconds=30)
    ordered = preference_of([late, in_time, at_once], AUTOMATIC, PROMISE)
    assert ids(ordered) == [3, 2, 1]


def test_short_balance_and_silence_matter_only_where_the_rule_decides() -> None:
    poor = replace(source(1), can_pay=False)
    silent = replace(source(2), is_answering=False)
    able = source(3, 99_00)
    assert ids(order_of([poor, silent, able], AUTOMATIC, PROMISE)) == [3, 2, 1]
    assert ids(order_of([poor, silent, able], PINNED, PROMISE)) == [1, 2, 3]


# -- after a failure --------------------------------------------------------------------------


@given(st.sampled_from(PurchaseState), st.sampled_from(sorted(GIVEN_UP_FOR_SOURCE)))
def test_only_a_definite_end_is_a_failure_of_the_source(state: PurchaseState, code: str) -> None:
    is_definite = state in {PurchaseState.REJECTED, PurchaseState.CANCELLED}
    assert is_failure_of_source(state, code) is is_definite


def test_what_the_buyer_typed_and_what_the_customer_gave_back_is_no_failure_of_the_source() -> None:
    assert not is_failure_of_source(PurchaseState.REJECTED, INPUT_REFUSED)
    assert not is_failure_of_source(PurchaseState.CANCELLED, "line_returned")
    assert not is_failure_of_source(PurchaseState.CANCELLED, "a reason of tomorrow")


@given(st.lists(st.sampled_from(PurchaseState), min_size=1, max_size=4))
def test_a_line_goes_on_only_when_all_its_purchases_have_definitely_failed(
    states: list[PurchaseState],
) -> None:
    definite = {PurchaseState.REJECTED, PurchaseState.CANCELLED}
    assert may_try_next(AUTOMATIC, states) is set(states).issubset(definite)
    assert not may_try_next(PINNED, states)


@given(candidates(), PROMISES, st.data())
def test_each_source_is_tried_at_most_once_and_a_sick_account_not_again(
    sources: list[SourceCandidate], promise: int, data: st.DataObject
) -> None:
    tries: list[FailedTry] = []
    while left := next_sources(sources, tries, Money(100_00), promise):
        assert left[0].goods_id not in {one.goods_id for one in tries}
        assert left[0].account_id not in {
            one.account_id for one in tries if one.reason_code in ABOUT_ACCOUNT
        }
        code = data.draw(st.sampled_from([*sorted(ABOUT_ACCOUNT), "listed_text"]))
        tries.append(FailedTry(left[0].goods_id, left[0].account_id, code))
    able = {one.goods_id for one in sources if one.is_usable and one.takes_quantity}
    assert {one.goods_id for one in tries} <= able
    assert len(tries) <= len(able)


def test_what_is_known_to_be_too_dear_is_tried_last() -> None:
    dear = source(1, 102_00, tries=20, arrived=20, median_seconds=3)
    fits = source(2, 98_00, tries=20, arrived=10, median_seconds=3)
    untold = replace(source(3), cost=None)
    ordered = next_sources([dear, fits, untold], [], Money(99_00), PROMISE)
    assert ids(ordered)[-1] == 1
