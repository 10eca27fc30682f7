"""A made-up Epay gateway on loopback, written from the sheet with the quirks it was seen to have.

The same number gives the same code, a changed one is refused, a wrong channel answers with a page, one
without a channel with status 500, and a refund that was done says code 0.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from tests.connectors.fakes.wholesale_server import (
    Asked,
    Fault,
    RefusedError,
    Reply,
    WholesaleServer,
)

PID = "1001"
KEY = "89unJUB8HZ54Hj7x4nUj56HN4nUzUJ8i"
HTML = Reply("<!DOCTYPE html><html><title>站点提示信息</title></html>".encode())
UNPAID, PAID, REFUNDED = 0, 1, 2


@dataclass
class Payment:
    """An order the gateway really has.

    Attributes:
        refunds: how much went back, each time: a second one would be money lost.
    """

    number: str
    own_number: str
    channel: str
    name: str
    money: str
    form: dict[str, str]
    status: int = UNPAID

    @property
    def asked(self) -> dict[str, str]:
        return {key: self.form.get(key, "") for key in ("money", "name", "notify_url", "param")}


def signed(form: dict[str, str], key: str = KEY) -> str:
    kept = sorted((k, v) for k, v in form.items() if v and k not in {"sign", "sign_type"})
    text = "&".join(f"{name}={value}" for name, value in kept)
    return hashlib.md5(f"{text}{key}".encode()).hexdigest()


def no(text: str, code: int = -1) -> RefusedError:
    return RefusedError(Reply({"code": code, "msg": text}))


class EpayServer(WholesaleServer):
    """The gateway.

    Attributes:
        payments: by our own number.
        told: what a query is told instead of the truth, by member.
        query_faults: what happens to the next queries, in turn.
        refunds: own number and amount of everything that was paid back.
        may_refund: whether the merchant may pay back by the interface.
    """

    def __init__(self) -> None:
        super().__init__()
        self.payments: dict[str, Payment] = {}
        self.told: dict[str, object] = {}
        self.query_faults: list[Fault | Reply] = []
        self.refund_faults: list[Fault] = []
        self.refunds: list[tuple[str, str]] = []
        self.may_refund = True
        self.channel_says = ""

    def is_order(self, asked: Asked) -> bool:
        return asked.path == "/mapi.php"

    def pay(self, own_number: str | None = None) -> Payment:
        """The customer pays; the newest order unless told otherwise."""
        payment = self.payments[own_number or list(self.payments)[-1]]
        payment.status = PAID
        return payment

    def count(self, act: str) -> int:
        """How often something was asked for."""
        return sum(act in {asked.path, asked.query.get("act", "")} for asked in self.asked)

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/mapi.php":
            return self._create(asked.form)
        assert asked.path == "/api.php", asked.path
        act = asked.query.get("act", "")
        given = asked.query | asked.form
        if given.get("pid") != PID or given.get("key") != KEY:
            raise no("商户密钥错误", -3)
        if act == "query":
            return Reply({"code": 1, "pid": int(PID), "key": KEY, "money": "100.00", "active": 1,
                           "username": "禾光点卡"})  # fmt: skip
        return self._refund(given) if act == "refund" else self._order(given)

    def converse(self, asked: Asked) -> Reply | None:
        act = asked.query.get("act", "")
        faults: list[Fault | Reply] | list[Fault] = (
            self.query_faults if act == "order" else self.refund_faults if act == "refund" else []
        )
        if not faults:
            return super().converse(asked)
        fault = faults.pop(0)
        if isinstance(fault, Reply):
            self.asked.append(asked)
            return fault
        if fault in {Fault.LOST_BEFORE, Fault.HTML_BEFORE}:
            self.asked.append(asked)
            return None if fault is Fault.LOST_BEFORE else HTML
        reply = super().converse(asked)
        return None if fault is Fault.LOST_AFTER else HTML if fault is Fault.HTML_AFTER else reply

    def _create(self, form: dict[str, str]) -> Reply:
        if form.get("sign") != signed(form):
            raise no("签名校验失败，请返回重试！")
        if not form.get("notify_url") or not form.get("clientip") or not form.get("name"):
            raise no("参数不能为空")
        if form.get("type") not in {"wxpay", "alipay", "qqpay"}:
            raise RefusedError(HTML)
        if form["type"] == "qqpay":
            raise RefusedError(Reply(b"", 500))
        own = form["out_trade_no"]
        known = self.payments.get(own)
        if known is not None and known.status != UNPAID:
            raise no(f"该订单({own})已完成支付，请勿重复发起支付")
        if known is None:
            number = f"2026112306473562{len(self.payments):03d}"
            known = Payment(number, own, form["type"], form["name"], form["money"], form)
        elif known.asked != {key: form.get(key, "") for key in known.asked}:
            raise no(f"该订单({own})支付参数有变化，请更换订单号重新发起支付")
        self.payments[own] = known
        if self.channel_says:
            told = {"code": -2, "trade_no": known.number, "msg": self.channel_says}
            return Reply(told)
        code = f"weixin://wxpay/bizpayurl?pr=TEST{known.number}"
        return Reply({"code": 1, "trade_no": known.number, "qrcode": code})

    def _order(self, given: dict[str, str]) -> Reply:
        payment = self.payments.get(given["out_trade_no"])
        if payment is None:
            raise no("订单号不存在")
        is_paid = payment.status != UNPAID
        money = str(Decimal(payment.money).quantize(Decimal("0.01")))
        told: dict[str, object] = {
            "code": 1, "msg": "succ", "trade_no": payment.number, "out_trade_no": payment.own_number,
            "api_trade_no": f"API{payment.number}" if is_paid else None, "type": payment.channel,
            "pid": int(PID), "addtime": "2026-11-23 06:47:35",
            "endtime": "2026-11-23 06:47:35" if is_paid else None, "name": payment.name,
            "money": money, "param": None, "buyer": "buyer@test" if is_paid else None,
            "status": payment.status, "payurl": None,
        }  # fmt: skip
        return Reply(told | self.told)

    def _refund(self, given: dict[str, str]) -> Reply:
        if not self.may_refund:
            raise no("未开启商户后台自助退款", -4)
        payment = self.payments.get(given["out_trade_no"])
        if payment is None:
            raise no("当前订单不存在！")
        if payment.status != PAID:
            raise no("只支持退款已支付状态的订单")
        if Decimal(given["money"]) > Decimal(payment.money):
            raise no("退款金额不能大于订单金额")
        payment.status = REFUNDED
        self.refunds.append((payment.own_number, given["money"]))
        return Reply({"code": 0, "uid": int(PID), "money": given["money"], "reducemoney": "0.98",
                      "msg": f"退款成功！退款金额￥{given['money']}"})  # fmt: skip
