"""Reading and writing the ledgers of stored value and credit, and the receipts beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, or_, select

from desktop.domain.credit import CreditReason, CreditRow, ReceiptKind
from desktop.domain.money import ZERO, Money
from desktop.domain.stored_value import Purse, StoredReason, StoredRow
from desktop.models.administration import person
from desktop.models.customers import customer
from desktop.models.member_ledgers import credit_entry, customer_receipt, stored_value_entry
from desktop.models.sales import sale
from desktop.storage.driver import find_row, list_rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection

    from desktop.storage.ground import Ground

_PURSE_SQL: Final = (
    "SELECT coalesce(sum(principal), 0), coalesce(sum(bonus), 0) FROM stored_value_entry"
    " WHERE customer_id = ?"
)
_OWED_SQL: Final = "SELECT coalesce(sum(amount), 0) FROM credit_entry WHERE customer_id = ?"
_MEMBER_SQL: Final = (
    "SELECT id, name, phone, card_no, credit_limit, merged_into FROM customer WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class LedgerMember:
    """What a ledger asks of the member whose it is."""

    id: int
    name: str
    phone: str
    card_no: str
    credit_limit: Money


@dataclass(frozen=True, slots=True)
class StoredIntent:
    """An entry of stored value about to be booked."""

    customer_id: int
    reason: StoredReason
    part: Purse
    business_date: date
    sale_id: int | None = None
    return_id: int | None = None
    receipt_id: int | None = None
    person_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CreditIntent:
    """An entry of credit about to be booked."""

    customer_id: int
    reason: CreditReason
    amount: Money
    business_date: date
    sale_id: int | None = None
    return_id: int | None = None
    receipt_id: int | None = None
    person_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptSnapshot:
    """A receipt for money that belongs to no sale."""

    id: int
    number: str
    kind: ReceiptKind
    customer_id: int
    method: str
    amount: Money
    issued_at: datetime


def load_member(connection: Connection, customer_id: int) -> LedgerMember:
    """Read the member a ledger belongs to: for one that was merged, whom they are now.

    Raises:
        KeyError: there is none.
    """
    row = find_row(connection, _MEMBER_SQL, (customer_id,))
    if row is None:
        raise KeyError(customer_id)
    if row[5] is not None:
        return load_member(connection, row[5])
    return LedgerMember(row[0], row[1], row[2], row[3], Money(row[4]))


def purse_of(connection: Connection, customer_id: int) -> Purse:
    """Return a member's stored value: the sums of its parts."""
    ((principal, bonus),) = list_rows(connection, _PURSE_SQL, (customer_id,))
    return Purse(Money(principal), Money(bonus))


def owed_by(connection: Connection, customer_id: int) -> Money:
    """Return what a member owes; below zero they paid too much."""
    ((owed,),) = list_rows(connection, _OWED_SQL, (customer_id,))
    return Money(owed)


def add_stored(connection: Connection, ground: Ground, intent: StoredIntent) -> None:
    """Append an entry of stored value; one that moves nothing is left out."""
    if not intent.part:
        return
    connection.execute(
        insert(stored_value_entry).values(
            principal=intent.part.principal, bonus=intent.part.bonus, **_common(ground, intent)
        )
    )


def add_credit(connection: Connection, ground: Ground, intent: CreditIntent) -> None:
    """Append an entry of credit; one that moves nothing is left out."""
    if intent.amount:
        connection.execute(
            insert(credit_entry).values(amount=intent.amount, **_common(ground, intent))
        )


def stored_of_sale(connection: Connection, sale_id: int, reason: StoredReason) -> Purse:
    """Return the sum of a sale's entries of one reason."""
    row = connection.execute(
        select(
            func.sum(stored_value_entry.c.principal), func.sum(stored_value_entry.c.bonus)
        ).where(stored_value_entry.c.sale_id == sale_id, stored_value_entry.c.reason == reason)
    ).one()
    return Purse(row[0] or ZERO, row[1] or ZERO)


def list_credit_moves(
    connection: Connection, customer_id: int
) -> tuple[tuple[datetime, Money], ...]:
    """Return when and how much was given and paid, the first one first.

    What somebody owed before they were merged into this member keeps its age.
    """
    whose = select(customer.c.id).where(
        or_(customer.c.id == customer_id, customer.c.merged_into == customer_id)
    )
    rows = connection.execute(
        select(credit_entry.c.booked_at, credit_entry.c.amount)
        .where(credit_entry.c.customer_id.in_(whose), credit_entry.c.reason != CreditReason.MERGED)
        .order_by(credit_entry.c.booked_at, credit_entry.c.id)
    )
    return tuple((row.booked_at, row.amount) for row in rows)


def list_debtors(connection: Connection) -> tuple[tuple[int, str, Money], ...]:
    """Return who owes anything, or paid too much: id, name and sum, the largest first."""
    owed = func.sum(credit_entry.c.amount)
    rows = connection.execute(
        select(customer.c.id, customer.c.name, owed.label("owed"))
        .join(customer, customer.c.id == credit_entry.c.customer_id)
        .group_by(customer.c.id)
        .having(owed != ZERO)
        .order_by(owed.desc(), customer.c.id)
    )
    return tuple((row.id, row.name, row.owed) for row in rows)


def list_stored(
    connection: Connection, customer_id: int, limit: int = 200
) -> tuple[StoredRow, ...]:
    """Return a member's entries of stored value, newest first."""
    entry = stored_value_entry
    order = [entry.c.booked_at, entry.c.id]
    rows = connection.execute(
        _named(entry)
        .add_columns(
            entry.c.principal,
            entry.c.bonus,
            func.sum(entry.c.principal).over(order_by=order).label("principal_after"),
            func.sum(entry.c.bonus).over(order_by=order).label("bonus_after"),
        )
        .where(entry.c.customer_id == customer_id)
        .order_by(entry.c.booked_at.desc(), entry.c.id.desc())
        .limit(limit)
    )
    return tuple(
        StoredRow(
            row.booked_at,
            row.reason,
            row.number or "",
            row.person_name or "",
            row.note,
            Purse(row.principal, row.bonus),
            Purse(row.principal_after, row.bonus_after),
            row.receipt_id,
        )
        for row in rows
    )


def list_credit(
    connection: Connection, customer_id: int, limit: int = 200
) -> tuple[CreditRow, ...]:
    """Return a member's entries of credit, newest first."""
    entry = credit_entry
    order = [entry.c.booked_at, entry.c.id]
    rows = connection.execute(
        _named(entry)
        .add_columns(entry.c.amount, func.sum(entry.c.amount).over(order_by=order).label("owed"))
        .where(entry.c.customer_id == customer_id)
        .order_by(entry.c.booked_at.desc(), entry.c.id.desc())
        .limit(limit)
    )
    return tuple(
        CreditRow(
            row.booked_at,
            row.reason,
            row.number or "",
            row.person_name or "",
            row.note,
            row.amount,
            row.owed,
            row.receipt_id,
        )
        for row in rows
    )


def find_receipt(connection: Connection, request_id: str) -> ReceiptSnapshot | None:
    """Return the receipt that a request made before."""
    row = connection.execute(
        select(customer_receipt).where(customer_receipt.c.request_id == request_id)
    ).first()
    if row is None:
        return None
    return ReceiptSnapshot(
        row.id, row.number, row.kind, row.customer_id, row.method, row.amount, row.issued_at
    )


def next_receipt_sequence(connection: Connection, business_date: date) -> int:
    """Return the next receipt number of a business date, counted from 1 without gaps."""
    last = connection.scalar(
        select(func.max(customer_receipt.c.sequence)).where(
            customer_receipt.c.business_date == business_date
        )
    )
    return (last or 0) + 1


def insert_receipt(connection: Connection, **columns: Any) -> None:
    """Write a receipt."""
    connection.execute(insert(customer_receipt).values(**columns))


def paid_in_since(
    connection: Connection, customer_id: int, since: datetime
) -> tuple[tuple[Money, ...], Money]:
    """Return each sum that was topped up since an instant, and all of them together."""
    rows = connection.scalars(
        select(customer_receipt.c.amount).where(
            customer_receipt.c.customer_id == customer_id,
            customer_receipt.c.kind.in_([ReceiptKind.TOP_UP, ReceiptKind.KEPT_CHANGE]),
            customer_receipt.c.issued_at > since,
        )
    ).all()
    return tuple(rows), Money(sum(amount.fen for amount in rows))


def receipt_sums(
    connection: Connection, within: ColumnElement[bool]
) -> tuple[tuple[Any, int, Money, Money], ...]:
    """Add receipts up by tender: how many took money, money in, money out, both positive."""
    amount = customer_receipt.c.amount
    rows = connection.execute(
        select(
            customer_receipt.c.method,
            func.count().filter(amount > ZERO).label("taken"),
            func.sum(amount).filter(amount > ZERO).label("received"),
            func.sum(amount).filter(amount < ZERO).label("paid_out"),
        )
        .where(within)
        .group_by(customer_receipt.c.method)
    )
    return tuple(
        (row.method, row.taken, row.received or ZERO, -(row.paid_out or ZERO)) for row in rows
    )


def _named(entry: Any) -> Any:
    """Entries with the number of the sale or receipt they came from, and who booked them."""
    return (
        select(
            entry.c.booked_at,
            entry.c.reason,
            entry.c.note,
            entry.c.receipt_id,
            func.coalesce(sale.c.number, customer_receipt.c.number).label("number"),
            person.c.name.label("person_name"),
        )
        .join(sale, sale.c.id == entry.c.sale_id, isouter=True)
        .join(customer_receipt, customer_receipt.c.id == entry.c.receipt_id, isouter=True)
        .join(person, person.c.id == entry.c.person_id, isouter=True)
    )


def _common(ground: Ground, intent: StoredIntent | CreditIntent) -> dict[str, Any]:
    return {
        "id": ground.identifiers.next_id(),
        "customer_id": intent.customer_id,
        "reason": intent.reason,
        "sale_id": intent.sale_id,
        "return_id": intent.return_id,
        "receipt_id": intent.receipt_id,
        "person_id": intent.person_id,
        "business_date": intent.business_date,
        "note": intent.note,
        "booked_at": ground.now(),
    }
