"""Who gets a key: the editor, the page, everywhere; and what a scanner's burst does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.key_bindings import KEY_BINDINGS, PRESETS, KeyTable
from desktop.ui.scanner_bursts import BurstDetector
from desktop.ui.shortcuts import Action, ActionRegistry, PageKeys, ShortcutDispatcher
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.sheet import Sheet, SheetHost

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

SALE = (
    "sale.pay",
    "sale.delete_line",
    "sale.more",
    "sale.less",
    "sale.quantity",
    "sale.line_up",
    "sale.line_down",
    "sale.hold",
    "sale.line_discount",
)
EVERYWHERE = ("undo.last", "page.search", "sources.sync", "go.sale", "help.keys", "page.back")


@dataclass
class Ticking:
    """A clock that goes on by ``gap`` at every question."""

    now: float = 0.0
    gap: float = 0.0

    def seconds(self) -> float:
        """Let the gap pass."""
        self.now += self.gap
        return self.now


def focused() -> QWidget:
    """Return what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@dataclass
class Till:
    """A page with a search box, a money box, a plain line and a button, and what was done on it."""

    window: QWidget
    registry: ActionRegistry
    bursts: BurstDetector
    clock: Ticking
    search: SearchBox
    money: MoneyEdit
    line: QLineEdit
    button: QPushButton
    done: list[str] = field(default_factory=list)
    scanned: list[str] = field(default_factory=list)

    def note(self, action_id: str) -> None:
        """Remember an act."""
        self.done.append(action_id)

    def scan(self, text: str) -> bool:
        """Take a burst."""
        self.scanned.append(text)
        return True

    def show(self, page: str, ids: tuple[str, ...], *, takes_scans: bool = True) -> None:
        """Put a page in front."""
        actions = tuple(Action(each, partial(self.note, each)) for each in ids)
        self.registry.show_page(PageKeys(page, actions, self.scan if takes_scans else None))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(focused(), key, modifiers)

    def type(self, text: str) -> None:
        """Type characters where the focus is."""
        for character in text:
            QTest.keyClicks(focused(), character)


@pytest.fixture
def till(qapp: QApplication, qtbot: QtBot) -> Iterator[Till]:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    search, money = SearchBox("找"), MoneyEdit("amountBox")
    line, button = QLineEdit(), QPushButton("按")
    for widget in (search, money, line, button):
        layout.addWidget(widget)
    registry, ticking = ActionRegistry(), Ticking()
    result = Till(
        window, registry, BurstDetector(ticking.seconds), ticking, search, money, line, button
    )
    registry.set_everywhere(tuple(Action(each, partial(result.note, each)) for each in EVERYWHERE))
    result.show("sale", SALE)
    dispatcher = ShortcutDispatcher(registry, result.bursts, window)
    dispatcher.listen(qapp, window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    search.setFocus()
    yield result
    dispatcher.stop_listening(qapp)


@pytest.mark.parametrize(
    ("key", "modifiers", "act"),
    [
        (Qt.Key.Key_Delete, PLAIN, "sale.delete_line"),
        (Qt.Key.Key_Plus, PLAIN, "sale.more"),
        (Qt.Key.Key_Minus, PLAIN, "sale.less"),
        (Qt.Key.Key_Asterisk, PLAIN, "sale.quantity"),
        (Qt.Key.Key_Up, PLAIN, "sale.line_up"),
        (Qt.Key.Key_Down, PLAIN, "sale.line_down"),
        (Qt.Key.Key_Z, CONTROL, "undo.last"),
    ],
)
def test_cart_keys_act_while_the_search_box_is_empty_and_edit_when_it_is_not(
    till: Till, key: Qt.Key, modifiers: Qt.KeyboardModifier, act: str
) -> None:
    till.press(key, modifiers)
    assert till.done == [act]
    till.type("yj")
    till.press(key, modifiers)
    assert till.done == [act]


def test_arrows_move_the_results_while_there_is_text(till: Till, qtbot: QtBot) -> None:
    till.type("yj")
    with qtbot.waitSignal(till.search.moved) as caught:
        till.press(Qt.Key.Key_Down)
    assert caught.args == [1]
    assert till.done == []


def test_letters_are_typing_in_the_search_box(till: Till) -> None:
    till.show("payment", ("payment.cash", "payment.wechat"))
    till.type("xw")
    assert till.search.text() == "xw"
    assert till.done == []


def test_letters_are_keys_where_only_figures_are_typed(till: Till) -> None:
    till.show("payment", ("payment.cash", "payment.wechat"))
    till.money.setFocus()
    till.type("1w2.5x")
    assert till.money.text() == "12.5"
    assert till.done == ["payment.wechat", "payment.cash"]


def test_letters_are_keys_on_a_button(till: Till) -> None:
    till.show("done", ("done.receipt",))
    till.button.setFocus()
    till.type("p")
    assert till.done == ["done.receipt"]


def test_a_page_key_replaces_the_key_everywhere(till: Till) -> None:
    till.press(Qt.Key.Key_F5)
    till.show("payment", ("payment.query", "payment.quick_1"))
    till.press(Qt.Key.Key_F5)
    till.press(Qt.Key.Key_1, CONTROL)
    assert till.done == ["sources.sync", "payment.query", "payment.quick_1"]


def test_alt_and_a_figure_is_the_function_key(till: Till) -> None:
    till.press(Qt.Key.Key_9, ALT)
    till.press(Qt.Key.Key_2, ALT)
    assert till.done == ["sale.pay", "page.search"]


def test_auto_repeat_triggers_no_act_but_goes_on_moving(till: Till) -> None:
    for key in (Qt.Key.Key_F9, Qt.Key.Key_Up):
        held = QKeyEvent(QEvent.Type.KeyPress, key, PLAIN, "", autorep=True)
        QApplication.sendEvent(till.search, held)
    assert till.done == ["sale.line_up"]


def test_held_enter_confirms_once(till: Till) -> None:
    till.show("payment", ("payment.confirm",))
    till.money.setFocus()
    till.press(Qt.Key.Key_Return)
    for _ in range(5):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, PLAIN, "\r", autorep=True)
        QApplication.sendEvent(till.money, held)
    assert till.done == ["payment.confirm"]


def test_enter_on_a_focused_button_presses_that_button(till: Till, qtbot: QtBot) -> None:
    till.show("done", ("done.next",))
    till.button.setFocus()
    with qtbot.waitSignal(till.button.clicked):
        till.press(Qt.Key.Key_Return)
    assert till.done == []


def test_a_disabled_act_swallows_its_key(till: Till) -> None:
    pay = Action("sale.pay", partial(till.note, "sale.pay"), is_enabled=lambda: False)
    till.registry.show_page(PageKeys("sale", (pay,)))
    till.press(Qt.Key.Key_F9)
    assert till.done == []


def test_a_sheet_lets_no_page_key_through(till: Till, qtbot: QtBot) -> None:
    host = SheetHost(till.window, till.registry)
    sheet = Sheet("清空这一单？")
    sheet.body.addWidget(QLineEdit())
    sheet.add_cancel()
    host.open(sheet)
    till.press(Qt.Key.Key_F9)
    till.type("+")
    assert till.done == []
    with qtbot.waitSignal(sheet.rejected):
        till.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is till.search
    till.press(Qt.Key.Key_F9)
    assert till.done == ["sale.pay"]


@pytest.mark.parametrize("gap", [0.0, 0.100])
def test_a_code_typed_at_any_speed_ends_in_the_same_text(till: Till, gap: float) -> None:
    entered: list[str] = []
    till.search.entered.connect(entered.append)
    till.show("sale", SALE, takes_scans=False)
    till.clock.gap = gap
    till.type("yj1000")
    till.press(Qt.Key.Key_Return)
    assert entered == ["yj1000"]
    assert till.search.text() == "yj1000"


def test_a_burst_is_scanned_and_the_field_is_as_before(till: Till) -> None:
    till.clock.gap = 0.2
    till.type("3*")
    till.clock.gap = 0.0
    till.clock.now += 1
    till.type("6901000020467")
    till.press(Qt.Key.Key_Return)
    assert till.scanned == ["6901000020467"]
    assert till.search.text() == "3*"


def test_a_burst_that_the_page_refuses_stays_typed(till: Till) -> None:
    def refuse(_text: str) -> bool:
        return False

    confirm = Action("payment.confirm", partial(till.note, "payment.confirm"))
    till.registry.show_page(PageKeys("payment", (confirm,), refuse))
    till.money.setFocus()
    till.type("1000.50")
    till.press(Qt.Key.Key_Return)
    assert till.money.text() == "1000.50"
    assert till.done == ["payment.confirm"]


def test_slow_typing_and_short_codes_are_not_scanned(till: Till) -> None:
    till.type("yj100")
    till.press(Qt.Key.Key_Return)
    till.search.clear()
    till.clock.gap = 0.1
    till.type("6901000020467")
    till.press(Qt.Key.Key_Return)
    assert till.scanned == []


def test_a_burst_over_two_fields_counts_for_the_second_only(till: Till) -> None:
    till.type("123456")
    till.line.setFocus()
    till.type("690100")
    till.press(Qt.Key.Key_Return)
    assert till.scanned == ["690100"]
    assert till.search.text() == "123456"
    assert till.line.text() == ""


def test_a_scan_works_whatever_has_the_focus(till: Till) -> None:
    till.button.setFocus()
    till.type("6901000020467")
    till.press(Qt.Key.Key_Return)
    assert till.scanned == ["6901000020467"]


def test_unfinished_input_is_searched_for_and_keeps_the_keys(till: Till) -> None:
    searched: list[str] = []
    till.search.searched.connect(searched.append)
    QApplication.sendEvent(till.search, QInputMethodEvent("yj", []))
    assert searched == ["yj"]
    till.press(Qt.Key.Key_Delete)
    assert till.done == []


def test_no_page_has_two_acts_on_one_key() -> None:
    for preset in PRESETS:
        assert KeyTable.made(preset).list_conflicts() == (), preset


def test_conflicts_of_a_persons_own_keys_are_found() -> None:
    table = KeyTable.made(overrides={"sale.hold": ("F9",)})
    names = {row.action_id for pair in table.list_conflicts() for row in pair}
    assert names == {"sale.hold", "sale.pay"}


def test_re_binding_moves_the_act(till: Till) -> None:
    till.registry.set_table(KeyTable.made("supermarket", {"sale.pay": ["F12"]}))
    till.press(Qt.Key.Key_F9)
    till.press(Qt.Key.Key_F12)
    assert till.done == ["sale.pay"]
    assert till.registry.key_text("sale.recall") == "Shift+F6"


def test_presets_name_known_acts() -> None:
    known = {row.action_id for row in KEY_BINDINGS}
    for changes in PRESETS.values():
        assert set(changes) <= known


def test_hints_are_function_keys_in_order(till: Till) -> None:
    assert [offer.key_text for offer in till.registry.list_hints()] == [
        "F1",
        "F2",
        "F4",
        "F6",
        "F8",
        "F9",
    ]


def test_what_holds_everywhere_is_hinted_only_where_it_can_be_done(till: Till) -> None:
    nothing = partial(till.note, "search")
    can = [True]
    till.registry.set_everywhere((Action("page.search", nothing, lambda: can[0]),))
    till.registry.show_page(PageKeys("sale", (Action("sale.pay", nothing, lambda: False),)))
    assert [offer.key_text for offer in till.registry.list_hints()] == ["F2", "F9"]
    can[0] = False
    assert [offer.key_text for offer in till.registry.list_hints()] == ["F9"]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Up", "↑"),
        ("-", "−"),
        ("+", "+"),
        ("F9", "F9"),
        ("Ctrl+/", "Ctrl+/"),
    ],
)
def test_keys_are_shown_as_people_read_them(key: str, shown: str) -> None:
    assert KeyTable().shown(key) == shown
