"""What is past its time goes without anybody asking, and the pages show it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from desktop.services.erasing import Erasing
from desktop.services.retention import Retention
from desktop.ui.retention_keeper import RetentionKeeper
from tests.services.member_desk import MemberShop
from tests.services.test_retention import a_close
from tests.ui.window_harness import a_window


def test_who_left_years_ago_is_forgotten_at_the_start_and_the_pages_are_told(qtbot: QtBot) -> None:
    shop = MemberShop()
    shop.settings.change(shop.owner, {"retention.members": "36"})
    member = shop.a_member()
    shop.clock.pass_time(timedelta(days=4 * 365))
    a_close(shop)
    retention = Retention(shop.ground, shop.settings, Erasing(shop.ground, shop.rights))
    with a_window(qtbot, shop) as window:
        keeper = RetentionKeeper(window.context, SimpleNamespace(retention=retention))
        with qtbot.waitSignal(window.context.notifier.changed):
            keeper.start()
        assert shop.customers.get(member.id).name == "已删除的顾客"
        keeper.look()
        window.settle()
        keeper.stop()
