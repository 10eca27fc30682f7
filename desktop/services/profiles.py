"""Making a profile, and opening one: its lock, its database, its vault, its anchor.

Belongs here: what has to be right before any other service exists. What ciphers is imported when
the vault is opened or made: the counter is there before that.
Does not belong here: building those services (``desktop.assembly``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from desktop.building import Awaited
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, ProfileError
from desktop.domain.identifiers import Identifiers
from desktop.domain.permissions import Actor
from desktop.services.rights import Rights
from desktop.services.settings import Settings
from desktop.storage import profile_facts, upgrading
from desktop.storage.anchor import Anchoring, FileAnchors, KeyringAnchors
from desktop.storage.database import Database
from desktop.storage.driver import find_row
from desktop.storage.ground import Ground
from desktop.storage.ledger import LedgerEntry
from desktop.storage.profile_lock import ProfileLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.clock import Clock
    from desktop.domain.fail_points import FailPoints
    from desktop.domain.permissions import Person
    from desktop.domain.randomness import Randomness
    from desktop.domain.secret import Secret
    from desktop.security.keyring_port import KeyringPort
    from desktop.security.phrase import PhraseLanguage
    from desktop.security.vault import Vault
    from desktop.storage.anchor import AnchorStore

DATABASE_FILE: Final = "katai.db"
_KEYRING_SLOT_SQL: Final = "SELECT 1 FROM vault_slot WHERE kind = 'keyring'"
PHRASE_CHECKED: Final = "phrase_checked"
"""Fact: the owner typed words of the recovery phrase back; a banner asks until then."""


@dataclass(frozen=True, slots=True)
class OutsideWorld:
    """What a profile is opened with; tests bring their own."""

    clock: Clock
    randomness: Randomness
    keyring: KeyringPort | None = None
    fail_points: FailPoints | None = None
    find_keyring: Callable[[], KeyringPort | None] | None = None
    """Where there is time to look for it until the vault is opened."""

    def found_keyring(self) -> KeyringPort | None:
        """Return the keyring; looking for the machine's takes a while."""
        return self.keyring if self.find_keyring is None else self.find_keyring()


@dataclass(frozen=True, slots=True)
class NewProfile:
    """What the owner decides when a shop is made."""

    shop_name: str
    owner_name: str
    owner_pin: Secret
    phrase_language: PhraseLanguage = "zh"
    passphrase: Secret | None = None


@dataclass(frozen=True, slots=True)
class CreatedProfile:
    """A shop that was made; the words are shown once and kept nowhere.

    Attributes:
        slots: the ways in: ``keyring``, ``phrase``, ``passphrase``.
    """

    phrase: tuple[str, ...] = field(repr=False)
    slots: tuple[str, ...]
    owner: Person


@dataclass(slots=True)
class OpenProfile:
    """A profile in use.

    Attributes:
        lock: None for a command that only reads beside an open window.
        opening: what opens its vault; None where that was open from the start.
    """

    folder: Path
    ground: Ground
    anchoring: Anchoring
    lock: ProfileLock | None
    opening: VaultOpening | None = None

    def unlock(self, passphrase: Secret | None = None) -> None:
        """Open the vault if it is not open yet; until then who needs it waits.

        Raises:
            ProfileError: it stays closed, code ``vault_closed`` or ``passphrase_wrong``.
            KeyringUnavailableError: the keyring does not answer.
        """
        if self.opening is not None and not self.is_unlocked:
            self.opening.run(passphrase)

    def stop_waiting(self) -> None:
        """Let go of who waits for the vault: it will not be opened any more."""
        if self.opening is not None:
            self.opening.give_up()

    def is_phrase_checked(self) -> bool:
        """Whether the owner once typed words of the recovery phrase back."""
        with self.ground.database.read() as connection:
            return profile_facts.find_fact(connection, PHRASE_CHECKED) == "1"

    def note_phrase_checked(self) -> None:
        """Remember that the owner has the recovery phrase."""
        with self.ground.database.write() as connection:
            profile_facts.set_fact(connection, PHRASE_CHECKED, "1")
            self.ground.record(connection, LedgerEntry("phrase_checked", {}))

    def check_phrase(self, typed: str) -> None:
        """Prove that somebody has the recovery phrase, and remember it.

        Raises:
            ProfileError: code ``phrase_wrong``; nothing was changed.
        """
        from desktop.security import phrase as phrases
        from desktop.security import slots
        from desktop.storage import vault_slots

        with self.ground.database.read() as connection:
            slot = vault_slots.find_slot(connection, slots.SlotKind.PHRASE)
        if slot is None:
            raise phrases.wrong_phrase_error()
        slots.open_with_phrase(slot, typed, self.ground.randomness).close()
        self.note_phrase_checked()

    @property
    def is_unlocked(self) -> bool:
        """Whether the vault is open."""
        return self.opening is None or self.opening.vault.is_there

    def close(self) -> None:
        """Write the anchor, checkpoint, wipe the key, free the lock."""
        try:
            if self.lock is not None and self.is_unlocked:
                self.anchoring.keep_up()
            self.ground.database.close()
        finally:
            if self.is_unlocked:
                self.ground.vault.close()
            if self.lock is not None:
                self.lock.release()


def has_profile(folder: Path) -> bool:
    """Whether a shop was made in the folder."""
    return (folder / DATABASE_FILE).exists()


def create_profile(folder: Path, wanted: NewProfile, world: OutsideWorld) -> CreatedProfile:
    """Make a shop; on any error nothing is left behind.

    Raises:
        ProfileError: ``profile_exists``, ``no_key_place`` (neither keyring nor passphrase),
            ``profile_locked``.
        BusinessRuleError: a PIN, name or passphrase that will not do.
    """
    from desktop.security.keyring_port import passes_probe
    from desktop.security.slots import check_new_passphrase

    if has_profile(folder):
        raise ProfileError(
            "profile_exists",
            QT_TRANSLATE_NOOP("errors", "{folder} 里已经有一家店，什么都没有改"),
            folder=str(folder),
        )
    keyring = world.keyring
    if keyring is not None and not passes_probe(keyring, world.randomness):
        keyring = None
    if keyring is None and wanted.passphrase is None:
        raise ProfileError(
            "no_key_place",
            QT_TRANSLATE_NOOP(
                "errors",
                "这台机器没有能用的钥匙串，请给一个口令（--passphrase-file）。什么都没有建",
            ),
        )
    if not wanted.shop_name.strip():
        raise BusinessRuleError(
            "shop_name_missing", QT_TRANSLATE_NOOP("errors", "店要有名字。什么都没有建")
        )
    if wanted.passphrase is not None:
        check_new_passphrase(wanted.passphrase)
    with ProfileLock.acquire(folder):
        try:
            return _created(folder, wanted, world, keyring)
        except BaseException:
            _remove_database(folder)
            raise


def open_profile(
    folder: Path,
    world: OutsideWorld,
    *,
    passphrase: Secret | None = None,
    is_read_only: bool = False,
    may_unlock_later: bool = False,
) -> OpenProfile:
    """Open a shop.

    Args:
        folder: the profile.
        world: clock, chance and keyring.
        passphrase: the owner's passphrase, where there is no keyring.
        is_read_only: for commands that read beside an open window: takes no lock, writes nothing.
        may_unlock_later: a vault that the keyring is expected to open is left to ``unlock``.

    Raises:
        ProfileError: missing, locked, newer, damaged, or its vault stays closed.
    """
    if not has_profile(folder):
        raise ProfileError(
            "profile_missing",
            QT_TRANSLATE_NOOP("errors", "{folder} 里没有店铺数据"),
            folder=str(folder),
        )
    lock = None if is_read_only else ProfileLock.acquire(folder)
    try:
        _refuse_emptied(folder / DATABASE_FILE)
        database = Database.open(folder / DATABASE_FILE, is_read_only=is_read_only)
        try:
            profile = _opened(folder, database, world, lock)
            if not (may_unlock_later and passphrase is None and _has_keyring_slot(database)):
                profile.unlock(passphrase)
        except BaseException:
            database.close()
            raise
        else:
            return profile
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def anchor_store(
    folder: Path, vault: Vault, keyring: KeyringPort | None, profile_id: str
) -> AnchorStore:
    """Return where the ledger's head is kept: the keyring, else a signed file."""
    if keyring is not None:
        return KeyringAnchors(keyring, profile_id)
    return FileAnchors(folder, vault)


def _created(
    folder: Path, wanted: NewProfile, world: OutsideWorld, keyring: KeyringPort | None
) -> CreatedProfile:
    from desktop.security import phrase as phrases
    from desktop.security import slots
    from desktop.security.vault import new_vault
    from desktop.services.staff import Staff
    from desktop.storage import vault_slots

    vault = new_vault(world.randomness)
    words = phrases.new_phrase(world.randomness, wanted.phrase_language)
    profile_id = world.randomness.bytes(8).hex()
    made = [slots.make_phrase_slot(vault, " ".join(words), world.randomness)]
    if keyring is not None:
        made.append(slots.make_keyring_slot(vault, keyring, profile_id, world.randomness))
    if wanted.passphrase is not None:
        made.append(slots.make_passphrase_slot(vault, wanted.passphrase, world.randomness))
    database = Database.open(folder / DATABASE_FILE)
    try:
        upgrading.make_current(database)
        ground = _ground(database, vault, world, till=1)
        with database.write() as connection:
            profile_facts.set_fact(connection, profile_facts.PROFILE_ID, profile_id)
            profile_facts.set_fact(connection, profile_facts.TILL, "1")
            profile_facts.draw_number_prefix(connection, world.randomness)
            profile_facts.set_fact(connection, PHRASE_CHECKED, "0")
            for slot in made:
                vault_slots.save_slot(connection, slot, world.clock.now())
            ground.record(
                connection,
                LedgerEntry("profile_created", {"slots": [str(slot.kind) for slot in made]}),
            )
        rights = Rights(ground)
        owner = Staff(ground, rights).add_first_owner(wanted.owner_name, wanted.owner_pin)
        settings = Settings(ground, rights, folder / "appearance.json")
        settings.change(Actor(owner), {"shop.name": wanted.shop_name.strip()})
        Anchoring(database, vault, anchor_store(folder, vault, keyring, profile_id)).keep_up()
    finally:
        database.close()
        vault.close()
    return CreatedProfile(words, tuple(str(slot.kind) for slot in made), owner)


def _opened(
    folder: Path, database: Database, world: OutsideWorld, lock: ProfileLock | None
) -> OpenProfile:
    if upgrading.is_blank(database):
        raise _emptied_error()
    if lock is None:
        upgrading.refuse_other(database)
    else:
        upgrading.make_current(database)
    with database.read() as connection:
        till = profile_facts.get_till(connection)
    opening = VaultOpening(folder, database, world)
    ground = _ground(database, cast("Vault", opening.vault), world, till)
    return OpenProfile(folder, ground, cast("Anchoring", opening.anchoring), lock, opening)


class VaultOpening:
    """Opens the vault of a profile whose database is open.

    Attributes:
        vault: who asks it something waits until it is open.
        anchoring: known with the vault, because the key signs the anchor.
    """

    def __init__(self, folder: Path, database: Database, world: OutsideWorld) -> None:
        self._folder = folder
        self._database = database
        self._world = world
        self.vault = Awaited()
        self.anchoring = Awaited()

    def run(self, passphrase: Secret | None) -> None:
        """Open it; raises as ``vault_slots.open_vault``."""
        from desktop.storage import vault_slots

        keyring = self._world.found_keyring()
        with self._database.read() as connection:
            vault = vault_slots.open_vault(
                connection, self._world.randomness, keyring=keyring, passphrase=passphrase
            )
            profile_id = profile_facts.get_fact(connection, profile_facts.PROFILE_ID)
        if not _has_keyring_slot(self._database):
            keyring = None
        anchors = anchor_store(self._folder, vault, keyring, profile_id)
        self.anchoring.become(Anchoring(self._database, vault, anchors))
        self.vault.become(vault)

    def give_up(self) -> None:
        """Let go of everybody who waits."""
        refusal = ProfileError(
            "vault_closed",
            QT_TRANSLATE_NOOP("errors", "店铺没有解锁就关了，这一步没有做，什么都没有改"),
        )
        self.anchoring.give_up(refusal)
        self.vault.give_up(refusal)


def _has_keyring_slot(database: Database) -> bool:
    with database.read() as connection:
        return find_row(connection, _KEYRING_SLOT_SQL) is not None


def _refuse_emptied(path: Path) -> None:
    if path.stat().st_size == 0:
        raise _emptied_error()


def _emptied_error() -> ProfileError:
    """A blank file where a shop was is damage: a fresh schema in it would hide what happened."""
    return ProfileError(
        "profile_damaged",
        QT_TRANSLATE_NOOP(
            "errors", "数据文件是空的，店铺的记录不见了。没有写任何东西，请从备份恢复"
        ),
    )


def _ground(database: Database, vault: Vault, world: OutsideWorld, till: int) -> Ground:
    identifiers = Identifiers(world.clock, world.randomness)
    if world.fail_points is None:
        return Ground(database, vault, world.clock, world.randomness, identifiers, till)
    return Ground(
        database, vault, world.clock, world.randomness, identifiers, till, world.fail_points
    )


def _remove_database(folder: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        (folder / f"{DATABASE_FILE}{suffix}").unlink(missing_ok=True)
    (folder / "appearance.json").unlink(missing_ok=True)
    (folder / "anchor").unlink(missing_ok=True)
