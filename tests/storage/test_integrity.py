from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import Connection

from desktop.storage.integrity import IntegrityProblem, check_at_start, check_profile
from tests.storage.profiles import SmallProfile, small_profile


@pytest.fixture
def profile() -> SmallProfile:
    profile = small_profile()
    profile.record(5)
    _hold_a_cart(profile, 1)
    _hold_a_cart(profile, 2)
    return profile


def _hold_a_cart(profile: SmallProfile, held_id: int) -> None:
    sealed = profile.vault.seal("pii", "held_sale", "cart_sealed", held_id, b"{}")
    with profile.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO person (id, name, role, pin_verifier, position, created_at) "
            "VALUES (1, 'x', 'owner', x'00', 1, 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO held_sale (id, number, label, item_count, total, cart_sealed, person_id, "
            "held_at) VALUES (?, 1, 'x', 1, 100, ?, 1, 0)",
            (held_id, sealed),
        )


def _codes(profile: SmallProfile) -> list[tuple[str, str, int]]:
    report = check_profile(profile.database, profile.vault)
    return [(problem.code, problem.place, problem.row) for problem in report.problems]


def test_a_sound_profile_has_no_problem(profile: SmallProfile) -> None:
    report = check_profile(profile.database, profile.vault)
    assert report.ok
    assert report.entries == 5
    assert len(report.head) == 16
    assert not report.has_anchor
    assert check_at_start(profile.database, profile.vault).ok


def test_sealed_columns_swapped_between_rows_are_found(profile: SmallProfile) -> None:
    with profile.database.write() as connection:
        sealed = dict(
            tuple(row)
            for row in connection.exec_driver_sql("SELECT 3 - id, cart_sealed FROM held_sale")
        )
        for row_id, other in sealed.items():
            connection.exec_driver_sql(
                "UPDATE held_sale SET cart_sealed = ? WHERE id = ?", (other, row_id)
            )
    assert _codes(profile) == [
        ("sealed", "held_sale.cart_sealed", 1),
        ("sealed", "held_sale.cart_sealed", 2),
    ]


def test_a_reference_to_nobody_is_found(profile: SmallProfile) -> None:
    with profile.database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        raw: Any = connection.connection.dbapi_connection
        raw.rollback()
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("UPDATE held_sale SET person_id = 99 WHERE id = 2")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("BEGIN")
    assert _codes(profile) == [("reference", "held_sale", 2)]


def test_an_entry_changed_by_hand_is_found(profile: SmallProfile) -> None:
    with profile.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER ledger_never_updated")
        connection.exec_driver_sql("UPDATE ledger SET body = '{}' WHERE seq = 3")
    assert _codes(profile) == [("entry_changed", "ledger 1", 3)]
    assert not check_at_start(profile.database, profile.vault).ok


def test_checks_of_others_are_asked_too(profile: SmallProfile) -> None:
    def balances(connection: Connection) -> Iterable[IntegrityProblem]:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
        yield IntegrityProblem("balance", "customer", 7)

    report = check_profile(profile.database, profile.vault, further=[balances])
    assert report.problems == (IntegrityProblem("balance", "customer", 7),)
