"""A made-up Rainbow shop, written from the sheet: plain passwords, no numbers of ours.

It buys again whenever it is asked again, wants exactly as many inputs as it has labels, and on old
code answers everything with status 500 and a good body.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.connectors.fakes.wholesale_server import Asked, RefusedError, Reply, WholesaleServer

USER = "qinghe"
PASSWORD = "p@ss w0rd&更多"


@dataclass
class Goods:
    tid: int
    name: str
    price: str
    is_card: bool = True
    cid: int = 1
    stock: int | None = None
    close: int = 0
    multi: int = 1
    least: int = 0
    most: int = 0
    input: str = ""
    inputs: str = ""

    @property
    def labels(self) -> list[str]:
        return [self.input or "下单账号", *filter(None, self.inputs.split("|"))]


@dataclass
class Order:
    number: str
    goods: Goods
    count: int
    inputs: list[str]
    status: int = 0
    cards: list[dict[str, str]] = field(default_factory=list)
    result: Any = None


class RainbowServer(WholesaleServer):
    """The shop.

    Attributes:
        is_old: everything is answered with status 500 and a good body.
    """

    def __init__(self) -> None:
        super().__init__()
        self.balance = Decimal("1000.00")
        self.is_old = False
        self.is_banned = False
        self.orders: list[Order] = []
        self.goods = [
            Goods(1001, "云境点卡 100 元", "91.00", stock=10, input="邮箱"),
            Goods(1002, "话费 50 元", "49.5", is_card=False, cid=2, multi=0, input="手机号"),
            Goods(1003, "游戏代充", "20", is_card=False, cid=2, input="角色名",
                  inputs="区服{1:电信一区,2:联通二区}|备注"),
            Goods(1004, "维护的卡", "5", close=1),
            Goods(1005, "批发的卡", "0.995", least=5, most=50),
            Goods(1006, "很贵的卡", "99999"),
            Goods(1007, "两项的卡", "3", input="邮箱", inputs="QQ"),
        ]  # fmt: skip
        self.late: list[Order] = []
        self.is_late = False

    def is_order(self, asked: Asked) -> bool:
        return asked.query.get("act") == "pay"

    def acts(self) -> list[str]:
        return [asked.query.get("act", "") for asked in self.asked]

    # -- the door -----------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Reply:
        doors: dict[str, Callable[[Asked], dict[str, Any]]] = {
            "classlist": self._categories,
            "goodslist": self._list,
            "goodslistbycid": self._list_of_category,
            "goodsdetails": self._details,
            "pay": self._pay,
            "search": self._search,
        }
        assert asked.path == "/api.php"
        act = asked.query.get("act", "")
        if act not in doors:
            return Reply({"code": -5, "msg": "No Act!"})
        try:
            document = {"code": 0, **doors[act](asked)}
        except RefusedError as refused:
            document = refused.reply.document
        return Reply(document, 500 if self.is_old else 200, "text/html; charset=utf-8")

    def _let_in(self, asked: Asked) -> dict[str, str]:
        form = asked.form
        if form.get("user") != USER or form.get("pass") != PASSWORD:
            raise no("用户名或密码不正确")
        if self.is_banned:
            raise no("该账户已被封禁")
        return form

    # -- the shop -----------------------------------------------------------------------------

    def _categories(self, asked: Asked) -> dict[str, Any]:
        named = [(1, "点卡"), (2, "充值")]
        return {"data": [{"cid": cid, "name": name, "active": 1} for cid, name in named]}

    def _list(self, asked: Asked) -> dict[str, Any]:
        if "user" in asked.form:
            self._let_in(asked)
        return {"data": [_shown(one) for one in self.goods]}

    def _list_of_category(self, asked: Asked) -> dict[str, Any]:
        form = self._let_in(asked)
        return {"data": [_shown(one) for one in self.goods if str(one.cid) == form["cid"]]}

    def _find(self, tid: str) -> Goods:
        for one in self.goods:
            if str(one.tid) == tid:
                return one
        raise no("商品不存在")

    def _details(self, asked: Asked) -> dict[str, Any]:
        goods = self._find(self._let_in(asked)["tid"])
        return {
            "data": {
                **_shown(goods),
                "value": 1,
                "prices": "",
                "input": goods.input,
                "inputs": goods.inputs,
                "multi": goods.multi,
                "min": goods.least,
                "max": goods.most,
                "desc": "<p>说明</p>",
            }
        }

    def _pay(self, asked: Asked) -> dict[str, Any]:
        form = self._let_in(asked)
        goods = self._find(form["tid"])
        count = int(form["num"]) if goods.multi else 1
        inputs = [form[f"input{n}"] for n in range(1, 6) if form.get(f"input{n}")]
        if goods.close:
            raise no("当前商品维护中，停止下单！")
        if not inputs:
            raise no("首个参数值不能为空")
        if len(inputs) != len(goods.labels):
            raise no("请确保各项不能为空" if len(inputs) < len(goods.labels) else "验证失败")
        if goods.least and count < goods.least:
            raise no(f"当前商品最小下单数量为{goods.least}")
        if goods.stock is not None and goods.stock < count:
            raise no("该商品库存卡密不足，请联系站长加卡！")
        total = (Decimal(goods.price) * count).quantize(Decimal("0.01"))
        if total > self.balance:
            raise no(f"余额不足，购买此商品还差{total - self.balance}元", -2)
        self.balance -= total
        if goods.stock is not None:
            goods.stock -= count
        order = Order(str(7000 + len(self.orders)), goods, count, inputs)
        self.orders.append(order)
        told: dict[str, Any] = {"orderid": order.number, "message": "购买成功"}
        if goods.is_card:
            start = 100 * len(self.orders)
            order.cards = [
                {"card": f"RB{start + n}", "pass": f"PW{start + n}"} for n in range(count)
            ]
            order.status = 1
            if not self.is_late:
                told |= {"faka": True, "kmdata": order.cards}
        return told

    def _search(self, asked: Asked) -> dict[str, Any]:
        assert "pass" not in asked.form, "the question needs no login"
        number = asked.query.get("id", "")
        order = next((one for one in self.orders if one.number == number), None)
        if order is None:
            raise no("订单不存在")
        told = order.result
        if told is None and order.cards:
            words = "<br/>".join(f"卡号：{one['card']} 密码：{one['pass']}" for one in order.cards)
            told = {"订单结果": words, "订单状态": "<b>已完成</b>"}
        return {"type": 1, "status": order.status, "data": told}


def _shown(goods: Goods) -> dict[str, Any]:
    return {
        "tid": goods.tid,
        "cid": goods.cid,
        "name": goods.name,
        "shopimg": "",
        "close": goods.close,
        "price": goods.price,
        "isfaka": int(goods.is_card),
        "stock": goods.stock,
    }


def no(text: str, code: int = -1) -> RefusedError:
    return RefusedError(Reply({"code": code, "message": text}))
