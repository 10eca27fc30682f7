from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop.domain.errors import ProfileError, StorageError
from desktop.storage import engine_sqlite, schema_number, upgrading
from desktop.storage.database import Database, WritePriority


@pytest.fixture(params=["file", "memory"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "memory":
        opened = Database.in_memory()
    else:
        opened = Database.open(tmp_path / "资料 夹" / "katai.db")
        upgrading.make_current(opened)
    yield opened
    opened.close()


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "katai.db")
    upgrading.make_current(opened)
    yield opened
    opened.close()


def _put(database: Database, key: str, value: str = "x") -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO profile_fact VALUES (?, ?)", (key, value))


_KEYS_SQL = "SELECT key FROM profile_fact ORDER BY rowid"


def _keys(database: Database) -> list[str]:
    with database.read() as connection:
        return [row[0] for row in connection.exec_driver_sql(_KEYS_SQL)]


def test_what_was_written_is_read(database: Database) -> None:
    _put(database, "a")
    _put(database, "b")
    assert _keys(database) == ["a", "b"]


def test_an_error_takes_back_everything(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO profile_fact VALUES ('a', '1')")
            raise ZeroDivisionError
    assert _keys(database) == []
    _put(database, "b")
    assert _keys(database) == ["b"]


def test_an_interrupt_takes_back_everything(database: Database) -> None:
    with pytest.raises(KeyboardInterrupt):
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO profile_fact VALUES ('a', '1')")
            raise KeyboardInterrupt
    assert _keys(database) == []


def test_a_write_within_a_write_is_a_fault_and_takes_back_both(database: Database) -> None:
    with pytest.raises(RuntimeError, match="within"):
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO profile_fact VALUES ('a', '1')")
            with database.write():
                pass
    assert _keys(database) == []


def test_a_read_within_a_write_sees_what_was_written_and_leaves_it_open(
    database: Database,
) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO profile_fact VALUES ('a', '1')")
        assert _keys(database) == ["a"]
        connection.exec_driver_sql("INSERT INTO profile_fact VALUES ('b', '1')")
    assert _keys(database) == ["a", "b"]


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises((StorageError, DBAPIError)):
        with database.read() as connection:
            connection.exec_driver_sql("INSERT INTO profile_fact VALUES ('a', '1')")
    _put(database, "b")
    assert _keys(database) == ["b"]


def test_reads_may_be_nested(database: Database) -> None:
    _put(database, "a")
    with database.read() as connection:
        assert _keys(database) == ["a"]
        assert connection.exec_driver_sql("SELECT count(*) FROM profile_fact").scalar() == 1
    _put(database, "b")


def test_a_broken_rule_keeps_its_own_error(database: Database) -> None:
    _put(database, "a")
    with pytest.raises(IntegrityError):
        _put(database, "a")
    assert _keys(database) == ["a"]


def test_a_reference_to_nothing_is_refused_at_the_end_and_takes_back_everything(
    database: Database,
) -> None:
    with pytest.raises(IntegrityError):
        with database.write() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.exec_driver_sql(
                "INSERT INTO cash_movement VALUES (1, 99, '2026-06-18', 1, 'other', '', 99, 0)"
            )
    _put(database, "a")
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cash_movement").scalar() == 0


def test_errors_never_show_parameters(database: Database) -> None:
    _put(database, "a", "CANARY-1")
    with pytest.raises(IntegrityError) as caught:
        _put(database, "a", "CANARY-2")
    assert "CANARY" not in str(caught.value)


def test_a_reader_keeps_its_snapshot_while_a_sale_is_written(on_disk: Database) -> None:
    _put(on_disk, "a")
    done = Event()

    def sell() -> None:
        _put(on_disk, "b")
        done.set()

    with on_disk.read() as connection:
        query = "SELECT count(*) FROM profile_fact"
        assert connection.exec_driver_sql(query).scalar() == 1
        thread = Thread(target=sell)
        thread.start()
        assert done.wait(30)
        thread.join()
        assert connection.exec_driver_sql(query).scalar() == 1
    assert _keys(on_disk) == ["a", "b"]


def test_a_waiting_sale_is_written_before_any_waiting_import(database: Database) -> None:
    order: list[str] = []

    def write(name: str, priority: WritePriority) -> None:
        with database.write(priority) as connection:
            connection.exec_driver_sql("INSERT INTO profile_fact VALUES (?, '')", (name,))
            order.append(name)

    wanted = [("bulk 1", WritePriority.BULK), ("bulk 2", WritePriority.BULK),
              ("normal", WritePriority.NORMAL), ("sale", WritePriority.SALE)]  # fmt: skip
    threads = [Thread(target=write, args=one) for one in wanted]
    with database.write(WritePriority.BULK):
        for place, thread in enumerate(threads):
            thread.start()
            while database._gate.waiting_count() <= place:
                pass
    for thread in threads:
        thread.join()
    assert order == ["sale", "normal", "bulk 1", "bulk 2"]


def test_the_writer_is_set_up_to_lose_nothing(on_disk: Database) -> None:
    def asked(name: str) -> object:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    with on_disk.write() as connection:
        assert asked("journal_mode") == "wal"
        assert asked("synchronous") == 2
        assert asked("foreign_keys") == 1
        assert asked("secure_delete") == 1
        assert asked("wal_autocheckpoint") == 0
        assert asked("busy_timeout") == 5000


def test_a_part_leaves_its_flush_to_the_next_write(on_disk: Database) -> None:
    def asked(*, is_part: bool) -> tuple[object, ...]:
        with on_disk.write(WritePriority.BULK, is_part=is_part) as connection:
            names = ("synchronous", "cache_size")
            return tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names)

    usual, part = (2, -16000), (1, -4000)
    assert [asked(is_part=one) for one in (False, True, False)] == [usual, part, usual]
    with pytest.raises(ZeroDivisionError), on_disk.write(is_part=True):
        raise ZeroDivisionError
    assert asked(is_part=False) == usual


def test_a_write_holds_the_lock_from_its_first_read_on(on_disk: Database) -> None:
    assert on_disk.path is not None
    other = sqlite3.connect(on_disk.path, isolation_level=None, timeout=0)
    with on_disk.write() as connection:
        connection.exec_driver_sql("SELECT 1 FROM profile_fact")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.close()


def test_readers_cannot_checkpoint(on_disk: Database) -> None:
    _put(on_disk, "a")
    with on_disk.read() as connection:
        with pytest.raises((StorageError, DBAPIError)):
            connection.exec_driver_sql("ATTACH ':memory:' AS x")
            connection.exec_driver_sql("CREATE TABLE x.t (a)")
    raw = sqlite3.connect(f"file:{on_disk.path}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError):
        raw.execute("DELETE FROM profile_fact")
    raw.close()


def test_the_idle_checkpoint_empties_the_wal_and_a_writer_puts_it_off(on_disk: Database) -> None:
    _put(on_disk, "a")
    with on_disk.write():
        results: list[bool] = []
        thread = Thread(target=lambda: results.append(on_disk.checkpoint_when_idle()))
        thread.start()
        thread.join()
        assert results == [False]
    assert on_disk.checkpoint_when_idle()
    assert on_disk.checkpoint_when_idle()
    copy = sqlite3.connect(f"file:{on_disk.path}?mode=ro&immutable=1", uri=True)
    assert copy.execute("SELECT key FROM profile_fact").fetchall() == [("a",)]
    copy.close()


def test_an_idle_moment_begins_the_next_log_so_that_no_sale_does(on_disk: Database) -> None:
    _put(on_disk, "a")
    log = Path(f"{on_disk.path}-wal")
    old_head = log.read_bytes()[:32]
    assert on_disk.checkpoint_when_idle()
    new_head = log.read_bytes()[:32]
    _put(on_disk, "b")
    assert log.read_bytes()[:32] == new_head != old_head
    with on_disk.read() as connection:
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER


def test_the_wal_stays_small_even_if_nobody_is_ever_idle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 256 * 1024
    monkeypatch.setattr(engine_sqlite, "WAL_LIMIT_BYTES", limit)
    database = Database.open(tmp_path / "katai.db")
    upgrading.make_current(database)
    log = Path(f"{database.path}-wal")
    of_the_schema = log.stat().st_size
    for number in range(400):
        _put(database, str(number), "x" * 2000)
    assert log.stat().st_size < of_the_schema + limit * 3
    database.close()


def test_closing_leaves_one_file(on_disk: Database, tmp_path: Path) -> None:
    _put(on_disk, "a")
    on_disk.close()
    on_disk.close()
    assert [path.name for path in tmp_path.iterdir()] == ["katai.db"]


def test_a_closed_database_says_so(database: Database) -> None:
    database.close()
    with pytest.raises(RuntimeError):
        with database.read():
            pass
    with pytest.raises(RuntimeError):
        with database.write():
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_nobody_else_may_read_the_files(on_disk: Database, tmp_path: Path) -> None:
    _put(on_disk, "a")
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_command_beside_the_window_reads_and_cannot_write(on_disk: Database) -> None:
    _put(on_disk, "a")
    assert on_disk.path is not None
    beside = Database.open(on_disk.path, is_read_only=True)
    assert _keys(beside) == ["a"]
    _put(on_disk, "b")
    assert _keys(beside) == ["a", "b"]
    assert beside.checkpoint_when_idle()
    with pytest.raises(RuntimeError):
        with beside.write():
            pass
    beside.close()
    _put(on_disk, "c")
    assert _keys(on_disk) == ["a", "b", "c"]


def test_reading_where_there_is_no_shop_says_so(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as caught:
        Database.open(tmp_path / "none" / "katai.db", is_read_only=True)
    assert caught.value.code == "profile_missing"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"this is no database at all" * 50, b"SQLite format 3\0" * 99])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "katai.db"
    path.write_bytes(content)
    with pytest.raises(ProfileError) as caught:
        Database.open(path)
    assert caught.value.code == "profile_damaged"
    assert path.read_bytes() == content


def test_a_full_disk_is_one_sentence_and_nothing_half_written(on_disk: Database) -> None:
    _put(on_disk, "before")
    with pytest.raises(StorageError) as caught:
        with on_disk.write(WritePriority.SALE) as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.exec_driver_sql("INSERT INTO profile_fact VALUES ('half', '1')")
            for number in range(100):
                connection.exec_driver_sql(
                    "INSERT INTO profile_fact VALUES (?, ?)", (str(number), "x" * 3000)
                )
    assert caught.value.code == "disk_full"
    assert "没有记下" in str(caught.value)
    assert _keys(on_disk) == ["before"]
    with on_disk.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    _put(on_disk, "after")
    assert _keys(on_disk) == ["before", "after"]


def test_a_full_disk_throws_its_ballast_off_once_and_says_so(on_disk: Database) -> None:
    assert on_disk.disk.keep_ballast()
    told = []
    for _ in range(2):
        with pytest.raises(StorageError) as caught, on_disk.write() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.exec_driver_sql("INSERT INTO profile_fact VALUES ('a', ?)", ("x" * 99_999,))
        assert caught.value.code == "disk_full"
        told.append(("再做一次就能记下" in str(caught.value), _keys(on_disk)))
    assert told == [(True, []), (False, [])]
    assert not on_disk.disk.drop_ballast()


def test_a_busy_file_is_one_sentence(on_disk: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with on_disk.write() as connection:
        pass
    engine_sqlite.run_pragmas(connection.connection.dbapi_connection, ("PRAGMA busy_timeout=0",))  # type: ignore[arg-type]
    other = sqlite3.connect(str(on_disk.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError) as caught:
        _put(on_disk, "a")
    assert caught.value.code == "profile_busy"
    other.execute("ROLLBACK")
    other.close()
    _put(on_disk, "a")


def test_a_file_that_rotted_is_one_sentence_when_the_bad_page_is_read(on_disk: Database) -> None:
    _put(on_disk, "a", "x" * 1000)
    with on_disk.read() as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'profile_fact'"
        page = connection.exec_driver_sql(query).scalar_one()
    on_disk.close()
    assert on_disk.path is not None
    with on_disk.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    again = Database.open(on_disk.path)
    with pytest.raises(ProfileError) as caught:
        _keys(again)
    assert caught.value.code == "profile_damaged"
    again.close()


def test_a_fresh_schema_is_there_in_memory_at_once() -> None:
    database = Database.in_memory()
    with database.read() as connection:
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER
    database.close()
