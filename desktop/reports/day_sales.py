"""The goods side of a day: sales, profit, delivery, points and further costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, case, func, or_, select

from desktop.domain.day_report import (
    CostFigures,
    DeliveryFigures,
    PointsFigures,
    ProfitFigures,
    SalesFigures,
)
from desktop.domain.delivery import UNDELIVERED_STATES, WAITING_STATES, DeliveryState
from desktop.domain.loyalty import PointsReason, worth_of
from desktop.domain.money import ZERO
from desktop.domain.sale import PaymentState
from desktop.domain.tender import TenderMethod
from desktop.models.customers import points_entry
from desktop.models.member_ledgers import customer_receipt
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.reports.base import is_booked_within
from desktop.reports.day_after_sales import read_compensation
from desktop.storage import gift_queries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from desktop.storage.report_queries import DaySpan


_TAKEN_BACK = (PointsReason.RETURNED, PointsReason.VOIDED)
_WITHOUT_SALE = (
    PointsReason.BY_HAND,
    PointsReason.REFERRAL,
    PointsReason.SETTLED,
    PointsReason.SPENT,
    PointsReason.SPENT_BACK,
    PointsReason.GIFT,
    PointsReason.GIFT_BACK,
    PointsReason.EXPIRED,
)
"""Counted by the time of their entry."""
_GIVEN = or_(
    and_(points_entry.c.reason == PointsReason.BY_HAND, points_entry.c.points > 0),
    points_entry.c.reason.in_([PointsReason.REFERRAL, PointsReason.SETTLED]),
)


def read_sales(connection: Connection, on: date) -> SalesFigures:
    """Add up the sales of a business date and what was given back on it."""
    row = connection.execute(
        select(
            func.count().label("sales"),
            func.sum(sale.c.item_count).label("items"),
            func.sum(sale.c.gross).label("gross"),
            func.sum(sale.c.line_discounts).label("line_discounts"),
            func.sum(sale.c.order_discount).label("order_discounts"),
            func.sum(sale.c.rounding).label("rounding"),
        ).where(is_booked_within(on, on))
    ).one()
    refunds = connection.scalar(
        select(func.sum(sale_return.c.amount)).where(sale_return.c.business_date == on)
    )
    gross, rounding, refunds = row.gross or ZERO, row.rounding or ZERO, refunds or ZERO
    discounts = (row.line_discounts or ZERO) + (row.order_discounts or ZERO)
    net = gross - discounts - rounding - refunds
    return SalesFigures(row.sales, row.items or 0, gross, discounts, rounding, refunds, net)


def read_profit(connection: Connection, on: date) -> ProfitFigures:
    """Add up cost and profit; lines whose cost is not known are counted and left out of both."""
    return read_profit_between(connection, on, on)


def read_profit_between(connection: Connection, since: date, until: date) -> ProfitFigures:
    """Add up the same of a range of business dates, both included."""
    is_known = sale_line.c.cost.is_not(None)
    sold = connection.execute(
        select(
            func.sum(sale_line.c.cost).label("cost"),
            func.sum(sale_line.c.net).filter(is_known).label("net"),
            func.sum(case((is_known, 0), else_=1)).label("unknown"),
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(is_booked_within(since, until))
    ).one()
    back = connection.execute(
        select(
            func.sum(sale_return_line.c.cost).label("cost"),
            func.sum(sale_return_line.c.net).label("net"),
        )
        .join(sale_return, sale_return.c.id == sale_return_line.c.return_id)
        .join(sale_line, sale_line.c.id == sale_return_line.c.sale_line_id)
        .where(sale_return.c.business_date.between(since, until), is_known)
    ).one()
    cost = (sold.cost or ZERO) - (back.cost or ZERO)
    net = (sold.net or ZERO) - (back.net or ZERO)
    return ProfitFigures(cost, net - cost, sold.unknown or 0)


def read_delivery(connection: Connection, on: date) -> DeliveryFigures:
    """Count the lines sold on a date by how far their goods are now."""
    row = connection.execute(
        select(
            _count_of({DeliveryState.HANDED_OVER}).label("done"),
            _count_of(WAITING_STATES - {DeliveryState.UNKNOWN}).label("processing"),
            _count_of({DeliveryState.UNKNOWN}).label("unknown"),
            _count_of({DeliveryState.FAILED}).label("failed"),
            _count_of(UNDELIVERED_STATES).label("undelivered"),
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(is_booked_within(on, on))
    ).one()
    return DeliveryFigures(*(count or 0 for count in row))


def read_points(
    connection: Connection, on: date, span: DaySpan, points_per_yuan: int
) -> PointsFigures:
    """Add up points: given less taken back, spent, lapsed, and all that is owed at the end."""
    points = points_entry.c.points
    earned = connection.scalar(
        select(func.sum(points))
        .join(sale, sale.c.id == points_entry.c.sale_id)
        .where(points_entry.c.reason == PointsReason.EARNED, is_booked_within(on, on))
    )
    taken_back = connection.scalar(
        select(func.sum(points))
        .join(sale_return, sale_return.c.id == points_entry.c.return_id)
        .where(points_entry.c.reason.in_(_TAKEN_BACK), sale_return.c.business_date == on)
    )
    by_hand = select(
        func.sum(points).filter(_GIVEN).label("given"),
        func.sum(points)
        .filter(~_GIVEN, points_entry.c.reason != PointsReason.EXPIRED)
        .label("taken"),
        func.sum(points).filter(points_entry.c.reason == PointsReason.EXPIRED).label("expired"),
    )
    by_hand = by_hand.where(
        points_entry.c.reason.in_(_WITHOUT_SALE), points_entry.c.booked_at >= span.start
    )
    owed = select(func.sum(points))
    if span.end is not None:
        by_hand = by_hand.where(points_entry.c.booked_at < span.end)
        owed = owed.where(points_entry.c.booked_at < span.end)
    row = connection.execute(by_hand).one()
    given = (earned or 0) + (taken_back or 0) + (row.given or 0)
    liability = connection.scalar(owed) or 0
    return PointsFigures(
        given,
        -(row.taken or 0),
        liability,
        -(row.expired or 0),
        worth_of(liability, points_per_yuan),
    )


def read_costs(connection: Connection, on: date) -> CostFigures:
    """Add up what the day cost beside its goods."""
    compensation = connection.scalar(
        select(func.sum(sale_return.c.compensation)).where(sale_return.c.business_date == on)
    )
    fees = connection.scalar(
        select(func.sum(payment.c.fee)).where(
            payment.c.business_date == on, payment.c.state == PaymentState.CONFIRMED
        )
    )
    receipt_fees = connection.scalar(
        select(func.sum(customer_receipt.c.fee)).where(customer_receipt.c.business_date == on)
    )
    by_points = connection.scalar(
        select(func.sum(payment.c.amount)).where(
            payment.c.business_date == on,
            payment.c.method == TenderMethod.POINTS,
            payment.c.state == PaymentState.CONFIRMED,
        )
    )
    lost = (compensation or ZERO) + read_compensation(connection, on)
    return CostFigures(
        gifts=gift_queries.cost_given_on(connection, on),
        compensation=lost,
        fees=(fees or ZERO) + (receipt_fees or ZERO),
        points=by_points or ZERO,
    )


def _count_of(states: Iterable[DeliveryState]) -> ColumnElement[int]:
    words = sorted(str(state) for state in states)
    return func.sum(case((sale_line.c.delivery_state.in_(words), 1), else_=0))
