"""What a line earns its agent: a share of its margin, never below zero, exact in its parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agent import (
    AgentProfile,
    EarningLine,
    burden_of,
    commissions_of,
    due_now,
    folded_code,
    percent_text,
    refuse_odd_profile,
    share_from_percent,
)
from desktop.domain.cart import Cart
from desktop.domain.customer import AgentTag, CustomerSnapshot
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of

FEN = st.integers(0, 50_000).map(Money)
SHARES = st.integers(1, 10_000)
LINES = st.lists(st.builds(EarningLine, FEN, st.one_of(st.none(), FEN)), min_size=1, max_size=6)
NAMED = AgentTag(1, "XY01", "夏雨", 3000)
OTHER = AgentTag(2, "LM02", "李明", 2000)


def test_a_line_earns_its_share_of_net_less_cost_less_its_part_of_what_the_order_costs() -> None:
    lines = [EarningLine(Money(60_00), Money(50_00)), EarningLine(Money(40_00), Money(36_00))]
    assert commissions_of(lines, ZERO, 3000) == (Money(3_00), Money(1_20))
    assert commissions_of(lines, Money(1_00), 3000) == (Money(2_82), Money(1_08))


def test_half_a_fen_counts_as_a_whole_one() -> None:
    assert commissions_of([EarningLine(Money(105), Money(100))], ZERO, 3000) == (Money(2),)
    assert commissions_of([EarningLine(Money(104), Money(100))], ZERO, 3000) == (Money(1),)


def test_an_unknown_cost_earns_nothing_and_a_loss_is_not_charged() -> None:
    lines = [EarningLine(Money(60_00), None), EarningLine(Money(40_00), Money(41_00))]
    assert commissions_of(lines, ZERO, 10_000) == (ZERO, ZERO)


def test_what_a_gift_cost_is_carried_by_the_lines_that_were_paid() -> None:
    lines = [EarningLine(Money(100_00), Money(90_00)), EarningLine(ZERO, Money(4_00))]
    burden = burden_of((Money(1_00),), [Money(4_00), None])
    assert commissions_of(lines, burden, 5000) == (Money(2_50), ZERO)


@given(LINES, FEN, SHARES)
def test_no_line_earns_below_zero_and_all_never_more_than_the_margins(
    lines: list[EarningLine], burden: Money, share: int
) -> None:
    earned = commissions_of(lines, burden, share)
    margins = [line.net - line.cost if line.cost is not None else ZERO for line in lines]
    for part, margin in zip(earned, margins, strict=True):
        assert ZERO <= part <= max(margin, ZERO)
    assert total_of(earned) <= total_of(max(margin, ZERO) for margin in margins)


@given(FEN, st.integers(1, 9), st.data())
def test_pieces_taken_back_one_by_one_leave_exactly_nothing(
    whole: Money, quantity: int, data: st.DataObject
) -> None:
    returned, last = 0, whole
    while returned < quantity:
        returned += data.draw(st.integers(1, quantity - returned))
        due = due_now(EarningLine(ZERO, ZERO, quantity, returned), whole)
        assert ZERO <= due <= last
        last = due
    assert last == ZERO


def test_goods_that_are_not_here_earn_nothing() -> None:
    assert due_now(EarningLine(ZERO, ZERO, is_delivered=False), Money(5_00)) == ZERO


def test_a_walk_in_counts_for_whoever_was_named() -> None:
    assert Cart().counted_agent is None
    assert Cart().with_agent(NAMED).counted_agent == NAMED


def test_a_member_counts_for_whom_they_came_by_unless_another_is_named() -> None:
    member = CustomerSnapshot(7, "周宁", "13800002046", agent=OTHER)
    assert Cart().with_customer(member).counted_agent == OTHER
    assert Cart().with_customer(member).with_agent(NAMED).counted_agent == NAMED


def test_what_an_agent_buys_counts_for_no_other_agent() -> None:
    member = CustomerSnapshot(7, "夏雨", "13800002046", agent=OTHER, own_agent=NAMED)
    assert Cart().with_customer(member).counted_agent is None
    assert Cart().with_customer(member).with_agent(OTHER).counted_agent is None
    allowed = AgentTag(1, "XY01", "夏雨", 3000, earns_own=True)
    paid = CustomerSnapshot(7, "夏雨", "13800002046", agent=OTHER, own_agent=allowed)
    assert Cart().with_customer(paid).with_agent(OTHER).counted_agent == allowed


@pytest.mark.parametrize(
    ("text", "share"),
    [("30", 3000), ("12.5", 1250), ("12.5%", 1250), ("０.０１", 1), ("100", 10_000)],
)
def test_a_share_is_typed_in_per_cent(text: str, share: int) -> None:
    assert share_from_percent(text) == share
    assert share_from_percent(percent_text(share)) == share


@pytest.mark.parametrize("text", ["", "0", "100.01", "-3", "三成", "12.345"])
def test_a_share_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        share_from_percent(text)
    assert refused.value.code == "share_out_of_range"


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        (AgentProfile(" ", "XY01", 3000), "name_missing"),
        (AgentProfile("夏雨", "X", 3000), "agent_code_odd"),
        (AgentProfile("夏雨", "XY 01", 3000), "agent_code_odd"),
        (AgentProfile("夏雨", "XY01", 0), "share_out_of_range"),
    ],
)
def test_an_odd_profile_is_refused(profile: AgentProfile, code: str) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        refuse_odd_profile(profile)
    assert refused.value.code == code


def test_a_code_is_the_same_however_it_is_typed() -> None:
    assert folded_code(" ｘｙ 01 ") == folded_code("xy01") == "XY01"
