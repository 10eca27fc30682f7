"""Where members come from: how many each channel brought, what they bought, how many came again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, case, func, select, type_coerce

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.sale import SaleState
from desktop.models.column_types import Fen
from desktop.models.customers import customer
from desktop.models.sales import sale, sale_return
from desktop.reports.base import (
    ColumnKind,
    Report,
    ReportColumn,
    ReportRange,
    is_booked_within,
    rows_of,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.reports.base import Cell


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    """Return a line per channel that sold anything, the largest first; a void is left out."""
    back = (
        select(func.coalesce(func.sum(sale_return.c.amount), 0))
        .where(sale_return.c.sale_id == sale.c.id)
        .scalar_subquery()
    )
    of_member = (
        select(
            sale.c.customer_id.label("customer_id"),
            func.count().label("sales"),
            func.sum(sale.c.total - back).label("net"),
        )
        .where(
            sale.c.customer_id.is_not(None),
            sale.c.voided_at.is_(None),
            is_booked_within(wanted.since, wanted.until),
        )
        .group_by(sale.c.customer_id)
        .subquery()
    )
    own = and_(sale.c.customer_id == customer.c.id, sale.c.state == SaleState.COMPLETED)
    first_sale = select(func.min(sale.c.business_date)).where(own).scalar_subquery()
    ever = select(func.count()).where(own).scalar_subquery()
    return rows_of(
        connection,
        select(
            customer.c.channel,
            func.count().label("members"),
            func.sum(case((first_sale >= wanted.since, 1), else_=0)).label("new"),
            func.sum(case((ever > 1, 1), else_=0)).label("again"),
            func.sum(of_member.c.sales).label("sales"),
            type_coerce(func.sum(of_member.c.net), Fen()).label("net"),
        )
        .join(of_member, of_member.c.customer_id == customer.c.id)
        .group_by(customer.c.channel)
        .order_by(func.sum(of_member.c.net).desc(), customer.c.channel),
    )


REPORT: Final = Report(
    "channels",
    QT_TRANSLATE_NOOP("reports", "会员从哪来"),
    (
        ReportColumn("channel", QT_TRANSLATE_NOOP("reports", "来源"), ColumnKind.TEXT),
        ReportColumn("members", QT_TRANSLATE_NOOP("reports", "买过的会员"), ColumnKind.COUNT),
        ReportColumn("new", QT_TRANSLATE_NOOP("reports", "其中新客"), ColumnKind.COUNT),
        ReportColumn("again", QT_TRANSLATE_NOOP("reports", "买过不止一次"), ColumnKind.COUNT),
        ReportColumn("sales", QT_TRANSLATE_NOOP("reports", "订单"), ColumnKind.COUNT),
        ReportColumn("net", QT_TRANSLATE_NOOP("reports", "净销售额"), ColumnKind.MONEY),
    ),
    _read,
)
