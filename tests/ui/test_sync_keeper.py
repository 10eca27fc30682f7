"""Goods are fetched by themselves only as often as the owner wants it."""

from __future__ import annotations

from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from desktop.ui.sync_keeper import SyncKeeper
from tests.buying import BuyingShop
from tests.ui.window_harness import a_window


def test_every_so_many_minutes_while_there_is_a_network(qtbot: QtBot) -> None:
    shop = BuyingShop()
    account_id = shop.connect()
    services = SimpleNamespace(
        settings=shop.settings, accounts=shop.accounts, stock_sync=shop.stock_sync,
        connectivity=shop.connectivity,
    )  # fmt: skip

    def calls_of(minutes: int) -> int:
        before = len(shop.platform.calls)
        for _ in range(minutes):
            keeper.pass_minute()
            window.settle()
        return len(shop.platform.calls) - before

    with a_window(qtbot, shop) as window:
        keeper = SyncKeeper(window.context, services)
        assert calls_of(60) == 0
        shop.settings.change(shop.owner, {"sync.every_minutes": 3})
        once = calls_of(1)
        assert once > 0, "so long was waited already"
        assert [calls_of(1), calls_of(1), calls_of(1)] == [0, 0, once]
        shop.unplug()
        assert calls_of(5) == 0
        shop.plug_in()
        assert calls_of(1) == once
        assert shop.stock_sync.find_goods(account_id, "YJ100", "") is not None
