"""Write down the statements of the current schema as the first migration.

Run as ``python -m desktop.storage.migrations.write_baseline`` whenever tables change before the
first release; never afterwards.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.storage.database import Database
from desktop.storage.search_index import SearchTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_HEAD = '''"""The statements of schema 1, written by ``write_baseline``."""

from __future__ import annotations

from typing import Final

# fmt: off
# ruff: noqa: E501

STATEMENTS: Final[tuple[str, ...]] = (
'''


def statements_of(database: Database) -> tuple[str, ...]:
    """Return the statements that made a schema, tables before what hangs on them.

    A table's indexes come in the order of their names: they are made in no order of their own.
    """
    with database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT m.sql FROM sqlite_master m JOIN sqlite_master t"
            " ON t.name = m.tbl_name AND t.type = 'table' WHERE m.sql IS NOT NULL"
            " AND m.name NOT GLOB '*_search_*' ORDER BY m.type = 'trigger',"
            " CASE m.type WHEN 'trigger' THEN m.rowid ELSE t.rowid END, m.type = 'index', m.name"
        )
        return (*(_tidy(row[0]) for row in rows), *_search_settings(connection))


def _search_settings(connection: Connection) -> Iterator[str]:
    """Say again what a search table was told; its ``version`` it knows by itself."""
    for table in SearchTable:
        settings = connection.exec_driver_sql(
            f"SELECT k, v FROM {table}_config WHERE k <> 'version' ORDER BY k"  # noqa: S608 - one of two constants
        )
        for name, value in settings:
            yield f"INSERT INTO {table}({table}, rank) VALUES ('{name}', {value})"  # noqa: S608 - what we set


def _tidy(statement: str) -> str:
    lines = (line.rstrip() for line in statement.expandtabs(4).splitlines())
    return "\n".join(line for line in lines if line)


def main() -> None:
    """Write ``baseline_statements.py``."""
    database = Database.in_memory()
    lines = [
        '    """' + statement.replace("\\", "\\\\") + '""",\n'
        for statement in statements_of(database)
    ]
    database.close()
    target = Path(__file__).with_name("baseline_statements.py")
    target.write_text(_HEAD + "".join(lines) + ")\n", encoding="utf-8")


if __name__ == "__main__":
    main()
