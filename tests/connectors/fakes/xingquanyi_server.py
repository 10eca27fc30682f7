"""A made-up wholesaler of the 星权益 dialect, written from the sheet.

It signs by names in the order of bytes, calls the parts of a card one thing when it sells and
another when it is asked, delivers some cards later, and closes some goods over midnight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.connectors.fakes.wholesale_server import Asked, RefusedError, Reply, WholesaleServer

CUSTOMER = "10000"
KEY = "K5x8TESTKEY00000"


@dataclass
class Product:
    id: int
    name: str
    price: str
    type: int = 2
    variant: str = ""
    limits: str = "1-10000"
    stock: int = 1
    supply: int = 1
    hold: int = 1
    ban: tuple[str, str] = ("", "")
    form: list[dict[str, str]] = field(default_factory=list)
    label: str = "充值手机号"


@dataclass
class Order:
    id: int
    product: Product
    quantity: int
    total: Decimal
    outer: str
    form: dict[str, str]
    state: int = 200
    cards: list[tuple[str, str]] = field(default_factory=list)
    refunded: Decimal = Decimal(0)
    info: str = ""
    asked_for: int = 0


class XingquanyiServer(WholesaleServer):
    """The wholesaler.

    Attributes:
        late_queries: how many queries the cards of an order are still on their way; 0 in the reply.
        settle: lets a test decide what becomes of an order when it is asked for.
        refusal: what every call is answered with instead, when set.
    """

    def __init__(self) -> None:
        super().__init__()
        self.balance = Decimal("575.6000")
        self.products = [
            Product(1886, "星轨会员", "49.5000", 2, limits="1-5"),
            Product(1887, "星轨会员", "15.0049", 2, variant="月卡"),
            Product(1888, "云境直充", "49.0000", 1, form=[
                {"name": "游戏区服", "type": "select", "options": "电信一区,联通二区"},
            ]),
            Product(1889, "话费 50 元", "49.8000", 1, limits="1-1"),
            Product(1890, "电影票", "30.0000", 3),
            Product(1891, "代练", "80.0000", 4),
            Product(1892, "断货的卡", "10.0000", stock=2),
            Product(1893, "维护的卡", "10.0000", supply=2),
            Product(1894, "夜里停售", "10.0000", ban=("23:30:00", "00:30:00")),
            Product(1895, "很贵的卡", "9999.0000"),
        ]  # fmt: skip
        self.orders: list[Order] = []
        self.late_queries = 0
        self.settle: Callable[[Order], None] | None = None
        self.refusal: tuple[str, str] | None = None

    def is_order(self, asked: Asked) -> bool:
        return asked.path == "/api/buy"

    # -- the door -----------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Reply:
        form = asked.form
        assert not asked.query, "everything belongs in the body"
        assert all(form.values()), "empty fields are left out"
        self._let_in(form)
        doors: dict[str, Callable[[dict[str, str]], Any]] = {
            "/api/customer": self._customer,
            "/api/product-list": self._list,
            "/api/product": self._product,
            "/api/product/recharge-params": self._form,
            "/api/buy": self._buy,
            "/api/order": self._order,
            "/api/outer-order": self._outer_order,
        }
        if asked.path not in doors:
            return Reply(b"<h1>Not Found</h1>", 404, "text/html")
        return Reply({"code": "ok", "message": "ok", "data": doors[asked.path](form)})

    def _let_in(self, form: dict[str, str]) -> None:
        text = KEY
        for name in sorted(set(form) - {"sign"}, key=str.encode):
            text += name
            text += form[name]
        if form.get("customer_id") != CUSTOMER or not form.get("timestamp", "").isdigit():
            raise no("invalid_parameters", "参数错误")
        if form.get("sign") != hashlib.md5(text.encode()).hexdigest():
            raise no("invalid_sign", "签名错误")
        if self.refusal is not None:
            raise no(*self.refusal)

    # -- the wholesaler -----------------------------------------------------------------------

    def _customer(self, form: dict[str, str]) -> dict[str, Any]:
        return {"id": 10000, "name": "青禾小店", "balance": f"{self.balance:.4f}"}

    def _list(self, form: dict[str, str]) -> list[dict[str, Any]]:
        return [_shown(product) for product in self.products]

    def _product(self, form: dict[str, str]) -> dict[str, Any]:
        return _shown(self._find(form))

    def _find(self, form: dict[str, str]) -> Product:
        for product in self.products:
            if str(product.id) == form.get("product_id"):
                return product
        raise no("error", "商品不存在")

    def _form(self, form: dict[str, str]) -> dict[str, Any]:
        product = self._find(form)
        if product.type != 1:
            raise no("error", "该商品不是充值商品")
        return {"recharge_account_label": product.label, "recharge_params": product.form}

    def _buy(self, form: dict[str, str]) -> dict[str, Any]:
        assert "notify_url" not in form
        product = self._find(form)
        quantity, outer = int(form["quantity"]), form.get("outer_order_id", "")
        price = Decimal(product.price)
        if any(order.outer == outer for order in self.orders if outer):
            raise no("error", "外部订单号重复")
        if product.supply != 1 or product.stock != 1:
            raise no("error", "商品库存不足")
        if product.type == 1 and not form.get("recharge_account"):
            raise no("error", "充值账号不能为空")
        if "safe_cost" in form and Decimal(form["safe_cost"]) < price:
            raise no("error", "进货价高于安全成本")
        if price * quantity > self.balance:
            raise no("error", "账户余额不足")
        self.balance -= price * quantity
        order = Order(900001 + len(self.orders), product, quantity, price * quantity, outer, form)
        self.orders.append(order)
        if product.type in {2, 3}:
            start = 7 * len(self.orders)
            order.cards = [
                (f"NO{start + n:06d}", f"PW{start * 31 + n:08d}") for n in range(quantity)
            ]
        else:
            order.state = 101
        told = {
            "order_id": order.id,
            "product_price": product.price,
            "total_price": f"{order.total:.4f}",
            "recharge_url": "",
            "state": order.state,
        }
        if order.cards and not self.late_queries:
            told |= _goods(order, "card_no", "card_password")
        return told

    def _order(self, form: dict[str, str]) -> dict[str, Any]:
        return self._told(lambda order: str(order.id) == form["order_id"])

    def _outer_order(self, form: dict[str, str]) -> dict[str, Any]:
        return self._told(lambda order: order.outer == form["outer_order_id"])

    def _told(self, is_wanted: Callable[[Order], bool]) -> dict[str, Any]:
        order = next(filter(is_wanted, self.orders), None)
        if order is None:
            raise no("error", "订单不存在")
        order.asked_for += 1
        if self.settle is not None:
            self.settle(order)
        told = {
            "id": str(order.id),
            "product_id": order.product.id,
            "quantity": order.quantity,
            "total_price": f"{order.total:.4f}",
            "refunded_amount": f"{order.refunded:.4f}",
            "state": order.state,
            "created_at": "2026-01-01 12:00:00",
            "recharge_account": order.form.get("recharge_account", ""),
            "recharge_info": order.info,
            "recharge_url": "",
            "outer_order_id": order.outer,
        }
        is_late = order.asked_for <= self.late_queries
        return told if is_late else told | _goods(order, "no", "password")


def _goods(order: Order, number: str, password: str) -> dict[str, Any]:
    if order.product.type == 3:
        tickets = [
            {"no": first, "ticket": f"https://t.example/{second}", "expired_at": ""}
            for first, second in order.cards
        ]
        return {"tickets": tickets}
    return {
        "cards": [
            {number: first, password: second, "expired_at": "2027-12-31 23:59:59"}
            for first, second in order.cards
        ]
    }


def _shown(product: Product) -> dict[str, Any]:
    return {
        "id": product.id,
        "product_name": product.name,
        "name": product.variant,
        "price": product.price,
        "valid_purchasing_quantity": product.limits,
        "type": product.type,
        "stock_state": product.stock,
        "supply_state": product.supply,
        "hold_state": product.hold,
        "ban_start_at": product.ban[0],
        "ban_end_at": product.ban[1],
    }


def no(code: str, message: str) -> RefusedError:
    return RefusedError(Reply({"code": code, "message": message, "data": None}))
