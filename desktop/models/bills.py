"""Bills of collecting phones: which files were read, and what money they say moved."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from desktop.domain.tender import TenderMethod
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, Flag, RowId, UtcTime, Word

bill_file = strict_table(
    "bill_file",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("method", Word(TenderMethod), nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
    Column("since", Day, nullable=False),
    Column("until", Day, nullable=False),
    Column("seen_until", UtcTime, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    Index("ix_bill_file_days", "method", "since", "until"),
)
"""``owner`` is the account as the file names it: the bill of another shop shows by it."""

bill_row = strict_table(
    "bill_row",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("file_id", RowId, ForeignKey("bill_file.id"), nullable=False),
    Column("method", Word(TenderMethod), nullable=False),
    Column("number", Text, nullable=False),
    Column("is_refund", Flag, nullable=False),
    Column("happened_at", UtcTime, nullable=False),
    Column("amount", Fen, nullable=False),
    Column("fee", Fen, nullable=False),
    Column("payment_id", RowId, ForeignKey("payment.id")),
    Column("receipt_id", RowId, ForeignKey("customer_receipt.id")),
    Column("set_aside_note", Text, nullable=False, server_default=""),
    Column("decided_by", RowId, ForeignKey("person.id")),
    Column("decided_at", UtcTime),
    Index("uq_bill_row_number", "method", "number", "is_refund", unique=True),
    Index("ix_bill_row_at", "happened_at"),
    Index("ix_bill_row_payment", "payment_id", unique=True),
    Index("ix_bill_row_receipt", "receipt_id", unique=True),
)
"""A row is kept once, however often its file comes. ``payment_id``, or ``receipt_id`` for money of
a member that belongs to no sale, is what a person chose where nobody could tell; all other pairs
are worked out anew. ``set_aside_note``: no money of the shop."""
