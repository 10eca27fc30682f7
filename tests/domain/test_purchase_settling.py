from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState, UpstreamKind, can_move
from desktop.domain.purchase_settling import (
    DeliveryProgress,
    NextStep,
    OrderOutcome,
    OrderTerms,
    Plan,
    PurchaseAlert,
    Settlement,
    Tries,
    UpstreamRules,
    plan_after_unknown,
    settle_order,
)
from desktop.domain.secret import Secret

TERMS = OrderTerms(
    quantity=2, ceiling_unit=Money(1000), needs_cards=True, can_find_by_own_number=False
)
ASKABLE = OrderTerms(
    quantity=2, ceiling_unit=Money(1000), needs_cards=True, can_find_by_own_number=True
)


def accepted(
    cards: int = 2,
    charged: int | None = 2000,
    progress: DeliveryProgress = DeliveryProgress.DELIVERED,
) -> OrderOutcome:
    return OrderOutcome(
        OutcomeClass.ACCEPTED,
        upstream_number="1",
        charged=None if charged is None else Money(charged),
        progress=progress,
        cards=tuple(Secret(f"card {index}") for index in range(cards)),
    )


OUTCOMES = st.builds(
    OrderOutcome,
    outcome_class=st.sampled_from(OutcomeClass),
    holds_on_repeat=st.booleans(),
    charged=st.none() | st.integers(0, 5000).map(Money),
    progress=st.sampled_from(DeliveryProgress),
    cards=st.integers(0, 4).map(lambda count: (Secret("x"),) * count),
)
TERMS_STRATEGY = st.builds(
    OrderTerms,
    quantity=st.integers(1, 3),
    ceiling_unit=st.none() | st.integers(0, 2000).map(Money),
    needs_cards=st.booleans(),
    can_find_by_own_number=st.booleans(),
    charged_before=st.none() | st.integers(0, 5000).map(Money),
)


@given(OUTCOMES, TERMS_STRATEGY, st.booleans())
def test_every_settlement_is_a_legal_move_from_sending(
    outcome: OrderOutcome, terms: OrderTerms, is_repeat: bool
):
    settlement = settle_order(outcome, terms, is_repeat=is_repeat)
    assert can_move(PurchaseState.SENDING, settlement.state)


@given(OUTCOMES, TERMS_STRATEGY)
def test_a_repeat_is_never_a_plain_refusal_and_never_unsent(
    outcome: OrderOutcome, terms: OrderTerms
):
    settlement = settle_order(outcome, terms, is_repeat=True)
    assert settlement.state not in {PurchaseState.REJECTED, PurchaseState.PREPARED}


@given(OUTCOMES, TERMS_STRATEGY, st.booleans())
def test_only_an_explicit_refusal_ends_without_goods(
    outcome: OrderOutcome, terms: OrderTerms, is_repeat: bool
):
    settlement = settle_order(outcome, terms, is_repeat=is_repeat)
    if settlement.state in {PurchaseState.REJECTED, PurchaseState.NOT_PLACED}:
        assert outcome.outcome_class is OutcomeClass.REJECTED


@given(OUTCOMES, TERMS_STRATEGY, st.booleans())
def test_fulfilled_means_every_card_and_a_known_charge_below_the_ceiling(
    outcome: OrderOutcome, terms: OrderTerms, is_repeat: bool
):
    settlement = settle_order(outcome, terms, is_repeat=is_repeat)
    if settlement.state is not PurchaseState.FULFILLED:
        return
    charged = outcome.charged if outcome.charged is not None else terms.charged_before
    assert charged is not None
    assert terms.ceiling_unit is None or charged <= terms.ceiling_unit * terms.quantity
    assert not terms.needs_cards or len(outcome.cards) == terms.quantity


@pytest.mark.parametrize(
    ("outcome", "is_repeat", "expected"),
    [
        (OrderOutcome(OutcomeClass.NOT_SENT), False, Settlement(PurchaseState.PREPARED)),
        (OrderOutcome(OutcomeClass.NOT_SENT), True, Settlement(PurchaseState.UNKNOWN)),
        (OrderOutcome(OutcomeClass.UNKNOWN), False, Settlement(PurchaseState.UNKNOWN)),
        (OrderOutcome(OutcomeClass.REJECTED), False, Settlement(PurchaseState.REJECTED)),
        (
            OrderOutcome(OutcomeClass.REJECTED),
            True,
            Settlement(PurchaseState.HUMAN, (PurchaseAlert.COMPARE_BALANCE,)),
        ),
        (
            OrderOutcome(OutcomeClass.REJECTED, holds_on_repeat=True),
            True,
            Settlement(PurchaseState.NOT_PLACED),
        ),
        (
            OrderOutcome(OutcomeClass.DUPLICATE),
            True,
            Settlement(PurchaseState.HUMAN, (PurchaseAlert.FETCH_BY_HAND,)),
        ),
        (accepted(), False, Settlement(PurchaseState.FULFILLED)),
        (accepted(1), False, Settlement(PurchaseState.PARTIAL, (PurchaseAlert.CARDS_MISSING,))),
        (accepted(3), False, Settlement(PurchaseState.HUMAN, (PurchaseAlert.CARDS_EXTRA,))),
        (accepted(0), False, Settlement(PurchaseState.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,))),
        (
            accepted(charged=2001),
            False,
            Settlement(PurchaseState.HUMAN, (PurchaseAlert.CHARGED_ABOVE_CEILING,)),
        ),
        (
            accepted(1, charged=None),
            False,
            Settlement(
                PurchaseState.HUMAN, (PurchaseAlert.CHARGE_UNKNOWN, PurchaseAlert.CARDS_MISSING)
            ),
        ),
        (
            accepted(progress=DeliveryProgress.PROCESSING),
            False,
            Settlement(PurchaseState.ACCEPTED),
        ),
        (
            accepted(charged=None, progress=DeliveryProgress.PROCESSING),
            False,
            Settlement(PurchaseState.ACCEPTED),
        ),
        (
            accepted(charged=2001, progress=DeliveryProgress.PROCESSING),
            False,
            Settlement(PurchaseState.ACCEPTED, (PurchaseAlert.CHARGED_ABOVE_CEILING,)),
        ),
        (
            accepted(0, progress=DeliveryProgress.UNDELIVERED),
            False,
            Settlement(PurchaseState.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,)),
        ),
        (
            accepted(0, progress=DeliveryProgress.ANSWERED),
            False,
            Settlement(PurchaseState.HUMAN, (PurchaseAlert.READ_TEXT,)),
        ),
        (accepted(progress=DeliveryProgress.REFUNDED), False, Settlement(PurchaseState.REFUNDED)),
        (
            accepted(progress=DeliveryProgress.PARTLY_REFUNDED),
            False,
            Settlement(PurchaseState.HUMAN, (PurchaseAlert.PARTLY_REFUNDED,)),
        ),
    ],
)
def test_what_an_answer_makes_of_a_purchase(
    outcome: OrderOutcome, is_repeat: bool, expected: Settlement
):
    assert settle_order(outcome, TERMS, is_repeat=is_repeat) == expected


@pytest.mark.parametrize("outcome_class", [OutcomeClass.DUPLICATE, OutcomeClass.REJECTED])
def test_where_the_platform_can_be_asked_a_repeat_is_followed_by_asking(
    outcome_class: OutcomeClass,
):
    settlement = settle_order(OrderOutcome(outcome_class), ASKABLE, is_repeat=True)
    assert settlement == Settlement(PurchaseState.UNKNOWN)


def test_a_query_that_does_not_repeat_the_charge_uses_the_earlier_one():
    terms = OrderTerms(2, Money(1000), True, False, charged_before=Money(2500))
    settlement = settle_order(accepted(charged=None), terms, is_repeat=True)
    assert settlement.alerts == (PurchaseAlert.CHARGED_ABOVE_CEILING,)


RESENT_ONCE = UpstreamRules(UpstreamKind.REFUSES_REPEAT, False, True, 1800)
ASKED = UpstreamRules(UpstreamKind.SAME_ORDER, True, True, 3600)
UNNUMBERED = UpstreamRules(UpstreamKind.NO_NUMBER, False, False, 0)


def test_a_harmless_repeat_is_made_once_and_then_a_person_is_asked():
    assert plan_after_unknown(RESENT_ONCE, Tries(1)) == Plan(NextStep.RESEND, 2)
    assert plan_after_unknown(RESENT_ONCE, Tries(2)) == Plan(NextStep.ASK_PERSON)


def test_a_repeat_that_did_not_leave_is_tried_again_ever_more_slowly():
    waits = [plan_after_unknown(RESENT_ONCE, Tries(1, unsent)).wait_seconds for unsent in range(9)]
    assert waits == [2, 2, 4, 8, 15, 30, 60, 300, 300]
    assert plan_after_unknown(RESENT_ONCE, Tries(1, 1000)).wait_seconds == 300


def test_a_repeat_long_after_the_first_try_is_not_made():
    late = Tries(1, seconds_since_first_send=1801)
    assert plan_after_unknown(RESENT_ONCE, late) == Plan(NextStep.ASK_PERSON)


def test_a_platform_without_numbers_is_compared_after_the_quiet_time():
    assert plan_after_unknown(UNNUMBERED, Tries(1)) == Plan(NextStep.COMPARE, 600)
    later = Tries(1, seconds_since_last_send=700)
    assert plan_after_unknown(UNNUMBERED, later) == Plan(NextStep.COMPARE, 0)


def test_what_is_not_found_even_after_the_quiet_time_is_sent_again_before_a_person_is_asked():
    looked_late = Tries(1, 1, 2, 1, has_looked_after_quiet=True, seconds_since_first_send=700)
    assert plan_after_unknown(ASKED, looked_late).step is NextStep.RESEND
    too_late = replace(looked_late, seconds_since_first_send=3601)
    assert plan_after_unknown(ASKED, too_late) == Plan(NextStep.ASK_PERSON)


def test_a_platform_that_can_be_asked_is_asked_then_sent_the_same_again():
    assert plan_after_unknown(ASKED, Tries(1)) == Plan(NextStep.QUERY, 1)
    assert plan_after_unknown(ASKED, Tries(1, queries=1)) == Plan(NextStep.QUERY, 2)
    found_nothing = Tries(1, queries=2, not_found=1)
    assert plan_after_unknown(ASKED, found_nothing) == Plan(NextStep.RESEND, 2)
    assert plan_after_unknown(ASKED, Tries(2, queries=2, not_found=1)) == Plan(NextStep.QUERY, 4)


def test_after_nine_sendings_only_the_quiet_time_and_a_last_look_are_left():
    worn = Tries(9, queries=9, not_found=9, seconds_since_last_send=200)
    assert plan_after_unknown(ASKED, worn) == Plan(NextStep.QUERY, 400)
    looked = Tries(9, queries=10, not_found=10, has_looked_after_quiet=True)
    assert plan_after_unknown(ASKED, looked) == Plan(NextStep.ASK_PERSON)


def test_after_a_day_of_queries_a_person_is_asked():
    assert plan_after_unknown(ASKED, Tries(1, queries=1000)) == Plan(NextStep.ASK_PERSON)


@given(
    st.sampled_from([RESENT_ONCE, ASKED, UNNUMBERED]),
    st.builds(
        Tries,
        sends=st.integers(1, 12),
        unsent=st.integers(0, 400),
        queries=st.integers(0, 400),
        not_found=st.integers(0, 20),
        has_looked_after_quiet=st.booleans(),
        seconds_since_first_send=st.integers(0, 200_000),
    ),
)
def test_nothing_is_repeated_where_a_repeat_could_buy_again_or_outside_the_window(
    rules: UpstreamRules, tries: Tries
):
    plan = plan_after_unknown(rules, tries)
    if plan.step is NextStep.RESEND:
        assert rules.is_repeat_harmless
        assert tries.seconds_since_first_send <= rules.repeat_window_seconds
        assert tries.sends <= 8


SAME_ORDER = UpstreamRules(
    kind=UpstreamKind.SAME_ORDER,
    can_find_by_own_number=False,
    is_repeat_harmless=True,
    repeat_window_seconds=86_400,
    repeat_wait_seconds=35,
)


def test_where_a_repeat_returns_the_same_order_it_is_how_to_ask() -> None:
    waits = [plan_after_unknown(SAME_ORDER, Tries(sends)).wait_seconds for sends in (1, 2, 8)]
    assert waits == [35, 35, 300]
    assert plan_after_unknown(SAME_ORDER, Tries(8)).step is NextStep.RESEND
    assert plan_after_unknown(SAME_ORDER, Tries(9)) == Plan(NextStep.ASK_PERSON)
