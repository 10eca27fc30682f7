"""What an owner agreed to beforehand, in writing: risky goods, and selling something at a loss."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text

from desktop.models.base import strict_table
from desktop.models.column_types import Fen, RowId, UtcTime

goods_acceptance = strict_table(
    "goods_acceptance",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("goods_id", RowId, ForeignKey("platform_goods.id"), nullable=False),
    Column("flags", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("accepted_at", UtcTime, nullable=False),
    Index("ix_goods_acceptance_goods", "goods_id"),
)
"""Append-only. Which red flags of which goods an owner accepted, and why."""

standing_approval = strict_table(
    "standing_approval",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("product_id", RowId, ForeignKey("product.id"), nullable=False),
    Column("largest_loss", Fen, nullable=False),
    Column("valid_until", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("given_by", RowId, ForeignKey("person.id"), nullable=False),
    Column("given_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("ended_by", RowId, ForeignKey("person.id")),
    Column("end_reason", Text, nullable=False, server_default=""),
    CheckConstraint("largest_loss > 0", name="loss_positive"),
    Index("ix_standing_approval_product", "product_id"),
)
"""``largest_loss`` is per piece. ``ended_at``: revoked, replaced, or ended by a worse price; the
date ends it by itself."""

standing_use = strict_table(
    "standing_use",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("approval_id", RowId, ForeignKey("standing_approval.id"), nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id"), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("loss", Fen, nullable=False),
    Column("used_at", UtcTime, nullable=False),
    Index("ix_standing_use_approval", "approval_id"),
    Index("ix_standing_use_sale", "sale_id"),
)
"""Append-only. A sale that passed the margin guard by a standing approval; ``loss`` is what its
pieces lost."""
