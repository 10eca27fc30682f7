"""What goes on about gateways behind the window: late money, money without a sale, refunds, a start."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.gateway_payment import GatewayState
from desktop.domain.sale import SaleState
from desktop.services.gateway_standing import GatewayPayment
from desktop.ui.background import Lane
from desktop.ui.gateway_keeper import GatewayKeeper
from desktop.ui.shortcuts import Action
from desktop.ui.tray import Tray
from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import Fault, serving
from tests.factories import RIGHT_PIN
from tests.gateway import GatewayTill
from tests.ui.test_notices import Trays
from tests.ui.window_harness import Window, a_window

ENTER = Qt.Key.Key_Return
G = GatewayState


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


@pytest.fixture
def till(server: EpayServer) -> GatewayTill:
    till = GatewayTill()
    till.begin_with(server)
    till.give_pin(till.owner)
    return till


@pytest.fixture
def window(qtbot: QtBot, till: GatewayTill) -> Iterator[Window]:
    with a_window(qtbot, till) as window:
        banner = window.frame.banner
        window.registry.set_everywhere((Action("banner.act", banner.press, banner.has_act),))
        yield window


@pytest.fixture
def keeper(window: Window, till: GatewayTill) -> Iterator[GatewayKeeper]:
    keeper = GatewayKeeper(window.context, till, Tray(window.frame, Trays().find), window.frame)
    yield keeper
    keeper.stop()


def look(keeper: GatewayKeeper, window: Window, till: GatewayTill, seconds: int = 20) -> None:
    """Let some time pass and look once, as the timer does."""
    till.clock.pass_time(timedelta(seconds=seconds))
    keeper.look()
    window.settle()


def a_stray(till: GatewayTill, server: EpayServer) -> int:
    payment = till.begin_with_code()
    till.gateway_payments.cancel(till.cashier, payment.id, "x")
    server.pay(payment.number)
    till.ask(payment.id)
    return payment.id


def test_a_start_finds_what_was_paid_while_the_till_was_off(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    server.pay()
    till.clock.pass_time(timedelta(seconds=1))
    keeper.start()
    window.settle()
    assert till.checkout.get_sale(payment.sale_id).state is SaleState.COMPLETED
    assert any("到账 ¥100.00" in toast for toast in window.toasts())


def test_late_money_completes_the_sale_and_is_told_once(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, server: EpayServer
) -> None:
    keeper.start()
    window.settle()
    payment = till.begin_with_code()
    look(keeper, window, till)
    assert window.toasts() == []
    server.pay()
    for _look in range(3):
        look(keeper, window, till)
    assert till.gateway_payments.get(payment.id).state is G.BOOKED
    assert len(window.toasts()) == 1


def test_money_without_a_sale_stands_in_the_banner_until_it_is_dealt_with(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    till.gateway_payments.cancel(till.cashier, payment.id, "x")
    server.pay()
    keeper.start()
    look(keeper, window, till)
    assert window.frame.banner.isVisible()
    window.press("Ctrl+Shift+J")
    sheet = window.sheet()
    assert "取消以后顾客才付的" in sheet.advice.text()  # type: ignore[attr-defined]
    window.find(QPushButton, "settleMatter").click()
    window.settle()
    assert till.gateway_payments.get(payment.id).state is G.STRAY
    sheet.reason.set_text("给了货")  # type: ignore[attr-defined]
    window.find(QPushButton, "settleMatter").click()
    window.settle()
    window.type(RIGHT_PIN.reveal(), "ok", ENTER)
    assert till.gateway_payments.get(payment.id).state is G.SETTLED
    assert not window.frame.banner.isVisible()


def test_a_stray_goes_back_from_the_list_once(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, server: EpayServer
) -> None:
    payment_id = a_stray(till, server)
    keeper.start()
    window.settle()
    keeper.open_matters()
    window.settle()
    window.find(QPushButton, "giveBackStray").click()
    window.settle()
    window.type(RIGHT_PIN.reveal(), "back", ENTER)
    assert "不要再退一次" in window.sheet().advice.text()  # type: ignore[attr-defined]
    assert not window.is_shown("giveBackStray")
    for _look in range(4):
        look(keeper, window, till, 70)
    assert till.gateway_payments.get(payment_id).state is G.SETTLED
    assert len(server.refunds) == 1
    assert not window.frame.banner.isVisible()


def test_what_the_books_give_back_goes_back_by_itself(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    server.pay()
    till.ask(payment.id)
    keeper.start()
    window.settle()
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    server.refund_faults = [Fault.LOST_AFTER]
    for _look in range(4):
        look(keeper, window, till, 70)
    assert server.refunds == [(payment.number, "100.00")]
    assert server.count("refund") == 1


def test_a_refused_refund_asks_for_a_person(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, server: EpayServer
) -> None:
    server.may_refund = False
    payment = till.begin_with_code()
    server.pay()
    till.ask(payment.id)
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    keeper.start()
    for _look in range(3):
        look(keeper, window, till, 70)
    assert window.frame.banner.isVisible()
    keeper.open_matters()
    window.settle()
    assert "用现金或转账退给顾客" in window.sheet().advice.text()  # type: ignore[attr-defined]


def test_a_gateway_that_hangs_leaves_room_to_buy_goods(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for _sale in range(5):
        till.begin_with_code()
    answers = threading.Event()
    ask = till.gateway_payments.ask

    def hang(payment_id: int) -> GatewayPayment:
        answers.wait()
        return ask(payment_id)

    bought: list[str] = []
    monkeypatch.setattr(till.gateway_payments, "ask", hang)
    till.clock.pass_time(timedelta(seconds=20))
    try:
        keeper._advance((till.gateway_payments.due_ids(), ()))
        window.context.operations.run_query(
            keeper, partial(str, "goods"), bought.append, lane=Lane.NETWORK
        )
        qtbot.waitUntil(lambda: bought == ["goods"])
    finally:
        answers.set()
    window.settle()
    assert len(till.gateway_payments.due_ids()) == 3


def test_every_call_that_is_due_is_made_in_the_end(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, server: EpayServer
) -> None:
    payments = [till.begin_with_code() for _sale in range(5)]
    for payment in payments:
        server.pay(payment.number)
    keeper.start()
    window.settle()
    assert {till.gateway_payments.get(one.id).state for one in payments} == {G.BOOKED}


def test_money_without_a_sale_outlives_the_gateway_it_came_by(
    keeper: GatewayKeeper, window: Window, till: GatewayTill, server: EpayServer
) -> None:
    payment_id = a_stray(till, server)
    till.gateway_accounts.remove(till.owner, till.account.id)
    keeper.start()
    window.settle()
    assert window.frame.banner.isVisible()
    changes = till.gateway_payments.resolve(till.owner, payment_id, "现金退了")
    window.context.notifier.notify(changes, None)
    window.settle()
    assert not window.frame.banner.isVisible()


def test_a_shop_without_a_gateway_is_never_asked_for_one(qtbot: QtBot) -> None:
    from tests.factories import TillShop
    from tests.gateway import build_services

    shop = TillShop()
    build_services(shop)
    with a_window(qtbot, shop) as window:
        keeper = GatewayKeeper(window.context, shop, Tray(window.frame, Trays().find), window.frame)
        keeper.start()
        window.settle()
        assert not keeper._timer.isActive()
