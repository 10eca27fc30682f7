"""Nothing of the counter is cut or lies over something else: smallest window, largest letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.customer import CustomerDraft
from desktop.domain.money import Money
from desktop.domain.tender import TenderMethod
from desktop.translating import Language
from desktop.ui.theme import theme
from desktop.ui.translation import install_language
from desktop.ui.widgets.banner import Condition
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.labels import ElideLabel, TotalLabel
from desktop.ui.widgets.marked_label import MarkedLabel, MarkedText
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER = Qt.Key.Key_Return
SIZES = [((1366, 768), 1.0), ((1180, 680), 1.0), ((1366, 768), 1.25)]


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    install_language(request.param)
    yield request.param
    install_language("zh")


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.open_shift(Money(500_00))
    shop.a_product("YJ100", cards=9)
    shop.a_product("BIG", price=363_80, cost=300_00, cards=9, name="大单", face_text="")
    for label in ("柜台手机", "备用手机"):
        shop.codes.add(shop.owner, TenderMethod.WECHAT, label, None, f"wxp://{label}")
    return shop


@pytest.fixture(params=SIZES, ids=lambda each: f"{each[0][0]}x{each[0][1]}@{each[1]}")
def counter(
    request: pytest.FixtureRequest, qtbot: QtBot, shop: CounterShop, language: Language
) -> Iterator[Counter]:
    assert language
    size, scale = request.param
    with a_counter(qtbot, shop, size=size, scale=scale) as counter:
        counter.window.frame.messages.begin_condition(Condition("any", "练习货源", "不是真的", 1))
        assert counter.window.frame.size().toTuple() == size
        counter.window.settle()
        yield counter


def place_of(part: QWidget, page: QWidget) -> QRect:
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


def is_scrolled(part: QWidget) -> bool:
    parent = part.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def overlapping(page: QWidget) -> list[str]:
    """Return the pairs of buttons that lie over one another, and what sticks out of the page."""
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    places = [(one.objectName(), place_of(one, page)) for one in buttons if not is_scrolled(one)]
    found = [
        f"{name} over {other}"
        for number, (name, place) in enumerate(places)
        for other, beside in places[number + 1 :]
        if place.intersects(beside)
    ]
    return found + [
        f"{name} sticks out" for name, place in places if not page.rect().contains(place)
    ]


def edges(button: ActionButton) -> int:
    """Return what a button with its word at the left keeps free beside it."""
    return theme().px(28) if button._is_left else 0


def cut(page: QWidget) -> list[str]:
    """Return the words that have no room and may not be shortened."""
    labels = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
        and not label.wordWrap()
        and not isinstance(label, ElideLabel | MarkedLabel)
        and label.width() < label.sizeHint().width() - 1
    ]
    texts = [
        text.text()
        for text in page.findChildren(MarkedText)
        if text.isVisible() and text.height() < text.heightForWidth(text.width()) - 1
    ]
    buttons = [
        button.label()
        for button in page.findChildren(ActionButton)
        if button.isVisible() and button.width() - edges(button) < button._content_width()
    ]
    return labels + texts + buttons


def assert_fits(counter: Counter) -> None:
    page = counter.screen._pages.currentWidget()
    assert page is not None
    assert not overlapping(page)
    assert not cut(page)


def test_the_order_fits(counter: Counter) -> None:
    counter.window.type("BIG", ENTER, "2*YJ100", ENTER)
    assert_fits(counter)
    counter.window.press("Ctrl+G")
    assert_fits(counter)
    table = counter.screen.sale_page.shelf.table
    last = table.table_model().columnCount() - 1
    right = table.columnViewportPosition(last) + table.columnWidth(last)
    assert right <= table.viewport().width()


def test_a_member_s_points_fit(counter: Counter, shop: CounterShop) -> None:
    draft = CustomerDraft("名字很长的苗小禾", "13800002046")
    member = shop.customers.add_draft(shop.cashier, draft).customer
    shop.customers.adjust_points(shop.owner, member.id, 500_000, "期初")
    counter.window.type("BIG", ENTER, "2*YJ100", ENTER)
    counter.desk.set_customer(shop.customers.get(member.id))
    counter.window.settle()
    assert counter.window.is_shown("usePoints")
    assert_fits(counter)


def test_cash_fits_with_keys_that_can_be_hit(counter: Counter) -> None:
    counter.window.type("BIG", ENTER, "F9", "400")
    assert_fits(counter)
    keys = counter.screen.payment_page.cash._keypad.findChildren(ActionButton)
    assert min(key.height() for key in keys) >= 36


def test_the_shop_s_code_fits(counter: Counter) -> None:
    counter.window.type("BIG", ENTER, "F9", "W", ENTER)
    assert_fits(counter)
    assert counter.screen.payment_page.code.qr.width() >= 200


def test_the_finished_sale_fits(counter: Counter) -> None:
    counter.window.type("BIG", ENTER, "3*YJ100", ENTER, "F9", "700", ENTER)
    assert counter.page == "done"
    assert_fits(counter)
    page = counter.screen.done_page
    secrets = place_of(page.secrets, page)
    assert page.rect().contains(secrets)
    assert page.hero.change.width() >= page.hero.change.sizeHint().width()


def test_one_card_does_not_stretch_its_head(qtbot: QtBot, shop: CounterShop) -> None:
    with a_counter(qtbot, shop) as counter:
        counter.window.type("YJ100", ENTER, "F9", ENTER)
        page = counter.screen.done_page
        assert page.secrets.height() <= page.secrets.sizeHint().height()
        assert page.secrets.reveal.mapTo(page.secrets, QPoint(0, 0)).y() < 12


def test_an_amount_shows_its_mark_as_drawn(qtbot: QtBot, shop: CounterShop) -> None:
    with a_counter(qtbot, shop) as counter:
        counter.window.type("BIG", ENTER)
        total = counter.window.find(TotalLabel, "totalAmount")
        assert total._parts() == ("¥", "363.80")
        counter.window.type("F9", "400")
        change = counter.window.find(TotalLabel, "changeDue")
        assert change._parts() == ("", "¥36.20")
