from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop.domain.errors import ProfileError
from desktop.storage import ledger
from desktop.storage.anchor import Anchoring, AnchorStore, FileAnchors, KeyringAnchors
from desktop.storage.database import Database
from desktop.storage.integrity import check_at_start
from desktop.storage.ledger import LedgerHead
from tests.security.memory_keyring import LockedKeyring, MemoryKeyring
from tests.storage.profiles import SmallProfile, small_profile

HEADS = (LedgerHead(1, 7, b"\x01" * 32), LedgerHead(2, 1, b"\x02" * 32))


@pytest.fixture
def profile() -> SmallProfile:
    return small_profile()


@pytest.fixture(params=["keyring", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path, profile: SmallProfile) -> AnchorStore:
    if request.param == "file":
        return FileAnchors(tmp_path, profile.vault)
    return KeyringAnchors(MemoryKeyring(), "p1")


def test_heads_come_back_as_they_were_kept(store: AnchorStore) -> None:
    assert store.load() == ()
    store.save(HEADS)
    assert store.load() == HEADS
    store.save(HEADS[:1])
    assert store.load() == HEADS[:1]


def test_many_tills_still_fit_into_the_keyring_of_windows() -> None:
    keyring = MemoryKeyring()
    heads = [LedgerHead(till, 10**9, b"\xff" * 32) for till in range(1, 30)]
    KeyringAnchors(keyring, "p1").save(heads)
    assert max(len(text) for text in keyring.kept.values()) < 1200
    assert KeyringAnchors(keyring, "p1").load()[-1] == heads[-1]


def test_the_anchor_follows_the_ledger_and_is_written_only_when_it_moved(
    profile: SmallProfile,
) -> None:
    keyring = MemoryKeyring()
    store = KeyringAnchors(keyring, "p1")
    anchoring = Anchoring(profile.database, profile.vault, store)
    profile.record(3)
    assert anchoring.keep_up()
    assert store.load()[0].seq == 3
    keyring.kept.clear()
    assert anchoring.keep_up()
    assert keyring.kept == {}
    profile.record(1)
    assert anchoring.keep_up()
    assert store.load()[0].seq == 4


def test_a_keyring_that_is_locked_costs_no_sale(profile: SmallProfile) -> None:
    profile.record(1)
    store = KeyringAnchors(LockedKeyring(), "p1")
    assert not Anchoring(profile.database, profile.vault, store).keep_up()
    assert check_at_start(profile.database, profile.vault, store).ok


def test_an_anchor_that_the_ledger_contradicts_stays_however_much_is_recorded_since(
    store: AnchorStore, tmp_path: Path
) -> None:
    profile = small_profile(tmp_path / "shop")
    profile.record(2)
    profile.database.checkpoint_when_idle()
    path = profile.database.path
    assert path is not None
    yesterday = path.read_bytes()
    profile.record(3)
    kept = Anchoring(profile.database, profile.vault, store)
    assert kept.keep_up()
    head = store.load()
    profile.database.close()
    path.write_bytes(yesterday)
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    profile.database = Database.open(path)
    try:
        for _ in range(2):
            assert not Anchoring(profile.database, profile.vault, store).keep_up()
            assert store.load() == head
            assert not check_at_start(profile.database, profile.vault, store).ok
            profile.record(4)
    finally:
        profile.database.close()


def test_an_anchor_file_that_was_changed_is_not_written_over(
    tmp_path: Path, profile: SmallProfile
) -> None:
    store = FileAnchors(tmp_path, profile.vault)
    profile.record(1)
    (tmp_path / "anchor").write_text("[]", encoding="utf-8")
    assert not Anchoring(profile.database, profile.vault, store).keep_up()
    assert (tmp_path / "anchor").read_text(encoding="utf-8") == "[]"


@pytest.mark.parametrize(
    "content", ["", "[]", "[[1, 7, 'x']]\nabc", '[[1, 5, "00"]]\n', "\x00\xff", "[]\n" + "0" * 64]
)
def test_an_anchor_file_that_was_changed_is_reported(
    tmp_path: Path, profile: SmallProfile, content: str
) -> None:
    store = FileAnchors(tmp_path, profile.vault)
    store.save(HEADS)
    (tmp_path / "anchor").write_text(content, encoding="latin-1")
    with pytest.raises(ProfileError) as caught:
        store.load()
    assert caught.value.code == "anchor_damaged"
    report = check_at_start(profile.database, profile.vault, store)
    assert [problem.code for problem in report.problems] == ["anchor_damaged"]


def test_a_wal_cut_anywhere_is_noticed_whenever_a_sale_is_lost(tmp_path: Path) -> None:
    profile = small_profile(tmp_path / "shop")
    store = KeyringAnchors(MemoryKeyring(), "p1")
    profile.record(20)
    assert Anchoring(profile.database, profile.vault, store).keep_up()
    path = profile.database.path
    assert path is not None
    size = Path(f"{path}-wal").stat().st_size
    lost = 0
    for cut in range(0, size, size // 23):
        copy = tmp_path / f"cut-{cut}"
        copy.mkdir()
        shutil.copy(path, copy / "katai.db")
        wal = copy / "katai.db-wal"
        wal.write_bytes(Path(f"{path}-wal").read_bytes()[:cut])
        try:
            found, is_ok = _reopened(copy / "katai.db", profile, store)
        except (ProfileError, sqlite3.Error):
            found, is_ok = 0, False  # nothing was left to open: noticed too
        assert is_ok == (found == 20), f"cut at {cut}: {found} entries, ok={is_ok}"
        lost += found < 20
    assert lost > 10
    profile.database.close()


def _reopened(path: Path, profile: SmallProfile, store: AnchorStore) -> tuple[int, bool]:
    database = Database.open(path)
    try:
        with database.read() as connection:
            has_table = connection.exec_driver_sql(
                "SELECT 1 FROM sqlite_master WHERE name = 'ledger'"
            ).first()
            if has_table is None:
                return 0, False
            count = ledger.head_of(connection, profile.vault).seq
        return count, check_at_start(database, profile.vault, store).ok
    finally:
        database.close()
