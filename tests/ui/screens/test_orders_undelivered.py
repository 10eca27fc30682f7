"""待交付: what waits, showing and printing secrets, telling the customer, deciding about a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.money import Money
from desktop.models.sales import sale_line
from desktop.services.order_lists import UndeliveredChip
from desktop.ui.dialogs.decision_dialog import NewPriceSheet
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.dialogs.secrets_dialog import SecretList
from desktop.ui.screens.orders.undelivered_tab import UndeliveredTab
from desktop.ui.screens.orders_screen import OrdersScreen
from tests.buying import Trouble
from tests.shop import PIN
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.screens.test_orders_sales import confirm_front, press, shown_rows
from tests.ui.window_harness import Window, a_window

ENTER = Qt.Key.Key_Return
TABLE = "undeliveredTable"


@pytest.fixture
def shop() -> OrdersShop:
    return OrdersShop()


@pytest.fixture
def window(qtbot: QtBot, shop: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


def arrived(window: Window, shop: OrdersShop) -> OrdersScreen:
    """Come as Ctrl+J does."""
    screen = window.show(shop.screen(window.context))
    screen.arrive("undelivered")
    window.settle()
    screen.focus_home()
    window.settle()
    return screen


def tab_of(screen: OrdersScreen) -> UndeliveredTab:
    tab = screen._tabs["undelivered"]
    assert isinstance(tab, UndeliveredTab)
    return tab


def secrets_of(screen: OrdersScreen) -> SecretList:
    return tab_of(screen).line_detail.secrets


def a_dear_sale(shop: OrdersShop):
    """Sell goods whose source became dearer than the customer paid before the order left."""
    shop.connect()
    product = shop.adopt()
    shop.platform.goods["YJ100"].price = "120.00"
    return shop.a_bought_sale(product)


def test_a_row_says_code_customer_goods_and_how_long_it_waits(window, shop):
    customer = shop.customers.add(shop.owner, "闻子墨", "18612343360").customer
    sale = shop.a_local_sale(shop.a_product(cards=1), customer_id=customer.id)
    shop.clock.pass_time(timedelta(minutes=65))
    arrived(window, shop)
    assert shown_rows(window, TABLE) == [
        (
            f"{sale.claim_code} | 闻子墨 尾号 3360 | 云境传说点卡 100 元 本地卡密 ×1 | "
            f"{sale.number} | 1 小时 06 分 | 没给看过"
        )
    ]


def test_arriving_puts_the_focus_on_the_first_row_so_that_letters_act(window, shop):
    shop.a_local_sale(shop.a_product(cards=1))
    arrived(window, shop)
    assert window.focus_name() == TABLE


def test_v_shows_the_card_without_pin_and_records_it_first(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    screen = arrived(window, shop)
    window.type("V")
    assert secrets_of(screen).texts() == ("YJ100-CARD-0000-SECRET",)
    assert shop.sold(sale).lines[0].delivery_state is DeliveryState.HANDED_OVER
    assert not window.is_shown("ownerPin")


def test_the_line_leaves_the_list_when_its_secret_is_hidden_again(window, shop):
    shop.a_local_sale(shop.a_product(cards=1))
    screen = arrived(window, shop)
    window.type("V")
    assert shown_rows(window, TABLE)[0].endswith("给看了")
    for _second in range(shop.settings.current.integer("secret.reveal_seconds")):
        secrets_of(screen)._tick()
    window.settle()
    assert not secrets_of(screen).is_showing()
    assert secrets_of(screen).texts() == ()
    assert not window.is_shown(TABLE)


def test_another_row_hides_the_secret(window, shop):
    product = shop.a_product(cards=2)
    shop.a_local_sale(product)
    shop.a_local_sale(product)
    screen = arrived(window, shop)
    window.type("V", Qt.Key.Key_Down)
    assert not secrets_of(screen).is_showing()
    assert len(shown_rows(window, TABLE)) == 1


def test_another_tab_and_the_lock_hide_the_secret(window, shop):
    product = shop.a_product(cards=2)
    shop.a_local_sale(product)
    shop.a_local_sale(product)
    screen = arrived(window, shop)
    window.type("V")
    window.press("Ctrl+Tab")
    assert not secrets_of(screen).is_showing()
    screen.arrive("undelivered")
    window.settle()
    window.type("V")
    assert secrets_of(screen).is_showing()
    window.context.session.lock()
    assert not secrets_of(screen).is_showing()


def test_v_typed_right_after_the_code_shows_that_line_and_no_other(window, shop):
    product = shop.a_product(cards=2)
    shop.a_local_sale(product)
    second = shop.a_local_sale(product)
    screen = arrived(window, shop)
    window.press("F2")
    window.type(second.claim_code, ENTER, "V", gap_ms=0)
    window.settle()
    assert secrets_of(screen).texts() == ("YJ100-CARD-0001-SECRET",)
    assert shop.sold(second).lines[0].delivery_state is DeliveryState.HANDED_OVER
    assert shop.delivery.undelivered_count() == 1


def test_m_copies_the_message_without_secret_and_records_who_told(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    arrived(window, shop)
    window.type("M")
    text = QGuiApplication.clipboard().text()
    assert sale.claim_code in text
    assert "SECRET" not in text
    assert shown_rows(window, TABLE)[0].endswith("到货 · 已告诉")


def test_y_copies_the_message_and_records_nothing(window, shop):
    shop.a_local_sale(shop.a_product(cards=1))
    screen = arrived(window, shop)
    window.type("Y")
    assert QGuiApplication.clipboard().text() == tab_of(screen).line_detail.message.text()
    assert shown_rows(window, TABLE)[0].endswith("没给看过")


def test_k_without_a_printer_says_so_and_shows_nobody_the_card(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    arrived(window, shop)
    window.type("K")
    assert window.toasts() == ["没有打印机，没有打，卡密也没有给看"]
    assert shop.sold(sale).lines[0].delivery_state is DeliveryState.ARRIVED


def test_letters_typed_into_the_search_are_text(window, shop):
    shop.a_local_sale(shop.a_product(cards=1))
    screen = arrived(window, shop)
    window.press("F2")
    window.type("V")
    assert screen.search.text().upper() == "V"
    assert not secrets_of(screen).is_showing()


def test_chips_count_and_filter(window, shop):
    shop.connect()
    bought = shop.adopt()
    shop.a_bought_sale(bought)
    shop.a_bought_sale(bought, Trouble.LOST_BEFORE)
    shop.a_local_sale(shop.a_product("QM30", cards=1))
    screen = arrived(window, shop)
    chips = tab_of(screen).chips
    said = [button.accessibleName() for button in chips.findChildren(QPushButton)]
    assert said == ["全部 3", "要告诉顾客 1", "没给看过 2", "等结果 1", "离线时答应"]
    window.find(QPushButton, f"chip_{UndeliveredChip.WAITING}").click()
    window.settle()
    assert [row.rpartition("| ")[2] for row in shown_rows(window, TABLE)] == ["待确认"]


def test_goods_that_are_not_here_cannot_be_shown(window, shop):
    shop.connect()
    shop.a_bought_sale(shop.adopt(), Trouble.LOST_BEFORE)
    screen = arrived(window, shop)
    assert not window.find(QPushButton, "revealSecret").isEnabled()
    window.type("V")
    assert not secrets_of(screen).is_showing()
    assert not window.refusals


def test_a_line_without_result_leads_to_the_open_outcomes(window, shop):
    shop.connect()
    shop.a_bought_sale(shop.adopt(), Trouble.LOST_BEFORE)
    screen = arrived(window, shop)
    press(window, "goUnknown")
    assert screen._current == "unknown"
    assert window.is_shown("unknownTable")


def test_a_top_up_that_arrived_is_taken_off_by_hand(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    with shop.ground.database.write() as connection:
        connection.execute(
            update(sale_line)
            .where(sale_line.c.sale_id == sale.id)
            .values(supply=Supply.TOPUP, target_masked="198****2046")
        )
    arrived(window, shop)
    assert "198****2046" in shown_rows(window, TABLE)[0]
    assert not window.is_shown("revealSecret")
    press(window, "markHandedOver")
    assert shop.delivery.undelivered_count() == 0


def test_a_cashier_sees_no_cost_before_the_owner_agreed_to_a_new_price(window, shop):
    sale = a_dear_sale(shop)
    screen = arrived(window, shop)
    assert shown_rows(window, TABLE)[0].endswith("待店主定")
    press(window, "acceptPrice")
    assert window.is_shown("ownerPin")
    texts = [label.text() for label in window.frame.findChildren(QLabel) if label.isVisible()]
    assert not any("120.00" in text for text in texts)
    window.type(*PIN)
    window.type(*"old customer")
    confirm_front(window)
    sheet = window.sheet()
    assert isinstance(sheet, NewPriceSheet)
    assert sheet._price.text() == "星桥卡盟 现在进价 ¥120.00 一件"
    confirm_front(window)
    assert shop.sold(sale).lines[0].delivery_state is DeliveryState.ARRIVED
    assert shop.purchase_of(sale).ceiling_unit == Money(120_00)
    assert tab_of(screen).line_detail.badge.badge().text == "到货 · 没告诉"


def test_an_owner_chooses_where_a_line_is_bought_again(window, shop):
    shop.connect()
    product = shop.adopt()
    second_id = shop.connect("聚源卡盟")
    goods = shop.stock_sync.find_goods(second_id, "YJ100", "")
    shop.stock_sync.add_source(shop.owner, product.id, goods.id)
    shop.platform.goods["YJ100"].price = "120.00"
    sale = shop.a_bought_sale(shop.checkout.get_product(product.id))
    arrived(window, shop)
    press(window, "acceptPrice")
    window.type(*PIN)
    window.type(*"old customer")
    confirm_front(window)
    sheet = window.sheet()
    assert isinstance(sheet, NewPriceSheet)
    names = [sheet.source.itemText(at) for at in range(sheet.source.count())]
    assert {name.partition(" · ")[0] for name in names} == {"星桥卡盟", "聚源卡盟"}
    sheet.source.setFocus()
    window.press("Down" if names[0].startswith("星桥") else "Up")
    window.settle()
    assert sheet.source.currentText().startswith("聚源卡盟")
    assert sheet._price.text() == "聚源卡盟 现在进价 ¥120.00 一件"
    confirm_front(window)
    assert shop.purchase_of(sale).account == "聚源卡盟"
    assert shop.sold(sale).lines[0].delivery_state is DeliveryState.ARRIVED


def test_a_line_that_was_not_bought_is_refunded_alone(window, shop):
    a_dear_sale(shop)
    arrived(window, shop)
    press(window, "refundLine")
    sheet = window.sheet()
    assert isinstance(sheet, RefundSheet)
    assert sheet.confirm_button.label() == "退款 ¥100.00"
    assert sheet.reason.currentText() == "没到货"
    confirm_front(window)
    window.type(*PIN)
    confirm_front(window)
    assert shop.delivery.undelivered_count() == 0


def test_an_empty_list_says_that_everything_is_handed_over(window, shop):
    screen = arrived(window, shop)
    assert tab_of(screen).empty.title() == "都交到顾客手里了"
    assert not window.is_shown(TABLE)


def test_the_tab_counts_what_waits(window, shop):
    product = shop.a_product(cards=2)
    shop.a_local_sale(product)
    shop.a_local_sale(product)
    screen = arrived(window, shop)
    assert screen.bar.accessibleTabName(1) == "待交付 2"
