"""Reading and writing bills of collecting phones, and the payments they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, insert, or_, select, update

from desktop.domain.bill_matching import BillRow, BookedPayment
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.money import ZERO
from desktop.domain.sale import PaymentReason, PaymentState
from desktop.models.bills import bill_file, bill_row
from desktop.models.member_ledgers import customer_receipt
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_return

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Row

    from desktop.domain.tender import TenderMethod


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a bill and what a person decided about it.

    Attributes:
        payment_id: the payment or receipt it was given to.
    """

    row: BillRow
    payment_id: int | None
    set_aside_note: str


def insert_file(connection: Connection, **columns: Any) -> None:
    """Write down that a file was read."""
    connection.execute(insert(bill_file).values(**columns))


def known_numbers(
    connection: Connection, method: TenderMethod, numbers: Collection[str]
) -> frozenset[tuple[str, bool]]:
    """Return which bill numbers are kept already, each with whether it is a refund."""
    wanted, known = sorted(numbers), set[tuple[str, bool]]()
    for first in range(0, len(wanted), 5000):
        some = wanted[first : first + 5000]
        rows = connection.execute(
            select(bill_row.c.number, bill_row.c.is_refund).where(
                bill_row.c.method == method, bill_row.c.number.in_(some)
            )
        )
        known.update((row.number, row.is_refund) for row in rows)
    return frozenset(known)


def insert_rows(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Keep rows."""
    if rows:
        connection.execute(insert(bill_row), list(rows))


def owners_of(connection: Connection, method: TenderMethod) -> frozenset[str]:
    """Return whose bills of a tender were read before, those that say it."""
    return frozenset(
        connection.scalars(
            select(bill_file.c.owner)
            .where(bill_file.c.method == method, bill_file.c.owner != "")
            .distinct()
        )
    )


def seen_until(connection: Connection, on: date) -> dict[TenderMethod, datetime]:
    """Return, by tender, until when bills that cover a day saw its money.

    A bill that goes on where one ended carries the sight further: a day may end after midnight.
    """
    rows = connection.execute(
        select(bill_file.c.method, bill_file.c.since, bill_file.c.seen_until)
        .where(bill_file.c.until >= on)
        .order_by(bill_file.c.since, bill_file.c.id)
    )
    seen: dict[TenderMethod, datetime] = {}
    for row in rows:
        begins = datetime.combine(row.since, time(), CHINA_STANDARD_TIME)
        if row.since <= on or (row.method in seen and begins <= seen[row.method]):
            seen[row.method] = max(seen.get(row.method, row.seen_until), row.seen_until)
    return seen


def rows_between(connection: Connection, start: datetime, end: datetime) -> tuple[KeptRow, ...]:
    """Read the rows of a stretch of time."""
    rows = connection.execute(
        select(bill_row).where(bill_row.c.happened_at >= start, bill_row.c.happened_at < end)
    )
    return tuple(map(_kept, rows))


def find_row(connection: Connection, row_id: int) -> KeptRow | None:
    """Return a row."""
    row = connection.execute(select(bill_row).where(bill_row.c.id == row_id)).first()
    return None if row is None else _kept(row)


def _kept(row: Row[Any]) -> KeptRow:
    bill = BillRow(row.id, row.method, row.number, row.happened_at, row.amount, row.fee)
    return KeptRow(bill, row.payment_id or row.receipt_id, row.set_aside_note)


def decide(connection: Connection, row_id: int, **columns: Any) -> None:
    """Keep what a person decided about a row."""
    connection.execute(update(bill_row).where(bill_row.c.id == row_id).values(**columns))


def is_chosen(connection: Connection, payment_id: int) -> bool:
    """Whether a person gave a payment or receipt to some row already."""
    given = or_(bill_row.c.payment_id == payment_id, bill_row.c.receipt_id == payment_id)
    found = select(bill_row.c.id).where(given)
    return connection.scalar(found) is not None


def payments_between(
    connection: Connection, methods: Collection[TenderMethod], start: datetime, end: datetime
) -> tuple[tuple[BookedPayment, date], ...]:
    """Read the payments of a stretch of time that a phone should have seen, with their dates.

    What was booked on a tender by mistake and taken off it again moved no money on any phone; what
    was put on it later moved when the sale was paid.
    """
    rows = connection.execute(
        select(
            payment.c.id,
            payment.c.method,
            func.coalesce(sale_return.c.number, sale.c.number).label("order_number"),
            _moved_at().label("at"),
            payment.c.amount,
            payment.c.bill_tail,
            payment.c.business_date,
        )
        .join(sale, sale.c.id == payment.c.sale_id)
        .outerjoin(sale_return, sale_return.c.id == payment.c.return_id)
        .where(
            payment.c.state == PaymentState.CONFIRMED,
            payment.c.method.in_(methods),
            payment.c.paid_at >= start,
            payment.c.paid_at < end,
            _stands(),
        )
    )
    paid = tuple(
        (
            BookedPayment(row.id, row.method, row.order_number, row.at, row.amount, row.bill_tail),
            row.business_date,
        )
        for row in rows
    )
    return (*paid, *_receipts_between(connection, methods, start, end))


def _moved_at() -> ColumnElement[datetime]:
    """Return when a payment's money moved: the correction of a tender moves none."""
    other = payment.alias()
    first_paid = (
        select(func.min(other.c.paid_at))
        .where(
            other.c.sale_id == payment.c.sale_id,
            other.c.reason == PaymentReason.SALE,
            other.c.state == PaymentState.CONFIRMED,
        )
        .scalar_subquery()
    )
    is_change = payment.c.reason == PaymentReason.METHOD_CHANGE
    return case((is_change, func.coalesce(first_paid, payment.c.paid_at)), else_=payment.c.paid_at)


def _stands() -> ColumnElement[bool]:
    """Return the condition that a payment was not moved to another tender.

    As often as an amount was taken off a tender, one that was put on it is gone, the last first.
    """

    def count_like(amount: ColumnElement[Any], *wanted: ColumnElement[bool]) -> Any:
        return (
            select(func.count())
            .where(
                other.c.sale_id == payment.c.sale_id,
                other.c.method == payment.c.method,
                other.c.state == PaymentState.CONFIRMED,
                other.c.amount == amount,
                *wanted,
            )
            .scalar_subquery()
        )

    other = payment.alias()
    is_change = other.c.reason == PaymentReason.METHOD_CHANGE
    taken_off = count_like(-payment.c.amount, is_change)
    put_on_since = count_like(
        payment.c.amount,
        or_(is_change, other.c.reason == PaymentReason.SALE),
        other.c.id >= payment.c.id,
    )
    moves_off = and_(payment.c.reason == PaymentReason.METHOD_CHANGE, payment.c.amount < ZERO)
    return and_(~moves_off, or_(payment.c.amount < ZERO, put_on_since > taken_off))


def _receipts_between(
    connection: Connection, methods: Collection[TenderMethod], start: datetime, end: datetime
) -> tuple[tuple[BookedPayment, date], ...]:
    """Read the receipts of members that a phone should have seen: money that belongs to no sale."""
    receipt = customer_receipt.c
    rows = connection.execute(
        select(customer_receipt).where(
            receipt.method.in_(methods), receipt.issued_at >= start, receipt.issued_at < end
        )
    )
    return tuple((_received(row), row.business_date) for row in rows)


def _received(row: Row[Any]) -> BookedPayment:
    return BookedPayment(
        row.id, row.method, row.number, row.issued_at, row.amount, row.bill_tail, is_receipt=True
    )


def find_payment(connection: Connection, payment_id: int) -> BookedPayment | None:
    """Return a payment or a member's receipt by its id."""
    row = connection.execute(
        select(
            payment.c.id,
            payment.c.method,
            sale.c.number,
            payment.c.paid_at,
            payment.c.amount,
            payment.c.bill_tail,
        )
        .join(sale, sale.c.id == payment.c.sale_id)
        .where(payment.c.id == payment_id)
    ).first()
    if row is not None:
        return BookedPayment(*row)
    receipt = connection.execute(
        select(customer_receipt).where(customer_receipt.c.id == payment_id)
    ).first()
    return None if receipt is None else _received(receipt)
