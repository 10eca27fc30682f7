"""Tickets: legal moves, clocks as pure functions of time, and what an open outcome locks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.after_sales import (
    LEGAL_MOVES,
    ClockKind,
    Patience,
    Ticket,
    TicketAct,
    TicketCause,
    TicketKind,
    TicketLine,
    TicketState,
    can_move,
    closes_by_itself,
    count_overdue,
    lock_of,
    most_urgent_first,
    next_clock,
    promise_end,
    require_move,
)
from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState

START = datetime(2026, 6, 18, 6, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PATIENCE = Patience()
LINE = TicketLine(
    id=1,
    sale_id=2,
    sale_number="S260618-0036",
    claim_code="M36",
    title="手机话费 100 元",
    supply=Supply.TOPUP,
    quantity=1,
    returned_quantity=0,
    net=Money(99_80),
    target_masked="139****7781",
    state=DeliveryState.PROCESSING,
    sold_at=START,
    arrived_at=None,
    purchase_state=PurchaseState.ACCEPTED,
)
OPEN = Ticket(
    1, "T260618-001", TicketKind.NOT_ARRIVED, TicketCause.LATE, TicketState.OPEN, START, START,
    line=LINE,
)  # fmt: skip
STATES = st.sampled_from(TicketState)
LINE_STATES = st.sampled_from(DeliveryState)
SECONDS = st.integers(min_value=-100_000, max_value=200_000)
MOMENTS = st.builds(lambda seconds: START + timedelta(seconds=seconds), SECONDS)


@st.composite
def tickets(draw: st.DrawFn) -> Ticket:
    state = draw(STATES)
    answered = None if state is TicketState.OPEN else draw(st.none() | MOMENTS)
    return replace(
        OPEN,
        id=draw(st.integers(min_value=1, max_value=10**6)),
        state=state,
        cause=draw(st.sampled_from(TicketCause)),
        answered_at=answered,
        waiting_since=draw(st.none() | MOMENTS),
        escalated_at=draw(st.none() | MOMENTS),
        decided_at=draw(st.none() | MOMENTS),
        closed_at=draw(MOMENTS) if state is TicketState.CLOSED else None,
        is_taken_up=draw(st.booleans()),
        line=draw(st.none() | st.builds(lambda one: replace(LINE, state=one), LINE_STATES)),
    )


# Moves -------------------------------------------------------------------------------------------


def test_every_state_has_its_moves_and_can_be_reached() -> None:
    assert set(LEGAL_MOVES) == set(TicketState)
    reached, further = {TicketState.OPEN}, {TicketState.OPEN}
    while further:
        further = set().union(*(LEGAL_MOVES[one] for one in further)) - reached
        reached |= further
    assert reached == set(TicketState)


@given(st.lists(STATES, max_size=30))
def test_a_closed_ticket_goes_on_only_by_being_opened_again(wishes: list[TicketState]) -> None:
    state = TicketState.CLOSED
    for wish in wishes:
        if can_move(state, wish):
            assert wish is TicketState.OPEN or state is not TicketState.CLOSED
            state = wish


@given(STATES)
def test_only_a_reopening_leads_back_to_unanswered(before: TicketState) -> None:
    assert can_move(before, TicketState.OPEN) == (before is TicketState.CLOSED)


def test_an_illegal_move_is_refused_with_a_sentence() -> None:
    with pytest.raises(BusinessRuleError, match="重开"):
        require_move(TicketState.CLOSED, TicketState.ANSWERED)


# Clocks ------------------------------------------------------------------------------------------


@given(tickets(), MOMENTS, st.integers(min_value=0, max_value=10**6))
def test_time_only_ever_brings_a_clock_nearer_to_its_end(
    ticket: Ticket, now: datetime, seconds: int
) -> None:
    clock, later = next_clock(ticket, PATIENCE), now + timedelta(seconds=seconds)
    if clock is None:
        assert ticket.is_closed
        return
    assert clock.seconds_left(now) - clock.seconds_left(later) == seconds
    assert clock.is_overdue(later) or not clock.is_overdue(now)


@given(tickets())
def test_an_open_ticket_always_has_something_next_and_an_unanswered_one_an_answer(
    ticket: Ticket,
) -> None:
    clock = next_clock(ticket, PATIENCE)
    assert (clock is None) == ticket.is_closed
    if clock is not None and ticket.answered_at is None:
        assert (clock.kind, clock.due_at) == (ClockKind.ANSWER, ticket.asked_at + 10 * MINUTE)


@given(tickets(), st.integers(min_value=0, max_value=600))
def test_more_patience_never_makes_anything_due_sooner(ticket: Ticket, more: int) -> None:
    longer = timedelta(minutes=more)
    patient = Patience(
        PATIENCE.answer + longer, PATIENCE.escalate + longer, PATIENCE.source + longer,
        PATIENCE.customer + longer, PATIENCE.decide + longer,
    )  # fmt: skip
    clock, later = next_clock(ticket, PATIENCE), next_clock(ticket, patient)
    if clock is not None and later is not None:
        assert later.due_at >= clock.due_at


@pytest.mark.parametrize(
    ("changes", "kind", "minutes"),
    [
        ({}, ClockKind.ANSWER, 10),
        ({"state": TicketState.WAITING_SOURCE}, ClockKind.ANSWER, 10),
        ({"state": TicketState.ANSWERED, "answered_at": START}, ClockKind.ESCALATE, 30),
        (
            {"state": TicketState.ANSWERED, "answered_at": START, "escalated_at": START},
            ClockKind.DECIDE,
            24 * 60,
        ),
        (
            {
                "state": TicketState.WAITING_SOURCE,
                "answered_at": START,
                "waiting_since": START + 5 * MINUTE,
            },
            ClockKind.SOURCE,
            65,
        ),
        (
            {"state": TicketState.WAITING_CUSTOMER, "answered_at": START, "waiting_since": START},
            ClockKind.CUSTOMER,
            24 * 60,
        ),
        (
            {"state": TicketState.DECIDED, "answered_at": START, "decided_at": START + MINUTE},
            ClockKind.CLOSE,
            24 * 60 + 1,
        ),
    ],
)
def test_what_is_next_and_when_it_is_due(
    changes: dict[str, Any], kind: ClockKind, minutes: int
) -> None:
    clock = next_clock(replace(OPEN, **changes), PATIENCE)
    assert clock is not None
    assert (clock.kind, clock.due_at - START) == (kind, minutes * MINUTE)
    assert not clock.is_overdue(clock.due_at)
    assert clock.is_overdue(clock.due_at + timedelta(seconds=1))


@given(st.lists(tickets(), max_size=12), MOMENTS)
def test_overdue_tickets_stand_above_all_others(shown: list[Ticket], now: datetime) -> None:
    ordered = most_urgent_first(shown, PATIENCE, now)
    clocks = [next_clock(one, PATIENCE) for one in ordered]
    left = [clock.seconds_left(now) for clock in clocks if clock is not None]
    assert left == sorted(left)
    assert all(clock is None for clock in clocks[len(left) :])
    assert count_overdue(shown, PATIENCE, now) == sum(
        clock is not None and clock.due_at < now for clock in clocks
    )


@given(st.integers(min_value=0, max_value=10**5))
def test_a_promise_of_no_minutes_still_gives_one(minutes: int) -> None:
    assert promise_end(START, minutes) - START == max(minutes, 1) * MINUTE


# Arrivals and locks ------------------------------------------------------------------------------


@given(tickets())
def test_only_an_untouched_ticket_of_the_till_ends_by_itself(ticket: Ticket) -> None:
    if closes_by_itself(ticket):
        assert ticket.cause is TicketCause.LATE
        assert not ticket.is_taken_up
        assert ticket.line is not None
        assert ticket.line.state in {DeliveryState.ARRIVED, DeliveryState.HANDED_OVER}


@pytest.mark.parametrize(
    "state", [DeliveryState.QUEUED, DeliveryState.PROCESSING, DeliveryState.UNKNOWN]
)
@given(act=st.sampled_from(TicketAct), supply=st.sampled_from(Supply))
def test_nothing_may_be_given_while_the_outcome_is_open(
    act: TicketAct, supply: Supply, state: DeliveryState
) -> None:
    lock = lock_of(act, replace(LINE, state=state, supply=supply))
    assert lock is not None
    assert "等" in lock


def test_a_failed_line_may_be_bought_elsewhere_or_refunded_and_an_arrived_one_not_again() -> None:
    failed = replace(LINE, state=DeliveryState.FAILED, purchase_state=PurchaseState.REFUNDED)
    arrived = replace(LINE, state=DeliveryState.HANDED_OVER)
    assert lock_of(TicketAct.OTHER_SOURCE, failed) is None
    assert lock_of(TicketAct.REFUND, failed) is None
    assert lock_of(TicketAct.COMPENSATE, arrived) is None
    assert "再买一份" in (lock_of(TicketAct.OTHER_SOURCE, arrived) or "")
    assert lock_of(TicketAct.SHOW_AGAIN, arrived) is not None
    card = replace(arrived, supply=Supply.PLATFORM)
    assert lock_of(TicketAct.SHOW_AGAIN, card) is None
    assert lock_of(TicketAct.REFUND, replace(card, returned_quantity=1)) is not None
    assert lock_of(TicketAct.COMPENSATE, None) is not None
