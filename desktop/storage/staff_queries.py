"""Reading and writing people and their PIN tries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.clock import from_milliseconds, to_milliseconds
from desktop.domain.permissions import Person, Role
from desktop.storage.driver import change_rows, find_row, list_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_PERSON_SQL: Final = "SELECT id, name, role, is_active FROM person"
_IN_ORDER_SQL: Final = " ORDER BY position, id"
_PIN_SQL: Final = (
    "SELECT id, name, role, is_active, pin_verifier, failed_tries, locked_until FROM person"
    " WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class PinRecord:
    """What checking a person's PIN needs."""

    person: Person
    verifier: bytes = field(repr=False)
    failed_tries: int
    locked_until: datetime | None


def list_people(connection: Connection, *, with_inactive: bool = False) -> tuple[Person, ...]:
    """Read the people in the order of the lock screen."""
    wanted = "" if with_inactive else " WHERE is_active = 1"
    rows = list_rows(connection, _PERSON_SQL + wanted + _IN_ORDER_SQL)
    return tuple(_person_of(row) for row in rows)


def load_person(connection: Connection, person_id: int) -> Person:
    """Read one person, active or not.

    Raises:
        KeyError: there is no such person.
    """
    row = find_row(connection, f"{_PERSON_SQL} WHERE id = ?", (person_id,))
    if row is None:
        raise KeyError(person_id)
    return _person_of(row)


def load_pin_record(connection: Connection, person_id: int) -> PinRecord:
    """Read what checking a PIN needs.

    Raises:
        KeyError: there is no such person.
    """
    row = find_row(connection, _PIN_SQL, (person_id,))
    if row is None:
        raise KeyError(person_id)
    verifier, failed_tries, locked_until = row[4:]
    until = None if locked_until is None else from_milliseconds(locked_until)
    return PinRecord(_person_of(row[:4]), verifier, failed_tries, until)


def active_owner_ids(connection: Connection) -> tuple[int, ...]:
    """Return the owners, the first one first."""
    return tuple(one.id for one in list_people(connection) if one.role is Role.OWNER)


def find_person_by_name(connection: Connection, name: str) -> Person | None:
    """Return the person with this name, active or not."""
    row = find_row(connection, f"{_PERSON_SQL} WHERE name = ?", (name,))
    return None if row is None else _person_of(row)


def insert_person(connection: Connection, **columns: Any) -> None:
    """Write a new person behind the others; columns as in the table, without ``position``."""
    row = find_row(connection, "SELECT coalesce(max(position), 0) FROM person") or (0,)
    stored = {name: _stored(value) for name, value in columns.items()}
    names = ", ".join(("position", *stored))
    places = ", ".join("?" for _ in range(len(stored) + 1))
    statement = f"INSERT INTO person ({names}) VALUES ({places})"  # noqa: S608 - names from this program
    change_rows(connection, statement, (row[0] + 1, *stored.values()))


def update_person(connection: Connection, person_id: int, **columns: Any) -> None:
    """Change columns of a person."""
    changed = ", ".join(f"{name} = ?" for name in columns)
    values = (*(_stored(value) for value in columns.values()), person_id)
    change_rows(connection, f"UPDATE person SET {changed} WHERE id = ?", values)  # noqa: S608 - names from this program


def has_people(connection: Connection) -> bool:
    """Whether the shop has anyone yet."""
    return find_row(connection, "SELECT 1 FROM person LIMIT 1") is not None


def _person_of(row: Sequence[Any]) -> Person:
    person_id, name, role, is_active = row
    return Person(person_id, name, Role(role), bool(is_active))


def _stored(value: object) -> object:
    """Return a value as the table keeps it."""
    if isinstance(value, datetime):
        return to_milliseconds(value)
    if isinstance(value, StrEnum):
        return str(value)
    return int(value) if isinstance(value, bool) else value
