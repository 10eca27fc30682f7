"""A made-up acg-faka shop with the SharedStock plugin, written from the sheet.

The account, the goods and the price are behind the plugin's doors only: the native ones for them
are shut, and a shut door shows a page under status 200. Orders go through the native doors. The
plugin's price leaves out what the chosen attributes cost.
"""

from __future__ import annotations

import hashlib
import json
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

MEMBER = "1001"
APP_KEY = "0123456789ABCDEF"
WAITING = "正在发货中，请耐心等待，如有疑问，请联系客服。"
_PHONE = {"name": "phone", "cn": "手机号", "type": "text", "placeholder": "", "dict": "",
          "regex": r"^1\d{10}$", "error": "手机号格式不正确"}  # fmt: skip


@dataclass
class Goods:
    code: str
    name: str
    price: str
    stock: int = 20
    is_manual: bool = False
    status: int = 1
    maximum: int = 0
    races: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)

    @property
    def config(self) -> str:
        parts = []
        if self.races:
            parts += ["[category]", *(f"{race}={price}" for race, price in self.races.items())]
        if self.colours:
            parts += ["[sku]", *(f"颜色.{name}={price}" for name, price in self.colours.items())]
        return "\n".join(parts)


@dataclass
class Order:
    request_no: str
    number: str
    goods: Goods
    count: int
    secret: str
    phone: str


class SharedStockServer(WholesaleServer):
    """The shop.

    Attributes:
        orders: what was really bought.
        doors_shut: paths that show a page, as an older plugin does for what it does not know.
    """

    def __init__(self) -> None:
        super().__init__()
        self.balance = Decimal("5000.00")
        self.orders: list[Order] = []
        self.doors_shut: set[str] = set()
        goods = [
            Goods("CARD10AUTO", "点卡 10 元", "9.5"),
            Goods("RACE20AUTO", "会员", "20", maximum=5, races={"月卡": "15.00", "年卡": "150.00"}),
            Goods("TOPUP50", "话费 50 元", "49", is_manual=True),
            Goods("OFFSHELF", "停售的卡", "5", status=0),
            Goods("PRICEY", "很贵的卡", "9999"),
            Goods("COLOURED", "有颜色的卡", "20", colours={"红": "5.00", "蓝": "0"}),
            Goods("SOLDOUT", "卖完的卡", "8", stock=0),
        ]
        self.goods = {one.code: one for one in goods}

    def is_order(self, asked: Asked) -> bool:
        return asked.path == "/shared/commodity/trade"

    def answer(self, asked: Asked) -> Reply:
        doors: dict[str, Callable[[dict[str, str]], Any]] = {
            "/plugin/SharedStock/api/connect": self._connect,
            "/plugin/SharedStock/api/items": self._items,
            "/plugin/SharedStock/api/valuation": self._valuation,
            "/shared/commodity/inventory": self._inventory,
            "/shared/commodity/trade": self._trade,
            "/shared/commodity/query": self._query,
        }
        if asked.method != "POST" or asked.path not in doors.keys() - self.doors_shut:
            return PAGE
        form = asked.form
        if form.get("app_id") != MEMBER:
            raise no("商户ID不存在")
        if form.get("sign") != _sign(form):
            raise no("密钥错误")
        return Reply({"code": 200, "msg": "success", "data": doors[asked.path](form)})

    # -- the plugin's doors -------------------------------------------------------------------

    def _connect(self, form: dict[str, str]) -> Any:
        return {"shopName": "共享小店", "balance": float(self.balance)}

    def _items(self, form: dict[str, str]) -> Any:
        children = [_shown(one) for one in self.goods.values()]
        return [{"id": 1, "name": "点卡", "children": children}]

    def _valuation(self, form: dict[str, str]) -> Any:
        goods = self._find(form.get("code", ""))
        unit = Decimal(goods.races.get(form.get("race", ""), goods.price))
        return {"price": f"{unit * int(form['num']):.2f}"}

    # -- the shop's own doors -----------------------------------------------------------------

    def _inventory(self, form: dict[str, str]) -> Any:
        goods = self._find(form.get("sharedCode", ""))
        own = "\n".join(f"{race}={price}" for race, price in goods.races.items())
        return {
            "count": goods.stock,
            "delivery_way": int(goods.is_manual),
            "config": f"{goods.config}\n[category_factory]\n{own}" if own else goods.config,
            "factory_price": 0 if goods.races else float(goods.price),
            "is_category": bool(goods.races),
        }

    def _trade(self, form: dict[str, str]) -> Any:
        goods = self._find(form.get("shared_code", ""))
        if not goods.status:
            raise no("当前商品已停售")
        count = int(form["num"])
        if goods.maximum and count > goods.maximum:
            raise no(f"本商品单次最多购买{goods.maximum}个")
        phone = form.get("phone", "")
        if goods.is_manual and len(phone) != 11:
            raise no("手机号格式不正确")
        unit = self._unit(goods, form)
        if goods.stock < count:
            raise no("库存不足")
        if any(order.request_no == form["request_no"] for order in self.orders):
            raise no("The request ID already exists")
        total = unit * count
        if total > self.balance:
            raise no("余额不足")
        self.balance -= total
        goods.stock -= count
        at = len(self.orders)
        cards = "\n".join(f"SS{at}-{n}----PW{at}{n}" for n in range(count))
        secret = WAITING if goods.is_manual else cards
        order = Order(form["request_no"], f"{261128000000000001 + at}", goods, count, secret, phone)
        self.orders.append(order)
        return {
            "url": f"{form['app_id']}",
            "amount": float(total),
            "tradeNo": order.number,
            "secret": secret,
            "leave_message": None,
            "stock": str(goods.stock),
        }

    def _unit(self, goods: Goods, form: dict[str, str]) -> Decimal:
        race = form.get("race", "")
        if goods.races and not race:
            raise no("请选择商品类型")
        if goods.races and race not in goods.races:
            raise no(f"此商品类型不存在[{race}]")
        colour = form.get("sku[颜色]", "")
        if goods.colours and colour not in goods.colours:
            raise no("请选择颜色")
        return Decimal(goods.races.get(race, goods.price)) + Decimal(goods.colours.get(colour, "0"))

    def _query(self, form: dict[str, str]) -> Any:
        for order in self.orders:
            if order.number == form.get("tradeNo"):
                return {"secret": order.secret, "widget": None, "status": 1}
        raise no("订单不存在")

    def _find(self, code: str) -> Goods:
        if code not in self.goods:
            raise no("商品不存在")
        return self.goods[code]


def no(text: str) -> RefusedError:
    return RefusedError(Reply({"code": 0, "msg": text}))


def _shown(goods: Goods) -> dict[str, Any]:
    return {
        "code": goods.code,
        "name": goods.name,
        "user_price": goods.price,
        "factory_price": "0.01",
        "delivery_way": int(goods.is_manual),
        "stock": goods.stock,
        "minimum": 0,
        "maximum": goods.maximum,
        "status": goods.status,
        "widget": json.dumps([_PHONE]) if goods.is_manual else None,
        "config": goods.config,
    }


def _sign(form: dict[str, str]) -> str:
    """The sheet's four steps; what is nested stays in the order sent, as a sort by top name does."""
    kept = {name: value for name, value in form.items() if name != "sign" and value != ""}
    ordered = sorted(kept, key=lambda name: name.split("[")[0])
    text = "".join(f"{name}={kept[name]}&" for name in ordered) + f"key={APP_KEY}"
    return hashlib.md5(text.encode()).hexdigest()
