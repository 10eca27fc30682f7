"""Ledgers of members beside their points: stored value, credit, gifts, referrals, and receipts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text

from desktop.domain.credit import CreditReason, ReceiptKind
from desktop.domain.gifts import GiftMove
from desktop.domain.referral import RewardState
from desktop.domain.stored_value import StoredReason
from desktop.domain.tender import TenderMethod
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, Flag, RowId, UtcTime, Word

customer_receipt = strict_table(
    "customer_receipt",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("request_id", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False, unique=True),
    Column("kind", Word(ReceiptKind), nullable=False),
    Column("customer_id", RowId, ForeignKey("customer.id"), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("shift_id", RowId, ForeignKey("shift.id"), nullable=False),
    Column("method", Word(TenderMethod), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("fee", Fen, nullable=False, server_default="0"),
    Column("collection_code_id", RowId, ForeignKey("collection_code.id")),
    Column("bill_tail", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("approved_by", RowId, ForeignKey("person.id")),
    Column("note", Text, nullable=False, server_default=""),
    Column("issued_at", UtcTime, nullable=False),
    Index("uq_customer_receipt_sequence", "business_date", "sequence", unique=True),
    Index("ix_customer_receipt_shift", "shift_id"),
    Index("ix_customer_receipt_customer", "customer_id", "issued_at"),
)
"""Append-only. Money that belongs to no sale: taken is positive, paid out is negative."""

stored_value_entry = strict_table(
    "stored_value_entry",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("customer_id", RowId, ForeignKey("customer.id"), nullable=False),
    Column("reason", Word(StoredReason), nullable=False),
    Column("principal", Fen, nullable=False),
    Column("bonus", Fen, nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("return_id", RowId, ForeignKey("sale_return.id")),
    Column("receipt_id", RowId, ForeignKey("customer_receipt.id")),
    Column("person_id", RowId, ForeignKey("person.id")),
    Column("business_date", Day, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("booked_at", UtcTime, nullable=False),
    Index("ix_stored_value_entry_customer", "customer_id", "booked_at"),
    Index("ix_stored_value_entry_sale", "sale_id"),
    Index("ix_stored_value_entry_date", "business_date"),
)
"""Append-only; a balance is the sum of each part."""

credit_entry = strict_table(
    "credit_entry",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("customer_id", RowId, ForeignKey("customer.id"), nullable=False),
    Column("reason", Word(CreditReason), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("return_id", RowId, ForeignKey("sale_return.id")),
    Column("receipt_id", RowId, ForeignKey("customer_receipt.id")),
    Column("person_id", RowId, ForeignKey("person.id")),
    Column("business_date", Day, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("booked_at", UtcTime, nullable=False),
    Index("ix_credit_entry_customer", "customer_id", "booked_at"),
    Index("ix_credit_entry_sale", "sale_id"),
    Index("ix_credit_entry_date", "business_date"),
)
"""Append-only. Given is positive, paid is negative; the sum is what the member owes."""

gift = strict_table(
    "gift",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("points", Integer, nullable=False),
    Column("is_offered", Flag, nullable=False, server_default="1"),
    Column("position", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    CheckConstraint("points > 0", name="points_positive"),
)

gift_movement = strict_table(
    "gift_movement",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("gift_id", RowId, ForeignKey("gift.id"), nullable=False),
    Column("kind", Word(GiftMove), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("cost", Fen, nullable=False),
    Column("points_entry_id", RowId, ForeignKey("points_entry.id")),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("business_date", Day),
    Column("note", Text, nullable=False, server_default=""),
    Column("moved_at", UtcTime, nullable=False),
    Index("ix_gift_movement_gift", "gift_id"),
    Index("ix_gift_movement_date", "business_date"),
)
"""Append-only. Into the shop is positive, out of it negative; stock and its cost are the sums."""

referral_reward = strict_table(
    "referral_reward",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("friend_id", RowId, ForeignKey("customer.id"), nullable=False, unique=True),
    Column("referrer_id", RowId, ForeignKey("customer.id"), nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("points", Integer, nullable=False),
    Column("friend_points", Integer, nullable=False),
    Column("state", Word(RewardState), nullable=False),
    Column("begun_at", UtcTime, nullable=False),
    Column("decided_at", UtcTime),
    Index("ix_referral_reward_referrer", "referrer_id", "decided_at"),
    Index("ix_referral_reward_state", "state"),
)
"""One for each friend that somebody brought; it pends until the friend's first order holds."""
