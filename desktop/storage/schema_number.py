"""The number that a file is stamped with: which schema it has.

Every start looks at it; the tables themselves are declared only for a file that must be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.storage.driver import change_rows, find_row

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCHEMA_NUMBER: Final = 1
"""Also the number of the newest migration."""


def number_of(connection: Connection) -> int:
    """Return the schema number of a file; 0 means that nothing was ever created in it."""
    row = find_row(connection, "PRAGMA user_version")
    return 0 if row is None else int(row[0])


def set_number(connection: Connection, number: int) -> None:
    """Stamp the file, within the transaction that made the schema so."""
    change_rows(connection, f"PRAGMA user_version = {number}")


def newer_error(number: int) -> ProfileError:
    """Return the error for a file whose schema this version does not know."""
    return ProfileError(
        "profile_newer",
        QT_TRANSLATE_NOOP(
            "errors",
            "这份数据是更新版本的卡台写的（{number}，本机只认得到 {known}）。没有改动，请先升级",
        ),
        number=number,
        known=SCHEMA_NUMBER,
    )
