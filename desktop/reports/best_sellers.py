"""Best sellers: pieces and money per product, what came back taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select, union_all

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.reports.base import (
    ColumnKind,
    Report,
    ReportColumn,
    ReportRange,
    is_booked_within,
    rows_of,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from desktop.reports.base import Cell

DEFAULT_LIMIT: Final = 100


def best_sellers(wanted: ReportRange, limit: int = DEFAULT_LIMIT) -> Select[Any]:
    """Return the statement: code, name, pieces, money; what brought most comes first."""
    sold = (
        select(sale_line.c.product_code, sale_line.c.title, sale_line.c.quantity, sale_line.c.net)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(is_booked_within(wanted.since, wanted.until))
    )
    returned = (
        select(
            sale_line.c.product_code,
            sale_line.c.title,
            (-sale_return_line.c.quantity).label("quantity"),
            (-sale_return_line.c.net).label("net"),
        )
        .join(sale_return_line, sale_return_line.c.sale_line_id == sale_line.c.id)
        .join(sale_return, sale_return.c.id == sale_return_line.c.return_id)
        .where(sale_return.c.business_date.between(wanted.since, wanted.until))
    )
    moved = union_all(sold, returned).subquery()
    pieces = func.sum(moved.c.quantity).label("pieces")
    net = func.sum(moved.c.net).label("net")
    return (
        select(moved.c.product_code, func.max(moved.c.title).label("name"), pieces, net)
        .group_by(moved.c.product_code)
        .having(pieces > 0)
        .order_by(net.desc(), moved.c.product_code)
        .limit(limit)
    )


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    return rows_of(connection, best_sellers(wanted))


REPORT: Final = Report(
    "best_sellers",
    QT_TRANSLATE_NOOP("reports", "卖得最多"),
    (
        ReportColumn("product", QT_TRANSLATE_NOOP("reports", "编码"), ColumnKind.TEXT),
        ReportColumn("name", QT_TRANSLATE_NOOP("reports", "商品"), ColumnKind.TEXT),
        ReportColumn("pieces", QT_TRANSLATE_NOOP("reports", "件数"), ColumnKind.COUNT),
        ReportColumn("net", QT_TRANSLATE_NOOP("reports", "净额"), ColumnKind.MONEY),
    ),
    _read,
)
