"""A made-up V4 shop of acg-faka with the OpenApi plugin, written from the sources of client and shop.

It signs over the form alone, looks nobody's number up, buys again whenever it is asked again, and
charges for goods that are not there: it answers with words in their place.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.connectors.fakes.wholesale_server import (
    PAGE,
    Asked,
    RefusedError,
    Reply,
    WholesaleServer,
)

USER = "1024"
APP_KEY = "8F3A2C9D1E7B6A54"
PHONE = {
    "title": "手机号", "name": "phone", "placeholder": "11 位", "type": "text",
    "regex": r"^1\d{10}$", "error": "手机号格式不正确", "data": "",
}  # fmt: skip
REGION = {
    "title": "区服", "name": "region", "placeholder": "", "type": "select",
    "regex": "", "error": "", "data": "电信,一区\n联通二区\n",
}  # fmt: skip


@dataclass
class Sku:
    id: int
    name: str
    price: str
    stock: Any = 10


@dataclass
class Item:
    id: int
    name: str
    skus: list[Sku]
    widget: list[dict[str, str]] = field(default_factory=list)
    is_on_sale: bool = True
    category: str = "点卡"


@dataclass
class Order:
    trade_no: str
    sku: Sku
    quantity: int
    amount: Decimal
    contents: str
    form: dict[str, str]


class AcgFakaV4Server(WholesaleServer):
    """The shop.

    Attributes:
        orders: what was really bought.
        contents: what the next orders deliver instead of cards; None where it says nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.balance = Decimal("5000.00")
        self.orders: list[Order] = []
        self.contents: list[str | None] = []
        self.items = [
            Item(11, "点卡 100 元", [Sku(101, "DEFAULT", "91.00")]),
            Item(12, "星轨会员", [Sku(121, "月卡", "15.005", "无限"), Sku(122, "年卡", "150", 3)]),
            Item(13, "话费 50 元", [Sku(131, "默认", "49.50")], [PHONE], category="话费"),
            Item(14, "很贵的卡", [Sku(141, "默认", "99999")]),
            Item(15, "下架的卡", [Sku(151, "默认", "1")], is_on_sale=False),
            Item(16, "卖完的卡", [Sku(161, "默认", "8", 0)]),
            Item(17, "选区的代充", [Sku(171, "默认", "20")], [PHONE, REGION], category="话费"),
        ]

    def is_order(self, asked: Asked) -> bool:
        return asked.path == "/plugin/open-api/trade"

    def answer(self, asked: Asked) -> Reply:
        doors: dict[str, Callable[[dict[str, str]], Any]] = {
            "connect": self._connect,
            "items": self._items,
            "item": self._item,
            "sku/state": self._state,
            "sku/stock": self._stock,
            "amount": self._amount,
            "trade": self._trade,
        }
        root, _, path = asked.path.partition("/plugin/open-api/")
        if asked.method != "POST" or root or path not in doors:
            return PAGE
        form = asked.form
        if asked.headers.get("api-id") != USER:
            raise no("用户不存在")
        if asked.headers.get("api-signature") != _sign(form):
            raise no("签名错误")
        return Reply({"code": 200, "msg": "success", "data": doors[path](form)})

    # -- the doors ----------------------------------------------------------------------------

    def _connect(self, form: dict[str, str]) -> Any:
        return {"username": "青禾小店", "balance": f"{self.balance:.2f}"}

    def _items(self, form: dict[str, str]) -> Any:
        return [_shown(item) for item in self.items if item.is_on_sale]

    def _item(self, form: dict[str, str]) -> Any:
        for item in self.items:
            if str(item.id) == form.get("id") and item.is_on_sale:
                return _shown(item)
        raise no("商品不存在")

    def _state(self, form: dict[str, str]) -> Any:
        _, sku = self._find(form)
        return {"state": not isinstance(sku.stock, int) or sku.stock >= int(form["quantity"])}

    def _stock(self, form: dict[str, str]) -> Any:
        return {"stock": self._find(form)[1].stock}

    def _amount(self, form: dict[str, str]) -> Any:
        _, sku = self._find(form)
        return {"amount": str(_rounded(Decimal(sku.price) * int(form["quantity"])))}

    def _find(self, form: dict[str, str]) -> tuple[Item, Sku]:
        for item in self.items:
            for sku in item.skus:
                if str(sku.id) == form.get("sku_id"):
                    return item, sku
        raise no("SKU 不存在")

    def _trade(self, form: dict[str, str]) -> Any:
        if len(form.get("trade_no", "")) != 24:
            raise no("订单号不能低于24位")
        item, sku = self._find(form)
        if not item.is_on_sale:
            raise no("商品未上架")
        for widget in item.widget:
            value = form.get(widget["name"], "")
            if widget["regex"] and not value:
                raise no(f"{widget['title']} 不能为空")
            if widget["regex"] and not re.search(widget["regex"], value):
                raise no(widget["error"])
        quantity = int(form["quantity"])
        amount = _rounded(Decimal(sku.price) * quantity)
        if self.balance < amount:
            raise no("余额不足")
        self.balance -= amount
        contents = self._delivery(item, sku, quantity)
        self.orders.append(Order(form["trade_no"], sku, quantity, amount, contents or "", form))
        return {} if contents is None else {"contents": contents}

    def _delivery(self, item: Item, sku: Sku, quantity: int) -> str | None:
        if self.contents:
            return self.contents.pop(0)
        if isinstance(sku.stock, int):
            if sku.stock < quantity:
                return "库存不足，请申请售后"
            sku.stock -= quantity
        if item.widget:
            return "充值成功 流水 88231"
        start = 1000 * len(self.orders)
        return "\n".join(f"V4{start + at:06d}----PW{start + at:08d}" for at in range(quantity))


def _shown(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name,
        "introduce": f"<p>{item.name}</p>",
        "picture_url": "/assets/x.png",
        "category": {"name": item.category},
        "widget": json.dumps(item.widget, ensure_ascii=False) if item.widget else "",
        "sku": [
            {"id": sku.id, "name": sku.name, "stock_price": sku.price, "stock": sku.stock}
            for sku in item.skus
        ],
    }


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), "ROUND_UP")


def _sign(form: dict[str, str]) -> str:
    kept = sorted((name, value) for name, value in form.items() if value and name != "sign")
    lines = [f"{name}={value}" for name, value in kept if "[" not in name]
    return hashlib.md5(f"{'&'.join(lines)}&key={APP_KEY}".encode()).hexdigest()


def no(text: str) -> RefusedError:
    return RefusedError(Reply({"code": 0, "msg": text}))
