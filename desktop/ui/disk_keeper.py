"""Tells in time that the disk fills up, and keeps some room aside for the end of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.background import Lane
from desktop.ui.quiet_work import QuietWork
from desktop.ui.widgets.banner import Condition

if TYPE_CHECKING:
    from desktop.services.disk_care import DiskLook
    from desktop.ui.screen import WindowContext

DISK: Final = "disk"
_MINUTE_MILLISECONDS: Final = 60_000
_LOW_SEVERITY: Final = 40
_STOPPING_SEVERITY: Final = 95


class DiskKeeper(QObject):
    """One look a minute. At the start what a killed backup left goes; room is set aside later."""

    def __init__(self, context: WindowContext, shop: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._shop = context, shop
        self._work = QuietWork(self, context.operations)
        self._last: DiskLook | None = None
        self._timer = QTimer(self, interval=_MINUTE_MILLISECONDS)
        self._timer.timeout.connect(self.keep_up)

    def start(self) -> None:
        """Begin."""
        self._timer.start()
        self._work.run("tidy", self._tidy, _ignore, lane=Lane.NETWORK)
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def keep_up(self) -> None:
        """Keep room aside, and look at the disk."""
        self._work.run("room", self._keep_room_aside, _ignore, lane=Lane.NETWORK)
        self.look()

    def look(self) -> None:
        """Look at the disk."""
        self._work.run("look", self._look, self._take, lane=Lane.NETWORK)

    def speak(self) -> None:
        """Say it again, in another language."""
        if self._last is not None:
            self._take(self._last)

    def _tidy(self) -> None:
        self._shop.disk_care.tidy()

    def _keep_room_aside(self) -> None:
        self._shop.disk_care.keep_room_aside()

    def _look(self) -> DiskLook:
        found: DiskLook = self._shop.disk_care.look()
        return found

    def _take(self, found: DiskLook) -> None:
        self._last = found
        if not found.is_low:
            self._context.messages.end_condition(DISK)
            return
        strong = self.tr("磁盘只剩 {free} MB").format(free=found.free_megabytes)
        severity, text = _LOW_SEVERITY, self.tr("腾些空间：少于 100 MB 就不能从货源买了")
        if found.stops_buying:
            severity = _STOPPING_SEVERITY
            text = self.tr("货源的回话可能存不下，先不从货源买；本地卡密照卖。马上腾出空间")
        self._context.messages.begin_condition(
            Condition(DISK, strong, text, severity, icon="shield-alert")
        )


def _ignore(_result: object) -> None:
    """Nobody needs to know."""
