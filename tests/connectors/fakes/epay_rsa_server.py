"""A made-up gateway of Epay's second version on loopback, with the quirks of scanned codes.

A scanned code makes an order before its channel says anything; a customer who still types a password
is answered with a no; a code that is sent a second time under another number charges a second time.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from desktop.connectors.payments.epay import text_to_sign
from tests.connectors.fakes.wholesale_server import Asked, Fault, Reply, WholesaleServer

PID = "1001"


class Wallet(StrEnum):
    """What the customer's phone does with a scanned code."""

    PAYS = "pays"
    ASKS_PASSWORD = "asks_password"
    SAYS_NO = "says_no"


@cache
def a_key(name: str) -> rsa.RSAPrivateKey:
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def private_text(name: str) -> str:
    der = a_key(name).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return base64.b64encode(der).decode()


def public_text(name: str) -> str:
    public = a_key(name).public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()


@dataclass
class Order:
    """An order the gateway really has."""

    number: str
    form: dict[str, str] = field(repr=False)
    status: int = 0


class EpayRsaServer(WholesaleServer):
    """The gateway.

    Attributes:
        wallet: what the customer's phone does.
        charges: every scanned code the channel was asked to take money by.
        told: what a query is told instead of the truth, by member.
        query_faults: what happens to the next queries, in turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.wallet = Wallet.PAYS
        self.orders: dict[str, Order] = {}
        self.charges: list[str] = []
        self.told: dict[str, object] = {}
        self.query_faults: list[Fault] = []

    def is_order(self, asked: Asked) -> bool:
        return asked.path == "/api/pay/create"

    def pay(self) -> None:
        """The customer of the newest order pays after all."""
        self.orders[list(self.orders)[-1]].status = 1

    def count(self, name: str) -> int:
        """How often something was asked for."""
        return sum(asked.path.endswith(f"/{name}") for asked in self.asked)

    def converse(self, asked: Asked) -> Reply | None:
        if asked.path == "/api/pay/query" and self.query_faults:
            self.asked.append(asked)
            self.query_faults.pop(0)
            return None
        return super().converse(asked)

    def answer(self, asked: Asked) -> Reply:
        form = asked.form
        text = text_to_sign(list(form.items())).encode()
        sign = base64.b64decode(form["sign"])
        a_key("own").public_key().verify(sign, text, padding.PKCS1v15(), hashes.SHA256())
        if asked.path == "/api/pay/create":
            return self._create(form)
        assert asked.path == "/api/pay/query", asked.path
        return self._order(form)

    def _create(self, form: dict[str, str]) -> Reply:
        own = form["out_trade_no"]
        order = self.orders.setdefault(own, Order(f"20261123{len(self.orders):011d}", form))
        if form["method"] != "scan":
            code = f"weixin://wxpay/bizpayurl?pr={order.number}"
            return self._signed({"code": 0, "trade_no": order.number, "pay_type": "qrcode",
                                 "pay_info": code})  # fmt: skip
        self.charges.append(form["auth_code"])
        if self.wallet is Wallet.SAYS_NO:
            return self._signed({"code": -1, "msg": "付款码无效，请重新扫码"})
        if self.wallet is Wallet.ASKS_PASSWORD:
            return self._signed({"code": -1, "msg": "用户支付中，请输入密码"})
        order.status = 1
        info = {"type": form["type"], "trade_no": order.number, "money": form["money"]}
        return self._signed({"code": 0, "trade_no": order.number, "pay_type": "scan",
                             "pay_info": info})  # fmt: skip

    def _order(self, form: dict[str, str]) -> Reply:
        order = self.orders.get(form["out_trade_no"])
        if order is None:
            return self._signed({"code": -1, "msg": "订单号不存在"})
        told: dict[str, object] = {
            "code": 0, "msg": "success", "trade_no": order.number, "pid": int(PID),
            "out_trade_no": form["out_trade_no"], "type": order.form["type"],
            "money": order.form["money"], "status": order.status,
        }  # fmt: skip
        return self._signed(told | self.told)

    def _signed(self, told: dict[str, object]) -> Reply:
        text = text_to_sign(
            [(name, value) for name, value in told.items() if isinstance(value, str)]
            + [(name, str(value)) for name, value in told.items() if isinstance(value, int)]
        )
        sign = a_key("platform").sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        return Reply(told | {"sign": base64.b64encode(sign).decode(), "sign_type": "RSA"})
