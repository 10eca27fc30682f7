"""A disk that fills is told in time, while it lasts."""

from __future__ import annotations

from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from desktop.services.disk_care import DiskCare
from desktop.ui.disk_keeper import DiskKeeper
from tests.services.test_disk_care import Disk
from tests.shop import RehearsalShop
from tests.ui.window_harness import a_window


def test_the_banner_says_how_much_is_left_and_what_that_stops(qtbot: QtBot) -> None:
    shop = RehearsalShop()
    disk = shop.ground.database.disk = Disk(499)
    with a_window(qtbot, shop) as window:
        keeper = DiskKeeper(window.context, SimpleNamespace(disk_care=DiskCare(shop.ground)))
        keeper.start()
        for free, words in ((499, "少于 100 MB 就不能"), (99, "先不从货源买"), (499, "腾些空间")):
            disk.megabytes = free
            keeper.look()
            window.settle()
            condition = window.frame.banner.current()
            assert condition is not None
            assert condition.strong == f"磁盘只剩 {free} MB"
            assert words in condition.text
        disk.megabytes = 600
        keeper.look()
        window.settle()
        assert window.frame.banner.current() is None
        keeper.stop()
