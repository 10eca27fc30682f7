from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.ui.key_copies import plain_copy


def test_a_copy_says_the_same_and_is_freed_with_its_last_reference(qapp: object) -> None:
    pressed = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A", True, 1
    )
    pressed.setTimestamp(7)
    copy = plain_copy(pressed)
    assert (copy.type(), copy.key(), copy.modifiers(), copy.text(), copy.timestamp()) == (
        QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A", 7,
    )  # fmt: skip
    assert not copy.isAutoRepeat()
    assert shiboken6.ownedByPython(copy)
