"""The status bar keeps true, and tells nobody more than their role may know."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desktop.models.platform_accounts import platform_account
from desktop.ui.status_keeper import StatusKeeper
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.window_harness import a_window


@pytest.fixture
def shop() -> OrdersShop:
    shop = OrdersShop()
    shop.connect()
    with shop.ground.database.write() as connection:
        connection.execute(update(platform_account).values(trouble_code="platform_refused"))
    return shop


@pytest.mark.parametrize(
    ("role", "is_named"), [("owner", True), ("cashier", False), ("senior", False)]
)
def test_only_the_owner_reads_which_supplier_is_in_trouble(
    qtbot: QtBot, shop: OrdersShop, role: str, *, is_named: bool
) -> None:
    name = shop.accounts.list_accounts()[0].name
    with a_window(qtbot, shop, actor=getattr(shop, role)) as window:
        StatusKeeper(window.frame.status_bar, window.context, shop).refresh()
        window.settle()
        words = window.frame.status_bar.sync_text()
    assert words.startswith("货源异常")
    assert (name in words) is is_named


def test_nothing_is_claimed_before_anything_was_read(qtbot: QtBot, shop: OrdersShop) -> None:
    with a_window(qtbot, shop) as window:
        assert not window.is_shown("syncState"), "a green dot alone would say that all is well"
        assert not window.is_shown("clockState")
