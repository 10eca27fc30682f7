"""A sync through the running program, with the longest silence of the window's event loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from desktop.ui.screens.stock.sync_run import SyncRun

if TYPE_CHECKING:
    from desktop.services.stock_sync import SyncReport
    from desktop.ui.application import Opening

_IDLE_SECONDS = 2


class Watchdog(QObject):
    """Rings every millisecond and notes how long the loop let it wait."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ring)

    def begin(self) -> None:
        """Start anew."""
        self.gaps = []
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> list[float]:
        """Stop, and return the longest gaps in seconds, the longest first."""
        self._timer.stop()
        return sorted(self.gaps, reverse=True)[:20]

    @Slot()
    def _ring(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


def sync_script(opening: Opening, answer: dict[str, object]) -> Iterator[Callable[[], bool]]:
    """Watch an idle window, then one behind which every account is synced."""
    shop_window = opening.shop_window
    assert shop_window is not None
    yield lambda: bool(shop_window.background.is_idle)
    watchdog = Watchdog(opening)
    watchdog.begin()
    begun = time.monotonic()
    yield lambda: time.monotonic() - begun > _IDLE_SECONDS
    answer["idle"] = watchdog.end()
    ended: list[tuple[SyncReport, ...]] = []
    run = SyncRun(shop_window.context, shop_window.shop.stock_sync, opening)
    run.ended.connect(ended.append)
    watchdog.begin()
    run.start(one.id for one in shop_window.shop.accounts.list_accounts())
    yield lambda: bool(ended) and bool(shop_window.background.is_idle)
    answer["syncing"] = watchdog.end()
    (report,) = ended[0]
    answer |= {"goods": report.added, "error": report.error and str(report.error)}
