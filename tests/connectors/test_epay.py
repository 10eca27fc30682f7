"""Epay: the sheet's vectors, the recorded answers, and nothing believed that is not proved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.payments import all_gateways, gateway_named
from desktop.connectors.payments.base import (
    CodeRequest,
    GatewayRefusedError,
    GatewaySilentError,
    PaymentQuery,
    RefundRequest,
)
from desktop.connectors.payments.epay import EPAY, signature
from desktop.connectors.platforms.base import AccountAccess, AccountFieldError
from desktop.domain.gateway_payment import PaymentVerdict, RefundVerdict
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from tests.connectors.broken_bodies import WRONG_WRAPPINGS, answered, broken_bodies, worded
from tests.connectors.fakes.epay_server import KEY, PID, EpayServer
from tests.connectors.fakes.wholesale_server import Fault, serving

CAPTURES = json.loads(
    (Path(__file__).parents[1] / "captures" / "epay-v1.json").read_text(encoding="utf-8")
)
V = PaymentVerdict
OWN, TRADE = "KT0001Z9", "2026112306473562620"


def recorded(name: str) -> HttpOutcome:
    """Return a recorded answer as the door would give it."""
    entry = next(one for one in CAPTURES if one["name"] == name)["response"]
    return HttpOutcome(
        Transport.ANSWERED, "ok", entry["status"], entry["content_type"], entry["body"].encode()
    )


def noon() -> datetime:
    return datetime(2026, 6, 18, 4, 0, tzinfo=UTC)


def access_to(url: str = "https://pay.example.com", **values: str) -> AccountAccess:
    form = {"base_url": url, "pid": PID, "channels": "wxpay alipay", "notify_url": ""}
    return AccountAccess(form | values, {"key": Secret(KEY)}, noon)


def code_of(**changes: Any) -> CodeRequest:
    return replace(CodeRequest(OWN, "wxpay", Money(100), "VIP"), **changes)


def query_of(**changes: Any) -> PaymentQuery:
    return replace(PaymentQuery(OWN, Money(100)), **changes)


def body_of(name: str, **changes: Any) -> HttpOutcome:
    """Return a recorded answer with some members changed."""
    return answered(json.loads(recorded(name).body) | changes)


def asked(query: PaymentQuery, answer: HttpOutcome) -> V:
    return EPAY.read_query(query, answer, access_to()).verdict


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


# The sheet ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "clientip=192.168.1.100&device=pc&money=9.50&name=点卡10元"
                "&notify_url=https://pos.example.com/n&out_trade_no=POS202601010001"
                "&pid=1001&type=wxpay"
            ),
            "c6252246806bc070d68a3c07a774893f",
        ),
        (
            (
                "money=1&name=product&out_trade_no=POS0001B&param=till-1&pid=1001"
                "&trade_no=2026112306271034915&trade_status=TRADE_SUCCESS&type=wxpay"
            ),
            "1244ae60ad67c2e5e4e7fa7b123654a7",
        ),
    ],
)
def test_the_vectors_of_the_sheet(text: str, expected: str) -> None:
    fields = [tuple(part.split("=", 1)) for part in text.split("&")]
    assert signature([(name, value) for name, value in fields], KEY) == expected


@pytest.mark.parametrize(
    "entry",
    [
        one
        for one in CAPTURES
        if "sign" in one["request"]["fields"] and one["name"] != "create_bad_sign"
    ],
    ids=lambda entry: entry["name"],
)
def test_every_recorded_call_has_the_signature_we_compute(entry: dict[str, Any]) -> None:
    fields = entry["request"]["fields"]
    assert signature(list(fields.items()), KEY) == fields["sign"]


def test_a_value_of_zero_is_signed_and_an_empty_one_is_not() -> None:
    with_zero = signature([("money", "0"), ("param", "")], KEY)
    assert with_zero == signature([("money", "0")], KEY)
    assert with_zero != signature([], KEY)


# Recorded answers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "verdict", "code"),
    [
        ("create_qr", V.READY, "weixin://wxpay/bizpayurl?pr=TEST2026112306473562620"),
        ("create_same_again", V.READY, "weixin://wxpay/bizpayurl?pr=TEST2026112306473562620"),
        ("create_payurl", V.READY, "http://127.0.0.1:18081/pay/submit/2026112306473536165/"),
        ("create_changed_money", V.UNKNOWN, ""),
        ("create_after_paid", V.UNKNOWN, ""),
        ("create_bad_sign", V.REFUSED, ""),
        ("create_zero", V.REFUSED, ""),
        ("create_unknown_type", V.UNKNOWN, ""),
        ("create_type_without_channel", V.UNKNOWN, ""),
        ("create_channel_error", V.UNKNOWN, ""),
    ],
)
def test_the_recorded_answers_to_a_code(name: str, verdict: V, code: str) -> None:
    outcome = EPAY.read_code(code_of(), recorded(name))
    assert (outcome.verdict, outcome.code_text) == (verdict, code)
    assert code == "" or code not in repr(outcome)


def test_a_refusal_of_what_may_have_arrived_before_proves_nothing() -> None:
    again = code_of(is_first=False)
    assert EPAY.read_code(again, recorded("create_bad_sign")).verdict is V.UNKNOWN


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("order_unpaid", V.UNPAID),
        ("order_paid", V.PAID),
        ("order_refunded", V.REFUNDED),
        ("order_unknown", V.NOT_FOUND),
        ("order_bad_key", V.UNKNOWN),
        ("create_unknown_type", V.UNKNOWN),
        ("create_qr", V.UNKNOWN),
        ("merchant", V.UNKNOWN),
        ("refund", V.UNKNOWN),
    ],
)
def test_the_recorded_answers_to_a_query(name: str, verdict: V) -> None:
    assert asked(query_of(), recorded(name)) is verdict


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("refund", RefundVerdict.SAID_DONE),
        ("refund_again", RefundVerdict.SAID_NO),
        ("refund_too_much", RefundVerdict.SAID_NO),
        ("refund_unpaid", RefundVerdict.SAID_NO),
        ("create_unknown_type", RefundVerdict.UNKNOWN),
    ],
)
def test_the_recorded_answers_to_a_refund(name: str, verdict: RefundVerdict) -> None:
    assert EPAY.read_refund(recorded(name)).verdict is verdict


# Money is believed only when everything agrees ----------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"money": "1.01"}, {"money": "100"}, {"money": "0.99"}, {"money": "-1.00"},
        {"money": None}, {"money": ""}, {"money": True}, {"money": "1.001"}, {"money": [1]},
        {"out_trade_no": "KT0001Z8"}, {"out_trade_no": None}, {"out_trade_no": OWN.lower()},
        {"out_trade_no": OWN + " "}, {"code": 0}, {"code": -1}, {"code": "1"}, {"code": True},
        {"status": 3}, {"status": 4}, {"status": -1}, {"status": None}, {"status": True},
        {"status": "paid"}, {"status": 1.5}, {"pid": 1002}, {"pid": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_paid_with_one_thing_wrong_is_not_paid(changes: dict[str, Any]) -> None:
    assert asked(query_of(), body_of("order_paid", **changes)) is not V.PAID


@pytest.mark.parametrize("money", ["1", "1.0", "1.00", 1])
def test_an_amount_is_compared_as_a_number(money: object) -> None:
    assert asked(query_of(), body_of("order_paid", money=money)) is V.PAID


def test_an_answer_about_another_number_of_theirs_is_crossed() -> None:
    assert asked(query_of(upstream_number=TRADE), recorded("order_paid")) is V.PAID
    assert asked(query_of(upstream_number="2026"), recorded("order_paid")) is V.UNKNOWN


# Who paid -------------------------------------------------------------------------------------

NOT_A_PAYER: tuple[object, ...] = (
    None, "", " ", 0, 2088102123456789, 1.5, True, [], ["2088102123456789"], {"id": "2088102123"},
    "1234567", "2088 1021 2345", " 2088102123456789", "2088102123456789\n", "138****2046",
    "顾客的支付宝账号在这里", "2088102123456789\x00", "x" * 129, "x" * 100_000,
)  # fmt: skip


@pytest.mark.parametrize(
    "buyer", ["2088102123456789", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "a@b.test", "x" * 128]
)
def test_who_paid_is_told_and_shown_by_nothing(buyer: str) -> None:
    outcome = EPAY.read_query(query_of(), body_of("order_paid", buyer=buyer), access_to())
    assert (outcome.verdict, outcome.payer) == (V.PAID, Secret(buyer))
    assert buyer not in f"{outcome!r}{outcome}"


@pytest.mark.parametrize("buyer", NOT_A_PAYER, ids=lambda buyer: repr(buyer)[:24])
def test_an_odd_payer_is_an_unknown_one_and_the_money_is_money(buyer: object) -> None:
    outcome = EPAY.read_query(query_of(), body_of("order_paid", buyer=buyer), access_to())
    assert (outcome.verdict, outcome.payer, outcome.reason) == (V.PAID, None, "")


def test_a_payer_that_is_not_named_is_an_unknown_one() -> None:
    told = {name: value for name, value in PAID_BODY.items() if name != "buyer"}
    outcome = EPAY.read_query(query_of(), answered(told), access_to())
    assert (outcome.verdict, outcome.payer) == (V.PAID, None)


@pytest.mark.parametrize("changes", [{"status": 0}, {"status": 2}, {"money": "1.01"}], ids=str)
def test_nobody_paid_what_is_not_paid(changes: dict[str, Any]) -> None:
    outcome = EPAY.read_query(query_of(), body_of("order_paid", **changes), access_to())
    assert outcome.payer is None


PAID_BODY = json.loads(recorded("order_paid").body)
REFUSED_BODY = json.loads(recorded("create_bad_sign").body)


@pytest.mark.parametrize("name", sorted(broken_bodies(PAID_BODY)))
def test_a_broken_body_is_neither_money_nor_a_refusal(name: str) -> None:
    assert asked(query_of(), answered(broken_bodies(PAID_BODY)[name])) is V.UNKNOWN
    refusal = answered(broken_bodies(REFUSED_BODY)[name])
    assert EPAY.read_code(code_of(), refusal).verdict is V.UNKNOWN


@pytest.mark.parametrize("status", [201, 301, 401, 403, 404, *WRONG_WRAPPINGS])
def test_words_under_another_status_prove_nothing(status: int) -> None:
    assert asked(query_of(), answered(PAID_BODY, status)) is V.UNKNOWN
    assert EPAY.read_code(code_of(), answered(REFUSED_BODY, status)).verdict is V.UNKNOWN


def test_an_echo_of_the_request_is_no_answer() -> None:
    call = EPAY.prepare_code(access_to(), code_of())
    fields = next(one for one in CAPTURES if one["name"] == "create_qr")["request"]["fields"]
    for echo in (call.body, fields, fields | {"code": 1}, fields | {"code": 1, "status": 1}):
        assert EPAY.read_code(code_of(), answered(echo)).verdict is V.UNKNOWN
    assert asked(query_of(), answered(fields)) is V.UNKNOWN
    # an echo that claims to be paid must name a number of theirs, which no request holds
    assert asked(query_of(), answered(fields | {"code": 1, "status": 1})) is V.UNKNOWN


@pytest.mark.parametrize(
    "code", ["", "  ", None, 5, "a b", "weixin://\nx", "中文", "x" * 1001, ["weixin://x"]]
)
def test_a_code_that_nobody_can_scan_is_none(code: object) -> None:
    outcome = EPAY.read_code(code_of(), body_of("create_qr", qrcode=code))
    assert outcome.verdict is V.UNKNOWN


@given(
    worded("code", "status", "money", "out_trade_no", "trade_no", "msg", "qrcode", "buyer"),
    st.integers(),
)
def test_no_document_breaks_the_reader(document: Any, status: int) -> None:
    for answer in (answered(document), answered(document, status)):
        assert asked(query_of(), answer) is not V.PAID
        assert EPAY.read_code(code_of(), answer).verdict in {V.UNKNOWN, V.REFUSED}
        EPAY.read_refund(answer)


def test_what_never_left_is_told_from_what_may_have() -> None:
    unsent = HttpOutcome(Transport.NOT_SENT, "ConnectionError")
    lost = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
    assert EPAY.read_code(code_of(), unsent).verdict is V.NOT_SENT
    assert EPAY.read_code(code_of(), lost).verdict is V.UNKNOWN
    assert EPAY.read_refund(unsent).verdict is RefundVerdict.NOT_SENT
    assert EPAY.read_refund(lost).verdict is RefundVerdict.UNKNOWN


# On the made-up gateway ---------------------------------------------------------------------


def test_a_whole_payment_over_the_wire(server: EpayServer) -> None:
    door, access = HttpClient(), access_to(server.url)
    made = EPAY.read_code(code_of(), door.send(EPAY.prepare_code(access, code_of())))
    assert made.verdict is V.READY
    again = EPAY.read_code(code_of(), door.send(EPAY.prepare_code(access, code_of())))
    assert again == made
    query = query_of(upstream_number=made.upstream_number)

    def state() -> V:
        return EPAY.read_query(query, door.send(EPAY.prepare_query(access, query)), access).verdict

    assert state() is V.UNPAID
    server.pay(OWN)
    assert state() is V.PAID
    back = RefundRequest(OWN, "R1", Money(100), Money(100))
    assert EPAY.read_refund(door.send(EPAY.prepare_refund(access, back))).verdict is (
        RefundVerdict.SAID_DONE
    )
    assert state() is V.REFUNDED
    assert EPAY.read_refund(door.send(EPAY.prepare_refund(access, back))).verdict is (
        RefundVerdict.SAID_NO
    )
    assert server.refunds == [(OWN, "1.00")]


@pytest.mark.parametrize("fault", [one for one in Fault if one is not Fault.NONE])
def test_a_line_that_breaks_leaves_it_open(server: EpayServer, fault: Fault) -> None:
    server.faults = [fault]
    call = EPAY.prepare_code(access_to(server.url), code_of())
    outcome = EPAY.read_code(code_of(), HttpClient().send(call))
    assert outcome.verdict is V.UNKNOWN


def test_the_same_request_is_the_same_bytes_with_exact_money() -> None:
    one = EPAY.prepare_code(access_to(), code_of(amount=Money(950)))
    assert one == EPAY.prepare_code(access_to(), code_of(amount=Money(950)))
    assert b"money=9.50" in one.body


def test_a_long_title_is_cut_between_characters(server: EpayServer) -> None:
    call = EPAY.prepare_code(access_to(server.url), code_of(title="点" * 60))
    assert EPAY.read_code(code_of(), HttpClient().send(call)).verdict is V.READY
    assert server.payments[OWN].name == "点" * 42


def test_the_test_tells_what_the_account_holds(server: EpayServer) -> None:
    merchant = EPAY.fetch_merchant(HttpClient(), access_to(server.url))
    assert (merchant.balance, merchant.name) == (Money(100_00), "禾光点卡")
    wrong = replace(access_to(server.url), secrets={"key": Secret("wrong")})
    with pytest.raises(GatewayRefusedError, match="商户密钥错误"):
        EPAY.fetch_merchant(HttpClient(), wrong)
    with pytest.raises(GatewaySilentError):
        EPAY.fetch_merchant(HttpClient(), access_to("http://127.0.0.1:9"))


# The account --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("base_url", "pay.example.com"), ("base_url", "ftp://x"), ("base_url", "https://u:p@x.com"),
        ("pid", ""), ("pid", "10a"), ("channels", ""), ("channels", "wechat"),
        ("notify_url", "not an address"),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_right_is_refused(key: str, value: str) -> None:
    with pytest.raises(AccountFieldError):
        EPAY.prepare_code(access_to(**{key: value}), code_of())


def test_channels_are_those_of_the_form() -> None:
    assert EPAY.channels({"channels": "alipay，wxpay alipay"}) == ("alipay", "wxpay")


def test_no_secret_shows_in_what_may_be_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    access = access_to("http://127.0.0.1:9")
    calls = [
        EPAY.prepare_code(access, code_of()),
        EPAY.prepare_query(access, query_of()),
        EPAY.prepare_refund(access, RefundRequest(OWN, "R", Money(1), Money(1))),
    ]
    for call in calls:
        HttpClient().send(call)
    assert KEY not in repr([access, *calls]) + caplog.text


def test_the_gateways_are_known_by_name() -> None:
    assert [one.key for one in all_gateways()] == ["epay", "epay_rsa"]
    assert gateway_named("epay") is EPAY
    assert gateway_named("nobody") is None
