"""Epay's second version: signed both ways; what the platform's key does not prove says nothing."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from desktop.connectors.http_call import HttpOutcome
from desktop.connectors.payments.base import CodeRequest, PaymentQuery, RefundRequest
from desktop.connectors.payments.epay import text_to_sign
from desktop.connectors.payments.epay_rsa import EPAY_RSA
from desktop.connectors.platforms.base import AccountAccess, AccountFieldError
from desktop.domain.gateway_payment import PaymentVerdict, RefundVerdict
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from tests.connectors.broken_bodies import answered, broken_bodies

V = PaymentVerdict
OWN, TRADE, PID = "KT0001Z9", "2026112306473562620", "1001"
QUERY = PaymentQuery(OWN, Money(100), TRADE)
CODE = CodeRequest(OWN, "wxpay", Money(100), "VIP")


@cache
def a_key(name: str) -> rsa.RSAPrivateKey:
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def own_text(*, as_file: bool = False) -> str:
    key = a_key("own")
    if as_file:
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return base64.b64encode(der).decode()


def platform_text() -> str:
    public = a_key("platform").public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()


def access_to(**secrets: str) -> AccountAccess:
    form = {"base_url": "https://pay.example.com", "pid": PID, "channels": "wxpay"}
    keys = {"key": own_text(), "platform_key": platform_text()} | secrets
    held = {name: Secret(text) for name, text in keys.items()}
    return AccountAccess(form, held, lambda: datetime(2026, 6, 18, 4, 0, tzinfo=UTC))


def proved(key: str = "platform", **changes: Any) -> HttpOutcome:
    told: dict[str, Any] = {
        "code": 0, "msg": "success", "trade_no": TRADE, "out_trade_no": OWN, "pid": int(PID),
        "money": "1.00", "status": 1, "param": None, "timestamp": "1781755200",
    }  # fmt: skip
    told |= changes
    text = text_to_sign(
        [(name, "" if value is None else str(value)) for name, value in told.items()]
    )
    sign = a_key(key).sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return answered(told | {"sign": base64.b64encode(sign).decode(), "sign_type": "RSA"})


def asked(answer: HttpOutcome) -> V:
    return EPAY_RSA.read_query(QUERY, answer, access_to()).verdict


def test_calls_are_signed_with_the_shops_key_and_dated() -> None:
    call = EPAY_RSA.prepare_code(access_to(), CODE)
    form = dict(parse_qsl(call.body.decode()))
    assert (form["timestamp"], form["sign_type"], form["method"]) == ("1781755200", "RSA", "web")
    text = text_to_sign(list(form.items())).encode()
    sign = base64.b64decode(form["sign"])
    a_key("own").public_key().verify(sign, text, padding.PKCS1v15(), hashes.SHA256())
    assert own_text()[40:80] not in call.body.decode() + repr(call)


def test_a_proved_payment_is_believed_and_success_is_zero() -> None:
    assert asked(proved()) is V.PAID
    assert asked(proved(status=0)) is V.UNPAID
    assert asked(proved(status=2)) is V.REFUNDED
    assert asked(proved(code=1)) is V.UNKNOWN
    assert asked(proved(code=-1, msg="no")) is V.NOT_FOUND


def test_what_the_platforms_key_does_not_prove_is_no_money() -> None:
    body = json.loads(proved().body)
    for changes in ({"sign": ""}, {"sign": "!"}, {"sign": None}, {"sign": body["sign"][::-1]}):
        assert asked(answered(body | changes)) is V.UNKNOWN
    assert asked(proved("another")) is V.UNKNOWN
    assert asked(answered(body | {"param": "added"})) is V.UNKNOWN


def test_the_key_is_shared_by_all_merchants_so_the_number_must_be_ours() -> None:
    assert asked(proved(pid=1002)) is V.UNKNOWN
    without = {name: value for name, value in json.loads(proved().body).items() if name != "pid"}
    assert asked(answered(without)) is V.UNKNOWN


def test_who_paid_is_believed_only_as_far_as_the_platforms_key_proves_it() -> None:
    buyer = "2088102123456789"

    def payer(answer: HttpOutcome) -> Secret | None:
        return EPAY_RSA.read_query(QUERY, answer, access_to()).payer

    assert payer(proved(buyer=buyer)) == Secret(buyer)
    assert payer(answered(json.loads(proved().body) | {"buyer": buyer})) is None
    for odd in (None, "", 2088102123456789, "x" * 129, "138****2046"):
        assert asked(proved(buyer=odd)) is V.PAID
        assert payer(proved(buyer=odd)) is None
    assert payer(proved()) is None


@pytest.mark.parametrize("changes", [{"money": "1.01"}, {"out_trade_no": "KT0"}, {"status": 3}])
def test_a_proof_of_something_else_is_no_money(changes: dict[str, Any]) -> None:
    assert asked(proved(**changes)) is V.UNKNOWN


@pytest.mark.parametrize("name", sorted(broken_bodies({"code": 0, "status": 1})))
def test_a_broken_body_proves_nothing(name: str) -> None:
    assert asked(answered(broken_bodies(json.loads(proved().body))[name])) is V.UNKNOWN


def test_a_code_stands_in_pay_info() -> None:
    told = {"code": 0, "trade_no": TRADE, "pay_type": "qrcode", "pay_info": "weixin://x"}
    made = EPAY_RSA.read_code(CODE, answered(told))
    assert (made.verdict, made.code_text) == (V.READY, "weixin://x")
    page = told | {"pay_type": "html", "pay_info": "<form action='x'>"}
    assert EPAY_RSA.read_code(CODE, answered(page)).verdict is V.UNKNOWN
    jsapi = told | {"pay_info": {"appId": "x"}}
    assert EPAY_RSA.read_code(CODE, answered(jsapi)).verdict is V.UNKNOWN


def test_a_refund_names_the_same_number_each_time() -> None:
    request = RefundRequest(OWN, "R0001", Money(100), Money(100))
    form = dict(parse_qsl(EPAY_RSA.prepare_refund(access_to(), request).body.decode()))
    assert (form["out_refund_no"], form["money"]) == ("R0001", "1.00")
    assert EPAY_RSA.read_refund(answered({"code": 0})).verdict is RefundVerdict.SAID_DONE
    assert EPAY_RSA.read_refund(answered({"code": 1})).verdict is RefundVerdict.UNKNOWN


def test_keys_are_taken_as_sites_show_them_and_refused_when_they_are_none() -> None:
    EPAY_RSA.check_access(access_to(key=own_text(as_file=True)))
    for bad in ("", "abc", platform_text(), "中文"):
        with pytest.raises(AccountFieldError):
            EPAY_RSA.check_access(access_to(key=bad))
    with pytest.raises(AccountFieldError):
        EPAY_RSA.check_access(access_to(platform_key=own_text()))
    keys = access_to()
    without = replace(keys, secrets={"key": keys.secrets["key"]})
    with pytest.raises(AccountFieldError):
        EPAY_RSA.check_access(without)
