"""Another language, other keys or sizes build the pages anew: an open order is none of the losses.

Settings are changed the way the settings page changes them, in the real window.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.scanner_bursts import ScannerThresholds
from desktop.ui.shop_window import ShopWindow
from desktop.ui.translation import install_language
from desktop.ui.widgets.buttons import ActionButton
from tests.ui.real_window import ENTER, F9, Till, a_till, letters

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
