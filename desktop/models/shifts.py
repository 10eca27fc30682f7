"""Shifts, cash movements, counts and day closes."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text, text

from desktop.domain.shift import CashReason, CountKind
from desktop.domain.tender import TenderMethod
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, RowId, UtcTime, Word

shift = strict_table(
    "shift",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("business_date", Day, nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("opened_by", RowId, ForeignKey("person.id"), nullable=False),
    Column("opening_float", Fen, nullable=False),
    Column("closed_at", UtcTime),
    Column("closed_by", RowId, ForeignKey("person.id")),
    Column("counted", Fen),
    Column("note", Text, nullable=False, server_default=""),
    Index(
        "uq_shift_open",
        text("(closed_at IS NULL)"),
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
    ),
    Index("ix_shift_date", "business_date"),
)
"""At most one shift is open."""

cash_movement = strict_table(
    "cash_movement",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("shift_id", RowId, ForeignKey("shift.id"), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("amount", Fen, nullable=False),
    Column("reason", Word(CashReason), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("moved_at", UtcTime, nullable=False),
    Index("ix_cash_movement_date", "business_date"),
)
"""Into the drawer is positive, out of it negative."""

cash_count = strict_table(
    "cash_count",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("kind", Word(CountKind), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("shift_id", RowId, ForeignKey("shift.id")),
    Column("count_by_denomination", Text, nullable=False),
    Column("total", Fen, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("counted_at", UtcTime, nullable=False),
    Index("ix_cash_count_date", "business_date"),
)
"""Every count typed is kept; the first one is what counts as blind."""

tender_count = strict_table(
    "tender_count",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("business_date", Day, nullable=False),
    Column("method", Word(TenderMethod), nullable=False),
    Column("collection_code_id", RowId, ForeignKey("collection_code.id")),
    Column("counted", Fen, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("counted_at", UtcTime, nullable=False),
    Index("ix_tender_count_date", "business_date"),
)

balance_count = strict_table(
    "balance_count",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("business_date", Day, nullable=False),
    Column("account_id", RowId, ForeignKey("platform_account.id"), nullable=False),
    Column("counted", Fen, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("counted_at", UtcTime, nullable=False),
    Index("ix_balance_count_date", "business_date"),
)
"""What a person saw that a wholesale account holds, where it could not be asked. The balance of the
account itself stays the platform's word: no sale is let pass by a typed one."""

day_close = strict_table(
    "day_close",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("z_number", Integer, nullable=False, unique=True),
    Column("business_date", Day, nullable=False, unique=True),
    Column("closed_at", UtcTime, nullable=False),
    Column("closed_by", RowId, ForeignKey("person.id"), nullable=False),
    Column("approved_by", RowId, ForeignKey("person.id"), nullable=False),
    Column("difference_reasons", Text, nullable=False, server_default="{}"),
    Column("report", Text, nullable=False),
    Column("report_mac", LargeBinary, nullable=False),
    Column("previous_mac", LargeBinary, nullable=False),
    Column("head_code", Text, nullable=False),
)
"""``report`` is the frozen report; its mac covers the previous close: the closes are a chain."""
