"""The window lets passed promises open their tickets, and tells when a ticket becomes overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.after_sales import TicketKind
from desktop.domain.cart import Cart
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import OutsideError
from desktop.services.after_sales import TicketRequest
from desktop.ui.after_sales_keeper import AfterSalesKeeper
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.window_harness import Window, a_window

MINUTE = timedelta(minutes=1)


class NoTray:
    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def tell(self, title: str, text: str) -> None:
        self.told.append((title, text))


@pytest.fixture
def shop() -> OrdersShop:
    shop = OrdersShop()
    shop.connect()
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


@pytest.fixture
def tray() -> NoTray:
    return NoTray()


@pytest.fixture
def keeper(window: Window, shop: OrdersShop, tray: NoTray) -> Iterator[AfterSalesKeeper]:
    owner = QWidget(window.frame)
    keeper = AfterSalesKeeper(window.context, shop, tray, owner)  # type: ignore[arg-type]
    keeper.start()
    window.settle()
    yield keeper
    keeper.stop()


def a_slow_sale(shop: OrdersShop) -> None:
    product = shop.adopt()
    shop.platform.goods["YJ100"].is_manual = True
    shop.sell(Cart().with_product(product), request_id="slow")
    shop.purchasing.advance_due()


def test_a_promise_that_passes_opens_its_ticket_and_is_told_once(window, shop, tray, keeper):
    a_slow_sale(shop)
    window.context.notifier.notify(Changes.of(Topic.SALES), None)
    keeper.tick()
    window.settle()
    assert shop.after_sales.list_tickets().tickets == ()
    for _ in range(3):
        shop.clock.pass_time(10 * MINUTE)
        keeper.tick()
        window.settle()
    assert len(shop.after_sales.list_tickets().tickets) == 1
    assert [title for title, _ in tray.told] == ["过了到账承诺"]


def test_what_passed_while_the_till_was_off_is_seen_at_its_start(window, shop, tray):
    a_slow_sale(shop)
    shop.clock.pass_time(30 * MINUTE)
    owner = QWidget(window.frame)
    keeper = AfterSalesKeeper(window.context, shop, tray, owner)
    keeper.start()
    window.settle()
    assert len(shop.after_sales.list_tickets().tickets) == 1
    keeper.stop()


def test_a_clock_that_ends_is_told_to_the_screens(window, shop, keeper):
    wanted = TicketRequest("q", TicketKind.QUESTION, text="在吗")
    shop.after_sales.open_ticket(shop.cashier, wanted)
    window.context.notifier.notify(Changes.of(Topic.AFTER_SALES), None)
    window.settle()
    heard: list[Changes] = []

    def hear(changes: Changes, _initiator: object) -> None:
        heard.append(changes)

    window.context.notifier.changed.connect(hear)
    keeper.tick()
    assert heard == []
    shop.clock.pass_time(10 * MINUTE + timedelta(seconds=1))
    keeper.tick()
    window.settle()
    assert Topic.AFTER_SALES in heard[0].topics


def test_a_look_that_failed_is_made_again(window, shop, keeper, monkeypatch):
    a_slow_sale(shop)
    shop.clock.pass_time(30 * MINUTE)

    def fails() -> None:
        raise OutsideError("disk", "盘读不出来")

    with monkeypatch.context() as broken:
        broken.setattr(shop.after_sales_watch, "review", fails)
        window.context.notifier.notify(Changes.of(Topic.SALES), None)
        keeper.tick()
        window.settle()
    keeper.tick()
    window.settle()
    assert len(shop.after_sales.list_tickets().tickets) == 1
