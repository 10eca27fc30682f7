"""Wholesale accounts, the goods they sell us as last synced, and sync runs."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text, UniqueConstraint

from desktop.models.base import strict_table
from desktop.models.column_types import Fen, Flag, RowId, SealedBytes, UtcTime

platform_account = strict_table(
    "platform_account",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("secrets_sealed", SealedBytes, nullable=False),
    Column("allows_plain_http", Flag, nullable=False, server_default="0"),
    Column("is_practice", Flag, nullable=False, server_default="0"),
    Column("is_frozen", Flag, nullable=False, server_default="0"),
    Column("position", Integer, nullable=False),
    Column("balance", Fen),
    Column("balance_at", UtcTime),
    Column("reserve", Fen, nullable=False, server_default="0"),
    Column("synced_at", UtcTime),
    Column("trouble_code", Text, nullable=False, server_default=""),
    Column("trouble_text", Text, nullable=False, server_default=""),
    Column("trouble_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime),
)
"""``fields`` is a JSON object of what is not secret; the secret fields are sealed as one.

``reserve`` is what the owner wants left in the account: no sale may count on it."""

rebate_step = strict_table(
    "rebate_step",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("account_id", RowId, ForeignKey("platform_account.id"), nullable=False),
    Column("volume", Fen, nullable=False),
    Column("basis_points", Integer, nullable=False),
    UniqueConstraint("account_id", "volume"),
    CheckConstraint("volume >= 0", name="volume_not_negative"),
    CheckConstraint("basis_points BETWEEN 1 AND 3000", name="rate_within"),
)
"""From ``volume`` bought in a month on, the account gives ``basis_points`` of the month back."""

platform_goods = strict_table(
    "platform_goods",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("account_id", RowId, ForeignKey("platform_account.id"), nullable=False),
    Column("upstream_id", Text, nullable=False),
    Column("variant", Text, nullable=False, server_default=""),
    Column("name", Text, nullable=False),
    Column("category", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False),
    Column("cost", Fen),
    Column("cost_at", UtcTime),
    Column("stock", Integer),
    Column("minimum", Integer, nullable=False, server_default="1"),
    Column("maximum", Integer, nullable=False, server_default="0"),
    Column("status", Text, nullable=False),
    Column("fields", Text, nullable=False, server_default="[]"),
    Column("red_flags", Text, nullable=False, server_default=""),
    Column("accepted_flags", Text, nullable=False, server_default=""),
    Column("row_hash", SealedBytes, nullable=False),
    Column("synced_at", UtcTime, nullable=False),
    UniqueConstraint("account_id", "upstream_id", "variant"),
)
"""``variant`` is empty for goods without one; ``stock`` is NULL when unknown, -1 for no limit.
``status`` is ``held`` for what the account sells but we must not buy: a red flag that no owner
accepted."""

sync_run = strict_table(
    "sync_run",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("account_id", RowId, ForeignKey("platform_account.id"), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("goods_count", Integer, nullable=False, server_default="0"),
    Column("added_count", Integer, nullable=False, server_default="0"),
    Column("changed_count", Integer, nullable=False, server_default="0"),
    Column("removed_count", Integer, nullable=False, server_default="0"),
    Column("error_code", Text, nullable=False, server_default=""),
    Column("error_text", Text, nullable=False, server_default=""),
    Index("ix_sync_run_account", "account_id", "started_at"),
)
