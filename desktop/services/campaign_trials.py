"""A campaign tried before it runs: on the orders of the last days, and on each of its goods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.clock import zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money, total_of
from desktop.domain.promotion import Campaign, Facts, Stacking
from desktop.promotions import RULE_BY_NAME
from desktop.promotions.base import several
from desktop.promotions.best import best_for
from desktop.storage import campaign_history, catalog_queries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.product import ProductSnapshot
    from desktop.promotions.base import Rule
    from desktop.services.campaign_drafts import CampaignDraft
    from desktop.services.settings import Settings
    from desktop.storage.campaign_history import PastSale
    from desktop.storage.ground import Ground
    from desktop.storage.promotion_queries import CampaignRow

PREVIEW_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class CampaignPreview:
    """What the last days would have been with the campaign, at the prices and costs of then.

    Attributes:
        margin_before: what the looked-at sales earned; lines of unknown cost are left out.
        cost: what the campaign would have taken off and given away.
        below_floor: orders that would have earned less than the floor.
        unknown: orders with lines of unknown cost.
        is_foreseeable: whether past orders say anything about such a campaign.
    """

    days: int
    sales: int
    used: int
    margin_before: Money
    cost: Money
    below_floor: int
    unknown: int = 0
    is_foreseeable: bool = True

    @property
    def margin_after(self) -> Money:
        """Margin after discounts and gifts."""
        return self.margin_before - self.cost


def foreseen(
    ground: Ground, settings: Settings, draft: CampaignDraft, days: int
) -> CampaignPreview:
    """Work out what the sales of the last days would have earned with a campaign free of faults."""
    since = ground.now() - timedelta(days=days)
    trial = Campaign(0, draft.rule, draft.title, draft.values, draft.budget)
    floor = settings.current.money("sale.floor")
    with ground.database.read() as connection:
        gifts = catalog_queries.load_products(
            connection,
            [one for one in several(draft.values, "gifts") if isinstance(one, int)],
            stale_before=ground.now(),
        )
        zone = zone_named(settings.current.text("day.zone"))
        sales = campaign_history.load_past_sales(connection, since, zone)
    outcomes = [_replayed(sale, trial, gifts) for sale in sales]
    used = [(sale, cost) for sale, cost in zip(sales, outcomes, strict=True) if cost]
    return CampaignPreview(
        days,
        len(sales),
        len(used),
        total_of(sale.margin for sale in sales),
        total_of(outcomes),
        sum(sale.is_known and sale.margin - cost < floor for sale, cost in used),
        sum(not sale.is_known for sale in sales),
        RULE_BY_NAME[draft.rule].applies_by_itself,
    )


def _replayed(sale: PastSale, trial: Campaign, gifts: Mapping[int, ProductSnapshot]) -> Money:
    """Return what the campaign would have cost in a past order."""
    applied = best_for(sale.cart, [trial], sale.facts, gifts)
    return total_of(one.spent for one in applied)


def refuse_below_floor(
    connection: Connection, row: CampaignRow, floor: Money, now: datetime
) -> None:
    """Refuse prices below the floor: goods sold alone, at what the next piece costs.

    Raises:
        BusinessRuleError: code ``campaign_below_floor``.
    """
    rule = RULE_BY_NAME[row.rule]
    if rule.stacking is not Stacking.PRICE:
        return
    trial = Campaign(row.id, row.rule, row.title, row.values)
    loser = campaign_history.find_below_floor(connection, trial, _facts_for(rule, row), floor, now)
    if loser is not None:
        raise BusinessRuleError(
            "campaign_below_floor",
            QT_TRANSLATE_NOOP("errors", "{name} 按这个活动价卖就不到底线，活动没有开始"),
            name=loser,
        )


def _facts_for(rule: Rule, row: CampaignRow) -> Facts:
    """Return facts under which the rule applies, whoever it is limited to."""
    tiers = [one for one in several(row.values, "tiers") if isinstance(one, int)]
    tags = [one for one in several(row.values, "tags") if isinstance(one, str)]
    channels = [str(one) for one in several(row.values, "channels")]
    hours = row.values.get("from_hour")
    return Facts(
        hour=hours if isinstance(hours, int) else 0,
        tier_id=tiers[0] if tiers else None,
        tags=frozenset(tags),
        channel=channels[0] if channels else "",
        is_first_order=not rule.is_counted,
    )
