"""A window around one screen: everything ``WindowContext`` names, over a whole shop in memory.

    with a_window(qtbot, shop) as window:
        screen = window.show(SaleScreen(window.context, shop.checkout, ...))
        window.type("YJ100", Qt.Key.Key_Return)

Keys go the way a person's keys go: through the window system, the application's filters and the
dispatcher to whatever has the focus.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.errors import KataiError
from desktop.domain.permissions import Actor
from desktop.services.staff import Staff
from desktop.translating import sentence_of
from desktop.ui.approvals import Approvals
from desktop.ui.background import Background
from desktop.ui.change_notifier import ChangeNotifier
from desktop.ui.main_window import MainWindow
from desktop.ui.operations import Operations
from desktop.ui.scanner_bursts import BurstDetector
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.sale.typing_gate import TypingGate
from desktop.ui.secret_clipboard import SecretClipboard
from desktop.ui.session import Session
from desktop.ui.shortcuts import ActionRegistry, ShortcutDispatcher
from desktop.ui.theme import BUNDLED_FAMILIES, Theme, apply_theme, set_motion
from desktop.ui.widgets.sheet import Sheet
from tests.shop import FrozenClock, RehearsalShop

ScreenT = TypeVar("ScreenT", bound=Screen)
WidgetT = TypeVar("WidgetT", bound=QWidget)

WAIT_MS = 10_000


@dataclass
class Window:
    """The frame around the screen under test, and what it told its surroundings.

    Attributes:
        gone_to: the arguments of every ``context.go_to``.
        badges: the counts set on the rail.
        refusals: what was refused without a screen's own answer.
        crashes: every other error.
    """

    qtbot: QtBot
    frame: MainWindow
    context: WindowContext
    registry: ActionRegistry
    background: Background
    clock: FrozenClock
    gone_to: list[tuple[Any, ...]] = field(default_factory=list)
    badges: dict[str, int] = field(default_factory=dict)
    refusals: list[KataiError] = field(default_factory=list)
    crashes: list[Exception] = field(default_factory=list)

    def show(self, screen: ScreenT) -> ScreenT:
        """Bring a screen in front, as the page stack does."""
        screen.keys_changed.connect(self._read_keys)
        self.frame.pages.addWidget(screen)
        self.frame.pages.setCurrentWidget(screen)
        screen.refresh_if_stale()
        self._read_keys()
        screen.focus_home()
        self.settle()
        return screen

    def settle(self) -> None:
        """Wait until no work is under way and nothing is on its way back."""
        for _round in range(3):
            self.qtbot.waitUntil(self._is_quiet, timeout=WAIT_MS)
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def type(self, *keys: str | Qt.Key, gap_ms: int | None = None) -> None:
        """Press keys one after the other: texts, ``Qt.Key`` values, sequences such as ``Ctrl+D``.

        Without ``gap_ms`` each key waits until the last one's work is done, as a calm person does. With 0
        nothing is waited for.
        """
        for part in keys:
            for key in self._single(part):
                key()
                if gap_ms is None:
                    self.settle()
                elif gap_ms:
                    QTest.qWait(gap_ms)

    def press(self, sequence: str) -> None:
        """Press one combination such as ``Ctrl+Shift+Del`` and let its work finish."""
        self._press_sequence(sequence)
        self.settle()

    def post(self, key: Qt.Key, text: str = "", *, is_repeat: bool = False) -> None:
        """Post a key press to whatever has the focus, as a robot inside the program does."""
        target = QApplication.focusWidget() or self.frame
        none = Qt.KeyboardModifier.NoModifier
        press = QKeyEvent(QEvent.Type.KeyPress, key, none, text, is_repeat)
        QApplication.postEvent(target, press)

    def find(self, kind: builtins.type[WidgetT], name: str) -> WidgetT:
        """Return the named widget of the window; it must be there."""
        found = [widget for widget in self.frame.findChildren(kind, name) if widget.isVisible()]
        assert found, f"no visible {kind.__name__} {name}"
        return found[0]

    def is_shown(self, name: str) -> bool:
        """Whether a widget of this name can be seen."""
        return any(widget.isVisible() for widget in self.frame.findChildren(QWidget, name))

    def sheet(self) -> Sheet:
        """Return the sheet in front; there must be one."""
        current = self.frame.sheets.current()
        assert current is not None, "no sheet is open"
        return current

    def toasts(self) -> list[str]:
        """Return what the toasts on screen say."""
        shown = self.frame.toasts.list_shown()
        return [f"{toast.content.strong} {toast.content.text}".strip() for toast in shown]

    def focus_name(self) -> str:
        """Return the name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def _is_quiet(self) -> bool:
        gates = self.frame.findChildren(TypingGate)
        return self.background.is_idle and all(gate.is_quiet for gate in gates)

    def _read_keys(self) -> None:
        current = self.frame.pages.currentWidget()
        if isinstance(current, Screen):
            self.registry.show_page(current.page_keys())

    def _single(self, part: str | Qt.Key) -> list[Any]:
        handle = self.frame.windowHandle()
        if isinstance(part, Qt.Key):
            return [lambda: QTest.keyClick(handle, part)]
        if len(part) > 1 and ("+" in part or (part[1:].isdigit() and part[0] == "F")):
            return [lambda: self._press_sequence(part)]
        return [lambda letter=letter: QTest.keyClick(handle, letter) for letter in part]

    def _press_sequence(self, sequence: str) -> None:
        combination = QKeyCombination.fromCombined(QKeySequence(sequence)[0].toCombined())  # type: ignore[index]
        QTest.keyClick(
            self.frame.windowHandle(), combination.key(), combination.keyboardModifiers()
        )


@contextmanager
def a_window(
    qtbot: QtBot,
    shop: RehearsalShop,
    *,
    actor: Actor | None = None,
    theme: Theme = Theme.LIGHT,
    size: tuple[int, int] = (1366, 768),
    scale: float = 1.0,
) -> Iterator[Window]:
    """Show an active window with nothing in it yet; signed in is the cashier unless told otherwise."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, theme, scale, families=BUNDLED_FAMILIES)
    set_motion(has_motion=False)
    registry = ActionRegistry()
    frame = MainWindow(registry)
    frame.resize(*size)
    background = Background(frame)
    window = _assembled(qtbot, shop, frame, registry, background)
    window.context.session.sign_in((actor or shop.cashier).person)
    dispatcher = ShortcutDispatcher(registry, BurstDetector(shop.clock.monotonic_seconds))
    dispatcher.listen(application, frame)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow, timeout=WAIT_MS)
    try:
        yield window
        window.settle()
        assert not window.crashes, window.crashes
    finally:
        dispatcher.stop_listening(application)
        background.close()
        frame.close()
        frame.deleteLater()
        QApplication.sendPostedEvents(frame, QEvent.Type.DeferredDelete.value)


def _assembled(
    qtbot: QtBot,
    shop: RehearsalShop,
    frame: MainWindow,
    registry: ActionRegistry,
    background: Background,
) -> Window:
    refusals: list[KataiError] = []
    crashes: list[Exception] = []
    gone_to: list[tuple[Any, ...]] = []
    badges: dict[str, int] = {}
    notifier = ChangeNotifier(frame)

    def show_error(error: KataiError) -> None:
        refusals.append(error)
        frame.messages.show_refusal(sentence_of(error))

    operations = Operations(background, notifier, show_error=show_error, show_crash=crashes.append)
    staff = getattr(shop, "staff", None) or Staff(shop.ground, shop.rights)
    context = WindowContext(
        operations=operations,
        notifier=notifier,
        messages=frame.messages,
        approvals=Approvals(staff, operations, frame.messages),
        registry=registry,
        session=Session(frame),
        clipboard=SecretClipboard(frame),
        clock=shop.clock,
        go_to=lambda *places: gone_to.append(places),
        set_badge=badges.__setitem__,
    )
    return Window(
        qtbot, frame, context, registry, background, shop.clock, gone_to, badges, refusals, crashes
    )


__all__ = ["WAIT_MS", "Window", "a_window"]
