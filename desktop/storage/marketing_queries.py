"""Reading and writing contact codes and pushes, and what the days around a push sold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from desktop.domain.clock import to_milliseconds
from desktop.domain.money import Money
from desktop.domain.poster import ContactCode
from desktop.models.marketing import contact_code, push
from desktop.storage.driver import list_rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.broadcast import BroadcastKind

_GOODS_SQL: Final = (
    "SELECT p.id, p.name, p.face_text, p.price, p.list_price, coalesce(c.name, '') FROM product p"
    " LEFT JOIN category c ON c.id = p.category_id WHERE p.is_selling = 1"
    " ORDER BY p.is_favourite DESC, p.position LIMIT ?"
)
_SOLD_SQL: Final = (
    "SELECT count(*), coalesce(sum(total), 0), count(DISTINCT customer_id) FROM sale"
    " WHERE state = 'completed' AND voided_at IS NULL AND sold_at >= ? AND sold_at < ?"
)
_CATEGORIES_SQL: Final = "SELECT name FROM category ORDER BY position LIMIT ?"


@dataclass(frozen=True, slots=True)
class PricedGoods:
    """A product as a poster shows it; ``list_price`` is the official one, where it is known."""

    id: int
    name: str
    face_text: str
    price: Money
    list_price: Money | None
    category: str


@dataclass(frozen=True, slots=True)
class PushRow:
    """A message that was sent or is planned.

    Attributes:
        sent_at: None while it is only planned.
    """

    id: int
    kind: BroadcastKind
    audience: str
    words: str
    planned_on: date
    sent_at: datetime | None
    reached: int


@dataclass(frozen=True, slots=True)
class SoldWithin:
    """What a stretch of time sold."""

    sales: int
    total: Money
    members: int


def list_goods(connection: Connection, limit: int) -> tuple[PricedGoods, ...]:
    """Read what is sold, favourites first."""
    return tuple(
        PricedGoods(
            row[0], row[1], row[2], Money(row[3]), None if row[4] is None else Money(row[4]), row[5]
        )
        for row in list_rows(connection, _GOODS_SQL, (limit,))
    )


def list_category_names(connection: Connection, limit: int) -> tuple[str, ...]:
    """Read the first categories."""
    return tuple(str(row[0]) for row in list_rows(connection, _CATEGORIES_SQL, (limit,)))


def list_codes(connection: Connection) -> tuple[ContactCode, ...]:
    """Read the contact codes in use, the newest first."""
    rows = connection.execute(
        select(contact_code)
        .where(contact_code.c.removed_at.is_(None))
        .order_by(contact_code.c.created_at.desc(), contact_code.c.id.desc())
    )
    return tuple(ContactCode(row.id, row.label, row.payload, row.expires_on) for row in rows)


def insert_code(connection: Connection, **columns: Any) -> None:
    """Write a new contact code."""
    connection.execute(insert(contact_code).values(**columns))


def remove_code(connection: Connection, code_id: int, at: datetime) -> int:
    """Take a code out of use; return how many rows that met."""
    return connection.execute(
        update(contact_code)
        .where(contact_code.c.id == code_id, contact_code.c.removed_at.is_(None))
        .values(removed_at=at)
    ).rowcount


def insert_push(connection: Connection, **columns: Any) -> None:
    """Write a message that was sent or is planned."""
    connection.execute(insert(push).values(**columns))


def change_push(connection: Connection, push_id: int, **columns: Any) -> int:
    """Change a planned message; return how many rows that met."""
    return connection.execute(
        update(push)
        .where(push.c.id == push_id, push.c.sent_at.is_(None), push.c.dropped_at.is_(None))
        .values(**columns)
    ).rowcount


def list_pushes(connection: Connection, limit: int) -> tuple[PushRow, ...]:
    """Read messages: the planned ones first, then the newest."""
    rows = connection.execute(
        select(push)
        .where(push.c.dropped_at.is_(None))
        .order_by(
            push.c.sent_at.is_not(None),
            func.coalesce(push.c.sent_at, 0).desc(),
            push.c.planned_on,
            push.c.id,
        )
        .limit(limit)
    )
    return tuple(
        PushRow(row.id, row.kind, row.audience, row.words, row.planned_on, row.sent_at, row.reached)
        for row in rows
    )


def sold_within(connection: Connection, since: datetime, until: datetime) -> SoldWithin:
    """Count what was sold from one moment up to another."""
    span = (to_milliseconds(since), to_milliseconds(until))
    ((sales, total, members),) = list_rows(connection, _SOLD_SQL, span)
    return SoldWithin(sales, Money(total), members)
