"""Rainbow's ``api.php`` as the practice shop speaks it, written from its protocol sheet.

Belongs here: the login, the order of checks, the texts and the shapes of answers.
Does not belong here: HTTP and faults. Nothing here is shared with the till's connector, so that a
mistake in one is not repeated in the other.

There is no number of the buyer's and no balance to ask for: the same order sent twice is two
orders. What became of one whose answer was lost is told by the page for people only.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from desktop.practice.server.calls import CallKind, Reply
from desktop.practice.server.goods import loses_first_answer
from desktop.practice.server.store import (
    APP_ID,
    NewOrder,
    NotEnoughBalanceError,
    NotEnoughStockError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.practice.server.calls import Call, Form
    from desktop.practice.server.store import Goods, Order, Store

_PATH: Final = "/api.php"
_KINDS: Final = {"pay": CallKind.ORDER, "goodsdetails": CallKind.PRICE}
_SOLD_OUT: Final = "该商品库存卡密不足，请联系站长加卡！"
_MOST_INPUTS: Final = 5
_REFUSED, _SHORT, _NO_ACT = -1, -2, -5
_DONE, _AT_WORK = 1, 2

Answer = dict[str, Any]


class _RefusedError(Exception):
    """The shop says no, in these words."""

    def __init__(self, words: str, code: int = _REFUSED) -> None:
        super().__init__(words)
        self.reply = Reply({"code": code, "message": words})


class RainbowDialect:
    """Answers calls; whoever asks twice buys twice."""

    def __init__(self, store: Store, base_url: str) -> None:
        del base_url
        self._store = store
        self._acts: dict[str, Callable[[Form, int], Answer]] = {
            "classlist": self._categories,
            "goodslist": self._list,
            "goodslistbycid": self._list_of_category,
            "goodsdetails": self._details,
            "pay": self._pay,
            "search": self._search,
        }

    def kind_of(self, call: Call) -> CallKind:
        """Say what a call is by its ``act``."""
        return _KINDS.get(call.query.get("act", ""), CallKind.OTHER)

    def answer(self, call: Call, percent: int = 100) -> Reply | None:
        """Return the answer, or None for a path the shop does not know."""
        if call.path != _PATH:
            return None
        act = self._acts.get(call.query.get("act", ""))
        if act is None:
            return Reply({"code": _NO_ACT, "msg": "No Act!"})
        form = {**call.query, **call.form}
        try:
            document = {"code": 0, **act(form, percent)}
        except _RefusedError as refusal:
            return refusal.reply
        is_order = self.kind_of(call) is CallKind.ORDER
        return Reply(document, is_lost=is_order and self._loses(form["tid"]))

    def sold_out(self) -> Reply:
        """Return the text for it."""
        return _RefusedError(_SOLD_OUT).reply

    def _loses(self, tid: str) -> bool:
        return loses_first_answer(self._goods(tid)[0].code)

    def _check_member(self, form: Form) -> None:
        if form.get("user") != APP_ID or form.get("pass") != self._store.app_key:
            raise _RefusedError("用户名或密码不正确")

    def _categories(self, form: Form, percent: int) -> Answer:
        del form, percent
        rows = [
            {"cid": number, "name": name, "sort": number, "shopimg": "", "active": 1}
            for name, number in self._store.category_numbers().items()
        ]
        return {"data": rows, "count": len(rows)}

    def _list(self, form: Form, percent: int) -> Answer:
        del percent
        if "user" in form:
            self._check_member(form)
        return {"data": self._rows()}

    def _list_of_category(self, form: Form, percent: int) -> Answer:
        del percent
        self._check_member(form)
        return {"data": [row for row in self._rows() if str(row["cid"]) == form.get("cid")]}

    def _rows(self) -> list[Answer]:
        categories = self._store.category_numbers()
        return [
            _row_of(goods, number, race, categories[goods.category])
            for goods in self._store.list_goods()
            for number, race in goods.variants()
        ]

    def _details(self, form: Form, percent: int) -> Answer:
        self._check_member(form)
        goods, race = self._goods(form.get("tid", ""))
        first, *further = _labels(goods)
        row = _row_of(goods, int(form["tid"]), race, 0, percent)
        limits = {"multi": int(goods.maximum != 1), "min": goods.minimum, "max": goods.maximum}
        details = {"value": 1, "prices": "", "input": first, "inputs": "|".join(further)}
        texts = {"desc": f"<p>{escape(goods.name)}</p>", "alert": "", "repeat": 1}
        return {"data": row | limits | details | texts}

    def _pay(self, form: Form, percent: int) -> Answer:
        self._check_member(form)
        goods, race = self._goods(form.get("tid", ""))
        if not goods.is_on_sale:
            raise _RefusedError("当前商品维护中，停止下单！")
        widget = _checked_inputs(goods, form)
        num = _checked_quantity(goods, race, form)
        fen = goods.unit_fen(race) * percent // 100 * num
        try:
            order = self._store.place(NewOrder(goods, race, num, fen, None, widget))
        except NotEnoughBalanceError:
            missing = _yuan(fen - self._store.balance_fen())
            raise _RefusedError(f"余额不足，购买此商品还差{missing}元", _SHORT) from None
        except NotEnoughStockError:
            raise _RefusedError(_SOLD_OUT) from None
        told: Answer = {"orderid": order.trade_no, "message": "购买成功"}
        if not goods.is_manual:
            told |= {"faka": True, "kmdata": _cards_of(order)}
        return told

    def _search(self, form: Form, percent: int) -> Answer:
        del percent
        order = self._store.find_order(form.get("id", ""))
        if order is None:
            raise _RefusedError("订单不存在")
        if not order.is_done:
            return {"type": 1, "status": _AT_WORK, "data": None}
        text = escape(order.secret).replace("\n", "<br/>")
        return {"type": 1, "status": _DONE, "data": {"订单结果": text, "订单状态": "已完成"}}

    def _goods(self, tid: str) -> tuple[Goods, str]:
        found = self._store.find_variant(int(tid)) if tid.isdecimal() else None
        if found is None:
            raise _RefusedError("商品不存在")
        return found


def _labels(goods: Goods) -> list[str]:
    return [widget["cn"] for widget in goods.widgets] or ["邮箱"]


def _checked_inputs(goods: Goods, form: Form) -> dict[str, Any]:
    """Return what the buyer filled in: exactly as much as is asked for."""
    names = [f"input{at}" for at in range(1, _MOST_INPUTS + 1)]
    given = [form[name] for name in names if form.get(name)]
    labels = _labels(goods)
    if not form.get(names[0]):
        raise _RefusedError("首个参数值不能为空")
    if len(given) != len(labels):
        raise _RefusedError("请确保各项不能为空" if len(given) < len(labels) else "验证失败")
    return {
        name: {"value": value, "cn": label}
        for name, value, label in zip(names, given, labels, strict=False)
    }


def _checked_quantity(goods: Goods, race: str, form: Form) -> int:
    text = form.get("num", "")
    num = int(text) if text.isdecimal() and len(text) < 10 and goods.maximum != 1 else 1
    if num < goods.minimum:
        raise _RefusedError(f"当前商品最小下单数量为{goods.minimum}")
    if goods.maximum and num > goods.maximum:
        raise _RefusedError(f"当前商品最大下单数量为{goods.maximum}")
    if not goods.is_manual and goods.stock_of(race) < num:
        raise _RefusedError(_SOLD_OUT)
    return max(1, num)


def _cards_of(order: Order) -> list[dict[str, str]]:
    lines = (line.partition("----") for line in order.secret.split("\n"))
    return [{"card": card, "pass": password} for card, _, password in lines]


def _row_of(goods: Goods, number: int, race: str, category: int, percent: int = 100) -> Answer:
    return {
        "tid": number,
        "cid": category,
        "name": f"{goods.name} {race}".strip(),
        "shopimg": "",
        "close": int(not goods.is_on_sale),
        "price": _yuan(goods.unit_fen(race) * percent // 100),
        "isfaka": int(not goods.is_manual),
        "stock": None if goods.is_manual else goods.stock_of(race),
    }


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
