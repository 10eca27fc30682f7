"""The count on the rail: reminders that nobody has seen, for the owner alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes, Topic
from desktop.services.stock_alerts import StockAlerts
from desktop.ui.alert_keeper import AlertKeeper
from tests.buying import BuyingShop
from tests.ui.window_harness import Window, a_window


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    shop.connect("星桥卡盟")
    shop.adopt("YJ100", price=90_00)
    return shop


def a_keeper(window: Window, shop: BuyingShop) -> AlertKeeper:
    alerts = StockAlerts(shop.ground, shop.settings, shop.rights)
    keeper = AlertKeeper(window.context, SimpleNamespace(stock_alerts=alerts), window.frame)
    keeper.look()
    window.settle()
    return keeper


def test_the_owner_sees_how_many_are_new(qtbot: QtBot, shop: BuyingShop) -> None:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        a_keeper(window, shop)
        assert window.badges["stock"] == 1
        alerts = StockAlerts(shop.ground, shop.settings, shop.rights)
        alerts.note_seen(shop.owner, [one.id for one in alerts.list_open()])
        window.context.notifier.notify(Changes.of(Topic.ALERTS), None)
        window.settle()
        assert window.badges["stock"] == 0


def test_a_cashier_sees_none(qtbot: QtBot, shop: BuyingShop) -> None:
    with a_window(qtbot, shop) as window:
        a_keeper(window, shop)
        assert window.badges["stock"] == 0


def test_what_is_changed_is_looked_at_again(qtbot: QtBot, shop: BuyingShop) -> None:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        keeper = a_keeper(window, shop)
        assert not keeper.is_due()
        window.context.notifier.notify(Changes.of(Topic.SALES), None)
        assert not keeper.is_due()
        window.context.notifier.notify(Changes.of(Topic.STOCK), None)
        assert keeper.is_due()
        keeper.stop()
        assert not keeper.is_due()
