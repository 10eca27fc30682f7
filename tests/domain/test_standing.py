from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.margin import MarginVerdict, judge_margin
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.pricing import PricedCart, price_cart
from desktop.domain.standing import (
    StandingApproval,
    StandingEnd,
    StandingUse,
    ended_by_price,
    losses_to_agree,
    uses_of_standing,
)
from tests.domain.builders import a_cart, a_product

NOW = datetime(2026, 6, 18, tzinfo=UTC)


def an_approval(product_id: int = 1, loss: int = 1_00) -> StandingApproval:
    until = NOW + timedelta(days=7)
    return StandingApproval(product_id, product_id, Money(loss), until, "清仓", 9, NOW)


def judged(priced: PricedCart, floor: Money = ZERO, fees: Money = ZERO) -> MarginVerdict:
    return judge_margin(
        priced, floor=floor, rounding=ZERO, points_cost=ZERO, fees=fees, channel_fees=ZERO
    )


def uses(
    priced: PricedCart, *approvals: StandingApproval, floor: Money = ZERO, fees: Money = ZERO
) -> tuple[StandingUse, ...]:
    verdict = judged(priced, floor, fees)
    return uses_of_standing(priced, verdict, floor, {one.product_id: one for one in approvals})


def at(price: int, cost: int | None = 91_00, product_id: int = 1, **changes: object):
    return a_product(
        product_id, price=Money(price), cost=None if cost is None else Money(cost), **changes
    )


def test_a_loss_within_what_was_agreed_passes_and_one_fen_more_does_not() -> None:
    passing = price_cart(Cart().with_product(at(90_00), 3))
    (use,) = uses(passing, an_approval(loss=1_00))
    assert (use.quantity, use.loss) == (3, Money(3_00))
    assert uses(passing, an_approval(loss=99)) == ()
    assert uses(passing) == ()


def test_fees_are_carried_within_the_same_sum() -> None:
    priced = price_cart(a_cart(at(90_50)))
    assert uses(priced, an_approval(loss=1_00), fees=Money(50))
    assert not uses(priced, an_approval(loss=1_00), fees=Money(51))


def test_another_product_is_not_carried() -> None:
    priced = price_cart(a_cart(at(90_50), at(90_99, product_id=2)))
    assert not uses(priced, an_approval(1))
    assert uses(priced, an_approval(1), an_approval(2))


def test_a_discount_counts_as_loss() -> None:
    cart = a_cart(at(90_50)).with_order_discount(Discount(DiscountKind.RATE, 99))
    assert not uses(price_cart(cart), an_approval(loss=1_00))


def test_an_unknown_cost_never_passes() -> None:
    blind = at(90_00, cost=None, product_id=2, local_cards=0, platform_stock=-1)
    assert not uses(price_cart(a_cart(at(90_50), blind)), an_approval(1), an_approval(2))


def test_what_earns_less_than_the_floor_is_carried_alone_but_carries_nothing_else() -> None:
    floor = Money(2_00)
    alone = price_cart(a_cart(at(92_00)))
    assert not judged(alone, floor).is_above_floor
    assert uses(alone, an_approval(), floor=floor)
    beside = price_cart(a_cart(at(92_00), at(91_50, product_id=2)))
    assert not uses(beside, an_approval(), floor=Money(5_00))


def test_the_date_ends_it_at_its_instant() -> None:
    approval = an_approval()
    assert approval.is_valid(approval.valid_until - timedelta(milliseconds=1))
    assert not approval.is_valid(approval.valid_until)
    assert not replace(approval, end=StandingEnd.REVOKED).is_valid(NOW)


def test_only_cost_and_price_end_it_not_a_discount() -> None:
    approvals = {1: an_approval(loss=1_00)}
    assert ended_by_price(price_cart(a_cart(at(90_00, cost=91_01))), approvals) == (approvals[1],)
    discounted = a_cart(at(90_50)).with_order_discount(Discount(DiscountKind.RATE, 50))
    assert ended_by_price(price_cart(discounted), approvals) == ()


lines = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 200), st.integers(1, 200), st.integers(1, 5)),
    min_size=1,
    max_size=4,
    unique_by=lambda line: line[0],
)


@given(lines, st.dictionaries(st.integers(1, 4), st.integers(1, 60)), st.integers(0, 50))
def test_no_order_ever_loses_more_than_was_agreed(drawn, losses, fees) -> None:
    cart = Cart()
    for product_id, price, cost, quantity in drawn:
        cart = cart.with_product(at(price, cost, product_id), quantity)
    priced = price_cart(cart)
    verdict = judged(priced, fees=Money(fees))
    approvals = {one: an_approval(one, loss) for one, loss in losses.items()}
    found = uses_of_standing(priced, verdict, ZERO, approvals)
    if not found:
        return
    assert not verdict.is_above_floor
    agreed = total_of(use.approval.largest_loss * use.quantity for use in found)
    assert verdict.margin >= -agreed
    carried = {use.approval.product_id for use in found}
    others = [line for line in priced.lines if line.line.product.id not in carried]
    assert total_of(line.net - (line.cost or ZERO) for line in others) >= ZERO
    for use in found:
        assert use.loss <= use.approval.largest_loss * use.quantity


@given(lines, st.integers(0, 50), st.integers(0, 30))
def test_what_is_agreed_to_at_the_counter_lets_the_same_order_pass(drawn, fees, floor) -> None:
    cart = Cart()
    for product_id, price, cost, quantity in drawn:
        cart = cart.with_product(at(price, cost, product_id), quantity)
    priced = price_cart(cart)
    least = Money(floor)
    verdict = judged(priced, least, Money(fees))
    agreed = losses_to_agree(priced, verdict, least)
    approvals = {one: an_approval(one, loss.fen) for one, loss in agreed.items()}
    if agreed:
        assert uses_of_standing(priced, verdict, least, approvals)
        pieces = {line.line.product.id: line.line.quantity for line in priced.lines}
        together = total_of(loss * pieces[one] for one, loss in agreed.items())
        spare = sum(pieces[one] for one in agreed)
        own = sum(max((line.cost or ZERO).fen - line.net.fen, 0) for line in priced.lines)
        assert together.fen <= own + max(floor - verdict.margin.fen, 0) + 2 * spare
