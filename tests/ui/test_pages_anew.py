"""Another language, other keys or sizes build the pages anew: an open order is none of the losses.

Settings are changed the way the settings page changes them, in the real window.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes, Topic
from desktop.domain.compliance import Answer, AnswerWord
from desktop.domain.money import Money
from desktop.domain.sale import Approval
from desktop.services.purchase_watch import LongUnclear
from desktop.ui.background import Lane
from desktop.ui.scanner_bursts import ScannerThresholds
from desktop.ui.screens.sale.customer_display import CustomerDisplay
from desktop.ui.screens.sale_screen import SaleScreen
from desktop.ui.shop_window import ShopWindow
from desktop.ui.translation import install_language
from desktop.ui.widgets.buttons import ActionButton
from tests.ui.real_window import CONTROL, CTRL_J, ENTER, F9, Till, a_till, letters

F4 = (Qt.Key.Key_F4, "", Qt.KeyboardModifier.NoModifier)
CTRL_7, CTRL_8 = (Qt.Key.Key_7, "7", CONTROL), (Qt.Key.Key_8, "8", CONTROL)
ESC = (Qt.Key.Key_Escape, "", Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def till(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Till]:
    with a_till(qapp, qtbot, tmp_path, monkeypatch) as till:
        till.stock("YJ100", "YJ7K-2M9P-4QXT-8VRC", "YJ7K-5N3W-9HLD-2BGZ")
        till.open_shift()
        till.post(*letters("2*YJ100"), ENTER)
        till.reads("totalAmount", "¥200.00")
        yield till
    install_language("zh")


def window_of(till: Till) -> ShopWindow:
    window = till.opening.shop_window
    assert window is not None
    return window


def change(till: Till, **values: object) -> None:
    """Save settings as their page does: the outcome is told to the whole window."""
    window = window_of(till)
    named = {name.replace("__", "."): value for name, value in values.items()}
    window.context.operations.run_change(
        window, lambda: till.shop.settings.change(till.owner, named)
    )
    till.settle()


def second_place(_till: QWidget) -> QRect:
    return QRect(0, 0, 800, 480)


def key_of(till: Till, name: str) -> str:
    button = till.find(name)
    assert isinstance(button, ActionButton)
    return button.key_cap()


@pytest.mark.parametrize(
    "values",
    [
        {"appearance__language": "en"},
        {"keys__preset": "guanjiapo"},
        {"keys__has_fn_row": True},
        {"appearance__scale": "1.25"},
    ],
    ids=["language", "preset", "Fn", "scale"],
)
def test_the_open_order_is_on_the_page_built_anew(till: Till, values: dict[str, object]) -> None:
    before = window_of(till).pages.find_built("sale")
    change(till, **values)
    till.until(lambda: window_of(till).pages.find_built("sale") is not before)
    till.reads("totalAmount", "¥200.00")
    till.wait_for("searchBox")


def test_the_new_words_and_keys_are_shown(till: Till) -> None:
    assert key_of(till, "payButton") == "F9"
    change(till, keys__has_fn_row=True, appearance__language="en")
    till.until(lambda: key_of(till, "payButton") == "Alt+9")
    assert till.text("payButton").startswith("Pay")
    hints = window_of(till).context.registry.list_hints()
    assert not [one for one in hints if one.key_text[0] == "F" and one.key_text[1:].isdigit()]


def test_money_that_is_being_taken_stays_as_it_is_until_it_is_done(till: Till) -> None:
    till.post(F9)
    till.until(lambda: till.find("confirmPayment") is not None)
    before = window_of(till).pages.find_built("sale")
    change(till, appearance__language="en")
    assert window_of(till).pages.find_built("sale") is before
    assert till.find("confirmPayment") is not None
    till.post(ESC)
    till.until(lambda: window_of(till).pages.find_built("sale") is not before)
    till.reads("totalAmount", "¥200.00")
    assert till.text("payButton").startswith("Pay")


def test_nothing_is_built_anew_for_what_is_not_seen(till: Till) -> None:
    before = window_of(till).pages.find_built("sale")
    change(till, stock__low=7)
    assert window_of(till).pages.find_built("sale") is before


def test_the_settings_say_what_a_scan_is(till: Till) -> None:
    change(till, scan__least_characters=8, scan__gap_milliseconds=60)
    assert till.opening.bursts.thresholds == ScannerThresholds(8, 0.06)


def test_a_sheet_that_is_being_filled_in_gives_its_answer_before_the_page_goes(till: Till) -> None:
    till.post(F4)
    till.until(lambda: till.opening.window.sheets.current() is not None)
    before = window_of(till).pages.find_built("sale")
    change(till, keys__preset="guanjiapo")
    assert window_of(till).pages.find_built("sale") is before
    till.post(*letters("1"), ENTER)
    till.reads("totalAmount", "¥100.00")
    till.until(lambda: window_of(till).pages.find_built("sale") is not before)
    till.reads("totalAmount", "¥100.00")


def test_an_order_on_a_page_not_in_front_is_still_asked_about_before_the_window_closes(
    till: Till,
) -> None:
    till.post(CTRL_8)
    till.wait_for("settingsSearch")
    before = window_of(till).pages.find_built("sale")
    change(till, keys__preset="guanjiapo")
    assert window_of(till).pages.find_built("sale") is not before
    till.opening.window.close()
    sheet = till.opening.window.sheets.current()
    assert sheet is not None
    sheet.reject()


def test_goods_left_behind_are_still_a_key_away(till: Till) -> None:
    till.post(F9)
    till.until(lambda: till.find("confirmPayment") is not None)
    till.post(ENTER)
    till.until(lambda: till.find("nextCustomer") is not None)
    before = window_of(till).pages.find_built("sale")
    till.post(ENTER)
    till.until(lambda: "没给" in till.toasts())
    change(till, keys__preset="guanjiapo")
    till.until(lambda: window_of(till).pages.find_built("sale") is not before)
    assert till.toasts().count("没给") == 1
    till.post(CTRL_J)
    till.until(lambda: till.find("nextCustomer") is not None)


def test_an_answer_on_its_way_is_waited_for(till: Till) -> None:
    told: list[bool] = []
    window, gate = window_of(till), threading.Event()
    window.pages.show("orders")
    orders = window.pages.screen("orders")
    window.context.operations.run_change(orders, gate.wait, told.append, lane=Lane.NETWORK)
    changed = [False]
    window.notifier.changed.connect(lambda *_said: changed.__setitem__(0, True))
    settings = till.shop.settings
    window.context.operations.run_change(
        window, lambda: settings.change(till.owner, {"keys.preset": "guanjiapo"})
    )
    till.until(lambda: changed[0])
    assert window.pages.find_built("orders") is orders
    gate.set()
    till.until(lambda: told == [True])
    window.pages.show("sale")
    assert window.pages.find_built("orders") is not orders


def test_hidden_amounts_stay_hidden(till: Till) -> None:
    till.post(CTRL_7)
    till.until(lambda: till.text("hideAmounts").startswith("遮住金额"))
    till.post(*letters("H"))
    till.until(lambda: till.text("hideAmounts").startswith("显示金额"))
    before = window_of(till).pages.find_built("owner")
    change(till, keys__overrides='{"owner.hide": "U"}')
    till.until(lambda: window_of(till).pages.find_built("owner") not in (None, before))
    till.settle()
    till.until(lambda: till.text("hideAmounts").startswith("显示金额"))
    assert key_of(till, "hideAmounts") == "U"


def test_what_was_agreed_for_an_order_goes_with_it(till: Till) -> None:
    agreed = Approval(1, "regular")
    before = window_of(till).pages.screen("sale")
    assert isinstance(before, SaleScreen)
    before._desk.approval = agreed
    before._desk.answers = (Answer("rule", AnswerWord.OWNER),)
    change(till, keys__preset="guanjiapo")
    after = window_of(till).pages.screen("sale")
    assert isinstance(after, SaleScreen)
    assert after is not before
    assert after._desk.approval is agreed
    assert after._desk.answers == (Answer("rule", AnswerWord.OWNER),)


def test_the_second_screen_shows_the_order_whatever_page_is_in_front(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CustomerDisplay.__init__, "__defaults__", (second_place,))
    change(till, display__customer="second", keys__preset="supermarket")
    till.post(CTRL_8)
    till.wait_for("settingsSearch")
    before = window_of(till).pages.find_built("sale")
    change(till, keys__preset="guanjiapo")
    after = window_of(till).pages.find_built("sale")
    assert isinstance(after, SaleScreen)
    assert after is not before
    assert after._display.sheet is not None


def test_the_banner_shows_its_key_anew(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    found = LongUnclear((1,), Money(91_00), None)
    till.until(lambda: window_of(till).keepers is not None)
    monkeypatch.setattr(till.shop.purchase_watch, "long_unclear", lambda: found)
    window_of(till).notifier.notify(Changes.of(Topic.PURCHASES))

    def cap() -> str:
        shown = till.opening.window.banner.current()
        return "" if shown is None else shown.key_cap

    till.until(lambda: cap() == "Ctrl+Shift+J")
    change(till, keys__overrides='{"banner.act": "Ctrl+Shift+B"}')
    till.until(lambda: cap() == "Ctrl+Shift+B")
