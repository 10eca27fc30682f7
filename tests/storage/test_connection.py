"""A connection that SQLAlchemy is put over late: one transaction, whoever began it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.storage.database import Database
from desktop.storage.driver import change_rows, find_row, list_rows


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database.open(tmp_path / "katai.db")
    with made.write() as connection:
        change_rows(connection, "CREATE TABLE thing (name TEXT)")
    return made


def names(database: Database) -> list[str]:
    with database.read() as connection:
        return [row[0] for row in list_rows(connection, "SELECT name FROM thing ORDER BY name")]


def test_text_and_built_statements_share_one_transaction(database: Database) -> None:
    with database.write() as connection:
        change_rows(connection, "INSERT INTO thing VALUES ('text')")
        connection.execute(text("INSERT INTO thing VALUES ('built')"))
        assert connection.scalar(text("SELECT count(*) FROM thing")) == 2
        assert find_row(connection, "SELECT count(*) FROM thing") == (2,)
        assert names(database) == ["built", "text"]
    assert names(database) == ["built", "text"]


@pytest.mark.parametrize("is_built_first", [False, True])
def test_an_error_undoes_what_both_wrote(database: Database, is_built_first: bool) -> None:
    def write() -> None:
        with database.write() as connection:
            if is_built_first:
                connection.execute(text("INSERT INTO thing VALUES ('built')"))
            change_rows(connection, "INSERT INTO thing VALUES ('text')")
            connection.execute(text("INSERT INTO thing VALUES ('built later')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert names(database) == []
    with database.write() as connection:
        connection.execute(text("INSERT INTO thing VALUES ('next')"))
    assert names(database) == ["next"]


def test_a_read_is_one_snapshot_for_both(database: Database) -> None:
    with database.read() as connection:
        assert find_row(connection, "SELECT count(*) FROM thing") == (0,)
        from threading import Thread

        writer = Thread(target=_write_one, args=(database,))
        writer.start()
        writer.join()
        assert connection.scalar(text("SELECT count(*) FROM thing")) == 0
    assert names(database) == ["other"]


def _write_one(database: Database) -> None:
    with database.write() as connection:
        change_rows(connection, "INSERT INTO thing VALUES ('other')")


def test_a_read_cannot_write(database: Database) -> None:
    with database.read() as connection, pytest.raises(Exception, match="readonly"):
        change_rows(connection, "INSERT INTO thing VALUES ('x')")
    with database.read() as connection, pytest.raises(Exception, match="readonly"):
        connection.execute(text("INSERT INTO thing VALUES ('x')"))


def test_text_alone_needs_no_sqlalchemy(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from desktop.storage.database import Database; "
        "from desktop.storage.driver import change_rows, find_row; "
        "database = Database.open(Path(sys.argv[1]));\n"
        "with database.write() as c: change_rows(c, 'CREATE TABLE thing (name TEXT)')\n"
        "with database.read() as c: print(find_row(c, 'SELECT count(*) FROM thing'))\n"
        "database.close(); print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "katai.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n") == ["(0,)", "False", ""]
