"""dujiao-next's Open API as the practice shop speaks it, written from its protocol sheet.

Belongs here: the signature check, the order of checks, the codes and the shapes of answers.
Does not belong here: HTTP and faults. Nothing here is shared with the till's connector, so that a
mistake in one is not repeated in the other.

An order with a number that was seen before is answered with the order that exists. The time of a
call is not compared: shop and till run by one clock, and a test lets its own run ahead.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import TYPE_CHECKING, Any, Final

from desktop.practice.server.calls import CallKind, Reply
from desktop.practice.server.goods import loses_first_answer
from desktop.practice.server.store import (
    APP_ID,
    SHOP_NAME,
    NewOrder,
    NotEnoughBalanceError,
    NotEnoughStockError,
    NumberExistsError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.practice.server.calls import Call
    from desktop.practice.server.store import Goods, Order, Store

_ROOT: Final = "/api/v1/upstream"
_MOST_PER_PAGE: Final = 50
_NUMBER_LENGTH: Final = 64
_LOW_STOCK: Final = 20
_UNLIMITED: Final = -1
_CURRENCY: Final = "CNY"

Answer = dict[str, Any]


class _RefusedError(Exception):
    """The shop says no, with a status, a code and words."""

    def __init__(self, status: int, code: str, words: str) -> None:
        super().__init__(code)
        document = {"ok": False, "error_code": code, "error_message": words}
        self.reply = Reply(document, status)


class DujiaoNextDialect:
    """Answers calls; a repeated number returns its order."""

    def __init__(self, store: Store, base_url: str) -> None:
        del base_url
        self._store = store
        self._acts: dict[tuple[str, str], Callable[[Call, str, int], Reply]] = {
            ("POST", "ping"): self._ping,
            ("GET", "categories"): self._categories,
            ("GET", "products"): self._products,
            ("POST", "orders"): self._order,
            ("GET", "orders"): self._query,
        }

    def kind_of(self, call: Call) -> CallKind:
        """Say what a call is by its method and path."""
        noun, number = _steps(call)
        if (call.method, noun) == ("POST", "orders"):
            return CallKind.ORDER
        return CallKind.PRICE if noun == "products" and number else CallKind.OTHER

    def answer(self, call: Call, percent: int = 100) -> Reply | None:
        """Return the answer, or None for a path the shop does not know."""
        noun, number = _steps(call)
        act = self._acts.get((call.method, noun))
        if act is None:
            return None
        try:
            self._check_caller(call)
            return act(call, number, percent)
        except _RefusedError as refusal:
            return refusal.reply

    def sold_out(self) -> Reply:
        """Return the code for it."""
        return _sold_out().reply

    def _check_caller(self, call: Call) -> None:
        key, stamp, sign = (
            call.headers.get(f"dujiao-next-{name}", "")
            for name in ("api-key", "timestamp", "signature")
        )
        if not (key and stamp and sign):
            raise _RefusedError(401, "missing_auth_headers", "缺少鉴权信息")
        if not stamp.isdecimal():
            raise _RefusedError(401, "invalid_timestamp", "时间戳不对")
        if key != APP_ID:
            raise _RefusedError(403, "invalid_api_key", "接口账号不存在")
        if not hmac.compare_digest(sign, expected_signature(call, stamp, self._store.app_key)):
            raise _RefusedError(401, "invalid_signature", "签名不对")

    def _ping(self, call: Call, number: str, percent: int) -> Reply:
        del call, number, percent
        return _yes(
            {
                "site_name": SHOP_NAME,
                "protocol_version": "1.0",
                "user_id": 1,
                "balance": _yuan(self._store.balance_fen()),
                "currency": _CURRENCY,
                "member_level": None,
            }
        )

    def _categories(self, call: Call, number: str, percent: int) -> Reply:
        del call, number, percent
        categories = [
            {
                "id": at,
                "parent_id": 0,
                "slug": f"c{at}",
                "name": {"zh-CN": name},
                "icon": "",
                "sort_order": at,
            }
            for name, at in self._store.category_numbers().items()
        ]
        return _yes({"categories": categories})

    def _products(self, call: Call, number: str, percent: int) -> Reply:
        document = {"product": self._product(number, percent)} if number else self._page(call)
        return _yes(document)

    def _page(self, call: Call) -> Answer:
        number = _whole(call.query.get("page", "1")) or 1
        size = min(_whole(call.query.get("page_size", "")) or _MOST_PER_PAGE, _MOST_PER_PAGE)
        goods = self._store.list_goods()
        categories = self._store.category_numbers()
        shown = goods[(number - 1) * size : number * size]
        return {
            "items": [_product_of(one, categories[one.category]) for one in shown],
            "total": len(goods),
            "page": number,
            "page_size": size,
            "includes_inactive": False,
        }

    def _product(self, number: str, percent: int) -> Answer:
        categories = self._store.category_numbers()
        for goods in self._store.list_goods():
            if str(goods.id) == number:
                return _product_of(goods, categories[goods.category], percent)
        raise _RefusedError(404, "product_not_found", "商品不存在")

    def _order(self, call: Call, number: str, percent: int) -> Reply:
        wanted = _document(call)
        number = str(wanted.get("downstream_order_no", ""))[:_NUMBER_LENGTH]
        existing = self._store.find_order_by_request(number) if number else None
        if existing is not None:
            return _yes(_told(existing))
        order = self._checked_order(wanted, number, percent)
        try:
            placed = self._store.place(order)
        except NumberExistsError:
            existing = self._store.find_order_by_request(number)
            return _yes(_told(existing)) if existing else _sold_out().reply
        except NotEnoughBalanceError:
            raise _RefusedError(402, "insufficient_balance", "余额不足") from None
        except NotEnoughStockError:
            raise _sold_out() from None
        reply = _yes(_told(placed))
        return Reply(reply.document, is_lost=loses_first_answer(order.goods.code))

    def _checked_order(self, wanted: Answer, number: str, percent: int) -> NewOrder:
        sku_id, quantity = wanted.get("sku_id"), wanted.get("quantity")
        if type(sku_id) is not int or type(quantity) is not int or quantity < 1:
            raise _RefusedError(400, "bad_request", "请求格式不对")
        found = self._store.find_variant(sku_id)
        if found is None:
            raise _RefusedError(400, "sku_unavailable", "规格不存在")
        goods, race = found
        if not goods.is_on_sale:
            raise _RefusedError(400, "product_unavailable", "商品已下架")
        if quantity < goods.minimum or (goods.maximum and quantity > goods.maximum):
            raise _RefusedError(400, "bad_request", "购买数量不对")
        form = _checked_form(goods, wanted.get("manual_form_data"))
        if not goods.is_manual and goods.stock_of(race) < quantity:
            raise _sold_out()
        fen = goods.unit_fen(race) * percent // 100 * quantity
        return NewOrder(goods, race, quantity, fen, number or None, form)

    def _query(self, call: Call, number: str, percent: int) -> Reply:
        del call, percent
        order = self._store.find_order_by_id(_whole(number))
        if order is None:
            raise _RefusedError(404, "order_not_found", "订单不存在")
        told = _told(order) | {
            "refunded_amount": "0.00",
            "refund_records": [],
            "items": [{"title": {"zh-CN": order.code}, "quantity": order.num}],
        }
        if order.is_done:
            told["status"] = "delivered"
            told["fulfillment"] = {
                "type": "auto",
                "status": "delivered",
                "payload": order.secret,
                "delivery_data": {},
            }
        else:
            told["status"] = "fulfilling"
        return _yes(told)


def expected_signature(call: Call, stamp: str, secret: str) -> str:
    """Return the signature that a call should carry: its own bytes, without the query."""
    digest = hashlib.md5(call.body, usedforsecurity=False).hexdigest()
    message = f"{call.method}\n{call.path}\n{stamp}\n{digest}"
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()


def _steps(call: Call) -> tuple[str, str]:
    """Return what a call is about and its number; nothing outside the interface."""
    match = re.fullmatch(rf"{_ROOT}/([a-z]+)(?:/([0-9]+))?/?", call.path)
    return (match[1], match[2] or "") if match else ("", "")


def _yes(document: Answer) -> Reply:
    return Reply({"ok": True, **document})


def _sold_out() -> _RefusedError:
    return _RefusedError(409, "insufficient_stock", "库存不足")


def _document(call: Call) -> Answer:
    try:
        document = json.loads(call.body)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise _RefusedError(400, "bad_request", "请求格式不对")
    return document


def _checked_form(goods: Goods, given: object) -> dict[str, Any] | None:
    form = given if isinstance(given, dict) else {}
    filled = {}
    for widget in goods.widgets:
        value = str(form.get(widget["name"], ""))
        if not re.search(widget["regex"], value):
            raise _RefusedError(400, "bad_request", widget["error"])
        filled[widget["name"]] = {"value": value, "cn": widget["cn"]}
    return filled or None


def _told(order: Order) -> Answer:
    return {
        "order_id": order.id,
        "order_no": order.trade_no,
        "status": "paid",
        "amount": _yuan(order.fen),
        "currency": _CURRENCY,
    }


def _product_of(goods: Goods, category: int, percent: int = 100) -> Answer:
    skus = [_sku_of(goods, number, race, percent) for number, race in goods.variants()]
    return {
        "id": goods.id,
        "slug": goods.code.lower(),
        "title": {"zh-CN": goods.name},
        "description": {"zh-CN": goods.name},
        "images": [],
        "tags": [],
        "price_amount": skus[0]["price_amount"],
        "fulfillment_type": "manual" if goods.is_manual else "auto",
        "manual_form_schema": {"fields": [_field_of(widget) for widget in goods.widgets]},
        "is_active": goods.is_on_sale,
        "category_id": category,
        "skus": skus,
    }


def _sku_of(goods: Goods, number: int, race: str, percent: int) -> Answer:
    stock = _UNLIMITED if goods.is_manual else goods.stock_of(race)
    return {
        "id": number,
        "sku_code": f"{goods.code}-{number}" if race else "DEFAULT",
        "spec_values": {"zh-CN": race} if race else {},
        "price_amount": _yuan(goods.unit_fen(race) * percent // 100),
        "stock_status": _stock_word(stock),
        "stock_quantity": stock,
        "is_active": True,
    }


def _stock_word(stock: int) -> str:
    if stock < 0:
        return "unlimited"
    if stock == 0:
        return "out_of_stock"
    return "low_stock" if stock <= _LOW_STOCK else "in_stock"


def _field_of(widget: dict[str, str]) -> Answer:
    return {
        "key": widget["name"],
        "type": "text",
        "label": {"zh-CN": widget["cn"]},
        "placeholder": {"zh-CN": widget["placeholder"]},
        "help": {},
        "required": True,
        "regex": widget["regex"],
        "options": [],
    }


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else 0


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
