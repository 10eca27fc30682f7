"""换卡 by keyboard: from the ticket to the new card in the customer's hands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.after_sales import TicketKind
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.sale import SaleSnapshot
from desktop.services.after_sales import TicketRequest
from desktop.ui.dialogs.replace_card_dialog import ReplaceCardSheet
from tests.buying import Trouble
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.screens.test_orders_after_sales import a_late_ticket, arrived, tab_of
from tests.ui.screens.test_orders_sales import give_pin
from tests.ui.window_harness import Window, a_window

RETURN = Qt.Key.Key_Return


@pytest.fixture
def shop() -> OrdersShop:
    shop = OrdersShop()
    shop.connect()
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


def a_bad_card(
    shop: OrdersShop, product: ProductSnapshot, pieces: int = 1
) -> tuple[SaleSnapshot, int]:
    """Sell and show cards, and open a ticket about them."""
    sale = shop.a_local_sale(product, pieces)
    shop.delivery.reveal(shop.cashier, sale.lines[0].id)
    asked = TicketRequest("bad", TicketKind.CARD_USED, sale.lines[0].id, text="用不了")
    ticket_id = shop.after_sales.open_ticket(shop.cashier, asked).ticket_id
    shop.after_sales.reply(shop.cashier, ticket_id, "马上换")
    return sale, ticket_id


def open_sheet(window: Window) -> ReplaceCardSheet:
    window.find(QPushButton, "replaceCard").click()
    window.settle()
    sheet = window.sheet()
    assert isinstance(sheet, ReplaceCardSheet)
    return sheet


def words(sheet: ReplaceCardSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_a_card_is_exchanged_with_the_owner_and_led_to_be_shown(
    window: Window, shop: OrdersShop
) -> None:
    product = shop.a_product("KM100", cards=3)
    sale, ticket_id = a_bad_card(shop, product)
    screen = arrived(window, shop, ticket_id)
    sheet = open_sheet(window)
    assert "店里还有 2 张" in words(sheet)
    assert "91" not in words(sheet)
    assert window.focus_name() == "reasonText"
    window.type(RETURN)
    assert "写一句为什么" in words(sheet)
    window.find(QLineEdit, "reasonText").setText("提示已被使用")
    window.type(RETURN)
    give_pin(window)
    assert window.frame.sheets.current() is None
    line = shop.checkout.get_sale(sale.id).lines[0]
    assert (line.replaced_count, line.seen_count) == (1, 0)
    (toast,) = [one for one in window.frame.toasts.list_shown() if one.content.action]
    assert "新卡在待交付" in toast.content.text
    toast.pressed.emit()
    assert window.gone_to == [("orders", ("undelivered", line.id))]
    detail = tab_of(screen).ticket_detail
    shown = [label.text() for label in detail.findChildren(QLabel) if label.isVisible()]
    assert "1 张" in shown
    thread = detail.thread_view.texts()
    assert any("换了一张卡，旧卡作废：提示已被使用" in text for text in thread)
    screen.arrive(("undelivered", line.id))
    window.settle()
    window.type("V")
    assert shop.delivery.list_undelivered() == ()
    assert window.frame.sheets.current() is None, "the first look needs no PIN"


def test_the_right_one_of_several_is_chosen(window: Window, shop: OrdersShop) -> None:
    product = shop.a_product("KM100", cards=4)
    sale, ticket_id = a_bad_card(shop, product, 3)
    arrived(window, shop, ticket_id)
    open_sheet(window)
    choice = window.find(QComboBox, "badCard")
    assert [choice.itemText(at)[:5] for at in range(choice.count())] == [
        "第 1 张", "第 2 张", "第 3 张",
    ]  # fmt: skip
    choice.setCurrentIndex(1)
    window.find(QLineEdit, "reasonText").setText("第二张用不了")
    window.find(QPushButton, "dialogConfirm").click()
    window.settle()
    give_pin(window)
    before = sale.lines[0].card_ids
    after = shop.checkout.get_sale(sale.id).lines[0].card_ids
    assert after[:2] == (before[0], before[2])
    assert len(after) == 3


def test_without_stock_one_is_bought_first_and_never_two(window: Window, shop: OrdersShop) -> None:
    product = shop.adopt()
    shop.stock(product, ["KM-LOCAL-0001-SECRET"])
    sale, ticket_id = a_bad_card(shop, product)
    arrived(window, shop, ticket_id)
    sheet = open_sheet(window)
    assert "店里没有这种卡了" in words(sheet)
    assert not sheet.confirm_button.isEnabled()
    shop.platform.troubles = [Trouble.LOST_AFTER]
    window.find(QPushButton, "buyOneCard").click()
    window.settle()
    give_pin(window)
    assert "还没有结果" in sheet.trouble()
    window.find(QPushButton, "buyOneCard").click()
    window.settle()
    assert "没有再买一张" in sheet.trouble()
    assert len(shop.platform.orders) == 1
    assert shop.checkout.get_sale(sale.id).lines[0].replaced_count == 0


def test_what_was_bought_is_given(window: Window, shop: OrdersShop) -> None:
    product = shop.adopt()
    shop.stock(product, ["KM-LOCAL-0001-SECRET"])
    sale, ticket_id = a_bad_card(shop, product)
    arrived(window, shop, ticket_id)
    sheet = open_sheet(window)
    window.find(QLineEdit, "reasonText").setText("用不了")
    window.find(QPushButton, "buyOneCard").click()
    window.settle()
    give_pin(window)
    assert "店里还有 1 张" in words(sheet)
    window.find(QPushButton, "dialogConfirm").click()
    window.settle()
    give_pin(window)
    assert shop.checkout.get_sale(sale.id).lines[0].replaced_count == 1
    given = shop.reporting.day_report().after_sales.given
    assert given > Money(0)


def test_a_line_that_waits_has_no_card_to_exchange(window: Window, shop: OrdersShop) -> None:
    ticket_id = a_late_ticket(shop)
    arrived(window, shop, ticket_id)
    assert not window.is_shown("replaceCard")
    assert window.is_shown("otherSource")
