"""A practice gateway beside the practice shop: its codes are paid by themselves after a while.

It speaks the first version of Epay, written from its protocol sheet. Every code is paid at the
third question about it, so that a training sale completes as a real one does. What it collected is
forgotten when the process ends: none of it is money.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from desktop.practice.server.calls import Call

PID: Final = "1001"
FOLDER: Final = "/pay"
"""Where it stands: some dialects of the shop have an ``api.php`` of their own."""
_PAID_AT_QUESTION: Final = 3
_UNPAID, _PAID, _REFUNDED = 0, 1, 2

Form = dict[str, str]
Answer = dict[str, Any]


@dataclass
class _Payment:
    number: str
    form: Form
    status: int = _UNPAID
    questions: int = 0


class Cashier:
    """Answers calls. Several threads ask at once."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._payments: dict[str, _Payment] = {}
        self._lock = threading.Lock()

    def answer(self, call: Call) -> Answer | None:
        """Return the answer, or None for a path that is not the gateway's."""
        given = dict(call.query) | call.form
        with self._lock:
            if call.path == f"{FOLDER}/mapi.php":
                return self._create(given)
            return self._act(given) if call.path == f"{FOLDER}/api.php" else None

    def _act(self, given: Form) -> Answer:
        if given.get("pid") != PID or given.get("key") != self._key:
            return {"code": -3, "msg": "商户密钥错误"}
        if given.get("act") == "query":
            return {"code": 1, "pid": int(PID), "money": "0.00", "username": "练习支付"}
        payment = self._payments.get(given.get("out_trade_no", ""))
        if payment is None:
            return {"code": -1, "msg": "订单号不存在"}
        return self._refund(payment) if given.get("act") == "refund" else self._order(payment)

    def _create(self, form: Form) -> Answer:
        kept = sorted((k, v) for k, v in form.items() if v and k not in {"sign", "sign_type"})
        text = "&".join(f"{name}={value}" for name, value in kept)
        sign = hashlib.md5(f"{text}{self._key}".encode(), usedforsecurity=False).hexdigest()
        if form.get("sign") != sign or not form.get("out_trade_no"):
            return {"code": -1, "msg": "签名校验失败，请返回重试！"}
        own = form["out_trade_no"]
        payment = self._payments.setdefault(own, _Payment(f"LX{len(self._payments):012d}", form))
        if payment.status != _UNPAID:
            return {"code": -1, "msg": f"该订单({own})已完成支付，请勿重复发起支付"}
        code = f"https://example.invalid/practice/{payment.number}"
        return {"code": 1, "trade_no": payment.number, "qrcode": code}

    def _order(self, payment: _Payment) -> Answer:
        payment.questions += 1
        if payment.status == _UNPAID and payment.questions >= _PAID_AT_QUESTION:
            payment.status = _PAID
        return {
            "code": 1,
            "msg": "succ",
            "trade_no": payment.number,
            "out_trade_no": payment.form["out_trade_no"],
            "pid": int(PID),
            "type": payment.form.get("type", ""),
            "name": payment.form.get("name", ""),
            "money": payment.form.get("money", ""),
            "status": payment.status,
        }

    def _refund(self, payment: _Payment) -> Answer:
        if payment.status != _PAID:
            return {"code": -1, "msg": "只支持退款已支付状态的订单"}
        payment.status = _REFUNDED
        return {"code": 0, "msg": "退款成功！"}
