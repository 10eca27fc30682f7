"""Net sales and profit under a heading: the part that reports by cashier, category … share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import case, func, literal, select, type_coerce, union_all

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.models.column_types import Fen
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.reports.base import ColumnKind, ReportColumn, ReportRange, is_booked_within

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, FromClause, Select

FIGURES: Final = (
    ReportColumn("sales", QT_TRANSLATE_NOOP("reports", "订单"), ColumnKind.COUNT),
    ReportColumn("pieces", QT_TRANSLATE_NOOP("reports", "件数"), ColumnKind.COUNT),
    ReportColumn("net", QT_TRANSLATE_NOOP("reports", "净额"), ColumnKind.MONEY),
    ReportColumn("gross_profit", QT_TRANSLATE_NOOP("reports", "毛利"), ColumnKind.MONEY),
    ReportColumn("unknown_cost", QT_TRANSLATE_NOOP("reports", "成本未知的行"), ColumnKind.COUNT),
)
"""Profit is that of the lines whose cost is known; the others are only counted."""


def sales_under(
    wanted: ReportRange,
    heading: ColumnElement[Any],
    joined: FromClause,
    on: ColumnElement[bool],
) -> Select[Any]:
    """Return the statement: heading, then ``FIGURES``; what brought most comes first.

    Args:
        wanted: the business dates.
        heading: what lines are gathered under.
        joined: the table it stands in.
        on: how that table hangs on ``sale`` or ``sale_line``.
    """
    is_known = sale_line.c.cost.is_not(None)
    sold = (
        select(
            heading.label("heading"),
            sale.c.id.label("sale_id"),
            sale_line.c.quantity,
            sale_line.c.net,
            case((is_known, sale_line.c.net)).label("known_net"),
            sale_line.c.cost,
            case((is_known, 0), else_=1).label("unknown"),
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .join(joined, on)
        .where(is_booked_within(wanted.since, wanted.until))
    )
    back = (
        select(
            heading.label("heading"),
            literal(None).label("sale_id"),
            (-sale_return_line.c.quantity).label("quantity"),
            (-sale_return_line.c.net).label("net"),
            case((is_known, -sale_return_line.c.net)).label("known_net"),
            case((is_known, -func.coalesce(sale_return_line.c.cost, 0))).label("cost"),
            literal(0).label("unknown"),
        )
        .join(sale_return, sale_return.c.id == sale_return_line.c.return_id)
        .join(sale_line, sale_line.c.id == sale_return_line.c.sale_line_id)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .join(joined, on)
        .where(sale_return.c.business_date.between(wanted.since, wanted.until))
    )
    moved = union_all(sold, back).subquery()
    net, cost = func.sum(moved.c.net), func.coalesce(func.sum(moved.c.cost), 0)
    profit = func.coalesce(func.sum(moved.c.known_net), 0) - cost
    return (
        select(
            moved.c.heading,
            func.count(moved.c.sale_id.distinct()).label("sales"),
            func.sum(moved.c.quantity).label("pieces"),
            type_coerce(net, Fen()).label("net"),
            type_coerce(profit, Fen()).label("gross_profit"),
            func.sum(moved.c.unknown).label("unknown_cost"),
        )
        .group_by(moved.c.heading)
        .order_by(net.desc(), moved.c.heading)
    )
