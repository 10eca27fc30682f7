"""acg-faka's shared store as the practice shop speaks it, written from its protocol sheet.

Belongs here: the signature check, the order of checks, the texts and the shapes of answers.
Does not belong here: HTTP and faults. Nothing here is shared with the till's connector, so that a
mistake in one is not repeated in the other.
"""

from __future__ import annotations

import hashlib
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

    from desktop.practice.server.calls import Call, Form
    from desktop.practice.server.store import Goods, Store

_OUT_OF_STOCK: Final = "库存不足"
_KINDS: Final = {
    "trade": CallKind.ORDER,
    "valuation": CallKind.PRICE,
    "inventory": CallKind.PRICE,
}

Answer = dict[str, Any]


class _RefusedError(Exception):
    """The shop says no, in these words."""


class AcgFakaDialect:
    """Answers calls; a request number that was used before is refused."""

    def __init__(self, store: Store, base_url: str) -> None:
        self._store = store
        self._base_url = base_url
        self._calls: dict[str, Callable[[Form, int], Answer]] = {
            "/shared/authentication/connect": self._connect,
            "/shared/commodity/items": self._items,
            "/shared/commodity/item": self._item,
            "/shared/commodity/inventory": self._inventory,
            "/shared/commodity/inventoryState": self._inventory_state,
            "/shared/commodity/stock": self._stock,
            "/shared/commodity/valuation": self._valuation,
            "/shared/commodity/draftCard": self._draft_cards,
            "/shared/commodity/trade": self._trade,
            "/shared/commodity/query": self._query,
        }

    def kind_of(self, call: Call) -> CallKind:
        """Say what a call is by the end of its path."""
        return _KINDS.get(call.path.rpartition("/")[2], CallKind.OTHER)

    def answer(self, call: Call, percent: int = 100) -> Reply | None:
        """Return the envelope of the answer, or None for a path the shop does not know."""
        act = self._calls.get(call.path) if call.method == "POST" else None
        if act is None:
            return None
        form = call.form
        try:
            self._check_member(form)
            envelope = {"code": 200, **act(form, percent)}
        except _RefusedError as refusal:
            return _refusal(str(refusal))
        is_order = self.kind_of(call) is CallKind.ORDER
        return Reply(envelope, is_lost=is_order and loses_first_answer(form["shared_code"]))

    def sold_out(self) -> Reply:
        """Return the text for it."""
        return _refusal(_OUT_OF_STOCK)

    def _check_member(self, form: Form) -> None:
        if form.get("app_id") != APP_ID:
            raise _RefusedError("商户ID不存在")
        if form.get("sign") != expected_sign(form, self._store.app_key):
            raise _RefusedError("密钥错误")

    def _connect(self, form: Form, percent: int) -> Answer:
        del form, percent
        balance = _number(self._store.balance_fen())
        return {"msg": "success", "data": {"shopName": SHOP_NAME, "balance": balance}}

    def _items(self, form: Form, percent: int) -> Answer:
        del form, percent
        categories: dict[str, dict[str, Any]] = {}
        for goods in self._store.list_goods():
            category = categories.setdefault(
                goods.category,
                {
                    "id": len(categories) + 10,
                    "name": goods.category,
                    "sort": len(categories),
                    "icon": None,
                    "status": 1,
                    "pid": None,
                    "children": [],
                },
            )
            category["children"].append(_catalogue_entry(goods))
        return {"data": list(categories.values())}

    def _item(self, form: Form, percent: int) -> Answer:
        del percent
        goods = self._goods(form.get("code", ""), "对接CODE不能为空")
        entry = _catalogue_entry(goods)
        del entry["factory_price"]
        races = {name: _text(fen) for name, fen, _ in goods.races}
        entry["config"] = {"category": races, "wholesale": []} if races else []
        entry["widget"] = list(goods.widgets) or None
        entry |= {"order_sold": 0, "share_url": f"{self._base_url}/item/{goods.id}", "tags": []}
        return {"data": entry}

    def _inventory(self, form: Form, percent: int) -> Answer:
        goods = self._goods(form.get("sharedCode", ""), "对接CODE不能为空")
        race = form.get("race", "")
        config = _ini_of(goods)
        if goods.races:
            own = "\n".join(f"{n}={_plain(fen * percent // 100)}" for n, fen, _ in goods.races)
            config += f"[category_factory]\n{own}"
        entry = _catalogue_entry(goods)
        data = {
            "count": goods.stock_of(race),
            "delivery_way": int(goods.is_manual),
            "draft_status": 0,
            "price": entry["price"],
            "user_price": entry["user_price"],
            "config": config,
            "factory_price": 0 if goods.races else _number(goods.fen * percent // 100),
            "is_category": bool(goods.races),
        }
        return {"msg": "success", "data": data}

    def _inventory_state(self, form: Form, percent: int) -> Answer:
        del percent
        goods = self._goods(form.get("shared_code", ""), "商品代码不能为空")
        if goods.stock_of(form.get("race", "")) < _whole(form.get("num", "")):
            raise _RefusedError(_OUT_OF_STOCK)
        return {"msg": "success", "data": []}

    def _stock(self, form: Form, percent: int) -> Answer:
        del percent
        goods = self._goods(form.get("code", ""), "对接CODE不能为空")
        return {"data": {"stock": str(goods.stock_of(form.get("race", "")))}}

    def _valuation(self, form: Form, percent: int) -> Answer:
        goods = self._goods(form.get("code", ""), "对接CODE不能为空")
        race = _checked_race(goods, form)
        fen = goods.unit_fen(race) * percent // 100 * max(1, _whole(form.get("num", "")))
        return {"data": {"price": _text(fen)}}

    def _draft_cards(self, form: Form, percent: int) -> Answer:
        del percent
        self._goods(form.get("code", ""), "对接CODE不能为空")
        return {"data": []}

    def _trade(self, form: Form, percent: int) -> Answer:
        goods = self._goods(form.get("shared_code", ""), "商品代码不能为空")
        if not goods.is_on_sale:
            raise _RefusedError("当前商品已停售")
        num = _checked_quantity(goods, form)
        widget = _checked_widgets(goods, form)
        race = _checked_race(goods, form)
        if goods.stock_of(race) < num:
            raise _RefusedError(_OUT_OF_STOCK)
        fen = goods.unit_fen(race) * percent // 100 * num
        number = form.get("request_no", "")[:19] or None  # the column's width
        try:
            order = self._store.place(NewOrder(goods, race, num, fen, number, widget))
        except NumberExistsError:
            raise _RefusedError("The request ID already exists") from None
        except NotEnoughBalanceError:
            raise _RefusedError("余额不足") from None
        except NotEnoughStockError:
            raise _RefusedError(_OUT_OF_STOCK) from None
        left = self._store.find_goods(goods.code) or goods
        data = {
            "url": f"{self._base_url}/user/personal/purchaseRecord?tradeNo={order.trade_no}",
            "amount": _number(order.fen),
            "tradeNo": order.trade_no,
            "secret": order.secret,
            "leave_message": None,
            "stock": str(left.stock_of(race)),
        }
        return {"msg": "success", "data": data}

    def _query(self, form: Form, percent: int) -> Answer:
        del percent
        order = self._store.find_order(form.get("tradeNo", ""))
        if order is None:
            raise _RefusedError("订单不存在")
        data = {"secret": order.secret, "widget": order.widget, "status": 1}
        return {"msg": "success", "data": data}

    def _goods(self, code: str, without_code: str) -> Goods:
        if not code:
            raise _RefusedError(without_code)
        goods = self._store.find_goods(code)
        if goods is None:
            raise _RefusedError("商品不存在")
        return goods


def _refusal(text: str) -> Reply:
    return Reply({"code": 0, "msg": text})


def expected_sign(form: Form, app_key: str) -> str:
    """Return the signature the form should carry, by the sheet's five steps."""
    groups: dict[str, list[str]] = {}
    for name, value in form.items():
        top = name.split("[", 1)[0]
        if top == "sign" or (name == top and value == ""):
            continue
        groups.setdefault(top, []).append(f"{name}={value}")
    lines = [line for top in sorted(groups, key=str.encode) for line in groups[top]]
    text = "&".join([*lines, f"key={app_key}"])
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _checked_quantity(goods: Goods, form: Form) -> int:
    num = _whole(form.get("num", ""))
    if num < 1:
        raise _RefusedError("至少购买1个")
    if goods.minimum and num < goods.minimum:
        raise _RefusedError(f"本商品最少购买{goods.minimum}个")
    if goods.maximum and num > goods.maximum:
        raise _RefusedError(f"本商品单次最多购买{goods.maximum}个")
    return num


def _checked_widgets(goods: Goods, form: Form) -> dict[str, Any] | None:
    filled = {}
    for widget in goods.widgets:
        value = form.get(widget["name"], "")
        if not re.search(widget["regex"], value):
            raise _RefusedError(widget["error"])
        filled[widget["name"]] = {"value": value, "cn": widget["cn"]}
    return filled or None


def _checked_race(goods: Goods, form: Form) -> str:
    race = form.get("race", "")
    if not goods.races:
        return ""
    if not race:
        raise _RefusedError("请选择商品类型")
    if race not in {name for name, _, _ in goods.races}:
        raise _RefusedError(f"此商品类型不存在[{race}]")
    return race


def _catalogue_entry(goods: Goods) -> dict[str, Any]:
    return {
        "id": goods.id,
        "name": goods.name,
        "description": f"<p>{goods.name}</p>",
        "cover": None,
        "factory_price": _number(goods.fen * 9 // 10),
        "price": _number(goods.fen * 106 // 100),
        "user_price": _number(goods.fen),
        "status": int(goods.is_on_sale),
        "api_status": 1,
        "code": goods.code,
        "delivery_way": int(goods.is_manual),
        "contact_type": 0,
        "password_status": 0,
        "stock": goods.stock_of(""),
        "seckill_status": 0,
        "draft_status": 0,
        "inventory_hidden": 0,
        "only_user": 0,
        "purchase_count": 0,
        "widget": _json_text(goods.widgets),
        "tags": None,
        "minimum": goods.minimum,
        "maximum": goods.maximum,
        "config": _ini_of(goods),
    }


def _json_text(widgets: tuple[dict[str, str], ...]) -> str | None:
    import json

    return json.dumps(list(widgets), ensure_ascii=False) if widgets else None


def _ini_of(goods: Goods) -> str:
    if not goods.races:
        return ""
    lines = "\n".join(f"{name}={_text(fen)}" for name, fen, _ in goods.races)
    return f"[category]\n{lines}\n[wholesale]\n"


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def _text(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _plain(fen: int) -> str:
    return _text(fen).rstrip("0").rstrip(".")


def _number(fen: int) -> int | float:
    return fen // 100 if fen % 100 == 0 else fen / 100
