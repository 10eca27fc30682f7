"""What a profile knows about itself; never a choice of the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.models.vault import profile_fact

if TYPE_CHECKING:
    from sqlalchemy import Connection

PROFILE_ID: Final = "profile_id"
"""Names the profile in the keyring; a restored profile gets a new one."""
TILL: Final = "till"
"""The number of this till in the ledger; a restored profile counts on."""
RESTORED_FROM: Final = "restored_from"
"""When the backup was made that this profile comes from, ISO 8601."""


def find_fact(connection: Connection, key: str) -> str | None:
    """Return a fact, or None."""
    return connection.scalar(select(profile_fact.c.value).where(profile_fact.c.key == key))


def get_fact(connection: Connection, key: str) -> str:
    """Return a fact that every profile has.

    Raises:
        ProfileError: code ``profile_incomplete``.
    """
    value = find_fact(connection, key)
    if value is None:
        raise ProfileError(
            "profile_incomplete",
            QT_TRANSLATE_NOOP("errors", "这个店铺没有建完，缺少 {key}。请用新的文件夹重新建店"),
            key=key,
        )
    return value


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Store a fact, new or changed."""
    statement = insert(profile_fact).values(key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )


def get_till(connection: Connection) -> int:
    """Return the number of this till."""
    return int(get_fact(connection, TILL))
