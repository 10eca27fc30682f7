"""Turning a priced cart into the figures of a recorded sale. Pure.

Belongs here: sharing rounding and points over lines, what a returned part of a line is worth.
Does not belong here: where the goods come from, or how rows are stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.loyalty import earning_of
from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.pricing import PricedCart, PricedLine


@dataclass(frozen=True, slots=True)
class LineFigures:
    """The figures of a recorded line; gross − discount − shares = net.

    Attributes:
        net: what the customer paid for the line.
    """

    priced: PricedLine
    rounding_share: Money
    net: Money
    points: int


@dataclass(frozen=True, slots=True)
class PartFigures:
    """What some pieces of a recorded line are worth, when they come back."""

    gross: Money
    discount: Money
    order_share: Money
    rounding_share: Money

    @property
    def net(self) -> Money:
        """Money that goes back."""
        return self.gross - self.discount - self.order_share - self.rounding_share


@dataclass(frozen=True, slots=True)
class PointsTerms:
    """By which terms a sale earns points.

    Attributes:
        fen_per_point: fen of paid money per point; 0 when points are off or nobody gets them.
        paid_in_points: the part of the sale that is paid with points and earns none.
    """

    fen_per_point: int = 0
    paid_in_points: Money = ZERO


def figures_of(priced: PricedCart, rounding: Money, terms: PointsTerms) -> tuple[LineFigures, ...]:
    """Share rounding and points over the lines; the parts sum to the whole exactly.

    Args:
        priced: the cart as it will be recorded.
        rounding: what rounding takes off the whole sale.
        terms: by which terms it earns points.
    """
    lines = priced.recorded_lines
    weights = [line.net.fen for line in lines]
    roundings = rounding.shared_by(weights)
    paid = [line.net - share for line, share in zip(lines, roundings, strict=True)]
    percents = [line.line.product.points_percent for line in lines]
    earning = earning_of(paid, percents, terms.paid_in_points)
    points = points_by_line(earning, terms.fen_per_point)
    return tuple(
        LineFigures(line, share, net, point)
        for line, share, net, point in zip(lines, roundings, paid, points, strict=True)
    )


def points_by_line(earning: Sequence[Money], fen_per_point: int) -> tuple[int, ...]:
    """Share the points of a sale over its lines: whole points for the sum, exact in total."""
    if not fen_per_point:
        return (0,) * len(earning)
    points = total_of(earning).fen // fen_per_point
    return tuple(part.fen for part in Money(points).shared_by([amount.fen for amount in earning]))


def part_of(whole: PartFigures, quantity: int, already: int, wanted: int) -> PartFigures:
    """Return what the next ``wanted`` of ``quantity`` pieces are worth after ``already`` came back.

    Worked out as a difference of running parts, so that returning a line piece by piece gives back
    exactly what was paid for all of it.
    """

    def running(amount: Money, pieces: int) -> Money:
        return Money(amount.fen * pieces // quantity)

    def next_part(amount: Money) -> Money:
        return running(amount, already + wanted) - running(amount, already)

    return PartFigures(
        next_part(whole.gross),
        next_part(whole.discount),
        next_part(whole.order_share),
        next_part(whole.rounding_share),
    )
