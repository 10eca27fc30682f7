"""Lets points lapse and grants what is due for friends: at the start and once an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.background import Lane

if TYPE_CHECKING:
    from desktop.ui.screen import WindowContext

_HOUR_MILLISECONDS: Final = 3_600_000


class MemberKeeper(QObject):
    """One look at a time, behind everything a person waits for."""

    def __init__(self, context: WindowContext, shop: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._shop = context, shop
        self._timer = QTimer(self, interval=_HOUR_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin: days went by while the window was closed."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Book what lapsed and what is due, if anything is."""
        self._context.operations.run_change(
            self, self._keep_up, _ignore, refused=_ignore, lane=Lane.NETWORK
        )

    def _keep_up(self) -> Any:
        return self._shop.member_ledgers.keep_up()


def _ignore(_result: object) -> None:
    """Nobody asked for this look: the next one comes in an hour."""
