"""The commissions of a day: earned, taken back, paid out, and owed at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.agent import CommissionReason
from desktop.domain.day_report import CommissionFigures
from desktop.domain.money import ZERO
from desktop.models.agents import commission_entry

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.report_queries import DaySpan

_EARNED = (CommissionReason.EARNED, CommissionReason.CHANGED)


def read_commissions(connection: Connection, span: DaySpan) -> CommissionFigures:
    """Add up what moved within a business date, and what is owed to agents at its end."""
    entry = commission_entry.c
    moved = select(
        func.sum(entry.amount).filter(entry.reason.in_(_EARNED)).label("earned"),
        func.sum(entry.amount).filter(entry.reason == CommissionReason.RETURNED).label("back"),
        func.sum(entry.amount).filter(entry.reason == CommissionReason.PAID).label("paid"),
    ).where(entry.booked_at >= span.start)
    owed = select(func.sum(entry.amount))
    if span.end is not None:
        moved = moved.where(entry.booked_at < span.end)
        owed = owed.where(entry.booked_at < span.end)
    row = connection.execute(moved).one()
    return CommissionFigures(
        row.earned or ZERO,
        -(row.back or ZERO),
        -(row.paid or ZERO),
        connection.scalar(owed) or ZERO,
    )
