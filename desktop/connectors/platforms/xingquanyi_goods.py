"""The goods of the 星权益 dialect: kinds, limits, hours without sale, forms.

Belongs here: the shapes of products and of what a top-up asks for.
Does not belong here: calls, signatures, orders (``xingquanyi``).
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    UNLIMITED_STOCK,
    FieldKind,
    GoodsField,
    GoodsKind,
    GoodsRow,
    GoodsStatus,
)
from desktop.connectors.platforms.json_answers import entries_of, known_cost, state_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Product = dict[str, Any]

_KINDS: Final = {1: GoodsKind.TOPUP, 2: GoodsKind.CARD, 3: GoodsKind.CARD}
"""A ticket is a card whose secret is a link; 4 is done by hand."""
_ENOUGH: Final = 1
_ON: Final = 1
_MAY_BUY: Final = 1
_CLOSED: Final = {2: "维护中", 3: "已下架"}
_RANGE: Final = re.compile(r"\s*(\d{1,9})\s*[-~]\s*(\d{1,9})\s*")
_LIST: Final = re.compile(r"\s*\d{1,9}(\s*[,，]\s*\d{1,9})*\s*")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_ACCOUNT_LABEL: Final = "充值账号"
_CHOICE_TYPES: Final = frozenset({"select", "radio"})


def row_of(product: Product) -> GoodsRow | None:
    """Return a product as a row, or None for one without a number."""
    number = text_of(product.get("id"))
    if not number:
        return None
    kind = kind_of(product)
    title, variant = text_of(product.get("product_name")), text_of(product.get("name"))
    minimum, maximum = limits_of(product)
    return GoodsRow(
        upstream_id=number,
        variant=variant if title and variant not in {"", title} else None,
        name=title or variant or number,
        kind=kind,
        cost=known_cost(product.get("price")),
        stock=stock_of(product),
        minimum=minimum,
        maximum=maximum,
        status=GoodsStatus.STOPPED if _why_closed(product) else GoodsStatus.ON_SALE,
        fields=None if kind is GoodsKind.TOPUP else (),
    )


def kind_of(product: Product) -> GoodsKind:
    """Return what a product is."""
    return _KINDS.get(state_of(product.get("type")) or 0, GoodsKind.OTHER)


def stock_of(product: Product) -> int | None:
    """Return the stock: there is no number, only enough and none."""
    state = state_of(product.get("stock_state"))
    if state is None:
        return None
    return UNLIMITED_STOCK if state == _ENOUGH else 0


def limits_of(product: Product) -> tuple[int, int]:
    """Return the least and the most of an order; a text nobody described sets no limit."""
    text = text_of(product.get("valid_purchasing_quantity"))
    span = _RANGE.fullmatch(text)
    if span is not None:
        least, most = int(span[1]), int(span[2])
    elif _LIST.fullmatch(text):
        counts = [int(count) for count in re.split("[,，]", text)]
        least, most = min(counts), max(counts)
    else:
        return 1, 0
    return (max(1, least), most) if most >= least else (1, 0)


def why_not_now(product: Product, now: time) -> str:
    """Return why an order would be refused at this hour, or nothing."""
    closed = _why_closed(product)
    if closed:
        return closed
    if stock_of(product) == 0:
        return "库存不足"
    start, end = (_time_of(product.get(key)) for key in ("ban_start_at", "ban_end_at"))
    if start is None or end is None or start == end:
        return ""
    is_banned = start <= now <= end if start < end else now >= start or now <= end
    return f"{start:%H:%M} - {end:%H:%M} 停售" if is_banned else ""


def _why_closed(product: Product) -> str:
    supply = state_of(product.get("supply_state"))
    if supply is not None and supply != _ON:
        return _CLOSED.get(supply, "暂停供货")
    hold = state_of(product.get("hold_state"))
    return "限制购买" if hold is not None and hold != _MAY_BUY else ""


def _time_of(value: object) -> time | None:
    match = _CLOCK.fullmatch(text_of(value))
    return None if match is None else time(int(match[1]), int(match[2]), int(match[3] or 0))


def form_fields(form: dict[str, Any]) -> tuple[GoodsField, ...]:
    """Return what a top-up asks the buyer for: the account, then the template's own fields."""
    label = text_of(form.get("recharge_account_label"))
    account = GoodsField("recharge_account", label or _ACCOUNT_LABEL)
    return (account, *_template_fields(form))


def _template_fields(form: dict[str, Any]) -> Iterator[GoodsField]:
    for entry in entries_of(form.get("recharge_params")):
        label = text_of(entry.get("name"))
        if not label:
            continue
        is_choice = entry.get("type") in _CHOICE_TYPES
        options = text_of(entry.get("options")) if is_choice else ""
        yield GoodsField(
            name=f"recharge_template_input_items[{label}]",
            label=label,
            kind=FieldKind.CHOICE if is_choice else FieldKind.TEXT,
            choices=tuple(part.strip() for part in options.split(",") if part.strip()),
            is_secret=entry.get("type") == "password",
        )
