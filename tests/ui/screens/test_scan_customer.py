"""我扫顾客 at the counter: one burst pays, everywhere else it is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.sale import SaleState
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft
from tests.connectors.fakes.epay_rsa_server import (
    PID,
    EpayRsaServer,
    Wallet,
    private_text,
    public_text,
)
from tests.connectors.fakes.wholesale_server import serving
from tests.gateway import build_services, draft_for
from tests.ui.screens.counter import Counter, a_counter
from tests.ui.screens.test_gateway_payment import GatewayCounter, pass_time, states

ENTER = Qt.Key.Key_Return
CODE, ALIPAY = "134567890123456789", "2867890123456789012"


@pytest.fixture
def server() -> Iterator[EpayRsaServer]:
    with serving(EpayRsaServer()) as running:
        yield running


def a_shop(server: EpayRsaServer, *, channels: str = "wxpay alipay") -> GatewayCounter:
    shop = GatewayCounter()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", price=100_80, cards=9)
    build_services(shop)
    fields = {"base_url": server.url, "pid": PID, "channels": channels, "notify_url": ""}
    keys = {"key": Secret(private_text("own")), "platform_key": Secret(public_text("platform"))}
    shop.gateway_accounts.add(shop.owner, AccountDraft("epay_rsa", "禾光支付", fields, keys))
    return shop


@pytest.fixture
def shop(server: EpayRsaServer) -> GatewayCounter:
    return a_shop(server)


@pytest.fixture
def counter(qtbot: QtBot, shop: GatewayCounter) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def to_payment(counter: Counter, *keys: str) -> None:
    counter.window.type("YJ100", ENTER, "F9", *keys)
    assert counter.page == "payment"


def test_a_burst_pays_at_once_whichever_side_is_shown(
    counter: Counter, shop: GatewayCounter, server: EpayRsaServer
) -> None:
    to_payment(counter, "E")
    assert counter.screen.payment_page.gateway.sides.isVisible()
    counter.window.type(CODE, ENTER)
    assert server.charges == [CODE]
    pass_time(counter, 2)
    assert counter.page == "done"
    assert shop.last_sale().state is SaleState.COMPLETED
    assert states(shop) == ["booked"]


def test_on_its_own_side_there_is_nothing_to_confirm_but_to_scan(
    counter: Counter, server: EpayRsaServer
) -> None:
    to_payment(counter, "E")
    counter.window.type("S")
    assert counter.says("扫顾客的付款码")
    assert not counter.says("微信收款")
    assert not counter.screen.payment_page.confirm.isVisible()
    counter.window.type(ENTER)
    assert any("扫顾客的付款码，还没有收钱" in toast for toast in counter.window.toasts())
    counter.window.type(ALIPAY, ENTER)
    (form,) = [asked.form for asked in server.asked if asked.path == "/api/pay/create"]
    assert (form["type"], form["auth_code"]) == ("alipay", ALIPAY)


def test_a_password_is_waited_for_and_the_code_is_not_sent_again(
    counter: Counter, shop: GatewayCounter, server: EpayRsaServer
) -> None:
    server.wallet = Wallet.ASKS_PASSWORD
    to_payment(counter, "E")
    counter.window.type(CODE, ENTER)
    assert counter.says("用户支付中，请输入密码")
    assert counter.says("请顾客看手机")
    counter.window.type(CODE, ENTER)
    assert any("扫过了，没有再发一次" in toast for toast in counter.window.toasts())
    counter.window.type(ALIPAY, ENTER)
    assert any("没有再收一次" in toast for toast in counter.window.toasts())
    assert server.charges == [CODE]
    server.pay()
    pass_time(counter, 2)
    assert counter.page == "done"
    assert shop.last_sale().state is SaleState.COMPLETED


def test_a_refused_code_is_told_with_the_gateways_words_and_another_pays_later(
    counter: Counter, shop: GatewayCounter, server: EpayRsaServer
) -> None:
    server.wallet = Wallet.SAYS_NO
    to_payment(counter, "E")
    counter.window.type(CODE, ENTER)
    pass_time(counter, 2)
    assert counter.says("查到还没扣款（通道说：付款码无效，请重新扫码）")
    shop.clock.pass_time(timedelta(seconds=90))
    pass_time(counter, 2)
    server.wallet = Wallet.PAYS
    counter.window.type(ALIPAY, ENTER)
    pass_time(counter, 2)
    assert counter.page == "done"
    assert server.charges == [CODE, ALIPAY]


def test_cancelling_frees_the_goods_and_late_money_is_shown(
    counter: Counter, shop: GatewayCounter, server: EpayRsaServer
) -> None:
    server.wallet = Wallet.ASKS_PASSWORD
    to_payment(counter, "E")
    counter.window.type(CODE, ENTER)
    pass_time(counter, 2)
    counter.window.find(QPushButton, "cancelPayment").click()
    counter.window.settle()
    assert shop.last_sale().state is SaleState.VOIDED
    server.pay()
    for payment_id in shop.gateway_payments.due_ids():
        shop.gateway_payments.ask(payment_id)
    assert states(shop) == ["stray"]


def test_with_another_tender_it_is_no_amount_and_pays_nothing(
    counter: Counter, shop: GatewayCounter, server: EpayRsaServer
) -> None:
    to_payment(counter)
    counter.window.type(CODE, ENTER)
    assert any("先选易支付再扫。没有收钱" in toast for toast in counter.window.toasts())
    assert counter.screen.payment_page.cash.amount() is None
    assert (shop.sale_count(), server.charges) == (0, [])


def test_on_the_sale_page_it_is_no_product(counter: Counter, server: EpayRsaServer) -> None:
    counter.window.type(CODE, ENTER)
    assert any("这是顾客的付款码" in toast for toast in counter.window.toasts())
    assert not any("没有这个条码" in toast for toast in counter.window.toasts())
    assert server.charges == []


def test_a_channel_that_is_not_open_is_named(qtbot: QtBot, server: EpayRsaServer) -> None:
    shop = a_shop(server, channels="wxpay")
    with a_counter(qtbot, shop) as counter:
        to_payment(counter, "E")
        counter.window.type(ALIPAY, ENTER)
        assert any("没有开通支付宝" in toast for toast in counter.window.toasts())
        assert server.charges == []


def test_where_no_gateway_can_the_switch_is_absent_and_it_says_why(qtbot: QtBot) -> None:
    shop = GatewayCounter()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", price=100_80, cards=9)
    build_services(shop)
    shop.gateway_accounts.add(shop.owner, draft_for("http://127.0.0.1:9"))
    with a_counter(qtbot, shop) as counter:
        to_payment(counter, "E")
        assert not counter.window.is_shown("scanSides")
        assert counter.says("它没有付款码接口")
        counter.window.type(CODE, ENTER)
        assert any("扫不了它。没有收钱" in toast for toast in counter.window.toasts())
        assert shop.sale_count() == 0


def test_a_key_pressed_right_before_the_scanner_is_no_part_of_the_code(
    counter: Counter, server: EpayRsaServer
) -> None:
    to_payment(counter, "E")
    counter.window.type("S", CODE, ENTER)
    assert server.charges == [CODE]
