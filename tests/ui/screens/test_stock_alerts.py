"""提醒, red flags and standing approvals as the owner sees them, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.services.standing_approvals import StandingApprovals
from desktop.services.stock_alerts import StockAlerts
from desktop.ui.dialogs.adopt_dialog import AdoptSheet
from desktop.ui.dialogs.compare_sources_dialog import CompareSourcesSheet
from desktop.ui.dialogs.note_dialog import NoteSheet
from desktop.ui.dialogs.price_history_dialog import PriceHistorySheet
from desktop.ui.dialogs.standing_dialog import StandingFormSheet, StandingListSheet
from desktop.ui.screens.stock_screen import StockScreen
from tests.buying import BuyingShop, Goods
from tests.ui.screens.test_stock_screen import build, said
from tests.ui.window_harness import Window, a_window

RETURN, SPACE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab
WHY = "Old source; always arrived"


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    shop.platform.goods |= {
        "SLOW": Goods("SLOW", "移动话费 100 元 慢充", "96.00"),
        "SIM": Goods("SIM", "物联网卡 一年", "9.00"),
        "HF": Goods("HF", "移动话费 100 元", "98.00"),
    }
    shop.connect("星桥卡盟")
    shop.adopt("YJ100", price=100_00)
    return shop


@pytest.fixture
def owner(qtbot: QtBot, shop: BuyingShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def alerts_of(shop: BuyingShop) -> StockAlerts:
    return StockAlerts(shop.ground, shop.settings, shop.rights)


def with_dearer_cards(shop: BuyingShop) -> None:
    shop.platform.goods["YJ100"].price = "104.65"
    shop.stock_sync.sync()
    alerts_of(shop).review()


def on_alerts(shop: BuyingShop, owner: Window) -> StockScreen:
    screen = build(shop, owner)
    screen.arrive("alerts")
    owner.settle()
    assert screen.alerts is not None
    screen.alerts.table.setFocus()
    return screen


def kinds(screen: StockScreen) -> list[str]:
    assert screen.alerts is not None
    model = screen.alerts.table.table_model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_list_says_what_happened_and_counts_it(shop: BuyingShop, owner: Window) -> None:
    with_dearer_cards(shop)
    screen = on_alerts(shop, owner)
    assert kinds(screen) == ["倒挂", "涨价"]
    words = said(screen)
    assert "进价 104.65，售价 100.00，卖一件赚不到钱" in words
    assert "进价 91.00 → 104.65（+15.0%）" in words
    assert screen.segments.buttons()[2].text() == "提醒 2"


def test_whoever_looks_has_seen_them(shop: BuyingShop, owner: Window) -> None:
    with_dearer_cards(shop)
    assert alerts_of(shop).count_new() == 2
    build(shop, owner)
    owner.settle()
    assert alerts_of(shop).count_new() == 2
    on_alerts(shop, owner)
    assert alerts_of(shop).count_new() == 0


def test_what_comes_while_somebody_looks_is_seen_at_once(shop: BuyingShop, owner: Window) -> None:
    screen = on_alerts(shop, owner)
    assert "没有提醒" in said(screen)
    with_dearer_cards(shop)
    assert alerts_of(shop).count_new() == 2
    screen.refresh()
    owner.settle()
    assert kinds(screen) == ["倒挂", "涨价"]
    assert alerts_of(shop).count_new() == 0


def test_space_puts_one_aside_and_it_does_not_come_back(shop: BuyingShop, owner: Window) -> None:
    with_dearer_cards(shop)
    screen = on_alerts(shop, owner)
    owner.type(SPACE)
    assert any("倒挂知道了" in toast for toast in owner.toasts())
    assert kinds(screen) == ["涨价"]
    alerts_of(shop).review()
    screen.refresh()
    owner.settle()
    assert kinds(screen) == ["涨价"]


def test_enter_opens_the_product(shop: BuyingShop, owner: Window) -> None:
    with_dearer_cards(shop)
    on_alerts(shop, owner)
    owner.type(RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, CompareSourcesSheet)
    assert "云境传说点卡" in said(sheet)


def test_a_cashier_has_no_reminders(qtbot: QtBot, shop: BuyingShop) -> None:
    with_dearer_cards(shop)
    with a_window(qtbot, shop) as window:
        screen = build(shop, window)
        screen.arrive("alerts")
        assert screen.alerts is None
        assert "提醒" not in said(screen)


def press(sheet: CompareSourcesSheet, owner: Window, name: str) -> None:
    button = sheet.findChild(QAbstractButton, name)
    assert button is not None
    button.setFocus()
    owner.type(SPACE)


def compared(shop: BuyingShop, owner: Window, number: int = 0) -> CompareSourcesSheet:
    screen = build(shop, owner)
    screen.products.table.select_number(number)
    screen.products.table.setFocus()
    owner.type(RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, CompareSourcesSheet)
    return sheet


def test_the_costs_of_a_product_are_read_back(shop: BuyingShop, owner: Window) -> None:
    for price in ("92.00", "93.50"):
        shop.platform.goods["YJ100"].price = price
        shop.stock_sync.sync()
    press(compared(shop, owner), owner, "priceHistory")
    sheet = owner.sheet()
    assert isinstance(sheet, PriceHistorySheet)
    words = said(sheet)
    assert "92.00" in words
    assert "+1.6%" in words
    assert "最近 2 次变动后的进价" in sheet.chart.accessibleName()


def test_a_held_source_is_accepted_in_words(shop: BuyingShop, owner: Window) -> None:
    product = shop.adopt("HF")
    shop.platform.goods["HF"].price = "90.00"
    shop.stock_sync.sync()
    sheet = compared(shop, owner, 1)
    assert "红旗" in said(sheet)
    assert "进价远低于面值" in said(sheet)
    press(sheet, owner, "acceptRisk")
    note = owner.sheet()
    assert isinstance(note, NoteSheet)
    owner.type(RETURN)
    assert not shop.checkout.get_product(product.id).can_sell
    press(compared(shop, owner, 1), owner, "acceptRisk")
    owner.type(WHY, RETURN)
    assert shop.checkout.get_product(product.id).can_sell
    assert any("可以进货" in toast for toast in owner.toasts())
    again = compared(shop, owner, 1)
    owner.settle()
    assert f"接受：{WHY}" in said(again)


def adopting(shop: BuyingShop, owner: Window, text: str) -> AdoptSheet:
    screen = build(shop, owner)
    owner.settle()
    screen.acts.adopt()
    sheet = owner.sheet()
    assert isinstance(sheet, AdoptSheet)
    sheet.search.setText(text)
    owner.settle()
    return sheet


def test_risky_goods_are_adopted_only_with_words(shop: BuyingShop, owner: Window) -> None:
    sheet = adopting(shop, owner, "慢充")
    assert sheet.acceptance.isVisible()
    assert "慢充（警方" in said(sheet)
    owner.type(RETURN, "100", RETURN)
    assert "写下为什么接受" in said(sheet)
    assert shop.catalog.stock_counts().all == 1
    owner.type(WHY, RETURN)
    assert shop.catalog.stock_counts().all == 2


def test_blocked_goods_offer_no_words(shop: BuyingShop, owner: Window) -> None:
    sheet = adopting(shop, owner, "物联网")
    assert not sheet.acceptance.isVisible()
    owner.type(RETURN, "100", RETURN)
    assert "一律不碰" in sheet.trouble()
    assert shop.catalog.stock_counts().all == 1


def test_a_loss_is_agreed_to_and_taken_back(shop: BuyingShop, owner: Window) -> None:
    with_dearer_cards(shop)
    press(compared(shop, owner), owner, "giveStanding")
    form = owner.sheet()
    assert isinstance(form, StandingFormSheet)
    assert form.loss.text() == "4.65"
    owner.type(RETURN)
    assert "写下为什么" in said(form)
    owner.type("September offer", RETURN)
    desk = StandingApprovals(shop.ground, shop.rights)
    (state,) = desk.list_all()
    assert (state.row.approval.largest_loss, state.row.approval.reason) == (
        Money(4_65),
        "September offer",
    )
    product = shop.checkout.get_product(state.row.approval.product_id)
    assert shop.checkout.ready_to_pay(Cart().with_product(product)).refusal is None
    screen = build(shop, owner)
    screen.list_standing()
    listed = owner.sheet()
    assert isinstance(listed, StandingListSheet)
    owner.settle()
    assert "有效" in said(listed)
    owner.type(RETURN)
    owner.settle()
    assert "收回了" in said(listed)
    assert not desk.list_all()[0].is_valid
    assert shop.checkout.ready_to_pay(Cart().with_product(product)).refusal is not None
