"""The after-sales side of a day: how soon customers were answered and helped, and what is open.

Medians are of what people did: a ticket that ended because the goods came counts in neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Integer, func, select, type_coerce

from desktop.domain.after_sales import count_overdue
from desktop.domain.day_report import AfterSalesFigures
from desktop.domain.money import ZERO, Money
from desktop.models.after_sales import compensation, ticket
from desktop.storage import after_sales_queries

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from sqlalchemy import Column, ColumnElement, Connection

    from desktop.domain.after_sales import Patience
    from desktop.storage.report_queries import DaySpan

_MILLISECONDS: Final = 1000


def read_after_sales(
    connection: Connection, on: date, span: DaySpan, patience: Patience, now: datetime
) -> AfterSalesFigures:
    """Work out the medians of a day, and what of its tickets is open and overdue now."""
    answered, answer_median = _median(connection, ticket.c.first_answered_at, span)
    solved, solve_median = _median(connection, ticket.c.solved_at, span)
    opened = select(func.count()).where(ticket.c.opened_at >= span.start)
    if span.end is not None:
        opened = opened.where(ticket.c.opened_at < span.end)
    live = after_sales_queries.list_live(connection)
    return AfterSalesFigures(
        opened=connection.scalar(opened) or 0,
        answered=answered,
        in_time=_in_time(connection, span, patience.answer),
        answer_seconds=answer_median,
        solved=solved,
        solve_seconds=solve_median,
        open=len(live),
        overdue=count_overdue(live, patience, now),
        given=read_compensation(connection, on),
    )


def read_compensation(connection: Connection, on: date) -> Money:
    """Add up what was given to make good on a business date."""
    given = connection.scalar(
        select(func.sum(compensation.c.amount)).where(compensation.c.business_date == on)
    )
    return given or ZERO


def _median(
    connection: Connection, done_at: Column[datetime | None], span: DaySpan
) -> tuple[int, int | None]:
    """Return how many were done within the day, and the median of how long they took."""
    took = _milliseconds_until(done_at)
    ranked = select(
        took.label("took"),
        func.row_number().over(order_by=took).label("place"),
        func.count().over().label("all"),
    ).where(done_at >= span.start)
    if span.end is not None:
        ranked = ranked.where(done_at < span.end)
    rows = ranked.subquery()
    twice = rows.c.place * 2
    is_middle = twice.between(rows.c.all, rows.c.all + 2)
    row = connection.execute(
        select(func.max(rows.c.all), func.avg(rows.c.took).filter(is_middle))
    ).one()
    return row[0] or 0, None if row[1] is None else int(row[1]) // _MILLISECONDS


def _in_time(connection: Connection, span: DaySpan, answer: timedelta) -> int:
    took = _milliseconds_until(ticket.c.first_answered_at)
    query = select(func.count()).where(
        ticket.c.first_answered_at >= span.start,
        took <= int(answer.total_seconds() * _MILLISECONDS),
    )
    if span.end is not None:
        query = query.where(ticket.c.first_answered_at < span.end)
    return connection.scalar(query) or 0


def _milliseconds_until(done_at: Column[datetime | None]) -> ColumnElement[int]:
    """Return how long after its opening; a clock that went back in between counts as at once."""
    return func.max(0, type_coerce(done_at, Integer) - type_coerce(ticket.c.opened_at, Integer))
