"""The day: its report for X and Z, and a line per business date for longer ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from desktop.domain.after_sales import Patience
from desktop.domain.day_report import BestSeller, DayReport, HourFigures
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money, total_of
from desktop.models.sales import sale, sale_return
from desktop.reports.base import ColumnKind, Report, ReportColumn, ReportRange, is_booked_within
from desktop.reports.best_sellers import best_sellers
from desktop.reports.day_after_sales import read_after_sales
from desktop.reports.day_carried import read_carried
from desktop.reports.day_commissions import read_commissions
from desktop.reports.day_exceptions import read_exceptions
from desktop.reports.day_findings import drawer_findings, read_findings
from desktop.reports.day_gateways import read_gateways
from desktop.reports.day_members import read_credit, read_stored_value
from desktop.reports.day_platforms import read_platforms
from desktop.reports.day_promotions import read_promotions
from desktop.reports.day_sales import (
    read_costs,
    read_delivery,
    read_points,
    read_profit,
    read_sales,
)
from desktop.reports.day_tenders import read_cash, read_codes, read_tenders
from desktop.reports.sales_by_hour import sales_by_hour
from desktop.storage import close_queries, report_queries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.day_report import CarriedItem, CostFigures, PlatformFigures
    from desktop.reports.base import Cell
    from desktop.storage.report_queries import DaySpan

_BEST_SELLERS_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """What a day's report is asked for.

    Attributes:
        enabled: tenders that stand in it even when nothing came by them.
        opening_balances: what each wholesale account held at the last Z, by name.
        carried_before: what the last Z carried on.
        head: the ledger's head now.
        points_per_yuan: what points are worth.
        now: when it is asked.
        patience: what after-sales is measured by.
    """

    on: date
    span: DaySpan
    till: int
    zone_offset_seconds: int
    enabled: Sequence[str]
    head: str
    now: datetime
    opening_balances: Mapping[str, Money] = field(default_factory=dict)
    points_per_yuan: int = 100
    patience: Patience = field(default_factory=Patience)
    carried_before: tuple[CarriedItem, ...] = ()


def read_day(connection: Connection, asked: DayQuestion) -> DayReport:
    """Work a business date out from the rows of the shop, all within one snapshot."""
    on = asked.on
    whole = ReportRange(on, on, asked.zone_offset_seconds)
    cash = read_cash(connection, on)
    codes = read_codes(connection, on, asked.enabled)
    typed = _typed_balances(connection, on, asked.zone_offset_seconds)
    platforms = read_platforms(connection, asked.span, asked.opening_balances, typed)
    findings = read_findings(connection, on, asked.span, asked.till, platforms)
    carried, settled = read_carried(connection, asked.carried_before)
    commissions = read_commissions(connection, asked.span)
    costs = replace(
        read_costs(connection, on), commission=commissions.earned - commissions.taken_back
    )
    return DayReport(
        date=on,
        sales=read_sales(connection, on),
        profit=read_profit(connection, on),
        tenders=read_tenders(connection, on, asked.enabled, cash, codes),
        cash=cash,
        platforms=platforms,
        delivery=read_delivery(connection, on),
        points=read_points(connection, on, asked.span, asked.points_per_yuan),
        stored_value=read_stored_value(connection, on),
        credit=read_credit(connection, on),
        costs=_with_account_money(costs, platforms),
        exceptions=read_exceptions(connection, on, asked.span, asked.till),
        head=asked.head,
        codes=codes,
        gateways=read_gateways(connection, on, asked.span),
        hours=tuple(HourFigures(*row) for row in connection.execute(sales_by_hour(whole))),
        best_sellers=tuple(
            BestSeller(*row) for row in connection.execute(best_sellers(whole, _BEST_SELLERS_SHOWN))
        ),
        after_sales=read_after_sales(connection, on, asked.span, asked.patience, asked.now),
        findings=(*drawer_findings(cash.difference), *findings),
        carried=carried,
        settled=settled,
        promotions=read_promotions(connection, on),
        commissions=commissions,
    )


def _typed_balances(
    connection: Connection, on: date, zone_offset_seconds: int
) -> dict[int, tuple[Money, str]]:
    """Return what was typed of each account, with the time on the shop's clock."""
    shift = timedelta(seconds=zone_offset_seconds)
    return {
        account_id: (one.counted, f"{one.counted_at + shift:%m-%d %H:%M}")
        for account_id, one in close_queries.latest_balance_counts(connection, on).items()
    }


def _with_account_money(costs: CostFigures, platforms: tuple[PlatformFigures, ...]) -> CostFigures:
    """What topping up cost, and what came back as a rebate, is part of what the day earned."""
    fees = costs.fees + total_of(one.fees for one in platforms)
    return replace(costs, fees=fees, rebate=total_of(one.rebate for one in platforms))


def _read(connection: Connection, wanted: ReportRange) -> tuple[tuple[Cell, ...], ...]:
    """Return a line per business date that sold or gave back anything."""
    day = report_queries.booked_on().label("day")
    sold = connection.execute(
        select(
            day,
            func.count(),
            func.sum(sale.c.gross),
            func.sum(sale.c.line_discounts),
            func.sum(sale.c.order_discount),
            func.sum(sale.c.rounding),
            func.sum(sale.c.total),
        )
        .where(is_booked_within(wanted.since, wanted.until))
        .group_by(day)
    ).all()
    refunds = _refunds_by_date(connection, wanted)
    sums = {row[0]: tuple(row)[1:] for row in sold}
    return tuple(
        _line(on, sums.get(on, (0, ZERO, ZERO, ZERO, ZERO, ZERO)), refunds.get(on, ZERO))
        for on in sorted({*sums, *refunds})
    )


def _refunds_by_date(connection: Connection, wanted: ReportRange) -> dict[date, Money]:
    rows = connection.execute(
        select(sale_return.c.business_date, func.sum(sale_return.c.amount).label("amount"))
        .where(sale_return.c.business_date.between(wanted.since, wanted.until))
        .group_by(sale_return.c.business_date)
    )
    return {row.business_date: row.amount for row in rows}


def _line(on: date, sums: Sequence[Any], refunds: Money) -> tuple[Cell, ...]:
    count, gross, line_discounts, order_discounts, rounding, total = sums
    discounts = line_discounts + order_discounts
    return (on.isoformat(), count, gross, discounts, rounding, refunds, total - refunds)


REPORT: Final = Report(
    "day",
    QT_TRANSLATE_NOOP("reports", "每天"),
    (
        ReportColumn("date", QT_TRANSLATE_NOOP("reports", "营业日"), ColumnKind.DAY),
        ReportColumn("sales", QT_TRANSLATE_NOOP("reports", "订单"), ColumnKind.COUNT),
        ReportColumn("gross", QT_TRANSLATE_NOOP("reports", "原价合计"), ColumnKind.MONEY),
        ReportColumn("discounts", QT_TRANSLATE_NOOP("reports", "优惠"), ColumnKind.MONEY),
        ReportColumn("rounding", QT_TRANSLATE_NOOP("reports", "抹零"), ColumnKind.MONEY),
        ReportColumn("refunds", QT_TRANSLATE_NOOP("reports", "退款"), ColumnKind.MONEY),
        ReportColumn("net", QT_TRANSLATE_NOOP("reports", "净销售额"), ColumnKind.MONEY),
    ),
    _read,
)
