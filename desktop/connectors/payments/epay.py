"""易支付 Epay, first version: MD5 signatures, ``mapi.php`` and ``api.php``. What most sites offer.

Belongs here: the account, the signature and the calls.
Does not belong here: judging an answer (``epay_answers``).

Asking for a code is signed. Asking about an order and giving money back carry the key itself, the
former in the address: hence https, and an address is never logged or kept.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from desktop.connectors.http_call import PreparedCall
from desktop.connectors.payments import epay_answers as answers
from desktop.connectors.payments.base import (
    GatewayRefusedError,
    GatewaySilentError,
    Merchant,
    secret_text,
)
from desktop.connectors.platforms.account_form import (
    address_in,
    check_address,
    check_secret,
    check_value,
)
from desktop.connectors.platforms.base import ConnectorField, FieldKind
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    read_envelope,
    shown_text,
    text_of,
)
from desktop.connectors.strict_json import decimal_of
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import Money, NotAnAmountError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.payments.base import CodeRequest, PaymentQuery, RefundRequest
    from desktop.connectors.platforms.base import AccountAccess
    from desktop.domain.gateway_payment import PaymentOutcome, RefundAnswer

Fields = list[tuple[str, str]]

SUCCESS: Final = 1
CHANNELS: Final = ("wxpay", "alipay", "qqpay")
_REFUNDED: Final = frozenset({0, 1})
"""Documents say 1, the running server says 0; neither is believed without a query."""
_TITLE_BYTES: Final = 127
_CUSTOMER_ADDRESS: Final = "127.0.0.1"
"""Asked for and of no use at a counter: the customer's phone is not known."""

FIELDS: Final = (
    ConnectorField("base_url", QT_TRANSLATE_NOOP("connectors", "通道网址"), FieldKind.URL),
    ConnectorField("pid", QT_TRANSLATE_NOOP("connectors", "商户号 pid")),
    ConnectorField("key", QT_TRANSLATE_NOOP("connectors", "商户密钥"), is_secret=True),
    ConnectorField(
        "channels",
        QT_TRANSLATE_NOOP("connectors", "开通的付款渠道（wxpay alipay qqpay）"),
        default="wxpay alipay",
    ),
    ConnectorField(
        "notify_url",
        QT_TRANSLATE_NOOP("connectors", "通知网址（通道要求登记时才改）"),
        is_required=False,
        default="http://127.0.0.1/notify",
    ),
)


def text_to_sign(fields: Fields) -> str:
    """Return the string that both versions sign: sorted, without empty values and the signature.

    >>> text_to_sign([("pid", "1001"), ("money", "0"), ("sign", "x"), ("param", "")])
    'money=0&pid=1001'
    """
    kept = sorted((k, v) for k, v in fields if v != "" and k not in {"sign", "sign_type"})
    return "&".join(f"{name}={value}" for name, value in kept)


def signature(fields: Fields, key: str) -> str:
    """Return the MD5 signature of the first version."""
    return hashlib.md5(f"{text_to_sign(fields)}{key}".encode(), usedforsecurity=False).hexdigest()


def order_fields(access: AccountAccess, request: CodeRequest) -> Fields:
    """Return what both versions ask for; the same request gives the same fields."""
    title = request.title.encode()[:_TITLE_BYTES].decode(errors="ignore")
    notify = access.values.get("notify_url", "").strip() or FIELDS[4].default
    return [
        ("pid", access.values["pid"].strip()),
        ("type", request.channel),
        ("out_trade_no", request.own_number),
        ("notify_url", notify),
        ("name", title),
        ("money", str(request.amount)),
        ("clientip", _CUSTOMER_ADDRESS),
        ("device", "pc"),
    ]


def check_form(access: AccountAccess) -> None:
    """Raise ``AccountFieldError`` for what both versions ask for and cannot be right."""
    check_address(access, FIELDS[0])
    check_value(access, FIELDS[1], r"[0-9]{1,20}")
    check_secret(access, FIELDS[2])
    words = "|".join(CHANNELS)
    check_value(access, FIELDS[3], rf"(?:{words})(?:[ ,，、]+(?:{words}))*")
    check_value(access, FIELDS[4], r"|https?://\S{1,200}")


def channels_in(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the channels of a form, each once, in the order in which they were typed."""
    return tuple(dict.fromkeys(re.findall("|".join(CHANNELS), values.get("channels", ""))))


def merchant_of(answer: HttpOutcome, success: int) -> Merchant:
    """Return what the gateway says of the account.

    Raises:
        GatewayRefusedError: the account is not accepted.
        GatewaySilentError: no usable answer.
    """
    try:
        envelope = read_envelope(answer)
    except UnreadableAnswerError as error:
        raise GatewaySilentError(str(error)) from None
    if envelope.code != success:
        raise GatewayRefusedError(shown_text(envelope.message) or f"code {envelope.code}")
    amount = decimal_of(envelope.whole.get("money"))
    try:
        balance = None if amount is None else -Money.from_decimal_rounded_up(-amount)
    except NotAnAmountError:
        balance = None
    return Merchant(balance, shown_text(text_of(envelope.whole.get("username"))))


class Epay:
    """The first version."""

    key: Final = "epay"
    can_scan: Final = False
    name: Final = QT_TRANSLATE_NOOP("connectors", "易支付（MD5）")
    fields: Final = FIELDS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for a field of the form that cannot be right."""
        check_form(access)

    def channels(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the channels of the account."""
        return channels_in(values)

    def fetch_merchant(self, door: HttpClient, access: AccountAccess) -> Merchant:
        """Return what the account has collected, by ``act=query``."""
        return merchant_of(door.send(self._with_key(access, "merchant", "query", [])), SUCCESS)

    def prepare_code(self, access: AccountAccess, request: CodeRequest) -> PreparedCall:
        """Return the signed call of ``mapi.php``, which knows no scanned codes."""
        self.check_access(access)
        if request.scanned is not None:
            raise GatewayRefusedError("scan")
        fields = order_fields(access, request)
        sign = signature(fields, secret_text(access.secrets, "key"))
        signed = [*fields, ("sign", sign), ("sign_type", "MD5")]
        return self._call(access, "pay_code", "/mapi.php", urlencode(signed).encode())

    def read_code(self, request: CodeRequest, answer: HttpOutcome) -> PaymentOutcome:
        """Return the code of an answer."""
        return answers.read_code(request, answer, SUCCESS, ("qrcode", "payurl", "urlscheme"))

    def prepare_query(self, access: AccountAccess, query: PaymentQuery) -> PreparedCall:
        """Return the call of ``act=order``."""
        asked = [("out_trade_no", query.own_number)]
        return self._with_key(access, "pay_query", "order", asked)

    def read_query(
        self, query: PaymentQuery, answer: HttpOutcome, access: AccountAccess
    ) -> PaymentOutcome:
        """Return what became of the number."""
        try:
            envelope = read_envelope(answer)
        except UnreadableAnswerError as error:
            return answers.unread(answer, error)
        return answers.read_query(query, envelope, access.values["pid"].strip(), SUCCESS)

    def prepare_refund(self, access: AccountAccess, request: RefundRequest) -> PreparedCall:
        """Return the call of ``act=refund``; the gateway pays an order back once."""
        self.check_access(access)
        key = secret_text(access.secrets, "key")
        fields = [
            ("pid", access.values["pid"].strip()),
            ("key", key),
            ("out_trade_no", request.own_number),
            ("money", str(request.amount)),
        ]
        body = urlencode(fields).encode()
        return self._call(access, "pay_refund", "/api.php?act=refund", body)

    def read_refund(self, answer: HttpOutcome) -> RefundAnswer:
        """Return what the answer says."""
        return answers.read_refund(answer, _REFUNDED)

    def _with_key(
        self, access: AccountAccess, purpose: str, act: str, fields: Fields
    ) -> PreparedCall:
        self.check_access(access)
        key = secret_text(access.secrets, "key")
        asked = [("act", act), ("pid", access.values["pid"].strip()), ("key", key), *fields]
        return self._call(access, purpose, f"/api.php?{urlencode(asked)}", b"", "GET")

    def _call(
        self, access: AccountAccess, purpose: str, path: str, body: bytes, method: str = "POST"
    ) -> PreparedCall:
        return PreparedCall(
            purpose=purpose,
            url=f"{address_in(access, FIELDS[0])}{path}",
            body=body,
            method=method,
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )


EPAY: Final = Epay()
