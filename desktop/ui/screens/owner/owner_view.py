"""What 总览 shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.day_close import OpenItems
    from desktop.domain.funds import Funds
    from desktop.domain.review import DayReview
    from desktop.domain.stretches import Period
    from desktop.services.funds import MonthProfit
    from desktop.services.overview import Comparison, RankedBy, RankedLine, TrendPoint


@dataclass(frozen=True, slots=True)
class OwnerView:
    """Everything of the page, read in one go.

    Attributes:
        on: the last date of the stretch shown; today in the present one.
    """

    today: date
    on: date
    period: Period
    compared: Comparison
    trend: tuple[TrendPoint, ...]
    ranked_by: RankedBy
    ranking: tuple[RankedLine, ...]
    month: MonthProfit
    funds: Funds
    review: DayReview
    open_items: OpenItems

    @property
    def is_present(self) -> bool:
        """Whether the stretch still goes on."""
        return self.on >= self.today
