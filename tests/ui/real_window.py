"""The real window of a real profile, driven by posted keys: what no part of it can fake.

with a_till(qapp, qtbot, tmp_path, monkeypatch) as till:
    till.post(*letters("YJ100"), ENTER, F9)
    till.wait_for("confirmPayment")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.product import ProductKind, ProductSnapshot
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.security.system import SystemClock, SystemRandomness
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile
from desktop.services.table_columns import CardRow
from desktop.ui.application import Opening, WindowOptions
from desktop.ui.tour.stage import text_of

PASSPHRASE, PIN = Secret("eight or more"), "280417"
OWNER = "程禾"
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER = (Qt.Key.Key_Return, "\r", NONE)
F9 = (Qt.Key.Key_F9, "", NONE)
CTRL_J = (Qt.Key.Key_J, "\n", CONTROL)
CTRL_SHIFT_J = (Qt.Key.Key_J, "\n", CONTROL | SHIFT)
LONG_MS = 20_000

Key = tuple[Qt.Key, str, Qt.KeyboardModifier]


def letters(text: str) -> tuple[Key, ...]:
    return tuple((Qt.Key(ord(letter)), letter, NONE) for letter in text)


class Till:
    """The window of an open shop, the owner signed in; no shift is open yet."""

    def __init__(self, opening: Opening, qtbot: QtBot) -> None:
        self.opening = opening
        self._qtbot = qtbot
        self.until(lambda: opening.shop_window is not None)
        assert opening.shop_window is not None
        self.shop = opening.shop_window.shop
        self.owner = Actor(self.shop.staff.list_people()[0])

    def open_shift(self) -> None:
        """Open the shift as the owner would."""
        self.wait_for("floatAmount")
        self.post(*letters("0"), ENTER)
        self.wait_for("searchBox")

    def stock(self, code: str, *secrets: str) -> ProductSnapshot:
        """Add a product at 100.00 with these cards in stock."""
        draft = ProductDraft(code, "云境传说点卡", ProductKind.CARD, Money(100_00))
        product: ProductSnapshot = self.shop.catalog.add_product(self.owner, draft).product
        rows = [
            CardRow(number, None, Secret(text), None, Money(91_00))
            for number, text in enumerate(secrets)
        ]
        self.shop.card_store.import_cards(self.owner, product.id, rows)
        return product

    def post(self, *keys: Key) -> None:
        """Post key presses to what has the focus, without a pause."""
        for key, text, modifiers in keys:
            target = QApplication.focusWidget() or self.opening.window
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.postEvent(target, QKeyEvent(kind, key, modifiers, text))

    def until(self, is_met: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self._qtbot.waitUntil(is_met, timeout=LONG_MS)

    def find(self, name: str) -> QWidget | None:
        found = self.opening.window.findChildren(QWidget, name)
        return next((widget for widget in found if widget.isVisible()), None)

    def wait_for(self, name: str) -> QWidget:
        """Wait until a widget has the caret, and return it."""
        self.until(lambda: self.has_caret(name))
        widget = self.find(name)
        assert widget is not None
        return widget

    def has_caret(self, name: str) -> bool:
        focus = QApplication.focusWidget()
        return self.find(name) is not None and focus is not None and focus.objectName() == name

    def reads(self, name: str, part: str) -> None:
        """Wait until a widget shows a text."""
        self.until(lambda: part in self.text(name))

    def text(self, name: str) -> str:
        widget = self.find(name)
        return "" if widget is None else text_of(widget)

    def toasts(self) -> str:
        shown = self.opening.window.toasts.list_shown()
        return " ".join(f"{toast.content.strong} {toast.content.text}" for toast in shown)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        window = self.opening.shop_window
        assert window is not None
        self.until(lambda: window.background.is_idle)


@contextmanager
def a_till(
    qapp: QApplication, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Till]:
    """Make a profile and open its window."""
    monkeypatch.setattr("desktop.assembly.find_os_keyring", lambda _randomness: None)
    world = OutsideWorld(SystemClock(), SystemRandomness())
    create_profile(
        folder / "profile",
        NewProfile("禾光点卡", OWNER, Secret(PIN), passphrase=PASSPHRASE),
        world,
    )
    opening = Opening(
        qapp,
        WindowOptions(folder / "profile", PASSPHRASE, staff_name=OWNER, staff_pin=Secret(PIN)),
    )
    opening.begin()
    try:
        yield Till(opening, qtbot)
    finally:
        opening.finish()
