"""A made-up Fulu, written from the sheet: signed both ways, JSON inside JSON, closed cards.

The adding call never brings goods. Cards are encrypted with the account's own secret.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.connectors.fakes.wholesale_server import Asked, RefusedError, Reply, WholesaleServer

APP_KEY = "i4esv1l+76l/7NQCL3QudG90Fq+YgVfFGJAWgT+7qO1Bm9o/adG/1iwO2qXsAXNB"
SECRET = "0a091b3aa4324435aab703142518a8f7"


@dataclass
class Goods:
    id: int
    name: str
    type: str
    price: str
    sales: str = "上架"
    stock: str = "充足"
    template: str = ""


@dataclass
class Order:
    id: str
    own: str
    goods: Goods
    quantity: int
    account: str
    state: str = "untreated"
    asked_for: int = 0


TEMPLATE = {
    "AddressId": "T1",
    "AddressName": "三国群英传",
    "IsServiceArea": True,
    "ElementInfo": {
        "Inputs": [
            {"Id": "ChargeRegion", "Name": "充值区", "Type": "select", "SortId": 3},
            {"Id": "ChargeAccount", "Name": "QQ 号", "Type": "text", "SortId": 1},
            {"Id": "ChargeGame", "Name": "游戏", "Type": "select", "SortId": 2},
        ],
        "ChargeNum": {"Id": "ChargeNum", "Name": "数量", "Value": "1"},
    },
    "GameTempaltePreviewList": [
        {
            "ChargeGame": "三国群英传",
            "gameList": {
                "ChargeRegion": [
                    {
                        "name": "电信一区",
                        "ChargeServer": [{"name": "逐鹿中原", "ChargeType": ["Q币"]}],
                    }
                ]
            },
        }
    ],
}


def sign_of(text: str) -> str:
    return hashlib.md5(("".join(sorted(text)) + SECRET).encode()).hexdigest()


def closed(text: str) -> str:
    """Encrypt a part of a card."""
    content = text.encode()
    missing = 16 - len(content) % 16
    padded = content + bytes([missing]) * missing
    sealing = Cipher(algorithms.AES(SECRET.encode()), modes.ECB()).encryptor()
    return base64.b64encode(sealing.update(padded) + sealing.finalize()).decode()


class FuluServer(WholesaleServer):
    """The platform.

    Attributes:
        late_queries: how many queries an order is still under way.
        settle: lets a test decide what becomes of an order when it is asked for.
        spoil: changes a reply after it was signed.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now
        self.balance = Decimal("344283.1608")
        self.goods = [
            Goods(10000587, "骏网一卡通 10 元", "卡密", "9.85"),
            Goods(10000585, "三国群英传 直充", "直充", "49.5", template="T1"),
            Goods(10000586, "话费 50 元", "直充", "49.855"),
            Goods(10000588, "断货的卡", "卡密", "5", stock="断货"),
            Goods(10000589, "维护的卡", "卡密", "5", sales="维护中"),
            Goods(10000590, "实物", "实物", "5"),
        ]
        self.orders: list[Order] = []
        self.late_queries = 1
        self.settle: Callable[[Order], None] | None = None
        self.spoil: Callable[[dict[str, Any]], None] | None = None
        self._cards = 0

    def is_order(self, asked: Asked) -> bool:
        return str(asked.document["method"]).startswith("fulu.order.") and not str(
            asked.document["method"]
        ).endswith(".get")

    def methods(self) -> list[str]:
        return [asked.document["method"] for asked in self.asked]

    # -- the door -----------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Reply:
        document = asked.document
        self._let_in(document)
        content = json.loads(document["biz_content"])
        doors: dict[str, Callable[[dict[str, Any]], Any]] = {
            "fulu.user.info.get": self._user,
            "fulu.goods.list.get": self._list,
            "fulu.goods.info.get": self._product,
            "fulu.goods.template.get": self._template,
            "fulu.order.card.add": self._card,
            "fulu.order.direct.add": self._direct,
            "fulu.order.info.get": self._order,
        }
        if document["method"] not in doors:
            raise no(1001, "接口不存在")
        result = doors[document["method"]](content)
        return self._signed(0, "接口调用成功", result)

    def _let_in(self, document: dict[str, Any]) -> None:
        unsigned = {name: value for name, value in document.items() if name != "sign"}
        text = json.dumps(unsigned, ensure_ascii=False, separators=(",", ":"))
        assert unsigned["version"] == "2.0"
        assert isinstance(unsigned["biz_content"], str)
        moment = datetime.strptime(f"{unsigned['timestamp']} +0800", "%Y-%m-%d %H:%M:%S %z")
        if abs((moment - self.now()).total_seconds()) > 600:
            raise no(1002, "时间戳错误")
        if document.get("app_key") != APP_KEY or document.get("sign") != sign_of(text):
            raise no(1003, "签名错误")

    def _signed(self, code: int, message: str, result: Any) -> Reply:
        text = "" if result is None else json.dumps(result, ensure_ascii=False)
        document = {"code": code, "message": message, "result": text, "sign": sign_of(text)}
        if self.spoil is not None:
            self.spoil(document)
        return Reply(document)

    # -- the platform -------------------------------------------------------------------------

    def _user(self, content: dict[str, Any]) -> dict[str, Any]:
        return {"name": "OpenApi2.0对接专用商户", "balance": float(self.balance), "is_open": 1}

    def _list(self, content: dict[str, Any]) -> list[dict[str, Any]]:
        return [_shown(one) for one in self.goods if one.sales == "上架"]

    def _find(self, content: dict[str, Any]) -> Goods:
        for one in self.goods:
            if str(one.id) == str(content.get("product_id")):
                return one
        raise no(3001, "商品不存在")

    def _product(self, content: dict[str, Any]) -> dict[str, Any]:
        return _shown(self._find(content))

    def _template(self, content: dict[str, Any]) -> dict[str, Any]:
        if content["template_id"] != "T1":
            raise no(2001, "模板不存在")
        return TEMPLATE

    def _card(self, content: dict[str, Any]) -> dict[str, Any]:
        return self._add(content, "卡密")

    def _direct(self, content: dict[str, Any]) -> dict[str, Any]:
        if not content.get("charge_account"):
            raise no(3008, "充值账号错误")
        return self._add(content, "直充")

    def _add(self, content: dict[str, Any], kind: str) -> dict[str, Any]:
        goods = self._find(content)
        own, count = content["customer_order_no"], content["buy_num"]
        assert type(content["product_id"]) is int
        assert type(count) is int
        if any(order.own == own for order in self.orders):
            raise no(3000, "外部订单号已存在")
        if goods.type != kind:
            raise no(3002, "商品类型不匹配")
        if goods.sales != "上架":
            raise no(3003, "商品已下架")
        if goods.stock == "断货":
            raise no(3004, "商品库存不足")
        total = Decimal(goods.price) * count
        if total > self.balance:
            raise no(4001, "账户余额不足")
        self.balance -= total
        number = f"1906{len(self.orders):012d}"
        order = Order(number, own, goods, count, content.get("charge_account", ""))
        self.orders.append(order)
        return _told(order)

    def _order(self, content: dict[str, Any]) -> dict[str, Any]:
        own = content["customer_order_no"]
        order = next((one for one in self.orders if one.own == own), None)
        if order is None:
            raise no(3006, "订单不存在")
        order.asked_for += 1
        if self.settle is not None:
            self.settle(order)
        else:
            is_late = order.asked_for <= self.late_queries
            order.state = "processing" if is_late else "success"
        told = _told(order)
        if order.state == "success" and order.goods.type == "卡密":
            told["cards"] = [
                {
                    "card_number": closed(f"CD{order.id}{n:03d}"),
                    "card_pwd": closed(f"CP{order.id}{n:03d}"),
                    "card_type": 0,
                    "card_deadline": "2027-12-31 00:00:00",
                }
                for n in range(order.quantity)
            ]
        return told


def _told(order: Order) -> dict[str, Any]:
    return {
        "order_id": order.id,
        "customer_order_no": order.own,
        "product_id": order.goods.id,
        "product_name": order.goods.name,
        "charge_account": order.account,
        "buy_num": order.quantity,
        "order_type": 3 if order.goods.type == "卡密" else 4,
        "order_price": float(order.goods.price),
        "order_state": order.state,
        "create_time": "2026-01-01 12:00:00",
        "finish_time": "",
    }


def _shown(goods: Goods) -> dict[str, Any]:
    return {
        "product_id": goods.id,
        "product_name": goods.name,
        "product_type": goods.type,
        "face_value": 10.0,
        "purchase_price": float(goods.price),
        "sales_status": goods.sales,
        "stock_status": goods.stock,
        "template_id": goods.template,
        "details": "",
    }


def no(code: int, message: str) -> RefusedError:
    return RefusedError(
        Reply({"code": code, "message": message, "result": "", "sign": sign_of("")})
    )
