"""What 总览 shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.owner_matters import MatterKind, OwnerMatter, worst_first

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.funds import Funds
    from desktop.domain.review import DayReview
    from desktop.domain.stretches import Period
    from desktop.services.funds import MonthProfit
    from desktop.services.overview import Comparison, RankedBy, RankedLine, TrendPoint
    from desktop.services.owner_cards import AgentStanding, Balances
    from desktop.services.wallets import AccountRebate


@dataclass(frozen=True, slots=True)
class OwnerView:
    """Everything of the page, read in one go.

    Attributes:
        on: the last date of the stretch shown; today in the present one.
        matters: what waits outside this page.
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
    balances: Balances
    matters: tuple[OwnerMatter, ...]
    rebates: tuple[AccountRebate, ...]
    agents: tuple[AgentStanding, ...]
    has_agents: bool

    @property
    def is_present(self) -> bool:
        """Whether the stretch still goes on."""
        return self.on >= self.today

    @property
    def all_matters(self) -> tuple[OwnerMatter, ...]:
        """Return what waits, the exceptions of the review among it."""
        own = OwnerMatter(MatterKind.REVIEW, self.review.open_count)
        return worst_first((*self.matters, own))
