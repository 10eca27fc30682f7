"""The margin guard: a whole order leaves at least the floor; unknown costs do not pass unseen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.domain.pricing import PricedCart, PricedLine


class MarginEater(StrEnum):
    """What eats most of an order's margin; named to the cashier without any cost."""

    PRICE = "price"
    LINE_DISCOUNT = "line_discount"
    ORDER_DISCOUNT = "order_discount"
    PROMOTION = "promotion"
    GIFT = "gift"
    ROUNDING = "rounding"
    POINTS = "points"
    FEES = "fees"
    CHANNEL = "channel"
    COMMISSION = "commission"
    UNKNOWN_COST = "unknown_cost"


@dataclass(frozen=True, slots=True)
class MarginVerdict:
    """Whether an order may be sold without the owner.

    Attributes:
        margin: Σ(net − known cost) − bonus into stored value − rounding − points − fees of tenders
            and channel − the agent's commission.
        unknown_lines: titles of lines to be bought now at a cost that is not known. Cards
            already in
            stock are paid for: an unknown cost of theirs is reported, not refused.
        biggest_eater: what to name when the order is below the floor.
        worst_line: the title of the line that loses most or, when none loses, earns least.
    """

    is_above_floor: bool
    margin: Money
    unknown_lines: tuple[str, ...]
    biggest_eater: MarginEater
    worst_line: str


def judge_margin(
    priced: PricedCart,
    *,
    floor: Money,
    rounding: Money,
    points_cost: Money,
    fees: Money,
    channel_fees: Money,
    commission: Money = ZERO,
) -> MarginVerdict:
    """Judge the whole order (product row K6). A line of unknown cost never counts as profit.

    What promotions take off, what their gifts cost and what goes into stored value count; a coupon
    given for the next order does not: it is judged with the order that it lowers.
    """
    sold = priced.recorded_lines
    unknown = tuple(line.line.product.title for line in sold if _is_bought_blind(line))
    margins = [_line_margin(line) for line in sold]
    bonus = total_of(one.bonus for one in priced.applied)
    margin = total_of(margins) - bonus - rounding - points_cost - fees - channel_fees - commission
    eaters = {
        MarginEater.PRICE: _loss_of_prices(priced),
        MarginEater.LINE_DISCOUNT: priced.agreed_line_discounts,
        MarginEater.ORDER_DISCOUNT: priced.agreed_order_discount,
        MarginEater.PROMOTION: priced.promoted,
        MarginEater.GIFT: bonus + _cost_of_gifts(priced),
        MarginEater.ROUNDING: rounding,
        MarginEater.POINTS: points_cost,
        MarginEater.FEES: fees,
        MarginEater.CHANNEL: channel_fees,
        MarginEater.COMMISSION: commission,
    }
    biggest = MarginEater.UNKNOWN_COST if unknown else max(eaters, key=lambda eater: eaters[eater])
    worst_line = ""
    if margins:
        worst_line = sold[margins.index(min(margins))].line.product.title
    return MarginVerdict(
        is_above_floor=not unknown and margin >= floor,
        margin=margin,
        unknown_lines=unknown,
        biggest_eater=biggest,
        worst_line=worst_line,
    )


def _is_bought_blind(line: PricedLine) -> bool:
    product = line.line.product
    return line.cost is None and product.has_source and product.local_cards < line.line.quantity


def _line_margin(line: PricedLine) -> Money:
    return line.net - line.cost if line.cost is not None else ZERO


def _cost_of_gifts(priced: PricedCart) -> Money:
    return total_of(line.cost for line in priced.gifts if line.cost is not None)


def _loss_of_prices(priced: PricedCart) -> Money:
    losses = (line.cost - line.gross for line in priced.lines if line.cost is not None)
    return total_of(loss for loss in losses if loss > ZERO)


def may_last(refusal: KataiError) -> bool:
    """Say whether an owner may let the same pass for some days: not where a cost is unknown."""
    eater = refusal.values.get("eater")
    return eater is not None and eater != MarginEater.UNKNOWN_COST
