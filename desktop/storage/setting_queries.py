"""Reading and writing the settings table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from desktop.models.administration import setting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


def load_settings(connection: Connection) -> dict[str, str]:
    """Return the JSON text of every setting that was ever changed."""
    return {row.key: row.value for row in connection.execute(select(setting))}


def save_settings(connection: Connection, values: Mapping[str, str], at: datetime) -> None:
    """Write settings over what they were."""
    connection.execute(delete(setting).where(setting.c.key.in_(list(values))))
    connection.execute(
        insert(setting),
        [{"key": key, "value": value, "changed_at": at} for key, value in values.items()],
    )
