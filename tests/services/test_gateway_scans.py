"""我扫顾客: written down before a byte leaves, sent once, believed only on a proved query."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text

from desktop.domain.errors import BusinessRuleError
from desktop.domain.gateway_payment import GatewayState
from desktop.domain.payment_code import UNFINISHED_SECONDS, channel_of_code
from desktop.domain.sale import SaleState
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft
from desktop.services.gateway_standing import GatewayPayment
from tests.connectors.fakes.epay_rsa_server import (
    PID,
    EpayRsaServer,
    Wallet,
    private_text,
    public_text,
)
from tests.connectors.fakes.wholesale_server import Fault
from tests.gateway import GatewayTill, build_services

CODE = Secret("134567890123456789")
OTHER = Secret("2867890123456789012")
S = GatewayState


class ScanTill(GatewayTill):
    """A till with an account at a gateway of the second version."""

    def connect(self, server: EpayRsaServer) -> None:
        """Add the account, open the shift, put cards into stock."""
        self.rsa = server
        build_services(self)
        fields = {"base_url": server.url, "pid": PID, "channels": "wxpay alipay", "notify_url": ""}
        keys = {"key": Secret(private_text("own")), "platform_key": Secret(public_text("platform"))}
        draft = AccountDraft("epay_rsa", "禾光支付", fields, keys)
        self.account = self.gateway_accounts.add(self.owner, draft)
        self.open_shift()
        self.card = self.a_product("YJ100", price=100_00, cost=91_00, cards=5)

    def scan(self, code: Secret = CODE, channel: str = "wxpay") -> GatewayPayment:
        """Begin a payment with a scanned code and let it leave."""
        begun = self.gateway_payments.begin(
            self.cashier, self.sale_request(), self.account.id, channel, code
        )
        return self.gateway_payments.send(begun.id, code)

    def state_of(self, payment: GatewayPayment) -> SaleState:
        """Return how far the sale of a payment is."""
        return self.checkout.get_sale(payment.sale_id).state


@pytest.fixture
def server() -> Iterator[EpayRsaServer]:
    server = EpayRsaServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def till(server: EpayRsaServer) -> ScanTill:
    till = ScanTill()
    till.connect(server)
    return till


def refused(code: str):
    return pytest.raises(BusinessRuleError, check=lambda error: error.code == code)


@pytest.mark.parametrize(
    ("code", "channel"),
    [
        ("10" + "0" * 16, "wxpay"), ("15" + "9" * 16, "wxpay"), ("16" + "0" * 16, ""),
        ("10" + "0" * 15, ""), ("10" + "0" * 17, ""), ("25" + "0" * 14, "alipay"),
        ("30" + "0" * 22, "alipay"), ("31" + "0" * 16, ""), ("25" + "0" * 13, ""),
        ("1345678901234567a9", ""), ("100", ""), ("6901234567892", ""),
    ],
)  # fmt: skip
def test_whose_code_it_is(code: str, channel: str) -> None:
    assert channel_of_code(code) == channel


def test_a_scanned_code_takes_the_money_and_a_query_proves_it(
    till: ScanTill, server: EpayRsaServer
) -> None:
    payment = till.scan()
    assert (payment.state, payment.is_scanned, payment.code_text) == (S.WAITING, True, "")
    assert till.state_of(payment) is SaleState.AWAITING_PAYMENT, "an answer alone is no money"
    done = till.ask(payment.id)
    assert done.completed is not None
    assert till.state_of(payment) is SaleState.COMPLETED
    (form,) = [asked.form for asked in server.asked if asked.path == "/api/pay/create"]
    assert (form["method"], form["auth_code"], form["type"]) == ("scan", CODE.reveal(), "wxpay")
    assert server.charges == [CODE.reveal()]


def test_a_customer_who_types_a_password_is_waited_for(
    till: ScanTill, server: EpayRsaServer
) -> None:
    server.wallet = Wallet.ASKS_PASSWORD
    payment = till.scan()
    assert (payment.state, payment.message) == (S.SENDING, "用户支付中，请输入密码")
    assert till.ask(payment.id).state is S.WAITING
    server.pay()
    assert till.ask(payment.id).completed is not None
    assert len(server.charges) == 1


@pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.HTML_AFTER, Fault.CUT_SHORT])
def test_a_lost_answer_is_asked_about_and_the_code_never_sent_again(
    till: ScanTill, server: EpayRsaServer, fault: Fault
) -> None:
    server.faults = [fault]
    payment = till.scan()
    assert payment.state is S.SENDING
    for _ in range(3):
        till.gateway_payments.send(payment.id, CODE)
    assert server.charges == [CODE.reveal()]
    assert till.ask(payment.id).completed is not None


def test_the_same_code_pays_nothing_a_second_time(till: ScanTill, server: EpayRsaServer) -> None:
    till.scan()
    with refused("code_used"):
        till.scan()
    assert server.charges == [CODE.reveal()]


def test_while_a_code_may_still_take_the_money_nothing_else_is_made(
    till: ScanTill, server: EpayRsaServer
) -> None:
    server.wallet = Wallet.SAYS_NO
    payment = till.scan()
    renew = till.gateway_payments.renew
    with refused("scan_unfinished"):
        renew(till.cashier, payment.id, "alipay", OTHER)
    with refused("scan_unfinished"):
        renew(till.cashier, payment.id)
    till.ask(payment.id)
    with refused("scan_unfinished"):
        renew(till.cashier, payment.id, "alipay", OTHER)
    till.clock.pass_time(timedelta(seconds=UNFINISHED_SECONDS))
    server.query_faults = [Fault.LOST_AFTER]
    till.ask(payment.id)
    with refused("scan_unfinished"):
        renew(till.cashier, payment.id, "alipay", OTHER)
    till.ask(payment.id)
    server.wallet = Wallet.PAYS
    again = renew(till.cashier, payment.id, "alipay", OTHER)
    till.gateway_payments.send(again.id, OTHER)
    assert till.ask(again.id).completed is not None
    assert server.charges == [CODE.reveal(), OTHER.reveal()]


def test_a_gateway_that_nobody_reaches_took_nothing_and_the_code_may_be_scanned_again(
    till: ScanTill, server: EpayRsaServer
) -> None:
    server.shutdown()
    server.server_close()
    payment = till.scan()
    assert payment.state is S.PREPARED
    again = till.gateway_payments.renew(till.cashier, payment.id, "wxpay", CODE)
    assert again.number != payment.number


def test_money_that_does_not_agree_completes_nothing(till: ScanTill, server: EpayRsaServer) -> None:
    server.told = {"money": "1.00"}
    payment = till.scan()
    asked = till.ask(payment.id)
    assert (asked.reason, asked.completed) == ("other_amount", None)
    assert till.state_of(payment) is SaleState.AWAITING_PAYMENT


def test_another_code_than_the_one_written_down_does_not_leave(
    till: ScanTill, server: EpayRsaServer
) -> None:
    begun = till.gateway_payments.begin(
        till.cashier, till.sale_request(), till.account.id, "wxpay", CODE
    )
    assert till.gateway_payments.send(begun.id, OTHER).reason == "scan_gone"
    assert till.gateway_payments.send(begun.id).reason == "scan_gone"
    assert server.charges == []


class _StopError(Exception):
    pass


class _DiesAt:
    def __init__(self, step: str) -> None:
        self._step = step

    def reached(self, name: str) -> None:
        if name == self._step:
            raise _StopError


@pytest.mark.parametrize(
    "step",
    ["gateway.sale_kept", "gateway.payment_written", "gateway.sending_committed",
     "gateway.answer_committed", "gateway.waiting_committed"],
)  # fmt: skip
def test_a_death_at_any_step_charges_once_at_most_and_is_found_by_asking(
    till: ScanTill, server: EpayRsaServer, step: str
) -> None:
    request = till.sale_request()
    calm = till.ground.fail_points
    object.__setattr__(till.ground, "fail_points", _DiesAt(step))
    with suppress(_StopError):
        begun = till.gateway_payments.begin(till.cashier, request, till.account.id, "wxpay", CODE)
        till.gateway_payments.send(begun.id, CODE)
    object.__setattr__(till.ground, "fail_points", calm)
    build_services(till)
    till.gateway_payments.hasten()
    for payment_id in till.gateway_payments.due_ids():
        till.gateway_payments.ask(payment_id)
    left = {"gateway.answer_committed", "gateway.waiting_committed"}
    assert len(server.charges) == (step in left)
    sales = [SaleState.COMPLETED] if step in left else [SaleState.AWAITING_PAYMENT]
    with till.ground.database.read() as connection:
        found = connection.execute(text("SELECT state FROM sale")).scalars().all()
    assert [SaleState(one) for one in found] == sales
    repeated = till.gateway_payments.begin
    if step == "gateway.sale_kept":
        again = repeated(till.cashier, request, till.account.id, "wxpay", CODE)
        assert again.state is S.PREPARED, "the sale was kept: the same request goes on"


def test_no_code_lies_in_the_database(till: ScanTill) -> None:
    payment = till.scan()
    till.ask(payment.id)
    with till.ground.database.read() as connection:
        tables = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'")
        )
        for (table,) in tables.all():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()
            assert CODE.reveal() not in repr(rows)
            assert all(
                CODE.reveal().encode() not in bytes(value)
                for row in rows for value in row if isinstance(value, bytes)
            )  # fmt: skip


def test_the_first_version_has_no_such_thing_and_says_so() -> None:
    from desktop.connectors.payments import all_gateways

    assert {one.key: one.can_scan for one in all_gateways()} == {"epay": False, "epay_rsa": True}
