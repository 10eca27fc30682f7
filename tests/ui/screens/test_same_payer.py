"""One account that paid several sales: the cashier goes on, and the owner finds it by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.product import ProductKind
from desktop.ui.gateway_keeper import GatewayKeeper
from desktop.ui.tray import Tray
from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import serving
from tests.gateway import build_services, draft_for
from tests.payers import PAYER, PayerTill
from tests.ui.screens.counter import Counter, a_counter
from tests.ui.screens.owner_page import an_owner_page
from tests.ui.screens.test_gateway_payment import GatewayCounter, pass_time
from tests.ui.test_notices import Trays
from tests.ui.window_harness import a_window

ENTER = Qt.Key.Key_Return
SEEN = "同一个付款账号 24 小时内 2 单共 1200.00 元，像拆单。钱货照常，店主复核看得到"


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        running.told = {"buyer": PAYER}
        yield running


@pytest.fixture
def counter(qtbot: QtBot, server: EpayServer) -> Iterator[Counter]:
    shop = GatewayCounter()
    shop.open_shift(Money(100_00))
    shop.settings.change(shop.owner, {"compliance.real_name_from": Money(1_000_00)})
    shop.a_product(
        "DC600",
        price=600_00,
        typed_cost=Money(1),
        kind=ProductKind.OTHER,
        name="代充",
        face_text="",
    )
    build_services(shop)
    shop.server = server
    shop.gateway_accounts.add(shop.owner, draft_for(server.url))
    with a_counter(qtbot, shop) as counter:
        yield counter


def sell_by_code(counter: Counter, server: EpayServer) -> None:
    counter.window.type("DC600", ENTER, "F9", "E", ENTER)
    assert counter.page == "payment"
    server.pay()
    pass_time(counter, 2)
    assert counter.page == "done"


def test_the_cashier_is_told_once_the_money_is_there_and_goes_on_as_ever(
    counter: Counter, server: EpayServer
) -> None:
    sell_by_code(counter, server)
    assert counter.window.toasts() == []
    counter.window.type(ENTER)
    sell_by_code(counter, server)
    assert counter.window.toasts() == [SEEN]
    counter.window.type(ENTER)
    sell_by_code(counter, server)


def test_late_money_of_the_same_account_is_told_of_too(qtbot: QtBot, server: EpayServer) -> None:
    till = PayerTill()
    till.begin_with(server)
    till.settings.change(till.owner, {"compliance.real_name_from": Money(1_000_00)})
    till.sold_to(PAYER, 600_00)
    late = till.code_for(till.sale_of(600_00))
    server.pay(late.number)
    with a_window(qtbot, till) as window:
        keeper = GatewayKeeper(window.context, till, Tray(window.frame, Trays().find), window.frame)
        till.clock.pass_time(timedelta(seconds=20))
        keeper.start()
        window.settle()
        told = window.toasts()
        keeper.stop()
    assert told[-1] == SEEN
    assert any("到账 ¥600.00" in toast for toast in told)


def test_the_owner_finds_it_among_the_exceptions(qtbot: QtBot, server: EpayServer) -> None:
    till = PayerTill()
    till.begin_with(server)
    till.sold_to(PAYER, 6_000_00)
    sold = till.sold_to(PAYER, 4_000_00)
    with a_window(qtbot, till, actor=till.owner) as window:
        screen = an_owner_page(till, window)
        table = screen.cards.review.table.table_model()
        row = [str(table.index(0, column).data()) for column in range(table.columnCount())]
        assert row == [
            "同一付款账号多单",
            f"{sold.sale_number} 像拆单，共 2 单",
            till.cashier.person.name,
            "¥10,000.00",
            "待复核",
        ]
        window.type(Qt.Key.Key_End, ENTER, ENTER)
        assert window.gone_to == [("orders", ("sales", sold.sale_id))]
