"""The database: one connection that writes, a few that read.

Belongs here: opening, transactions, their order, turning the engine's errors into sentences.
Does not belong here: statements (``*_queries``), the schema (``schema``), what only SQLite knows
(``engine_sqlite``).

The SQLite of Python 3.11 can lose commits when one connection checkpoints while another writes, so
the writer alone does both; readers are opened read-only and could not.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import deque
from contextlib import contextmanager
from pathlib import Path
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Final, cast

from desktop.domain.errors import QT_TRANSLATE_NOOP, KataiError, ProfileError, StorageError
from desktop.storage import engine_sqlite
from desktop.storage.connection import Cover, OpenConnection
from desktop.storage.disk_space import ProfileDisk
from desktop.storage.write_gate import WriteGate, WritePriority

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

__all__ = ["Database", "WritePriority"]

DATABASE_FILE: Final = "katai.db"
_MOST_IDLE_READERS: Final = 4


class Database:
    """Gives out transactions.

    ``read`` is a snapshot that cannot write. ``write`` holds the only write transaction; a read
    asked for within it sees what it has written so far, because what feeds a write must be read
    under its lock.

    Attributes:
        disk: what the file lies on. Its ballast is thrown off when a write finds the disk full, so
            that the same act done again can be kept and the day be ended.
    """

    def __init__(self, path: Path | None, *, is_read_only: bool = False) -> None:
        """Use ``open`` or ``in_memory``."""
        self.path = path
        self.is_read_only = is_read_only
        self.disk = ProfileDisk(path.parent if path is not None else None)
        self._gate = WriteGate()
        self._idle_readers: deque[OpenConnection] = deque()
        self._reader_lock = RLock()
        self._is_closed = False
        self._writing_thread: int | None = None
        self._nested_reads = 0
        self._uncheckpointed_writes = 0
        self._writer: OpenConnection | None = None
        self._writer_cover = Cover("BEGIN IMMEDIATE" if path is not None else "BEGIN")
        self._reader_cover = Cover("BEGIN")
        self._reader_address = ""

    @classmethod
    def open(cls, path: Path, *, is_read_only: bool = False) -> Database:
        """Open the database file; the writer makes it if it is not there.

        Args:
            path: the file, on a disk of this machine.
            is_read_only: for commands beside an open window: nothing is written or checkpointed.

        Raises:
            ProfileError: code ``profile_on_network``, ``profile_damaged``, ``profile_missing``.
            StorageError: the disk is full, failing or read-only.
        """
        if engine_sqlite.is_on_network(path):
            raise ProfileError(
                "profile_on_network",
                QT_TRANSLATE_NOOP(
                    "errors", "数据文件夹在网络盘上（{folder}），断网会坏账。请放到本机的磁盘上"
                ),
                folder=str(path.parent),
            )
        if is_read_only and not path.exists():
            raise ProfileError(
                "profile_missing",
                QT_TRANSLATE_NOOP("errors", "{folder} 里没有店铺数据"),
                folder=str(path.parent),
            )
        database = cls(path, is_read_only=is_read_only)
        try:
            database._connect_file(path)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def open_snapshot(cls, path: Path) -> Database:
        """Open a copy that nobody writes; no file is made beside it.

        Raises:
            ProfileError: code ``profile_damaged``.
        """
        database = cls(path, is_read_only=True)
        database._reader_address = _address_of(path, "ro&immutable=1")
        return database

    @classmethod
    def in_memory(cls, *, has_schema: bool = True) -> Database:
        """Open an empty database in memory with the current schema; readers wait for writers."""
        database = cls(None)
        raw = _connected(":memory:", engine_sqlite.MEMORY_PRAGMAS)
        database._writer = OpenConnection(raw, database._writer_cover)
        if has_schema:
            from desktop.storage import schema

            with database.write() as connection:
                schema.create_fresh(connection)
        return database

    def _connect_file(self, path: Path) -> None:
        with _KNOWN_ERRORS:
            if not self.is_read_only:
                _make_private(path)
                raw = _connected(_address_of(path, "rwc"), engine_sqlite.WRITER_PRAGMAS)
                self._writer = OpenConnection(raw, self._writer_cover)
            self._reader_address = _address_of(path, "ro")
            self._put_back(self._made_reader())

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a snapshot to read from; writing in it is an error.

        Raises:
            ProfileError: the file is damaged.
            StorageError: the disk cannot be read.
        """
        if self._writing_thread == get_ident() and self._writer is not None:
            yield _as_given_out(self._writer)
            return
        if not self._reader_address:
            with self._read_in_memory() as connection:
                yield _as_given_out(connection)
            return
        with _KNOWN_ERRORS:
            connection = self._take_reader()
            try:
                yield _as_given_out(connection)
            finally:
                connection.rollback()
                self._put_back(connection)

    @contextmanager
    def write(
        self, priority: WritePriority = WritePriority.NORMAL, *, is_part: bool = False
    ) -> Iterator[Connection]:
        """Give the write transaction; commit at the end, roll back on any error.

        What ``with`` returns without an error is on the disk.

        Args:
            priority: who goes first when several wait.
            is_part: of what can be fetched again. It does not wait for the disk: until the next
                write that does, a power cut may take it back, whole. That write takes all before it
                to the disk, so nothing that is built on the part outlives it. Nor does it crowd the
                memory of the writer, for it never comes back to the same pages.

        Raises:
            StorageError: nothing was written (or, code ``commit_unknown``, the disk did not say).
            ProfileError: the file is damaged; nothing was written.
            RuntimeError: a write within a write, or on a read-only database.
        """
        if self._writing_thread == get_ident():
            raise RuntimeError("a write within a write")
        if self._writer is None:
            raise RuntimeError("this database is open for reading only")
        self._gate.enter(priority)
        try:
            if is_part and self.path is not None:
                yield from self._part(self._writer)
            else:
                yield from self._transaction(self._writer)
        finally:
            self._gate.leave()

    def let_sales_pass(self) -> None:
        """Stand still while a sale is written or waits for its turn; not within a read or write.

        To be called often by whoever computes for long: a sale gives the interpreter away with each
        statement, and would wait for it each time.
        """
        self._gate.let_sales_pass()

    def checkpoint_when_idle(self) -> bool:
        """Move what was committed from the WAL into the file, unless somebody writes or waits.

        To be called a moment after a write by whoever has time; takes 3 to 10 ms. It also begins
        the next log: that flushes once more, and the sale that came first would wait for it.

        Returns:
            Whether nothing is left to move.
        """
        if self.path is None or self._writer is None or self._uncheckpointed_writes == 0:
            return True
        if not self._gate.try_enter():
            return False
        try:
            with _KNOWN_ERRORS:
                is_done = self._checkpoint("PASSIVE")
                if is_done:
                    engine_sqlite.begin_log(self._writer.raw)
                return is_done
        finally:
            self._gate.leave()

    def close(self) -> None:
        """Checkpoint, empty the WAL, and close every connection not in use."""
        with self._reader_lock:
            self._is_closed = True
            while self._idle_readers:
                self._idle_readers.pop().close()
        writer, self._writer = self._writer, None
        if writer is not None:
            self._gate.enter(WritePriority.BULK)
            try:
                self._close_writer(writer)
            finally:
                self._gate.leave()
        self._reader_cover.dispose()
        self._writer_cover.dispose()

    def _close_writer(self, writer: OpenConnection) -> None:
        try:
            if self.path is not None:
                writer.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        except sqlite3.Error as error:
            if engine_sqlite.known_error_of(error) is None:
                raise  # a full disk keeps its WAL: nothing is lost, the next start goes on with it
        finally:
            writer.close()

    def _transaction(self, writer: OpenConnection) -> Iterator[Connection]:
        with _KNOWN_ERRORS:
            writer.driver()
        self._writing_thread = get_ident()
        try:
            with _KNOWN_ERRORS:
                yield _as_given_out(writer)
            with _KNOWN_ERRORS_OF_COMMIT:
                writer.commit()
        except BaseException as error:
            writer.rollback()
            if isinstance(error, StorageError) and error.code == engine_sqlite.DISK_FULL:
                self._throw_ballast_off(error)
            raise
        finally:
            self._writing_thread = None
        self._uncheckpointed_writes += 1
        self._keep_wal_small()

    def _throw_ballast_off(self, error: StorageError) -> None:
        if self.disk.drop_ballast():
            raise StorageError(
                engine_sqlite.DISK_FULL,
                QT_TRANSLATE_NOOP(
                    "errors",
                    "磁盘满了，这一笔没有记下，钱和货都没有动。留着应急的 20 MB 已经放出来："
                    "再做一次就能记下，然后马上腾出空间",
                ),
            ) from error

    def _part(self, writer: OpenConnection) -> Iterator[Connection]:
        engine_sqlite.run_pragmas(writer.raw, engine_sqlite.PART_PRAGMAS)
        try:
            yield from self._transaction(writer)
        finally:
            engine_sqlite.run_pragmas(writer.raw, engine_sqlite.USUAL_PRAGMAS)

    def _keep_wal_small(self) -> None:
        if self.path is None or self._uncheckpointed_writes % 16:
            return
        try:
            size = os.stat(f"{self.path}-wal").st_size  # noqa: PTH116 - on the selling path
            if size > engine_sqlite.WAL_LIMIT_BYTES:
                self._checkpoint("PASSIVE")
        except (OSError, sqlite3.Error):
            return  # the write is done; the next one tries again

    def _checkpoint(self, mode: str) -> bool:
        writer = self._writer
        if writer is None:
            return True
        cursor = writer.raw.execute(f"PRAGMA wal_checkpoint({mode})")
        is_busy, frames, moved = cursor.fetchone()
        cursor.close()
        is_done = bool(not is_busy and frames == moved)
        if is_done:
            self._uncheckpointed_writes = 0
        return is_done

    @contextmanager
    def _read_in_memory(self) -> Iterator[OpenConnection]:
        """Share the only connection: readers come one after the other, nested ones together."""
        with self._reader_lock:
            if self._nested_reads == 0:
                self._gate.enter(WritePriority.SALE)
                self._open_writer().driver().execute("PRAGMA query_only = ON").close()
            self._nested_reads += 1
            try:
                yield self._open_writer()
            finally:
                self._nested_reads -= 1
                if self._nested_reads == 0:
                    self._open_writer().rollback()
                    self._open_writer().raw.execute("PRAGMA query_only = OFF").close()
                    self._gate.leave()

    def _open_writer(self) -> OpenConnection:
        if self._writer is None:
            raise RuntimeError("the database is closed")
        return self._writer

    def _take_reader(self) -> OpenConnection:
        with self._reader_lock:
            if self._is_closed:
                raise RuntimeError("the database is closed")
            if self._idle_readers:
                return self._idle_readers.pop()
        return self._made_reader()

    def _made_reader(self) -> OpenConnection:
        raw = _connected(self._reader_address, engine_sqlite.READER_PRAGMAS)
        return OpenConnection(raw, self._reader_cover)

    def _put_back(self, connection: OpenConnection) -> None:
        with self._reader_lock:
            if not self._is_closed and len(self._idle_readers) < _MOST_IDLE_READERS:
                self._idle_readers.append(connection)
                return
        connection.close()


def _address_of(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def _connected(address: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    raw = sqlite3.connect(
        address, uri=True, check_same_thread=False, isolation_level=None, cached_statements=512
    )
    try:
        engine_sqlite.run_pragmas(raw, pragmas)
    except BaseException:
        raw.close()
        raise
    return raw


def _as_given_out(connection: OpenConnection) -> Connection:
    """Return it as what it stands for."""
    return cast("Connection", connection)


class _KnownErrors:
    """Turns errors of the engine into ours; every transaction is within three of them."""

    def __init__(self, *, is_commit: bool = False) -> None:
        self._is_commit = is_commit

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, where: object) -> None:
        if not isinstance(error, Exception):
            return
        known: KataiError | None = engine_sqlite.known_error_of(error, is_commit=self._is_commit)
        if known is not None:
            raise known from error


_KNOWN_ERRORS: Final = _KnownErrors()
_KNOWN_ERRORS_OF_COMMIT: Final = _KnownErrors(is_commit=True)


def _make_private(path: Path) -> None:
    """Make the file before the engine does, readable by nobody else; its WAL takes after it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sys.platform != "win32" and not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
