"""The floor of showing what was searched: fifty known rows by their primary keys, nothing else."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

ROWS = 50


class KnownRows:
    """A read connection, and products picked at random beforehand."""

    def __init__(self, path: Path, seed: int = 1) -> None:
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
        self.connection.execute("PRAGMA cache_size = -8000")
        self._ids = [row[0] for row in self.connection.execute("SELECT id FROM product")]
        self._random = random.Random(seed)
        self._statement = f"SELECT * FROM product WHERE id IN ({', '.join('?' * ROWS)})"
        self._next: list[int] = []
        self.choose()

    def choose(self) -> None:
        """Pick the next fifty; part of no measurement."""
        self._next = self._random.sample(self._ids, k=ROWS)

    def read(self) -> None:
        """Read them."""
        rows = self.connection.execute(self._statement, self._next).fetchall()
        assert len(rows) == ROWS
