"""Keys typed ahead: kept in order while work is under way, handed on after it, dropped on a fault."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.errors import BusinessRuleError, KataiError
from desktop.ui.background import Background
from desktop.ui.change_notifier import ChangeNotifier
from desktop.ui.operations import Operations
from desktop.ui.screens.sale.typing_gate import TypingGate


class Place(QWidget):
    """A page with one line, and another line beside the page."""

    def __init__(self) -> None:
        super().__init__()
        self.page, self.line, self.other = QWidget(), QLineEdit(), QLineEdit()
        inside = QVBoxLayout(self.page)
        inside.addWidget(self.line)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page)
        layout.addWidget(self.other)
        self.crashes: list[Exception] = []
        self.background = Background(self)
        operations = Operations(
            self.background,
            ChangeNotifier(self),
            show_error=self.crashes.append,
            show_crash=self.crashes.append,
        )
        self.gate = TypingGate(self.page, operations)

    def press(self, text: str, *, into: QLineEdit | None = None, is_repeat: bool = False) -> None:
        none = Qt.KeyboardModifier.NoModifier
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(text.upper())), none, text, is_repeat)
        QApplication.sendEvent(into or self.line, key)


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    place = Place()
    place.show()
    place.activateWindow()
    place.line.setFocus()
    qtbot.waitUntil(place.line.hasFocus)
    yield place
    place.background.close()
    place.close()


def test_keys_wait_for_the_work_and_come_in_order(place: Place, qtbot: QtBot) -> None:
    may_end = threading.Event()
    place.gate.run_query(may_end.wait, lambda _: place.line.setText("done-"))
    for letter in "abc":
        place.press(letter)
    assert place.line.text() == ""
    may_end.set()
    qtbot.waitUntil(lambda: place.gate.is_quiet)
    assert place.line.text() == "done-abc"


def test_a_key_that_starts_work_makes_the_rest_wait_again(place: Place, qtbot: QtBot) -> None:
    first, second = threading.Event(), threading.Event()
    place.gate.run_query(first.wait, lambda _: None)

    def start_work(text: str) -> None:
        if text == "a":
            place.gate.run_query(second.wait, lambda _: None)

    place.line.textChanged.connect(start_work)
    for letter in "abc":
        place.press(letter)
    first.set()
    qtbot.waitUntil(lambda: place.line.text() == "a" and place.gate.is_busy)
    QApplication.processEvents()
    assert place.line.text() == "a"
    second.set()
    qtbot.waitUntil(lambda: place.gate.is_quiet)
    assert place.line.text() == "abc"


def test_what_is_typed_elsewhere_is_left_alone(place: Place) -> None:
    place.gate.begin()
    place.press("x", into=place.other)
    assert place.other.text() == "x"
    place.gate.end()


def test_held_keys_are_not_kept(place: Place, qtbot: QtBot) -> None:
    place.gate.begin()
    place.press("a", is_repeat=True)
    place.gate.end()
    qtbot.wait(1)
    assert place.line.text() == ""


def test_a_refusal_drops_what_was_typed_ahead(place: Place, qtbot: QtBot) -> None:
    may_end = threading.Event()
    refused: list[KataiError] = []

    def work() -> None:
        may_end.wait()
        raise BusinessRuleError("no", "不行")

    place.gate.run_query(work, lambda _: None, refused=refused.append)
    place.press("a")
    may_end.set()
    qtbot.waitUntil(lambda: bool(refused) and place.gate.is_quiet)
    assert place.line.text() == ""
    place.press("b")
    assert place.line.text() == "b"


def test_a_fault_of_ours_never_leaves_the_keyboard_dead(place: Place, qtbot: QtBot) -> None:
    def work() -> None:
        raise ZeroDivisionError

    place.gate.run_query(work, lambda _: None)
    qtbot.waitUntil(lambda: bool(place.crashes) and place.gate.is_quiet)
    place.press("b")
    assert place.line.text() == "b"
