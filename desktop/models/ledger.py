"""The append-only ledger: one chain of signed entries per till."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Text, text

from desktop.models.base import strict_table
from desktop.models.column_types import RowId, UtcTime

ledger = strict_table(
    "ledger",
    Column("till", Integer, primary_key=True, autoincrement=False),
    Column("seq", RowId, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Index("ix_ledger_clock_back", "till", "seq", sqlite_where=text("kind = 'clock_back'")),
    sqlite_with_rowid=False,
)
"""``body`` is canonical JSON of ids and amounts, never of personal text, so that deleting a person
breaks no chain. Triggers refuse changes, deletions and entries out of order."""
