from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from desktop.domain.clock import to_milliseconds
from desktop.domain.money import Money
from desktop.storage import ledger
from desktop.storage.ledger import LedgerEntry
from tests.storage.profiles import SmallProfile, small_profile


@pytest.fixture
def profile() -> SmallProfile:
    return small_profile()


def _rows(connection: Connection) -> list[tuple[int, int, str, str]]:
    found = connection.exec_driver_sql("SELECT seq, at, kind, body FROM ledger ORDER BY seq")
    return [(row[0], row[1], row[2], row[3]) for row in found]


def _append(profile: SmallProfile, *kinds: str, till: int = 1) -> ledger.LedgerHead:
    entries = [LedgerEntry(kind, {"a": 1}) for kind in kinds]
    with profile.database.write() as connection:
        return ledger.append(connection, profile.vault, profile.clock, *entries, till=till)


def _verify(profile: SmallProfile, last: int | None = None) -> ledger.LedgerVerdict:
    with profile.database.read() as connection:
        return ledger.verify(connection, profile.vault, last)


def test_entries_follow_one_another_without_gaps(profile: SmallProfile) -> None:
    _append(profile, "shift_opened")
    head = _append(profile, "sale_completed", "cards_revealed")
    with profile.database.read() as connection:
        rows = _rows(connection)
        assert ledger.head_of(connection, profile.vault) == head
    assert [(row[0], row[2]) for row in rows] == [
        (1, "shift_opened"),
        (2, "sale_completed"),
        (3, "cards_revealed"),
    ]
    verdict = _verify(profile)
    assert verdict.ok
    assert verdict.entries == 3
    assert verdict.head == ledger.head_code(head.mac)
    assert len(verdict.head) == 16


def test_an_empty_ledger_is_in_order(profile: SmallProfile) -> None:
    assert _verify(profile) == ledger.LedgerVerdict(ok=True, entries=0, head="")


def test_adding_nothing_changes_nothing(profile: SmallProfile) -> None:
    head = _append(profile, "a")
    assert _append(profile) == head


def test_an_entry_is_gone_with_the_sale_that_failed(profile: SmallProfile) -> None:
    with pytest.raises(ZeroDivisionError):
        with profile.database.write() as connection:
            ledger.append(connection, profile.vault, profile.clock, LedgerEntry("a", {}))
            raise ZeroDivisionError
    assert _append(profile, "b").seq == 1


def test_every_till_has_a_chain_of_its_own(profile: SmallProfile) -> None:
    _append(profile, "a", "b", till=1)
    head = _append(profile, "a", till=2)
    verdict = _verify(profile)
    assert verdict.ok
    assert verdict.entries == 3
    assert verdict.head == ledger.head_code(head.mac)


def test_time_in_the_ledger_only_grows(profile: SmallProfile) -> None:
    for step in (0, 5, -60, -50, 30, 0):
        profile.clock.pass_time(timedelta(seconds=step))
        _append(profile, "a", "b")
    with profile.database.read() as connection:
        times = [row[1] for row in _rows(connection)]
        assert all(earlier < later for earlier, later in pairwise(times))
        assert {row[2] for row in _rows(connection)} == {"a", "b"}


def _kinds(profile: SmallProfile) -> list[str]:
    with profile.database.read() as connection:
        return [row[2] for row in _rows(connection)]


def test_a_clock_set_back_is_noted_once_before_what_follows(profile: SmallProfile) -> None:
    _append(profile, "a")
    profile.clock.instant -= timedelta(hours=1)
    _append(profile, "b")
    profile.clock.pass_time(timedelta(minutes=1))
    _append(profile, "c")
    assert _kinds(profile) == ["a", "clock_back", "b", "c"]
    with profile.database.read() as connection:
        body = json.loads(_rows(connection)[1][3])
    instant = profile.clock.instant - timedelta(minutes=1)
    assert body == {"behind_ms": 3_600_000, "system_ms": to_milliseconds(instant)}
    assert _verify(profile).ok


def test_two_minutes_are_still_no_jump(profile: SmallProfile) -> None:
    _append(profile, "a")
    profile.clock.instant -= timedelta(seconds=120)
    _append(profile, "b")
    assert _kinds(profile) == ["a", "b"]


def test_a_second_jump_is_noted_too(profile: SmallProfile) -> None:
    _append(profile, "a")
    profile.clock.instant -= timedelta(hours=1)
    _append(profile, "b")
    profile.clock.instant -= timedelta(hours=1)
    _append(profile, "c")
    assert _kinds(profile) == ["a", "clock_back", "b", "clock_back", "c"]


def test_the_same_jump_after_the_clock_was_right_again_is_noted(profile: SmallProfile) -> None:
    _append(profile, "a")
    profile.clock.instant -= timedelta(hours=1)
    _append(profile, "b")
    profile.clock.instant += timedelta(hours=2)
    _append(profile, "c")
    profile.clock.instant -= timedelta(hours=1)
    _append(profile, "d")
    assert _kinds(profile) == ["a", "clock_back", "b", "c", "clock_back", "d"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET body = '{}'",
        "UPDATE ledger SET at = at + 1 WHERE seq = 2",
        "DELETE FROM ledger",
        "DELETE FROM ledger WHERE seq = 3",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 2",
        "REPLACE INTO ledger SELECT till, seq, at, 'x', body, prev, mac FROM ledger WHERE seq = 3",
        "INSERT INTO ledger SELECT till, 5, at, kind, body, prev, mac FROM ledger WHERE seq = 3",
        "INSERT INTO ledger SELECT till, 4, at, kind, body, prev, mac FROM ledger WHERE seq = 3",
        "INSERT INTO ledger SELECT till, 0, at, kind, body, prev, mac FROM ledger WHERE seq = 3",
        "INSERT INTO ledger SELECT 9, 2, at, kind, body, prev, mac FROM ledger WHERE seq = 3",
        "UPDATE OR REPLACE ledger SET seq = 1 WHERE seq = 2",
        "INSERT INTO ledger SELECT till, 4, 'x', kind, body, mac, mac FROM ledger WHERE seq = 3",
    ],
)
def test_the_database_itself_refuses_to_change_the_past(
    profile: SmallProfile, statement: str
) -> None:
    _append(profile, "a", "b", "c")
    with pytest.raises(DBAPIError):
        with profile.database.write() as connection:
            connection.exec_driver_sql(statement)
    assert _kinds(profile) == ["a", "b", "c"]
    assert _verify(profile).ok


def test_amounts_are_kept_in_fen_and_texts_as_they_are() -> None:
    body = {"total": Money(9550), "b": "充值", "a": [1, None, True]}
    assert ledger.canonical(body) == '{"a":[1,null,true],"b":"充值","total":9550}'


@pytest.mark.parametrize("value", [object(), b"x", float("nan"), {1, 2}])
def test_what_has_no_one_form_cannot_be_kept(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        ledger.canonical({"x": value})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=5))
def test_equal_bodies_have_one_text(body: dict[str, object]) -> None:
    turned = dict(reversed(list(body.items())))
    assert ledger.canonical(body) == ledger.canonical(turned)
    assert json.loads(ledger.canonical(body)) == body


def test_lengths_keep_different_entries_apart() -> None:
    one = ledger._message(1, 1, 1, b"ab", b"c", b"")
    other = ledger._message(1, 1, 1, b"a", b"bc", b"")
    assert one != other


def test_checking_the_end_looks_only_there(profile: SmallProfile) -> None:
    profile.record(30)
    verdict = _verify(profile, last=10)
    assert verdict.ok
    assert verdict.entries == 10
    assert _verify(profile, last=30).entries == 30
    assert _verify(profile, last=100).entries == 30


def test_another_shop_s_key_finds_every_chain_foreign(profile: SmallProfile) -> None:
    profile.record(3)
    with profile.database.read() as connection:
        from desktop.security.vault import new_vault

        verdict = ledger.verify(connection, new_vault(profile.randomness))
    assert not verdict.ok
    assert verdict.problems[0].seq == 1
