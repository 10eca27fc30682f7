"""What was bought from each wholesale account, and how often it did what it was asked."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import case, func, select, type_coerce

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.models.column_types import Fen
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase
from desktop.reports.base import ColumnKind, Report, ReportColumn, ReportRange, rows_of
from desktop.reports.day_platforms import CHARGED_STATES

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from desktop.reports.base import Cell


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    was_charged = purchase.c.state.in_(CHARGED_STATES)
    charged = func.coalesce(func.sum(case((was_charged, purchase.c.charged))), 0)
    statement = (
        select(
            platform_account.c.name,
            func.count().label("orders"),
            func.sum(case((was_charged, 1), else_=0)).label("arrived"),
            func.sum(case((was_charged, purchase.c.quantity), else_=0)).label("pieces"),
            type_coerce(charged, Fen()).label("charged"),
        )
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .where(
            purchase.c.created_at >= _start_of(wanted.since, wanted),
            purchase.c.created_at < _start_of(wanted.until + timedelta(days=1), wanted),
        )
        .group_by(platform_account.c.name)
        .order_by(charged.desc(), platform_account.c.name)
    )
    return rows_of(connection, statement)


def _start_of(day: date, wanted: ReportRange) -> datetime:
    """Return when a day of the shop begins by the clock; a purchase has no business date."""
    midnight = datetime.combine(day, time(), UTC)
    return midnight + timedelta(seconds=wanted.starts_at_seconds - wanted.zone_offset_seconds)


REPORT: Final = Report(
    "purchases_by_account",
    QT_TRANSLATE_NOOP("reports", "按货源"),
    (
        ReportColumn("account", QT_TRANSLATE_NOOP("reports", "货源"), ColumnKind.TEXT),
        ReportColumn("orders", QT_TRANSLATE_NOOP("reports", "采购单"), ColumnKind.COUNT),
        ReportColumn("arrived", QT_TRANSLATE_NOOP("reports", "成功"), ColumnKind.COUNT),
        ReportColumn("pieces", QT_TRANSLATE_NOOP("reports", "件数"), ColumnKind.COUNT),
        ReportColumn("charged", QT_TRANSLATE_NOOP("reports", "采购额"), ColumnKind.MONEY),
    ),
    _read,
)
