"""收银 without a network: what is seen, what sells, what is refused, and coming back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Topic
from desktop.domain.connection import FRESH_SECONDS, KNOCK_SECONDS
from desktop.domain.delivery import DeliveryState
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.tender import TenderMethod
from desktop.ui.connection_keeper import ConnectionKeeper
from desktop.ui.screens.sale.delivery_rows import DeliveryRow
from desktop.ui.screens.sale.tender_column import TenderColumn
from desktop.ui.shortcuts import Action
from desktop.ui.status_keeper import StatusKeeper
from desktop.ui.tour.stage import text_of
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.labels import Badge
from desktop.ui.widgets.product_grid import ProductGrid
from desktop.ui.widgets.progress import DeliverySteps
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER, F9 = Qt.Key.Key_Return, "F9"
ACCOUNT = "19800002046"


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", cards=9)
    shop.from_platform("XM30", "星幕视频会员", price=25_00, cost="22.00", face_text="月卡")
    shop.from_platform(
        "HF100", "手机话费", price=99_80, cost="95.00", kind=ProductKind.TOPUP,
        rule=AccountRule.PHONE, is_manual=True, face_text="100 元",
    )  # fmt: skip
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        counter.window.registry.set_everywhere(
            (Action("banner.act", banner(counter).press, banner(counter).has_act),)
        )
        yield counter


@pytest.fixture
def keeper(counter: Counter, shop: CounterShop) -> ConnectionKeeper:
    """What the window runs beside its pages, without its timer."""
    frame = counter.window.frame
    StatusKeeper(frame.status_bar, counter.window.context, shop)
    return ConnectionKeeper(counter.window.context, shop, frame)


def banner(counter: Counter):
    return counter.window.frame.banner


def look(counter: Counter, keeper: ConnectionKeeper) -> None:
    """Do what the timer does until nothing turns any more."""
    for _round in range(2):
        keeper.look()
        counter.window.settle()


def go_offline(counter: Counter, keeper: ConnectionKeeper) -> None:
    counter.shop.platform.is_unplugged = True
    counter.shop.clock.pass_time(timedelta(seconds=FRESH_SECONDS))
    counter.window.type("XM30", ENTER, Qt.Key.Key_Delete)
    look(counter, keeper)
    assert counter.shop.connectivity.is_offline()


def banner_text(counter: Counter) -> str:
    return text_of(banner(counter)) if banner(counter).isVisible() else ""


def sync_text(counter: Counter) -> str:
    station = counter.window.find(QWidget, "syncState")
    return station.accessibleName()


def badges(counter: Counter) -> dict[str, str]:
    """Return what the grid says of each product."""
    grid = counter.window.find(ProductGrid, "productGrid")
    return {card.code: card.badge.text for card in grid.item_model().items() if card.badge}


# Going offline --------------------------------------------------------------------------------


def test_a_call_that_finds_nobody_turns_banner_status_bar_and_goods(
    counter: Counter, keeper: ConnectionKeeper
) -> None:
    look(counter, keeper)
    assert badges(counter) == {"YJ100": "余 9", "XM30": "有货", "HF100": "直充"}
    go_offline(counter, keeper)
    assert badges(counter) == {"YJ100": "余 9", "XM30": "排队", "HF100": "排队"}
    assert banner_text(counter).startswith(
        "离线中 现金收款和本地卡密照常可售；直充与平台库存会排队，联网后自动提交"
    )
    assert sync_text(counter) == "离线"


def test_the_list_and_the_search_say_it_too(counter: Counter, keeper: ConnectionKeeper) -> None:
    go_offline(counter, keeper)
    counter.window.type("xm")
    results = counter.screen.sale_page.results
    assert [row.badge().text for row in results.rows.item_model().items()] == ["排队"]
    counter.window.type(Qt.Key.Key_Escape)
    counter.window.press("Ctrl+G")
    table = counter.window.find(DataTable, "productList")
    model = table.model()
    shown = [str(model.index(row, 3).data()) for row in range(model.rowCount())]
    assert shown == ["余 9", "排队", "排队"]


def test_a_line_that_is_only_promised_is_marked_in_the_cart(
    counter: Counter, keeper: ConnectionKeeper
) -> None:
    go_offline(counter, keeper)
    counter.window.type("YJ100", ENTER, "XM30", ENTER)
    lines = counter.screen.sale_page.cart.lines.findChildren(QFrame)
    said = {
        line.content().name: [badge.text for badge in line.content().badges]
        for line in lines
        if hasattr(line, "content")
    }
    assert said == {"云境传说点卡 100 元": [], "星幕视频会员 月卡": ["排队"]}


# What sells -----------------------------------------------------------------------------------


def test_cards_in_stock_sell_for_cash_and_by_static_code(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    counter.window.type("YJ100", ENTER, F9, ENTER, ENTER)
    counter.window.type("YJ100", ENTER, F9, "W", ENTER)
    assert counter.page == "done"
    assert [part.method for part in shop.last_sale().payments] == ["wechat"]
    assert shop.last_sale().lines[0].delivery_state is DeliveryState.ARRIVED
    assert shop.purchase_watch.unsent_count() == 0


def test_bought_goods_sell_as_a_promise_and_nothing_says_delivered(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    counter.window.type("XM30", ENTER, F9)
    assert counter.says("排队，联网后自动提交")
    counter.window.type(ENTER)
    (line,) = shop.last_sale().lines
    assert (line.delivery_state, line.is_promise) == (DeliveryState.QUEUED, True)
    (row,) = counter.screen.done_page.deliveries.findChildren(DeliveryRow)
    assert row.findChildren(Badge)[0].badge().text == "排队中"
    assert counter.says("离线中，联网后自动提交")
    assert not counter.says("已出卡")
    steps = row.findChildren(DeliverySteps)[0]
    assert "排队中 离线中，联网后自动提交" in steps.accessibleName()
    assert "待提交 1 笔" in banner_text(counter)
    assert sync_text(counter) == "离线 · 待提交 1 笔"
    counter.window.type(ENTER)
    assert counter.window.toasts()[-1].startswith("还有 1 笔没到")


def test_a_top_up_is_promised_by_keyboard_alone(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    counter.window.type("HF100", ENTER, ACCOUNT, ENTER, ACCOUNT, ENTER, F9, ENTER)
    assert shop.last_sale().lines[0].is_promise
    assert counter.says("198 0000 2046")


def test_nobody_waits_for_a_price_that_cannot_come(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    calls = len(shop.platform.calls)
    counter.window.type("XM30", ENTER, F9)
    assert counter.page == "payment"
    assert len(shop.platform.calls) == calls


# What is refused ------------------------------------------------------------------------------


def test_goods_whose_price_is_too_old_are_refused_before_any_money_is_taken(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    shop.clock.pass_time(timedelta(hours=30))
    counter.window.frame.toasts.clear()
    counter.window.type("XM30", ENTER, F9)
    assert counter.page == "sale"
    (toast,) = counter.window.toasts()
    assert "星幕视频会员 月卡 的进价是 30 小时前的" in toast
    assert "还没有记成收款" in toast
    assert shop.sale_count() == 0


def test_a_tender_that_needs_the_network_says_why_it_cannot_be_taken(
    counter: Counter, qtbot: QtBot
) -> None:
    tenders = TenderColumn(counter.window.registry)
    qtbot.addWidget(tenders)
    chosen: list[TenderMethod] = []
    tenders.chosen.connect(chosen.append)
    tenders.set_methods((TenderMethod.CASH, TenderMethod.WECHAT, TenderMethod.EPAY))
    tenders.show_refused({TenderMethod.EPAY: "离线，查不到结果"})
    button = tenders.findChild(ActionButton, "tender_epay")
    assert button is not None
    button.click()
    assert (button.isEnabled(), chosen) == (False, [])
    assert button.accessibleName() == "易支付 离线，查不到结果"
    assert not tenders.can_take(TenderMethod.EPAY)
    assert tenders.can_take(TenderMethod.WECHAT)
    tenders.show_refused({TenderMethod.EPAY: ""})
    assert tenders.can_take(TenderMethod.EPAY)


def test_the_static_codes_stay_in_reach(counter: Counter, keeper: ConnectionKeeper) -> None:
    go_offline(counter, keeper)
    counter.window.type("YJ100", ENTER, F9)
    for method in ("cash", "wechat", "alipay", "qq"):
        assert counter.window.find(QPushButton, f"tender_{method}").isEnabled()


# Coming back ----------------------------------------------------------------------------------


def test_the_banner_s_key_asks_at_once_and_says_when_nobody_answers(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    calls = len(shop.platform.calls)
    counter.window.press("Ctrl+Shift+J")
    assert len(shop.platform.calls) == calls + 1
    assert counter.window.toasts()[-1].startswith("还是连不上")
    assert counter.window.find(QPushButton, "bannerAct").text() == "重试连接"


def test_the_banner_s_key_brings_the_shop_back(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    shop.platform.is_unplugged = False
    counter.window.press("Ctrl+Shift+J")
    assert banner_text(counter) == ""
    assert badges(counter)["XM30"] == "有货"
    assert sync_text(counter).startswith("货源已同步")


def test_any_call_that_finds_a_source_turns_everything_back(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    told: list[Topic] = []
    counter.window.context.notifier.changed.connect(
        lambda changes, _initiator: told.extend(changes.topics)
    )
    shop.platform.is_unplugged = False
    shop.stock_sync.sync()
    look(counter, keeper)
    assert Topic.CONNECTION in told
    assert banner_text(counter) == ""
    assert badges(counter)["XM30"] == "有货"


def test_it_comes_back_by_itself_and_what_waited_may_go_at_once(
    counter: Counter, keeper: ConnectionKeeper, shop: CounterShop
) -> None:
    go_offline(counter, keeper)
    counter.window.type("XM30", ENTER, F9, ENTER, ENTER)
    for _try in range(8):
        shop.purchasing.recheck()  # somebody pressed 查结果: each time it waits longer by itself
    shop.platform.is_unplugged = False
    look(counter, keeper)
    assert shop.connectivity.is_offline(), "nobody knocks before it is time"
    shop.clock.pass_time(timedelta(seconds=KNOCK_SECONDS[-1]))
    look(counter, keeper)
    assert not shop.connectivity.is_offline()
    assert "联网了 待提交的 1 笔正在提交" in counter.window.toasts()
    (purchase_id,) = shop.purchasing.due_ids()
    assert shop.purchasing.advance(purchase_id).cards == 1
    assert shop.last_sale().lines[0].delivery_state is DeliveryState.ARRIVED
