"""Making the schema, and bringing an older one up to date.

A fresh profile is created in one go and stamped; Alembic is imported only when the stamp is older.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.models import (  # noqa: F401 - importing them declares the tables
    administration,
    card_secrets,
    catalog,
    customers,
    ledger,
    payments,
    platform_accounts,
    purchases,
    sales,
    shifts,
    vault,
)
from desktop.models.base import METADATA
from desktop.storage import engine_sqlite, search_index

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.storage.database import Database

SCHEMA_NUMBER: Final = 1
"""Raised by one with every migration; kept in ``PRAGMA user_version``."""

EXTRA_DDL: Final[tuple[str, ...]] = (
    *engine_sqlite.LEDGER_TRIGGERS,
    *engine_sqlite.purchase_triggers(),
    *search_index.SEARCH_DDL,
)
"""What tables alone cannot say: triggers and search tables."""


def bring_up_to_date(database: Database, path: Path) -> None:
    """Create, accept, or migrate the schema of an opened file.

    Raises:
        ProfileError: code ``newer_database``; nothing was changed.
    """
    with database.exclusive() as connection:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found == SCHEMA_NUMBER:
        return
    if found > SCHEMA_NUMBER:
        raise ProfileError(
            "newer_database",
            QT_TRANSLATE_NOOP("errors", "这份数据是更新的版本写的，这个程序打不开。什么都没有改，请升级程序"),
        )
    if found == 0:
        create_fresh(database)
        return
    from desktop.storage.migrations import runner  # noqa: PLC0415 - Alembic only when it is needed

    runner.migrate(database, path, found, SCHEMA_NUMBER)


def create_fresh(database: Database) -> None:
    """Create every table, trigger and search table, and stamp the schema, in one transaction."""
    with database.write() as connection:
        METADATA.create_all(connection)
        for statement in EXTRA_DDL:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_NUMBER}")
