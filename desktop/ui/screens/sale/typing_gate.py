"""Keys typed ahead of the program are kept in order, not lost and not applied too early.

A person or a robot may press F9 before the lookup of the Enter before it has come back. While such
work is under way the gate keeps every key press meant for its page, and hands them on one by one as
soon as the work is done, until one of them starts work again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.background import Lane
from desktop.ui.key_copies import plain_copy

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.ui.operations import Operations

ResultT = TypeVar("ResultT")

MAXIMUM_KEPT: Final = 500
"""More keys than anybody types while a disk hangs; the rest is dropped."""


class TypingGate(QObject):
    """Runs work of one page and keeps what is typed meanwhile.

    Args:
        page: whose keys are kept; keys for sheets over it go through.
        operations: where the work runs.

    Signals:
        busy_changed: whether keys are kept now.
    """

    busy_changed = Signal(bool)
    _broke = Signal()

    def __init__(self, page: QWidget, operations: Operations) -> None:
        super().__init__(page)
        self._page = page
        self._operations = operations
        self._pending = 0
        self._kept: deque[QKeyEvent] = deque()
        self._is_replaying = False
        self._broke.connect(self._give_up, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether keys are kept now."""
        return self._pending > 0

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is under way and nothing typed waits: tests and the tour ask."""
        return not self._pending and not self._kept

    def run_query(
        self,
        work: Callable[[], ResultT],
        then: Callable[[ResultT], None],
        *,
        refused: Callable[[KataiError], None] | None = None,
        lane: Lane = Lane.READ,
    ) -> None:
        """Read something that the next key depends on."""
        self.begin()
        self._operations.run_query(
            self._page,
            partial(self._guarded, work),
            partial(self._deliver, then),
            refused=refused,
            lane=lane,
        )

    def run_change(
        self,
        work: Callable[[], ResultT],
        then: Callable[[ResultT], None],
        *,
        refused: Callable[[KataiError], None] | None = None,
    ) -> None:
        """Change something that the next key depends on."""
        self.begin()
        self._operations.run_change(
            self._page,
            partial(self._guarded, work),
            partial(self._deliver, then),
            refused=refused,
        )

    def begin(self) -> None:
        """Keep keys until ``end``; nests."""
        self._pending += 1
        if self._pending == 1:
            application = QApplication.instance()
            if application is not None:
                application.installEventFilter(self)
            self.busy_changed.emit(True)

    def end(self) -> None:
        """The work is done; hand on what was typed meanwhile."""
        if not self._pending:
            return
        self._pending -= 1
        if not self._pending:
            self.busy_changed.emit(False)
            QTimer.singleShot(0, self, self._replay)

    def hand_on(self) -> None:
        """End at once: the page is about to go, and what was typed is for what comes after it."""
        if self._pending:
            self._pending = 0
            self.busy_changed.emit(False)
            self._replay()

    def drop_typed(self) -> None:
        """Forget what was typed ahead: something happened that a person must see first."""
        self._kept.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep key presses for the page while work is under way or kept keys wait."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if self._is_replaying or not self._is_ours(watched):
            return False
        if len(self._kept) < MAXIMUM_KEPT and not event.isAutoRepeat():
            self._kept.append(plain_copy(event))
        return True

    def _is_ours(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget) or not self._page.isVisible():
            return False
        is_inside = watched is self._page or self._page.isAncestorOf(watched)
        return is_inside or (QApplication.focusWidget() is None and watched is self._page.window())

    @Slot()
    def _replay(self) -> None:
        """Hand on kept keys in order; stop as soon as one of them starts work."""
        self._is_replaying = True
        try:
            while self._kept and not self._pending:
                event = self._kept.popleft()
                target = QApplication.focusWidget() or self._page.window()
                QApplication.sendEvent(target, event)
        finally:
            self._is_replaying = False
        if not self._pending and not self._kept:
            application = QApplication.instance()
            if application is not None:
                application.removeEventFilter(self)

    def _guarded(self, work: Callable[[], ResultT]) -> ResultT:
        """Run off-thread; a fault of ours must not leave the keyboard dead."""
        try:
            return work()
        except BaseException:
            if shiboken6.isValid(self):
                self._broke.emit()
            raise

    def _deliver(self, then: Callable[[Any], None], result: Any) -> None:
        try:
            then(result)
        finally:
            self.end()

    @Slot()
    def _give_up(self) -> None:
        self.drop_typed()
        self.end()


__all__ = ["TypingGate"]
