"""Slots: independent wrapped copies of the data key, each opened in its own way.

``keyring`` opens by itself on this machine; ``phrase`` on any machine; ``passphrase`` where there
is no keyring. A slot is a value; ``storage`` keeps it.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, ProfileError
from desktop.security.argon import HashingCost
from desktop.security.data_key import KEY_BYTES, DataKey
from desktop.security.phrase import entropy_of, wrong_phrase_error
from desktop.security.vault import Vault

if TYPE_CHECKING:
    from desktop.domain.randomness import Randomness
    from desktop.domain.secret import Secret
    from desktop.security.keyring_port import KeyringPort

SHORTEST_PASSPHRASE: Final = 8
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12


class SlotKind(StrEnum):
    """The ways in."""

    KEYRING = "keyring"
    PHRASE = "phrase"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a way in


@dataclass(frozen=True, slots=True)
class VaultSlot:
    """One wrapped copy of the data key; useless without what opens it.

    Attributes:
        kind: how it is opened.
        key_id: which data key is inside.
        parameters: the hashing cost of a passphrase as JSON; empty for the other kinds.
        salt: for the derivation of the wrapping key.
        wrapped_key: nonce, ciphertext and tag.
    """

    kind: SlotKind
    key_id: str
    parameters: str
    salt: bytes
    wrapped_key: bytes = field(repr=False)


def keyring_account(profile_id: str) -> str:
    """Return the name under which a profile's device key is kept."""
    return f"vault-key:{profile_id}"


def make_keyring_slot(
    vault: Vault, keyring: KeyringPort, profile_id: str, randomness: Randomness
) -> VaultSlot:
    """Put a new device key into the keyring (44 characters) and wrap the data key with it.

    Raises:
        KeyringUnavailableError: the keyring refused; no slot was made.
    """
    device_key = randomness.bytes(KEY_BYTES)
    keyring.set(keyring_account(profile_id), base64.urlsafe_b64encode(device_key).decode())
    return _wrapped(vault, SlotKind.KEYRING, "", device_key, randomness)


def make_phrase_slot(vault: Vault, phrase: str, randomness: Randomness) -> VaultSlot:
    """Wrap the data key with a recovery phrase; its 128 random bits need no slow hashing.

    Raises:
        ProfileError: code ``phrase_wrong``: these are not twelve words with a right check.
    """
    return _wrapped(vault, SlotKind.PHRASE, "", entropy_of(phrase), randomness)


def make_passphrase_slot(
    vault: Vault, passphrase: Secret, randomness: Randomness, cost: HashingCost | None = None
) -> VaultSlot:
    """Wrap the data key with the owner's passphrase.

    Raises:
        BusinessRuleError: code ``passphrase_short``: fewer than eight characters.
    """
    chosen = cost or HashingCost()
    check_new_passphrase(passphrase)
    return _wrapped(vault, SlotKind.PASSPHRASE, chosen.to_text(), _folded(passphrase), randomness)


def check_new_passphrase(passphrase: Secret) -> None:
    """Refuse a passphrase of fewer than eight characters."""
    if len(passphrase.reveal().strip()) < SHORTEST_PASSPHRASE:
        raise BusinessRuleError(
            "passphrase_short",
            QT_TRANSLATE_NOOP("errors", "口令至少 {count} 个字符"),
            count=SHORTEST_PASSPHRASE,
        )


def open_with_keyring(
    slot: VaultSlot, keyring: KeyringPort, profile_id: str, randomness: Randomness
) -> Vault | None:
    """Open with the device key; None when the keyring does not hold it.

    Raises:
        KeyringUnavailableError: the keyring did not answer.
    """
    kept = keyring.get(keyring_account(profile_id))
    if not kept:
        return None
    try:
        device_key = base64.urlsafe_b64decode(kept.encode())
    except (binascii.Error, ValueError):
        return None
    return _opened(slot, device_key, randomness)


def open_with_phrase(slot: VaultSlot, phrase: str, randomness: Randomness) -> Vault:
    """Open with the recovery phrase as typed.

    Raises:
        ProfileError: code ``phrase_wrong``.
    """
    vault = _opened(slot, entropy_of(phrase), randomness)
    if vault is None:
        raise wrong_phrase_error()
    return vault


def open_with_passphrase(slot: VaultSlot, passphrase: Secret, randomness: Randomness) -> Vault:
    """Open with the owner's passphrase; takes as long as its stored cost says.

    Raises:
        ProfileError: code ``passphrase_wrong``.
    """
    vault = _opened(slot, _folded(passphrase), randomness)
    if vault is None:
        raise ProfileError(
            "passphrase_wrong",
            QT_TRANSLATE_NOOP("errors", "口令不对，店铺没有打开，没有改动任何东西"),
        )
    return vault


def _folded(passphrase: Secret) -> bytes:
    """Return the bytes of a passphrase, the same for every way of typing the same text."""
    return unicodedata.normalize("NFKC", passphrase.reveal().strip()).encode()


def _wrapped(
    vault: Vault, kind: SlotKind, parameters: str, opener: bytes, randomness: Randomness
) -> VaultSlot:
    salt, nonce = randomness.bytes(_SALT_BYTES), randomness.bytes(_NONCE_BYTES)
    key = _wrapping_key(kind, parameters, salt, opener)
    place = _place(kind, vault.key_id, parameters, salt)
    wrapped = AESGCM(key).encrypt(nonce, vault.data_key.reveal(), place)
    return VaultSlot(kind, vault.key_id, parameters, salt, nonce + wrapped)


def _opened(slot: VaultSlot, opener: bytes, randomness: Randomness) -> Vault | None:
    nonce, wrapped = slot.wrapped_key[:_NONCE_BYTES], slot.wrapped_key[_NONCE_BYTES:]
    place = _place(slot.kind, slot.key_id, slot.parameters, slot.salt)
    try:
        key = _wrapping_key(slot.kind, slot.parameters, slot.salt, opener)
        data_key = AESGCM(key).decrypt(nonce, wrapped, place)
        return Vault(DataKey(data_key, slot.key_id), randomness)
    except (InvalidTag, ValueError):
        return None


def _wrapping_key(kind: SlotKind, parameters: str, salt: bytes, opener: bytes) -> bytes:
    if kind is SlotKind.PASSPHRASE:
        return HashingCost.from_text(parameters).hashed(opener, salt)
    return HKDF(SHA256(), KEY_BYTES, salt, f"katai slot {kind}".encode()).derive(opener)


def _place(kind: SlotKind, key_id: str, parameters: str, salt: bytes) -> bytes:
    return f"katai slot\x1f{kind}\x1f{key_id}\x1f{parameters}\x1f".encode() + salt
