"""The margin guard: a whole order leaves at least the floor; unknown costs do not pass unseen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping

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

    What is to blame is worked out only for whoever asks: most orders are above the floor.

    Attributes:
        margin: Σ(net − known cost) − bonus into stored value − rounding − points − fees of tenders
            and channel − the agent's commission.
        unknown_lines: titles of lines to be bought now at a cost that is not known. Cards
            already in
            stock are paid for: an unknown cost of theirs is reported, not refused.
        priced: the order that was judged.
        taken_off: what its margin lost beside the lines themselves.
    """

    is_above_floor: bool
    margin: Money
    unknown_lines: tuple[str, ...]
    priced: PricedCart
    taken_off: Mapping[MarginEater, Money]

    @property
    def biggest_eater(self) -> MarginEater:
        """What to name when the order is below the floor."""
        if self.unknown_lines:
            return MarginEater.UNKNOWN_COST
        priced = self.priced
        eaters = {
            MarginEater.PRICE: _loss_of_prices(priced),
            MarginEater.LINE_DISCOUNT: priced.agreed_line_discounts,
            MarginEater.ORDER_DISCOUNT: priced.agreed_order_discount,
            MarginEater.PROMOTION: priced.promoted,
            MarginEater.GIFT: _bonus_of(priced) + _cost_of_gifts(priced),
            **self.taken_off,
        }
        return max(eaters, key=lambda eater: eaters[eater])

    @property
    def worst_line(self) -> str:
        """The title of the line that loses most or, when none loses, earns least."""
        worst = min(self.priced.recorded_lines, key=_line_margin, default=None)
        return "" if worst is None else worst.line.product.title


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
    taken_off = {
        MarginEater.ROUNDING: rounding,
        MarginEater.POINTS: points_cost,
        MarginEater.FEES: fees,
        MarginEater.CHANNEL: channel_fees,
        MarginEater.COMMISSION: commission,
    }
    earned = total_of(map(_line_margin, sold)) - _bonus_of(priced)
    margin = earned - total_of(taken_off.values())
    is_above_floor = not unknown and margin >= floor
    return MarginVerdict(is_above_floor, margin, unknown, priced, taken_off)


def _is_bought_blind(line: PricedLine) -> bool:
    product = line.line.product
    return product.cost is None and product.has_source and product.local_cards < line.line.quantity


def _line_margin(line: PricedLine) -> Money:
    cost = line.cost
    return ZERO if cost is None else line.net - cost


def _bonus_of(priced: PricedCart) -> Money:
    return total_of(one.bonus for one in priced.applied)


def _cost_of_gifts(priced: PricedCart) -> Money:
    return total_of(line.cost for line in priced.gifts if line.cost is not None)


def _loss_of_prices(priced: PricedCart) -> Money:
    losses = (line.cost - line.gross for line in priced.lines if line.cost is not None)
    return total_of(loss for loss in losses if loss > ZERO)


def may_last(refusal: KataiError) -> bool:
    """Say whether an owner may let the same pass for some days: not where a cost is unknown."""
    eater = refusal.values.get("eater")
    return eater is not None and eater != MarginEater.UNKNOWN_COST
