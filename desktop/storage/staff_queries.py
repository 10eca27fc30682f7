"""Reading and writing people and their PIN tries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from desktop.domain.permissions import Person, Role
from desktop.models.administration import person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class PinRecord:
    """What checking a person's PIN needs."""

    person: Person
    verifier: bytes = field(repr=False)
    failed_tries: int
    locked_until: datetime | None


def list_people(connection: Connection, *, with_inactive: bool = False) -> tuple[Person, ...]:
    """Read the people in the order of the lock screen."""
    query = select(person.c.id, person.c.name, person.c.role, person.c.is_active)
    if not with_inactive:
        query = query.where(person.c.is_active)
    rows = connection.execute(query.order_by(person.c.position, person.c.id))
    return tuple(Person(*row) for row in rows)


def load_person(connection: Connection, person_id: int) -> Person:
    """Read one person, active or not.

    Raises:
        KeyError: there is no such person.
    """
    row = connection.execute(
        select(person.c.id, person.c.name, person.c.role, person.c.is_active).where(
            person.c.id == person_id
        )
    ).first()
    if row is None:
        raise KeyError(person_id)
    return Person(*row)


def load_pin_record(connection: Connection, person_id: int) -> PinRecord:
    """Read what checking a PIN needs.

    Raises:
        KeyError: there is no such person.
    """
    row = connection.execute(select(person).where(person.c.id == person_id)).first()
    if row is None:
        raise KeyError(person_id)
    found = Person(row.id, row.name, row.role, row.is_active)
    return PinRecord(found, row.pin_verifier, row.failed_tries, row.locked_until)


def active_owner_ids(connection: Connection) -> tuple[int, ...]:
    """Return the owners, the first one first."""
    rows = connection.scalars(
        select(person.c.id)
        .where(person.c.role == Role.OWNER, person.c.is_active)
        .order_by(person.c.position, person.c.id)
    )
    return tuple(rows)


def find_person_by_name(connection: Connection, name: str) -> Person | None:
    """Return the person with this name, active or not."""
    found = connection.scalar(select(person.c.id).where(person.c.name == name))
    return None if found is None else load_person(connection, found)


def insert_person(connection: Connection, **columns: Any) -> None:
    """Write a new person behind the others; columns as in the table, without ``position``."""
    last = connection.scalar(select(func.max(person.c.position)))
    connection.execute(insert(person).values(position=(last or 0) + 1, **columns))


def update_person(connection: Connection, person_id: int, **columns: Any) -> None:
    """Change columns of a person."""
    connection.execute(update(person).where(person.c.id == person_id).values(**columns))


def has_people(connection: Connection) -> bool:
    """Whether the shop has anyone yet."""
    return connection.scalar(select(person.c.id).limit(1)) is not None
