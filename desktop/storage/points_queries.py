"""What of the points ledger is asked beyond its balance: uses of a sale, ages, what lapses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select, update

from desktop.domain.clock import from_milliseconds, to_milliseconds
from desktop.domain.loyalty import POINTS_USED, PointsReason, lapsed
from desktop.models.catalog import category
from desktop.models.customers import points_entry
from desktop.storage.driver import list_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_USED_WORDS: Final = ", ".join(f"'{word}'" for word in sorted(POINTS_USED))
_IS_USE: Final = f"(reason IN ({_USED_WORDS}) OR (reason = 'by_hand' AND points < 0))"
_IS_OLD: Final = f"NOT {_IS_USE} AND coalesce(counts_from, booked_at) < ?"
_LAPSING_SQL: Final = (
    "SELECT customer_id,"  # noqa: S608 - constants only
    f" sum(CASE WHEN {_IS_OLD} THEN points ELSE 0 END),"
    f" -sum(CASE WHEN {_IS_USE} THEN points ELSE 0 END), sum(points)"
    " FROM points_entry {where} GROUP BY customer_id"
)
_AGES_SQL: Final = (
    "SELECT coalesce(counts_from, booked_at) AS age, sum(points)"  # noqa: S608 - constants only
    " FROM points_entry"
    f" WHERE customer_id = ? AND NOT {_IS_USE} GROUP BY age ORDER BY age"
)
_USED_SQL: Final = (
    f"SELECT -coalesce(sum(points), 0) FROM points_entry WHERE customer_id = ? AND {_IS_USE}"  # noqa: S608 - constants only
)


def list_category_percents(connection: Connection) -> tuple[tuple[int, str, int], ...]:
    """Return id, name and points rate of every category, in the order of the rail."""
    rows = connection.execute(
        select(category.c.id, category.c.name, category.c.points_percent).order_by(
            category.c.position, category.c.id
        )
    )
    return tuple((row.id, row.name, row.points_percent) for row in rows)


def set_category_percent(connection: Connection, category_id: int, percent: int) -> bool:
    """Give a category another points rate; False when there is no such category."""
    done = connection.execute(
        update(category).where(category.c.id == category_id).values(points_percent=percent)
    )
    return done.rowcount == 1


def points_of_sale(connection: Connection, sale_id: int, reason: PointsReason) -> int:
    """Return the sum of a sale's entries of one reason."""
    total: int | None = connection.scalar(
        select(func.sum(points_entry.c.points)).where(
            points_entry.c.sale_id == sale_id, points_entry.c.reason == reason
        )
    )
    return total or 0


def earned_at(connection: Connection, sale_id: int) -> datetime | None:
    """Return when a sale gave its points."""
    first: datetime | None = connection.scalar(
        select(func.min(points_entry.c.booked_at)).where(
            points_entry.c.sale_id == sale_id, points_entry.c.reason == PointsReason.EARNED
        )
    )
    return first


def list_lapsing(
    connection: Connection, before: datetime, customer_id: int | None = None
) -> tuple[tuple[int, int], ...]:
    """Return who has points older than an instant that were never used, and how many."""
    where = "" if customer_id is None else "WHERE customer_id = ?"
    values: tuple[Any, ...] = (to_milliseconds(before),)
    if customer_id is not None:
        values = (*values, customer_id)
    rows = list_rows(connection, _LAPSING_SQL.format(where=where), values)
    found = (
        (one, min(lapsed(earned, used), max(balance, 0))) for one, earned, used, balance in rows
    )
    return tuple((one, points) for one, points in found if points)


def points_by_age(connection: Connection, customer_id: int) -> tuple[tuple[datetime, int], ...]:
    """Return what a member still has by age, the oldest first; uses took the oldest."""
    ((used,),) = list_rows(connection, _USED_SQL, (customer_id,))
    left = []
    for age, points in list_rows(connection, _AGES_SQL, (customer_id,)):
        taken = max(min(used, points), 0)
        used -= taken
        if points - taken:
            left.append((from_milliseconds(age), points - taken))
    return tuple(left)
