"""What a profile knows about itself; never a choice of the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.domain.identifiers import new_number_prefix
from desktop.storage.driver import change_rows, find_row

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.randomness import Randomness

PROFILE_ID: Final = "profile_id"
"""Names the profile in the keyring; a restored profile gets a new one."""
TILL: Final = "till"
"""The number of this till in the ledger; a restored profile counts on."""
RESTORED_FROM: Final = "restored_from"
"""When the backup was made that this profile comes from, ISO 8601."""
NUMBER_PREFIXES: Final = "number_prefixes"
"""What own purchase numbers begin with: the last is this profile's, those before it belong to the
profiles it was restored from."""
_FIND_SQL: Final = "SELECT value FROM profile_fact WHERE key = ?"
_SET_SQL: Final = (
    "INSERT INTO profile_fact (key, value) VALUES (?, ?)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_FIRST_OF_ALL: Final = "KT"
"""Began every number before shops drew their own, so no shop draws it."""
_MOST_PREFIXES: Final = 200
"""Of 1,024 that there are: enough are left to draw from, however often a shop is restored."""


def find_fact(connection: Connection, key: str) -> str | None:
    """Return a fact, or None."""
    row = find_row(connection, _FIND_SQL, (key,))
    return None if row is None else row[0]


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
    change_rows(connection, _SET_SQL, (key, value))


def number_prefix(connection: Connection, randomness: Randomness) -> str:
    """Return what own purchase numbers begin with; a profile without a prefix draws it here."""
    prefixes = find_fact(connection, NUMBER_PREFIXES)
    if prefixes is None:
        return draw_number_prefix(connection, randomness)
    return prefixes.split()[-1]


def draw_number_prefix(connection: Connection, randomness: Randomness) -> str:
    """Draw a new prefix, so that this profile and none it comes from ever send one number."""
    former = (find_fact(connection, NUMBER_PREFIXES) or _FIRST_OF_ALL).split()
    prefix = new_number_prefix(randomness, former)
    set_fact(connection, NUMBER_PREFIXES, " ".join([*former, prefix][-_MOST_PREFIXES:]))
    return prefix


def get_till(connection: Connection) -> int:
    """Return the number of this till."""
    return int(get_fact(connection, TILL))
