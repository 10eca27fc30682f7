"""Sales by hour of the shop's clock: when people come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Integer, func, select, type_coerce

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.models.sales import sale
from desktop.reports.base import (
    ColumnKind,
    Report,
    ReportColumn,
    ReportRange,
    is_booked_within,
    rows_of,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

    from desktop.reports.base import Cell

_HOUR_MILLISECONDS: Final = 3_600_000


def hour_of(zone_offset_seconds: int) -> ColumnElement[int]:
    """Return the expression for a sale's hour, 0 to 23, on the shop's clock."""
    milliseconds = type_coerce(sale.c.sold_at, Integer) + zone_offset_seconds * 1000
    return (milliseconds // _HOUR_MILLISECONDS) % 24


def sales_by_hour(wanted: ReportRange) -> Select[*tuple[Any, ...]]:
    """Return the statement: hour, sales, what was paid; refunds are not taken off an hour."""
    hour = hour_of(wanted.zone_offset_seconds).label("hour")
    return (
        select(hour, func.count().label("sales"), func.sum(sale.c.total).label("paid"))
        .where(is_booked_within(wanted.since, wanted.until))
        .group_by(hour)
        .order_by(hour)
    )


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    return rows_of(connection, sales_by_hour(wanted))


REPORT: Final = Report(
    "sales_by_hour",
    QT_TRANSLATE_NOOP("reports", "每小时销售额"),
    (
        ReportColumn("hour", QT_TRANSLATE_NOOP("reports", "钟点"), ColumnKind.COUNT),
        ReportColumn("sales", QT_TRANSLATE_NOOP("reports", "订单"), ColumnKind.COUNT),
        ReportColumn("paid", QT_TRANSLATE_NOOP("reports", "实付"), ColumnKind.MONEY),
    ),
    _read,
)
