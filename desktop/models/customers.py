"""Customers and their points ledger."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, text

from desktop.domain.loyalty import PointsReason
from desktop.models.base import strict_table
from desktop.models.column_types import Fen, RowId, UtcTime, Word

customer = strict_table(
    "customer",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False, server_default=""),
    Column("qq", Text, nullable=False, server_default=""),
    Column("wechat", Text, nullable=False, server_default=""),
    Column("card_no", Text, nullable=False, server_default=""),
    Column("channel", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("pinyin", Text, nullable=False, server_default=""),
    Column("initials", Text, nullable=False, server_default=""),
    Column("search_rank", Integer, nullable=False, unique=True),
    Column("spent_before", Fen, nullable=False, server_default="0"),
    Column("spent", Fen, nullable=False, server_default="0"),
    Column("sale_count", Integer, nullable=False, server_default="0"),
    Column("last_bought_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", RowId, ForeignKey("person.id")),
    Index("ix_customer_recent", text("coalesce(last_bought_at, created_at) DESC"), text("id DESC")),
    Index("uq_customer_phone", "phone", unique=True, sqlite_where=text("phone <> ''")),
    Index("uq_customer_card_no", "card_no", unique=True, sqlite_where=text("card_no <> ''")),
)
"""``spent_before`` was imported; ``spent`` grows with each sale and falls with each return."""

points_entry = strict_table(
    "points_entry",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("customer_id", RowId, ForeignKey("customer.id"), nullable=False),
    Column("reason", Word(PointsReason), nullable=False),
    Column("points", Integer, nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("sale_line_id", RowId, ForeignKey("sale_line.id")),
    Column("person_id", RowId, ForeignKey("person.id")),
    Column("note", Text, nullable=False, server_default=""),
    Column("booked_at", UtcTime, nullable=False),
    Index("ix_points_entry_customer", "customer_id", "booked_at"),
    Index("ix_points_entry_sale", "sale_id"),
)
"""Append-only: triggers refuse changes and deletions; the balance is the sum."""
