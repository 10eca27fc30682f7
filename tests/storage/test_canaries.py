"""Secrets planted through the vault are found nowhere in the profile, not even after deletion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.secret import Secret
from desktop.security.pins import make_pin_verifier
from desktop.security.slots import make_keyring_slot, make_passphrase_slot
from desktop.storage import vault_slots
from desktop.storage.anchor import Anchoring, FileAnchors
from desktop.storage.backup import write_backup
from desktop.storage.profile_lock import ProfileLock
from tests.security.memory_keyring import MemoryKeyring
from tests.storage.profiles import QUICK, SmallProfile, small_profile

COUNT = 300
Seal = Callable[[SmallProfile, int, bytes], bytes]


def _canary(number: int) -> bytes:
    return f"CANARY-{number:05d}-Zq7".encode()


def _sealed(profile: SmallProfile, number: int, text: bytes) -> bytes:
    return profile.vault.seal("secret", "card_secret", "secret_sealed", number, text)


def _in_the_clear(_profile: SmallProfile, _number: int, text: bytes) -> bytes:
    return text


def _store_and_delete(profile: SmallProfile, seal: Seal) -> None:
    with profile.database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("CREATE TABLE vessel (id INTEGER PRIMARY KEY, held BLOB) STRICT")
        for number in range(COUNT):
            text = seal(profile, number, _canary(number))
            connection.exec_driver_sql("INSERT INTO vessel VALUES (?, ?)", (number, text))
    with profile.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM vessel WHERE id % 2")


def _files(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def _found(folder: Path, texts: list[bytes]) -> int:
    contents = list(_files(folder))
    return sum(any(_is_in(text, content) for content in contents) for text in texts)


def _is_in(text: bytes, content: bytes) -> bool:
    wide = text.decode("utf-8", "replace").encode("utf-16-le")
    return text in content or text.hex().encode() in content or wide in content


def test_sealed_secrets_are_nowhere_and_the_scan_would_see_them(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    profile = small_profile(folder)
    canaries = [_canary(number) for number in range(COUNT)]
    with ProfileLock.acquire(folder):
        _store_and_delete(profile, _sealed)
        assert _found(folder, canaries) == 0
        profile.record(3)
        assert Anchoring(
            profile.database, profile.vault, FileAnchors(folder, profile.vault)
        ).keep_up()
        write_backup(
            profile.database, profile.vault, folder / "a.katai-backup",
            clock=profile.clock, randomness=profile.randomness, app_version="0",
        )  # fmt: skip
        assert _found(folder, canaries) == 0
        profile.database.checkpoint_when_idle()
        assert _found(folder, canaries) == 0
        profile.database.close()
    assert _found(folder, canaries) == 0


def test_the_scan_finds_what_was_stored_in_the_clear(tmp_path: Path) -> None:
    profile = small_profile(tmp_path)
    _store_and_delete(profile, _in_the_clear)
    canaries = [_canary(number) for number in range(COUNT)]
    assert _found(tmp_path, canaries) == COUNT
    profile.database.close()
    assert _found(tmp_path, canaries) == COUNT // 2, "deleted rows are overwritten in the file"


def test_no_key_phrase_passphrase_or_pin_is_in_the_profile(tmp_path: Path) -> None:
    profile = small_profile(tmp_path)
    passphrase, pin = Secret("PASS-CANARY-91"), Secret("402913")
    keyring = MemoryKeyring()
    with profile.database.write() as connection:
        for slot in (
            make_keyring_slot(profile.vault, keyring, "p1", profile.randomness),
            make_passphrase_slot(profile.vault, passphrase, profile.randomness, QUICK),
        ):
            vault_slots.save_slot(connection, slot, profile.clock.now())
        verifier = make_pin_verifier(profile.vault, pin, profile.randomness, QUICK)
        connection.exec_driver_sql(
            "INSERT INTO person (id, name, role, pin_verifier, position, created_at) "
            "VALUES (1, '程禾', 'owner', ?, 1, 0)",
            (verifier,),
        )
    (device_key,) = keyring.kept.values()
    secrets = [
        profile.vault.data_key.reveal(),
        profile.phrase.encode(),
        profile.phrase.replace(" ", "").encode(),
        passphrase.reveal().encode(),
        pin.reveal().encode(),
        device_key.encode(),
    ]
    assert _found(tmp_path, secrets) == 0
    profile.database.close()
    assert _found(tmp_path, secrets) == 0
    assert _found(tmp_path, ["程禾".encode()]) == 1


@pytest.mark.parametrize("kind", ["row", "column", "table"])
def test_a_cheap_card_s_ciphertext_in_a_dear_card_s_row_does_not_open(kind: str) -> None:
    profile = small_profile()
    cheap = profile.vault.seal("secret", "card_secret", "secret_sealed", 1, b"TEN YUAN")
    place = {
        "row": ("card_secret", "secret_sealed", 2),
        "column": ("card_secret", "number_sealed", 1),
        "table": ("purchase_answer", "secret_sealed", 1),
    }[kind]
    with pytest.raises(Exception, match="打不开"):
        profile.vault.open("secret", *place, cheap)
