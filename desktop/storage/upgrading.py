"""Making a file current: a fresh schema in an empty one, migrations for an older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.storage import schema_number
from desktop.storage.driver import find_row

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.storage.database import Database


def make_current(database: Database) -> Path | None:
    """Create the schema in an empty file, or bring an older one up to date.

    Returns:
        The copy that was made before an older file was touched; None if nothing was migrated.

    Raises:
        ProfileError: code ``profile_newer``: made by a newer version; nothing was changed.
        StorageError: no room for the copy or the migration; the file is as it was.
    """
    with database.read() as connection:
        number = schema_number.number_of(connection)
    if number == schema_number.SCHEMA_NUMBER:
        return None
    if number > schema_number.SCHEMA_NUMBER:
        raise schema_number.newer_error(number)
    if number == 0 and is_blank(database):
        from desktop.storage import schema

        with database.write() as connection:
            schema.create_fresh(connection)
        return None
    from desktop.storage.migrations import running

    return running.migrate(database, number)


def refuse_other(database: Database) -> None:
    """Let only a current file be read by who may not change it.

    Raises:
        ProfileError: ``profile_newer``, or ``profile_older``: it must be opened for writing first.
    """
    with database.read() as connection:
        number = schema_number.number_of(connection)
    if number > schema_number.SCHEMA_NUMBER:
        raise schema_number.newer_error(number)
    if number < schema_number.SCHEMA_NUMBER:
        raise ProfileError(
            "profile_older",
            QT_TRANSLATE_NOOP("errors", "这份数据是旧版卡台写的，请先开一次窗口升级，再用这条命令"),
        )


def is_blank(database: Database) -> bool:
    """Whether nothing was ever stored in the file, or all of it is gone."""
    with database.read() as connection:
        return find_row(connection, "SELECT 1 FROM sqlite_master LIMIT 1") is None
