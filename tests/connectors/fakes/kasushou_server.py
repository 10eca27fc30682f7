"""A made-up 卡速售 2.0 site, written from its sheet (protocols §3)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from tests.connectors.fakes.fake_site import FakeSite, Fate, Goods, Order, RefusedError

APP_ID = "2uIkTrXNdAFc7OKhbRenzjDtgPoZ6s5C"
API_KEY = "H0YnuPpcVtx7rQdMTbjN6932s5oDOqFa"
ACCOUNT_FIELD = {
    "type": "text",
    "name": "充值账号",
    "key": "recharge_account",
    "vali": "all",
    "tip": "请填写正确的充值账号",
    "options": '{"type":"text","maxlength":20000,"preg":"","init_value":0}',
}


class KasushouSite(FakeSite):
    """Quirks: caps the page, cards come a poll after "success", amounts are numbers or texts."""

    order_path = "/api/v1/order/buy"
    fault: ClassVar = {"code": 500, "msg": "未知错误", "data": None}
    page_cap = 3

    def __init__(self) -> None:
        super().__init__()
        self.sell(Goods(2909, "云境传说点卡 100 元", "91.00"))
        self.sell(Goods(2910, "Q 币 50 个", "46.50", is_card=False, fields=[ACCOUNT_FIELD]))
        self.sell(Goods(2911, "停售的卡", "10.00", is_on_sale=False))
        self.sell(Goods(2912, "太贵的卡", "99990.00"))
        self.sell(Goods(2913, "卖完的卡", "10.00", stock=0))
        self.sell(Goods(2914, "没有价的卡", "0.00"))
        self.sell(Goods(2915, "不到一分的卡", "0.0150"))

    @property
    def routes(self) -> Mapping[str, Callable[[dict[str, Any]], Any]]:
        return {
            "/api/v1/user/info": lambda asked: {"balance": str(self.balance)},
            "/api/v1/goods/list": self._list,
            "/api/v1/goods/info": self._info,
            "/api/v1/goods/attach": self._attach,
            "/api/v1/order/buy": self._buy,
            "/api/v1/order/info": self._orders,
        }

    def check_signature(self, headers: Mapping[str, str], body: bytes) -> None:
        stamp = headers.get("Timestamp", "")
        if not re.fullmatch(r"\d{13}", stamp) or not body:
            raise RefusedError(400, "参数错误")
        if headers.get("UserId") != APP_ID:
            raise RefusedError(400, "用户不存在")
        digest = hashlib.sha1(stamp.encode() + body + API_KEY.encode()).hexdigest()
        if headers.get("Sign") != digest:
            raise RefusedError(400, "签名错误")
        if "application/json" not in headers.get("Content-Type", ""):
            raise RefusedError(400, "参数错误")

    def say_yes(self, data: Any) -> dict[str, Any]:
        return {"code": 200, "msg": "成功", "data": data}

    def _shown(self, goods: Goods) -> dict[str, Any]:
        return {
            "id": goods.number,
            "goods_name": goods.name,
            "goods_img": "",
            "goods_type": 1 if goods.is_card else 2,
            "face_value": "100.00",
            "goods_price": goods.price,
            "status": 1 if goods.is_on_sale else 2,
            "stock_num": goods.stock,
            "can_buy": "",
            "can_no_buy": "",
            "can_price": "0.00",
            "need_balance": "0",
        }

    def _list(self, asked: dict[str, Any]) -> dict[str, Any]:
        limit = min(int(asked.get("limit", 100)), self.page_cap)
        start = (int(asked.get("page", 1)) - 1) * limit
        rows = [self._shown(goods) for goods in self.goods.values()]
        return {"list": rows[start : start + limit], "total": len(rows)}

    def _info(self, asked: dict[str, Any]) -> dict[str, Any]:
        goods = self._goods(asked["id"])
        more = {"goods_info": "<p>详情</p>", "goods_notice": "", "attach": goods.fields}
        return self._shown(goods) | more | {"start_count": goods.least, "end_count": goods.most}

    def _attach(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        assert isinstance(asked["goods_id"], str)
        return self._goods(int(asked["goods_id"])).fields

    def _goods(self, number: object) -> Goods:
        if not isinstance(number, int) or number not in self.goods:
            raise RefusedError(400, "商品不存在")
        return self.goods[number]

    def _buy(self, asked: dict[str, Any]) -> dict[str, Any]:
        goods, quantity = self._goods(asked["id"]), asked["quantity"]
        own_number = asked.get("external_orderno", "")
        assert "url" not in asked
        assert type(quantity) is int
        if own_number and self.orders_of(own_number):
            raise RefusedError(400, "外部订单号已存在，请勿重复提交")
        if not goods.is_on_sale:
            raise RefusedError(400, "商品已暂停销售")
        if not goods.least <= quantity <= goods.most:
            raise RefusedError(400, f"购买数量需在{goods.least}-{goods.most}之间")
        if goods.stock < quantity:
            raise RefusedError(400, "库存不足")
        if "safe_price" in asked and Decimal(asked["safe_price"]) < Decimal(goods.price):
            raise RefusedError(400, "安全价格不能小于售价")
        filled_in = asked.get("attach", {})
        if goods.is_card and filled_in:
            raise RefusedError(400, "卡密商品无需下单参数")
        if any(not filled_in.get(one["key"]) for one in goods.fields):
            raise RefusedError(400, "请填写充值账号")
        charge = Decimal(goods.price) * quantity
        if self.balance < charge:
            raise RefusedError(400, "余额不足")
        order = self.take_order(goods, own_number, quantity, charge, filled_in)
        return {"ordersn": order.number, "external_orderno": own_number, "total_price": charge}

    def _orders(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        wanted = set(filter(None, str(asked.get("external_orderno", "")).split(",")))
        numbers = set(filter(None, str(asked.get("ordersn", "")).split(",")))
        assert wanted or numbers
        found = [one for one in self.orders if one.own_number in wanted or one.number in numbers]
        return [self._order(order) for order in found]

    def _order(self, order: Order) -> dict[str, Any]:
        order.polls += 1
        is_ended = order.polls > 1
        status = {Fate.DONE: 3, Fate.SHORT: 3, Fate.REFUNDED: 5}.get(order.fate, 4)
        is_delivered = order.goods.is_card and status == 3 and order.polls > 2
        cards = [{"card_no": no, "card_password": f"{word}\r"} for no, word in order.cards]
        back = order.returned if is_ended else Decimal(0)
        return {
            "ordersn": order.number,
            "external_orderno": order.own_number,
            "recharge_info": [{"n": "充值账号", "v": "13800138000", "k": "recharge_account"}],
            "recharge_hints": "订单处理完成，期待您的下次光临",
            "status": status if is_ended else 2,
            "total_price": str(order.charged) if order.polls % 2 else order.charged,
            "has_back_money": back if order.polls % 2 else str(back),
            "card_list": cards if is_delivered else [],
        }
