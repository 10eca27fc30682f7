"""Sums that are kept beside the rows they are sums of, for charts and for the hand-over."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint

from desktop.domain.tender import TenderMethod
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, RowId, Word

day_total = strict_table(
    "day_total",
    Column("business_date", Day, primary_key=True),
    Column("sales", Integer, nullable=False),
    Column("net", Fen, nullable=False),
    Column("known_net", Fen, nullable=False),
    Column("cost", Fen, nullable=False),
    Column("unknown_lines", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What a business date sold, less what was given back on it; ``known_net`` and ``cost`` are of the
lines whose cost is known. Written in the transaction of whatever moves it; no Z is read from it."""

shift_total = strict_table(
    "shift_total",
    Column("shift_id", RowId, ForeignKey("shift.id"), nullable=False),
    Column("method", Word(TenderMethod), nullable=False),
    Column("received", Fen, nullable=False),
    Column("given_back", Fen, nullable=False),
    PrimaryKeyConstraint("shift_id", "method"),
    sqlite_with_rowid=False,
)
"""Money in and money back of the sales of one shift by tender, both positive."""
