"""Inserts of the selling path: their text is made once, their values pass straight to the driver.

SQLAlchemy compiles and looks up a statement each time it runs one; for the rows of a sale that
takes longer than the database does. The tables still say how each value is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.dialects import sqlite

from desktop.storage.driver import change_each

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, Table

_DIALECT: Final = sqlite.dialect()


class PreparedInsert:
    """Inserts rows that all name the same columns; those not named get their defaults."""

    def __init__(self, table: Table, *columns: str) -> None:
        marks = ", ".join("?" * len(columns))
        self._text = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of the schema
        self._stored_as = tuple((name, _stored_as(table, name)) for name in columns)

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows within the caller's transaction; writing none does nothing.

        Raises:
            KeyError: a row does not name every column.
        """
        change_each(connection, self._text, [self._values(row) for row in rows])

    def _values(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(
            [row[name] if store is None else store(row[name]) for name, store in self._stored_as]
        )


def _stored_as(table: Table, column: str) -> Callable[[Any], Any] | None:
    return table.c[column].type.bind_processor(_DIALECT)
