from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop.domain.errors import ProfileError, StorageError
from desktop.domain.purchase import LEGAL_MOVES, PurchaseState, can_move
from desktop.storage import engine_sqlite
from desktop.storage.database import Database


@pytest.mark.parametrize(
    ("version", "is_faulty"),
    [
        ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 45, 0), True),
        ((3, 50, 6), True), ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False),
        ((3, 53, 0), False), ((4, 0, 0), False),
    ],
)  # fmt: skip
def test_versions_with_the_wal_reset_fault_are_known(
    version: tuple[int, ...], is_faulty: bool
) -> None:
    assert engine_sqlite.has_wal_reset_fault(version) == is_faulty


MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:40 / /mnt/shop rw - nfs4 server:/shop rw
41 22 0:41 / /mnt/with\\040space rw - cifs //server/share rw
42 40 254:2 / /mnt/shop/local rw - ext4 /dev/sdb1 rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/shop/katai.db", "ext4"), ("/mnt/shop/katai.db", "nfs4"),
        ("/mnt/shopping/katai.db", "ext4"), ("/mnt/with space/a/katai.db", "cifs"),
        ("/mnt/shop/local/katai.db", "ext4"),
    ],
)  # fmt: skip
def test_the_file_system_of_a_path_is_found_in_the_table_of_mounts(path: str, kind: str) -> None:
    assert engine_sqlite.file_system_of(Path(path), MOUNTS) == kind


def test_a_profile_on_a_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine_sqlite.is_on_network(Path("//server/share/katai.db")) or Path("//a").root == "/"
    monkeypatch.setattr(engine_sqlite, "file_system_of", lambda _path, _mounts: "cifs")
    with pytest.raises(ProfileError) as caught:
        Database.open(tmp_path / "katai.db")
    assert caught.value.code == "profile_on_network"
    assert list(tmp_path.iterdir()) == []


def test_this_machine_s_own_disk_is_no_share(tmp_path: Path) -> None:
    assert not engine_sqlite.is_on_network(tmp_path / "katai.db")


class _Fault(sqlite3.OperationalError):
    def __init__(self, name: str) -> None:
        super().__init__("x")
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "disk_full"), ("SQLITE_IOERR_WRITE", "disk_failing"),
        ("SQLITE_IOERR", "disk_failing"), ("SQLITE_READONLY_DBMOVED", "profile_read_only"),
        ("SQLITE_BUSY_SNAPSHOT", "profile_busy"), ("SQLITE_LOCKED", "profile_busy"),
        ("SQLITE_CORRUPT_INDEX", "profile_damaged"), ("SQLITE_NOTADB", "profile_damaged"),
        ("SQLITE_CANTOPEN", "profile_not_opened"),
    ],
)  # fmt: skip
def test_what_a_person_can_act_on_has_a_sentence(name: str, code: str) -> None:
    known = engine_sqlite.known_error_of(_Fault(name))
    assert isinstance(known, StorageError | ProfileError)
    assert known.code == code
    assert "没有" in str(known)


def test_a_flush_that_failed_while_committing_is_unknown_and_not_failed() -> None:
    fault = _Fault("SQLITE_IOERR_FSYNC")
    known = engine_sqlite.known_error_of(fault, is_commit=True)
    assert known is not None
    assert known.code == "commit_unknown"
    assert "没有记下" not in str(known)
    before = engine_sqlite.known_error_of(fault)
    assert before is not None
    assert before.code == "disk_failing"


def test_a_fault_of_ours_is_not_dressed_up() -> None:
    for error in (_Fault("SQLITE_CONSTRAINT_UNIQUE"), _Fault("SQLITE_ERROR"), ValueError("x")):
        assert engine_sqlite.known_error_of(error) is None


def _purchase_in(connection: sqlite3.Connection, state: PurchaseState) -> None:
    connection.execute("DELETE FROM purchase")
    connection.execute("INSERT INTO purchase (id, state) VALUES (1, ?)", (state,))


def test_the_trigger_and_the_domain_agree_on_every_move_of_a_purchase() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE purchase (id INTEGER PRIMARY KEY, state TEXT)")
    connection.execute(
        next(ddl for ddl in engine_sqlite.TRIGGERS if "purchase_moves_legally" in ddl)
    )
    for before in PurchaseState:
        for after in PurchaseState:
            _purchase_in(connection, before)
            try:
                connection.execute("UPDATE purchase SET state = ?", (after,))
                is_allowed = True
            except sqlite3.IntegrityError:
                is_allowed = False
            assert is_allowed == (before is after or can_move(before, after)), (before, after)
    connection.close()
    assert LEGAL_MOVES
