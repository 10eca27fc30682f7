"""Campus agents, whom their orders and members count for, and the ledger of their commissions."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text

from desktop.domain.agent import CommissionReason, PayoutWay
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, Flag, RowId, UtcTime, Word

agent = strict_table(
    "agent",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False, server_default=""),
    Column("qq", Text, nullable=False, server_default=""),
    Column("wechat", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("share", Integer, nullable=False),
    Column("keeps_members", Flag, nullable=False, server_default="1"),
    Column("earns_own", Flag, nullable=False, server_default="0"),
    Column("customer_id", RowId, ForeignKey("customer.id")),
    Column("created_at", UtcTime, nullable=False),
    Column("stopped_at", UtcTime),
    CheckConstraint("share > 0 AND share <= 10000", name="share_within"),
    Index("ix_agent_customer", "customer_id"),
)
"""``share`` of the margin in basis points. A code is never given to somebody else."""

agent_member = strict_table(
    "agent_member",
    Column("customer_id", RowId, ForeignKey("customer.id"), primary_key=True, autoincrement=False),
    Column("agent_id", RowId, ForeignKey("agent.id"), nullable=False),
    Column("named_at", UtcTime, nullable=False),
    Index("ix_agent_member_agent", "agent_id"),
)
"""Who came by an agent's code."""

agent_sale = strict_table(
    "agent_sale",
    Column("sale_id", RowId, ForeignKey("sale.id"), primary_key=True, autoincrement=False),
    Column("agent_id", RowId, ForeignKey("agent.id"), nullable=False),
    Column("share", Integer, nullable=False),
    Column("points_per_yuan", Integer, nullable=False),
    Index("ix_agent_sale_agent", "agent_id"),
)
"""Append-only. Whom a sale counts for, and by the terms of that moment."""

agent_payout = strict_table(
    "agent_payout",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("request_id", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False, unique=True),
    Column("agent_id", RowId, ForeignKey("agent.id"), nullable=False),
    Column("way", Word(PayoutWay), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("shift_id", RowId, ForeignKey("shift.id")),
    Column("cash_movement_id", RowId, ForeignKey("cash_movement.id")),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("approved_by", RowId, ForeignKey("person.id")),
    Column("note", Text, nullable=False, server_default=""),
    Column("paid_at", UtcTime, nullable=False),
    CheckConstraint("amount > 0", name="amount_positive"),
    CheckConstraint("(way = 'cash') = (cash_movement_id IS NOT NULL)", name="cash_from_drawer"),
    Index("uq_agent_payout_sequence", "business_date", "sequence", unique=True),
    Index("ix_agent_payout_agent", "agent_id", "paid_at"),
)
"""Append-only. Cash left the drawer of a shift; anything else the owner sent himself."""

commission_entry = strict_table(
    "commission_entry",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("agent_id", RowId, ForeignKey("agent.id"), nullable=False),
    Column("reason", Word(CommissionReason), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("sale_line_id", RowId, ForeignKey("sale_line.id")),
    Column("return_id", RowId, ForeignKey("sale_return.id")),
    Column("payout_id", RowId, ForeignKey("agent_payout.id")),
    Column("booked_at", UtcTime, nullable=False),
    CheckConstraint("(sale_line_id IS NULL) = (sale_id IS NULL)", name="line_of_sale"),
    CheckConstraint("(sale_id IS NULL) <> (payout_id IS NULL)", name="sale_or_payout"),
    Index("ix_commission_entry_agent", "agent_id", "booked_at"),
    Index("ix_commission_entry_sale", "sale_id"),
    Index("ix_commission_entry_payout", "payout_id"),
    Index("ix_commission_entry_time", "booked_at"),
)
"""Append-only. Earned is positive, taken back or paid is negative; the sum is what is owed."""
