"""What a report is, and which sales belong to a business date.

A report is one file here and one line in ``REPORTS``: a key, a title, its columns, and one
statement that aggregates in SQL. It reads rows of the shop, never a cache.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select

from desktop.domain.money import ZERO, Money
from desktop.domain.sale import PaymentReason, PaymentState, SaleState
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_return

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select


class ColumnKind(StrEnum):
    """How a column is shown and exported."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    MONEY = "money"


Cell = str | int | Money | None
"""What stands in a report; a day is ISO text."""


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column.

    Attributes:
        key: the English header of exported files.
        label: the Chinese header, marked for translation in the context ``reports``.
    """

    key: str
    label: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class ReportRange:
    """The business dates a report covers, both included.

    Attributes:
        zone_offset_seconds: how far the shop's clock is ahead of UTC.
        starts_at_seconds: how long after midnight a business date begins.
    """

    since: date
    until: date
    zone_offset_seconds: int = 0
    starts_at_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A report and the statement that fills it."""

    key: str
    title: str
    columns: tuple[ReportColumn, ...]
    read: Callable[[Connection, ReportRange], tuple[tuple[Cell, ...], ...]]


def is_booked_within(since: date, until: date) -> ColumnElement[bool]:
    """Return the condition that a sale counts in this range of business dates.

    A sale counts on the date its money was seen, which for a sale that waited for its payment is
    later than the date in its number. One that was dropped without ever being paid never counts;
    one that was void counts, and its void counts against it on the date of the void.
    """
    paid_then = select(payment.c.sale_id).where(
        payment.c.business_date.between(since, until),
        payment.c.reason == PaymentReason.SALE,
        payment.c.state == PaymentState.CONFIRMED,
    )
    ever_paid = exists().where(
        payment.c.sale_id == sale.c.id,
        payment.c.reason == PaymentReason.SALE,
        payment.c.state == PaymentState.CONFIRMED,
    )
    was_voided = exists().where(sale_return.c.sale_id == sale.c.id, sale_return.c.is_void)
    cost_nothing = and_(
        sale.c.business_date.between(since, until),
        sale.c.total == ZERO,
        or_(sale.c.state == SaleState.COMPLETED, was_voided),
        ~ever_paid,
    )
    return or_(sale.c.id.in_(paid_then), cost_nothing)


def rows_of(connection: Connection, statement: Select[Any]) -> tuple[tuple[Cell, ...], ...]:
    """Run a report's statement."""
    return tuple(tuple(row) for row in connection.execute(statement))


def sum_of(
    connection: Connection, column: ColumnElement[Any], *wanted: ColumnElement[bool]
) -> Money:
    """Return the sum of a column of money, over the rows that are wanted; zero over none."""
    found: Money | None = connection.scalar(select(func.sum(column)).where(*wanted))
    return found or ZERO
