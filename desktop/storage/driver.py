"""Statements of the selling path, run on the driver itself.

SQLAlchemy's own part of a statement takes ten times as long as the database's when it touches one
row; a sale has fifteen of those, a keystroke three. They run in the transaction of the connection
they are given and begin it where nothing has yet: a read stays one snapshot. Errors are the
driver's; ``database`` knows both.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    Parameters = Sequence[object] | Mapping[str, object]


def list_rows(
    connection: Connection, statement: str, parameters: Parameters = ()
) -> list[tuple[Any, ...]]:
    """Return every row as the database holds it: amounts in fen, instants in milliseconds."""
    return _driver_of(connection).execute(statement, parameters).fetchall()


def iterate_rows(
    connection: Connection, statement: str, parameters: Parameters = ()
) -> Iterator[tuple[Any, ...]]:
    """Yield every row as ``list_rows``, and hold none."""
    return iter(_driver_of(connection).execute(statement, parameters))


def list_ids(connection: Connection, statement: str, parameters: Parameters = ()) -> array[int]:
    """Return the first column of every row, a number, in eight bytes each."""
    return array("q", (row[0] for row in _driver_of(connection).execute(statement, parameters)))


def find_row(
    connection: Connection, statement: str, parameters: Parameters = ()
) -> tuple[Any, ...] | None:
    """Return the first row."""
    row: tuple[Any, ...] | None
    row = _driver_of(connection).execute(statement, parameters).fetchone()
    return row


def change_rows(connection: Connection, statement: str, parameters: Parameters = ()) -> int:
    """Run one change; return how many rows it met."""
    return _driver_of(connection).execute(statement, parameters).rowcount


def change_each(connection: Connection, statement: str, rows: Sequence[Parameters]) -> int:
    """Run one change with each of several parameters; return how many rows they met."""
    return _driver_of(connection).executemany(statement, rows).rowcount


def _driver_of(connection: Connection) -> sqlite3.Connection:
    given_out: Any = connection
    driver: sqlite3.Connection = given_out.driver()
    return driver
