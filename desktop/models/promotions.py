"""Tiers of customers, campaigns, their coupons, and every use of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text

from desktop.domain.promotion import CampaignState, UseKind
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, RowId, SealedBytes, UtcTime, Word

customer_tier = strict_table(
    "customer_tier",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("spent_from", Fen, unique=True),
    Column("created_at", UtcTime, nullable=False),
    CheckConstraint("spent_from >= 0", name="spent_from_not_negative"),
)
"""``spent_from`` raises whoever has spent so much; a tier without it (分销) is given by hand."""

campaign = strict_table(
    "campaign",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("state", Word(CampaignState), nullable=False),
    Column("starts_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("budget", Fen),
    Column("per_person", Integer, nullable=False, server_default="0"),
    Column("created_by", RowId, ForeignKey("person.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("stopped_at", UtcTime),
    CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    CheckConstraint("budget > 0", name="budget_positive"),
    Index("ix_campaign_state", "state", "ends_at"),
)
"""``parameters`` is JSON as the rule declares it; a campaign that once ran never changes it.
``per_person`` 0 is no limit."""

coupon = strict_table(
    "coupon",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False, unique=True),
    Column("campaign_id", RowId, ForeignKey("campaign.id"), nullable=False),
    Column("off", Fen, nullable=False),
    Column("threshold", Fen, nullable=False),
    Column("issued_sale_id", RowId, ForeignKey("sale.id")),
    Column("customer_id", RowId, ForeignKey("customer.id")),
    Column("expires_at", UtcTime, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("used_sale_id", RowId, ForeignKey("sale.id")),
    Column("used_at", UtcTime),
    CheckConstraint("off > 0", name="off_positive"),
    Index("ix_coupon_campaign", "campaign_id"),
    Index("ix_coupon_issued", "issued_sale_id"),
    Index("ix_coupon_used", "used_sale_id"),
)
"""``issued_sale_id``: given with that sale, and good only while it stands."""

promotion_use = strict_table(
    "promotion_use",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("campaign_id", RowId, ForeignKey("campaign.id"), nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("sale_line_id", RowId, ForeignKey("sale_line.id")),
    Column("receipt_id", RowId, ForeignKey("customer_receipt.id")),
    Column("kind", Word(UseKind), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", RowId, ForeignKey("promotion_use.id")),
    Column("business_date", Day, nullable=False),
    Column("booked_at", UtcTime, nullable=False),
    CheckConstraint("(undoes IS NULL) = (amount >= 0)", name="sign"),
    CheckConstraint("(sale_id IS NULL) = (sale_line_id IS NULL)", name="line_of_sale"),
    CheckConstraint("(sale_id IS NULL) <> (receipt_id IS NULL)", name="sale_or_receipt"),
    Index("ix_promotion_use_campaign", "campaign_id", "kind", "amount"),
    Index("ix_promotion_use_sale", "sale_id"),
    Index("ix_promotion_use_line", "sale_line_id"),
    Index("ix_promotion_use_day", "business_date"),
)
"""Append-only. What a campaign took off a line or gave with it, and below zero what of it came
back with the line; a budget is spent by the sum. ``receipt_id``: given on top of stored value."""

promotion_claim = strict_table(
    "promotion_claim",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("campaign_id", RowId, ForeignKey("campaign.id"), nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("receipt_id", RowId, ForeignKey("customer_receipt.id")),
    Column("fingerprint", SealedBytes, nullable=False),
    Column("claims", Integer, nullable=False),
    CheckConstraint("(sale_id IS NULL) <> (receipt_id IS NULL)", name="sale_or_receipt"),
    Index("ix_promotion_claim_person", "fingerprint", "campaign_id", "claims"),
    Index("ix_promotion_claim_sale", "sale_id"),
)
"""Append-only. Who used a campaign, by keyed fingerprints of phone, QQ, WeChat and accounts topped
up; a void gives the claim back, a refund does not."""
