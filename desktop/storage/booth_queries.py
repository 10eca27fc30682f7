"""What was sold in the hours of the day and what is on its way, for the pack of a booth."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from desktop.domain.booth_pack import LOOK_BACK_WEEKS, SalesHistory
from desktop.domain.clock import from_milliseconds, to_milliseconds
from desktop.domain.purchase import OPEN_STATES
from desktop.models.purchases import MAY_BE_OPEN, purchase

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.booth_pack import BoothPlan

_HALF_HOUR: Final = 1_800_000
"""Every zone begins its hours at a half hour of UTC, or so near it that a booth does not mind."""
_LONGEST_SHIFT: Final = timedelta(days=7)
"""A sale belongs to the day on which its shift began; a forgotten one may be open for days."""
_WITHIN: Final = (
    "s.business_date >= ? AND s.sold_at >= ? AND s.sold_at < ? AND s.state = 'completed'"
)
SOLD_SQL: Final = (
    f"SELECT l.product_id, s.sold_at / {_HALF_HOUR} AS half_hour,"  # noqa: S608 - our own words
    " sum(l.quantity - l.returned_quantity)"
    " FROM sale s INDEXED BY uq_sale_sequence CROSS JOIN sale_line l ON l.sale_id = s.id"
    f" WHERE {_WITHIN} AND l.kind IN ('card', 'topup') GROUP BY l.product_id, half_hour"
)
"""In this order and no other: SQLite would read every line that was ever sold."""
_OPEN_SQL: Final = (
    f"SELECT DISTINCT s.sold_at / {_HALF_HOUR} FROM sale s"  # noqa: S608 - our own words
    f" INDEXED BY uq_sale_sequence WHERE {_WITHIN}"
)


def load_history(
    connection: Connection, plan: BoothPlan, began_at: datetime, day_of: Callable[[datetime], date]
) -> SalesHistory:
    """Read what the last weeks brought of cards and top-ups in the hours of a booth.

    Args:
        connection: any connection.
        plan: the hours.
        began_at: when today began, in the shop's zone: what was sold since is not over yet.
        day_of: an instant's business date.
    """
    since = began_at - timedelta(weeks=LOOK_BACK_WEEKS)
    within = (
        (since - _LONGEST_SHIFT).date().isoformat(),
        to_milliseconds(since),
        to_milliseconds(began_at),
    )
    rows = connection.exec_driver_sql(SOLD_SQL, within)
    sold: defaultdict[int, defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))
    for product_id, number, quantity in rows:
        at = from_milliseconds(number * _HALF_HOUR)
        if plan.holds_hour(at.astimezone(began_at.tzinfo).hour):
            sold[product_id][day_of(at)] += quantity
    open_at = connection.exec_driver_sql(_OPEN_SQL, within)
    open_on = frozenset(day_of(from_milliseconds(number * _HALF_HOUR)) for (number,) in open_at)
    return SalesHistory(open_on, {key: dict(days) for key, days in sold.items()})


def count_on_the_way(connection: Connection) -> dict[int, int]:
    """Count the pieces of each product that were ordered into stock and may still come."""
    rows = connection.execute(
        select(purchase.c.product_id, func.sum(purchase.c.quantity))
        .where(
            MAY_BE_OPEN,
            purchase.c.state.in_(sorted(OPEN_STATES)),
            purchase.c.sale_line_id.is_(None),
        )
        .group_by(purchase.c.product_id)
    )
    return {product_id: count for product_id, count in rows}  # noqa: C416 - a row is no pair to dict()
