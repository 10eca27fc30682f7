"""Facts about this machine and this shop, one line each, fit to be sent to someone who helps.

Nothing here is secret or personal: no names, no paths, no amounts.
"""

from __future__ import annotations

import platform
import sqlite3
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

import desktop
from desktop import paths
from desktop.storage import disk_space, engine_sqlite, ledger, report_queries, vault_slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.services.accounts import Accounts
    from desktop.services.profiles import OpenProfile
    from desktop.services.settings import Settings

PACKAGES: Final = ("PySide6-Essentials", "SQLAlchemy", "cryptography", "keyring", "requests")
_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class DiagnosisLine:
    """One fact.

    Attributes:
        key: an English word that stays the same.
        text: the fact, in English: it is read by people who help, not by the shop.
        is_worry: something here needs attention.
    """

    key: str
    text: str
    is_worry: bool = False


class Diagnosis:
    """What ``doctor`` prints."""

    def __init__(self, profile: OpenProfile, settings: Settings, accounts: Accounts) -> None:
        self._profile = profile
        self._settings = settings
        self._accounts = accounts

    def lines(self) -> tuple[DiagnosisLine, ...]:
        """Return every fact; each is asked for on its own, and nothing is written."""
        return (
            *machine_lines(),
            *self._vault_lines(),
            *self._ledger_lines(),
            self._printer_line(),
            self._disk_line(),
            self._clock_line(),
            *self._account_lines(),
        )

    def _vault_lines(self) -> Iterator[DiagnosisLine]:
        with self._profile.ground.database.read() as connection:
            kinds = [str(slot.kind) for slot in vault_slots.list_slots(connection)]
        has_keyring = "keyring" in kinds
        text = "in use" if has_keyring else "not in use: the passphrase opens the shop"
        yield DiagnosisLine("keyring", text, is_worry=not has_keyring)
        yield DiagnosisLine("vault", f"slots {', '.join(kinds)}", is_worry="phrase" not in kinds)
        is_strong = self._profile.anchoring.store.is_strong
        place = "keyring" if is_strong else "file in the profile (weaker)"
        yield DiagnosisLine("anchor", place, is_worry=not is_strong)
        is_checked = self._profile.is_phrase_checked()
        words = "checked" if is_checked else "never typed back"
        yield DiagnosisLine("phrase", words, is_worry=not is_checked)

    def _ledger_lines(self) -> Iterator[DiagnosisLine]:
        ground = self._profile.ground
        with ground.database.read() as connection:
            head = ledger.head_of(connection, ground.vault, ground.till)
        code = ledger.head_code(head.mac) if head.seq else "-"
        yield DiagnosisLine("ledger", f"till {ground.till}, {head.seq} entries, head {code}")

    def _printer_line(self) -> DiagnosisLine:
        settings = self._settings.current
        kind, width = settings.text("printer.kind"), settings.text("printer.width")
        if kind == "none":
            return DiagnosisLine("printer", "none")
        has_target = bool(settings.text("printer.target"))
        text = f"{kind}, {width} mm, {settings.text('printer.encoding')}"
        return DiagnosisLine("printer", text, is_worry=not has_target)

    def _disk_line(self) -> DiagnosisLine:
        disk = self._profile.ground.database.disk
        free, room = disk.free() or 0, disk.room()
        is_worry = room is not disk_space.DiskRoom.ENOUGH
        return DiagnosisLine("disk", f"{free // _MEGABYTE} MB free ({room})", is_worry=is_worry)

    def _clock_line(self) -> DiagnosisLine:
        ground = self._profile.ground
        with ground.database.read() as connection:
            last = report_queries.last_noted_at(connection, ground.till)
        now = ground.now()
        behind = int((last - now).total_seconds()) if last is not None and last > now else 0
        zone = self._settings.current.text("day.zone")
        text = f"{now.isoformat(timespec='seconds')}, shop in {zone}"
        if behind:
            text = f"{text}, {behind} s behind the ledger"
        return DiagnosisLine("clock", text, is_worry=behind > _TOLERATED_SECONDS)

    def _account_lines(self) -> Iterator[DiagnosisLine]:
        accounts = self._accounts.list_accounts()
        yield DiagnosisLine("accounts", str(len(accounts)))
        for number, account in enumerate(accounts, 1):
            state = account.trouble_code or ("frozen" if account.is_frozen else "ok")
            text = f"{account.platform}, {account.goods_count} goods, {state}"
            yield DiagnosisLine(f"account {number}", text, is_worry=state != "ok")


_TOLERATED_SECONDS: Final = ledger.CLOCK_TOLERANCE_MILLISECONDS // 1000


def machine_lines() -> Iterator[DiagnosisLine]:
    """Yield the facts that need no shop: they can be told even when no profile opens."""
    yield DiagnosisLine("katai", desktop.__version__)
    yield DiagnosisLine("system", f"{platform.system()} {platform.release()} {platform.machine()}")
    yield DiagnosisLine("python", platform.python_version())
    has_fault = engine_sqlite.has_wal_reset_fault(sqlite3.sqlite_version_info)
    note = ", WAL-reset fault: one connection writes and checkpoints" if has_fault else ""
    yield DiagnosisLine("sqlite", f"{sqlite3.sqlite_version}{note}")
    for name in PACKAGES:
        yield DiagnosisLine(name, _version_of(name))
    fonts = sorted(paths.resource("fonts").glob("*.[ot]tf"))
    yield DiagnosisLine("fonts", f"{len(fonts)} shipped", is_worry=not fonts)
    yield DiagnosisLine("frozen", "yes" if paths.is_frozen() else "no")
    yield DiagnosisLine("encoding", sys.getfilesystemencoding())


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
