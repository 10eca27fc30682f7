"""Bringing an older file up to the current schema, with a checked copy made before.

All steps and the new number are one transaction: killed anywhere, the file is as it was.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from alembic.migration import MigrationContext
from alembic.operations import Operations

from desktop.domain.errors import QT_TRANSLATE_NOOP, StorageError
from desktop.storage import schema_number
from desktop.storage.database import WritePriority
from desktop.storage.migrations import m0001_baseline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.storage.database import Database


class Migration(Protocol):
    """A module with one step."""

    NUMBER: int
    """The schema number that the step leads to."""

    def upgrade(self, operations: Operations) -> None:
        """Change the schema and what is stored in it."""


MIGRATIONS: Final[tuple[Migration, ...]] = (m0001_baseline,)
"""Every step in order; a new one is one file and one line here."""


def migrate(
    database: Database, number: int, migrations: Sequence[Migration] = MIGRATIONS
) -> Path | None:
    """Run the steps that a file lacks.

    Args:
        database: open for writing, used by nobody else.
        number: the schema number of the file.
        migrations: the steps, in order.

    Returns:
        The copy made before; None where there is no file to copy.
    """
    pending = [migration for migration in migrations if number < migration.NUMBER]
    if not pending:
        return None
    copy = _copy_before(database, number)
    with database.write(WritePriority.BULK) as connection:
        operations = Operations(MigrationContext.configure(connection))
        for migration in pending:
            migration.upgrade(operations)
            schema_number.set_number(connection, migration.NUMBER)
    return copy


def _copy_before(database: Database, number: int) -> Path | None:
    if database.path is None:
        return None
    target = database.path.with_name(f"{database.path.stem}-schema-{number}.db")
    if target.exists():
        target.unlink()
    try:
        with (
            database.read() as connection,
            closing(sqlite3.connect(target)) as copy,
        ):
            source: Any = connection.connection.dbapi_connection
            source.backup(copy)
            is_sound = copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise _copy_error() from error
    if not is_sound:
        raise _copy_error()
    return target


def _copy_error() -> StorageError:
    return StorageError(
        "copy_failed",
        QT_TRANSLATE_NOOP(
            "errors", "升级前的副本没有做成，数据没有改动。请看磁盘是否还有空间，再打开一次"
        ),
    )
