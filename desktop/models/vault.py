"""Wrapped copies of the data key, and what the profile knows about itself."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Text

from desktop.models.base import strict_table
from desktop.models.column_types import UtcTime

vault_slot = strict_table(
    "vault_slot",
    Column("kind", Text, primary_key=True),
    Column("key_id", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
"""At most one slot of each kind: ``keyring``, ``phrase``, ``passphrase``."""

profile_fact = strict_table(
    "profile_fact",
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Small facts that are never a choice of the owner: the profile's id, the number of this till."""
