"""A made-up 亿奇达, written from the sheet: signed over the very body, templates as JSON in a text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import unquote_plus

from tests.connectors.fakes.wholesale_server import Asked, RefusedError, Reply, WholesaleServer

USER = "青禾小店"
KEY = "TESTKEY0000000001"


@dataclass
class Goods:
    id: int
    name: str
    price: str
    template: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Order:
    number: str
    own: str
    goods: Goods
    count: int
    filled_in: list[str]
    status: int = 0
    cards: list[str] = field(default_factory=list)
    asked_for: int = 0
    said: str = ""


class YiqidaServer(WholesaleServer):
    """The platform.

    Attributes:
        page_size: the most a page holds, whatever was asked for.
        late_queries: how many queries an order is under way.
    """

    def __init__(self) -> None:
        super().__init__()
        self.balance = Decimal(1000)
        self.page_size = 20
        self.late_queries = 1
        self.settle: Callable[[Order], None] | None = None
        self.orders: list[Order] = []
        self.goods = [
            Goods(30180, "云境点卡 100 元", "91.0"),
            Goods(30181, "话费 50 元", "49.5", [{"txt": "手机号", "type": "text"}]),
            Goods(30182, "游戏代充", "20.005", [
                {"txt": "角色名", "type": "text"},
                {"txt": "区服", "type": "select", "selectData": [
                    {"value": "1", "label": "电信"}, {"value": "2", "label": "联通"},
                ]},
            ]),
            Goods(30183, "很贵的卡", "99999"),
        ]  # fmt: skip

    def is_order(self, asked: Asked) -> bool:
        return asked.path == "/api/UserOrder/CreateOrder"

    def answer(self, asked: Asked) -> Reply:
        text = f"{asked.query.get('timestamp', '')}{asked.body.decode()}{KEY}"
        assert len(asked.query["timestamp"]) == 13
        if asked.query.get("userName") != USER:
            raise no(401, "用户不存在")
        if asked.query.get("sign") != hashlib.md5(text.encode()).hexdigest():
            raise no(402, "签名验证失败")
        doors: dict[str, Callable[[dict[str, Any]], Any]] = {
            "/api/UserCommdity/GetCatalogList": self._catalogues,
            "/api/UserCommdity/GetCommodityList": self._list,
            "/api/UserCommdity/GetCommodityInfo": self._info,
            "/api/UserOrder/CreateOrder": self._create,
            "/api/UserOrder/QueryOrderModel": self._query,
        }
        if asked.path not in doors:
            return Reply(b"<h2>404</h2>", 404, "text/html")
        return Reply({"code": 200, "msg": "成功", "data": doors[asked.path](asked.document)})

    def _catalogues(self, content: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"id": 10625, "name": "点卡"}]

    def _list(self, content: dict[str, Any]) -> list[dict[str, Any]]:
        size = min(int(content.get("size", 20)), self.page_size)
        start = (int(content["page"]) - 1) * size
        return [
            {
                "mainId": goods.id,
                "branchId": goods.id + 1,
                "name": goods.name,
                "price": float(goods.price),
                "guidePrice": 100,
                "catalogId": 10625,
            }
            for goods in self.goods[start : start + size]
        ]

    def _find(self, number: Any) -> Goods:
        assert type(number) is int
        for goods in self.goods:
            if goods.id == number:
                return goods
        raise no(500, "商品不存在")

    def _info(self, content: dict[str, Any]) -> dict[str, Any]:
        goods = self._find(content["id"])
        return {
            "mainId": goods.id,
            "name": goods.name,
            "price": float(goods.price),
            "status": 1,
            "isPreSale": 0,
            "template": json.dumps(goods.template, ensure_ascii=False) if goods.template else "",
        }

    def _create(self, content: dict[str, Any]) -> dict[str, Any]:
        assert "callbackUrl" not in content
        goods = self._find(content["commodityId"])
        filled_in = [unquote_plus(value) for value in content["template"]]
        if len(filled_in) != len(goods.template):
            raise no(500, "充值模板错误")
        total = Decimal(goods.price) * content["buyCount"]
        if total > self.balance:
            raise no(500, "余额不足")
        self.balance -= total
        number = f"YQD{len(self.orders):08d}"
        order = Order(number, content["external_orderno"], goods, content["buyCount"], filled_in)
        if not goods.template:
            start = 100 * (len(self.orders) + 1)
            order.cards = [f"YQ{start + n}----PW{start + n}" for n in range(order.count)]
        self.orders.append(order)
        return {"orderNo": number, "orderId": len(self.orders)}

    def _query(self, content: dict[str, Any]) -> dict[str, Any] | None:
        if "orderNo" in content:
            found = [one for one in self.orders if one.number == content["orderNo"]]
        else:
            assert content["orderTime"]
            found = [one for one in self.orders if one.own == content["external_orderno"]]
        if not found:
            return None
        order = found[0]
        order.asked_for += 1
        if self.settle is not None:
            self.settle(order)
        else:
            order.status = 6 if order.asked_for <= self.late_queries else 4
        return {
            "orderNo": order.number,
            "status": order.status,
            "carmi": order.cards if order.status == 4 else [],
            "sellerMessage": [{"message": order.said}] if order.said else [],
        }


def no(code: int, message: str) -> RefusedError:
    return RefusedError(Reply({"code": code, "msg": message, "data": None}))
