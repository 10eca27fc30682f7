"""Inserts of the selling path: their text is made once, their values pass straight to the driver.

SQLAlchemy compiles and looks up a statement each time it runs one; for the rows of a sale that
takes longer than the database does. The tables still say how each value is stored.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.dialects import sqlite

from desktop.models.column_types import Converted
from desktop.storage.driver import change_each

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, Table

_DIALECT: Final = sqlite.dialect()


class PreparedInsert:
    """Inserts rows that all name the same columns, two or more; others get their defaults."""

    def __init__(self, table: Table, *columns: str) -> None:
        marks = ", ".join("?" * len(columns))
        self._text = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of the schema
        self._values_of = itemgetter(*columns)
        stores = [(place, _store_of(table, name)) for place, name in enumerate(columns)]
        self._stores = [(place, store) for place, store in stores if store is not None]

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows within the caller's transaction; writing none does nothing.

        Raises:
            KeyError: a row does not name every column.
        """
        change_each(connection, self._text, [self._stored(row) for row in rows])

    def _stored(self, row: Mapping[str, Any]) -> list[Any]:
        values = list(self._values_of(row))
        for place, store in self._stores:
            if values[place] is not None:
                values[place] = store(values[place])
        return values


def _store_of(table: Table, column: str) -> Callable[[Any], Any] | None:
    """Return what turns a value that is there into what its column holds."""
    kind = table.c[column].type
    return kind.store if isinstance(kind, Converted) else kind.bind_processor(_DIALECT)
