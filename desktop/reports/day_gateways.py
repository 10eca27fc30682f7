"""What gateways collected on a day: the books beside what the gateways themselves say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from desktop.domain.day_report import GatewayFigures
from desktop.domain.gateway_payment import GatewayState, RefundState
from desktop.domain.money import ZERO
from desktop.domain.sale import PaymentReason, PaymentState
from desktop.domain.tender import TenderMethod
from desktop.models.gateways import gateway_payment, gateway_refund, payment_gateway
from desktop.models.payments import payment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection, Row

    from desktop.domain.money import Money
    from desktop.storage.report_queries import DaySpan

_BACK = (PaymentReason.RETURN, PaymentReason.VOID)
_WITHOUT_SALE = (GatewayState.STRAY, GatewayState.PAID)


def read_gateways(connection: Connection, on: date, span: DaySpan) -> tuple[GatewayFigures, ...]:
    """Read every gateway that is in use, or that moved money that day.

    Args:
        connection: where to read.
        on: the business date that the books count on.
        span: the instants of that date, for money that has no sale and hence no business date.
    """
    booked = {row.gateway_id: row for row in _booked(connection, on)}
    went_back = dict(_amounts(_went_back(connection, on)))
    strays = {row.gateway_id: row for row in _strays(connection, span)}
    rows = connection.execute(select(payment_gateway).order_by(payment_gateway.c.position)).all()
    return tuple(
        _figures(row, booked.get(row.id), went_back.get(row.id, ZERO), strays.get(row.id))
        for row in rows
        if row.removed_at is None or row.id in booked or row.id in strays
    )


def _figures(
    row: Row[Any], booked: Row[Any] | None, went_back: Money, strays: Row[Any] | None
) -> GatewayFigures:
    received = (booked.received if booked else None) or ZERO
    refunded = -((booked.given_back if booked else None) or ZERO)
    proved = ((booked.proved if booked else None) or ZERO) - went_back
    net = received - refunded
    return GatewayFigures(
        gateway=row.name,
        count=(booked.taken if booked else None) or 0,
        received=received,
        refunded=refunded,
        net=net,
        proved=proved,
        difference=proved - net,
        stray_count=strays.how_many if strays else 0,
        strays=strays.amount if strays else ZERO,
    )


def _booked(connection: Connection, on: date) -> Sequence[Any]:
    """Add up the books by gateway; what an owner's word alone booked is not proved."""
    is_back = payment.c.reason.in_(_BACK)
    is_proved = gateway_payment.c.paid_at.is_not(None)
    return connection.execute(
        select(
            gateway_payment.c.gateway_id,
            func.sum(case((is_back, 0), else_=1)).label("taken"),
            func.sum(payment.c.amount).filter(~is_back).label("received"),
            func.sum(payment.c.amount).filter(is_back).label("given_back"),
            func.sum(payment.c.amount).filter(~is_back, is_proved).label("proved"),
        )
        .join(gateway_payment, gateway_payment.c.sale_id == payment.c.sale_id)
        .where(
            payment.c.business_date == on,
            payment.c.method == TenderMethod.EPAY,
            payment.c.state == PaymentState.CONFIRMED,
            gateway_payment.c.state == GatewayState.BOOKED,
        )
        .group_by(gateway_payment.c.gateway_id)
    ).all()


def _went_back(connection: Connection, on: date) -> Sequence[Any]:
    """Add up what gateways say that they paid back of what the books gave back that day."""
    return connection.execute(
        select(gateway_payment.c.gateway_id, func.sum(gateway_refund.c.amount).label("amount"))
        .select_from(gateway_refund.join(gateway_payment))
        .join(payment, payment.c.return_id == gateway_refund.c.return_id)
        .where(
            payment.c.business_date == on,
            payment.c.method == TenderMethod.EPAY,
            gateway_refund.c.state == RefundState.DONE,
        )
        .group_by(gateway_payment.c.gateway_id)
    ).all()


def _strays(connection: Connection, span: DaySpan) -> Sequence[Any]:
    """Add up money that came within the day and stands without a sale."""
    within = [gateway_payment.c.paid_at >= span.start]
    if span.end is not None:
        within.append(gateway_payment.c.paid_at < span.end)
    return connection.execute(
        select(
            gateway_payment.c.gateway_id,
            func.count().label("how_many"),
            func.sum(gateway_payment.c.amount).label("amount"),
        )
        .where(gateway_payment.c.state.in_(_WITHOUT_SALE), *within)
        .group_by(gateway_payment.c.gateway_id)
    ).all()


def _amounts(rows: Sequence[Any]) -> list[tuple[int, Money]]:
    return [(row.gateway_id, row.amount) for row in rows]
