"""Reading and writing day closes, tender counts, and what is open at the end of a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, select

from desktop.domain.after_sales import TicketState
from desktop.domain.day_close import OpenItems
from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import SaleState
from desktop.domain.tender import TenderMethod
from desktop.models.administration import person
from desktop.models.after_sales import ticket
from desktop.models.payments import collection_code
from desktop.models.purchases import purchase
from desktop.models.sales import IS_UNDELIVERED, held_sale, sale, sale_line
from desktop.models.shifts import balance_count, day_close, shift, tender_count

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection, Row


@dataclass(frozen=True, slots=True)
class TenderCountRow:
    """The latest total typed for a tender or one of its codes.

    Attributes:
        code_id: None for a tender as a whole.
    """

    method: TenderMethod
    code_id: int | None
    counted: Money
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class CloseRow:
    """A signed Z."""

    z_number: int
    business_date: date
    closed_at: datetime
    report: str
    report_mac: bytes
    previous_mac: bytes
    head_code: str
    difference_reasons: str


def open_items(connection: Connection) -> OpenItems:
    """Count what is open in the whole shop now."""
    unknown = [PurchaseState.UNKNOWN, PurchaseState.HUMAN]
    row = connection.execute(
        select(
            select(func.count())
            .where(held_sale.c.taken_at.is_(None))
            .scalar_subquery()
            .label("held"),
            select(func.count())
            .select_from(sale_line)
            .where(IS_UNDELIVERED)
            .scalar_subquery()
            .label("undelivered"),
            select(func.count())
            .where(purchase.c.state.in_(unknown))
            .scalar_subquery()
            .label("unknown"),
            select(func.count())
            .where(sale.c.state == SaleState.AWAITING_PAYMENT)
            .scalar_subquery()
            .label("awaiting"),
            select(func.count())
            .where(ticket.c.state != TicketState.CLOSED)
            .scalar_subquery()
            .label("tickets"),
        )
    ).one()
    return OpenItems(row.held, row.undelivered, row.unknown, row.awaiting, row.tickets)


def insert_tender_count(connection: Connection, **columns: Any) -> None:
    """Write a total as it was typed; earlier ones stay."""
    connection.execute(insert(tender_count).values(**columns))


def latest_tender_counts(connection: Connection, on: date) -> tuple[TenderCountRow, ...]:
    """Read the last total typed for each tender and code of a business date."""
    rows = connection.execute(
        select(
            tender_count.c.method,
            tender_count.c.collection_code_id,
            tender_count.c.counted,
            tender_count.c.counted_at,
        )
        .where(tender_count.c.business_date == on)
        .order_by(tender_count.c.counted_at, tender_count.c.id)
    )
    latest = {(row.method, row.collection_code_id): TenderCountRow(*row) for row in rows}
    return tuple(latest.values())


@dataclass(frozen=True, slots=True)
class TypedBalance:
    """What a person saw at an account, and when."""

    counted: Money
    counted_at: datetime


def insert_balance_count(connection: Connection, **columns: Any) -> None:
    """Write a balance as it was typed; earlier ones stay."""
    connection.execute(insert(balance_count).values(**columns))


def latest_balance_counts(connection: Connection, on: date) -> dict[int, TypedBalance]:
    """Return the last balance typed for each account at the close of a business date."""
    rows = connection.execute(
        select(balance_count.c.account_id, balance_count.c.counted, balance_count.c.counted_at)
        .where(balance_count.c.business_date == on)
        .order_by(balance_count.c.counted_at, balance_count.c.id)
    )
    return {row.account_id: TypedBalance(row.counted, row.counted_at) for row in rows}


def find_close(connection: Connection, on: date) -> CloseRow | None:
    """Return the Z of a business date."""
    row = connection.execute(select(day_close).where(day_close.c.business_date == on)).first()
    return None if row is None else _close_of(row)


def signers_of(connection: Connection, on: date) -> tuple[str, str]:
    """Return the names of who closed a signed date and who approved it."""
    closer, approver = person.alias(), person.alias()
    row = connection.execute(
        select(closer.c.name, approver.c.name)
        .select_from(day_close)
        .join(closer, closer.c.id == day_close.c.closed_by)
        .join(approver, approver.c.id == day_close.c.approved_by)
        .where(day_close.c.business_date == on)
    ).one()
    return row[0], row[1]


def last_close(connection: Connection, before: date | None = None) -> CloseRow | None:
    """Return the newest Z, or the newest before a business date."""
    query = select(day_close).order_by(day_close.c.z_number.desc())
    if before is not None:
        query = query.where(day_close.c.business_date < before)
    row = connection.execute(query.limit(1)).first()
    return None if row is None else _close_of(row)


def list_closes(
    connection: Connection, since: date | None = None, until: date | None = None
) -> tuple[CloseRow, ...]:
    """Read the Zs of a range of business dates, both included, in the order of their numbers."""
    query = select(day_close).order_by(day_close.c.z_number)
    if since is not None:
        query = query.where(day_close.c.business_date >= since)
    if until is not None:
        query = query.where(day_close.c.business_date <= until)
    return tuple(_close_of(row) for row in connection.execute(query))


def insert_close(connection: Connection, **columns: Any) -> None:
    """Write a Z."""
    connection.execute(insert(day_close).values(**columns))


def first_open_date(connection: Connection, before: date) -> date | None:
    """Return the earliest business date before this one that was worked on and not closed."""
    closed = select(day_close.c.business_date)
    first: date | None = connection.scalar(
        select(func.min(shift.c.business_date)).where(
            shift.c.business_date < before, shift.c.business_date.not_in(closed)
        )
    )
    return first


def worked_dates(connection: Connection, since: date, until: date) -> frozenset[date]:
    """Return the business dates of a range that had a shift."""
    rows = connection.scalars(
        select(shift.c.business_date)
        .where(and_(shift.c.business_date >= since, shift.c.business_date <= until))
        .distinct()
    )
    return frozenset(rows)


def code_labels(connection: Connection) -> dict[int, tuple[TenderMethod, str]]:
    """Return tender and label of every collection code, removed ones too."""
    rows = connection.execute(
        select(collection_code.c.id, collection_code.c.method, collection_code.c.label)
    )
    return {row.id: (row.method, row.label) for row in rows}


def codes_in_use(connection: Connection) -> tuple[tuple[int, TenderMethod], ...]:
    """Return the collection codes that were not removed, in their order."""
    rows = connection.execute(
        select(collection_code.c.id, collection_code.c.method)
        .where(collection_code.c.removed_at.is_(None))
        .order_by(collection_code.c.method, collection_code.c.position)
    )
    return tuple((row.id, row.method) for row in rows)


def _close_of(row: Row[Any]) -> CloseRow:
    return CloseRow(
        z_number=row.z_number,
        business_date=row.business_date,
        closed_at=row.closed_at,
        report=row.report,
        report_mac=row.report_mac,
        previous_mac=row.previous_mac,
        head_code=row.head_code,
        difference_reasons=row.difference_reasons,
    )
