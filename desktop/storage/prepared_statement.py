"""Statements of the buying path: written with the tables, their text made once.

SQLAlchemy builds, looks up and unpacks a statement each time it runs one; for a row or two that
takes ten times as long as the database does. Here that is done once, and the driver runs the text.
The tables still say how each value is stored and read.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam
from sqlalchemy.dialects import sqlite

from desktop.storage.driver import change_rows, find_row, list_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, Select, Update
    from sqlalchemy.sql.compiler import SQLCompiler

    Conversion = Callable[[Any], Any] | None

_DIALECT: Final = sqlite.dialect()


class PreparedQuery:
    """A query with named values; what it finds comes as tuples named like its columns."""

    def __init__(self, statement: Select[Any]) -> None:
        self._prepared = _Prepared(statement)
        self._read_as = tuple(
            column.type.result_processor(_DIALECT, None) for column in statement.selected_columns
        )
        names = statement.selected_columns.keys()
        self._row: Any = namedtuple("Found", names, rename=True)  # type: ignore[misc] # noqa: PYI024 - the statement says which

    def rows(self, connection: Connection, **values: Any) -> list[Any]:
        """Return every row."""
        found = list_rows(connection, self._prepared.text, self._prepared.parameters(values))
        return [self._read(row) for row in found]

    def first(self, connection: Connection, **values: Any) -> Any | None:
        """Return the first row, or None."""
        found = find_row(connection, self._prepared.text, self._prepared.parameters(values))
        return None if found is None else self._read(found)

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """Return the first column of the first row, or None."""
        found = self.first(connection, **values)
        return None if found is None else found[0]

    def _read(self, row: Sequence[Any]) -> Any:
        return self._row._make(
            [
                value if read is None else read(value)
                for value, read in zip(row, self._read_as, strict=True)
            ]
        )


class PreparedUpdate:
    """A change of some columns, each named like its value."""

    def __init__(self, statement: Update, *columns: str) -> None:
        stored_as = {name: statement.table.c[name].type for name in columns}
        changed = {name: bindparam(name, type_=kind) for name, kind in stored_as.items()}
        self._prepared = _Prepared(statement.values(changed))

    def run(self, connection: Connection, **values: Any) -> int:
        """Run it within the caller's transaction; return how many rows it met."""
        return change_rows(connection, self._prepared.text, self._prepared.parameters(values))


class _Prepared:
    """The text of a statement, and where each value goes: those it names and those it holds."""

    def __init__(self, statement: Select[Any] | Update) -> None:
        compiled: SQLCompiler = statement.compile(dialect=_DIALECT)
        named = {name for one, name in compiled.bind_names.items() if one.required}
        state = compiled.construct_expanded_state(dict.fromkeys(named), escape_names=False)
        stored_as: dict[str, Conversion] = {
            name: one.type.bind_processor(_DIALECT) for one, name in compiled.bind_names.items()
        }
        stored_as.update(state.processors)
        self.text = state.statement
        self._places: list[tuple[str | None, Conversion, Any]] = []
        for name in state.positiontup or ():
            store = stored_as.get(name)
            if name in named:
                self._places.append((name, store, None))
            else:
                held = state.parameters[name]
                self._places.append((None, None, held if store is None else store(held)))

    def parameters(self, values: dict[str, Any]) -> list[Any]:
        return [
            held if name is None else values[name] if store is None else store(values[name])
            for name, store, held in self._places
        ]
