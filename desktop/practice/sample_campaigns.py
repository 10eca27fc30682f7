"""Campaigns and tiers of the sample shop: they earn, each leaves a sale of its goods a margin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.money import Money
from desktop.services.campaign_drafts import CampaignDraft

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.permissions import Actor
    from desktop.domain.promotion import Value
    from desktop.services.campaigns import Campaigns
    from desktop.services.tiers import Tiers

TIER_CAMPAIGN: Final = "银卡 99 折"
BUNDLE_CAMPAIGN: Final = "毕业季游戏包 98 折"
GIFT_CAMPAIGN: Final = "满 100 送 10"
SET_CAMPAIGN: Final = "双卡套餐"
SET_GUIDE: Final = "先兑 50，再兑 10，同一个号"
"""What the tour makes itself."""
_DAYS: Final = 30
_TIERS: Final = (("银卡", Money(500_00)), ("金卡", Money(2000_00)), ("分销", None))


def add_campaigns(
    campaigns: Campaigns, tiers: Tiers, owner: Actor, bundle_id: int, now: datetime
) -> None:
    """Add the tiers, start three campaigns for a month from now, and leave one as a draft.

    Args:
        campaigns: where they are started.
        tiers: what spending leads to.
        owner: whose shop it is.
        bundle_id: the goods that are cheaper for a while.
        now: when they begin.
    """
    for name, spent_from in _TIERS:
        tiers.add_tier(owner, name, spent_from)
    silver = next(one.id for one in tiers.list_tiers() if one.spent_from is not None)
    for draft in _drafts(bundle_id, now):
        campaigns.start(owner, campaigns.save(owner, draft))
    values: dict[str, Value] = {"tiers": (silver,), "rate": 99}
    campaigns.save(owner, _draft(TIER_CAMPAIGN, "member_price", values, now))


def _drafts(bundle_id: int, now: datetime) -> tuple[CampaignDraft, ...]:
    return (
        _draft(
            "群里首单立减 2",
            "first_order",
            {"off": Money(2_00), "threshold": Money(50_00), "channels": ("qq_group",)},
            now,
            Money(200_00),
        ),
        _draft(
            "满 200 送 3 元券",
            "spend_gift",
            {
                "threshold": Money(200_00),
                "coupon": Money(3_00),
                "next_threshold": Money(100_00),
                "days": _DAYS,
            },
            now,
            Money(300_00),
        ),
        _draft(
            BUNDLE_CAMPAIGN,
            "percent_off",
            {"rate": 98, "products": (bundle_id,)},
            now,
            Money(150_00),
        ),
    )


def _draft(
    title: str,
    rule: str,
    values: dict[str, Value],
    now: datetime,
    budget: Money | None = None,
) -> CampaignDraft:
    ends = now + timedelta(days=_DAYS)
    return CampaignDraft(title, rule, values, now, ends, budget)
