"""A made-up 卡易信 3.0 site, written from its sheet (protocols §5)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from tests.connectors.fakes.fake_site import FakeSite, Fate, Goods, Order, RefusedError

APP_ID = "10000"
APP_SECRET = "652fbdd2f637606a2afbb2fe0ca72419"
ACCOUNT_FIELD = {
    "type": 0,
    "title": "充值账号",
    "placeholder": "请输入充值账号",
    "required": 1,
    "regex": "",
    "options": [],
}


class KayixinSite(FakeSite):
    """Quirks: swapped counts of the list, a multiplier that charges more, a repeat buys again.

    Attributes:
        hands_out_at_once: cards come with the order's own answer, not only by the query.
    """

    order_path = "/api/v3/order/create"
    number_prefix = "202601011200"
    fault: ClassVar = {"code": 5000, "msg": "系统异常，请稍后再试"}
    page_rows = 3

    def __init__(self) -> None:
        super().__init__()
        self.hands_out_at_once = False
        account = [ACCOUNT_FIELD]
        self.sell(Goods(201068, "云境传说点卡 100 元", "91"))
        self.sell(Goods(201069, "Q 币 50 个", "46.5", is_card=False, fields=account))
        self.sell(Goods(201070, "星幕视频会员", "0", details={"skus": {"M": "15.0", "Y": "150"}}))
        self.sell(Goods(201071, "暂停的卡", "10", is_on_sale=False))
        self.sell(Goods(201072, "太贵的卡", "99990"))
        self.sell(Goods(201073, "卖完的卡", "10", stock=0))
        self.sell(Goods(201074, "没有价的卡", "0"))
        self.sell(Goods(201075, "一件两张的卡", "10", details={"multiple": 2}))
        twice = Goods(201076, "一件两份的充值", "10", is_card=False, fields=account)
        twice.details["multiple"] = 2
        self.sell(twice)

    @property
    def routes(self) -> Mapping[str, Callable[[dict[str, Any]], Any]]:
        return {
            "/api/v3/user/getAccount": lambda asked: {"balance": self.balance},
            "/api/v3/goods/getDirs": self._dirs,
            "/api/v3/goods/getList": self._list,
            "/api/v3/goods/getDetail": lambda asked: self._detail(self._goods(asked["goodsId"])),
            "/api/v3/order/create": self._create,
            "/api/v3/order/getDetail": self._order_detail,
        }

    def check_signature(self, headers: Mapping[str, str], body: bytes) -> None:
        stamp = headers.get("X-Timestamp", "")
        if headers.get("X-App-Id") != APP_ID:
            raise RefusedError(1001, "客户编号不存在")
        if headers.get("X-Version") != "3.0" or not re.fullmatch(r"\d{10}", stamp):
            raise RefusedError(1001, "参数错误")
        text = f"{APP_ID}{APP_SECRET}3.0{stamp}".encode() + body
        if headers.get("X-Signature") != hashlib.md5(text).hexdigest():
            raise RefusedError(1001, "签名错误")

    def say_yes(self, data: Any) -> dict[str, Any]:
        return {"code": 1000, "msg": "success", "data": data}

    def say_no(self, refusal: RefusedError) -> dict[str, Any]:
        return {"code": refusal.code, "msg": refusal.text}

    def _dirs(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        child = {"id": 12812, "name": "点卡", "img": "", "brands": []}
        return [{"id": 11412, "name": "游戏", "img": "", "children": [child], "brands": []}]

    def _goods(self, number: object) -> Goods:
        if not isinstance(number, int) or number not in self.goods:
            raise RefusedError(1002, "商品不存在")
        return self.goods[number]

    def _row(self, goods: Goods) -> dict[str, Any]:
        return {
            "goodsId": goods.number,
            "name": goods.name,
            "faceValue": 100,
            "salesPrice": Decimal(goods.price),
            "goodsType": 1 if goods.is_card else 3,
            "warrantyDays": 0,
            "status": 1 if goods.is_on_sale else 2,
            "multiple": goods.details.get("multiple", 1),
            "isRepeat": 1,
            "isRefOrder": 1,
            "isRefMoney": 1,
            "skuType": 1 if "skus" in goods.details else 0,
            "imgUrl": "",
            "warrantyTime": 0,
            "warrantyUnit": 0,
        }

    def _list(self, asked: dict[str, Any]) -> dict[str, Any]:
        start = (asked["page"] - 1) * self.page_rows
        rows = [self._row(goods) for goods in self.goods.values()]
        if asked.get("showDirId") == "1":
            rows = [row | {"dirIds": [12812]} for row in rows]
        pages = -(-len(rows) // self.page_rows)
        return {
            "allCount": pages,
            "allPage": len(rows),
            "items": rows[start : start + self.page_rows],
        }

    def _detail(self, goods: Goods) -> dict[str, Any]:
        details = [
            {
                "names": [{"title": "时长", "value": f"{sku} 卡"}],
                "status": 1,
                "sku": sku,
                "money": Decimal(price),
                "count": goods.stock,
            }
            for sku, price in goods.details.get("skus", {}).items()
        ]
        more = {
            "minQuantity": goods.least,
            "maxQuantity": goods.most,
            "stockCount": goods.stock,
            "goodsDetail": "<p>详情</p>",
            "limitBalance": 0,
            "rechargeTemplates": goods.fields,
            "goodsSku": {"typeNames": [], "details": details} if details else None,
            "goodsSpec": [],
        }
        return self._row(goods) | more

    def _price_of(self, goods: Goods, sku: str) -> Decimal:
        skus = goods.details.get("skus", {})
        if skus and sku not in skus:
            raise RefusedError(1003, "规格不存在" if sku else "规格编码不能为空")
        return Decimal(skus.get(sku, goods.price))

    def _create(self, asked: dict[str, Any]) -> dict[str, Any]:
        goods, count = self._goods(asked["goodsId"]), asked["count"]
        assert asked["notifyUrl"] == ""
        if not goods.is_on_sale:
            raise RefusedError(1002, "商品已暂停销售")
        multiple = goods.details.get("multiple", 1)
        charge = self._price_of(goods, asked["sku"]) * count * multiple
        if not goods.least <= count <= goods.most:
            raise RefusedError(1004, f"超出最高下单数量{goods.most}")
        if goods.stock < count:
            raise RefusedError(1005, "库存不足")
        filled_in = {one["name"]: one["value"] for one in asked["attach"]}
        if any(not filled_in.get(one["title"]) for one in goods.fields):
            raise RefusedError(1006, "充值账号不能为空")
        if "safePrice" in asked and Decimal(str(asked["safePrice"])) < charge:
            raise RefusedError(1007, "订单金额超过安全成本")
        if self.balance < charge:
            raise RefusedError(1008, "账户余额不足")
        own_number = asked["outerNumber"]
        order = self.take_order(goods, own_number, count * multiple, charge, filled_in)
        at_once = self._cards(order) if self.hands_out_at_once else []
        return {"orderNumber": order.number, "cards": at_once}

    def _order_detail(self, asked: dict[str, Any]) -> dict[str, Any]:
        for order in self.orders:
            if asked["outerNumber"] == order.own_number or asked["orderNumber"] == order.number:
                return self._shown_order(order)
        raise RefusedError(1009, "订单不存在")

    def _cards(self, order: Order) -> list[dict[str, Any]]:
        return [
            {"cardId": f"{at}", "cardNo": no, "cardPwd": word, "status": 0, "cancelRequest": 1}
            for at, (no, word) in enumerate(order.cards)
        ]

    def _shown_order(self, order: Order) -> dict[str, Any]:
        order.polls += 1
        is_ended = order.polls > 1
        is_done = order.fate in {Fate.DONE, Fate.SHORT}
        has_cards = order.goods.is_card and is_done and order.polls > 2
        return {
            "orderNumber": order.number,
            "outerNumber": order.own_number,
            "status": (3 if is_done else 5) if is_ended else 2,
            "count": order.quantity,
            "money": order.charged,
            "retMoney": order.returned if is_ended else 0,
            "result": "充值成功！" if is_done else "处理失败",
            "startCount": "",
            "nowCount": "",
            "endCount": "",
            "cards": self._cards(order) if has_cards else [],
        }
