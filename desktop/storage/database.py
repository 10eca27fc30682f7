"""The one door to the database: many readers, one writer, and a sale goes first.

There is one connection in the process that writes and checkpoints. Python 3.11 carries a SQLite whose
log can be reset under a second writer (reliability: 1-A), and a single writer also means that nobody
ever sees "database is locked".
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool, StaticPool

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError, StorageError
from desktop.storage import engine_sqlite, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

MAXIMUM_LOG_BYTES: Final = 64 * 1024 * 1024
"""Past this the log is cut back to nothing, not only moved into the file."""
READER_COUNT: Final = 8


class WritePriority(IntEnum):
    """Who goes first when several wait: a customer stands at the counter."""

    SALE = 0
    NORMAL = 1
    BULK = 2


class WriteGate:
    """Lets one writer in at a time; of those that wait, the most urgent, then the earliest."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._arrivals = 0
        self._holder: int | None = None

    @contextmanager
    def entered(self, priority: WritePriority) -> Iterator[None]:
        """Wait for the turn, hold it, and give it on.

        Raises:
            RuntimeError: this thread already holds it; a write never nests.
        """
        self._enter(priority)
        try:
            yield
        finally:
            with self._condition:
                self._holder = None
                self._condition.notify_all()

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits; bulk work gives way between its chunks."""
        return bool(self._waiting)

    def _enter(self, priority: WritePriority) -> None:
        me = threading.get_ident()
        with self._condition:
            if self._holder == me:
                message = "a write transaction inside a write transaction"
                raise RuntimeError(message)
            self._arrivals += 1
            ticket = (int(priority), self._arrivals)
            self._waiting.append(ticket)
            self._condition.wait_for(lambda: self._holder is None and min(self._waiting) == ticket)
            self._waiting.remove(ticket)
            self._holder = me


class Database:
    """Opens read and write transactions on one database file."""

    def __init__(self, writer: Engine, readers: Engine, log_path: Path | None) -> None:
        self._writer = writer
        self._readers = readers
        self._log_path = log_path
        self._gate = WriteGate()
        self._connection = writer.connect()

    @classmethod
    def open(cls, path: Path) -> Database:
        """Open or create the database file.

        Raises:
            ProfileError: damaged, newer than this program, or on a network share.
        """
        refuse_network_share(path)
        writer = _engine(partial(_connect, path), engine_sqlite.prepare_writer, "BEGIN IMMEDIATE")
        readers = _engine(partial(_connect, path), engine_sqlite.prepare_reader, "BEGIN")
        with _translated_faults():
            database = cls(writer, readers, path.with_name(path.name + "-wal"))
            schema.bring_up_to_date(database, path)
        return database

    @classmethod
    def in_memory(cls) -> Database:
        """Return a database that lives in memory, with the whole schema; for tests and rehearsals."""
        anchor = _connect(":memory:")
        engine = create_engine("sqlite://", creator=lambda: anchor, poolclass=StaticPool, hide_parameters=True)
        _begin_by_hand(engine, "BEGIN IMMEDIATE")
        engine_sqlite.prepare_writer(anchor)
        database = cls(engine, engine, None)
        schema.create_fresh(database)
        return database

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a read transaction: one consistent view, nothing can be written."""
        if self._log_path is None:
            with self._gate.entered(WritePriority.NORMAL), self._connection.begin():
                yield self._connection
            return
        with _translated_faults(), self._readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, priority: WritePriority = WritePriority.NORMAL) -> Iterator[Connection]:
        """Open a write transaction; commits at the end, rolls back on any error.

        Raises:
            StorageError: the disk is full, read-only or failing; nothing was written.
            ProfileError: the file is damaged.
        """
        with self._gate.entered(priority), _translated_faults(), self._connection.begin():
            yield self._connection

    @property
    def is_writer_wanted(self) -> bool:
        """Whether a writer waits; bulk work looks here between chunks."""
        return self._gate.is_wanted

    def log_bytes(self) -> int:
        """Return how large the log has grown."""
        if self._log_path is None or not self._log_path.exists():
            return 0
        return self._log_path.stat().st_size

    def checkpoint_when_idle(self) -> None:
        """Move the log into the file; called when nothing has been sold for a moment."""
        if self._log_path is None or self._gate.is_wanted:
            return
        with self._gate.entered(WritePriority.BULK), _translated_faults():
            engine_sqlite.checkpoint(
                self.raw_writer(), is_truncating=self.log_bytes() > MAXIMUM_LOG_BYTES
            )

    def raw_writer(self) -> sqlite3.Connection:
        """Return the driver's own writing connection, for backup and integrity checks."""
        driver: Any = self._connection.connection.dbapi_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells the type checker
        return driver

    @contextmanager
    def exclusive(self) -> Iterator[sqlite3.Connection]:
        """Hold the driver's writing connection outside any transaction, for backup and migration."""
        with self._gate.entered(WritePriority.NORMAL), _translated_faults():
            yield self.raw_writer()

    def close(self) -> None:
        """Checkpoint and let go of the file."""
        if self._log_path is not None:
            with self._gate.entered(WritePriority.NORMAL), _translated_faults():
                engine_sqlite.checkpoint(self.raw_writer(), is_truncating=True)
        self._connection.close()
        self._writer.dispose()
        self._readers.dispose()


def refuse_network_share(path: Path) -> None:
    """Refuse a place where SQLite's log does not work.

    Raises:
        ProfileError: code ``network_share``.
    """
    if path.as_posix().startswith("//"):
        raise ProfileError(
            "network_share", QT_TRANSLATE_NOOP("errors", "数据不能放在网络共享里，请放在本机硬盘。什么都没有改")
        )


def _connect(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)


def _engine(
    creator: Callable[[], sqlite3.Connection],
    prepare: Callable[[sqlite3.Connection], None],
    begin_statement: str,
) -> Engine:
    def prepared() -> sqlite3.Connection:
        connection = creator()
        prepare(connection)
        return connection

    engine = create_engine(
        "sqlite://",
        creator=prepared,
        poolclass=QueuePool,
        pool_size=READER_COUNT,
        max_overflow=0,
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    _begin_by_hand(engine, begin_statement)
    return engine


def _begin_by_hand(engine: Engine, statement: str) -> None:
    """Take BEGIN out of the driver's hands: it would send a SELECT before it (reliability: A10)."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)


@contextmanager
def _translated_faults() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise _fault_of(error.orig) from None
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.IntegrityError):
            raise
        raise _fault_of(error.orig) from None
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise _fault_of(error) from None


def _fault_of(error: BaseException | None) -> Exception:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return StorageError(
            "disk_full", QT_TRANSLATE_NOOP("errors", "数据没写进去：磁盘满了。这一步没有记下，请勿放行")
        )
    if name.startswith(("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return StorageError(
            "disk_failed", QT_TRANSLATE_NOOP("errors", "数据没写进去：磁盘不让写。这一步没有记下，请勿放行")
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return ProfileError(
            "database_damaged",
            QT_TRANSLATE_NOOP("errors", "数据文件坏了，打不开。什么都没有改，请从备份恢复"),
        )
    return error if isinstance(error, Exception) else RuntimeError(name)
