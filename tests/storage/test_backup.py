from __future__ import annotations

import os
import random
import resource
import sys
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop.domain.errors import ProfileError, StorageError
from desktop.domain.secret import Secret
from desktop.security.phrase import new_phrase
from desktop.security.slots import SlotKind, make_keyring_slot
from desktop.security.vault import Vault
from desktop.storage import (
    backup_file,
    ledger,
    profile_facts,
    schema_number,
    vault_slots,
)
from desktop.storage.backup import (
    BackupReceipt,
    RestoredProfile,
    read_backup_header,
    remove_leftovers,
    restore_backup,
    write_backup,
)
from desktop.storage.backup_file import BackupHeader
from desktop.storage.database import Database
from desktop.storage.integrity import check_profile
from tests.security.memory_keyring import MemoryKeyring
from tests.storage.profiles import (
    PASSPHRASE,
    SeededRandomness,
    SetClock,
    SmallProfile,
    small_profile,
)


def _back_up(profile: SmallProfile, target: Path) -> BackupReceipt:
    return write_backup(
        profile.database,
        profile.vault,
        target,
        clock=profile.clock,
        randomness=profile.randomness,
        app_version="0.1.0",
    )


def _restore(path: Path, folder: Path, phrase: str, **more: object) -> RestoredProfile:
    return restore_backup(
        path,
        folder,
        clock=SetClock(),
        randomness=SeededRandomness(99),
        phrase=phrase,
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def profile(tmp_path: Path) -> SmallProfile:
    profile = small_profile(tmp_path / "shop")
    profile.record(40)
    sealed = profile.vault.seal("secret", "x", "y", 1, b"CARD-1")
    with profile.database.write() as connection:
        profile_facts.set_fact(connection, "kept", sealed.hex())
        for number in range(2500):
            profile_facts.set_fact(connection, f"filler {number}", os.urandom(500).hex())
    return profile


@pytest.fixture
def made(profile: SmallProfile, tmp_path: Path) -> Path:
    path = tmp_path / "shop.katai-backup"
    _back_up(profile, path)
    return path


def _entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_phrase_alone_brings_the_shop_back(tmp_path: Path, language: str) -> None:
    profile = small_profile(tmp_path / "shop", language)
    profile.record(10)
    path = tmp_path / "a.katai-backup"
    receipt = _back_up(profile, path)
    typed = profile.phrase.replace(" ", "") if language == "zh" else profile.phrase.upper()
    restored = _restore(path, tmp_path / "new", typed)
    database = Database.open(tmp_path / "new" / "katai.db")
    with database.read() as connection:
        verdict = ledger.verify(connection, restored.vault, anchors=receipt.heads)
        rows = connection.exec_driver_sql("SELECT kind, till FROM ledger ORDER BY till, seq").all()
    database.close()
    assert verdict.ok
    assert [row[0] for row in rows] == ["sale_completed"] * 10 + ["profile_restored"]
    assert rows[-1][1] == 2
    assert restored.vault.data_key.reveal() == profile.vault.data_key.reveal()


def test_the_passphrase_brings_it_back_too(made: Path, tmp_path: Path) -> None:
    restored = restore_backup(
        made,
        tmp_path / "new",
        clock=SetClock(),
        randomness=SeededRandomness(),
        passphrase=PASSPHRASE,
    )
    database = Database.open(tmp_path / "new" / "katai.db")
    assert check_profile(database, restored.vault).ok
    with database.read() as connection:
        kept = bytes.fromhex(profile_facts.get_fact(connection, "kept"))
    assert restored.vault.open("secret", "x", "y", 1, kept) == b"CARD-1"
    database.close()
    assert _entries(tmp_path / "new") == {"katai.db"}


def test_a_restored_shop_goes_on_under_a_new_till_and_a_new_id(
    profile: SmallProfile, made: Path, tmp_path: Path
) -> None:
    with profile.database.write() as connection:
        slot = make_keyring_slot(profile.vault, MemoryKeyring(), "p1", profile.randomness)
        vault_slots.save_slot(connection, slot, profile.clock.now())
    _back_up(profile, made)
    restored = _restore(made, tmp_path / "new", profile.phrase)
    again = Database.open(tmp_path / "new" / "katai.db")
    with again.read() as connection:
        assert profile_facts.get_till(connection) == restored.till == 2
        new_id = profile_facts.get_fact(connection, profile_facts.PROFILE_ID)
        assert new_id == restored.profile_id != "p1"
        assert profile_facts.find_fact(connection, profile_facts.RESTORED_FROM)
        kinds = {slot.kind for slot in vault_slots.list_slots(connection)}
        assert ledger.list_heads(connection, restored.vault) == restored.heads
    assert kinds == {SlotKind.PHRASE, SlotKind.PASSPHRASE}
    restored_profile = SmallProfile(again, restored.vault, profile.phrase)
    _back_up_again = tmp_path / "second.katai-backup"
    _back_up(restored_profile, _back_up_again)
    assert _restore(_back_up_again, tmp_path / "third", profile.phrase).till == 3
    again.close()


def test_what_happened_since_is_marked_in_the_same_transaction(
    profile: SmallProfile, made: Path, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []

    def mark(connection: Connection, vault: Vault, header: BackupHeader) -> None:
        profile_facts.set_fact(connection, "marked", "yes")
        seen.append((header.till, ledger.head_of(connection, vault).seq))

    _restore(made, tmp_path / "new", profile.phrase, after_restore=mark)
    assert seen == [(1, 40)]
    database = Database.open(tmp_path / "new" / "katai.db")
    with database.read() as connection:
        assert profile_facts.find_fact(connection, "marked") == "yes"
    database.close()

    def fail(connection: Connection, vault: Vault, header: BackupHeader) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _restore(made, tmp_path / "other", profile.phrase, after_restore=fail)
    assert _entries(tmp_path / "other") == set()


def test_sales_go_on_while_a_backup_is_made(profile: SmallProfile, tmp_path: Path) -> None:
    receipt = _back_up(profile, tmp_path / "a")
    profile.record(3)
    later = _back_up(profile, tmp_path / "b")
    assert later.heads[0].seq == receipt.heads[0].seq + 3
    assert _entries(tmp_path / "shop") == {"katai.db", "katai.db-wal", "katai.db-shm"}


def test_nothing_in_the_file_can_be_read_without_a_key(
    profile: SmallProfile, tmp_path: Path
) -> None:
    canary = "CANARY-7F3A"
    with profile.database.write() as connection:
        profile_facts.set_fact(connection, "name", canary)
    _back_up(profile, tmp_path / "a")
    content = (tmp_path / "a").read_bytes()
    assert canary.encode() not in content
    assert b"SQLite format" not in content
    assert profile.phrase.encode() not in content
    assert profile.vault.data_key.reveal() not in content


def test_the_header_says_what_it_is(profile: SmallProfile, made: Path) -> None:
    header = read_backup_header(made)
    assert header.app_version == "0.1.0"
    assert header.schema_number == schema_number.SCHEMA_NUMBER
    assert header.made_at == profile.clock.now()
    assert header.heads[0].seq == 40
    assert {slot.kind for slot in header.slots} == {SlotKind.PHRASE, SlotKind.PASSPHRASE}


def test_a_wrong_phrase_changes_nothing_and_says_so(made: Path, tmp_path: Path) -> None:
    other = " ".join(new_phrase(SeededRandomness(5), "zh"))
    for wrong in (other, "", "abc"):
        with pytest.raises(ProfileError) as caught:
            _restore(made, tmp_path / "new", wrong)
        assert caught.value.code == "phrase_wrong"
    with pytest.raises(ProfileError) as caught:
        restore_backup(
            made, tmp_path / "new", clock=SetClock(), randomness=SeededRandomness(),
            passphrase=Secret("not the passphrase"),
        )  # fmt: skip
    assert caught.value.code == "passphrase_wrong"
    with pytest.raises(ProfileError) as caught:
        restore_backup(made, tmp_path / "new", clock=SetClock(), randomness=SeededRandomness())
    assert caught.value.code == "backup_closed"
    assert not (tmp_path / "new").exists()


def _piece_starts(content: bytes) -> list[int]:
    at = len(b"KATAI-BACKUP\n")
    at += 4 + int.from_bytes(content[at : at + 4], "big") + 32
    starts = []
    while at < len(content):
        starts.append(at)
        at += 4 + int.from_bytes(content[at : at + 4], "big")
    return starts


def test_every_damage_and_every_cut_is_found_before_anything_is_touched(
    profile: SmallProfile, made: Path, tmp_path: Path, sized: Callable[[int, int], int]
) -> None:
    content = made.read_bytes()
    starts = _piece_starts(content)
    assert len(starts) >= 3
    chance = random.Random(3)
    damaged = {f"bit in piece {start}": _flipped(content, start + 4 + 77) for start in starts}
    damaged |= {f"length of {start}": _flipped(content, start + 3) for start in starts}
    damaged |= {f"cut at {start}": content[:start] for start in starts}
    damaged |= {
        f"cut at MiB {mib}": content[: mib << 20] for mib in range(len(content) // 2**20 + 1)
    }
    damaged |= {
        f"bit at {at}": _flipped(content, at)
        for at in (chance.randrange(len(content)) for _ in range(sized(40, 2000)))
    }
    first, second, third = (content[a:b] for a, b in zip(starts[:3], [*starts[1:3], starts[3] if
                            len(starts) > 3 else len(content)], strict=True))  # fmt: skip
    head = content[: starts[0]]
    rest = content[len(head) + len(first) + len(second) + len(third) :]
    damaged["swapped"] = head + second + first + third + rest
    damaged["left out"] = head + first + third + rest
    damaged["twice"] = head + first + first + second + third + rest
    damaged["longer"] = content + b"\0"
    damaged["with a further piece"] = content + first
    damaged["empty"] = b""
    assert damaged["swapped"] != content
    for name, wrong in damaged.items():
        made.write_bytes(wrong)
        with pytest.raises(ProfileError) as caught:
            _restore(made, tmp_path / "new", profile.phrase)
        expected = {"backup_damaged", "backup_foreign"}
        assert caught.value.code in expected, f"{name}: {caught.value.code}"
        assert _entries(tmp_path / "new") == set(), name
    made.write_bytes(content)
    _restore(made, tmp_path / "new", profile.phrase)


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]


def test_every_damaged_byte_of_the_header_is_damage_and_no_wrong_phrase(
    profile: SmallProfile, made: Path, tmp_path: Path
) -> None:
    content = made.read_bytes()
    for at in range(0, _piece_starts(content)[0], 5):
        made.write_bytes(_flipped(content, at))
        with pytest.raises(ProfileError) as caught:
            _restore(made, tmp_path / "new", profile.phrase)
        assert caught.value.code in {"backup_damaged", "backup_foreign"}, at


def _header(profile: SmallProfile) -> BackupHeader:
    return BackupHeader("0", 1, profile.clock.now(), "p1", 1, (), (), bytes(16))


@pytest.mark.parametrize("extra", [-1, 0, 1])
@pytest.mark.parametrize("pieces", [1, 2])
def test_a_size_at_the_edge_of_a_piece_comes_back_and_its_cut_is_found(
    extra: int, pieces: int
) -> None:
    profile = small_profile()
    plain = bytes(pieces * backup_file.PIECE_BYTES + extra)
    sealed = BytesIO()
    header = _header(profile)
    backup_file.write_sealed(sealed, header, profile.vault, BytesIO(plain), len(plain))
    content = sealed.getvalue()
    read = backup_file.read_sealed(BytesIO(content), header, profile.vault)
    assert b"".join(read) == plain
    starts = _piece_starts(content)
    assert len(starts) == -(-len(plain) // backup_file.PIECE_BYTES)
    for start in starts:
        with pytest.raises(ProfileError):
            list(backup_file.read_sealed(BytesIO(content[:start]), header, profile.vault))


def test_equal_pieces_do_not_look_alike() -> None:
    profile = small_profile()
    plain = bytes(2 * backup_file.PIECE_BYTES)
    sealed = BytesIO()
    backup_file.write_sealed(sealed, _header(profile), profile.vault, BytesIO(plain), len(plain))
    content = sealed.getvalue()
    first, second = _piece_starts(content)
    assert content[first + 4 : first + 1000] != content[second + 4 : second + 1000]


def test_a_snapshot_that_changes_under_way_is_an_error() -> None:
    profile = small_profile()
    for size in (9, 11):
        with pytest.raises(OSError, match="changed"):
            backup_file.write_sealed(
                BytesIO(), _header(profile), profile.vault, BytesIO(bytes(10)), size
            )


def test_pieces_of_another_backup_do_not_fit(profile: SmallProfile, tmp_path: Path) -> None:
    _back_up(profile, tmp_path / "a")
    _back_up(profile, tmp_path / "b")
    first, second = (tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()
    at = _piece_starts(first)[1]
    (tmp_path / "mixed").write_bytes(first[:at] + second[_piece_starts(second)[1] :])
    with pytest.raises(ProfileError) as caught:
        _restore(tmp_path / "mixed", tmp_path / "new", profile.phrase)
    assert caught.value.code == "backup_damaged"


def test_other_files_and_newer_backups_are_refused_by_name(
    profile: SmallProfile, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photo").write_bytes(b"\xff\xd8\xff" * 1000)
    with pytest.raises(ProfileError) as caught:
        _restore(tmp_path / "photo", tmp_path / "new", profile.phrase)
    assert caught.value.code == "backup_foreign"
    with pytest.raises(StorageError) as missing:
        _restore(tmp_path / "none", tmp_path / "new", profile.phrase)
    assert missing.value.code == "backup_unreadable"
    monkeypatch.setattr(backup_file, "FORMAT_NUMBER", 2)
    _back_up(profile, tmp_path / "newer")
    monkeypatch.undo()
    monkeypatch.setattr(schema_number, "SCHEMA_NUMBER", 0)
    for path in (tmp_path / "newer", made):
        with pytest.raises(ProfileError) as caught:
            _restore(path, tmp_path / "new", profile.phrase)
        assert caught.value.code == "backup_newer"
    assert not (tmp_path / "new").exists()


def test_a_shop_in_the_folder_is_not_overwritten_unless_asked(
    profile: SmallProfile, made: Path, tmp_path: Path
) -> None:
    other = small_profile(tmp_path / "other")
    other.record(2)
    other.database.close()
    before = (tmp_path / "other" / "katai.db").read_bytes()
    with pytest.raises(ProfileError) as caught:
        _restore(made, tmp_path / "other", profile.phrase)
    assert caught.value.code == "profile_exists"
    assert (tmp_path / "other" / "katai.db").read_bytes() == before
    restored = _restore(made, tmp_path / "other", profile.phrase, is_replacing=True)
    assert restored.former is not None
    kept = Database.open_snapshot(restored.former)
    with kept.read() as connection:
        assert ledger.head_of(connection, other.vault).seq == 2
    kept.close()
    database = Database.open(tmp_path / "other" / "katai.db")
    assert check_profile(database, restored.vault).entries == 41
    database.close()


def test_the_wal_of_a_former_shop_never_meets_the_restored_one(
    profile: SmallProfile, made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    other = small_profile(folder)
    other.record(30)
    killed = {path.name: path.read_bytes() for path in folder.iterdir()}
    other.database.close()
    for name, content in killed.items():
        (folder / name).write_bytes(content)
    restored = _restore(made, folder, profile.phrase, is_replacing=True)
    assert restored.former is not None
    kept = Database.open(restored.former)
    with kept.read() as connection:
        assert ledger.head_of(connection, other.vault).seq == 30
    kept.close()
    database = Database.open(folder / "katai.db")
    assert check_profile(database, restored.vault).ok
    database.close()
    (folder / "katai.db").unlink()
    (folder / "katai.db-wal").write_bytes(killed["katai.db-wal"])
    again = _restore(made, folder, profile.phrase)
    database = Database.open(folder / "katai.db")
    assert check_profile(database, again.vault).entries == 41
    database.close()


def test_a_ledger_that_was_changed_is_not_backed_up_over_a_good_backup(
    profile: SmallProfile, made: Path
) -> None:
    good = made.read_bytes()
    with profile.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER ledger_never_updated")
        connection.exec_driver_sql("UPDATE ledger SET body = '{}' WHERE seq = 3")
    with pytest.raises(ProfileError) as caught:
        _back_up(profile, made)
    assert caught.value.code == "backup_refused"
    assert made.read_bytes() == good


def test_a_shop_that_no_other_machine_could_open_is_not_backed_up(
    profile: SmallProfile, tmp_path: Path
) -> None:
    with profile.database.write() as connection:
        vault_slots.drop_slot(connection, SlotKind.PHRASE)
        vault_slots.drop_slot(connection, SlotKind.PASSPHRASE)
    with pytest.raises(ProfileError) as caught:
        _back_up(profile, tmp_path / "a")
    assert caught.value.code == "backup_refused"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("limit", [0, 4096, 1_000_000, 2_000_000])
def test_a_full_disk_leaves_the_older_backup_and_no_rest(
    profile: SmallProfile, made: Path, tmp_path: Path, limit: int
) -> None:
    good = made.read_bytes()
    profile.database.checkpoint_when_idle()
    files = _entries(tmp_path), _entries(tmp_path / "shop")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(StorageError) as caught:
            _back_up(profile, made)
        with pytest.raises(StorageError) as refused:
            _restore(made, tmp_path / "new", profile.phrase)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code == "backup_failed"
    assert refused.value.code == "restore_failed"
    assert made.read_bytes() == good
    assert _entries(tmp_path / "new") == set()
    assert (_entries(tmp_path) - {"new"}, _entries(tmp_path / "shop")) == files
    _restore(made, tmp_path / "new", profile.phrase)


def test_what_a_kill_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / "snapshot-00.katai-part").write_text("x")
    (tmp_path / "restored-00.katai-part-wal").write_text("x")
    (tmp_path / "katai.db").write_text("x")
    assert remove_leftovers(tmp_path) == 2
    assert _entries(tmp_path) == {"katai.db"}


def test_a_copy_that_came_back_different_is_never_given_the_name(
    profile: SmallProfile, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = made.read_bytes()
    real = backup_file.write_sealed

    def write_and_rot(target: object, *arguments: object) -> None:
        real(target, *arguments)  # type: ignore[arg-type]
        target.seek(-5, 2)  # type: ignore[attr-defined]
        target.write(b"\0\0\0\0\0")  # type: ignore[attr-defined]

    monkeypatch.setattr(backup_file, "write_sealed", write_and_rot)
    with pytest.raises(ProfileError) as caught:
        _back_up(profile, made)
    assert caught.value.code == "backup_damaged"
    assert made.read_bytes() == good


def test_generated_shops_all_come_back(tmp_path: Path, sized: Callable[[int, int], int]) -> None:
    for number in range(sized(12, 200)):
        chance = random.Random(number)
        profile = small_profile(tmp_path / f"shop {number}", chance.choice(["zh", "en"]))
        profile.record(chance.randrange(30))
        profile.clock.pass_time(timedelta(days=chance.randrange(400)))
        with profile.database.write() as connection:
            for key in range(chance.randrange(800)):
                profile_facts.set_fact(connection, f"k{key}", chance.randbytes(900).hex())
        with profile.database.read() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM profile_fact").scalar_one()
        path = tmp_path / f"{number}.katai-backup"
        _back_up(profile, path)
        profile.database.close()
        restored = _restore(path, tmp_path / f"new {number}", profile.phrase)
        database = Database.open(tmp_path / f"new {number}" / "katai.db")
        assert check_profile(database, restored.vault).ok
        with database.read() as connection:
            query = "SELECT count(*) FROM profile_fact"
            its_own = ["restored_from", "number_prefixes"]
            assert connection.exec_driver_sql(query).scalar_one() == count + len(its_own)
        database.close()
