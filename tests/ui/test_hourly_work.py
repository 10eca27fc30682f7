"""What nobody asks for is done at the start, and the pages are told what changed."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes, Topic
from desktop.services.erasing import Erasing
from desktop.services.retention import Retention
from desktop.ui.hourly_work import HourlyWork
from tests.services.member_desk import MemberShop
from tests.services.test_retention import a_close
from tests.ui.window_harness import a_window


def test_what_time_brought_while_the_window_was_closed_is_done_at_the_start(qtbot: QtBot) -> None:
    shop = MemberShop()
    shop.settings.change(shop.owner, {"retention.members": "36", "points.expire_months": 1})
    member = shop.a_member()
    shop.customers.adjust_points(shop.owner, member.id, 100, "期初")
    shop.clock.pass_time(timedelta(days=4 * 365))
    a_close(shop)
    retention = Retention(shop.ground, shop.settings, Erasing(shop.ground, shop.rights))
    pieces = {
        "members": shop.ledgers().keep_up,
        "retention": lambda: retention.keep_up().changes,
    }
    with a_window(qtbot, shop) as window:
        keeper = HourlyWork(window.context, pieces)
        keeper.start()
        qtbot.waitUntil(lambda: shop.customers.get(member.id).name == "已删除的顾客")
        qtbot.waitUntil(lambda: shop.customers.get(member.id).points == 0)
        keeper.stop()


def test_a_piece_that_fails_stops_no_other_and_is_tried_again(qtbot: QtBot) -> None:
    done: list[str] = []

    def fails() -> Changes:
        done.append("tried")
        raise OSError

    pieces = {"fails": fails, "works": lambda: Changes.of(Topic.PRODUCTS)}
    told: list[Changes] = []
    with a_window(qtbot, MemberShop()) as window:
        keeper = HourlyWork(window.context, pieces)
        window.context.notifier.changed.connect(lambda changes, _who: told.append(changes))
        for times in (1, 2):
            keeper.look()
            window.settle()
            assert (len(done), len(told)) == (times, times)
        assert len(window.crashes) == 2
        window.crashes.clear()
