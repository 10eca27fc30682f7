"""Statements on the driver itself keep every promise of the transaction they run in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import bindparam, select, update

from desktop.domain.errors import StorageError
from desktop.domain.money import Money
from desktop.domain.permissions import Role
from desktop.domain.shift import CountKind
from desktop.models.administration import person
from desktop.models.shifts import cash_count
from desktop.storage import driver, upgrading
from desktop.storage.database import Database
from desktop.storage.prepared_insert import PreparedInsert
from desktop.storage.prepared_statement import PreparedQuery, PreparedUpdate

PUT = "INSERT INTO profile_fact (key, value) VALUES (?, ?)"
COUNT = "SELECT count(*) FROM profile_fact"
NOON = datetime(2026, 6, 18, 4, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "katai.db")
    upgrading.make_current(opened)
    yield opened
    opened.close()


def put(database: Database, key: str) -> None:
    with database.write() as connection:
        driver.change_rows(connection, PUT, (key, "x"))


def test_a_read_that_uses_nothing_else_is_one_snapshot(database: Database) -> None:
    with database.read() as connection:
        before = driver.find_row(connection, COUNT)
        sale = Thread(target=put, args=(database, "a"))
        sale.start()
        sale.join()
        assert driver.find_row(connection, COUNT) == before
    with database.read() as connection:
        assert driver.find_row(connection, COUNT) == ((before or (0,))[0] + 1,)


def test_a_read_still_cannot_write(database: Database) -> None:
    with pytest.raises(StorageError), database.read() as connection:
        driver.change_rows(connection, PUT, ("a", "x"))


def test_an_error_takes_back_what_was_changed(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), database.write() as connection:
        driver.change_each(connection, PUT, [("a", "1"), ("b", "2")])
        driver.change_rows(connection, PUT, ("a", "3"))
    with database.read() as connection:
        assert driver.list_rows(connection, "SELECT key FROM profile_fact WHERE key = 'a'") == []


def test_changes_tell_how_many_rows_they_met(database: Database) -> None:
    with database.write() as connection:
        assert driver.change_each(connection, PUT, [("a", "1"), ("b", "2")]) == 2
        assert driver.change_rows(connection, "DELETE FROM profile_fact WHERE key = 'nobody'") == 0


def test_a_prepared_insert_stores_values_as_the_table_says(database: Database) -> None:
    add_person = PreparedInsert(
        person, "id", "name", "role", "pin_verifier", "position", "created_at"
    )
    add_count = PreparedInsert(
        cash_count,
        *("id", "kind", "business_date", "count_by_denomination", "total", "person_id"),
        "counted_at",
    )
    somebody = {
        "id": 7,
        "name": "林小舟",
        "role": Role.CASHIER,
        "pin_verifier": b"",
        "position": 0,
        "created_at": NOON,
    }
    count = {
        "id": 8,
        "kind": CountKind.SHIFT,
        "business_date": date(2026, 6, 18),
        "count_by_denomination": "{}",
        "total": Money(12_34),
        "person_id": 7,
        "counted_at": NOON,
    }
    with database.write() as connection:
        add_person.run(connection, [somebody])
        add_count.run(connection, [count])
        add_count.run(connection, [])
    with database.read() as connection:
        found = connection.execute(select(cash_count)).one()
        assert (found.kind, found.business_date) == (CountKind.SHIFT, date(2026, 6, 18))
        assert (found.total, found.counted_at) == (Money(12_34), NOON)


def test_a_prepared_insert_refuses_a_row_that_leaves_a_column_out(database: Database) -> None:
    add = PreparedInsert(person, "id", "name")
    with pytest.raises(KeyError), database.write() as connection:
        add.run(connection, [{"id": 7}])


def test_a_prepared_query_and_a_change_read_and_store_values_as_the_table_says(
    database: Database,
) -> None:
    of_role = PreparedQuery(
        select(person.c.name, person.c.role, person.c.locked_until)
        .where(person.c.role.in_([Role.CASHIER, Role.OWNER]), person.c.position == bindparam("at"))
        .order_by(person.c.id)
    )
    change = PreparedUpdate(
        update(person).where(person.c.id == bindparam("wanted"), person.c.role == bindparam("was")),
        "role",
        "locked_until",
    )
    add = PreparedInsert(person, "id", "name", "role", "pin_verifier", "position", "created_at")
    with database.write() as connection:
        for number, name in ((7, "林小舟"), (8, "程禾")):
            row = {"id": number, "name": name, "role": Role.CASHIER, "pin_verifier": b""}
            add.run(connection, [{**row, "position": 3, "created_at": NOON}])
        locked = {"role": Role.OWNER, "locked_until": NOON}
        assert change.run(connection, wanted=7, was=Role.CASHIER, **locked) == 1
        assert change.run(connection, wanted=7, was=Role.CASHIER, **locked) == 0
    with database.read() as connection:
        assert of_role.rows(connection, at=3) == [
            ("林小舟", Role.OWNER, NOON),
            ("程禾", Role.CASHIER, None),
        ]
        assert of_role.first(connection, at=4) is None
        assert of_role.scalar(connection, at=3) == "林小舟"
