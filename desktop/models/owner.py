"""The owner's own: money put in and taken out, and what was said about exceptions."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Text

from desktop.domain.funds import CapitalKind, MoneyPlace
from desktop.domain.review import Verdict
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, RowId, UtcTime, Word

capital_entry = strict_table(
    "capital_entry",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("kind", Word(CapitalKind), nullable=False),
    Column("place", Word(MoneyPlace), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("note", Text, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("booked_at", UtcTime, nullable=False),
    Index("ix_capital_entry_at", "booked_at"),
)
"""``amount`` is above zero; the kind says which way it went."""

review_verdict = strict_table(
    "review_verdict",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("business_date", Day, nullable=False),
    Column("item_key", Text, nullable=False),
    Column("verdict", Word(Verdict), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("said_at", UtcTime, nullable=False),
    Index("ix_review_verdict_date", "business_date"),
)
"""The last verdict on an item counts; the earlier ones stay."""
