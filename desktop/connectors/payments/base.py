"""What every payment gateway must offer, and the values that cross to the services.

Belongs here: the protocol ``PaymentGateway``, what is asked of it, how it refuses.
Does not belong here: what an answer makes of a payment (``domain.gateway_payment``), sending.

Asking for a code is prepared, written down, sent by the service, its raw answer stored, and only
then read. The account's form is that of the wholesale platforms: ``ConnectorField``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop.domain.errors import QT_TRANSLATE_NOOP, ConnectorError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.connectors.http_call import HttpOutcome, PreparedCall
    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import AccountAccess, ConnectorField
    from desktop.domain.gateway_payment import PaymentOutcome, RefundAnswer
    from desktop.domain.money import Money
    from desktop.domain.secret import Secret


class GatewayRefusedError(ConnectorError):
    """The gateway answered and said no: its own words are in ``values["text"]``."""

    exit_code = 1

    def __init__(self, text: str) -> None:
        super().__init__(
            "gateway_refused",
            QT_TRANSLATE_NOOP("errors", "支付通道说：{text}。没有收钱也没有退钱"),
            text=text,
        )


class GatewaySilentError(ConnectorError):
    """No usable answer to a call that moves no money."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "gateway_silent",
            QT_TRANSLATE_NOOP(
                "errors", "支付通道没有给出能用的回答（{reason}）。没有收钱也没有退钱，稍后再试"
            ),
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """Ask for a code to pay by, or to take the money by the code on the customer's phone.

    Attributes:
        own_number: letters and digits, used for nothing else ever.
        channel: whose customers can scan it: ``wxpay``, ``alipay``, ``qqpay``.
        title: what the customer's phone calls it.
        is_first: nothing of this number was ever sent; only then a refusal is final.
        scanned: what the cashier scanned; None where the customer is to scan.
    """

    own_number: str
    channel: str
    amount: Money
    title: str
    is_first: bool = True
    scanned: Secret | None = None


@dataclass(frozen=True, slots=True)
class PaymentQuery:
    """Ask what became of a number.

    Attributes:
        upstream_number: the gateway's, as far as it is known: an answer about another is crossed.
    """

    own_number: str
    amount: Money
    upstream_number: str = ""


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """Give money of a paid number back.

    Attributes:
        refund_number: of our own, where the gateway keeps one.
        paid: what the whole number took.
    """

    own_number: str
    refund_number: str
    amount: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class Merchant:
    """What the gateway says of the account; the connection test.

    Attributes:
        balance: what it has collected and not paid out; None where it does not tell.
    """

    balance: Money | None
    name: str = ""


class PaymentGateway(Protocol):
    """One gateway's dialect. Holds no state; several threads use it at once."""

    @property
    def key(self) -> str:
        """Return what scripts call the gateway."""

    @property
    def name(self) -> str:
        """Return the name people know, in the translation context ``connectors``."""

    @property
    def fields(self) -> tuple[ConnectorField, ...]:
        """Return the account form."""

    @property
    def can_scan(self) -> bool:
        """Say whether it takes money by a code on the customer's phone."""

    def check_access(self, access: AccountAccess) -> None:
        """Raise ``AccountFieldError`` for a field that cannot be right; sends nothing."""

    def channels(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the channels that the account's form names."""

    def fetch_merchant(self, door: HttpClient, access: AccountAccess) -> Merchant:
        """Return what the account holds; the connection test.

        Raises:
            GatewayRefusedError: the account is not accepted.
            GatewaySilentError: no usable answer.
        """

    def prepare_code(self, access: AccountAccess, request: CodeRequest) -> PreparedCall:
        """Return the call that asks for a code; the same request asks for the same code again.

        With a scanned code it takes the money at once, and must leave once and never again.

        Raises:
            GatewayRefusedError: it cannot take money by a scanned code.
        """

    def read_code(self, request: CodeRequest, answer: HttpOutcome) -> PaymentOutcome:
        """Return what an answer says; never raises, whatever came."""

    def prepare_query(self, access: AccountAccess, query: PaymentQuery) -> PreparedCall:
        """Return the call that asks about a number."""

    def read_query(
        self, query: PaymentQuery, answer: HttpOutcome, access: AccountAccess
    ) -> PaymentOutcome:
        """Return what an answer says; never raises, whatever came."""

    def prepare_refund(self, access: AccountAccess, request: RefundRequest) -> PreparedCall:
        """Return the call that gives money back."""

    def read_refund(self, answer: HttpOutcome) -> RefundAnswer:
        """Return what an answer says; never raises, whatever came."""


def secret_text(secrets: Mapping[str, Secret], key: str) -> str:
    """Return a secret field without spaces around it."""
    return secrets[key].reveal().strip()
