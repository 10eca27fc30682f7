"""Telling a key that is held from one that is pressed again very fast.

X11 marks a press as auto-repeat when it carries the time of the release before it, so a scanner or
a robot that types "00" or Enter twice without a pause looks like a held key, and the second press
would be lost. A keyboard repeats a held key only after a quarter of a second or more.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow

from desktop.ui.key_copies import plain_copy

SHORTEST_HOLD_MILLISECONDS: Final = 120
"""No system repeats a held key sooner: Windows' shortest delay is 250 ms, X11's default 660 ms."""


class FastPresses(QObject):
    """Turns a wrongly marked press into a plain one; install on the window system's window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pressed_at: dict[int, int] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every press at the window, before any widget."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        return event.type() == QEvent.Type.KeyPress and self._judge(watched, event)

    def _judge(self, window: QWindow, event: QKeyEvent) -> bool:
        key, now = event.key(), event.timestamp()
        if not event.isAutoRepeat():
            self._pressed_at[key] = now
            return False
        pressed_at = self._pressed_at.get(key)
        if pressed_at is None or now - pressed_at > SHORTEST_HOLD_MILLISECONDS:
            return False
        self._pressed_at[key] = now
        QCoreApplication.sendEvent(window, plain_copy(event))
        return True
