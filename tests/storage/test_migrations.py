from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.domain.errors import StorageError
from desktop.storage import schema_number, upgrading
from desktop.storage.database import Database
from desktop.storage.migrations import running, write_baseline
from desktop.storage.migrations.baseline_statements import STATEMENTS


def _statements(database: Database) -> list[str]:
    return sorted(re.sub(r"\s+", " ", text) for text in write_baseline.statements_of(database))


def test_the_migrated_schema_is_the_fresh_one() -> None:
    fresh = Database.in_memory()
    migrated = Database.in_memory(has_schema=False)
    running.migrate(migrated, 0)
    assert _statements(migrated) == _statements(fresh), (
        "before the first release: run python -m desktop.storage.migrations.write_baseline"
    )
    with migrated.read() as connection:
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER
    fresh.close()
    migrated.close()


def test_the_newest_migration_is_the_schema_s_number() -> None:
    assert [migration.NUMBER for migration in running.MIGRATIONS] == list(
        range(1, schema_number.SCHEMA_NUMBER + 1)
    )
    assert len(STATEMENTS) > 50


def _adds_a_column(operations: Any) -> None:
    import sqlalchemy

    column = sqlalchemy.Column("nickname", sqlalchemy.Text, server_default="", nullable=False)
    operations.add_column("category", column)
    operations.execute("UPDATE category SET nickname = name || '!'")


def _old_file(tmp_path: Path) -> Database:
    database = Database.open(tmp_path / "katai.db")
    upgrading.make_current(database)
    with database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO category (id, name, position) VALUES (1, '游戏', 1)"
        )
    return database


def _step(upgrade: Any) -> Any:
    return SimpleNamespace(NUMBER=schema_number.SCHEMA_NUMBER + 1, upgrade=upgrade)


def test_an_older_file_is_copied_and_brought_up_to_date(tmp_path: Path) -> None:
    database = _old_file(tmp_path)
    copy = running.migrate(database, schema_number.SCHEMA_NUMBER, [_step(_adds_a_column)])
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT nickname FROM category").scalar() == "游戏!"
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER + 1
    database.close()
    assert copy == tmp_path / f"katai-schema-{schema_number.SCHEMA_NUMBER}.db"
    kept = Database.open_snapshot(copy)
    with kept.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM category").scalar() == "游戏"
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER
    kept.close()


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_migration_that_dies_anywhere_leaves_the_old_file(tmp_path: Path, after: int) -> None:
    database = _old_file(tmp_path)

    def upgrade(operations: Any) -> None:
        steps = [
            "ALTER TABLE category ADD COLUMN nickname TEXT",
            "UPDATE category SET name = 'changed'",
        ]
        for statement in steps[:after]:
            operations.execute(statement)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        running.migrate(database, schema_number.SCHEMA_NUMBER, [_step(upgrade)])
    database.close()
    again = Database.open(tmp_path / "katai.db")
    with again.read() as connection:
        assert connection.exec_driver_sql("SELECT id, name, position FROM category").fetchall() == [
            (1, "游戏", 1)
        ]
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER
    again.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from types import SimpleNamespace
from desktop.storage import schema_number
from desktop.storage.database import Database
from desktop.storage.migrations import running
database = Database.open(Path(sys.argv[1]))
def upgrade(operations):
    for number in range(5):
        if number == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        operations.execute(f"CREATE TABLE new_{number} (a TEXT) STRICT")
running.migrate(database, schema_number.SCHEMA_NUMBER,
                [SimpleNamespace(NUMBER=schema_number.SCHEMA_NUMBER + 1, upgrade=upgrade)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_kill_within_a_migration_leaves_the_old_file(tmp_path: Path, at: int) -> None:
    _old_file(tmp_path).close()
    path = tmp_path / "katai.db"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path), str(at)], check=False)
    assert killed.returncode == -9
    again = Database.open(path)
    with again.read() as connection:
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name GLOB 'new_*'")
        assert found.fetchall() == []
    again.close()


def test_without_room_for_the_copy_nothing_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = _old_file(tmp_path)
    monkeypatch.setattr("desktop.storage.migrations.running.sqlite3.connect", _no_room)
    with pytest.raises(StorageError) as caught:
        running.migrate(database, schema_number.SCHEMA_NUMBER, [_step(_adds_a_column)])
    assert caught.value.code == "copy_failed"
    with database.read() as connection:
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER
    database.close()


def _no_room(*_arguments: object) -> object:
    import sqlite3

    raise sqlite3.OperationalError("disk is full")


def test_nothing_of_alembic_is_loaded_for_a_current_file(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from desktop.storage import upgrading; "
        "from desktop.storage.database import Database; "
        "d = Database.open(Path(sys.argv[1])); upgrading.make_current(d); d.close(); "
        "print('alembic' in sys.modules, 'sqlalchemy.orm' in sys.modules)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "katai.db")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert finished.stdout.strip() == "False False"
