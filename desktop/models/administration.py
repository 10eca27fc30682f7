"""People, PIN tries, settings and print jobs."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text

from desktop.domain.permissions import Role
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.models.base import strict_table
from desktop.models.column_types import Flag, RowId, UtcTime, Word

person = strict_table(
    "person",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Word(Role), nullable=False),
    Column("pin_verifier", LargeBinary, nullable=False),
    Column("is_active", Flag, nullable=False, server_default="1"),
    Column("failed_tries", Integer, nullable=False, server_default="0"),
    Column("locked_until", UtcTime),
    Column("position", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
"""``failed_tries`` is raised and committed before a PIN is verified: a kill cannot reset it."""

setting = strict_table(
    "setting",
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
)
"""``value`` is JSON; keys and defaults are declared in ``services/setting_groups``."""

print_job = strict_table(
    "print_job",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("kind", Word(PrintJobKind), nullable=False),
    Column("subject_id", RowId, nullable=False),
    Column("line_ids", Text, nullable=False, server_default="[]"),
    Column("copy_number", Integer, nullable=False),
    Column("state", Word(PrintJobState), nullable=False),
    Column("trouble_text", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("requested_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Index("ix_print_job_state", "state", "requested_at"),
    Index("ix_print_job_subject", "subject_id", "kind"),
)
"""What to print (kind, sale or day, lines), never what was rendered."""
