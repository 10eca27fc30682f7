"""Keeping the vault's slots, and opening the vault of a profile with what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.models.vault import vault_slot
from desktop.security.slots import (
    SlotKind,
    VaultSlot,
    open_with_keyring,
    open_with_passphrase,
)
from desktop.storage.profile_facts import PROFILE_ID, get_fact

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.randomness import Randomness
    from desktop.domain.secret import Secret
    from desktop.security.keyring_port import KeyringPort
    from desktop.security.vault import Vault


def list_slots(connection: Connection) -> tuple[VaultSlot, ...]:
    """Return the slots of the profile."""
    rows = connection.execute(select(vault_slot).order_by(vault_slot.c.kind))
    return tuple(
        VaultSlot(SlotKind(row.kind), row.key_id, row.parameters, row.salt, row.wrapped_key)
        for row in rows
    )


def find_slot(connection: Connection, kind: SlotKind) -> VaultSlot | None:
    """Return the slot of a kind, or None."""
    return next((slot for slot in list_slots(connection) if slot.kind is kind), None)


def save_slot(connection: Connection, slot: VaultSlot, created_at: datetime) -> None:
    """Keep a slot in place of the former one of its kind."""
    drop_slot(connection, slot.kind)
    connection.execute(
        vault_slot.insert().values(
            kind=str(slot.kind),
            key_id=slot.key_id,
            parameters=slot.parameters,
            salt=slot.salt,
            wrapped_key=slot.wrapped_key,
            created_at=created_at,
        )
    )


def drop_slot(connection: Connection, kind: SlotKind) -> None:
    """Forget the slot of a kind; what it opened with opens nothing afterwards."""
    connection.execute(delete(vault_slot).where(vault_slot.c.kind == str(kind)))


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
