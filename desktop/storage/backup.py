"""Backups: a checked snapshot in one sealed file, and a whole profile made from it.

The snapshot is made by the engine in one step, so that sales go on; it is checked before it is
sealed, and the sealed file is read back before it takes its name.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError, StorageError
from desktop.security.slots import SlotKind, open_with_passphrase, open_with_phrase
from desktop.storage import (
    backup_file,
    integrity,
    ledger,
    profile_facts,
    schema_number,
    upgrading,
    vault_slots,
)
from desktop.storage.backup_file import BackupHeader
from desktop.storage.database import DATABASE_FILE, Database
from desktop.storage.ledger import LedgerEntry, LedgerHead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.clock import Clock
    from desktop.domain.randomness import Randomness
    from desktop.domain.secret import Secret
    from desktop.security.vault import Vault

_PORTABLE: Final = (SlotKind.PHRASE, SlotKind.PASSPHRASE)
_LEFTOVER: Final = ".katai-part"
_SIDE_FILES: Final = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class BackupReceipt:
    """A backup that was written, read back and given its name."""

    path: Path
    size_bytes: int
    made_at: datetime
    heads: tuple[LedgerHead, ...]


@dataclass(frozen=True, slots=True)
class RestoredProfile:
    """A profile made from a backup; its vault is open.

    Attributes:
        profile_id: new, so that the keyring's entries of the former profile say nothing here.
        till: the number from which this profile goes on.
        made_at: when the backup was made: what was sold or bought since is not in it.
        heads: of the ledger now; what the first anchor is made of.
        former: where the database that stood here was put; None if there was none.
    """

    vault: Vault
    profile_id: str
    till: int
    made_at: datetime
    heads: tuple[LedgerHead, ...]
    former: Path | None


def write_backup(
    database: Database,
    vault: Vault,
    target: Path,
    *,
    clock: Clock,
    randomness: Randomness,
    app_version: str,
) -> BackupReceipt:
    """Write one backup file; an older file of that name stays until the new one is proved.

    Raises:
        StorageError: code ``backup_failed``: no room or no access; nothing of it is left behind.
        ProfileError: code ``backup_refused``: the data is damaged, or has no phrase and no
            passphrase, so that no other machine could open the backup.
    """
    if not target.name:
        raise _backup_failed()
    part = target.with_name(f"{target.name}.{randomness.bytes(4).hex()}{_LEFTOVER}")
    with _snapshot(database, randomness) as snapshot, _removed_on_failure(part):
        header = _checked_header(snapshot, vault, clock, randomness, app_version)
        with part.open("xb") as sealed, snapshot.open("rb") as plain:
            size = snapshot.stat().st_size
            backup_file.write_sealed(sealed, header, vault, plain, size)
            sealed.flush()
            os.fsync(sealed.fileno())
        _compare(part, snapshot, header, vault)
        part.replace(target)
        _sync_folder(target.parent)
    return BackupReceipt(target, target.stat().st_size, header.made_at, header.heads)


def read_backup_header(path: Path) -> BackupHeader:
    """Read what a backup says without opening it.

    Raises:
        ProfileError: code ``backup_foreign``, ``backup_damaged``, ``backup_newer``.
        StorageError: code ``backup_unreadable``.
    """
    with _open_backup(path) as source:
        header = backup_file.read_header(source)
    if header.schema_number > schema_number.SCHEMA_NUMBER:
        raise backup_file.newer_backup_error()
    return header


def restore_backup(
    path: Path,
    folder: Path,
    *,
    clock: Clock,
    randomness: Randomness,
    phrase: str | None = None,
    passphrase: Secret | None = None,
    after_restore: Callable[[Connection, Vault, BackupHeader], None] | None = None,
    is_replacing: bool = False,
) -> RestoredProfile:
    """Make a profile in a folder from a backup. The caller holds the folder's lock.

    Everything is checked beside the folder's own files; only then one rename puts it in place.
    A former database is kept under another name.

    Args:
        path: the backup.
        folder: of the profile.
        clock: for the entry in the ledger.
        randomness: for the profile's new id.
        phrase: the recovery phrase as typed, or
        passphrase: the owner's passphrase.
        after_restore: called within the transaction that makes the profile go on; marks what may
            have happened since the backup: cards of the gap, purchases that were open.
        is_replacing: whether a database in the folder may be put aside.

    Raises:
        ProfileError: code ``phrase_wrong``, ``passphrase_wrong``, ``backup_damaged``,
            ``backup_newer``, ``backup_foreign``, ``profile_exists``.
        StorageError: code ``restore_failed``: no room or no access.
    """
    if (folder / DATABASE_FILE).exists() and not is_replacing:
        raise ProfileError(
            "profile_exists",
            QT_TRANSLATE_NOOP(
                "errors", "{folder} 里已经有一个店铺，没有改动。请恢复到另一个文件夹"
            ),
            folder=str(folder),
        )
    header = read_backup_header(path)
    vault = _open_vault(header, phrase, passphrase, randomness)
    part = folder / f"restored-{randomness.bytes(4).hex()}{_LEFTOVER}"
    with _known_failure(_restore_failed), _removed_on_failure(part):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _unseal(path, header, vault, part)
        profile_id, till, heads = _make_own(part, header, vault, clock, randomness, after_restore)
        former = _put_aside(folder, randomness)
        part.replace(folder / DATABASE_FILE)
        _sync_folder(folder)
    return RestoredProfile(vault, profile_id, till, header.made_at, heads, former)


def remove_leftovers(folder: Path) -> int:
    """Remove what a killed backup or restore left in a folder; return how many files."""
    leftovers = [path for path in folder.glob(f"*{_LEFTOVER}*") if path.is_file()]
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


@contextmanager
def _snapshot(database: Database, randomness: Randomness) -> Iterator[Path]:
    """Give a copy of the database as it is now; it is gone afterwards."""
    folder = database.path.parent if database.path else Path()
    path = folder / f"snapshot-{randomness.bytes(4).hex()}{_LEFTOVER}"
    with _known_failure(_backup_failed):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with database.read() as connection, closing(sqlite3.connect(path)) as copy:
                source: Any = connection.connection.dbapi_connection
                source.backup(copy, pages=-1)
            yield path
        finally:
            _remove(path)


def _checked_header(
    snapshot: Path, vault: Vault, clock: Clock, randomness: Randomness, app_version: str
) -> BackupHeader:
    copy = Database.open_snapshot(snapshot)
    try:
        with copy.read() as connection:
            verdict = ledger.verify(connection, vault)
            if integrity.find_damage(connection) or not verdict.ok:
                raise ProfileError(
                    "backup_refused",
                    QT_TRANSLATE_NOOP(
                        "errors", "数据或账本没有通过检查，没有做备份。请先运行检查，看坏在哪里"
                    ),
                )
            slots = tuple(
                slot for slot in vault_slots.list_slots(connection) if slot.kind in _PORTABLE
            )
            if not slots:
                raise ProfileError(
                    "backup_refused",
                    QT_TRANSLATE_NOOP(
                        "errors", "店铺没有恢复短语，也没有口令：备份在别的机器上打不开，没有做"
                    ),
                )
            return BackupHeader(
                app_version=app_version,
                schema_number=schema_number.number_of(connection),
                made_at=clock.now(),
                profile_id=profile_facts.get_fact(connection, profile_facts.PROFILE_ID),
                till=profile_facts.get_till(connection),
                heads=ledger.list_heads(connection, vault),
                slots=slots,
                salt=randomness.bytes(16),
            )
    finally:
        copy.close()


def _compare(part: Path, snapshot: Path, header: BackupHeader, vault: Vault) -> None:
    """Read the sealed file back from the disk and compare it with what went in."""
    back, before = sha256(), sha256()
    with part.open("rb") as sealed:
        for piece in backup_file.read_sealed(sealed, header, vault):
            back.update(piece)
    with snapshot.open("rb") as plain:
        while piece := plain.read(backup_file.PIECE_BYTES):
            before.update(piece)
    if back.digest() != before.digest():
        raise backup_file.damaged_backup_error()


def _open_vault(
    header: BackupHeader, phrase: str | None, passphrase: Secret | None, randomness: Randomness
) -> Vault:
    slots = {slot.kind: slot for slot in header.slots}
    if phrase is not None and SlotKind.PHRASE in slots:
        return open_with_phrase(slots[SlotKind.PHRASE], phrase, randomness)
    if passphrase is not None and SlotKind.PASSPHRASE in slots:
        return open_with_passphrase(slots[SlotKind.PASSPHRASE], passphrase, randomness)
    raise ProfileError(
        "backup_closed",
        QT_TRANSLATE_NOOP("errors", "打开这份备份要店主的恢复短语或口令，没有改动任何东西"),
    )


def _unseal(path: Path, header: BackupHeader, vault: Vault, part: Path) -> None:
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with _open_backup(path) as source, os.fdopen(descriptor, "wb") as plain:
        for piece in backup_file.read_sealed(source, header, vault):
            plain.write(piece)
        plain.flush()
        os.fsync(plain.fileno())


def _make_own(
    part: Path,
    header: BackupHeader,
    vault: Vault,
    clock: Clock,
    randomness: Randomness,
    after_restore: Callable[[Connection, Vault, BackupHeader], None] | None,
) -> tuple[str, int, tuple[LedgerHead, ...]]:
    """Check what was in the backup, and make it a profile that goes on under a new till."""
    database = Database.open(part)
    try:
        with database.read() as connection:
            verdict = ledger.verify(connection, vault, anchors=header.heads)
            if integrity.find_damage(connection) or not verdict.ok:
                raise backup_file.damaged_backup_error()
        copy = upgrading.make_current(database)
        if copy is not None:
            copy.unlink()
        profile_id = randomness.bytes(16).hex()
        with database.write() as connection:
            till = 1 + max(header.till, *(head.till for head in header.heads), 0)
            profile_facts.set_fact(connection, profile_facts.PROFILE_ID, profile_id)
            profile_facts.set_fact(connection, profile_facts.TILL, str(till))
            profile_facts.draw_number_prefix(connection, randomness)
            made_at = header.made_at.isoformat()
            profile_facts.set_fact(connection, profile_facts.RESTORED_FROM, made_at)
            vault_slots.drop_slot(connection, SlotKind.KEYRING)
            if after_restore is not None:
                after_restore(connection, vault, header)
            body = {"made_at": made_at, "former_till": header.till, "head": verdict.head}
            entry = LedgerEntry("profile_restored", body)
            ledger.append(connection, vault, clock, entry, till=till)
            heads = ledger.list_heads(connection, vault)
    finally:
        database.close()
    return profile_id, till, heads


def _put_aside(folder: Path, randomness: Randomness) -> Path | None:
    """Keep a former database under another name; its WAL must never meet the new file."""
    former = folder / DATABASE_FILE
    if not former.exists():
        _remove_side_files(former)
        return None
    with suppress(ProfileError, StorageError, sqlite3.Error):
        Database.open(former).close()  # brings what is in its WAL into the file
    aside = folder / f"katai-before-restore-{randomness.bytes(4).hex()}.db"
    for suffix in _SIDE_FILES:
        side = Path(f"{former}{suffix}")
        if side.exists():
            side.replace(f"{aside}{suffix}")
    try:
        os.link(former, aside)  # so that a kill never leaves the folder without a database
    except OSError:
        former.replace(aside)
    return aside


@contextmanager
def _open_backup(path: Path) -> Iterator[Any]:
    try:
        source = path.open("rb")
    except OSError as error:
        raise StorageError(
            "backup_unreadable",
            QT_TRANSLATE_NOOP("errors", "备份文件 {name} 打不开，没有改动任何东西"),
            name=path.name,
        ) from error
    with source:
        yield source


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
    _remove_side_files(path)


def _remove_side_files(path: Path) -> None:
    for suffix in _SIDE_FILES:
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink(missing_ok=True)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _remove(path)
        raise


@contextmanager
def _known_failure(make_error: Callable[[], StorageError]) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise make_error() from error
    except StorageError as error:
        if error.code.startswith(("backup_", "restore_")):
            raise
        raise make_error() from error


def _backup_failed() -> StorageError:
    return StorageError(
        "backup_failed",
        QT_TRANSLATE_NOOP(
            "errors", "备份没有做成：磁盘满了或写不进去。店铺数据没有改动，上一份备份还在"
        ),
    )


def _restore_failed() -> StorageError:
    return StorageError(
        "restore_failed",
        QT_TRANSLATE_NOOP(
            "errors", "恢复没有做成：磁盘满了或写不进去。原来的数据没有改动，备份还在"
        ),
    )


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
