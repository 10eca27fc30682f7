"""Copies of key presses that outlive the event they were made from.

``QEvent.clone`` gives a copy that nobody owns: it is never freed. Made by hand, Python owns it.
"""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent


def plain_copy(event: QKeyEvent) -> QKeyEvent:
    """Return the same press as a plain one, not marked as auto-repeat."""
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        False,
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
