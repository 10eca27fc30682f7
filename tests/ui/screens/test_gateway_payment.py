"""收款 by a gateway, by keyboard: confirmed, cancelled, expired, unknown; nothing twice, nothing lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.connectors.http_call import HttpOutcome, PreparedCall
from desktop.domain.gateway_payment import GatewayState
from desktop.domain.money import Money
from desktop.domain.sale import SaleState
from desktop.domain.tender import TenderMethod
from desktop.services.gateway_accounts import GatewayAccounts
from desktop.services.gateway_payments import GatewayPayments
from desktop.services.gateway_refunds import GatewayRefunds
from desktop.ui.rendering.qr_matrix import qr_matrix
from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import Fault, Reply, serving
from tests.gateway import build_services, draft_for
from tests.ui.screens.counter import OWNER_PIN, Counter, CounterShop, a_counter

ENTER, ESC, DEL = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete


class GatewayCounter(CounterShop):
    """A counter with an account at a made-up gateway."""

    server: EpayServer
    gateway_accounts: GatewayAccounts
    gateway_payments: GatewayPayments
    gateway_refunds: GatewayRefunds


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


@pytest.fixture
def shop(server: EpayServer) -> GatewayCounter:
    shop = GatewayCounter()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", price=100_80, cards=9)
    build_services(shop)
    shop.server = server
    shop.gateway_accounts.add(shop.owner, draft_for(server.url))
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: GatewayCounter) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def show_code(counter: Counter) -> None:
    """Sell a card and ask the gateway for its code."""
    counter.window.type("YJ100", ENTER, "F9", "E", ENTER)
    assert counter.page == "payment"


def pass_time(counter: Counter, seconds: int) -> None:
    """Let time pass as the window's timer notices it."""
    counter.window.clock.pass_time(timedelta(seconds=seconds))
    desk = counter.screen._gateway_desk
    assert desk is not None
    desk.tick()
    desk.tick()
    counter.window.settle()


def states(shop: GatewayCounter) -> list[str]:
    with shop.ground.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT state FROM gateway_payment ORDER BY id")
        return [row[0] for row in rows]


# The code -----------------------------------------------------------------------------------


def test_choosing_the_tender_books_nothing_and_says_what_enter_does(
    counter: Counter, shop: GatewayCounter
) -> None:
    counter.window.type("YJ100", ENTER, "F9", "E")
    assert (shop.sale_count(), states(shop)) == (0, [])
    assert counter.says("还没有出码")
    assert counter.screen.payment_page.confirm.text() == "出码 ¥100.80"


def test_four_keys_after_the_code_bring_a_code_to_scan(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    show_code(counter)
    (payment,) = server.payments.values()
    panel = counter.screen.payment_page.gateway
    assert panel.rows() == qr_matrix(f"weixin://wxpay/bizpayurl?pr=TEST{payment.number}")
    assert panel.code.qr.isVisible()
    assert (payment.money, payment.channel) == ("100.80", "wxpay")
    assert counter.says("微信收款")
    assert counter.says("等待顾客扫码付款")
    assert not counter.screen.payment_page.confirm.isVisible()
    assert shop.last_sale().state is SaleState.AWAITING_PAYMENT
    product = shop.checkout.find_exact("YJ100")
    assert product is not None
    assert product.local_cards == 8


def test_n_chooses_the_other_channel_before_there_is_a_code(
    counter: Counter, server: EpayServer
) -> None:
    counter.window.type("YJ100", ENTER, "F9", "E", "N", ENTER)
    (payment,) = server.payments.values()
    assert payment.channel == "alipay"
    assert counter.says("支付宝收款")


def test_without_an_account_the_tender_is_not_offered(qtbot: QtBot, shop: GatewayCounter) -> None:
    account = shop.gateway_accounts.list_gateways()[0]
    shop.gateway_accounts.remove(shop.owner, account.id)
    with a_counter(qtbot, shop) as counter:
        counter.window.type("YJ100", ENTER, "F9")
        assert TenderMethod.EPAY not in counter.screen.payment_page.tenders.methods()


# Confirmed ----------------------------------------------------------------------------------


def test_money_that_comes_completes_the_sale_without_a_key(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    show_code(counter)
    pass_time(counter, 2)
    assert counter.page == "payment"
    assert counter.says("已查 1 次")
    server.pay()
    pass_time(counter, 2)
    assert counter.page == "done"
    sale = shop.last_sale()
    assert sale.state is SaleState.COMPLETED
    kept = [(one.method, str(one.amount)) for one in sale.payments if one.state == "confirmed"]
    assert kept == [("epay", "100.80")]
    assert states(shop) == ["booked"]
    pass_time(counter, 10)
    counter.window.type(ENTER)
    assert (counter.page, shop.sale_count()) == ("sale", 1)


def test_the_next_order_is_another_payment(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    for _customer in range(2):
        show_code(counter)
        server.pay()
        pass_time(counter, 2)
        counter.window.type(ENTER)
    assert (shop.sale_count(), states(shop)) == (2, ["booked", "booked"])


def test_the_slip_is_printed_once_however_often_money_is_seen(
    qtbot: QtBot, shop: GatewayCounter, server: EpayServer
) -> None:
    changed = {"printer.kind": "file", "printer.target": "x", "secret.print_after_payment": True}
    shop.settings.change(shop.owner, changed)
    with a_counter(qtbot, shop) as counter:
        show_code(counter)
        server.pay()
        for _question in range(3):
            counter.window.press("F5")
        pass_time(counter, 5)
        jobs = [job for job in shop.printing.jobs() if job.subject_id == shop.last_sale().id]
        assert len(jobs) == 1


def test_what_somebody_else_found_out_is_shown_and_printed_by_nobody_again(
    qtbot: QtBot, shop: GatewayCounter, server: EpayServer
) -> None:
    changed = {"printer.kind": "file", "printer.target": "x", "secret.print_after_payment": True}
    shop.settings.change(shop.owner, changed)
    with a_counter(qtbot, shop) as counter:
        show_code(counter)
        server.pay()
        with shop.ground.database.read() as connection:
            query = "SELECT id FROM gateway_payment"
            payment_id = int(connection.exec_driver_sql(query).scalar_one())
        assert shop.gateway_payments.ask(payment_id).completed is not None
        pass_time(counter, 2)
        assert counter.page == "done"
        assert shop.printing.jobs() == ()


def test_cash_first_and_the_rest_by_code(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    counter.window.type("YJ100", ENTER, "F9", "40", ENTER, "E", ENTER)
    (payment,) = server.payments.values()
    assert payment.money == "60.80"
    server.pay()
    pass_time(counter, 2)
    sale = shop.last_sale()
    kept = [(one.method, str(one.amount)) for one in sale.payments if one.state == "confirmed"]
    assert kept == [("cash", "40.00"), ("epay", "60.80")]


# Unknown ------------------------------------------------------------------------------------


def test_an_amount_that_does_not_agree_is_said_and_not_taken(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    show_code(counter)
    server.pay()
    server.told = {"money": "1.00"}
    counter.window.press("F5")
    assert counter.says("和这一笔对不上，不算到账")
    assert shop.last_sale().state is SaleState.AWAITING_PAYMENT
    server.told = {}
    counter.window.press("F5")
    assert counter.page == "done"


@pytest.mark.parametrize("fault", [Fault.LOST_BEFORE, Fault.HTML_AFTER])
def test_silence_is_not_yet_known_and_nothing_is_offered_to_be_paid_again(
    counter: Counter, shop: GatewayCounter, server: EpayServer, fault: Fault
) -> None:
    show_code(counter)
    server.query_faults = [fault]
    counter.window.press("F5")
    assert counter.says("还没有结果，接着查")
    assert shop.last_sale().state is SaleState.AWAITING_PAYMENT
    assert counter.page == "payment"


def test_a_code_that_got_lost_is_asked_for_again_by_enter(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    server.faults = [Fault.LOST_AFTER]
    show_code(counter)
    assert counter.says("没有拿到码")
    counter.window.type(ENTER)
    assert counter.screen.payment_page.gateway.rows()
    assert (len(server.payments), states(shop)) == (1, ["waiting"])


def test_a_slow_code_is_waited_for_and_not_called_missing(
    counter: Counter, shop: GatewayCounter, server: EpayServer, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    arrived, answers = threading.Event(), threading.Event()
    door = shop.gateway_payments._door
    send = door.send

    def send_slowly(call: PreparedCall) -> HttpOutcome:
        if call.purpose == "pay_code":
            arrived.set()
            answers.wait()
        return send(call)

    monkeypatch.setattr(door, "send", send_slowly)
    counter.window.type("YJ100", ENTER, "F9", "E")
    counter.window.post(ENTER)
    try:
        qtbot.waitUntil(arrived.is_set)
        desk = counter.screen._gateway_desk
        assert desk is not None
        desk.tick()
        desk.tick()
        assert counter.says("正在要码")
    finally:
        answers.set()
    counter.window.settle()
    assert server.count("order") == 0
    assert counter.screen.payment_page.gateway.rows()


def test_a_channel_in_trouble_is_named_and_another_way_is_one_key_away(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    server.channel_says = "channel says no"
    show_code(counter)
    assert counter.says("支付通道说：channel says no")
    counter.window.type(DEL, "X", ENTER)
    assert counter.page == "done"
    assert [str(one.method) for one in shop.last_sale().payments] == ["cash"]


def test_only_an_owner_confirms_by_hand_and_says_why(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    show_code(counter)
    counter.window.find(QPushButton, "confirmByHand").click()
    counter.window.type(OWNER_PIN, "seen", ENTER)
    assert counter.page == "done"
    assert shop.last_sale().state is SaleState.COMPLETED
    with shop.ground.database.read() as connection:
        query = "SELECT count(*) FROM ledger WHERE kind = 'gateway_confirmed_by_hand'"
        assert connection.exec_driver_sql(query).scalar() == 1


# Cancelled ----------------------------------------------------------------------------------


def test_cancelling_frees_the_goods_and_the_same_order_is_paid_another_way(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    show_code(counter)
    counter.window.type(DEL)
    assert counter.says("还没有出码")
    assert any("取消了，货放回去了" in toast for toast in counter.window.toasts())
    product = shop.checkout.find_exact("YJ100")
    assert product is not None
    assert product.local_cards == 9
    counter.window.type("X", ENTER)
    assert counter.page == "done"
    server.pay()
    (payment_id,) = shop.gateway_payments.due_ids()
    assert shop.gateway_payments.ask(payment_id).state is GatewayState.STRAY


def test_while_a_code_holds_nothing_about_the_order_changes(
    counter: Counter, shop: GatewayCounter
) -> None:
    show_code(counter)
    counter.window.type("X", "W")
    assert counter.screen.payment_page.draft.method is TenderMethod.EPAY
    assert any("先取消这笔" in toast for toast in counter.window.toasts())
    assert not counter.screen.can_leave()


# Expired, left ------------------------------------------------------------------------------


def test_an_expired_code_is_offered_anew_and_the_old_one_still_counts(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    show_code(counter)
    pass_time(counter, 200)
    assert counter.says("码过期了")
    assert not counter.screen.payment_page.gateway.code.qr.isVisible()
    counter.window.type(ENTER)
    assert len(server.payments) == 2
    assert counter.screen.payment_page.gateway.rows()
    server.pay(next(iter(server.payments)))
    pass_time(counter, 2)
    assert counter.page == "done"
    assert sorted(states(shop)) == ["booked", "waiting"]


def test_leaving_asks_and_the_sale_waits_behind_the_window(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    show_code(counter)
    counter.window.type(ESC)
    assert counter.says("还没有到账")
    counter.window.type(ENTER)
    assert counter.page == "payment"
    counter.window.type(ESC)
    counter.window.find(QPushButton, "dialogConfirm").click()
    counter.window.settle()
    assert counter.page == "sale"
    assert counter.cart.is_empty
    assert shop.last_sale().state is SaleState.AWAITING_PAYMENT
    server.pay()
    shop.clock.pass_time(timedelta(seconds=20))
    (payment_id,) = shop.gateway_payments.due_ids()
    assert shop.gateway_payments.ask(payment_id).state is GatewayState.BOOKED


def test_the_customer_sees_the_same_code_and_need_not_type_the_amount(
    counter: Counter, server: EpayServer
) -> None:
    show_code(counter)
    counter.window.type("T")
    page = counter.screen.payment_page.customer_page
    view = page.view()
    assert view.rows == counter.screen.payment_page.gateway.rows()
    assert (view.pay_words, view.pay_amount, view.is_amount_fixed) == ("微信扫一扫", "100.80", True)
    pass_time(counter, 200)
    assert not page.view().has_code
    server.pay()
    pass_time(counter, 2)
    assert not page.isVisible()
    assert counter.page == "done"


def test_odd_answers_leave_the_page_alive(
    counter: Counter, shop: GatewayCounter, server: EpayServer
) -> None:
    show_code(counter)
    for body in (b"9" * 5000, b'{"code":1,"status":NaN}', b"<html>", b""):
        server.query_faults = [Reply(body)]
        counter.window.press("F5")
        assert counter.page == "payment"
    assert shop.last_sale().state is SaleState.AWAITING_PAYMENT


@pytest.mark.parametrize("size", [(1180, 680), (1366, 768), (1920, 1080)])
def test_everything_has_room(qtbot: QtBot, shop: GatewayCounter, size: tuple[int, int]) -> None:
    with a_counter(qtbot, shop, size=size) as counter:
        show_code(counter)
        panel = counter.screen.payment_page.gateway
        for name in ("queryPayment", "renewCode", "confirmByHand", "cancelPayment"):
            button = counter.window.find(QWidget, name)
            assert button.width() >= button.minimumSizeHint().width()
        frame = counter.window.frame
        bottom = panel.cancel.mapTo(frame, panel.cancel.rect().bottomLeft()).y()
        assert bottom <= frame.height()
        assert panel.height() >= panel.minimumSizeHint().height()
