"""What an owner looks at after a day: each kind of exception counted, with its money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from desktop.domain.day_report import ExceptionFigures
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.sale import PaymentReason, SaleState
from desktop.domain.shift import CountKind
from desktop.models.administration import print_job
from desktop.models.card_secrets import card_secret
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_line, sale_return
from desktop.reports.base import is_booked_within
from desktop.reports.day_bills import read_bill_day
from desktop.storage import report_queries, shift_queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from desktop.storage.report_queries import DaySpan, NotedEntry

NOTED_KINDS: Final = {
    "clock_back": "clock_back",
    "right_refused": "right_refused",
    "sale_refused": "sale_refused",
    "standing_used": "standing_used",
    "risk_accepted": "risk_accepted",
    "drawer_opened": "drawer_opened",
    "points_adjusted": "points_by_hand",
    "customer_attached": "customer_attached",
    "cards_voided": "cards_voided",
    "compensation_booked": "compensation",
    "pin_locked": "pin_locked",
    "rule_answered": "rule_answered",
    "rule_refused": "rule_refused",
    "same_payer": "same_payer",
}
"""Ledger entries that are exceptions as they stand, and what the report calls them."""
_REVEALED: Final = "cards_revealed"
_IDS_AT_ONCE: Final = 5000


def read_exceptions(
    connection: Connection, on: date, span: DaySpan, till: int
) -> tuple[ExceptionFigures, ...]:
    """Read every kind that happened at least once."""
    found = (
        *_returns(connection, on),
        *_sales(connection, on),
        _method_changes(connection, on),
        _dropped(connection, span),
        _reprints(connection, span),
        _recounts(connection, on),
        *_noted(connection, span, till),
        *_bills(connection, on, span),
    )
    return tuple(entry for entry in found if entry.count)


def _returns(connection: Connection, on: date) -> Iterator[ExceptionFigures]:
    for kind, is_void in (("void", True), ("refund", False)):
        row = connection.execute(
            select(func.count(), func.sum(sale_return.c.amount)).where(
                sale_return.c.business_date == on, sale_return.c.is_void == is_void
            )
        ).one()
        yield ExceptionFigures(kind, row[0], row[1] or ZERO)


def _sales(connection: Connection, on: date) -> Iterator[ExceptionFigures]:
    booked = is_booked_within(on, on)
    repriced = connection.execute(
        select(func.count(), func.sum(sale_line.c.discount))
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(booked, sale_line.c.discount_reason != "")
    ).one()
    yield ExceptionFigures("price_change", repriced[0], repriced[1] or ZERO)
    approved = connection.execute(
        select(func.count(), func.sum(sale.c.total)).where(booked, sale.c.approved_by.is_not(None))
    ).one()
    yield ExceptionFigures("above_limit", approved[0], approved[1] or ZERO)


def _method_changes(connection: Connection, on: date) -> ExceptionFigures:
    row = connection.execute(
        select(func.count(), func.sum(payment.c.amount)).where(
            payment.c.business_date == on,
            payment.c.reason == PaymentReason.METHOD_CHANGE,
            payment.c.amount > ZERO,
        )
    ).one()
    return ExceptionFigures("method_change", row[0], row[1] or ZERO)


def _dropped(connection: Connection, span: DaySpan) -> ExceptionFigures:
    """Sales whose money never came."""
    was_paid = select(sale_return.c.sale_id).where(sale_return.c.is_void)
    query = select(func.count(), func.sum(sale.c.total)).where(
        sale.c.state == SaleState.VOIDED,
        sale.c.id.not_in(was_paid),
        sale.c.voided_at >= span.start,
    )
    if span.end is not None:
        query = query.where(sale.c.voided_at < span.end)
    row = connection.execute(query).one()
    return ExceptionFigures("payment_never_seen", row[0], row[1] or ZERO)


def _reprints(connection: Connection, span: DaySpan) -> ExceptionFigures:
    query = select(func.count()).where(
        print_job.c.copy_number > 0, print_job.c.requested_at >= span.start
    )
    if span.end is not None:
        query = query.where(print_job.c.requested_at < span.end)
    return ExceptionFigures("reprint", connection.scalar(query) or 0)


def _recounts(connection: Connection, on: date) -> ExceptionFigures:
    """Counts typed again: how far the last one is from the first, which was the blind one."""
    counts = shift_queries.list_cash_counts(connection, on, CountKind.DAY)
    if len(counts) < 2:
        return ExceptionFigures("recount", 0)
    return ExceptionFigures("recount", len(counts) - 1, counts[-1].total - counts[0].total)


def _bills(connection: Connection, on: date, span: DaySpan) -> Iterator[ExceptionFigures]:
    """Money of a phone and sales that do not fit, as far as bills were read."""
    found = read_bill_day(connection, on, span).matching
    without = total_of(each.amount for each in found.sales_without_money)
    yield ExceptionFigures("sale_without_money", len(found.sales_without_money), without)
    foreign = total_of(each.amount for each in found.money_without_sale)
    yield ExceptionFigures("money_without_sale", len(found.money_without_sale), foreign)
    tied = total_of(row.amount for knot in found.ambiguous for row in knot.rows)
    yield ExceptionFigures("money_ambiguous", len(found.ambiguous), tied)


def _noted(connection: Connection, span: DaySpan, till: int) -> Iterator[ExceptionFigures]:
    entries = report_queries.list_noted(connection, till, [*NOTED_KINDS, _REVEALED], span)
    for kind, name in NOTED_KINDS.items():
        own = [entry for entry in entries if entry.kind == kind]
        amount = Money(sum(int(entry.body.get("amount", 0)) for entry in own))
        yield ExceptionFigures(name, len(own), amount)
    reveals = [entry for entry in entries if entry.kind == _REVEALED]
    yield ExceptionFigures("reveal_again", _seen_again(connection, reveals, span))


def _seen_again(connection: Connection, reveals: Sequence[NotedEntry], span: DaySpan) -> int:
    """Count the reveals that showed a card somebody had seen before."""
    cards = sorted({card for entry in reveals for card in entry.body["cards"]})
    seen = set[int]()
    for first in range(0, len(cards), _IDS_AT_ONCE):
        some = cards[first : first + _IDS_AT_ONCE]
        seen.update(
            connection.scalars(
                select(card_secret.c.id).where(
                    card_secret.c.id.in_(some), card_secret.c.revealed_at < span.start
                )
            )
        )
    again = 0
    for entry in reveals:
        again += not seen.isdisjoint(entry.body["cards"])
        seen.update(entry.body["cards"])
    return again
