"""A connection that SQLAlchemy is put over when a statement first asks for it.

Importing SQLAlchemy takes longer than showing the window. What opens a shop and what a keystroke
finds is text for the driver (``driver``), so a start need not wait for it.

The transaction is the driver's own, whoever began it: a built statement sees what text wrote.
"""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


class OpenConnection:
    """Stands for a ``sqlalchemy.Connection``: answers to all that one does, made when asked.

    Args:
        raw: the connection itself.
        cover: puts SQLAlchemy over it.
    """

    def __init__(self, raw: sqlite3.Connection, cover: Cover) -> None:
        self.raw = raw
        self._cover = cover
        self._covered: Connection | None = None

    def driver(self) -> sqlite3.Connection:
        """Return the connection itself within a transaction, begun if none was."""
        raw = self.raw
        if not raw.in_transaction:
            self._cover.begin(raw)
        return raw

    def commit(self) -> None:
        """End the transaction; what was written stays."""
        if self._covered is not None and self._covered.in_transaction():
            self._covered.commit()
        self.raw.commit()

    def rollback(self) -> None:
        """Undo; after a full disk the engine has done so already and this does nothing."""
        self.raw.rollback()
        if self._covered is not None:
            self._covered.rollback()

    def close(self) -> None:
        """Close it."""
        if self._covered is not None:
            self._covered.close()
        self.raw.close()

    def __getattr__(self, name: str) -> Any:
        if self._covered is None:
            self._covered = self._cover.over(self.raw)
        return getattr(self._covered, name)


class Cover:
    """Puts SQLAlchemy over connections of one kind; imported with the first of them.

    Args:
        begin: the statement that begins a transaction: the driver would do it too late, and never
            IMMEDIATE.
    """

    def __init__(self, begin: str) -> None:
        self._begin = begin
        self._lock = Lock()
        self._engine: Engine | None = None
        self._next: sqlite3.Connection | None = None

    def begin(self, raw: sqlite3.Connection) -> None:
        """Begin a transaction where none is open."""
        raw.execute(self._begin).close()

    def over(self, raw: sqlite3.Connection) -> Connection:
        """Return SQLAlchemy's connection over an open one, whatever transaction that is in."""
        with self._lock:
            if self._engine is None:
                self._engine = self._made_engine()
            self._next = raw
            return self._engine.connect()

    def dispose(self) -> None:
        """Forget what was made."""
        if self._engine is not None:
            self._engine.dispose()

    def _made_engine(self) -> Engine:
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import NullPool

        import desktop.storage.schema  # noqa: F401 - a built statement may follow a key into any table

        engine = create_engine(
            "sqlite://", creator=self._hand_over, poolclass=NullPool, hide_parameters=True
        )
        # The first connection is looked over and rolled back: not one that is in a transaction.
        self._next = sqlite3.connect(":memory:")
        engine.connect().close()
        event.listen(engine, "begin", self._follow)
        return engine

    def _hand_over(self) -> sqlite3.Connection | None:
        return self._next

    def _follow(self, connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        if not raw.in_transaction:
            self.begin(raw)
