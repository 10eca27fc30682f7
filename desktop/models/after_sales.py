"""After-sales: tickets, their threads, and what was given to make good (赔付)."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)

from desktop.domain.after_sales import EntryKind, TicketCause, TicketKind, TicketState
from desktop.domain.compensation import CompensationKind
from desktop.domain.delivery import DeliveryState
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, Flag, RowId, UtcTime, Word

ticket = strict_table(
    "ticket",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("request_id", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False, unique=True),
    Column("business_date", Day, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("kind", Word(TicketKind), nullable=False),
    Column("cause", Word(TicketCause), nullable=False),
    Column("state", Word(TicketState), nullable=False),
    Column("sale_line_id", RowId, ForeignKey("sale_line.id")),
    Column("line_state", Word(DeliveryState)),
    Column("customer_id", RowId, ForeignKey("customer.id")),
    Column("contact", Text, nullable=False, server_default=""),
    Column("opened_at", UtcTime, nullable=False),
    Column("opened_by", RowId, ForeignKey("person.id")),
    Column("asked_at", UtcTime, nullable=False),
    Column("first_answered_at", UtcTime),
    Column("answered_at", UtcTime),
    Column("waiting_since", UtcTime),
    Column("escalated_at", UtcTime),
    Column("decided_at", UtcTime),
    Column("solved_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("promised_at", UtcTime),
    Column("is_taken_up", Flag, nullable=False, server_default="0"),
    CheckConstraint("kind = 'question' OR sale_line_id IS NOT NULL", name="about_a_line"),
    Index("uq_ticket_sequence", "business_date", "sequence", unique=True),
    Index(
        "uq_ticket_late",
        "sale_line_id",
        unique=True,
        sqlite_where=text("cause = 'late'"),
    ),
    Index("ix_ticket_line", "sale_line_id", sqlite_where=text("sale_line_id IS NOT NULL")),
    Index("ix_ticket_live", "asked_at", sqlite_where=text("state <> 'closed'")),
    Index(
        "ix_ticket_answered",
        "first_answered_at",
        sqlite_where=text("first_answered_at IS NOT NULL"),
    ),
    Index("ix_ticket_solved", "solved_at", sqlite_where=text("solved_at IS NOT NULL")),
)
"""``uq_ticket_late`` is what keeps a promise that passed from opening a second ticket, whatever the
clock says and however often the till died. ``line_state`` is what of the line is in the thread."""

ticket_entry = strict_table(
    "ticket_entry",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("ticket_id", RowId, ForeignKey("ticket.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Word(EntryKind), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id")),
    Column("text", Text, nullable=False),
    Column("value", Text, nullable=False, server_default=""),
    UniqueConstraint("ticket_id", "position"),
)
"""The thread; append-only by trigger, in the order it was written whatever the clock did. Of the
till's own entries ``text`` is a sentence's name and ``value`` what fills it, so that they are read
in the language of whoever looks. Only the words of and to a deleted customer become empty."""

compensation = strict_table(
    "compensation",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("request_id", Text, nullable=False, unique=True),
    Column("ticket_id", RowId, ForeignKey("ticket.id"), nullable=False),
    Column("kind", Word(CompensationKind), nullable=False),
    Column("amount", Fen, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("shift_id", RowId, ForeignKey("shift.id"), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("approved_by", RowId, ForeignKey("person.id")),
    Column("booked_at", UtcTime, nullable=False),
    CheckConstraint("amount > 0", name="amount_positive"),
    Index("ix_compensation_ticket", "ticket_id"),
    Index("ix_compensation_date", "business_date"),
)
"""A cost of its day, append-only by trigger; cash also left the drawer as a cash movement."""

card_replacement = strict_table(
    "card_replacement",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("compensation_id", RowId, ForeignKey("compensation.id"), nullable=False, unique=True),
    Column("ticket_id", RowId, ForeignKey("ticket.id"), nullable=False),
    Column("sale_line_id", RowId, ForeignKey("sale_line.id"), nullable=False),
    Column("old_card_id", RowId, ForeignKey("card_secret.id"), nullable=False, unique=True),
    Column("new_card_id", RowId, ForeignKey("card_secret.id"), nullable=False),
    Column("replaced_at", UtcTime, nullable=False),
    CheckConstraint("old_card_id <> new_card_id", name="another_card"),
    Index("ix_card_replacement_line", "sale_line_id"),
    Index("ix_card_replacement_new", "new_card_id"),
)
"""Which card was handed out for which, append-only by trigger; its cost is its compensation's. A
card that came back unseen with its line may be handed out for another one later."""
