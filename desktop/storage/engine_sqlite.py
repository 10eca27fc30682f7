"""What only SQLite knows: PRAGMAs, triggers, its error codes, its version's faults.

Everything engine-specific outside the search index stands here, because another engine comes later.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, KataiError, ProfileError, StorageError
from desktop.domain.purchase import LEGAL_MOVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BUSY_MILLISECONDS: Final = 5_000
WAL_LIMIT_BYTES: Final = 32 * 1024 * 1024
"""Above this a commit is followed by a checkpoint, idle or not."""

_FIXED_VERSIONS: Final = ((3, 44, 6), (3, 50, 7))
_NETWORK_FILE_SYSTEMS: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "fuse.rclone", "ceph"}
)
_REMOTE_DRIVE: Final = 4

USUAL_PRAGMAS: Final = ("PRAGMA synchronous = FULL", "PRAGMA cache_size = -16000")
PART_PRAGMAS: Final = ("PRAGMA synchronous = NORMAL", "PRAGMA cache_size = -4000")
"""In WAL mode a commit is whole or not there either way, and the next flush takes all before it."""

WRITER_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    *USUAL_PRAGMAS,
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = ON",
    "PRAGMA wal_autocheckpoint = 0",
    f"PRAGMA journal_size_limit = {WAL_LIMIT_BYTES}",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA temp_store = MEMORY",
)
"""``synchronous`` FULL: an acknowledged sale survives a power cut. No automatic checkpoint: it
would cost one sale in a thousand pages ten times the usual time, and only one connection may."""

READER_PRAGMAS: Final = (
    "PRAGMA query_only = ON",
    "PRAGMA wal_autocheckpoint = 0",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA cache_size = -8000",
    "PRAGMA temp_store = MEMORY",
)

MEMORY_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = OFF",
    "PRAGMA temp_store = MEMORY",
)


def _refusals(table: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_never_{verb}d BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: entries are never {verb}d'); END"
        for verb in ("update", "delete")
    )


_THREADS_KEPT: Final = """\
CREATE TRIGGER ticket_entry_never_updated BEFORE UPDATE ON ticket_entry
WHEN NOT (NEW.text = '' AND NEW.value = '' AND OLD.kind IN ('customer','reply','note')
          AND NEW.id IS OLD.id AND NEW.ticket_id IS OLD.ticket_id
          AND NEW.position IS OLD.position AND NEW.kind IS OLD.kind AND NEW.at IS OLD.at
          AND NEW.person_id IS OLD.person_id
          AND EXISTS (SELECT 1 FROM ticket t JOIN customer c ON c.id = t.customer_id
                      WHERE t.id = OLD.ticket_id AND c.erased_at IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'ticket_entry: entries are never updated'); END"""
"""One change is let through: what was typed about a deleted customer becomes nothing."""

_LEDGER_IN_ORDER: Final = """\
CREATE TRIGGER ledger_in_order BEFORE INSERT ON ledger BEGIN
  SELECT RAISE(ABORT, 'ledger: entry out of order')
    WHERE NEW.seq IS NOT coalesce((SELECT max(seq) FROM ledger WHERE till = NEW.till), 0) + 1;
  SELECT RAISE(ABORT, 'ledger: entry does not follow the last')
    WHERE NEW.seq > 1
      AND NEW.prev IS NOT (SELECT mac FROM ledger WHERE till = NEW.till AND seq = NEW.seq - 1);
END"""


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


def _purchase_moves() -> str:
    """Refuse every move of a purchase that is not in the domain's table."""
    legal = " OR ".join(
        f"(OLD.state = '{before}' AND NEW.state IN ({_quoted(afters)}))"
        for before, afters in LEGAL_MOVES.items()
        if afters
    )
    return (
        "CREATE TRIGGER purchase_moves_legally BEFORE UPDATE OF state ON purchase "
        f"WHEN OLD.state <> NEW.state AND NOT ({legal}) "
        "BEGIN SELECT RAISE(ABORT, 'purchase: illegal move'); END"
    )


_COSTS_KEPT: Final = """\
CREATE TRIGGER goods_price_kept AFTER UPDATE OF cost ON platform_goods
WHEN OLD.cost IS NOT NEW.cost BEGIN
  INSERT INTO goods_price (account_id, goods_id, at, old_cost, new_cost)
    VALUES (NEW.account_id, NEW.id, max(coalesce(NEW.cost_at, 0), NEW.synced_at),
            OLD.cost, NEW.cost);
END"""
"""A lost cost has no time of its own; the sync that lost it has."""

TRIGGERS: Final = (
    *_refusals("ledger"),
    _LEDGER_IN_ORDER,
    *_refusals("points_entry"),
    _COSTS_KEPT,
    *_refusals("goods_price"),
    *_refusals("goods_acceptance"),
    *_refusals("standing_use"),
    *_refusals("account_entry"),
    *_refusals("customer_receipt"),
    *_refusals("stored_value_entry"),
    *_refusals("credit_entry"),
    *_refusals("gift_movement"),
    *_refusals("agent_sale"),
    *_refusals("agent_payout"),
    *_refusals("commission_entry"),
    _THREADS_KEPT,
    _refusals("ticket_entry")[1],
    *_refusals("compensation"),
    *_refusals("card_replacement"),
    *_refusals("promotion_use"),
    *_refusals("promotion_claim"),
    *_refusals("rule_decision"),
    _purchase_moves(),
)
"""Rules that hold for any program with the file open."""


def has_wal_reset_fault(version: tuple[int, ...]) -> bool:
    """Tell whether this SQLite can lose commits when two connections checkpoint and write at once.

    Such a version is safe here, because only the one writer connection ever checkpoints.

    Args:
        version: like ``sqlite3.sqlite_version_info``.
    """
    if version >= (3, 51, 3):
        return False
    return not any(version[:2] == fixed[:2] and version >= fixed for fixed in _FIXED_VERSIONS)


def run_pragmas(connection: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    """Set up a new connection."""
    for pragma in pragmas:
        connection.execute(pragma).close()


def begin_log(connection: sqlite3.Connection) -> None:
    """Write something that changes nothing, so that the WAL begins anew after a checkpoint.

    Its new head is flushed by itself before the first transaction is: the schema number, written
    as it is, takes that off the next sale.
    """
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {number}").close()


def is_on_network(path: Path) -> bool:
    """Tell whether a path lies on a network share, where WAL would lose data.

    On macOS this is not detected.
    """
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE)
    mounts = Path("/proc/self/mountinfo")
    if not mounts.exists():
        return False
    return file_system_of(path, mounts.read_text(errors="replace")) in _NETWORK_FILE_SYSTEMS


def file_system_of(path: Path, mounts: str) -> str:
    """Return the file system type of a path by the kernel's table of mounts; empty if unknown."""
    best, kind = -1, ""
    with suppress(OSError):
        path = path.resolve()
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = Path(fields[4].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), right.split()[0]
    return kind


DISK_FULL: Final = "disk_full"
NOTHING_WRITTEN: Final[Mapping[str, tuple[str, str]]] = {
    "SQLITE_FULL": (
        DISK_FULL,
        QT_TRANSLATE_NOOP("errors", "磁盘满了，这一笔没有记下，钱和货都没有动。请腾出空间再做一次"),
    ),
    "SQLITE_IOERR": (
        "disk_failing",
        QT_TRANSLATE_NOOP(
            "errors", "磁盘读写出错，这一笔没有记下，钱和货都没有动。请先备份，再检查磁盘"
        ),
    ),
    "SQLITE_READONLY": (
        "profile_read_only",
        QT_TRANSLATE_NOOP("errors", "数据文件夹不能写入，这一笔没有记下，钱和货都没有动"),
    ),
    "SQLITE_BUSY": (
        "profile_busy",
        QT_TRANSLATE_NOOP(
            "errors", "数据正被另一个程序占用，这一笔没有记下，钱和货都没有动。请稍后再做一次"
        ),
    ),
    "SQLITE_CANTOPEN": (
        "profile_not_opened",
        QT_TRANSLATE_NOOP("errors", "数据文件打不开，没有改动任何东西。请检查文件夹的权限"),
    ),
}
_DAMAGED: Final = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
_UNKNOWN_AT_COMMIT: Final = frozenset({"SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DIR_FSYNC"})


def known_error_of(error: BaseException, *, is_commit: bool = False) -> KataiError | None:
    """Return the error a person can act on, or None when the fault is ours.

    Args:
        error: from ``sqlite3`` or from SQLAlchemy around it.
        is_commit: whether it came while committing; only then a failed flush leaves it open
            whether the disk kept what was written.
    """
    original: Any = getattr(error, "orig", None) or error
    name = getattr(original, "sqlite_errorname", "") or ""
    if is_commit and name in _UNKNOWN_AT_COMMIT:
        return StorageError(
            "commit_unknown",
            QT_TRANSLATE_NOOP(
                "errors", "磁盘没有确认这一笔。先不要再收钱或交货，重开卡台，看这一笔在不在"
            ),
        )
    primary = "_".join(name.split("_")[:2])
    if primary in _DAMAGED:
        return ProfileError(
            "profile_damaged",
            QT_TRANSLATE_NOOP(
                "errors", "数据文件坏了，这一笔没有记下，没有再写任何东西。请从备份恢复"
            ),
        )
    if primary == "SQLITE_LOCKED":
        primary = "SQLITE_BUSY"
    if primary in NOTHING_WRITTEN:
        return StorageError(*NOTHING_WRITTEN[primary])
    return None
