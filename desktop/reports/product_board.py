"""选品: which goods are asked for, what a piece earns, and whether their sources deliver.

Beside each stretch stands as long a one before it: what rises and what nobody asks for any more
shows by the difference.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Integer, case, func, select, type_coerce, union_all

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import PurchaseState
from desktop.models.catalog import product
from desktop.models.purchases import purchase
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.reports.base import ColumnKind, Report, ReportColumn, ReportRange, is_booked_within
from desktop.reports.day_platforms import CHARGED_STATES
from desktop.translating import translate

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Row

    from desktop.reports.base import Cell

FEW_PIECES: Final = 5
"""With fewer pieces than this nothing can be said about a trend."""
_RISES_BY: Final = 1.5
_FAILED: Final = (PurchaseState.REJECTED, PurchaseState.REFUNDED, PurchaseState.NOT_PLACED)


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    """Return a line per product on sale, what earned most first."""
    days = wanted.until - wanted.since + timedelta(days=1)
    now = _sold(connection, wanted.since, wanted.until)
    before = _sold(connection, wanted.since - days, wanted.since - timedelta(days=1))
    arrived = _arrived(connection)
    lines = []
    for one in connection.execute(
        select(product.c.id, product.c.code, product.c.name).where(product.c.is_selling)
    ):
        sold, earlier = now.get(one.id), before.get(one.id)
        pieces, pieces_before = _pieces(sold), _pieces(earlier)
        profit = ZERO if sold is None else Money(sold.known_net - sold.cost)
        share = arrived.get(one.id)
        trend = _trend(pieces, pieces_before)
        percent = "" if share is None else f"{share} %"
        line = (
            one.code,
            one.name,
            pieces,
            pieces_before,
            profit,
            percent,
            translate("reports", trend),
        )
        lines.append((-profit.fen, -pieces, one.code, line))
    return tuple(line for *_, line in sorted(lines))


def _pieces(row: Row[Any] | None) -> int:
    return 0 if row is None else int(row.pieces)


def _sold(connection: Connection, since: date, until: date) -> dict[int, Row[Any]]:
    """Return pieces, and money and cost of the lines whose cost is known, by product."""
    is_known = sale_line.c.cost.is_not(None)
    sold = (
        select(
            sale_line.c.product_id,
            sale_line.c.quantity,
            case((is_known, sale_line.c.net), else_=0).label("known_net"),
            func.coalesce(sale_line.c.cost, 0).label("cost"),
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(is_booked_within(since, until))
    )
    back = (
        select(
            sale_line.c.product_id,
            -sale_return_line.c.quantity,
            case((is_known, -sale_return_line.c.net), else_=0),
            -func.coalesce(sale_return_line.c.cost, 0),
        )
        .join(sale_return_line, sale_return_line.c.sale_line_id == sale_line.c.id)
        .join(sale_return, sale_return.c.id == sale_return_line.c.return_id)
        .where(sale_return.c.business_date.between(since, until))
    )
    moved = union_all(sold, back).subquery()
    rows = connection.execute(
        select(
            moved.c.product_id,
            func.sum(moved.c.quantity).label("pieces"),
            type_coerce(func.sum(moved.c.known_net), Integer()).label("known_net"),
            type_coerce(func.sum(moved.c.cost), Integer()).label("cost"),
        ).group_by(moved.c.product_id)
    )
    return {row.product_id: row for row in rows}


def _arrived(connection: Connection) -> dict[int, int]:
    """Return how many of a hundred finished purchases brought the goods, by product."""
    came = func.sum(case((purchase.c.state.in_(CHARGED_STATES), 1), else_=0))
    rows = connection.execute(
        select(purchase.c.product_id, (came * 100 / func.count()).label("share"))
        .where(purchase.c.state.in_([*CHARGED_STATES, *_FAILED]))
        .group_by(purchase.c.product_id)
    )
    return {row.product_id: int(row.share) for row in rows}


def _trend(pieces: int, before: int) -> str:
    if pieces <= 0:
        return NOBODY
    if max(pieces, before) < FEW_PIECES:
        return TOO_FEW
    if pieces >= before * _RISES_BY:
        return RISES
    return FALLS if pieces * _RISES_BY <= before else STEADY


RISES: Final = QT_TRANSLATE_NOOP("reports", "在涨")
FALLS: Final = QT_TRANSLATE_NOOP("reports", "在跌")
STEADY: Final = QT_TRANSLATE_NOOP("reports", "平稳")
TOO_FEW: Final = QT_TRANSLATE_NOOP("reports", "数据少")
NOBODY: Final = QT_TRANSLATE_NOOP("reports", "没人买")

REPORT: Final = Report(
    "product_board",
    QT_TRANSLATE_NOOP("reports", "选品"),
    (
        ReportColumn("product", QT_TRANSLATE_NOOP("reports", "编码"), ColumnKind.TEXT),
        ReportColumn("name", QT_TRANSLATE_NOOP("reports", "商品"), ColumnKind.TEXT),
        ReportColumn("pieces", QT_TRANSLATE_NOOP("reports", "件数"), ColumnKind.COUNT),
        ReportColumn("pieces_before", QT_TRANSLATE_NOOP("reports", "上期件数"), ColumnKind.COUNT),
        ReportColumn("gross_profit", QT_TRANSLATE_NOOP("reports", "毛利"), ColumnKind.MONEY),
        ReportColumn("arrived", QT_TRANSLATE_NOOP("reports", "货源成功率"), ColumnKind.TEXT),
        ReportColumn("trend", QT_TRANSLATE_NOOP("reports", "走势"), ColumnKind.TEXT),
    ),
    _read,
)
