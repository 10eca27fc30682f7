"""Reading the shift that is open: the first question of every start, so it is text alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.domain.clock import from_milliseconds
from desktop.domain.money import Money
from desktop.domain.shift import ShiftSnapshot
from desktop.storage.driver import find_row

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OPEN_SQL: Final = (
    "SELECT s.id, s.business_date, s.opened_at, s.opened_by, p.name, s.opening_float"
    " FROM shift s JOIN person p ON p.id = s.opened_by WHERE s.closed_at IS NULL"
)
_LAST_COUNT_SQL: Final = "SELECT total FROM cash_count ORDER BY counted_at DESC, id DESC LIMIT 1"


def find_open_shift(connection: Connection) -> ShiftSnapshot | None:
    """Return the shift that is open now."""
    row = find_row(connection, _OPEN_SQL)
    if row is None:
        return None
    shift_id, business_date, opened_at, opened_by, name, opening_float = row
    return ShiftSnapshot(
        id=shift_id,
        business_date=date.fromisoformat(business_date),
        opened_at=from_milliseconds(opened_at),
        opened_by=opened_by,
        opened_by_name=name,
        opening_float=Money(opening_float),
        closed_at=None,
    )


def last_counted_cash(connection: Connection) -> Money | None:
    """Return what the drawer was last counted at."""
    row = find_row(connection, _LAST_COUNT_SQL)
    return None if row is None else Money(row[0])
