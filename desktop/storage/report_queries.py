"""When a business date begins and ends, and what happened between."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.sale import PaymentReason, PaymentState
from desktop.models.ledger import ledger
from desktop.models.payments import payment
from desktop.models.sales import sale
from desktop.models.shifts import day_close, shift

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True, slots=True)
class DaySpan:
    """The instants that belong to a business date: from the end of the one before to its own end.

    Attributes:
        end: the first instant that no longer belongs to it; None while it goes on.
    """

    start: datetime
    end: datetime | None

    def holds(self, instant: datetime) -> bool:
        """Whether an instant belongs to it."""
        return self.start <= instant and (self.end is None or instant < self.end)


def booked_on() -> ColumnElement[date]:
    """Return the business date a sale counts on: when its money was seen, else when it was made.

    For a sale that waited for its payment that is later than the date in its number.
    """
    first_paid = (
        select(func.min(payment.c.business_date))
        .where(
            payment.c.sale_id == sale.c.id,
            payment.c.reason == PaymentReason.SALE,
            payment.c.state == PaymentState.CONFIRMED,
        )
        .scalar_subquery()
    )
    return func.coalesce(first_paid, sale.c.business_date)


def day_span(
    connection: Connection, on: date, natural_start: datetime, natural_end: datetime
) -> DaySpan:
    """Return the span of a business date.

    It begins with the Z before it, or with its first shift, or by the clock; it ends with its own
    Z, with the first shift of a later date, or by the clock if it was left without either. What
    happens after a Z belongs to the next date, as the counts of that date will see it.
    """
    signed_before = connection.scalar(
        select(func.max(day_close.c.closed_at)).where(day_close.c.business_date < on)
    )
    first_shift = connection.scalar(
        select(func.min(shift.c.opened_at)).where(shift.c.business_date == on)
    )
    by_clock = natural_start if first_shift is None else min(first_shift, natural_start)
    signed = connection.scalar(select(day_close.c.closed_at).where(day_close.c.business_date == on))
    next_shift = connection.scalar(
        select(func.min(shift.c.opened_at)).where(shift.c.business_date > on)
    )
    has_open_shift = connection.scalar(
        select(shift.c.id).where(shift.c.business_date == on, shift.c.closed_at.is_(None))
    )
    end = signed or next_shift
    if end is None and has_open_shift is None and first_shift is None:
        end = natural_end
    return DaySpan(signed_before or by_clock, end)


@dataclass(frozen=True, slots=True)
class NotedEntry:
    """A ledger entry as reports read it."""

    kind: str
    body: Mapping[str, Any]
    at: datetime


def list_noted(
    connection: Connection, till: int, kinds: Sequence[str], span: DaySpan
) -> tuple[NotedEntry, ...]:
    """Read the ledger entries of some kinds within a span, the first one first.

    Times only grow along a chain, so the first entry is found by halving; none before it is read.
    """
    query = (
        select(ledger.c.kind, ledger.c.body, ledger.c.at)
        .where(
            ledger.c.till == till, ledger.c.seq >= _first_seq_since(connection, till, span.start)
        )
        .where(ledger.c.kind.in_(kinds))
        .order_by(ledger.c.seq)
    )
    if span.end is not None:
        query = query.where(ledger.c.seq < _first_seq_since(connection, till, span.end))
    rows = connection.execute(query)
    return tuple(NotedEntry(row.kind, json.loads(row.body), row.at) for row in rows)


def last_noted_at(connection: Connection, till: int) -> datetime | None:
    """Return the time of the ledger's last entry."""
    return connection.scalar(
        select(ledger.c.at).where(ledger.c.till == till).order_by(ledger.c.seq.desc()).limit(1)
    )


def _first_seq_since(connection: Connection, till: int, instant: datetime) -> int:
    low = 1
    high = (connection.scalar(select(func.max(ledger.c.seq)).where(ledger.c.till == till)) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = connection.scalar(
            select(ledger.c.at).where(ledger.c.till == till, ledger.c.seq == middle)
        )
        if at is not None and at < instant:
            low = middle + 1
        else:
            high = middle
    return low
