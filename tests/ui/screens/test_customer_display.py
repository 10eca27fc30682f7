"""顾客屏: a second screen with the customer's own order, and nothing of margin or anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.screens.sale.customer_sheet import (
    CustomerLine,
    CustomerSheet,
    CustomerView,
)
from tests.ui.screens.counter import Counter, CounterShop, a_counter
from tests.ui.window_harness import WAIT_MS

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
PLACE = QRect(1400, 0, 1280, 720)


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", price=100_80, cost=91_37, cards=9)
    shop.settings.change(shop.owner, {"display.customer": "second", "shop.name": "禾光点卡"})
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        beside(counter)
        yield counter


def beside(counter: Counter, place: QRect | None = PLACE) -> None:
    """Let there be a second screen, or none."""
    display = counter.screen._display
    display._find_place = lambda _till: place
    display.refresh()
    frame = counter.window.frame
    counter.window.qtbot.waitUntil(frame.isActiveWindow, timeout=WAIT_MS)


def sheet(counter: Counter) -> CustomerSheet:
    found = counter.screen._display.sheet
    assert found is not None, "nothing stands on the second screen"
    return found


def seen(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return every text that is drawn on the second screen."""
    drawn: list[str] = []
    honest = CustomerSheet._text

    def text(
        self: CustomerSheet, painter: Any, box: Any, words: str, *rest: Any, **named: Any
    ) -> float:
        drawn.append(words)
        return honest(self, painter, box, words, *rest, **named)

    with monkeypatch.context() as patch:
        patch.setattr(CustomerSheet, "_text", text)
        sheet(counter).grab()
    return drawn


def test_it_stands_where_the_second_screen_is_and_takes_no_keys(counter: Counter) -> None:
    window = sheet(counter)
    assert window.geometry() == PLACE
    assert window.isWindow()
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert counter.window.focus_name() == "searchBox"


def test_without_an_order_it_shows_the_shops_name(counter: Counter) -> None:
    assert sheet(counter).view() == CustomerView(greeting="禾光点卡")


def test_it_follows_the_order_as_it_grows(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.window.type("YJ100", ENTER)
    assert sheet(counter).view().total == "100.80"
    counter.window.type("+")
    assert sheet(counter).view().total == "201.60"
    drawn = seen(counter, monkeypatch)
    assert "云境传说点卡 100 元" in drawn
    assert "201.60" in drawn


def test_it_shows_the_code_while_it_is_paid_and_thanks_after(
    counter: Counter, shop: CounterShop
) -> None:
    code = shop.a_code(label="柜台手机")
    counter.window.type("YJ100", ENTER, "F9")
    assert not sheet(counter).view().has_code
    counter.window.type("W")
    assert sheet(counter).view().rows == qr_matrix(code.payload)
    counter.window.type("X", "200", ENTER)
    assert sheet(counter).view() == CustomerView(greeting="谢谢光临", note="找零 99.20")
    counter.window.type(ENTER)
    assert sheet(counter).view().greeting == "禾光点卡"


def test_going_back_to_the_order_takes_the_code_away(counter: Counter, shop: CounterShop) -> None:
    shop.a_code(label="柜台手机")
    counter.window.type("YJ100", ENTER, "F9", "W")
    assert sheet(counter).view().has_code
    counter.window.type(ESC)
    assert not sheet(counter).view().has_code
    assert sheet(counter).view().total == "100.80"


def test_one_secrets_code_is_there_only_while_the_cashier_shows_it(counter: Counter) -> None:
    counter.window.type("YJ100", ENTER, "F9", ENTER)
    assert sheet(counter).view().greeting == "谢谢光临"
    counter.window.type("T")
    shown = sheet(counter).view()
    assert shown.rows
    assert shown.title
    assert (shown.lines, shown.total) == ((), "")
    counter.window.type(ESC)
    assert sheet(counter).view().greeting == "谢谢光临"


def test_nothing_of_cost_margin_or_anybody_else_is_ever_drawn(
    counter: Counter, shop: CounterShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.customers.add(shop.owner, "苗小禾", "13800002046")
    found = shop.customers.find("2046")[0]
    counter.screen.arrive(found)
    counter.window.settle()
    drawn: list[str] = []
    for keys in (("YJ100", ENTER), ("F9",), ("W",), ("X", ENTER), ("T",), (ESC,), (ENTER,)):
        counter.window.type(*keys)
        drawn += seen(counter, monkeypatch)
    text = " ".join(drawn)
    for word in ("91.37", "9137", "9.43", "毛利", "进价", "苗小禾", "2046", "积分", "林小舟"):
        assert word not in text, word


def test_the_values_that_cross_over_have_no_place_for_more() -> None:
    names = {one.name for kind in (CustomerView, CustomerLine) for one in fields(kind)}
    assert not names & {"cost", "margin", "customer", "points", "phone", "cashier", "profit"}


def test_a_locked_till_shows_nothing_of_the_order(counter: Counter) -> None:
    counter.window.type("YJ100", ENTER)
    counter.window.context.session.lock()
    assert sheet(counter).view() == CustomerView(greeting="禾光点卡")


def test_without_a_second_screen_or_the_setting_there_is_no_window(
    counter: Counter, shop: CounterShop
) -> None:
    beside(counter, None)
    assert counter.screen._display.sheet is None
    beside(counter)
    assert counter.screen._display.sheet is not None
    shop.settings.change(shop.owner, {"display.customer": "off"})
    counter.screen.refresh()
    counter.window.settle()
    assert counter.screen._display.sheet is None
    counter.window.type("YJ100", ENTER, "F9", ENTER)
    assert counter.page == "done"
