"""A made-up 卡卡云 v3 site, written from its sheet (protocols §4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from tests.connectors.fakes.fake_site import FakeSite, Fate, Goods, Order, RefusedError

USER_ID = "10052"
USER_KEY = "9aa3034b6beba7cf5bfcf6089218a674"
ACCOUNT_FIELD = {"type": 1, "title": "充值帐号", "desc": "请输入您的充值帐号"}


class KakayunSite(FakeSite):
    """Quirks: caps the page, cards come a poll after success, prices are numbers or texts.

    Attributes:
        now: by its clock, in seconds; None does not look at the time of a call.
        has_named_cards: what the site has done since September 2025; before, only lines of text.
    """

    order_path = "/dockapiv3/order/create"
    number_prefix = "SD2024122409"
    fault: ClassVar = {"code": 9999, "msg": "系统异常", "data": ""}
    page_cap = 3

    def __init__(self) -> None:
        super().__init__()
        self.now: int | None = None
        self.has_named_cards = True
        self.sell(Goods(2478517, "云境传说点卡 100 元", "91.0000"))
        self.sell(Goods(2478510, "Q 币 50 个", "46.5000", is_card=False, fields=[ACCOUNT_FIELD]))
        self.sell(Goods(2478511, "下架的卡", "10.0000", is_on_sale=False))
        self.sell(Goods(2478512, "太贵的卡", "99990.0000"))
        self.sell(Goods(2478513, "卖完的卡", "10.0000", stock=0))
        self.sell(Goods(2478514, "没有价的卡", "0.0000"))

    @property
    def routes(self) -> Mapping[str, Callable[[dict[str, Any]], Any]]:
        return {
            "/dockapiv3/user/info": self._user,
            "/dockapiv3/goods/group": self._groups,
            "/dockapiv3/goods/all": self._all,
            "/dockapiv3/goods/details": self._details,
            "/dockapiv3/goods/detailslite": self._lite,
            "/dockapiv3/goods/tpl": lambda asked: self._goods(asked).fields,
            "/dockapiv3/order/create": self._create,
            "/dockapiv3/order/get": self._get,
        }

    def check_signature(self, headers: Mapping[str, str], body: bytes) -> None:
        asked = json.loads(body)
        for name, code in (("sign", 1200), ("userid", 1201), ("timestamp", 1202)):
            if asked.get(name) in {None, ""}:
                raise RefusedError(code, f"{name} 字段为空")
        if asked["userid"] != USER_ID:
            raise RefusedError(1000, "商户ID无效")
        if self.now is not None and abs(self.now - asked["timestamp"]) > 300:
            raise RefusedError(403, "时间戳过期")
        line = ""
        for name in sorted(asked):
            value = asked[name]
            if name == "sign" or value is None or value == "":
                continue
            if isinstance(value, bool):
                value = "true" if value else "false"
            elif isinstance(value, list | dict):
                value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            line += f"{'&' if line else ''}{name}={value}"
        if hashlib.md5((line + USER_KEY).encode()).hexdigest() != asked["sign"]:
            raise RefusedError(401, "签名效验失败")

    def say_yes(self, data: Any) -> dict[str, Any]:
        beside = data.pop("beside", {}) if isinstance(data, dict) else {}
        shown = data.pop("rows") if "rows" in data else data
        return {"code": 1, "msg": "success", "data": shown} | beside

    def say_no(self, refusal: RefusedError) -> dict[str, Any]:
        return {"code": refusal.code, "msg": refusal.text, "data": ""}

    def _user(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"money": str(self.balance), "creditquota": "0.00"}

    def _groups(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"groupid": 195, "groupname": "点卡", "groupaliasname": "点卡", "brandid": 2},
            {"groupname": "没有号的分组", "brandid": 0},
        ]

    def _goods(self, asked: dict[str, Any]) -> Goods:
        number = str(asked.get("goodsid", ""))
        if not number:
            raise RefusedError(1203, "商品ID字段为空")
        if not number.isdigit() or int(number) not in self.goods:
            raise RefusedError(1214, "商品不存在")
        return self.goods[int(number)]

    def _row(self, goods: Goods, price: Any) -> dict[str, Any]:
        return {
            "goodsid": goods.number,
            "goodsname": goods.name,
            "imgurl": "",
            "goodsprice": price,
            "goodsstatus": int(goods.is_on_sale),
            "goodstype": 0 if goods.is_card else 1,
            "stock": goods.stock,
            "groupid": 195,
            "marketprice": "0.0000",
        }

    def _all(self, asked: dict[str, Any]) -> dict[str, Any]:
        limit = min(int(asked.get("limit", 10)), 50, self.page_cap)
        page = int(asked.get("page", 1))
        rows = [self._row(goods, goods.price) for goods in self.goods.values()]
        beside = {"nowpage": str(page), "allpage": -(-len(rows) // limit), "count": len(rows)}
        return {"rows": rows[(page - 1) * limit : page * limit], "beside": beside}

    def _details(self, asked: dict[str, Any]) -> dict[str, Any]:
        goods = self._goods(asked)
        more = {"minbuy": goods.least, "maxbuy": goods.most, "details": "<p>详情</p>"}
        attach = [{"title": one["title"], "tip": "", "verification": 1} for one in goods.fields]
        return self._row(goods, goods.price) | more | {"attach": attach}

    def _lite(self, asked: dict[str, Any]) -> dict[str, Any]:
        goods = self._goods(asked)
        kept = ("goodsid", "stock", "goodsprice", "goodsstatus", "goodstype")
        row = self._row(goods, Decimal(goods.price))
        return {name: row[name] for name in kept}

    def _create(self, asked: dict[str, Any]) -> dict[str, Any]:
        goods = self._goods(asked)
        quantity, own_number = asked.get("buynum"), asked.get("usorderno", "")
        assert "callbackurl" not in asked
        if not quantity:
            raise RefusedError(1204, "buynum字段为空")
        if own_number and self.orders_of(own_number):
            raise RefusedError(1205, "用户订单号已存在")
        if not goods.is_on_sale:
            raise RefusedError(1206, "商品不存在或者已下架")
        filled_in = asked.get("attach", "")
        if goods.fields and not filled_in:
            raise RefusedError(1208, "充值帐号为空")
        if len(goods.fields) > 1 and not isinstance(filled_in, list):
            raise RefusedError(1211, "充值字段错误")
        charge = Decimal(goods.price) * quantity
        if "maxmoney" in asked and Decimal(asked["maxmoney"]) < charge:
            raise RefusedError(1210, "存在亏本")
        if not goods.least <= quantity <= goods.most:
            raise RefusedError(-1, f"最多购买{goods.most}件")
        if goods.stock < quantity:
            raise RefusedError(-1, "库存不足")
        if self.balance < charge:
            raise RefusedError(1213, "用户余额不足")
        order = self.take_order(goods, own_number, quantity, charge, filled_in)
        return {"orderno": order.number, "usorderno": own_number}

    def _get(self, asked: dict[str, Any]) -> dict[str, Any]:
        own_number, number = asked.get("usorderno", ""), asked.get("orderno", "")
        if not own_number and not number:
            raise RefusedError(1300, "系统单号和商家单号都为空")
        for order in self.orders:
            if (order.own_number == own_number) if own_number else (order.number == number):
                return self._shown_order(order)
        raise RefusedError(1301, "订单不存在")

    def _shown_order(self, order: Order) -> dict[str, Any]:
        order.polls += 1
        is_ended = order.polls > 1
        is_done = order.fate in {Fate.DONE, Fate.SHORT}
        refund = {Fate.REFUNDED: 1, Fate.PARTLY_REFUNDED: 2}.get(order.fate, 0)
        cards = order.cards if order.goods.is_card and is_done and order.polls > 2 else []
        named = [
            {
                "card_no": number,
                "card_pwd": word,
                "card_type": 1,
                "card_denomination": 100,
                "card_expire_at": 1798732799,
            }
            for number, word in cards
        ]
        return {
            "orderno": order.number,
            "usorderno": order.own_number,
            "money": f"{order.charged:.4f}",
            "buynum": order.quantity,
            "status": (5 if is_done else 4) if is_ended else 3,
            "refundmoney": f"{order.returned if is_ended else 0:.4f}",
            "refundstatus": refund if is_ended else 0,
            "receipt": "充值成功" if is_done else "充值失败",
            "refundreceipt": "",
            "cardlist": [f"{number}----{word}\r" for number, word in cards],
            "cards": named if self.has_named_cards else [],
        }
