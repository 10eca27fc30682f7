"""Campus agents: what the orders that count for each brought, and the commission they earned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select, type_coerce

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.models.agents import agent, agent_sale, commission_entry
from desktop.models.column_types import Fen
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
    from datetime import date

    from sqlalchemy import Connection, Select

    from desktop.reports.base import Cell


@dataclass(frozen=True, slots=True)
class AgentSales:
    """What an agent brought.

    Attributes:
        margin: of the lines whose cost is known, less what came back.
        unknown: lines whose cost is not known yet: they earn nothing until it is.
    """

    orders: int = 0
    net: Money = ZERO
    margin: Money = ZERO
    commission: Money = ZERO
    unknown: int = 0


NOTHING_SOLD: Final = AgentSales()


def agent_sales(connection: Connection, since: date, until: date) -> dict[int, AgentSales]:
    """Return what each agent brought on some business dates, by the agent's id."""
    rows = connection.execute(_statement(since, until))
    return {
        row.id: AgentSales(row.orders, row.net, row.margin, row.commission, row.unknown)
        for row in rows
    }


def _statement(since: date, until: date) -> Select[Any]:
    """Return a line per agent who sold anything, the largest margin first; voids are left out."""
    back = _of_sale(
        select(func.sum(sale_return.c.amount)).where(sale_return.c.sale_id == sale.c.id)
    )
    known = sale_line.c.cost.is_not(None)
    sold = _of_sale(
        select(func.sum(sale_line.c.net - sale_line.c.cost)).where(
            sale_line.c.sale_id == sale.c.id, known
        )
    )
    returned = _of_sale(
        select(func.sum(sale_return_line.c.net - sale_return_line.c.cost))
        .join(sale_line, sale_line.c.id == sale_return_line.c.sale_line_id)
        .where(sale_line.c.sale_id == sale.c.id, known)
    )
    earned = _of_sale(
        select(func.sum(commission_entry.c.amount)).where(commission_entry.c.sale_id == sale.c.id)
    )
    unknown = _of_sale(
        select(func.count()).where(
            sale_line.c.sale_id == sale.c.id,
            ~known,
            sale_line.c.returned_quantity < sale_line.c.quantity,
        )
    )
    of_sale = (
        select(
            agent_sale.c.agent_id,
            (sale.c.total - back).label("net"),
            (sold - returned).label("margin"),
            earned.label("commission"),
            unknown.label("unknown"),
        )
        .join(sale, sale.c.id == agent_sale.c.sale_id)
        .where(sale.c.voided_at.is_(None), is_booked_within(since, until))
        .subquery()
    )
    margin = func.sum(of_sale.c.margin)
    return (
        select(
            agent.c.id,
            agent.c.code,
            agent.c.name,
            func.count().label("orders"),
            type_coerce(func.sum(of_sale.c.net), Fen()).label("net"),
            type_coerce(margin, Fen()).label("margin"),
            type_coerce(func.sum(of_sale.c.commission), Fen()).label("commission"),
            func.sum(of_sale.c.unknown).label("unknown"),
        )
        .join(of_sale, of_sale.c.agent_id == agent.c.id)
        .group_by(agent.c.id)
        .order_by(margin.desc(), agent.c.code)
    )


def _of_sale(wanted: Select[Any]) -> Any:
    return func.coalesce(wanted.correlate(sale).scalar_subquery(), 0)


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    rows = rows_of(connection, _statement(wanted.since, wanted.until))
    return tuple(row[1:] for row in rows)


REPORT: Final = Report(
    "agents",
    QT_TRANSLATE_NOOP("reports", "校园代理"),
    (
        ReportColumn("code", QT_TRANSLATE_NOOP("reports", "代理码"), ColumnKind.TEXT),
        ReportColumn("agent", QT_TRANSLATE_NOOP("reports", "代理"), ColumnKind.TEXT),
        ReportColumn("orders", QT_TRANSLATE_NOOP("reports", "订单"), ColumnKind.COUNT),
        ReportColumn("net", QT_TRANSLATE_NOOP("reports", "净销售额"), ColumnKind.MONEY),
        ReportColumn("margin", QT_TRANSLATE_NOOP("reports", "毛利"), ColumnKind.MONEY),
        ReportColumn("commission", QT_TRANSLATE_NOOP("reports", "佣金"), ColumnKind.MONEY),
        ReportColumn("unknown", QT_TRANSLATE_NOOP("reports", "进价未知"), ColumnKind.COUNT),
    ),
    _read,
)
