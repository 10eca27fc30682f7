"""Reading and writing the owner's own: capital, and verdicts on exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, insert, select

from desktop.models.administration import person
from desktop.models.owner import capital_entry, review_verdict
from desktop.models.purchases import purchase
from desktop.models.sales import sale_return
from desktop.storage import sale_queries

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.funds import CapitalKind, MoneyPlace
    from desktop.domain.money import Money
    from desktop.domain.review import Verdict


@dataclass(frozen=True, slots=True)
class CapitalRow:
    """Money put in or taken out, as lists show it."""

    id: int
    kind: CapitalKind
    place: MoneyPlace
    amount: Money
    note: str
    person_name: str
    booked_at: datetime


def insert_capital(connection: Connection, **columns: Any) -> None:
    """Write an entry."""
    connection.execute(insert(capital_entry).values(**columns))


def list_capital(connection: Connection, limit: int) -> tuple[CapitalRow, ...]:
    """Read the newest entries, the newest first."""
    rows = connection.execute(
        select(
            capital_entry.c.id,
            capital_entry.c.kind,
            capital_entry.c.place,
            capital_entry.c.amount,
            capital_entry.c.note,
            person.c.name,
            capital_entry.c.booked_at,
        )
        .join(person, person.c.id == capital_entry.c.person_id)
        .order_by(capital_entry.c.booked_at.desc(), capital_entry.c.id.desc())
        .limit(limit)
    )
    return tuple(CapitalRow(*row) for row in rows)


def insert_verdict(connection: Connection, **columns: Any) -> None:
    """Write what the owner said about an exception; earlier verdicts stay."""
    connection.execute(insert(review_verdict).values(**columns))


def verdicts_of(connection: Connection, on: date) -> dict[str, tuple[Verdict, str]]:
    """Return the last verdict and note of each item of a date."""
    rows = connection.execute(
        select(review_verdict.c.item_key, review_verdict.c.verdict, review_verdict.c.note)
        .where(review_verdict.c.business_date == on)
        .order_by(review_verdict.c.said_at, review_verdict.c.id)
    )
    return {row.item_key: (row.verdict, row.note) for row in rows}


def find_sale_of(connection: Connection, number: str) -> int | None:
    """Return the sale with this number, or the one that the return with this number undoes."""
    sold = sale_queries.find_sale_by_number(connection, number)
    if sold is not None:
        return sold
    return connection.scalar(select(sale_return.c.sale_id).where(sale_return.c.number == number))


def is_purchase(connection: Connection, number: str) -> bool:
    """Whether a purchase has this number."""
    return bool(connection.scalar(select(exists().where(purchase.c.number == number))))
