"""What was sold in the hours of the day, for the pack of a booth."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import Integer, func, select, type_coerce

from desktop.domain.booth_pack import LOOK_BACK_WEEKS, SalesHistory
from desktop.domain.clock import from_milliseconds
from desktop.domain.product import ProductKind
from desktop.domain.sale import SaleState
from desktop.models.sales import sale, sale_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.booth_pack import BoothPlan

_HALF_HOUR: Final = 1_800_000
"""Every zone begins its hours at a half hour of UTC, or so near it that a booth does not mind."""
_LONGEST_SHIFT: Final = timedelta(days=7)
"""A sale belongs to the day on which its shift began; a forgotten one may be open for days."""


def load_history(
    connection: Connection, plan: BoothPlan, began_at: datetime, day_of: Callable[[datetime], date]
) -> SalesHistory:
    """Read what the last weeks brought of cards in the hours of a booth.

    Args:
        connection: any connection.
        plan: the hours.
        began_at: when today began, in the shop's zone: what was sold since is not over yet.
        day_of: an instant's business date.
    """
    since = began_at - timedelta(weeks=LOOK_BACK_WEEKS)
    within = (
        sale.c.business_date >= (since - _LONGEST_SHIFT).date(),
        sale.c.sold_at >= since,
        sale.c.sold_at < began_at,
        sale.c.state == SaleState.COMPLETED,
    )
    half_hour = (type_coerce(sale.c.sold_at, Integer) // _HALF_HOUR).label("half_hour")
    rows = connection.execute(
        select(
            sale_line.c.product_id,
            half_hour,
            func.sum(sale_line.c.quantity - sale_line.c.returned_quantity),
        )
        .join(sale_line, sale_line.c.sale_id == sale.c.id)
        .where(*within, sale_line.c.kind == ProductKind.CARD)
        .group_by(sale_line.c.product_id, half_hour)
    )
    sold: defaultdict[int, defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))
    for product_id, number, quantity in rows:
        at = from_milliseconds(number * _HALF_HOUR)
        if plan.holds_hour(at.astimezone(began_at.tzinfo).hour):
            sold[product_id][day_of(at)] += quantity
    open_at = connection.scalars(select(half_hour).where(*within).distinct())
    open_on = frozenset(day_of(from_milliseconds(number * _HALF_HOUR)) for number in open_at)
    return SalesHistory(open_on, {key: dict(days) for key, days in sold.items()})
