"""Which rules of the law a sale met, and what was answered."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from desktop.models.base import strict_table
from desktop.models.column_types import Fen, RowId, UtcTime

rule_decision = strict_table(
    "rule_decision",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("sale_id", RowId, ForeignKey("sale.id"), nullable=False),
    Column("rule_id", Text, nullable=False),
    Column("rule_version", Integer, nullable=False),
    Column("set_version", Text, nullable=False),
    Column("amount", Fen, nullable=False),
    Column("limit_amount", Fen, nullable=False),
    Column("answer", Text, nullable=False),
    Column("approved_by", RowId, ForeignKey("person.id")),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("decided_at", UtcTime, nullable=False),
    Index("ix_rule_decision_sale", "sale_id"),
)
"""Append-only by trigger. An old sale is judged by the rules of its day: their versions stand with
it."""
