"""Through which channel orders came, and what they earned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.models.administration import person
from desktop.models.sales import sale
from desktop.reports._grouping import FIGURES, sales_under
from desktop.reports.base import ColumnKind, Report, ReportColumn, ReportRange, rows_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.reports.base import Cell


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    return rows_of(
        connection, sales_under(wanted, sale.c.channel, person, person.c.id == sale.c.cashier_id)
    )


REPORT: Final = Report(
    "sales_by_channel",
    QT_TRANSLATE_NOOP("reports", "按渠道"),
    (
        ReportColumn("channel", QT_TRANSLATE_NOOP("reports", "渠道"), ColumnKind.TEXT),
        *FIGURES,
    ),
    _read,
)
