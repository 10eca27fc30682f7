"""Fetches goods and balances by itself, as often as the owner set it; never unless they did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.background import Lane
from desktop.ui.quiet_work import QuietWork

if TYPE_CHECKING:
    from desktop.services.stock_sync import SyncReport
    from desktop.ui.screen import WindowContext

_MINUTE_MILLISECONDS: Final = 60_000


class SyncKeeper(QObject):
    """One look a minute; each account by itself, so that a sick one delays no other."""

    def __init__(self, context: WindowContext, shop: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._shop = context, shop
        self._work = QuietWork(self, context.operations)
        self._minutes = 0
        self._timer = QTimer(self, interval=_MINUTE_MILLISECONDS)
        self._timer.timeout.connect(self.pass_minute)

    def start(self) -> None:
        """Begin to count."""
        self._timer.start()

    def stop(self) -> None:
        """Sync no more."""
        self._timer.stop()

    @Slot()
    def pass_minute(self) -> None:
        """Sync when as many minutes went by as the shop waits; offline it waits on."""
        self._minutes += 1
        wanted = self._shop.settings.current.integer("sync.every_minutes")
        if wanted and self._minutes >= wanted and not self._shop.connectivity.is_offline():
            self._minutes = 0
            self._work.run("accounts", self._shop.accounts.list_accounts, self._sync)

    def _sync(self, accounts: tuple[Any, ...]) -> None:
        for account in accounts:
            sync = partial(self._shop.stock_sync.sync, [account.id])
            self._work.run(account.id, sync, self._synced, lane=Lane.NETWORK)

    def _synced(self, reports: tuple[SyncReport, ...]) -> None:
        for report in reports:
            self._context.notifier.notify(report.changes, self)
