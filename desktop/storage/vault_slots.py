"""Keeping the vault's slots, and opening the vault of a profile with what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.clock import to_milliseconds
from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.security.slots import (
    SlotKind,
    VaultSlot,
    open_with_keyring,
    open_with_passphrase,
)
from desktop.storage.driver import change_rows, list_rows
from desktop.storage.profile_facts import PROFILE_ID, get_fact

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.randomness import Randomness
    from desktop.domain.secret import Secret
    from desktop.security.keyring_port import KeyringPort
    from desktop.security.vault import Vault

_LIST_SQL: Final = (
    "SELECT kind, key_id, parameters, salt, wrapped_key FROM vault_slot ORDER BY kind"
)
_SAVE_SQL: Final = (
    "INSERT INTO vault_slot (kind, key_id, parameters, salt, wrapped_key, created_at)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_DROP_SQL: Final = "DELETE FROM vault_slot WHERE kind = ?"


def list_slots(connection: Connection) -> tuple[VaultSlot, ...]:
    """Return the slots of the profile."""
    return tuple(
        VaultSlot(SlotKind(kind), *columns) for kind, *columns in list_rows(connection, _LIST_SQL)
    )


def find_slot(connection: Connection, kind: SlotKind) -> VaultSlot | None:
    """Return the slot of a kind, or None."""
    return next((slot for slot in list_slots(connection) if slot.kind is kind), None)


def save_slot(connection: Connection, slot: VaultSlot, created_at: datetime) -> None:
    """Keep a slot in place of the former one of its kind."""
    drop_slot(connection, slot.kind)
    columns = (slot.key_id, slot.parameters, slot.salt, slot.wrapped_key)
    change_rows(connection, _SAVE_SQL, (str(slot.kind), *columns, to_milliseconds(created_at)))


def drop_slot(connection: Connection, kind: SlotKind) -> None:
    """Forget the slot of a kind; what it opened with opens nothing afterwards."""
    change_rows(connection, _DROP_SQL, (str(kind),))


def open_vault(
    connection: Connection,
    randomness: Randomness,
    *,
    keyring: KeyringPort | None = None,
    passphrase: Secret | None = None,
) -> Vault:
    """Open the vault: with the passphrase if one is given, else with the keyring.

    Raises:
        ProfileError: code ``passphrase_wrong``, or ``vault_closed`` when nothing that was given
            opens it.
        KeyringUnavailableError: there is only the keyring and it does not answer.
    """
    slots = {slot.kind: slot for slot in list_slots(connection)}
    if passphrase is not None and SlotKind.PASSPHRASE in slots:
        return open_with_passphrase(slots[SlotKind.PASSPHRASE], passphrase, randomness)
    if keyring is not None and SlotKind.KEYRING in slots:
        profile_id = get_fact(connection, PROFILE_ID)
        vault = open_with_keyring(slots[SlotKind.KEYRING], keyring, profile_id, randomness)
        if vault is not None:
            return vault
    raise ProfileError(
        "vault_closed",
        QT_TRANSLATE_NOOP(
            "errors",
            "店铺锁着：这台机器的钥匙串里没有钥匙。请用口令（--passphrase-file）或恢复短语打开",
        ),
    )
