"""The goods of Rainbow shops: stock, limits, and the labels of what the buyer fills in.

Belongs here: the shapes of goods and forms.
Does not belong here: calls, orders (``rainbow``).
"""

from __future__ import annotations

import re
from typing import Any, Final

from desktop.connectors.platforms.base import (
    UNLIMITED_STOCK,
    FieldKind,
    GoodsField,
    GoodsKind,
    GoodsRow,
    GoodsStatus,
)
from desktop.connectors.platforms.json_answers import known_cost, state_of, text_of
from desktop.connectors.strict_json import whole_number

Goods = dict[str, Any]

_FIRST_LABEL: Final = "下单账号"
_MAXIMUM_INPUTS: Final = 5
_WITH_OPTIONS: Final = re.compile(r"(?P<label>[^{}]*)\{(?P<options>[^{}]*)\}")


def row_of(goods: Goods, categories: dict[str, str]) -> GoodsRow | None:
    """Return goods as a row, or None for such without a number."""
    number = text_of(goods.get("tid"))
    if not number:
        return None
    kind = kind_of(goods)
    return GoodsRow(
        upstream_id=number,
        variant=None,
        name=text_of(goods.get("name")) or number,
        kind=kind,
        cost=known_cost(goods.get("price")),
        stock=stock_of(goods),
        minimum=None,
        maximum=None,
        status=GoodsStatus.STOPPED if _is_closed(goods) else GoodsStatus.ON_SALE,
        fields=() if kind is GoodsKind.CARD else None,
        category=categories.get(text_of(goods.get("cid")), ""),
    )


def kind_of(goods: Goods) -> GoodsKind:
    """Return what goods are: cards, or something done for an account."""
    return GoodsKind.CARD if state_of(goods.get("isfaka")) == 1 else GoodsKind.TOPUP


def stock_of(goods: Goods) -> int | None:
    """Return the stock; a shop that sets no limit says null."""
    stock = goods.get("stock")
    if stock is None or stock == "":
        return UNLIMITED_STOCK
    count = whole_number(stock)
    return None if count is None else max(0, count)


def limits_of(goods: Goods) -> tuple[int, int]:
    """Return the least and the most of an order; where no quantity is allowed it is one."""
    if state_of(goods.get("multi")) != 1:
        return 1, 1
    least, most = (whole_number(goods.get(key)) or 0 for key in ("min", "max"))
    return max(1, least), max(0, most)


def why_not(goods: Goods, quantity: int) -> str:
    """Return why an order would be refused or cut down, or nothing."""
    if _is_closed(goods):
        return "当前商品维护中，停止下单"
    least, most = limits_of(goods)
    if quantity < least or (most and quantity > most):
        return f"一次能买 {least} 到 {most} 件" if most else f"一次最少买 {least} 件"
    stock = stock_of(goods)
    is_short = stock is not None and stock != UNLIMITED_STOCK and stock < quantity
    return f"库存只有 {stock} 件" if is_short else ""


def form_fields(goods: Goods) -> tuple[GoodsField, ...]:
    """Return what the buyer must fill in; as many must be sent, not one more or less."""
    first = text_of(goods.get("input")) or _FIRST_LABEL
    further = [label for label in text_of(goods.get("inputs")).split("|") if label.strip()]
    labels = [first, *further][:_MAXIMUM_INPUTS]
    return tuple(_field_of(position, label) for position, label in enumerate(labels, start=1))


def _field_of(position: int, text: str) -> GoodsField:
    match = _WITH_OPTIONS.fullmatch(text.strip())
    if match is None:
        return GoodsField(f"input{position}", text.strip())
    options = (option.partition(":")[0].strip() for option in match["options"].split(","))
    return GoodsField(
        f"input{position}",
        match["label"].strip() or text.strip(),
        FieldKind.CHOICE,
        choices=tuple(filter(None, options)),
    )


def _is_closed(goods: Goods) -> bool:
    return state_of(goods.get("close")) == 1
