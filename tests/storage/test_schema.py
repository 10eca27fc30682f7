from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import ProfileError
from desktop.models.base import METADATA
from desktop.storage import schema_number, upgrading
from desktop.storage.database import Database
from desktop.storage.integrity import SEALED_PLACES


def test_a_new_file_gets_everything_and_its_number(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "katai.db")
    assert upgrading.make_current(database) is None
    assert upgrading.make_current(database) is None
    with database.read() as connection:
        assert schema_number.number_of(connection) == schema_number.SCHEMA_NUMBER
        names = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
    database.close()
    assert set(METADATA.tables) <= names
    assert {"ledger_in_order", "purchase_moves_legally", "product_search"} <= names


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "katai.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE something (a)")
    raw.execute(f"PRAGMA user_version = {schema_number.SCHEMA_NUMBER + 1}")
    raw.commit()
    raw.close()
    database = Database.open(path)
    with pytest.raises(ProfileError) as caught:
        upgrading.make_current(database)
    assert caught.value.code == "profile_newer"
    with database.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").fetchall()
    assert [row[0] for row in names] == ["something"]
    database.close()


def test_columns_take_only_their_type() -> None:
    database = Database.in_memory()
    with pytest.raises(DBAPIError):
        with database.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO category (id, name, position) VALUES (1, 'x', 'first')"
            )
    with database.read() as connection:
        loose = connection.exec_driver_sql(
            "SELECT name FROM pragma_table_list "
            "WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT GLOB 'sqlite_*'"
        )
        assert [row[0] for row in loose] == []
    database.close()


def test_points_are_never_changed_or_deleted() -> None:
    database = Database.in_memory()
    with database.read() as connection:
        triggers = {
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'points_entry'"
            )
        }
    assert triggers == {"points_entry_never_updated", "points_entry_never_deleted"}
    database.close()


def test_every_sealed_column_is_checked_by_verify() -> None:
    sealed = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if column.name.endswith("_sealed")
    }
    assert sealed == {(table, column) for _, table, column in SEALED_PLACES}
