"""Slots that wrap the data key, and facts the profile knows about itself."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Text

from desktop.models.base import strict_table
from desktop.models.column_types import UtcTime

vault_slot = strict_table(
    "vault_slot",
    Column("kind", Text, primary_key=True),
    Column("data_key_id", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

profile_fact = strict_table(
    "profile_fact",
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
