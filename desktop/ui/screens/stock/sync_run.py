"""Syncing accounts in the background: each by itself, so that a slow one holds up no other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.domain.errors import KataiError
from desktop.ui.background import Lane

if TYPE_CHECKING:
    from desktop.services.stock_sync import StockSync, SyncProgress, SyncReport
    from desktop.ui.screen import WindowContext


class SyncRun(QObject):
    """The syncs under way.

    Signals:
        progressed: a ``SyncProgress``.
        stopped: the id of an account whose sync was cancelled.
        ended: nothing is under way any more; the reports of all since it began.
    """

    progressed = Signal(object)
    stopped = Signal(object)
    ended = Signal(object)
    _told = Signal(object)

    def __init__(self, context: WindowContext, stock_sync: StockSync, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._stock_sync = stock_sync
        self._stops: dict[int, Event] = {}
        self._latest: dict[int, SyncProgress] = {}
        self._reports: list[SyncReport] = []
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether any account is being synced."""
        return bool(self._stops)

    def runs(self, account_id: int) -> bool:
        """Whether this account is being synced."""
        return account_id in self._stops

    def start(self, account_ids: Iterable[int]) -> None:
        """Sync these accounts; one that is under way already goes on."""
        for account_id in account_ids:
            if account_id in self._stops:
                continue
            stop = Event()
            self._stops[account_id] = stop
            self._context.operations.run_change(
                self,
                partial(self._sync_one, account_id, stop),
                partial(self._take, account_id),
                refused=partial(self._refuse, account_id),
                lane=Lane.NETWORK,
            )

    def cancel(self, account_id: int) -> None:
        """Stop after the piece that is being written; what is written stays."""
        stop = self._stops.get(account_id)
        if stop is not None:
            stop.set()

    def _sync_one(self, account_id: int, stop: Event) -> SyncReport | None:
        reports = self._stock_sync.sync([account_id], self._tell, stop.is_set)
        return reports[0] if reports else None

    def _tell(self, progress: SyncProgress) -> None:
        """Off the window's thread: keep the newest and ring once until it was fetched."""
        is_waiting = progress.account_id in self._latest
        self._latest[progress.account_id] = progress
        if not is_waiting and shiboken6.isValid(self):
            self._told.emit(progress.account_id)

    @Slot(object)
    def _pass_on(self, account_id: int) -> None:
        progress = self._latest.pop(account_id, None)
        if progress is not None and account_id in self._stops:
            self.progressed.emit(progress)

    def _take(self, account_id: int, report: SyncReport | None) -> None:
        if report is not None:
            self._reports.append(report)
        self._end(account_id, report)

    def _refuse(self, account_id: int, _error: KataiError) -> None:
        self._end(account_id, None)

    def _end(self, account_id: int, report: SyncReport | None) -> None:
        stop = self._stops.pop(account_id, None)
        if stop is None:
            return
        self._latest.pop(account_id, None)
        # It may have been cancelled before it began, or after its last piece was written.
        if stop.is_set() and (report is None or report.is_cancelled):
            self.stopped.emit(account_id)
        if not self._stops:
            reports, self._reports = tuple(self._reports), []
            self.ended.emit(reports)
