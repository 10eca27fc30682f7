"""易支付 Epay, second version: RSA signatures in both directions, ``api/pay/…``, success is 0.

Belongs here: the keys, the signature of calls, the proof of answers.
Does not belong here: judging an answer that is proved (``epay_answers``).

Built from three client implementations, never tried on a live site. An answer that the platform's
key does not prove says nothing, whatever stands in it.
"""

from __future__ import annotations

import base64
import binascii
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from desktop.connectors.http_call import PreparedCall, Transport
from desktop.connectors.payments import epay_answers as answers
from desktop.connectors.payments.base import GatewaySilentError, secret_text
from desktop.connectors.payments.epay import (
    FIELDS,
    channels_in,
    check_form,
    merchant_of,
    order_fields,
    text_to_sign,
)
from desktop.connectors.platforms.account_form import address_in
from desktop.connectors.platforms.base import AccountFieldError, ConnectorField
from desktop.connectors.platforms.json_answers import (
    Envelope,
    UnreadableAnswerError,
    read_envelope,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.gateway_payment import (
    PaymentOutcome,
    PaymentVerdict,
    RefundAnswer,
    RefundVerdict,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

    from desktop.connectors.http_call import HttpOutcome
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.payments.base import (
        CodeRequest,
        Merchant,
        PaymentQuery,
        RefundRequest,
    )
    from desktop.connectors.platforms.base import AccountAccess

SUCCESS: Final = 0
_REFUNDED: Final = frozenset({SUCCESS})
_FRAME: Final = re.compile(r"-----[A-Z ]+-----|\s")
"""What a PEM file has around its Base64; in a form its lines have run together."""
_FIELDS: Final = (
    FIELDS[0],
    FIELDS[1],
    ConnectorField("key", QT_TRANSLATE_NOOP("connectors", "商户私钥（RSA）"), is_secret=True),
    FIELDS[3],
    FIELDS[4],
    ConnectorField(
        "platform_key", QT_TRANSLATE_NOOP("connectors", "平台公钥（RSA）"), is_secret=True
    ),
)


class EpayRsa:
    """The second version."""

    key: Final = "epay_rsa"
    can_scan: Final = True
    name: Final = QT_TRANSLATE_NOOP("connectors", "易支付（RSA）")
    fields: Final = _FIELDS

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for a form or a key that cannot be right."""
        check_form(access)
        _own_key(access)
        _platform_key(access)

    def channels(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the channels of the account."""
        return channels_in(values)

    def fetch_merchant(self, door: HttpClient, access: AccountAccess) -> Merchant:
        """Return what the account has collected; an unproved answer is none."""
        call = self._signed(access, "merchant", "/api/merchant/info", [])
        answer = door.send(call)
        merchant = merchant_of(answer, SUCCESS)
        if not _is_proved(read_envelope(answer), access):
            raise GatewaySilentError("unproved")
        return merchant

    def prepare_code(self, access: AccountAccess, request: CodeRequest) -> PreparedCall:
        """Return the signed call of ``api/pay/create``."""
        fields = [*order_fields(access, request), ("method", "web")]
        if request.scanned is not None:
            scanned = request.scanned.reveal()
            fields = [*fields[:-1], ("method", "scan"), ("auth_code", scanned)]
        return self._signed(access, "pay_code", "/api/pay/create", fields)

    def read_code(self, request: CodeRequest, answer: HttpOutcome) -> PaymentOutcome:
        """Return the code of an answer; a page to fill in is none.

        A code costs nothing until it is paid, and paying is asked about under a proof: so the
        answer itself need not be proved. The same holds where a code was scanned: that the customer
        was charged is believed only when a query says so.
        """
        if request.scanned is not None:
            return answers.read_scan(answer, SUCCESS)
        return answers.read_code(request, answer, SUCCESS, ("pay_info",))

    def prepare_query(self, access: AccountAccess, query: PaymentQuery) -> PreparedCall:
        """Return the call of ``api/pay/query``."""
        asked = [("out_trade_no", query.own_number)]
        return self._signed(access, "pay_query", "/api/pay/query", asked)

    def read_query(
        self, query: PaymentQuery, answer: HttpOutcome, access: AccountAccess
    ) -> PaymentOutcome:
        """Return what became of the number, if the platform's key proves that it said so."""
        try:
            envelope = read_envelope(answer)
        except UnreadableAnswerError as error:
            return answers.unread(answer, error)
        pid = access.values["pid"].strip()
        found = answers.read_query(query, envelope, pid, SUCCESS)
        is_about_money = found.verdict in {PaymentVerdict.PAID, PaymentVerdict.REFUNDED}
        if is_about_money and not ("pid" in envelope.whole and _is_proved(envelope, access)):
            return answers.unknown("unproved")
        return found

    def prepare_refund(self, access: AccountAccess, request: RefundRequest) -> PreparedCall:
        """Return the call of ``api/pay/refund``; the number of the refund is always the same."""
        fields = [
            ("out_trade_no", request.own_number),
            ("money", str(request.amount)),
            ("out_refund_no", request.refund_number),
        ]
        return self._signed(access, "pay_refund", "/api/pay/refund", fields)

    def read_refund(self, answer: HttpOutcome) -> RefundAnswer:
        """Return what the answer says; a query proves it."""
        if answer.transport is Transport.NOT_SENT:
            return RefundAnswer(RefundVerdict.NOT_SENT, answer.reason)
        return answers.read_refund(answer, _REFUNDED)

    def _signed(
        self, access: AccountAccess, purpose: str, path: str, fields: list[tuple[str, str]]
    ) -> PreparedCall:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        self.check_access(access)
        told = dict(fields) | {
            "pid": access.values["pid"].strip(),
            "timestamp": str(int(access.now().timestamp())),
        }
        text = text_to_sign(list(told.items())).encode()
        sign = _own_key(access).sign(text, padding.PKCS1v15(), hashes.SHA256())
        told |= {"sign": base64.b64encode(sign).decode(), "sign_type": "RSA"}
        return PreparedCall(
            purpose=purpose,
            url=f"{address_in(access, _FIELDS[0])}{path}",
            body=urlencode(told).encode(),
            is_plain_http_allowed=access.is_plain_http_allowed,
            proxy_url=access.proxy_url,
        )


def _own_key(access: AccountAccess) -> RSAPrivateKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    try:
        key = load_der_private_key(_der(access, "key"), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, RSAPrivateKey):
        raise AccountFieldError("key", _FIELDS[2].label)
    return key


def _platform_key(access: AccountAccess) -> RSAPublicKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(_der(access, "platform_key"))
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, RSAPublicKey):
        raise AccountFieldError("platform_key", _FIELDS[5].label)
    return key


def _der(access: AccountAccess, field: str) -> bytes:
    """Return a key as bytes: sites show it as Base64, with or without the lines of a PEM file."""
    if field not in access.secrets:
        return b""
    try:
        return base64.b64decode(_FRAME.sub("", secret_text(access.secrets, field)), validate=True)
    except ValueError:
        return b""


def _is_proved(envelope: Envelope, access: AccountAccess) -> bool:
    """Say whether the platform's key signed everything that stands in an answer."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    fields = [(name, _as_signed(value)) for name, value in envelope.whole.items()]
    try:
        sign = base64.b64decode(str(envelope.whole.get("sign", "")), validate=True)
        _platform_key(access).verify(
            sign, text_to_sign(fields).encode(), padding.PKCS1v15(), hashes.SHA256()
        )
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _as_signed(value: Any) -> str:
    """Return a member as it goes into the signed text: lists and objects do not."""
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value) if isinstance(value, str | int | Decimal) else ""


EPAY_RSA: Final = EpayRsa()
