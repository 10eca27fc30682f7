"""What the owner gives out: contact codes on posters, and what was sent to whom."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from desktop.domain.broadcast import BroadcastKind
from desktop.models.base import strict_table
from desktop.models.column_types import Day, RowId, UtcTime, Word

contact_code = strict_table(
    "contact_code",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("label", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("expires_on", Day),
    Column("created_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime),
)
"""``payload`` is what the code says; it is meant for everybody and is not sealed."""

push = strict_table(
    "push",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("kind", Word(BroadcastKind), nullable=False),
    Column("audience", Text, nullable=False, server_default=""),
    Column("words", Text, nullable=False),
    Column("planned_on", Day, nullable=False),
    Column("sent_at", UtcTime),
    Column("reached", Integer, nullable=False, server_default="0"),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("dropped_at", UtcTime),
    Index("ix_push_planned", "planned_on"),
)
"""A message that was copied, or is planned for a day. ``audience`` is the group's name, in the
owner's words; ``reached`` how many it was meant for."""
