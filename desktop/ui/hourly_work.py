"""What nobody asks for and what can wait: done at the start and once an hour, behind everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.background import Lane
from desktop.ui.quiet_work import QuietWork

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.domain.changes import Changes
    from desktop.ui.screen import WindowContext

_HOUR_MILLISECONDS: Final = 3_600_000


class HourlyWork(QObject):
    """Each piece one at a time; what fails is tried again in an hour.

    Args:
        context: the window.
        pieces: what does them, by name; each says what screens should read again.
    """

    def __init__(
        self,
        context: WindowContext,
        pieces: Mapping[str, Callable[[], Changes]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._pieces = context, pieces
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
        """Do every piece that is not still being done."""
        for name, piece in self._pieces.items():
            self._work.run(name, piece, self._done, lane=Lane.NETWORK)

    def _done(self, changes: Changes) -> None:
        if changes.topics:
            self._context.notifier.notify(changes, self)
