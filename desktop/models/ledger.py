"""The append-only, chained ledger."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Text

from desktop.models.base import strict_table
from desktop.models.column_types import UtcTime

ledger_entry = strict_table(
    "ledger_entry",
    Column("till", Integer, primary_key=True, autoincrement=False),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", UtcTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous_mac", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
)
"""``body`` is canonical JSON with ids and amounts, never personal data; one chain per till."""
