"""The open vault: seals and opens columns, fingerprints values, signs ledger entries.

Every column value is sealed with AES-256-GCM under a key of its purpose; table, column, row id and key
version are authenticated with it, so a ciphertext moved to another row does not open (reliability: F11).
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError

if TYPE_CHECKING:
    from desktop.domain.randomness import Randomness

DATA_KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
FINGERPRINT_BYTES: Final = 16
SEALED_OVERHEAD_BYTES: Final = 1 + NONCE_BYTES + 16
_KEY_VERSION: Final = 1
_PURPOSES: Final = ("secret", "account", "pii", "index", "audit", "backup", "pin")


class Vault:
    """Holds the data key while the shop is open; its ``repr`` shows nothing.

    Attributes:
        data_key_id: names the data key in slots and backup headers; derived from it, so not secret.
    """

    __slots__ = ("_ciphers", "_keys", "_randomness", "data_key_id")

    def __init__(self, data_key: bytes, randomness: Randomness) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - not before the first paint

        self._randomness = randomness
        self._keys = {purpose: derived_key(data_key, purpose) for purpose in _PURPOSES}
        self._ciphers = {purpose: AESGCM(key) for purpose, key in self._keys.items()}
        self.data_key_id = derived_key(data_key, "key id")[:8].hex()

    def __repr__(self) -> str:
        return f"Vault({self.data_key_id})"

    def seal(self, purpose: str, table: str, column: str, row_id: int, plaintext: bytes) -> bytes:
        """Return the sealed form of a column value: version, nonce, ciphertext, tag."""
        nonce = self._randomness.bytes(NONCE_BYTES)
        place = _place(table, column, row_id)
        return bytes([_KEY_VERSION]) + nonce + self._ciphers[purpose].encrypt(nonce, plaintext, place)

    def open(self, purpose: str, table: str, column: str, row_id: int, sealed: bytes) -> bytes:
        """Return what was sealed at exactly this place.

        Raises:
            ProfileError: code ``seal_broken``: the value was changed or moved here from another row.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - not before the first paint

        nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._ciphers[purpose].decrypt(nonce, ciphertext, _place(table, column, row_id))
        except (InvalidTag, ValueError) as error:
            raise ProfileError(
                "seal_broken",
                QT_TRANSLATE_NOOP("errors", "{table} 里有一行加密数据被动过，打不开。请运行核对，或从备份恢复"),
                table=table,
            ) from error

    def fingerprint(self, kind: str, value: bytes) -> bytes:
        """Return 16 bytes that are equal for equal values and say nothing about them."""
        return hashlib.blake2b(
            value, digest_size=FINGERPRINT_BYTES, key=self._keys["index"], person=kind.encode()[:16]
        ).digest()

    def audit_mac(self, message: bytes) -> bytes:
        """Return the 32-byte signature of a ledger entry."""
        return hmac.digest(self._keys["audit"], message, "sha256")

    def purpose_key(self, purpose: str) -> bytes:
        """Return the key of a purpose, for streams (``backup``) and peppers (``pin``)."""
        return self._keys[purpose]


def derived_key(data_key: bytes, purpose: str) -> bytes:
    """Return HKDF-SHA256 of the data key for a purpose (RFC 5869, no salt, one block)."""
    pseudo_random_key = hmac.digest(b"\0" * 32, data_key, "sha256")
    return hmac.digest(pseudo_random_key, b"katai " + purpose.encode() + b"\x01", "sha256")


def _place(table: str, column: str, row_id: int) -> bytes:
    return f"{table}\0{column}\0{row_id}\0{_KEY_VERSION}".encode()
