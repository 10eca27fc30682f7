"""Everything that only SQLite understands: pragmas, triggers, search tables, checkpoints.

Another engine gets a file like this one; no other package holds engine-specific SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.purchase import LEGAL_MOVES

if TYPE_CHECKING:
    import sqlite3

FIRST_SAFE_VERSIONS: Final = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""Versions without the WAL-reset bug; older ones are safe only with one connection that writes."""

_COMMON_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
)
_WRITER_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 0",
)


def prepare_writer(connection: sqlite3.Connection) -> None:
    """Set up the one connection that writes and checkpoints."""
    for pragma in (*_COMMON_PRAGMAS, *_WRITER_PRAGMAS):
        connection.execute(pragma)


def prepare_reader(connection: sqlite3.Connection) -> None:
    """Set up a connection that can only read."""
    for pragma in (*_COMMON_PRAGMAS, "PRAGMA wal_autocheckpoint = 0", "PRAGMA query_only = ON"):
        connection.execute(pragma)


def checkpoint(connection: sqlite3.Connection, *, is_truncating: bool = False) -> None:
    """Move the log into the database file; outside any transaction."""
    mode = "TRUNCATE" if is_truncating else "PASSIVE"
    connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()


LEDGER_TRIGGERS: Final = (
    """
    CREATE TRIGGER ledger_entry_is_append_only_update BEFORE UPDATE ON ledger_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    """
    CREATE TRIGGER ledger_entry_is_append_only_delete BEFORE DELETE ON ledger_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    """
    CREATE TRIGGER ledger_entry_continues_the_chain BEFORE INSERT ON ledger_entry
    WHEN NEW.sequence IS NOT
            (SELECT coalesce(max(sequence), 0) + 1 FROM ledger_entry WHERE till = NEW.till)
        OR NEW.previous_mac IS NOT coalesce(
            (SELECT mac FROM ledger_entry WHERE till = NEW.till AND sequence = NEW.sequence - 1),
            zeroblob(32))
    BEGIN SELECT RAISE(ABORT, 'not the next ledger entry'); END
    """,
    """
    CREATE TRIGGER points_entry_is_append_only_update BEFORE UPDATE ON points_entry
    BEGIN SELECT RAISE(ABORT, 'the points ledger is append-only'); END
    """,
    """
    CREATE TRIGGER points_entry_is_append_only_delete BEFORE DELETE ON points_entry
    BEGIN SELECT RAISE(ABORT, 'the points ledger is append-only'); END
    """,
)


def purchase_triggers() -> tuple[str, ...]:
    """Return the triggers that let a purchase move only as the domain's table allows."""
    moves = [
        f"('{before}', '{after}')"
        for before, afters in sorted(LEGAL_MOVES.items())
        for after in sorted(afters)
    ]
    return (
        f"""
        CREATE TRIGGER purchase_moves_legally BEFORE UPDATE OF state ON purchase
        WHEN NEW.state IS NOT OLD.state AND (OLD.state, NEW.state) NOT IN (VALUES {", ".join(moves)})
        BEGIN SELECT RAISE(ABORT, 'not a legal move of a purchase'); END
        """,
        """
        CREATE TRIGGER purchase_keeps_its_number BEFORE UPDATE OF number ON purchase
        BEGIN SELECT RAISE(ABORT, 'a purchase keeps its own number'); END
        """,
        """
        CREATE TRIGGER purchase_is_never_deleted BEFORE DELETE ON purchase
        BEGIN SELECT RAISE(ABORT, 'a purchase is never deleted'); END
        """,
    )
