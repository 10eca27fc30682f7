"""Reading and writing the settings table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.clock import to_milliseconds
from desktop.storage.driver import change_each, list_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

_SAVE_SQL: Final = (
    "INSERT INTO setting (key, value, changed_at) VALUES (?, ?, ?)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at"
)


def load_settings(connection: Connection) -> dict[str, str]:
    """Return the JSON text of every setting that was ever changed."""
    return dict(list_rows(connection, "SELECT key, value FROM setting"))


def save_settings(connection: Connection, values: Mapping[str, str], at: datetime) -> None:
    """Write settings over what they were."""
    changed_at = to_milliseconds(at)
    change_each(connection, _SAVE_SQL, [(key, text, changed_at) for key, text in values.items()])
