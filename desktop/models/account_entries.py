"""The money ledger of wholesale accounts."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Text

from desktop.domain.account_money import EntryKind
from desktop.models.base import strict_table
from desktop.models.column_types import Fen, RowId, UtcTime, Word

account_entry = strict_table(
    "account_entry",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("account_id", RowId, ForeignKey("platform_account.id"), nullable=False),
    Column("kind", Word(EntryKind), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("purchase_id", RowId, ForeignKey("purchase.id")),
    Column("batch_id", RowId, ForeignKey("card_batch.id")),
    Column("reason", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id")),
    Column("booked_at", UtcTime, nullable=False),
    Index("ix_account_entry_account", "account_id", "booked_at"),
    Index("ix_account_entry_purchase", "purchase_id"),
)
"""Append-only: triggers refuse changes and deletions. ``amount`` is signed: what was spent is below
zero. The balance of an account kept by hand is the sum; of any other the platform's word."""
