"""Each platform as a fault meets it: a filled-in account, an order, and what it says when it is well.

The secrets are canaries: whatever holds one of them afterwards has let it out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.connectors.platforms import all_platforms, platform_named
from desktop.connectors.platforms.base import (
    AccountAccess,
    FieldValue,
    GoodsKind,
    OrderRequest,
    Platform,
    QueryRequest,
)
from desktop.connectors.platforms.fulu_answers import signature_of
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from tests.connectors.platform_contract import NOON, noon

OWN = "KT260101000000001"
KEY = "C4A7B9D2E6F8CA1B3D5E7F90A2C4B6D8"
"""The account's secret: 32 characters, as the longest of them."""
CARD = "KQX77889900112233Z"
CUSTOMER = "13900139001"
"""The account that is topped up."""
CANARIES = (KEY, CARD, CUSTOMER)
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """What a platform says when nothing is wrong with the line.

    Attributes:
        refusal: a no from its closed list.
        success: a yes to our order, with the card where it comes at once.
        ended: an answer to the query that ends the purchase without goods.
        keys: the members that carry the meaning: another type there is no answer at all.
        refusal_status: the HTTP status that belongs to the refusal.
        believed: statuses under which the body counts.
    """

    refusal: Document
    success: Document
    ended: Document
    keys: tuple[str, ...] = ("code",)
    refusal_status: int = 200
    believed: frozenset[int] = frozenset({200})


@dataclass(frozen=True)
class Subject:
    """A platform and everything that is needed to call it."""

    platform: Platform
    values: Mapping[str, str]
    secret_key: str
    upstream_id: str
    words: Words
    upstream_number: str | None = None
    kind: GoodsKind = GoodsKind.CARD

    @property
    def secrets(self) -> Mapping[str, Secret]:
        return {self.secret_key: Secret(KEY)}

    def access(self, url: str) -> AccountAccess:
        values = {name: value or url for name, value in self.values.items()}
        return AccountAccess(values, self.secrets, noon)

    @property
    def order(self) -> OrderRequest:
        request = OrderRequest(
            OWN, self.upstream_id, None, 1, self.kind, Money(95_00), secrets=self.secrets
        )
        is_topup = self.kind is GoodsKind.TOPUP
        return (
            replace(request, fields=(FieldValue("rechargeAccount", CUSTOMER),))
            if is_topup
            else request
        )

    @property
    def query(self) -> QueryRequest:
        return QueryRequest(OWN, self.upstream_number, 1, self.kind, NOON, secrets=self.secrets)


def _signed(result: Document | list[Document]) -> Document:
    text = json.dumps(result)
    return {"code": 0, "message": "接口调用成功", "result": text, "sign": signature_of(text, KEY)}


def _says(code: object, key: str, data: object) -> Document:
    return {"code": code, key: "成功", "data": data}


_FULU_ORDER = {"order_id": "F7", "customer_order_no": OWN, "product_id": 7, "buy_num": 1}
_MONEY_BACK = {"total_price": "91.00", "refunded_amount": "91.00"}
_WORDS: dict[str, Words] = {
    "acg_faka": Words(
        {"code": 0, "msg": "库存不足"},
        _says(200, "msg", {"tradeNo": "261128000000000001", "amount": 91, "secret": CARD}),
        {"code": 0, "msg": "订单不存在"},
    ),
    "acg_faka_shared_stock": Words(
        {"code": 0, "msg": "库存不足"},
        _says(200, "msg", {"tradeNo": "261128000000000001", "amount": 91, "secret": CARD}),
        {"code": 0, "msg": "订单不存在"},
    ),
    "acg_faka_v4": Words(
        {"code": 0, "msg": "余额不足"},
        _says(200, "msg", {"contents": CARD}),
        {},  # it is never asked
    ),
    "dujiao_next": Words(
        {"ok": False, "error_code": "insufficient_stock", "error_message": "库存不足"},
        {"ok": True, "order_id": 7, "order_no": "D7", "status": "paid", "amount": "91.00"},
        {"ok": True, "order_id": 7, "status": "refunded", "amount": "91.00"} | _MONEY_BACK,
        keys=("ok",),
        refusal_status=409,
    ),
    "kasushou": Words(
        {"code": 400, "msg": "库存不足"},
        _says(200, "msg", {"ordersn": "A7", "external_orderno": OWN, "total_price": "91.00"}),
        _says(200, "msg", [
            {"ordersn": "A7", "external_orderno": OWN, "status": 5, "has_back_money": "91.00"}
            | _MONEY_BACK
        ]),
    ),
    "kakayun": Words(
        {"code": 1213, "msg": "用户余额不足"},
        _says(1, "msg", {"orderno": "K7", "usorderno": OWN}),
        _says(1, "msg", {
            "orderno": "K7", "usorderno": OWN, "status": 4, "refundstatus": 1,
            "money": "91.0000", "refundmoney": "91.0000", "buynum": 1,
        }),
    ),
    "kayixin": Words(
        {"code": 1008, "msg": "账户余额不足"},
        _says(1000, "msg", {"orderNumber": "Y7", "outerNumber": OWN, "cards": [{"cardPwd": CARD}]}),
        _says(1000, "msg", {"orderNumber": "Y7", "outerNumber": OWN, "status": 4, "money": 91}),
    ),
    "xingquanyi": Words(
        {"code": "error", "message": "商品库存不足", "data": None},
        _says("ok", "message", {"order_id": "X7", "state": 200, "cards": [{"card_no": CARD}]}),
        _says("ok", "message", {"id": "X7", "outer_order_id": OWN, "state": 500} | _MONEY_BACK),
    ),
    "fulu": Words(
        {"code": 3002, "message": "商品库存不足", "result": "", "sign": ""},
        _signed(_FULU_ORDER | {"order_state": "untreated"}),
        _signed(_FULU_ORDER | {"order_state": "failed"}),
    ),
    "rainbow": Words(
        {"code": -1, "message": "该商品库存卡密不足，请联系站长加卡！"},
        {"code": 0, "orderid": "7", "faka": True, "kmdata": [{"card": CARD}]},
        {"code": 0, "message": "ok", "status": 4, "data": None},
        believed=frozenset({200, 500}),
    ),
    "lansexiongdi": Words(
        {"code": "1008", "message": "余额不足"},
        {"code": "2000", "message": "成功", "outTradeNo": OWN},
        {"code": "0000", "message": "", "outTradeNo": OWN, "status": "03"},
    ),
    "yiqida": Words(
        {"code": 500, "msg": "余额不足", "data": None},
        _says(200, "msg", {"orderNo": "Q7", "external_orderno": OWN}),
        _says(200, "msg", {"orderNo": "Q7", "external_orderno": OWN, "status": 5}),
    ),
}  # fmt: skip
_ACCOUNTS: dict[str, tuple[dict[str, str], str]] = {
    "acg_faka": ({"base_url": "", "app_id": "1001"}, "app_key"),
    "acg_faka_shared_stock": ({"base_url": "", "app_id": "1001"}, "app_key"),
    "acg_faka_v4": ({"base_url": "", "app_id": "1001"}, "app_key"),
    "dujiao_next": ({"base_url": "", "api_key": "dj_api_key"}, "api_secret"),
    "kasushou": ({"base_url": "", "app_id": "0123456789abcdef0123456789abcdef"}, "api_key"),
    "kakayun": ({"base_url": "", "api_url": "", "user_id": "10052"}, "user_key"),
    "kayixin": ({"base_url": "", "app_id": "10000"}, "app_secret"),
    "xingquanyi": ({"base_url": "", "customer_id": "10000"}, "key"),
    "fulu": ({"base_url": "", "app_key": "fulu-app-key"}, "app_secret"),
    "rainbow": ({"base_url": "", "user": "tide"}, "password"),
    "lansexiongdi": ({"base_url": "", "merchant_id": "23329"}, "key"),
    "yiqida": ({"base_url": "", "user_name": "tide"}, "key"),
}
"""The plain fields, an empty one standing for the address of the fault server; and the secret."""
_ASKED_BY_THEIR_NUMBER = {
    "acg_faka": "261128000000000001",
    "acg_faka_shared_stock": "261128000000000001",
    "dujiao_next": "7",
    "rainbow": "7",
}


def subject_of(key: str) -> Subject:
    """Return a registered platform with its account, its order and its words."""
    platform = platform_named(key)
    assert platform is not None
    values, secret_key = _ACCOUNTS[key]
    is_topup = key == "lansexiongdi"
    upstream_id = "7-7" if key in {"dujiao_next", "acg_faka_v4"} else "7"
    return Subject(
        platform,
        values,
        secret_key,
        upstream_id,
        _WORDS[key],
        _ASKED_BY_THEIR_NUMBER.get(key),
        GoodsKind.TOPUP if is_topup else GoodsKind.CARD,
    )


def telling(key: str, data: Document | list[Document]) -> Document:
    """Return a yes of a platform to a call that changes nothing, with whatever data."""
    if key == "fulu":
        return _signed(data)
    words = _WORDS[key]
    yes = words.ended if key == "lansexiongdi" else words.success
    beside = data if isinstance(data, dict) else {}
    return {**beside, "data": data, **{name: yes[name] for name in words.keys}}


SUBJECT_KEYS = tuple(platform.key for platform in all_platforms())
