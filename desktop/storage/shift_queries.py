"""Reading and writing shifts, cash movements and counts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, and_, func, insert, select, update

from desktop.domain.day_close import CashMovementRow
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import BACK_REASONS, PaymentReason, PaymentState
from desktop.domain.shift import CashFigures, CountKind, ShiftSnapshot
from desktop.domain.tender import TenderMethod
from desktop.models.administration import person
from desktop.models.member_ledgers import customer_receipt
from desktop.models.payments import payment
from desktop.models.shifts import cash_count, cash_movement, day_close, shift
from desktop.storage import member_ledger_queries
from desktop.storage.driver import find_row
from desktop.storage.open_shift_queries import find_open_shift

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row


_OPEN_DATE_SQL: Final = "SELECT business_date FROM shift WHERE closed_at IS NULL AND id = ?"

_SHIFT_CASH_SQL: Final = """
WITH receipts AS (
    SELECT sum(max(amount, 0)) AS taken, -sum(min(amount, 0)) AS paid_out FROM customer_receipt
    WHERE shift_id = :shift AND method = 'cash'
), movements AS (
    SELECT sum(max(amount, 0)) AS put_in, sum(min(amount, 0)) AS taken_out FROM cash_movement
    WHERE business_date = :on AND shift_id = :shift
)
SELECT
    coalesce(kept.received, 0) + coalesce(receipts.taken, 0),
    coalesce(kept.given_back, 0) + coalesce(receipts.paid_out, 0),
    movements.put_in,
    movements.taken_out
FROM receipts, movements
LEFT JOIN shift_total AS kept ON kept.shift_id = :shift AND kept.method = 'cash'
"""


@dataclass(frozen=True, slots=True)
class CashCountRow:
    """A count of the drawer as it was typed."""

    id: int
    kind: CountKind
    count_by_denomination: Mapping[Money, int]
    total: Money
    person_name: str
    counted_at: datetime


def get_open_shift(connection: Connection, shift_id: int) -> ShiftSnapshot:
    """Return a shift that must still be open.

    Raises:
        BusinessRuleError: code ``shift_not_open``; nothing was recorded.
    """
    found = find_open_shift(connection)
    if found is None or found.id != shift_id:
        raise _not_open()
    return found


def open_business_date(connection: Connection, shift_id: int) -> date:
    """Return the business date of a shift that must still be open.

    Raises:
        BusinessRuleError: code ``shift_not_open``; nothing was recorded.
    """
    row = find_row(connection, _OPEN_DATE_SQL, (shift_id,))
    if row is None:
        raise _not_open()
    return date.fromisoformat(row[0])


def load_shift(connection: Connection, shift_id: int) -> ShiftSnapshot:
    """Read a shift, open or closed.

    Raises:
        KeyError: there is no such shift.
    """
    row = connection.execute(_shifts().where(shift.c.id == shift_id)).first()
    if row is None:
        raise KeyError(shift_id)
    return _shift_of(row)


def list_shifts(connection: Connection, business_date: date) -> tuple[ShiftSnapshot, ...]:
    """Read the shifts of a business date, the first one first."""
    rows = connection.execute(
        _shifts().where(shift.c.business_date == business_date).order_by(shift.c.opened_at)
    )
    return tuple(_shift_of(row) for row in rows)


def last_closed_date(connection: Connection) -> date | None:
    """Return the business date of the last Z."""
    last: date | None = connection.scalar(select(func.max(day_close.c.business_date)))
    return last


def insert_shift(connection: Connection, **columns: Any) -> None:
    """Open a shift; the table refuses a second open one."""
    connection.execute(insert(shift).values(**columns))


def close_shift(connection: Connection, shift_id: int, **columns: Any) -> int:
    """Close a shift if it is still open; return how many rows that changed."""
    closed = connection.execute(
        update(shift).where(shift.c.id == shift_id, shift.c.closed_at.is_(None)).values(**columns)
    )
    return closed.rowcount


def insert_movement(connection: Connection, **columns: Any) -> None:
    """Write cash put in or taken out."""
    connection.execute(insert(cash_movement).values(**columns))


def list_movements(connection: Connection, business_date: date) -> tuple[CashMovementRow, ...]:
    """Read the cash movements of a business date."""
    rows = connection.execute(
        select(
            cash_movement.c.id,
            cash_movement.c.amount,
            cash_movement.c.reason,
            cash_movement.c.note,
            person.c.name,
            cash_movement.c.moved_at,
        )
        .join(person, person.c.id == cash_movement.c.person_id)
        .where(cash_movement.c.business_date == business_date)
        .order_by(cash_movement.c.moved_at, cash_movement.c.id)
    )
    return tuple(
        CashMovementRow(row.id, row.amount, str(row.reason), row.note, row.name, row.moved_at)
        for row in rows
    )


def insert_cash_count(connection: Connection, counts: Mapping[Money, int], **columns: Any) -> None:
    """Write a count as it was typed; its denominations are kept as fen."""
    text = json.dumps({str(denomination.fen): count for denomination, count in counts.items()})
    connection.execute(insert(cash_count).values(count_by_denomination=text, **columns))


def list_cash_counts(
    connection: Connection, business_date: date, kind: CountKind
) -> tuple[CashCountRow, ...]:
    """Read the counts of a business date, the first one first."""
    rows = connection.execute(
        select(cash_count, person.c.name.label("person_name"))
        .join(person, person.c.id == cash_count.c.person_id)
        .where(cash_count.c.business_date == business_date, cash_count.c.kind == kind)
        .order_by(cash_count.c.counted_at, cash_count.c.id)
    )
    return tuple(_count_of(row) for row in rows)


def shift_cash(connection: Connection, held: ShiftSnapshot) -> CashFigures:
    """Add up the cash side of one shift: what its sales keep, its receipts, its movements.

    However much was sold it reads a few rows. The day's own drawer is worked out from every row.
    """
    row = find_row(connection, _SHIFT_CASH_SQL, {"shift": held.id, "on": str(held.business_date)})
    assert row is not None  # noqa: S101 - an aggregate without a group has one row
    received, refunded, put_in, taken_out = (Money(amount or 0) for amount in row)
    return CashFigures(held.opening_float, received, refunded, put_in, -taken_out)


def day_cash(connection: Connection, business_date: date) -> CashFigures:
    """Add up the cash side of a business date over all its shifts.

    Where a shift opened with another amount than the one before it was counted at, the owner put
    cash in or took some out between the two, and it counts as that.
    """
    rows = connection.execute(
        select(shift.c.opening_float, shift.c.counted)
        .where(shift.c.business_date == business_date)
        .order_by(shift.c.opened_at, shift.c.id)
    ).all()
    opening_float = rows[0].opening_float if rows else ZERO
    gaps = [
        after.opening_float - before.counted
        for before, after in pairwise(rows)
        if before.counted is not None
    ]
    received, refunded = _cash_sums(
        connection,
        payment.c.business_date == business_date,
        customer_receipt.c.business_date == business_date,
    )
    put_in, taken_out = _movement_sums(connection, cash_movement.c.business_date == business_date)
    for gap in gaps:
        put_in += max(gap, ZERO)
        taken_out += max(-gap, ZERO)
    return CashFigures(opening_float, received, refunded, put_in, taken_out)


def _is_paid_in(shift_id: int) -> ColumnElement[bool]:
    """Whether a payment is one of a shift: found by the shift's date, which is also its own."""
    on = select(shift.c.business_date).where(shift.c.id == shift_id).scalar_subquery()
    return and_(payment.c.business_date == on, payment.c.shift_id == shift_id)


def _cash_sums(
    connection: Connection, within: ColumnElement[bool], receipts: ColumnElement[bool]
) -> tuple[Money, Money]:
    """Money in (a change of method moves it) and money out, both positive."""
    is_back = payment.c.reason.in_(BACK_REASONS)
    row = connection.execute(
        select(
            func.sum(payment.c.amount).filter(~is_back),
            func.sum(payment.c.amount).filter(is_back),
        ).where(
            and_(
                within,
                payment.c.method == TenderMethod.CASH,
                payment.c.state == PaymentState.CONFIRMED,
            )
        )
    ).one()
    is_cash = and_(receipts, customer_receipt.c.method == TenderMethod.CASH)
    sums = member_ledger_queries.receipt_sums(connection, is_cash)
    received, paid_out = sums[0][2:] if sums else (ZERO, ZERO)
    return (row[0] or ZERO) + received, paid_out - (row[1] or ZERO)


def _movement_sums(connection: Connection, within: ColumnElement[bool]) -> tuple[Money, Money]:
    amount = cash_movement.c.amount
    row = connection.execute(
        select(
            func.sum(amount).filter(amount > ZERO),
            func.sum(amount).filter(amount < ZERO),
        ).where(within)
    ).one()
    return row[0] or ZERO, -(row[1] or ZERO)


def _not_open() -> BusinessRuleError:
    return BusinessRuleError(
        "shift_not_open", QT_TRANSLATE_NOOP("errors", "这个班已经交了，还没有收款，请先开班")
    )


def _shifts() -> Select[Any]:
    return select(shift, person.c.name.label("opened_by_name")).join(
        person, person.c.id == shift.c.opened_by
    )


def _shift_of(row: Row[Any]) -> ShiftSnapshot:
    return ShiftSnapshot(
        id=row.id,
        business_date=row.business_date,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        opened_by_name=row.opened_by_name,
        opening_float=row.opening_float,
        closed_at=row.closed_at,
    )


def _count_of(row: Row[Any]) -> CashCountRow:
    loaded: dict[str, int] = json.loads(row.count_by_denomination)
    counts = {Money(int(fen)): count for fen, count in loaded.items()}
    return CashCountRow(row.id, row.kind, counts, row.total, row.person_name, row.counted_at)


@dataclass(frozen=True, slots=True)
class ShiftTotals:
    """What one shift took: sales, and each tender's money in and back, both positive."""

    sale_count: int
    tenders: tuple[tuple[TenderMethod, Money, Money], ...]


def shift_totals(connection: Connection, shift_id: int) -> ShiftTotals:
    """Add up the payments and receipts of one shift."""
    is_back = payment.c.reason.in_(BACK_REASONS)
    rows = connection.execute(
        select(
            payment.c.method,
            func.sum(payment.c.amount).filter(~is_back).label("received"),
            func.sum(payment.c.amount).filter(is_back).label("given_back"),
        )
        .where(_is_paid_in(shift_id), payment.c.state == PaymentState.CONFIRMED)
        .group_by(payment.c.method)
        .order_by(payment.c.method)
    )
    sales = connection.scalar(
        select(func.count(payment.c.sale_id.distinct())).where(
            _is_paid_in(shift_id),
            payment.c.reason == PaymentReason.SALE,
            payment.c.state == PaymentState.CONFIRMED,
        )
    )
    tenders = {row.method: (row.received or ZERO, -(row.given_back or ZERO)) for row in rows}
    within = customer_receipt.c.shift_id == shift_id
    for method, _, received, paid_out in member_ledger_queries.receipt_sums(connection, within):
        taken, back = tenders.get(method, (ZERO, ZERO))
        tenders[method] = (taken + received, back + paid_out)
    return ShiftTotals(sales or 0, tuple((method, *tenders[method]) for method in sorted(tenders)))


def last_shift_count(connection: Connection, shift_id: int) -> Money | None:
    """Return what the drawer was counted at when a shift was handed over."""
    return connection.scalar(select(shift.c.counted).where(shift.c.id == shift_id))
