"""What each category of goods brought and earned; goods without one stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.models.catalog import category, product
from desktop.models.sales import sale_line
from desktop.reports._grouping import FIGURES, sales_under
from desktop.reports.base import ColumnKind, Report, ReportColumn, ReportRange, rows_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.reports.base import Cell


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    return rows_of(
        connection,
        sales_under(
            wanted,
            func.coalesce(category.c.name, ""),
            product.outerjoin(category),
            product.c.id == sale_line.c.product_id,
        ),
    )


REPORT: Final = Report(
    "sales_by_category",
    QT_TRANSLATE_NOOP("reports", "按分类"),
    (
        ReportColumn("category", QT_TRANSLATE_NOOP("reports", "分类"), ColumnKind.TEXT),
        *FIGURES,
    ),
    _read,
)
