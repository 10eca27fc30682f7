"""One notice for the whole window: these topics changed, and who changed them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes


class ChangeNotifier(QObject):
    """Tells every screen what a write touched. Screens never connect to one another."""

    changed = Signal(object, object)
    """``(Changes, initiator)``: the initiator skips its own echo."""

    def notify(self, changes: Changes, initiator: QObject | None = None) -> None:
        """Tell the screens, if anything changed at all."""
        if changes.topics:
            self.changed.emit(changes, initiator)
