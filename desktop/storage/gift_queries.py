"""Reading and writing the gift catalogue: stock and cost are sums of movements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from desktop.domain.gifts import GiftMove, GiftSnapshot
from desktop.domain.money import ZERO
from desktop.models.customers import points_entry
from desktop.models.member_ledgers import gift, gift_movement

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection, Select

    from desktop.domain.money import Money
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class GiftIntent:
    """Pieces of a gift about to move; out of the shop is negative."""

    gift_id: int
    kind: GiftMove
    quantity: int
    cost: Money
    person_id: int
    business_date: date | None = None
    points_entry_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RedeemedGift:
    """A gift that a member got.

    Attributes:
        left: pieces that were not given back.
    """

    entry_id: int
    gift_id: int
    name: str
    customer_id: int
    points: int
    left: int
    cost_left: Money
    at: datetime


def list_gifts(connection: Connection, *, offered_only: bool = False) -> tuple[GiftSnapshot, ...]:
    """Return the catalogue in its order."""
    query = _gifts().order_by(gift.c.position, gift.c.id)
    if offered_only:
        query = query.where(gift.c.is_offered)
    return tuple(_gift_of(row) for row in connection.execute(query))


def load_gift(connection: Connection, gift_id: int) -> GiftSnapshot:
    """Read one gift.

    Raises:
        KeyError: there is none.
    """
    row = connection.execute(_gifts().where(gift.c.id == gift_id)).first()
    if row is None:
        raise KeyError(gift_id)
    return _gift_of(row)


def find_gift_id(connection: Connection, name: str) -> int | None:
    """Return the id of the gift with this name."""
    found: int | None = connection.scalar(select(gift.c.id).where(gift.c.name == name))
    return found


def insert_gift(connection: Connection, ground: Ground, name: str, points: int) -> int:
    """Add a gift at the end of the catalogue."""
    gift_id = ground.identifiers.next_id()
    last = connection.scalar(select(func.max(gift.c.position))) or 0
    connection.execute(
        insert(gift).values(
            id=gift_id, name=name, points=points, position=last + 1, created_at=ground.now()
        )
    )
    return gift_id


def change_gift(connection: Connection, gift_id: int, **columns: Any) -> None:
    """Change name, points, or whether it is offered."""
    connection.execute(update(gift).where(gift.c.id == gift_id).values(**columns))


def add_movement(connection: Connection, ground: Ground, intent: GiftIntent) -> None:
    """Append a movement."""
    connection.execute(
        insert(gift_movement).values(
            id=ground.identifiers.next_id(),
            gift_id=intent.gift_id,
            kind=intent.kind,
            quantity=intent.quantity,
            cost=intent.cost,
            points_entry_id=intent.points_entry_id,
            person_id=intent.person_id,
            business_date=intent.business_date,
            note=intent.note,
            moved_at=ground.now(),
        )
    )


def load_redeemed(connection: Connection, entry_id: int) -> RedeemedGift:
    """Read a gift that was handed out, by its points entry.

    Raises:
        KeyError: no gift hangs on that entry.
    """
    row = connection.execute(
        select(
            gift_movement.c.gift_id,
            gift.c.name,
            points_entry.c.customer_id,
            points_entry.c.points,
            points_entry.c.booked_at,
            func.sum(gift_movement.c.quantity).label("quantity"),
            func.sum(gift_movement.c.cost).label("cost"),
        )
        .join(gift, gift.c.id == gift_movement.c.gift_id)
        .join(points_entry, points_entry.c.id == gift_movement.c.points_entry_id)
        .where(gift_movement.c.points_entry_id == entry_id)
        .group_by(gift_movement.c.gift_id)
    ).first()
    if row is None:
        raise KeyError(entry_id)
    return RedeemedGift(
        entry_id,
        row.gift_id,
        row.name,
        row.customer_id,
        -row.points,
        -row.quantity,
        -(row.cost or ZERO),
        row.booked_at,
    )


def cost_given_on(connection: Connection, on: date) -> Money:
    """Return what the gifts of a business date cost, less those that came back."""
    cost: Money | None = connection.scalar(
        select(func.sum(gift_movement.c.cost)).where(
            gift_movement.c.business_date == on,
            gift_movement.c.kind.in_([GiftMove.REDEEMED, GiftMove.GIVEN_BACK]),
        )
    )
    return -(cost or ZERO)


def _gifts() -> Select[Any]:
    quantity = func.coalesce(func.sum(gift_movement.c.quantity), 0)
    return (
        select(
            gift.c.id,
            gift.c.name,
            gift.c.points,
            gift.c.is_offered,
            quantity.label("stock"),
            func.sum(gift_movement.c.cost).label("cost"),
        )
        .join(gift_movement, gift_movement.c.gift_id == gift.c.id, isouter=True)
        .group_by(gift.c.id)
    )


def _gift_of(row: Any) -> GiftSnapshot:
    return GiftSnapshot(row.id, row.name, row.points, row.stock, row.cost or ZERO, row.is_offered)
