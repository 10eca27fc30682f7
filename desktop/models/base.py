"""The one metadata object, and how every table is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import MetaData, Table

if TYPE_CHECKING:
    from sqlalchemy.schema import SchemaItem

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def strict_table(name: str, *items: SchemaItem, **options: Any) -> Table:
    """Declare a table whose columns hold only their declared type (SQLite STRICT)."""
    return Table(name, METADATA, *items, sqlite_strict=True, **options)
