"""A made-up 蓝色兄弟, written from the sheet: forms, signatures in capitals, one piece an order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.connectors.fakes.wholesale_server import Asked, RefusedError, Reply, WholesaleServer

MERCHANT = "23329"
KEY = "8db16e8cc8363ed4eb4c14f9520bcc32"


@dataclass
class Order:
    own: str
    product: str
    account: str
    account_type: str
    status: str = "02"
    asked_for: int = 0
    message: str = "查询成功"


class LansexiongdiServer(WholesaleServer):
    """The platform.

    Attributes:
        late_queries: how many queries a recharge is pending.
        wraps_in: where the members of an answer stand: beside the code when empty.
        refusal: what every call is answered with instead, when set.
    """

    def __init__(self) -> None:
        super().__init__()
        self.balance = Decimal("2257.2999")
        self.products = {
            "101": ("视频会员月卡", "15.5"),
            "106": ("话费 50 元", "49.855"),
            "107": ("QQ 黄钻一个月", "9.2"),
            "108": ("不卖给你的", "1.0"),
            "109": ("很贵的", "99999"),
        }
        self.orders: list[Order] = []
        self.late_queries = 1
        self.wraps_in = ""
        self.refusal: tuple[str, str] | None = None
        self.settle: Callable[[Order], None] | None = None

    def is_order(self, asked: Asked) -> bool:
        return asked.path == "/recharge/order"

    def answer(self, asked: Asked) -> Reply:
        form = asked.form
        self._let_in(form)
        doors: dict[str, Callable[[dict[str, str]], tuple[str, dict[str, Any]]]] = {
            "/recharge/info": self._info,
            "/recharge/product": self._list,
            "/recharge/order": self._order,
            "/recharge/query": self._query,
        }
        if asked.path not in doors:
            return Reply(b"<h1>404</h1>", 404, "text/html")
        code, told = doors[asked.path](form)
        if self.wraps_in:
            return Reply({"code": code, "message": "成功", self.wraps_in: told})
        return Reply({"code": code, "message": "成功", **told})

    def _let_in(self, form: dict[str, str]) -> None:
        assert form["version"] == "1.0"
        assert len(form["timeStamp"]) == 10
        names = sorted(set(form) - {"sign", "version", "extendParameter"})
        text = "&".join(f"{name}={form[name]}" for name in names if form[name])
        right = hashlib.md5(f"{text}&key={KEY}".encode()).hexdigest().upper()
        if form["merchantId"] != MERCHANT:
            raise no("1002", "商户不存在")
        if form["sign"] != right:
            raise no("1003", "签名错误")
        if self.refusal is not None:
            raise no(*self.refusal)

    def _info(self, form: dict[str, str]) -> tuple[str, dict[str, Any]]:
        return "0000", {"balance": str(self.balance)}

    def _list(self, form: dict[str, str]) -> tuple[str, dict[str, Any]]:
        return "0000", {
            "products": [
                {
                    "product_id": int(number),
                    "item_name": name,
                    "channel_price": price,
                    "original_price": "50",
                }
                for number, (name, price) in self.products.items()
            ]
        }

    def _order(self, form: dict[str, str]) -> tuple[str, dict[str, Any]]:
        assert "notifyUrl" not in form
        own, product = form["outTradeNo"], form["productId"]
        if any(order.own == own for order in self.orders):
            raise no("1005", "订单号重复")
        if form["number"] != "1" or not form.get("rechargeAccount"):
            raise no("1001", "参数错误")
        if product not in self.products:
            raise no("1006", "商品不存在")
        if product == "108":
            raise no("1007", "商品未授权")
        if len(form["rechargeAccount"]) < 5:
            raise no("1011", "充值账号格式错误")
        price = Decimal(self.products[product][1])
        if price > self.balance:
            raise no("1008", "余额不足")
        self.balance -= price
        self.orders.append(Order(own, product, form["rechargeAccount"], form["accountType"]))
        return "2000", {}

    def _query(self, form: dict[str, str]) -> tuple[str, dict[str, Any]]:
        order = next((one for one in self.orders if one.own == form["outTradeNo"]), None)
        if order is None:
            raise no("1012", "订单不存在")
        order.asked_for += 1
        if self.settle is not None:
            self.settle(order)
        elif order.asked_for > self.late_queries:
            order.status = "01"
        return "0000", {"status": order.status, "outTradeNo": order.own}


def no(code: str, message: str) -> RefusedError:
    return RefusedError(Reply({"code": code, "message": message}))
