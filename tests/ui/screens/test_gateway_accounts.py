"""支付通道 in the settings: added, tested, changed and removed by keyboard; a key is never shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.screen import Screen
from desktop.ui.screens.settings.gateways_card import GatewaysPart
from tests.connectors.fakes.epay_server import KEY, PID, EpayServer
from tests.connectors.fakes.wholesale_server import serving
from tests.gateway import GatewayTill, build_services, draft_for
from tests.ui.window_harness import Window, a_window

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class _Frame(Screen):
    """A page that holds the part."""

    def __init__(self, window: Window, till: GatewayTill) -> None:
        super().__init__(window.context)
        self.part = GatewaysPart(window.context, till.gateway_accounts)
        self.part.setParent(self)
        self.part.resize(720, 300)

    def refresh(self) -> None:
        self.part.reload()


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


@pytest.fixture
def till() -> GatewayTill:
    till = GatewayTill()
    build_services(till)
    return till


@pytest.fixture
def window(qtbot: QtBot, till: GatewayTill) -> Iterator[Window]:
    with a_window(qtbot, till, actor=till.owner) as window:
        window.show(_Frame(window, till))
        yield window


def texts(window: Window) -> str:
    labels = [one for one in window.frame.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.text() for one in labels)


def fill(window: Window, url: str, key: str = KEY) -> None:
    window.find(QAbstractButton, "addGateway").click()
    window.settle()
    window.find(QLineEdit, "gatewayName").setText("柜台扫码")
    for name, text in (("base_url", url), ("pid", PID), ("key", key)):
        QTest.keyClicks(window.find(QLineEdit, f"field_{name}"), text)


def test_an_account_is_added_and_its_key_never_seen_again(
    window: Window, till: GatewayTill
) -> None:
    fill(window, "https://pay.example.com")
    assert window.find(QLineEdit, "field_key").echoMode() is QLineEdit.EchoMode.Password
    window.find(QAbstractButton, "saveGateway").click()
    window.settle()
    (account,) = till.gateway_accounts.list_gateways()
    assert account.channels == ("wxpay", "alipay")
    assert "柜台扫码" in texts(window)
    assert KEY not in texts(window)
    window.find(QAbstractButton, f"changeGateway_{account.id}").click()
    window.settle()
    shown = [one.text() for one in window.frame.findChildren(QLineEdit) if one.isVisible()]
    assert KEY not in "".join(shown)
    assert f"•••• {KEY[-4:]}" in shown


def test_the_test_button_says_what_is_wrong_before_anything_is_kept(
    window: Window, till: GatewayTill, server: EpayServer
) -> None:
    fill(window, server.url, "wrong")
    window.find(QAbstractButton, "testGateway").click()
    window.settle()
    assert "商户密钥错误" in texts(window)
    window.find(QLineEdit, "field_key").setText(KEY)
    window.find(QAbstractButton, "testGateway").click()
    window.settle()
    assert "连上了：禾光点卡 · 通道里有 ¥100.00" in texts(window)
    assert till.gateway_accounts.list_gateways() == ()


def test_plain_http_is_refused_beside_the_address_until_the_owner_agrees(
    window: Window, till: GatewayTill
) -> None:
    fill(window, "http://pay.example.com")
    window.find(QAbstractButton, "saveGateway").click()
    window.settle()
    assert "不加密" in texts(window)
    assert till.gateway_accounts.list_gateways() == ()
    window.find(QAbstractButton, "allowPlainHttp").click()
    window.find(QAbstractButton, "saveGateway").click()
    window.settle()
    assert till.gateway_accounts.list_gateways()[0].allows_plain_http


def test_a_field_that_cannot_be_right_is_named(window: Window, till: GatewayTill) -> None:
    fill(window, "pay")
    window.find(QAbstractButton, "saveGateway").click()
    window.settle()
    assert "账号的“通道网址”填得不对" in texts(window)


def test_removing_asks_first(window: Window, till: GatewayTill) -> None:
    account = till.gateway_accounts.add(till.owner, draft_for("https://pay.example.com"))
    window.find(QAbstractButton, "addGateway")
    page = window.frame.pages.currentWidget()
    assert isinstance(page, _Frame)
    page.part.reload()
    window.settle()
    window.find(QAbstractButton, f"removeGateway_{account.id}").click()
    window.type(ENTER)  # the safe button has the focus
    assert till.gateway_accounts.list_gateways()
    window.find(QAbstractButton, f"removeGateway_{account.id}").click()
    window.find(QAbstractButton, "dialogConfirm").click()
    window.settle()
    assert till.gateway_accounts.list_gateways() == ()
