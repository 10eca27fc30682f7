"""Clears what is past its time: at the start and once an hour, a little at each look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.background import Lane
from desktop.ui.quiet_work import QuietWork

if TYPE_CHECKING:
    from desktop.ui.screen import WindowContext

_HOUR_MILLISECONDS: Final = 3_600_000


class RetentionKeeper(QObject):
    """One look at a time, behind everything a person waits for."""

    def __init__(self, context: WindowContext, shop: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._shop = context, shop
        self._work = QuietWork(self, context.operations)
        self._timer = QTimer(self, interval=_HOUR_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin: time went by while the window was closed."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Clear what is due, unless the last look still does."""
        self._work.run("look", self._keep_up, self._cleared, lane=Lane.NETWORK)

    def _keep_up(self) -> Any:
        return self._shop.retention.keep_up()

    def _cleared(self, cleared: Any) -> None:
        if cleared.changes.topics:
            self._context.notifier.notify(cleared.changes, self)
