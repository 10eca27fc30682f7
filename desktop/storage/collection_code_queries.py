"""Reading and writing the shop's collection codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from desktop.domain.tender import TenderMethod
from desktop.models.payments import collection_code

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class CollectionCode:
    """A static code that customers scan.

    Attributes:
        payload: what the picture says; empty when it could not be read.
        picture: the picture as it was chosen.
        daily_limit: what it may take in a day; None for no limit.
    """

    id: int
    method: TenderMethod
    label: str
    payload: str = field(repr=False)
    picture: bytes | None = field(repr=False)
    daily_limit: Money | None = None


def list_codes(
    connection: Connection, method: TenderMethod | None = None
) -> tuple[CollectionCode, ...]:
    """Read the codes in use, in their order."""
    query = select(collection_code).where(collection_code.c.removed_at.is_(None))
    if method is not None:
        query = query.where(collection_code.c.method == method)
    rows = connection.execute(query.order_by(collection_code.c.method, collection_code.c.position))
    return tuple(_code_of(row) for row in rows)


def load_code(connection: Connection, code_id: int) -> CollectionCode:
    """Read a code, removed or not.

    Raises:
        KeyError: there is no such code.
    """
    row = connection.execute(select(collection_code).where(collection_code.c.id == code_id)).first()
    if row is None:
        raise KeyError(code_id)
    return _code_of(row)


def insert_code(connection: Connection, **columns: Any) -> None:
    """Write a new code behind the others; columns as in the table, without ``position``."""
    last = connection.scalar(select(func.max(collection_code.c.position)))
    connection.execute(insert(collection_code).values(position=(last or 0) + 1, **columns))


def update_code(connection: Connection, code_id: int, **columns: Any) -> None:
    """Change columns of a code."""
    connection.execute(
        update(collection_code).where(collection_code.c.id == code_id).values(**columns)
    )


def _code_of(row: Row[Any]) -> CollectionCode:
    return CollectionCode(row.id, row.method, row.label, row.payload, row.picture, row.daily_limit)
