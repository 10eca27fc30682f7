"""待确认 and 采购单: orders without an answer are asked about, never sent again, and decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from desktop.connectors.platforms.base import Platform
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.purchase import QUIET_SECONDS, PurchaseState
from desktop.domain.sale import SaleSnapshot
from desktop.services import purchasing
from desktop.ui.dialogs.decision_dialog import DeliveredSheet, FailedSheet
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.loads import Loads
from desktop.ui.screens.orders.unknown_tab import UnknownTab
from desktop.ui.screens.orders_screen import OrdersScreen
from tests.buying import Trouble
from tests.shop import PIN
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.screens.test_orders_sales import confirm_front, press, shown_rows
from tests.ui.window_harness import Window, a_window

ENTER = Qt.Key.Key_Return
TABLE = "unknownTable"


@pytest.fixture
def shop() -> OrdersShop:
    shop = OrdersShop()
    shop.connect()
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


@pytest.fixture
def owners_window(qtbot: QtBot, shop: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def at(window: Window, shop: OrdersShop, tab: str = "unknown") -> OrdersScreen:
    screen = window.show(shop.screen(window.context))
    screen.arrive(tab)
    window.settle()
    return screen


def headers(window: Window, name: str) -> list[str]:
    model = window.find(QTableView, name).model()
    return [
        str(model.headerData(column, Qt.Orientation.Horizontal))
        for column in range(model.columnCount())
    ]


def visible_texts(window: Window) -> str:
    labels = [each.text() for each in window.frame.findChildren(QLabel) if each.isVisible()]
    buttons = window.frame.findChildren(QAbstractButton)
    return "\n".join([*labels, *(each.text() for each in buttons if each.isVisible())])


def unknown_tab(screen: OrdersScreen) -> UnknownTab:
    tab = screen._tabs["unknown"]
    assert isinstance(tab, UnknownTab)
    return tab


def a_lost_sale(shop: OrdersShop, *more: Trouble) -> SaleSnapshot:
    """Sell goods whose order got no answer."""
    return shop.a_bought_sale(shop.adopt(), Trouble.LOST_BEFORE, *more)


def a_sale_for_the_owner(shop: OrdersShop) -> SaleSnapshot:
    """Sell goods whose order stays unclear until only a person can find out."""
    sale = shop.a_bought_sale(shop.adopt(), Trouble.LOST_AFTER)
    shop.settle(shop.purchase_of(sale).id)
    assert shop.purchase_of(sale).state is PurchaseState.HUMAN
    return sale


def test_an_order_without_answer_is_listed_with_its_sale_and_waiting_time(window, shop):
    sale = a_lost_sale(shop)
    at(window, shop)
    purchase = shop.purchase_of(sale)
    assert shown_rows(window, TABLE) == [
        (
            f"{purchase.number} | 云境传说点卡 100 元 卡密 ×1 | {sale.number} 林小舟 | "
            "00:01:00 | 没回话"
        )
    ]


def test_a_cashier_reads_no_source_cost_or_sum(window, shop):
    a_lost_sale(shop)
    screen = at(window, shop)
    assert headers(window, TABLE) == ["采购单", "商品 / 充值账号", "对应销售单", "已等", "状态"]
    texts = visible_texts(window)
    assert "星桥卡盟" not in texts
    assert "91.00" not in texts
    assert "占用货款" not in texts
    assert "purchases" not in screen._tabs


def test_the_owner_reads_source_cost_and_the_money_at_stake(owners_window, shop):
    a_lost_sale(shop)
    at(owners_window, shop)
    assert "货源" in headers(owners_window, TABLE)
    assert "结果不明 1 笔，占用货款 ¥91.00。" in visible_texts(owners_window)


def test_nobody_is_offered_to_try_again(owners_window, shop):
    a_lost_sale(shop)
    screen = at(owners_window, shop)
    texts = visible_texts(owners_window)
    words = [offer.text for offer in owners_window.registry.list_offers()]
    items = [item.text for item in screen._tab().menu_items()]
    assert "重试" not in texts + "".join(words) + "".join(items)
    assert "重新下单" in texts  # only as what not to do


def test_the_rail_and_the_tab_count_open_outcomes(window, shop):
    a_lost_sale(shop)
    screen = at(window, shop)
    assert window.badges == {"orders": 1}
    assert screen.bar.accessibleTabName(2) == "待确认 1"


def test_enter_asks_under_the_same_number_and_says_what_came_of_it(window, shop):
    sale = a_lost_sale(shop)
    number = shop.purchase_of(sale).number
    at(window, shop)
    window.type(ENTER)
    assert [order.request_no for order in shop.platform.orders.values()] == [number]
    assert window.toasts()[-1] == f"{number}：已出卡"
    assert not window.is_shown(TABLE)
    assert window.badges == {"orders": 0}


def test_an_answer_that_settles_nothing_goes_to_the_owner_and_is_not_called_failed(window, shop):
    sale = a_lost_sale(shop, Trouble.LOST_AFTER)
    number = shop.purchase_of(sale).number
    at(window, shop)
    window.type(ENTER)
    assert shop.purchase_of(sale).state is PurchaseState.HUMAN
    assert window.toasts()[-1] == f"{number}：要店主决定"
    assert window.find(QPushButton, "markDelivered").isEnabled()


def test_ask_all_asks_for_every_open_outcome(window, shop):
    product = shop.adopt()
    for _ in range(2):
        shop.a_bought_sale(product, Trouble.LOST_BEFORE)
    at(window, shop)
    press(window, "queryAll")
    assert window.toasts()[-1] == "查了 2 笔，2 笔有结果"
    assert len(shop.platform.orders) == 2


def test_the_time_line_names_the_request_number_and_what_repeating_means(window, shop):
    sale = a_lost_sale(shop)
    screen = at(window, shop)
    story = unknown_tab(screen).purchase_detail.history.accessibleName()
    assert f"请求号 {shop.purchase_of(sale).number} · 这个货源认我们的单号" in story
    assert "没回话，不知道对方是否已处理" in story
    assert "下次自动查询" in story


def test_a_number_that_a_platform_renames_is_told_as_its_website_shows_it(
    window, shop, monkeypatch
):
    def sent_number(_platform: Platform, own_number: str) -> str:
        return f"V4-{own_number}"

    # not on the class: what ``isinstance`` found there would be remembered after this test
    monkeypatch.setattr(purchasing, "sent_number", sent_number)
    sale = a_lost_sale(shop)
    story = unknown_tab(at(window, shop)).purchase_detail.history.accessibleName()
    assert f"请求号 V4-{shop.purchase_of(sale).number} · " in story


def test_the_time_of_the_next_query_counts_down(window, shop):
    sale = a_lost_sale(shop)
    waits = shop.purchase_of(sale).next_step_at
    assert waits is not None
    shop.clock.instant = waits - timedelta(seconds=75)
    screen = at(window, shop)
    unknown_tab(screen).tick()
    assert unknown_tab(screen)._next.text().endswith("还有 1 分 15 秒")


def test_what_the_machine_still_asks_about_cannot_be_decided(window, shop):
    a_lost_sale(shop)
    at(window, shop)
    for name in ("markDelivered", "markFailed"):
        assert not window.find(QPushButton, name).isEnabled()
    assert "还在自动查" in visible_texts(window)


def test_an_order_waiting_for_the_owner_is_not_asked_about_again(window, shop):
    a_sale_for_the_owner(shop)
    at(window, shop)
    assert shown_rows(window, TABLE)[0].endswith("要店主决定")
    assert not window.find(QPushButton, "queryResult").isEnabled()


def test_marking_as_delivered_needs_evidence_then_the_owner(window, shop):
    sale = a_sale_for_the_owner(shop)
    at(window, shop)
    press(window, "markDelivered")
    sheet = window.sheet()
    assert isinstance(sheet, DeliveredSheet)
    confirm_front(window)
    assert sheet.evidence.error() == "写下看到了什么，才能决定"
    assert not window.is_shown("ownerPin")
    sheet.evidence.set_text("购买记录里有这张单")
    window.find(QPlainTextEdit, "pastedCards").setPlainText("AAAA-1111----BBBB-2222\n")
    confirm_front(window)
    assert shop.purchase_of(sale).state is PurchaseState.HUMAN
    window.type(*PIN)
    confirm_front(window)
    assert shop.purchase_of(sale).state is PurchaseState.ADOPTED
    assert shop.sold(sale).lines[0].delivery_state is DeliveryState.ARRIVED
    assert not window.is_shown(TABLE)
    assert not window.refusals


def test_cards_are_fetched_by_the_number_of_the_website(window, shop):
    sale = a_sale_for_the_owner(shop)
    trade_no = next(iter(shop.platform.orders.values())).trade_no
    at(window, shop)
    press(window, "markDelivered")
    window.find(QLineEdit, "reasonText").setText("网站上有")
    window.find(QLineEdit, "upstreamNumber").setText(trade_no)
    confirm_front(window)
    window.type(*PIN)
    confirm_front(window)
    assert shop.purchase_of(sale).state is PurchaseState.ADOPTED
    assert shop.purchase_of(sale).cards == 1


def test_a_number_that_brings_no_card_says_so_and_decides_nothing(owners_window, shop):
    sale = a_sale_for_the_owner(shop)
    at(owners_window, shop)
    press(owners_window, "markDelivered")
    owners_window.find(QLineEdit, "reasonText").setText("网站上有")
    owners_window.find(QLineEdit, "upstreamNumber").setText("0000")
    confirm_front(owners_window)
    sheet = owners_window.sheet()
    assert isinstance(sheet, DeliveredSheet)
    assert sheet.trouble() == "货源那里没有取到卡密。到网站上复制卡密填进来"
    assert not sheet.confirm_button.is_busy()
    assert shop.purchase_of(sale).state is PurchaseState.HUMAN


def test_failed_leads_on_to_the_refund_of_that_line(owners_window, shop):
    sale = a_sale_for_the_owner(shop)
    at(owners_window, shop)
    press(owners_window, "markFailed")
    sheet = owners_window.sheet()
    assert isinstance(sheet, FailedSheet)
    owners_window.find(QLineEdit, "reasonText").setText("网站上没有这张单")
    confirm_front(owners_window)
    assert "可能还在路上" in sheet.trouble()
    assert shop.purchase_of(sale).state is PurchaseState.HUMAN
    shop.clock.pass_time(timedelta(seconds=QUIET_SECONDS))
    confirm_front(owners_window)
    assert shop.purchase_of(sale).state is PurchaseState.NOT_PLACED
    refund = owners_window.sheet()
    assert isinstance(refund, RefundSheet)
    assert refund.confirm_button.label() == "退款 ¥100.00"
    confirm_front(owners_window)
    assert shop.sold(sale).returned == Money(100_00)


def test_money_that_is_gone_is_written_off(owners_window, shop):
    sale = a_sale_for_the_owner(shop)
    at(owners_window, shop)
    press(owners_window, "markFailed")
    owners_window.find(QComboBox, "failureVerdict").setCurrentIndex(2)
    owners_window.find(QLineEdit, "reasonText").setText("扣了款，货源跑了")
    confirm_front(owners_window)
    assert shop.purchase_of(sale).state is PurchaseState.WRITTEN_OFF


def test_what_was_settled_today_is_listed_below(owners_window, shop):
    sale = shop.a_bought_sale(shop.adopt(), Trouble.HTML_BEFORE)
    assert shop.settle(shop.purchase_of(sale).id).state is PurchaseState.FULFILLED
    at(owners_window, shop)
    assert shown_rows(owners_window, "unknownRecent")[0].endswith("已出卡")


def test_no_open_outcome_says_so(window, shop):
    screen = at(window, shop)
    assert screen._tab().empty.title() == "没有待确认的订单"
    assert not window.find(QPushButton, "queryAll").isEnabled()


def test_the_owner_reads_purchases_with_cost_source_and_sums(owners_window, shop):
    product = shop.adopt()
    bought = shop.a_bought_sale(product)
    shop.a_bought_sale(product, Trouble.LOST_BEFORE)
    screen = at(owners_window, shop, "purchases")
    rows = shown_rows(owners_window, "purchaseTable")
    assert rows[1].startswith(f"{shop.purchase_of(bought).number} 09:00 | ")
    assert "星桥卡盟" in rows[1]
    assert rows[1].endswith("91.00 | 已出卡 | 00:00")
    tab = screen._tab()
    assert tab.foot_left.text() == "2 笔    采购 ¥91.00    退回 ¥0.00"
    assert tab.foot_right.text() == "待确认 1 笔 · ¥91.00 没算进去"


def test_a_purchase_leads_to_its_sale(owners_window, shop):
    sale = shop.a_bought_sale(shop.adopt())
    screen = at(owners_window, shop, "purchases")
    press(owners_window, "seeSale")
    assert screen._current == "sales"
    assert screen._tab().detail.title.whole_text() == sale.number


def test_ctrl_tab_goes_round_the_tabs_of_the_role(owners_window, shop):
    screen = owners_window.show(shop.screen(owners_window.context))
    seen = []
    for _ in range(5):
        owners_window.press("Ctrl+Tab")
        seen.append(screen._current)
    assert seen == ["purchases", "undelivered", "unknown", "after_sales", "sales"]


def test_a_cashier_who_signs_in_after_the_owner_finds_no_purchases(owners_window, shop):
    shop.a_bought_sale(shop.adopt())
    screen = at(owners_window, shop, "purchases")
    owners_window.context.session.sign_in(shop.cashier.person)
    owners_window.settle()
    assert screen._current == "sales"
    assert not owners_window.is_shown("purchaseTable")
    assert "星桥卡盟" not in visible_texts(owners_window)


def test_an_older_answer_never_overwrites_a_newer_one(window, shop):
    screen = window.show(shop.screen(window.context))
    loads = Loads(window.context, screen)
    seen: list[str] = []
    loads.run("page", lambda: "old", seen.append)
    loads.run("page", lambda: "new", seen.append)
    window.settle()
    assert seen == ["new"]


def test_acts_wait_for_what_is_read_and_keep_their_order(window, shop):
    screen = window.show(shop.screen(window.context))
    loads = Loads(window.context, screen)
    seen: list[str] = []
    loads.run("page", lambda: "read", seen.append)
    loads.when_settled(lambda: seen.append("first"))
    loads.when_settled(lambda: seen.append("second"))
    assert seen == []
    window.settle()
    assert seen == ["read", "first", "second"]


def test_a_read_that_is_refused_drops_the_acts_that_waited_for_it(window, shop):
    screen = window.show(shop.screen(window.context))
    loads = Loads(window.context, screen)
    seen: list[str] = []

    def refuse() -> str:
        raise BusinessRuleError("nothing_to_return", "选一下要退哪几件")

    loads.run("page", refuse, seen.append)
    loads.when_settled(lambda: seen.append("act"))
    window.settle()
    assert seen == []
    assert not loads.is_busy
    assert window.toasts() == ["选一下要退哪几件"]


@pytest.mark.parametrize(("size", "scale"), [((1180, 680), 1.0), ((1366, 768), 1.25)])
def test_no_column_is_cut_off_in_a_narrow_window_or_at_the_largest_scale(qtbot, shop, size, scale):
    product = shop.adopt()
    shop.a_bought_sale(product)
    shop.a_bought_sale(product, Trouble.LOST_BEFORE)
    with a_window(qtbot, shop, actor=shop.owner, size=size, scale=scale) as window:
        for tab in ("sales", "purchases", "undelivered", "unknown"):
            table = at(window, shop, tab)._tab().table
            count = table.table_model().columnCount()
            used = sum(table.columnWidth(number) for number in range(count))
            assert 0 < used <= table.viewport().width(), tab


def test_the_time_line_says_when_the_owner_will_be_told(window, shop):
    sale = a_lost_sale(shop)
    sent_at = next(one.at for one in shop.purchase_of(sale).events if one.code == "order_sent")
    told_at = (sent_at + timedelta(minutes=15)).astimezone(CHINA_STANDARD_TIME)
    screen = at(window, shop)
    story = unknown_tab(screen).purchase_detail.history.accessibleName()
    assert f"{told_at:%H:%M:%S} 15 分钟还没有结果，提醒店主" in story
    shop.clock.pass_time(timedelta(minutes=15))
    screen.refresh()
    window.settle()
    story = unknown_tab(screen).purchase_detail.history.accessibleName()
    assert "提醒店主" not in story
