"""A made-up dujiao-next shop, written from the sheet: its Open API and its ways.

It limits calls with HTTP 200 and another shape, gives at most 50 products a page, delivers later,
looks an order's number up before it makes the order, and answers ``ok`` for a cancelled one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.connectors.fakes.wholesale_server import Asked, RefusedError, Reply, WholesaleServer

ROOT = "/api/v1/upstream"
API_KEY = "dk-1001"
API_SECRET = "test-secret-key-12345"


@dataclass
class Sku:
    id: int
    price: str
    stock: int = 10
    specs: dict[str, Any] = field(default_factory=dict)
    code: str = "DEFAULT"
    is_active: bool = True


@dataclass
class Product:
    id: int
    title: str
    skus: list[Sku]
    fulfillment: str = "auto"
    form: list[dict[str, Any]] = field(default_factory=list)
    is_active: bool = True
    category: int = 1


@dataclass
class Order:
    id: int
    number: str
    sku: Sku
    quantity: int
    amount: Decimal
    status: str
    fulfillment: dict[str, Any] | None = None
    refunded: Decimal = Decimal(0)
    form: dict[str, Any] | None = None
    asked_for: int = 0


class DujiaoNextServer(WholesaleServer):
    """The shop.

    Attributes:
        late_queries: how many queries an automatic order is still on its way.
        settle: lets a test decide what becomes of an order when it is queried.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now
        self.balance = Decimal("1000.00")
        self.currency = "CNY"
        self.products = [
            Product(11, "云境传说点卡 100 元", [Sku(101, "91.00")]),
            Product(
                12,
                "星轨月卡",
                [
                    Sku(121, "15.00", -1, {"zh-CN": "月卡", "en-US": "Month"}),
                    Sku(122, "150.005", 3, {"zh-CN": "年卡"}),
                    Sku(123, "30.00", 0, {"zh-CN": "季卡"}, is_active=False),
                ],
            ),
            Product(
                13,
                "话费直充 50 元",
                [Sku(131, "49.00")],
                "manual",
                [
                    {
                        "key": "phone",
                        "type": "phone",
                        "label": {"en-US": "Phone", "zh-CN": "手机号"},
                        "placeholder": {"zh-CN": "11 位手机号"},
                        "required": True,
                    }
                ],
                category=2,
            ),
            Product(14, "典藏版", [Sku(141, "99999.00")]),
            Product(15, "下架的货", [Sku(151, "1.00")], is_active=False),
        ]
        self.orders: list[Order] = []
        self.references: dict[str, Order] = {}
        self.late_queries = 1
        self.settle: Callable[[Order], None] | None = None
        self.is_limiting = False
        self.newest_page_size = 50
        self._cards = 0

    def is_order(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path == f"{ROOT}/orders"

    # -- the door -----------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Reply:
        self._let_in(asked)
        match asked.method, asked.path.removeprefix(ROOT).strip("/").split("/"):
            case "POST", ["ping"]:
                document = self._ping()
            case "GET", ["categories"]:
                document = self._categories()
            case "GET", ["products"]:
                document = self._list(asked.query)
            case "GET", ["products", number]:
                document = self._product(number)
            case "POST", ["orders"]:
                document = self._order(asked.document)
            case "GET", ["orders", number]:
                document = self._query(number)
            case _:
                return Reply(b"404 page not found", 404, "text/plain")
        return Reply({"ok": True, **document})

    def _let_in(self, asked: Asked) -> None:
        key = asked.headers.get("dujiao-next-api-key", "")
        stamp = asked.headers.get("dujiao-next-timestamp", "")
        sign = asked.headers.get("dujiao-next-signature", "")
        if not (key and stamp and sign):
            raise no(401, "missing_auth_headers", "missing auth headers")
        if not stamp.isdigit():
            raise no(401, "invalid_timestamp", "invalid timestamp")
        if abs(self.now().timestamp() - int(stamp)) > 60:
            raise no(401, "timestamp_expired", "timestamp expired")
        if key != API_KEY:
            raise no(403, "invalid_api_key", "invalid api key")
        lines = [asked.method, asked.path, stamp, hashlib.md5(asked.body).hexdigest()]
        right = hmac.new(API_SECRET.encode(), "\n".join(lines).encode(), "sha256").hexdigest()
        if sign != right:
            raise no(401, "invalid_signature", "invalid signature")
        if self.is_limiting:
            raise RefusedError(Reply({"status_code": 429, "msg": "请求过于频繁", "data": None}))

    # -- the shop -----------------------------------------------------------------------------

    def _ping(self) -> dict[str, Any]:
        return {
            "site_name": "青禾小店",
            "protocol_version": "1.0",
            "user_id": 7,
            "balance": f"{self.balance:.2f}",
            "currency": self.currency,
            "member_level": None,
        }

    def _categories(self) -> dict[str, Any]:
        named = [(1, "点卡"), (2, "话费")]
        return {
            "categories": [
                {"id": number, "parent_id": 0, "slug": str(number), "name": {"zh-CN": name}}
                for number, name in named
            ]
        }

    def _list(self, query: dict[str, str]) -> dict[str, Any]:
        page = int(query.get("page", "1"))
        size = min(int(query.get("page_size", "20")), self.newest_page_size)
        shown = [product for product in self.products if product.is_active]
        part = shown[(page - 1) * size : page * size]
        return {
            "items": [_shown(product) for product in part],
            "total": len(shown),
            "page": page,
            "page_size": size,
            "includes_inactive": False,
        }

    def _product(self, number: str) -> dict[str, Any]:
        found = [product for product in self.products if str(product.id) == number]
        if not found:
            raise no(404, "product_not_found", "product not found")
        return {"product": _shown(found[0])}

    def _order(self, wanted: dict[str, Any]) -> dict[str, Any]:
        number = wanted.get("downstream_order_no", "")
        assert "callback_url" not in wanted
        if number in self.references:
            return self._told(self.references[number])
        found = [
            (product, sku)
            for product in self.products
            for sku in product.skus
            if sku.id == wanted["sku_id"]
        ]
        if not found or not found[0][1].is_active:
            raise no(400, "sku_unavailable", "sku is not active")
        product, sku = found[0]
        if not product.is_active:
            raise no(400, "product_unavailable", "product is not available")
        form = wanted.get("manual_form_data")
        needed = [one["key"] for one in product.form if one["required"]]
        if any(not (form or {}).get(key) for key in needed):
            raise no(400, "bad_request", "manual form data is invalid")
        if 0 <= sku.stock < wanted["quantity"]:
            raise no(409, "insufficient_stock", "product stock is insufficient")
        amount = Decimal(sku.price) * wanted["quantity"]
        order = Order(
            5000 + len(self.orders), f"DJ{len(self.orders):08d}", sku, wanted["quantity"],
            amount.quantize(Decimal("0.01"), "ROUND_UP"), "paid", form=form,
        )  # fmt: skip
        self.orders.append(order)
        self.references[number] = order
        if amount > self.balance:
            order.status = "canceled"
            raise RefusedError(
                Reply(
                    {
                        "ok": False,
                        "order_id": order.id,
                        "order_no": order.number,
                        "status": "canceled",
                        "error_code": "payment_failed",
                        "error_message": "wallet payment failed: balance is insufficient",
                    }
                )
            )
        self.balance -= order.amount
        sku.stock -= wanted["quantity"] if sku.stock > 0 else 0
        order.fulfillment = self._goods(product, wanted["quantity"])
        return self._told(order)

    def _goods(self, product: Product, quantity: int) -> dict[str, Any] | None:
        if product.fulfillment != "auto":
            return None
        lines = []
        for _ in range(quantity):
            self._cards += 1
            lines.append(f"DJ{self._cards:06d}----PW{self._cards * 7919:08d}")
        return {"type": "auto", "payload": "\n".join(lines), "delivery_data": None}

    def _told(self, order: Order) -> dict[str, Any]:
        return {
            "order_id": order.id,
            "order_no": order.number,
            "status": order.status,
            "amount": f"{order.amount:.2f}",
            "currency": self.currency,
        }

    def _query(self, number: str) -> dict[str, Any]:
        order = next((one for one in self.orders if str(one.id) == number), None)
        if order is None:
            raise no(404, "order_not_found", "order not found")
        order.asked_for += 1
        if self.settle is not None:
            self.settle(order)
        elif order.status in {"paid", "fulfilling"} and order.fulfillment:
            is_late = order.asked_for <= self.late_queries
            order.status = "fulfilling" if is_late else "delivered"
        document = {
            "order_id": order.id,
            "order_no": order.number,
            "status": order.status,
            "amount": f"{order.amount:.2f}",
            "refunded_amount": f"{order.refunded:.2f}",
            "currency": self.currency,
            "refund_records": [],
            "items": [{"sku_id": order.sku.id, "quantity": order.quantity}],
        }
        if order.fulfillment and order.status not in {"paid", "fulfilling", "pending_payment"}:
            document["fulfillment"] = {"status": "delivered", **order.fulfillment}
        return document


def _shown(product: Product) -> dict[str, Any]:
    return {
        "id": product.id,
        "slug": f"p{product.id}",
        "title": {"en-US": "x", "zh-CN": product.title},
        "images": [],
        "tags": [],
        "price_amount": product.skus[0].price if product.skus else "0.00",
        "fulfillment_type": product.fulfillment,
        "manual_form_schema": {"fields": product.form} if product.form else {},
        "is_active": product.is_active,
        "category_id": product.category,
        "skus": [_shown_sku(sku) for sku in product.skus if sku.is_active],
    }


def _shown_sku(sku: Sku) -> dict[str, Any]:
    words = {-1: "unlimited", 0: "out_of_stock"}
    return {
        "id": sku.id,
        "sku_code": sku.code,
        "spec_values": sku.specs,
        "price_amount": sku.price,
        "stock_status": words.get(sku.stock, "low_stock" if sku.stock <= 20 else "in_stock"),
        "stock_quantity": sku.stock,
        "is_active": True,
    }


def no(status: int, code: str, text: str) -> RefusedError:
    return RefusedError(Reply({"ok": False, "error_code": code, "error_message": text}, status))
