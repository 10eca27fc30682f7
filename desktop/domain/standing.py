"""Standing approvals: an owner let something be sold at a loss, up to so much, for so long.

What a piece may lose is agreed per product. Such an agreement carries the loss of its own pieces,
and what the order takes off them; it never carries the loss of anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from desktop.domain.margin import MarginVerdict
    from desktop.domain.pricing import PricedCart, PricedLine

LASTING_DAYS: Final = 7
"""How long holds what an owner agrees to at the counter, with a tick beside the PIN."""
LONGEST_DAYS: Final = 90
"""Prices move: what was agreed to last season is agreed to anew."""


class StandingEnd(StrEnum):
    """Why a standing approval is over."""

    NONE = ""
    DATE = "date"
    LOSS = "loss"
    REVOKED = "revoked"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class StandingApproval:
    """An owner's consent, given beforehand, to sell a product below the floor.

    Attributes:
        largest_loss: per piece.
        valid_until: it holds before this instant.
        end: why it was ended; its date needs no note.
    """

    id: int
    product_id: int
    largest_loss: Money
    valid_until: datetime
    reason: str
    given_by: int
    given_at: datetime
    end: StandingEnd = StandingEnd.NONE

    def is_valid(self, now: datetime) -> bool:
        """Whether it holds now."""
        return self.end is StandingEnd.NONE and now < self.valid_until


@dataclass(frozen=True, slots=True)
class StandingUse:
    """What one standing approval carried in one order; ``loss`` is of all its pieces."""

    approval: StandingApproval
    quantity: int
    loss: Money


def uses_of_standing(
    priced: PricedCart,
    verdict: MarginVerdict,
    floor: Money,
    approvals: Mapping[int, StandingApproval],
) -> tuple[StandingUse, ...]:
    """Return the approvals that let an order below the floor pass; empty when they do not.

    Args:
        priced: at the costs that will be consumed.
        verdict: of the same order.
        floor: what an order must leave.
        approvals: those that hold now, by product.
    """
    if verdict.is_above_floor or verdict.unknown_lines:
        return ()
    carried = [line for line in priced.lines if line.line.product.id in approvals]
    if not carried or any(_is_beyond(line, approvals) for line in carried):
        return ()
    others = [_margin_of(line) for line in priced.lines if line not in carried]
    allowance = total_of(_agreed(approvals[line.line.product.id], line) for line in carried)
    least = floor - allowance if others else -allowance
    if (others and total_of(others) < floor) or verdict.margin < least:
        return ()
    return _joined(carried, approvals)


def ended_by_price(
    priced: PricedCart, approvals: Mapping[int, StandingApproval]
) -> tuple[StandingApproval, ...]:
    """Return the approvals whose goods now lose more at their own price than was agreed to.

    A discount that somebody gave does not end one: only cost and price do.
    """
    ended = []
    for line in priced.lines:
        approval = approvals.get(line.line.product.id)
        product = line.line.product
        if approval is None or line.cost is None or approval in ended:
            continue
        if line.cost - product.price * line.line.quantity > _agreed(approval, line):
            ended.append(approval)
    return tuple(ended)


def losses_to_agree(priced: PricedCart, verdict: MarginVerdict, floor: Money) -> dict[int, Money]:
    """Return what an owner agrees to per piece, by product, so that the same order passes again.

    Empty where no such consent could carry the order: a cost is not known, or what does not lose
    by itself leaves less than the floor.
    """
    losing = [line for line in priced.lines if _loss_of(line) > ZERO]
    losing = losing or sorted(priced.lines, key=_margin_of)[:1]
    others = [_margin_of(line) for line in priced.lines if line not in losing]
    if verdict.is_above_floor or verdict.unknown_lines or (others and total_of(others) < floor):
        return {}
    agreed: dict[int, Money] = {}
    for line in losing:
        product_id = line.line.product.id
        each = _per_piece(_loss_of(line), line.line.quantity)
        agreed[product_id] = max(agreed.get(product_id, ZERO), each, Money(1))
    needed = (floor if others else ZERO) - verdict.margin
    spare = total_of(agreed[line.line.product.id] * line.line.quantity for line in losing)
    if spare < needed:
        most = max(losing, key=_loss_of).line
        agreed[most.product.id] += _per_piece(needed - spare, most.quantity)
    return agreed


def _per_piece(loss: Money, pieces: int) -> Money:
    return Money(-(-loss.fen // pieces))


def _agreed(approval: StandingApproval, line: PricedLine) -> Money:
    return approval.largest_loss * line.line.quantity


def _is_beyond(line: PricedLine, approvals: Mapping[int, StandingApproval]) -> bool:
    return _loss_of(line) > _agreed(approvals[line.line.product.id], line)


def _margin_of(line: PricedLine) -> Money:
    return line.net - line.cost if line.cost is not None else ZERO


def _loss_of(line: PricedLine) -> Money:
    return max(-_margin_of(line), ZERO)


def _joined(
    carried: Iterable[PricedLine], approvals: Mapping[int, StandingApproval]
) -> tuple[StandingUse, ...]:
    """One use per approval, however many lines an order has of its product."""
    uses: dict[int, StandingUse] = {}
    for line in carried:
        approval = approvals[line.line.product.id]
        before = uses.get(approval.id, StandingUse(approval, 0, ZERO))
        uses[approval.id] = StandingUse(
            approval, before.quantity + line.line.quantity, before.loss + _loss_of(line)
        )
    return tuple(uses.values())
