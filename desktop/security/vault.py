"""The open vault: sealing columns, fingerprints, the ledger's signature.

Belongs here: what the data key is used for once it is open.
Does not belong here: how it is opened (``slots``), where sealed bytes are stored (``storage``).

A sealed column is ``version (1 byte) | nonce (12) | ciphertext and tag``. What binds it to its
place is the table, the column, the row's id and the key version: moved bytes do not open.
"""

from __future__ import annotations

import hmac
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.security.data_key import KEY_BYTES, DataKey

if TYPE_CHECKING:
    from desktop.domain.randomness import Randomness

KEY_VERSION: Final = 1
_NONCE_BYTES: Final = 12
_VERSION_BYTE: Final = bytes([KEY_VERSION])
_FINGERPRINT_BYTES: Final = 16
_OVERHEAD_BYTES: Final = 1 + _NONCE_BYTES + 16


class Purpose(StrEnum):
    """What a sub-key is for; a key is never used for two things."""

    SECRET = "secret"  # noqa: S105 - the name of a purpose
    """Card secrets and the stored answers of platforms."""
    ACCOUNT = "account"
    PII = "pii"
    INDEX = "index"
    AUDIT = "audit"
    BACKUP = "backup"
    PIN = "pin"


_SEALING: Final = (Purpose.SECRET, Purpose.ACCOUNT, Purpose.PII)


class Vault:
    """Uses the open data key.

    Safe to share between threads. ``repr`` shows nothing of the key.
    """

    def __init__(self, data_key: DataKey, randomness: Randomness) -> None:
        self._data_key = data_key
        self._randomness = randomness
        self._ciphers = {str(purpose): AESGCM(_derived(data_key, purpose)) for purpose in _SEALING}
        self._index_key = _derived(data_key, Purpose.INDEX)
        self._audit_key = _derived(data_key, Purpose.AUDIT)
        self._pin_key = _derived(data_key, Purpose.PIN)

    @property
    def data_key(self) -> DataKey:
        """The key itself, for making further slots."""
        return self._data_key

    @property
    def key_id(self) -> str:
        """Which data key this is; not a secret."""
        return self._data_key.key_id

    def seal(self, purpose: str, table: str, column: str, row_id: int, plaintext: bytes) -> bytes:
        """Encrypt what goes into one column of one row.

        Args:
            purpose: ``secret``, ``account`` or ``pii``.
            table: the table's name.
            column: the column's name.
            row_id: the row's id, known before the row is written.
            plaintext: what nobody may read; 29 bytes shorter than the result.
        """
        nonce = self._randomness.bytes(_NONCE_BYTES)
        place = f"{table}\x1f{column}\x1f{row_id}\x1f{KEY_VERSION}".encode()
        return _VERSION_BYTE + nonce + self._ciphers[purpose].encrypt(nonce, plaintext, place)

    def open(self, purpose: str, table: str, column: str, row_id: int, sealed: bytes) -> bytes:
        """Decrypt one column of one row.

        Raises:
            ProfileError: code ``sealed_unreadable``: damaged, moved from another row or column, or
                sealed with another key.
        """
        place = f"{table}\x1f{column}\x1f{row_id}\x1f{KEY_VERSION}".encode()
        if len(sealed) < _OVERHEAD_BYTES or sealed[:1] != _VERSION_BYTE:
            raise _unreadable(table, row_id)
        try:
            return self._ciphers[purpose].decrypt(sealed[1:13], sealed[13:], place)
        except InvalidTag:
            raise _unreadable(table, row_id) from None

    def fingerprint(self, kind: str, value: bytes) -> bytes:
        """Return 16 bytes by which equal values of one kind are known without storing them.

        Args:
            kind: at most 16 ASCII characters; equal values of two kinds do not look alike.
            value: what must not be stored in the clear.
        """
        return blake2b(
            value,
            key=self._index_key,
            person=kind.encode("ascii"),
            digest_size=_FINGERPRINT_BYTES,
        ).digest()

    def audit_mac(self, message: bytes) -> bytes:
        """Return the 32-byte signature under the key of the ledger."""
        return hmac.digest(self._audit_key, message, "sha256")

    def audit_key(self) -> bytes:
        """Return the ledger's key, for checking many entries in one loop."""
        return self._audit_key

    def peppered_pin(self, pin: str) -> bytes:
        """Return what a PIN's verifier is made from: useless without this vault."""
        return hmac.digest(self._pin_key, pin.encode(), "sha256")

    def backup_key(self, salt: bytes) -> bytes:
        """Return the key of one backup file."""
        return _derived(self._data_key, Purpose.BACKUP, salt)

    def close(self) -> None:
        """Wipe the data key; derived ciphers go with the object."""
        self._data_key.wipe()

    def __repr__(self) -> str:
        return f"Vault({self.key_id})"


def new_vault(randomness: Randomness) -> Vault:
    """Make a fresh data key and open a vault with it."""
    return Vault(DataKey(randomness.bytes(KEY_BYTES), randomness.bytes(8).hex()), randomness)


def _unreadable(table: str, row_id: int) -> ProfileError:
    return ProfileError(
        "sealed_unreadable",
        QT_TRANSLATE_NOOP(
            "errors", "一条加密内容打不开：它坏了，或被换过位置（{table} {row}）。没有拿它做任何事"
        ),
        table=table,
        row=row_id,
    )


def _derived(data_key: DataKey, purpose: Purpose, salt: bytes | None = None) -> bytes:
    info = f"katai/{KEY_VERSION}/{purpose}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt, info).derive(data_key.reveal())
