"""Payments and the shop's static collection codes."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text

from desktop.domain.sale import PaymentReason, PaymentState
from desktop.domain.tender import TenderMethod
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, RowId, UtcTime, Word

collection_code = strict_table(
    "collection_code",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("method", Word(TenderMethod), nullable=False),
    Column("label", Text, nullable=False),
    Column("picture", LargeBinary),
    Column("payload", Text, nullable=False, server_default=""),
    Column("position", Integer, nullable=False),
    Column("daily_limit", Fen),
    Column("removed_at", UtcTime),
)
"""``payload`` is what the picture says when it could be read, so that the code is drawn crisp."""

payment = strict_table(
    "payment",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("sale_id", RowId, ForeignKey("sale.id"), nullable=False),
    Column("return_id", RowId, ForeignKey("sale_return.id")),
    Column("shift_id", RowId, ForeignKey("shift.id"), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("method", Word(TenderMethod), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("handed_over", Fen),
    Column("fee", Fen, nullable=False, server_default="0"),
    Column("collection_code_id", RowId, ForeignKey("collection_code.id")),
    Column("bill_tail", Text, nullable=False, server_default=""),
    Column("state", Word(PaymentState), nullable=False),
    Column("reason", Word(PaymentReason), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("paid_at", UtcTime, nullable=False),
    Column("sequence", Integer, nullable=False),
    Index("ix_payment_sale", "sale_id"),
    Index("ix_payment_date", "business_date", "shift_id"),
)
"""Money in is positive, money back is negative; a change of method keeps both rows and adds two. A
payment has the business date of its shift, so that one index finds both."""
