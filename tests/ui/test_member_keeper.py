"""Points lapse and friends are rewarded without anybody asking."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from desktop.ui.member_keeper import MemberKeeper
from tests.services.member_desk import MemberShop
from tests.ui.window_harness import a_window


def test_what_lapsed_while_the_window_was_closed_is_booked_at_the_start(qtbot: QtBot) -> None:
    shop = MemberShop()
    shop.settings.change(shop.owner, {"points.expire_months": 1})
    member = shop.a_member()
    shop.customers.adjust_points(shop.owner, member.id, 100, "期初")
    shop.clock.pass_time(timedelta(days=40))
    with a_window(qtbot, shop) as window:
        services = SimpleNamespace(member_ledgers=shop.ledgers())
        keeper = MemberKeeper(window.context, services)
        keeper.start()
        qtbot.waitUntil(lambda: shop.customers.get(member.id).points == 0)
        keeper.stop()
