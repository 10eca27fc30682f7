"""Somebody with the file and SQLite edits the past: every edit is found, by its first bad entry."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.storage import ledger
from desktop.storage.database import Database
from desktop.storage.ledger import LedgerFault, LedgerHead
from tests.storage.profiles import SmallProfile, small_profile

ENTRIES = 40
Sized = Callable[[int, int], int]


class Forger:
    """Has the file open without its triggers, as anyone with the file can."""

    def __init__(self, source: sqlite3.Connection) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        source.backup(self.connection)
        for (name,) in self.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            self.connection.execute(f"DROP TRIGGER {name}")

    def run(self, statement: str, *values: object) -> None:
        self.connection.execute(statement, values)


def _edit_column(forger: Forger, chance: random.Random) -> int:
    seq = chance.randint(1, ENTRIES)
    column = chance.choice(["at", "kind", "body", "prev", "mac"])
    if column == "at":
        forger.run("UPDATE ledger SET at = at + ? WHERE seq = ?", chance.choice([-1, 1, 999]), seq)
    elif column in {"kind", "body"}:
        (old,) = forger.connection.execute(
            f"SELECT {column} FROM ledger WHERE seq = ?", (seq,)
        ).fetchone()
        place = chance.randrange(len(old))
        new = old[:place] + chance.choice("0123456789abc{}") + old[place + 1 :]
        if new == old:
            new = old + " "
        forger.run(f"UPDATE ledger SET {column} = ? WHERE seq = ?", new, seq)
    else:
        (old,) = forger.connection.execute(
            f"SELECT {column} FROM ledger WHERE seq = ?", (seq,)
        ).fetchone()
        place, bit = chance.randrange(32), 1 << chance.randrange(8)
        new = old[:place] + bytes([old[place] ^ bit]) + old[place + 1 :]
        forger.run(f"UPDATE ledger SET {column} = ? WHERE seq = ?", new, seq)
    return seq


def _delete(forger: Forger, chance: random.Random) -> int:
    seq = chance.randint(1, ENTRIES - 1)
    forger.run("DELETE FROM ledger WHERE seq = ?", seq)
    return seq


def _delete_and_close_the_gap(forger: Forger, chance: random.Random) -> int:
    seq = chance.randint(1, ENTRIES - 1)
    forger.run("DELETE FROM ledger WHERE seq = ?", seq)
    for later in range(seq + 1, ENTRIES + 1):
        forger.run("UPDATE ledger SET seq = ? WHERE seq = ?", later - 1, later)
    return seq


def _swap(forger: Forger, chance: random.Random) -> int:
    first, second = sorted(chance.sample(range(1, ENTRIES + 1), 2))
    forger.run("UPDATE ledger SET seq = -1 WHERE seq = ?", first)
    forger.run("UPDATE ledger SET seq = ? WHERE seq = ?", first, second)
    forger.run("UPDATE ledger SET seq = ? WHERE seq = -1", second)
    return first


def _swap_contents(forger: Forger, chance: random.Random) -> int:
    first, second = sorted(chance.sample(range(1, ENTRIES + 1), 2))
    rows = dict(forger.connection.execute("SELECT seq, body FROM ledger").fetchall())
    forger.run("UPDATE ledger SET body = ? WHERE seq = ?", rows[second], first)
    forger.run("UPDATE ledger SET body = ? WHERE seq = ?", rows[first], second)
    return first


def _insert(forger: Forger, chance: random.Random) -> int:
    seq = chance.randint(1, ENTRIES)
    for later in range(ENTRIES, seq - 1, -1):
        forger.run("UPDATE ledger SET seq = ? WHERE seq = ?", later + 1, later)
    forger.run(
        "INSERT INTO ledger SELECT till, ?, at, kind, '{}', prev, mac FROM ledger WHERE seq = ?",
        seq,
        seq + 1,
    )
    return seq


def _append_forged(forger: Forger, chance: random.Random) -> int:
    mac = chance.randbytes(32)
    forger.run(
        "INSERT INTO ledger SELECT till, seq + 1, at + 1, kind, body, mac, ? FROM ledger "
        "WHERE seq = ?",
        mac,
        ENTRIES,
    )
    return ENTRIES + 1


def _renumber(forger: Forger, chance: random.Random) -> int:
    step = chance.choice([1, 7, 100])
    for seq in range(ENTRIES, 0, -1):
        forger.run("UPDATE ledger SET seq = ? WHERE seq = ?", seq + step, seq)
    return 1


def _move_to_another_till(forger: Forger, chance: random.Random) -> int:
    del chance
    forger.run("UPDATE ledger SET till = 2")
    return 1


def _cut_tail(forger: Forger, chance: random.Random) -> int:
    seq = chance.randint(1, ENTRIES)
    forger.run("DELETE FROM ledger WHERE seq >= ?", seq)
    return ENTRIES


def _copy_an_entry_over(forger: Forger, chance: random.Random) -> int:
    source, target = chance.sample(range(1, ENTRIES + 1), 2)
    forger.run(
        "UPDATE ledger SET (at, kind, body, prev, mac) = "
        "(SELECT at, kind, body, prev, mac FROM ledger WHERE seq = ?) WHERE seq = ?",
        source,
        target,
    )
    return target


def _insert_before_the_first(forger: Forger, chance: random.Random) -> int:
    seq = chance.choice([0, -1, -(2**63)])
    forger.run(
        "INSERT INTO ledger SELECT till, ?, at, kind, body, prev, mac FROM ledger WHERE seq = 1",
        seq,
    )
    return 1


def _insert_an_impossible_till(forger: Forger, chance: random.Random) -> int:
    till, seq = chance.choice([0, -1, 2, -(2**63)]), chance.choice([1, 7, -3])
    forger.run(
        "INSERT INTO ledger SELECT ?, ?, at, kind, body, prev, mac FROM ledger WHERE seq = 1",
        till,
        seq,
    )
    return 1


def _write_what_no_entry_can_hold(forger: Forger, chance: random.Random) -> int:
    seq = chance.randint(1, ENTRIES)
    change = chance.choice(["kind = hex(zeroblob(40000))", "at = -5", "at = -9223372036854775808",
                            "kind = ''", "mac = x''", "prev = x''", "body = ''"])  # fmt: skip
    forger.run(f"UPDATE ledger SET {change} WHERE seq = ?", seq)
    return seq


MUTATIONS = (
    _edit_column, _delete, _delete_and_close_the_gap, _swap, _swap_contents, _insert,
    _append_forged, _renumber, _move_to_another_till, _cut_tail, _copy_an_entry_over,
    _insert_before_the_first, _insert_an_impossible_till, _write_what_no_entry_can_hold,
)  # fmt: skip


@pytest.fixture(scope="module")
def original() -> tuple[SmallProfile, sqlite3.Connection, LedgerHead]:
    profile = small_profile()
    profile.record(ENTRIES)
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    with profile.database.read() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.backup(copy)
        head = ledger.head_of(connection, profile.vault)
    return profile, copy, head


def _verdict_on(profile: SmallProfile, forger: Forger, anchor: LedgerHead) -> ledger.LedgerVerdict:
    database = Database.in_memory(has_schema=False)
    with database.write() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.rollback()
        forger.connection.backup(raw)
        raw.execute("BEGIN")
    with database.read() as connection:
        verdict = ledger.verify(connection, profile.vault, anchors=[anchor])
    database.close()
    return verdict


def test_a_copy_that_nobody_touched_is_in_order(
    original: tuple[SmallProfile, sqlite3.Connection, LedgerHead],
) -> None:
    profile, copy, head = original
    verdict = _verdict_on(profile, Forger(copy), head)
    assert verdict.ok
    assert verdict.entries == ENTRIES


def test_every_change_of_the_past_is_found_at_its_first_bad_entry(
    original: tuple[SmallProfile, sqlite3.Connection, LedgerHead], sized: Sized
) -> None:
    profile, copy, head = original
    seen: dict[str, int] = {}
    forger = Forger(copy)
    for seed in range(sized(1_680, 11_200)):
        chance = random.Random(seed)
        mutate = MUTATIONS[seed % len(MUTATIONS)]
        forger.connection.execute("BEGIN")
        expected = mutate(forger, chance)
        forger.connection.execute("COMMIT")
        verdict = _verdict_on(profile, forger, head)
        forger.connection.close()
        assert not verdict.ok, f"seed={seed} {mutate.__name__} was not found"
        assert verdict.problems[0].seq == expected, f"seed={seed} {mutate.__name__} {verdict}"
        seen[mutate.__name__] = seen.get(mutate.__name__, 0) + 1
        forger = Forger(copy)
    forger.connection.close()
    assert min(seen.values()) >= 100


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM ledger WHERE seq = 9", LedgerFault.MISSING),
        ("UPDATE ledger SET prev = mac WHERE seq = 9", LedgerFault.BROKEN),
        ("UPDATE ledger SET body = '{}' WHERE seq = 9", LedgerFault.CHANGED),
    ],
)
def test_the_word_for_a_fault_says_what_was_done(
    original: tuple[SmallProfile, sqlite3.Connection, LedgerHead],
    statement: str,
    fault: LedgerFault,
) -> None:
    profile, copy, head = original
    forger = Forger(copy)
    forger.run(statement)
    problem = _verdict_on(profile, forger, head).problems[0]
    assert (problem.till, problem.seq, problem.fault) == (1, 9, fault)


def test_a_cut_tail_shows_only_against_the_anchor(
    original: tuple[SmallProfile, sqlite3.Connection, LedgerHead],
) -> None:
    profile, copy, head = original
    forger = Forger(copy)
    forger.run("DELETE FROM ledger WHERE seq > 30")
    older = LedgerHead(1, 30, b"")
    verdict = _verdict_on(profile, forger, head)
    assert [(problem.seq, problem.fault) for problem in verdict.problems] == [
        (ENTRIES, LedgerFault.CUT)
    ]
    assert _verdict_on(profile, forger, older).problems[0].fault is LedgerFault.ANCHOR_DIFFERS
    assert _verdict_on(profile, forger, LedgerHead(1, 0, b"")).ok


def test_entries_of_another_history_grafted_on_are_found() -> None:
    """Both histories are signed by the till itself: only the chain tells them apart."""
    profile = small_profile()
    profile.record(5)
    forgers = []
    with profile.database.read() as connection:
        raw: Any = connection.connection.dbapi_connection
        forgers = [Forger(raw), Forger(raw)]
    for forger, kind in zip(forgers, ["sale_completed", "sale_refunded"], strict=True):
        database = Database.in_memory(has_schema=False)
        with database.write() as connection:
            raw = connection.connection.dbapi_connection
            raw.rollback()
            forger.connection.backup(raw)
            raw.execute("BEGIN")
            for number in range(5):
                entry = ledger.LedgerEntry(kind, {"number": number})
                ledger.append(connection, profile.vault, profile.clock, entry)
        with database.read() as connection:
            raw = connection.connection.dbapi_connection
            raw.backup(forger.connection)
        database.close()
    honest, other = forgers
    for row in other.connection.execute("SELECT * FROM ledger WHERE seq > 7").fetchall():
        honest.run("DELETE FROM ledger WHERE seq = ?", row[1])
        honest.run("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
    verdict = _verdict_on(profile, honest, LedgerHead(1, 0, b""))
    assert [(problem.seq, problem.fault) for problem in verdict.problems] == [
        (8, LedgerFault.BROKEN)
    ]


def test_yesterday_s_file_put_back_shows_against_the_anchor(tmp_path: Path) -> None:
    profile = small_profile(tmp_path)
    profile.record(5)
    assert profile.database.path is not None
    profile.database.close()
    yesterday = profile.database.path.read_bytes()
    profile.database = Database.open(profile.database.path)
    profile.record(5)
    with profile.database.read() as connection:
        today = ledger.head_of(connection, profile.vault)
    profile.database.close()
    assert profile.database.path is not None
    profile.database.path.write_bytes(yesterday)
    again = Database.open(profile.database.path)
    with again.read() as connection:
        assert ledger.verify(connection, profile.vault).ok
        verdict = ledger.verify(connection, profile.vault, anchors=[today])
    again.close()
    assert verdict.problems[0].fault is LedgerFault.CUT
