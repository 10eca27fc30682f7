"""总览: rebates, agents and what waits; each row said in a sentence and opened by a key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.agent import AgentProfile
from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.rebate import RebateStep
from desktop.services.campus_agents import CampusAgents
from desktop.services.stock_alerts import StockAlerts
from desktop.services.wallets import AccountTerms, Wallets
from desktop.storage import platform_queries
from desktop.ui.screens.owner_screen import OwnerScreen
from desktop.ui.widgets.list_rows import RowList
from tests.buying import Trouble
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.screens.owner_page import an_owner_page
from tests.ui.window_harness import Window, a_window

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down
STEPS = (
    RebateStep(Money(50_00), 50),
    RebateStep(Money(200_00), 100),
    RebateStep(Money(150_000_00), 150),
)


@dataclass
class Page:
    """The page and its window."""

    window: Window
    screen: OwnerScreen

    def rows(self, name: str) -> list[str]:
        rows = self.window.find(RowList, name).item_model()
        return [str(rows.index(place).data()) for place in range(rows.rowCount())]

    def texts(self) -> str:
        labels = self.window.frame.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def enter(self, name: str, *keys: Qt.Key) -> None:
        self.window.find(QWidget, name).setFocus()
        self.window.type(*keys, ENTER)


@pytest.fixture
def shop() -> OrdersShop:
    shop = OrdersShop()
    shop.platform.goods["YJ100"].stock = 5_000
    shop.connect("星桥卡盟")
    return shop


def wallets_of(shop: OrdersShop) -> Wallets:
    return Wallets(shop.ground, shop.settings, shop.rights)


def page_of(window: Window, shop: OrdersShop) -> Page:
    return Page(window, an_owner_page(shop, window))


@pytest.fixture
def owner(qtbot: QtBot, shop: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def keep_steps(shop: OrdersShop) -> int:
    (account,) = shop.accounts.list_accounts()
    wallets_of(shop).keep_terms(shop.owner, account.id, AccountTerms(steps=STEPS))
    return account.id


def two_agents(shop: OrdersShop) -> CampusAgents:
    """夏雨 sold two cards, 卫青禾 none."""
    shop.settings.change(shop.owner, {"agents.enabled": True})
    agents = CampusAgents(shop.ground, shop.settings, shop.rights)
    for name, code in (("卫青禾", "WQ01"), ("夏雨", "XY01")):
        agents.save(shop.owner, AgentProfile(name, code, 3000))
    cart = Cart().with_product(shop.a_product(cards=9), 2)
    shop.sell(cart.with_agent(agents.find_by_code("XY01")), request_id="by-agent")
    return agents


# Empty ------------------------------------------------------------------------------------------


def test_where_there_is_nothing_each_card_says_so_in_a_sentence(
    shop: OrdersShop, owner: Window
) -> None:
    page = page_of(owner, shop)
    words = page.texts()
    assert "没有要处理的事" in words
    assert "还没有记返点" in words
    assert "到货源的账号详情里填每一档，进度就列在这里" in words
    assert "没有开校园代理" in words
    assert page.screen.cards.matters.counter.isHidden()


def test_a_shop_with_agents_switched_on_and_none_yet_is_told_where(
    shop: OrdersShop, owner: Window
) -> None:
    shop.settings.change(shop.owner, {"agents.enabled": True})
    assert "到推广的校园代理里添加" in page_of(owner, shop).texts()


# Rebates ----------------------------------------------------------------------------------------


def test_a_rebate_says_how_far_the_next_step_is_and_when_it_is_reached(
    shop: OrdersShop, owner: Window
) -> None:
    keep_steps(shop)
    product = shop.adopt()
    shop.clock.pass_time(timedelta(days=1))
    shop.settle(shop.buy(product, 1).id)
    page = page_of(owner, shop)
    assert page.rows("ownerRebates") == ["星桥卡盟，¥91.00 / ¥200.00"]
    assert page.window.find(QLabel, "rebateFigure").text() == "¥91.00"
    said = "再采购 ¥109.00 到 1% 档，返点从 ¥0.45 升到 ¥2.00。按现在的速度 6 月 20 日能到"
    assert said in page.texts()
    assert page.screen.cards.rebates.bars.accessibleName() == "50 · 0.5%，200 · 1%，150,000 · 1.5%"


def test_a_pace_that_is_too_slow_is_not_called_reached(shop: OrdersShop, owner: Window) -> None:
    keep_steps(shop)
    product = shop.adopt()
    shop.settle(shop.buy(product, 10).id)
    assert "按现在的速度这个月到不了" in page_of(owner, shop).texts()


def test_enter_on_a_rebate_opens_its_account(shop: OrdersShop, owner: Window) -> None:
    account_id = keep_steps(shop)
    page = page_of(owner, shop)
    page.enter("ownerRebates")
    assert owner.gone_to == [("stock", ("account", account_id))]


# Balances ---------------------------------------------------------------------------------------


def test_balances_are_added_up_and_old_ones_stand_apart(shop: OrdersShop, owner: Window) -> None:
    page = page_of(owner, shop)
    assert page.screen.cards.strip.values()[4] == "¥5,000.00"
    assert "最近没有采购，说不出够多久" in page.texts()
    shop.clock.pass_time(timedelta(days=1))
    page.screen.refresh()
    owner.settle()
    assert page.screen.cards.strip.values()[4] == "¥0.00"
    assert "另有旧的 ¥5,000.00" in page.texts()


# Agents -----------------------------------------------------------------------------------------


def test_agents_stand_with_what_they_sold_and_are_owed(shop: OrdersShop, owner: Window) -> None:
    two_agents(shop)
    page = page_of(owner, shop)
    assert page.rows("ownerAgents") == [
        "夏雨，带来会员 0 · 1 单，¥200.00，欠 ¥5.40",
        "卫青禾，带来会员 0 · 0 单，¥0.00，不欠佣金",
    ]
    page.enter("ownerAgents")
    assert owner.gone_to == [("promote", "agents")]


def test_an_agent_s_sales_are_those_of_the_stretch(shop: OrdersShop, owner: Window) -> None:
    two_agents(shop)
    page = page_of(owner, shop)
    page.window.type("d", "p")
    assert page.rows("ownerAgents")[0] == "夏雨，带来会员 0 · 0 单，¥0.00，欠 ¥5.40"


# What waits -------------------------------------------------------------------------------------


def test_what_waits_is_listed_the_worst_first_and_each_opens_its_place(
    shop: OrdersShop, owner: Window
) -> None:
    product = shop.adopt("YJ100", price=100_00)
    shop.a_bought_sale(product, Trouble.LOST_BEFORE)
    shop.platform.goods["YJ100"].price = "104.65"
    shop.stock_sync.sync()
    StockAlerts(shop.ground, shop.settings, shop.rights).review()
    page = page_of(owner, shop)
    assert page.rows("ownerMatters") == [
        "1 笔采购待确认，占 ¥91.00",
        "1 个商品倒挂",
        "1 件还没交给顾客",
        "1 条货源提醒",
    ]
    assert page.screen.cards.matters.counter.isVisible()
    assert owner.focus_name() == "ownerMatters", "what waits is where the page begins"
    page.window.type(ENTER, DOWN, ENTER, DOWN, ENTER)
    assert owner.gone_to == [
        ("orders", "unknown"),
        ("stock", "alerts"),
        ("orders", "undelivered"),
    ]


def test_a_frozen_account_is_named_and_opened(shop: OrdersShop, owner: Window) -> None:
    (account,) = shop.accounts.list_accounts()
    with shop.ground.database.write() as connection:
        platform_queries.change_account(connection, account.id, is_frozen=True)
    page = page_of(owner, shop)
    assert page.rows("ownerMatters") == ["星桥卡盟 已停买，核对后再放开"]
    page.enter("ownerMatters")
    assert owner.gone_to == [("stock", ("account", account.id))]


def test_an_account_that_is_asked_for_opens_on_the_stock_page(
    shop: OrdersShop, owner: Window
) -> None:
    from desktop.ui.dialogs.account_detail_dialog import AccountDetailSheet
    from tests.ui.screens.test_stock_screen import build

    (account,) = shop.accounts.list_accounts()
    screen = build(shop, owner)
    screen.arrive(("account", account.id))
    owner.settle()
    assert isinstance(owner.sheet(), AccountDetailSheet)


def test_hidden_amounts_are_hidden_on_every_card(shop: OrdersShop, owner: Window) -> None:
    keep_steps(shop)
    two_agents(shop)
    shop.a_bought_sale(shop.adopt("YJ100", price=100_00), Trouble.LOST_BEFORE)
    page = page_of(owner, shop)
    page.window.type("h")
    rows = [
        *page.rows("ownerRebates"),
        *page.rows("ownerAgents"),
        *page.rows("ownerMatters"),
    ]
    assert "¥" not in "\n".join(rows) + page.texts()
    assert page.rows("ownerAgents")[0] == "夏雨，带来会员 0 · 1 单，•••，欠 •••"
    assert page.screen.cards.rebates.bars.accessibleName() == "0.5%，1%，1.5%"
