"""手工货源 as people see it: the form, the price list, the money, the order typed in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.account_money import EntryKind
from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.ui.dialogs.account_form_dialog import AccountFormSheet
from desktop.ui.dialogs.account_money_dialog import AccountMoneySheet
from desktop.ui.dialogs.hand_order_dialog import HandOrderSheet
from desktop.ui.dialogs.import_dialog import ImportSheet
from desktop.ui.dialogs.price_list_dialog import PriceListSheet
from desktop.ui.screens.orders_screen import OrdersScreen
from desktop.ui.screens.stock_screen import StockScreen
from tests.hand_kept import PHONE, PRICE_LIST, HandKeptShop
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.screens.stock_page import a_stock_page
from tests.ui.screens.test_orders_sales import shown_rows
from tests.ui.window_harness import Window, a_window

ENTER = Qt.Key.Key_Return


class HandKeptOrders(HandKeptShop, OrdersShop):
    """The counter of 订单 with the supplier 老王."""


@pytest.fixture
def shop() -> HandKeptOrders:
    return HandKeptOrders()


@pytest.fixture
def owner(qtbot: QtBot, shop: HandKeptOrders) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


@pytest.fixture
def cashier(qtbot: QtBot, shop: HandKeptOrders) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


def stock(shop: HandKeptOrders, window: Window) -> StockScreen:
    return window.show(a_stock_page(shop, window))


def to_do(shop: HandKeptOrders, window: Window) -> OrdersScreen:
    screen = window.show(shop.screen(window.context))
    screen.arrive("unknown")
    window.settle()
    return screen


def said(window: Window) -> str:
    labels = [one.text() for one in window.frame.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels)


def confirm(window: Window) -> None:
    window.find(QPushButton, "dialogConfirm").click()
    window.settle()


# -- 货源 ---------------------------------------------------------------------------------------


def test_a_new_source_asks_for_its_list_and_its_goods_are_there(
    shop: HandKeptOrders, owner: Window
) -> None:
    screen = stock(shop, owner)
    screen.acts.add()
    form = owner.sheet()
    assert isinstance(form, AccountFormSheet)
    form.platform.setCurrentIndex(form.platform.count() - 1)
    form.platform.activated.emit(form.platform.currentIndex())
    assert not form.test_button.isVisible()
    form.name.editor.setText("小李")
    form.opening_line.set_amount(Money(300_00))
    form.submit()
    owner.settle()
    sheet = owner.sheet()
    assert isinstance(sheet, PriceListSheet)
    owner.find(QPlainTextEdit, "importText").setPlainText(PRICE_LIST)
    owner.settle()
    assert "读到 3 行 · 新增 3" in said(owner)
    sheet.submit()
    owner.settle()
    account = shop.accounts.find_by_name("小李")
    assert account is not None
    assert (account.goods_count, account.balance) == (3, Money(300_00))
    assert "货单" in said(owner)


def test_f5_says_that_nothing_is_fetched(shop: HandKeptOrders, owner: Window) -> None:
    screen = stock(shop, owner)
    screen.sync_all()
    owner.settle()
    assert "手工货源没有可同步的，导入新货单就更新" in owner.toasts()
    assert shop.platform.calls == []


def test_a_bad_line_is_named_before_anything_is_written(
    shop: HandKeptOrders, owner: Window
) -> None:
    screen = stock(shop, owner)
    screen.acts.take_step(shop.account_id)
    listing = "编码,名称,类型,进价\nHF50,话费 50 元,直充,四十\n"
    owner.find(QPlainTextEdit, "importText").setPlainText(listing)
    owner.settle()
    assert shown_rows(owner, "importPreview") == ["2 | 进价：“四十”不是金额"]
    assert shop.account.goods_count == 3


def test_what_the_list_drops_is_said(shop: HandKeptOrders, owner: Window) -> None:
    stock(shop, owner).acts.take_step(shop.account_id)
    owner.find(QPlainTextEdit, "importText").setPlainText("编码,名称\nHF50,话费 50 元\n")
    owner.settle()
    assert "下架 2（货单里没有了）" in said(owner)


def test_money_is_booked_and_the_entries_are_shown(shop: HandKeptOrders, owner: Window) -> None:
    screen = stock(shop, owner)
    screen.acts._book(shop.account)
    owner.settle()
    sheet = owner.sheet()
    assert isinstance(sheet, AccountMoneySheet)
    assert "期初 · 1,000.00" in said(owner)
    sheet.amount_line.set_amount(Money(500_00))
    sheet.fee_line.set_amount(Money(3_00))
    sheet.submit()
    owner.settle()
    assert shop.balance == Money(1497_00)
    assert "1,497.00" in said(owner)


def test_a_balance_that_differs_wants_a_reason(shop: HandKeptOrders, owner: Window) -> None:
    stock(shop, owner).acts._book(shop.account)
    owner.settle()
    sheet = owner.sheet()
    assert isinstance(sheet, AccountMoneySheet)
    owner.find(QComboBox, "moneyAct").setCurrentIndex(5)
    sheet.amount_line.set_amount(Money(990_00))
    sheet.submit()
    owner.settle()
    assert "和账上差" in sheet.reason.error()
    owner.find(QLineEdit, "reasonText").setText("漏记一笔")
    sheet.submit()
    owner.settle()
    (newest, *_) = shop.account_money.entries(shop.owner, shop.account_id)
    assert (newest.kind, newest.amount) == (EntryKind.ADJUSTMENT, Money(-10_00))


def test_pasted_cards_name_the_source_they_were_bought_from(
    shop: HandKeptOrders, owner: Window
) -> None:
    screen = stock(shop, owner)
    screen._open_import("cards", "VIP1")
    owner.settle()
    sheet = owner.sheet()
    assert isinstance(sheet, ImportSheet)
    owner.find(QComboBox, "importAccount").setCurrentIndex(1)
    sheet.cost.editor.setText("14.00")
    owner.find(QPlainTextEdit, "importText").setPlainText("V300001----AAAA1111")
    owner.settle()
    sheet.submit()
    owner.settle()
    assert shop.balance == Money(986_00)


# -- 订单 ---------------------------------------------------------------------------------------


def test_a_cashier_orders_by_hand_and_types_it_in(shop: HandKeptOrders, cashier: Window) -> None:
    waiting = shop.sell_top_up()
    to_do(shop, cashier)
    (row,) = shown_rows(cashier, "unknownTable")
    assert "待手工下单" in row
    cashier.type(ENTER)
    sheet = cashier.sheet()
    assert isinstance(sheet, HandOrderSheet)
    assert PHONE not in said(cashier)
    cashier.find(QPushButton, "takeOrder").click()
    cashier.settle()
    assert "138 0000 1111" in said(cashier)
    assert shop.purchasing.get(waiting.id).state is PurchaseState.SENDING
    cashier.find(QLineEdit, "upstreamNumber").setText("WX-77")
    sheet.cost_line.set_amount(Money(48_40))
    confirm(cashier)
    closed = shop.purchasing.get(waiting.id)
    assert (closed.state, closed.upstream_number) == (PurchaseState.FULFILLED, "WX-77")
    assert "没有待确认的订单" in said(cashier)


def test_without_a_number_the_field_says_what_to_do(shop: HandKeptOrders, cashier: Window) -> None:
    waiting = shop.sell_top_up()
    to_do(shop, cashier)
    cashier.type(ENTER)
    sheet = cashier.sheet()
    assert isinstance(sheet, HandOrderSheet)
    sheet.cost_line.set_amount(Money(48_40))
    confirm(cashier)
    assert "没有单号" in sheet.number.error()
    cashier.find(QComboBox, "handResult").setCurrentIndex(2)
    confirm(cashier)
    assert shop.purchasing.get(waiting.id).state is PurchaseState.UNKNOWN
    (row,) = shown_rows(cashier, "unknownTable")
    assert "待手工下单" not in row


def test_cards_from_the_supplier_are_pasted(shop: HandKeptOrders, cashier: Window) -> None:
    waiting = shop.sell_video()
    to_do(shop, cashier)
    cashier.type(ENTER)
    sheet = cashier.sheet()
    assert isinstance(sheet, HandOrderSheet)
    sheet.cost_line.set_amount(Money(15_00))
    cashier.find(QPlainTextEdit, "pastedCards").setPlainText("V400001----AAAA1111")
    confirm(cashier)
    assert shop.purchasing.get(waiting.id).cards == 1


def test_the_owner_decides_about_an_order_without_a_number(
    shop: HandKeptOrders, owner: Window
) -> None:
    waiting = shop.sell_top_up()
    shop.hand_orders.leave_unknown(shop.cashier, waiting.id, "没号")
    to_do(shop, owner)
    failed = owner.find(QPushButton, "markFailed")
    assert failed.isEnabled()
    failed.click()
    owner.settle()
    owner.find(QLineEdit, "reasonText").setText("问过老王，没下")
    confirm(owner)
    assert shop.purchasing.get(waiting.id).state is PurchaseState.NOT_PLACED
