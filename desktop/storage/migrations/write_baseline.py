"""Write down the statements of the current schema as the first migration.

Run as ``python -m desktop.storage.migrations.write_baseline`` whenever tables change before the
first release; never afterwards.
"""

from __future__ import annotations

from pathlib import Path

from desktop.storage.database import Database

_HEAD = '''"""The statements of schema 1, written by ``write_baseline``."""

from __future__ import annotations

from typing import Final

# fmt: off
# ruff: noqa: E501

STATEMENTS: Final[tuple[str, ...]] = (
'''


def statements_of(database: Database) -> tuple[str, ...]:
    """Return the statements that made a schema, tables before what hangs on them."""
    with database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
            "AND name NOT GLOB '*_search_*' ORDER BY rowid"
        )
        return tuple(_tidy(row[0]) for row in rows)


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
