"""What each product brought and earned, what came back taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.product import goods_title
from desktop.models.catalog import product
from desktop.models.sales import sale_line
from desktop.reports._grouping import FIGURES, sales_under
from desktop.reports.base import ColumnKind, Report, ReportColumn, ReportRange, rows_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.reports.base import Cell


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    sold = sales_under(
        wanted, product.c.id, product, product.c.id == sale_line.c.product_id
    ).subquery()
    _, *figures = sold.c
    statement = (
        select(product.c.code, product.c.name, product.c.face_text, *figures)
        .join(product, product.c.id == sold.c.heading)
        .order_by(sold.c.net.desc(), product.c.code)
    )
    return tuple(
        (code, goods_title(str(name), str(face)), *sums)
        for code, name, face, *sums in rows_of(connection, statement)
    )


REPORT: Final = Report(
    "sales_by_product",
    QT_TRANSLATE_NOOP("reports", "按商品"),
    (
        ReportColumn("product", QT_TRANSLATE_NOOP("reports", "编码"), ColumnKind.TEXT),
        ReportColumn("name", QT_TRANSLATE_NOOP("reports", "商品"), ColumnKind.TEXT),
        *FIGURES,
    ),
    _read,
)
