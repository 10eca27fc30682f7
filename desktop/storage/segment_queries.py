"""Parts of the members: lapsed, birthdays, of high value, before their first order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, select, type_coerce

from desktop.domain.customer import CustomerSnapshot, Segment
from desktop.models.column_types import Fen
from desktop.models.customers import customer
from desktop.storage import customer_queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

    from desktop.domain.money import Money

BIRTHDAYS_AHEAD: Final = 7


@dataclass(frozen=True, slots=True)
class SegmentQuestion:
    """Which part, and where its edges are.

    Attributes:
        lapsed_before: who bought last before this has lapsed.
        high_value_from: who spent so much is of high value.
        today: the first of the days whose birthdays are asked for.
    """

    segment: Segment
    lapsed_before: datetime
    high_value_from: Money
    today: date


def list_segment(
    connection: Connection, wanted: SegmentQuestion, limit: int, offset: int = 0
) -> tuple[CustomerSnapshot, ...]:
    """Return one page of a part of the members, those first whom one would speak to first."""
    ids = connection.scalars(
        select(customer.c.id)
        .where(_belongs(wanted))
        .order_by(*_order(wanted))
        .limit(limit)
        .offset(offset)
    ).all()
    return tuple(customer_queries.load_customers(connection, ids).values())


def count_segments(connection: Connection, wanted: Sequence[SegmentQuestion]) -> dict[Segment, int]:
    """Return how many members belong to each part, in one pass over all of them."""
    counts = [func.count().filter(_belongs(one)) for one in wanted]
    row = connection.execute(select(*counts).select_from(customer)).one()
    return {one.segment: count for one, count in zip(wanted, row, strict=True)}


def _belongs(wanted: SegmentQuestion) -> ColumnElement[bool]:
    condition: ColumnElement[bool]
    if wanted.segment is Segment.LAPSED:
        condition = customer.c.last_bought_at < wanted.lapsed_before
    elif wanted.segment is Segment.BIRTHDAY:
        condition = customer.c.birthday.in_(days_ahead(wanted.today))
    elif wanted.segment is Segment.HIGH_VALUE:
        condition = _spent() >= wanted.high_value_from
    else:
        condition = customer.c.sale_count == 0
    return and_(condition, customer.c.merged_into.is_(None))


def _order(wanted: SegmentQuestion) -> tuple[Any, ...]:
    newest = customer.c.id.desc()
    if wanted.segment is Segment.LAPSED:
        return customer.c.last_bought_at.desc(), newest
    if wanted.segment is Segment.HIGH_VALUE:
        return _spent().desc(), newest
    if wanted.segment is Segment.BIRTHDAY:
        return customer.c.birthday, newest
    return (newest,)


def days_ahead(today: date) -> list[str]:
    """Return month and day of today and the days after it; a leap day is kept on 1 March."""
    days = [today + timedelta(days=step) for step in range(BIRTHDAYS_AHEAD)]
    texts = [f"{day:%m-%d}" for day in days]
    is_common = any(day.month == 3 and day.day == 1 for day in days)
    return [*texts, "02-29"] if is_common and "02-29" not in texts else texts


def _spent() -> ColumnElement[Money]:
    return type_coerce(customer.c.spent_before + customer.c.spent, Fen())
