"""The form of a backup file: an open header, then sealed pieces that cannot be cut or reordered.

``magic | length | header (JSON) | its SHA-256 | piece | piece …``, each ``length | ciphertext``.
Each piece is AES-GCM under a key of this file alone; its number and whether it is the last are
signed with it, and so is the header.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from struct import Struct
from struct import error as struct_error
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.security.slots import SlotKind, VaultSlot
from desktop.storage.ledger import LedgerHead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.security.vault import Vault

FORMAT_NUMBER: Final = 1
PIECE_BYTES: Final = 1024 * 1024
_MAGIC: Final = b"KATAI-BACKUP\n"
_LENGTH: Final = Struct(">I")
_NUMBER: Final = Struct(">Q?")
_TAG_BYTES: Final = 16
_MOST_HEADER_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class BackupHeader:
    """What can be read of a backup without opening it.

    Attributes:
        app_version: of the program that made it.
        schema_number: of the database inside.
        made_at: when.
        profile_id: of the profile it comes from.
        till: the number of the till that made it.
        heads: of every chain of the ledger at that moment.
        slots: the ways in that need no machine: phrase and passphrase.
        salt: of this file's key.
    """

    app_version: str
    schema_number: int
    made_at: datetime
    profile_id: str
    till: int
    heads: tuple[LedgerHead, ...]
    slots: tuple[VaultSlot, ...]
    salt: bytes

    def to_bytes(self) -> bytes:
        """Return the stored form."""
        held = {
            "format": FORMAT_NUMBER,
            "app": self.app_version,
            "schema": self.schema_number,
            "made_at": self.made_at.isoformat(),
            "profile_id": self.profile_id,
            "till": self.till,
            "heads": [[head.till, head.seq, head.mac.hex()] for head in self.heads],
            "slots": [_slot_to_held(slot) for slot in self.slots],
            "salt": self.salt.hex(),
        }
        return json.dumps(held, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> BackupHeader:
        """Read the stored form.

        Raises:
            ProfileError: code ``backup_newer`` or ``backup_damaged``.
        """
        try:
            held = json.loads(text)
            if held["format"] > FORMAT_NUMBER:
                raise newer_backup_error()
            return cls(
                app_version=held["app"],
                schema_number=int(held["schema"]),
                made_at=datetime.fromisoformat(held["made_at"]),
                profile_id=held["profile_id"],
                till=int(held["till"]),
                heads=tuple(
                    LedgerHead(till, seq, bytes.fromhex(mac)) for till, seq, mac in held["heads"]
                ),
                slots=tuple(_slot_from_held(slot) for slot in held["slots"]),
                salt=bytes.fromhex(held["salt"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise damaged_backup_error() from error


def write_sealed(
    target: BinaryIO, header: BackupHeader, vault: Vault, plain: BinaryIO, size: int
) -> None:
    """Write a whole backup.

    Args:
        target: where to.
        header: as it will be read.
        vault: open; makes the key of this file.
        plain: what is to be sealed.
        size: its length in bytes; what is longer or shorter than that is an error.

    Raises:
        OSError: no room, or the disk fails.
    """
    stored = header.to_bytes()
    target.write(_MAGIC + _LENGTH.pack(len(stored)) + stored + sha256(stored).digest())
    cipher, count = AESGCM(vault.backup_key(header.salt)), -(-size // PIECE_BYTES)
    for number in range(count):
        piece = plain.read(PIECE_BYTES)
        sealed = cipher.encrypt(
            _nonce(number), piece, _place(stored, number, is_last=number == count - 1)
        )
        target.write(_LENGTH.pack(len(sealed)) + sealed)
    if plain.read(1) or plain.tell() != size:
        raise OSError("the snapshot changed while it was read")


def read_header(source: BinaryIO) -> BackupHeader:
    """Read the header; what follows is left where it is.

    Raises:
        ProfileError: code ``backup_foreign`` (no backup of ours), ``backup_newer``,
            ``backup_damaged``.
    """
    return BackupHeader.from_bytes(_read_stored_header(source))


def read_sealed(source: BinaryIO, header: BackupHeader, vault: Vault) -> Iterator[bytes]:
    """Give the pieces in the clear, from the beginning of the file.

    Raises:
        ProfileError: code ``backup_damaged``: changed, cut, lengthened, or pieces out of order.
    """
    stored = _read_stored_header(source)
    cipher = AESGCM(vault.backup_key(header.salt))
    is_last = False
    for number, sealed in enumerate(_pieces(source)):
        if is_last:
            raise damaged_backup_error()
        piece, is_last = _opened(cipher, stored, number, sealed)
        yield piece
    if not is_last:
        raise damaged_backup_error()


def damaged_backup_error() -> ProfileError:
    """Return the error for a backup that is not as it was written."""
    return ProfileError(
        "backup_damaged",
        QT_TRANSLATE_NOOP("errors", "这份备份坏了或不完整，没有改动任何东西。请换一份备份"),
    )


def newer_backup_error() -> ProfileError:
    """Return the error for a backup of a newer program."""
    return ProfileError(
        "backup_newer",
        QT_TRANSLATE_NOOP(
            "errors", "这份备份是更新版本的卡台做的，没有改动任何东西。请先升级再恢复"
        ),
    )


def _read_stored_header(source: BinaryIO) -> bytes:
    if source.read(len(_MAGIC)) != _MAGIC:
        raise ProfileError("backup_foreign", QT_TRANSLATE_NOOP("errors", "这个文件不是卡台的备份"))
    try:
        (length,) = _LENGTH.unpack(source.read(_LENGTH.size))
    except struct_error:
        raise damaged_backup_error() from None
    stored = source.read(length) if length <= _MOST_HEADER_BYTES else b""
    if source.read(32) != sha256(stored).digest():
        raise damaged_backup_error()
    return stored


def _pieces(source: BinaryIO) -> Iterable[bytes]:
    while prefix := source.read(_LENGTH.size):
        if len(prefix) < _LENGTH.size:
            raise damaged_backup_error()
        (length,) = _LENGTH.unpack(prefix)
        if not _TAG_BYTES < length <= PIECE_BYTES + _TAG_BYTES:
            raise damaged_backup_error()
        yield source.read(length)


def _opened(cipher: AESGCM, stored: bytes, number: int, sealed: bytes) -> tuple[bytes, bool]:
    """Open a piece that says by its signature whether it is the last."""
    is_short = len(sealed) < PIECE_BYTES + _TAG_BYTES
    for is_last in (True,) if is_short else (False, True):
        try:
            place = _place(stored, number, is_last=is_last)
            return cipher.decrypt(_nonce(number), sealed, place), is_last
        except InvalidTag:
            continue
    raise damaged_backup_error()


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _place(stored: bytes, number: int, *, is_last: bool) -> bytes:
    return sha256(stored).digest() + _NUMBER.pack(number, is_last)


def _slot_to_held(slot: VaultSlot) -> dict[str, str]:
    return {
        "kind": str(slot.kind),
        "key_id": slot.key_id,
        "parameters": slot.parameters,
        "salt": slot.salt.hex(),
        "wrapped_key": base64.b64encode(slot.wrapped_key).decode(),
    }


def _slot_from_held(held: dict[str, Any]) -> VaultSlot:
    return VaultSlot(
        SlotKind(held["kind"]),
        held["key_id"],
        held["parameters"],
        bytes.fromhex(held["salt"]),
        base64.b64decode(held["wrapped_key"], validate=True),
    )
