"""Backups: one encrypted file, and a shop made from it on any machine by the recovery phrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import desktop
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.domain.identifiers import Identifiers
from desktop.domain.permissions import Action, Actor
from desktop.security import slots
from desktop.security.keyring_port import passes_probe
from desktop.services.profiles import anchor_store
from desktop.storage import restored_gap, vault_slots
from desktop.storage.backup import RestoredProfile, restore_backup, write_backup
from desktop.storage.database import DATABASE_FILE, Database, WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.storage.profile_lock import ProfileLock

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.domain.sale import Approval
    from desktop.domain.secret import Secret
    from desktop.security.keyring_port import KeyringPort
    from desktop.security.vault import Vault
    from desktop.services.profiles import OpenProfile, OutsideWorld
    from desktop.services.rights import Rights
    from desktop.storage.backup_file import BackupHeader


@dataclass(frozen=True, slots=True)
class BackupOutcome:
    """A backup that was written and read back."""

    path: Path
    size_bytes: int
    made_at: datetime
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class RestoreOutcome:
    """A shop made from a backup.

    Attributes:
        made_at: when the backup was made; what was sold or bought since is not in it.
        cards_to_check: cards that cannot be sold until the owner has checked them.
        purchases_unknown: purchases that may have been sent since.
        former: where the database that stood there was put; None if there was none.
    """

    folder: Path
    made_at: datetime
    cards_to_check: int
    purchases_unknown: int
    former: Path | None


class Backups:
    """Writing backups of the open shop, and clearing what a restore left to check."""

    def __init__(self, profile: OpenProfile, rights: Rights) -> None:
        self._profile = profile
        self._rights = rights

    def backup(self, actor: Actor, path: Path, approval: Approval | None = None) -> BackupOutcome:
        """Write one encrypted file; a file of that name stays until the new one is proved.

        Raises:
            BusinessRuleError: ``needs_owner``.
            ProfileError: ``backup_refused``: the data is damaged, or nothing could open the backup.
            StorageError: ``backup_failed``; nothing of it is left behind.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        ground = self._profile.ground
        self._profile.anchoring.keep_up()
        receipt = write_backup(
            ground.database,
            ground.vault,
            path,
            clock=ground.clock,
            randomness=ground.randomness,
            app_version=desktop.__version__,
        )
        with ground.database.write() as connection:
            body = {"person": actor.id, "bytes": receipt.size_bytes}
            ground.record(connection, LedgerEntry("backup_made", body))
        return BackupOutcome(receipt.path, receipt.size_bytes, receipt.made_at)

    def release_checked_cards(
        self, actor: Actor, product_id: int | None = None, approval: Approval | None = None
    ) -> Changes:
        """Let cards be sold again that the owner found unsold, of one product or of all.

        Raises:
            BusinessRuleError: ``needs_owner``.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        ground = self._profile.ground
        with ground.database.write(WritePriority.BULK) as connection:
            count = restored_gap.release_checked(connection, product_id)
            body = {"person": actor.id, "cards": count, "product": product_id}
            ground.record(connection, LedgerEntry("checked_cards_released", body))
        return Changes.of(Topic.STOCK, Topic.PRODUCTS)


def restore_shop(
    path: Path,
    folder: Path,
    world: OutsideWorld,
    *,
    phrase: str | None = None,
    passphrase: Secret | None = None,
    is_replacing: bool = False,
) -> RestoreOutcome:
    """Make a shop in a folder from a backup; everything is checked before anything is touched.

    Args:
        path: the backup file.
        folder: the profile folder.
        world: clock, chance and keyring of this machine.
        phrase: the recovery phrase as typed. Without it the passphrase opens the backup.
        passphrase: opens the restored shop where there is no keyring; without a phrase also the
            backup.
        is_replacing: whether a shop in the folder may be put aside.

    Raises:
        ProfileError: ``phrase_wrong``, ``passphrase_wrong``, ``backup_damaged``, ``backup_newer``,
            ``backup_foreign``, ``profile_exists``, ``profile_locked``, ``no_key_place``.
        StorageError: ``restore_failed``, ``backup_unreadable``: nothing was changed.
    """
    keyring = world.keyring
    if keyring is not None and not passes_probe(keyring, world.randomness):
        keyring = None
    if keyring is None and passphrase is None:
        raise ProfileError(
            "no_key_place",
            QT_TRANSLATE_NOOP(
                "errors",
                "这台机器没有能用的钥匙串，请给一个口令（--passphrase-file）。什么都没有恢复",
            ),
        )
    if passphrase is not None and phrase is not None:
        slots.check_new_passphrase(passphrase)
    identifiers = Identifiers(world.clock, world.randomness)
    marked = [(0, 0)]

    def mark(connection: Connection, vault: Vault, header: BackupHeader) -> None:
        del vault, header
        marked[0] = restored_gap.mark_gap(connection, world.clock, identifiers)

    with ProfileLock.acquire(folder):
        restored = restore_backup(
            path,
            folder,
            clock=world.clock,
            randomness=world.randomness,
            phrase=phrase,
            passphrase=passphrase if phrase is None else None,
            after_restore=mark,
            is_replacing=is_replacing,
        )
        try:
            _make_openable(folder, restored, world, keyring, passphrase)
        finally:
            restored.vault.close()
    return RestoreOutcome(folder, restored.made_at, *marked[0], restored.former)


def _make_openable(
    folder: Path,
    restored: RestoredProfile,
    world: OutsideWorld,
    keyring: KeyringPort | None,
    passphrase: Secret | None,
) -> None:
    """Give the restored shop ways in of this machine, and its first anchor."""
    vault, randomness = restored.vault, world.randomness
    made = []
    if keyring is not None:
        made.append(slots.make_keyring_slot(vault, keyring, restored.profile_id, randomness))
    if passphrase is not None:
        made.append(slots.make_passphrase_slot(vault, passphrase, randomness))
    database = Database.open(folder / DATABASE_FILE)
    try:
        with database.write() as connection:
            for slot in made:
                vault_slots.save_slot(connection, slot, world.clock.now())
    finally:
        database.close()
    anchor_store(folder, vault, keyring, restored.profile_id).save(restored.heads)
