"""Reading a member's receipt with everything its paper says, as it was when it was issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from desktop.domain.member_receipt import ReceiptFacts
from desktop.domain.money import ZERO, Money
from desktop.domain.stored_value import Purse
from desktop.models.administration import person
from desktop.models.customers import customer
from desktop.models.member_ledgers import credit_entry, customer_receipt, stored_value_entry

if TYPE_CHECKING:
    from sqlalchemy import Connection


def load_receipt(connection: Connection, receipt_id: int) -> ReceiptFacts:
    """Read a receipt. What is there after it does not change with what was booked later.

    Raises:
        KeyError: there is none.
    """
    row = connection.execute(
        select(
            customer_receipt,
            customer.c.name.label("customer_name"),
            customer.c.phone.label("customer_phone"),
            person.c.name.label("cashier_name"),
        )
        .join(customer, customer.c.id == customer_receipt.c.customer_id)
        .join(person, person.c.id == customer_receipt.c.person_id)
        .where(customer_receipt.c.id == receipt_id)
    ).first()
    if row is None:
        raise KeyError(receipt_id)
    stored = _last_of(connection, stored_value_entry, receipt_id)
    credit = _last_of(connection, credit_entry, receipt_id)
    return ReceiptFacts(
        id=row.id,
        number=row.number,
        kind=row.kind,
        customer_id=row.customer_id,
        customer_name=row.customer_name,
        customer_phone=row.customer_phone,
        cashier_name=row.cashier_name,
        method=row.method,
        amount=row.amount,
        note=row.note,
        issued_at=row.issued_at,
        part=_part_of(connection, receipt_id),
        purse_after=None if stored is None else _purse_after(connection, stored),
        owed_after=None if credit is None else _owed_after(connection, credit),
    )


def find_number(connection: Connection, receipt_id: int) -> str:
    """Return a receipt's number; empty when there is none."""
    query = select(customer_receipt.c.number).where(customer_receipt.c.id == receipt_id)
    return connection.scalar(query) or ""


def _last_of(connection: Connection, entry: Any, receipt_id: int) -> Any:
    return connection.execute(
        select(entry.c.id, entry.c.customer_id, entry.c.booked_at)
        .where(entry.c.receipt_id == receipt_id)
        .order_by(entry.c.booked_at.desc(), entry.c.id.desc())
        .limit(1)
    ).first()


def _up_to(entry: Any, last: Any) -> Any:
    return and_(
        entry.c.customer_id == last.customer_id,
        or_(
            entry.c.booked_at < last.booked_at,
            and_(entry.c.booked_at == last.booked_at, entry.c.id <= last.id),
        ),
    )


def _part_of(connection: Connection, receipt_id: int) -> Purse:
    entry = stored_value_entry
    row = connection.execute(
        select(func.sum(entry.c.principal), func.sum(entry.c.bonus)).where(
            entry.c.receipt_id == receipt_id
        )
    ).one()
    return Purse(row[0] or ZERO, row[1] or ZERO)


def _purse_after(connection: Connection, last: Any) -> Purse:
    entry = stored_value_entry
    row = connection.execute(
        select(func.sum(entry.c.principal), func.sum(entry.c.bonus)).where(_up_to(entry, last))
    ).one()
    return Purse(row[0] or ZERO, row[1] or ZERO)


def _owed_after(connection: Connection, last: Any) -> Money:
    query = select(func.sum(credit_entry.c.amount)).where(_up_to(credit_entry, last))
    return connection.scalar(query) or ZERO
