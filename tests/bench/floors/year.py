"""The floors of sums that are kept: reading one row by its key, and adding every sale up."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path


class RawYear:
    """A read connection to a shop's file."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
        self.connection.execute("PRAGMA cache_size = -8000")
        self._shift_id = self.connection.execute("SELECT id FROM shift").fetchone()[0]

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()

    def one_row(self) -> None:
        """Read one row by its primary key."""
        row = self.connection.execute(
            "SELECT * FROM shift WHERE id = ?", (self._shift_id,)
        ).fetchone()
        assert row is not None

    def last_day(self) -> date:
        """Return the newest business date."""
        text = self.connection.execute("SELECT max(business_date) FROM sale").fetchone()[0]
        return date.fromisoformat(text)

    def aggregate_year(self) -> dict[date, int]:
        """Add up every sale by its date."""
        rows = self.connection.execute(
            "SELECT business_date, sum(total) FROM sale GROUP BY business_date"
        )
        return {date.fromisoformat(day): total for day, total in rows}

    def cash_of_shift(self, shift_id: int) -> int:
        """Add up the cash of a shift."""
        row = self.connection.execute(
            "SELECT sum(amount) FROM payment WHERE shift_id = ? AND method = 'cash'"
            " AND state = 'confirmed' AND reason = 'sale'",
            (shift_id,),
        ).fetchone()
        return int(row[0])
