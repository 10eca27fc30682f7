"""What goods cost over time, and the reminders that came of it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, text

from desktop.domain.alerts import AlertKind, AlertState
from desktop.models.base import strict_table
from desktop.models.column_types import Fen, RowId, UtcTime, Word

goods_price = strict_table(
    "goods_price",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("account_id", RowId, ForeignKey("platform_account.id"), nullable=False),
    Column("goods_id", RowId, ForeignKey("platform_goods.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("old_cost", Fen),
    Column("new_cost", Fen),
    Index("ix_goods_price_goods", "goods_id", "id"),
)
"""Append-only, a row per change of a cost, whoever told it: a trigger on ``platform_goods`` writes
them, so that no path can forget to. NULL is unknown. The ids are SQLite's own."""

stock_alert = strict_table(
    "stock_alert",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("kind", Word(AlertKind), nullable=False),
    Column("product_id", RowId, ForeignKey("product.id")),
    Column("goods_id", RowId, ForeignKey("platform_goods.id")),
    Column("account_id", RowId, ForeignKey("platform_account.id")),
    Column("state", Word(AlertState), nullable=False),
    Column("was", Fen),
    Column("now", Fen),
    Column("raised_at", UtcTime, nullable=False),
    Column("handled_at", UtcTime),
    Column("handled_by", RowId, ForeignKey("person.id")),
    Column("ended_at", UtcTime),
    CheckConstraint("(product_id IS NULL) <> (account_id IS NULL)", name="about_one_thing"),
    CheckConstraint("goods_id IS NULL OR product_id IS NOT NULL", name="goods_of_a_product"),
    Index(
        "uq_stock_alert_live",
        "kind",
        text("ifnull(product_id, 0)"),
        text("ifnull(goods_id, 0)"),
        text("ifnull(account_id, 0)"),
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
    ),
)
"""It is about a product, about one of its sources (``goods_id``), or about a wholesale account.

A row is live until its cause is gone, also when a person is done with it: the same cause is not
told twice."""
