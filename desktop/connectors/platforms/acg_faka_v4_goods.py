"""The catalogue of V4 shops: items with SKUs and forms, a row per SKU.

Belongs here: the shapes of items, SKUs and forms; a form's fields are acg-faka's under other names.
Does not belong here: calls, orders (``acg_faka_v4``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.acg_faka_goods import asked_entries, form_field
from desktop.connectors.platforms.base import UNLIMITED_STOCK, GoodsField, GoodsKind, GoodsRow
from desktop.connectors.platforms.json_answers import entries_of, known_cost, member, text_of
from desktop.connectors.strict_json import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = dict[str, Any]

_NAMELESS: Final = frozenset({"DEFAULT", "默认"})
"""How the SKU of an item without choices is called."""
_ID: Final = re.compile(r"[1-9][0-9]{0,19}")


def rows_of(item: Item) -> Iterator[GoodsRow]:
    """Yield a row per SKU; one without a number cannot be ordered."""
    item_id = text_of(item.get("id"))
    if not _ID.fullmatch(item_id):
        return
    fields = form_fields(item)
    seen: set[str] = set()
    for sku in entries_of(item.get("sku")):
        sku_id = text_of(sku.get("id"))
        if not _ID.fullmatch(sku_id) or sku_id in seen:
            continue
        seen.add(sku_id)
        yield GoodsRow(
            upstream_id=f"{item_id}-{sku_id}",
            variant=_variant_of(sku),
            name=text_of(item.get("name")) or item_id,
            kind=kind_of(item),
            cost=known_cost(sku.get("stock_price")),
            stock=stock_of(sku.get("stock")),
            fields=fields,
            category=text_of(member(item.get("category"), "name")),
        )


def _variant_of(sku: dict[str, Any]) -> str | None:
    name = text_of(sku.get("name"))
    return None if name.upper() in _NAMELESS else name or None


def find_sku(item: Item, sku_id: str) -> dict[str, Any] | None:
    """Return the SKU with this number, or None."""
    skus = entries_of(item.get("sku"))
    return next((sku for sku in skus if text_of(sku.get("id")) == sku_id), None)


def stock_of(stock: object) -> int:
    """Return how many are left; what is no number is a word for without a limit."""
    count = whole_number(stock)
    return UNLIMITED_STOCK if count is None or count < 0 else count


def kind_of(item: Item) -> GoodsKind:
    """Return what an item is: what asks for an account is done for it, the rest are cards."""
    return GoodsKind.TOPUP if form_fields(item) else GoodsKind.CARD


def form_fields(item: Item) -> tuple[GoodsField, ...]:
    """Return what the shop asks the buyer for; options stand in ``data``, a line each."""
    entries = asked_entries(item.get("widget"))
    return tuple(
        form_field(
            entry,
            label=text_of(entry.get("title")),
            choices=tuple(filter(None, map(str.strip, text_of(entry.get("data")).splitlines()))),
        )
        for entry in entries
    )
