from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.fast_presses import FastPresses


class Listener(QWidget):
    """Notes each press and whether it looked like a held key."""

    def __init__(self) -> None:
        super().__init__()
        self.presses: list[bool] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.presses.append(event.isAutoRepeat())


@pytest.fixture
def listener(qtbot: QtBot, qapp: QApplication) -> Iterator[Listener]:
    widget, presses = Listener(), FastPresses()
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    qapp.installEventFilter(presses)
    yield widget
    qapp.removeEventFilter(presses)


def press(widget: QWidget, at: int, *, is_repeat: bool) -> None:
    event = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.NoModifier,
        "\r",
        is_repeat,
    )
    event.setTimestamp(at)
    QCoreApplication.sendEvent(widget.windowHandle(), event)


def test_a_press_without_a_pause_is_a_press(listener: Listener) -> None:
    press(listener, 1000, is_repeat=False)
    press(listener, 1001, is_repeat=True)
    press(listener, 1002, is_repeat=True)
    assert listener.presses == [False, False, False]


def test_a_held_key_stays_a_held_key(listener: Listener) -> None:
    press(listener, 1000, is_repeat=False)
    for at in (1250, 1280, 1310):
        press(listener, at, is_repeat=True)
    assert listener.presses == [False, True, True, True]
