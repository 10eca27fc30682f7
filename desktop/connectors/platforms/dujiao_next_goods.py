"""dujiao-next's catalogue: products with SKUs and forms, a row per SKU.

Belongs here: the shapes of pages, products, SKUs and forms.
Does not belong here: calls, signatures, orders (``dujiao_next``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    UNLIMITED_STOCK,
    FieldKind,
    GoodsField,
    GoodsKind,
    GoodsRow,
    PlatformSilentError,
)
from desktop.connectors.platforms.json_answers import entries_of, known_cost, member, text_of
from desktop.connectors.strict_json import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANGUAGE: Final = "zh-CN"
_LOCALE: Final = re.compile(r"[a-z]{2}([-_][A-Za-z]{2,4})?")
_NAMELESS: Final = "DEFAULT"
"""The code of the SKU of a product that has no choices."""
_CHOICE_TYPES: Final = frozenset({"select", "radio", "checkbox"})
_PATTERNS: Final = {
    "phone": r"^\+?[0-9\-()\s]{6,20}$",
    "email": r"^[^@\s]+@[^@\s]+\.[^@\s.]+$",
}
_STOCK_BY_STATUS: Final = {"unlimited": UNLIMITED_STOCK, "out_of_stock": 0}
_CHECKBOX_MARK: Final = "[]"

Product = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of products, and how many there are on all."""

    products: tuple[Product, ...]
    total: int


def read_page(body: dict[str, Any]) -> Page:
    """Return the products of a page.

    Raises:
        PlatformSilentError: there is no list of them.
    """
    items = body.get("items")
    if items is None and body.get("total") == 0:
        items = []
    if not isinstance(items, list):
        raise PlatformSilentError("catalogue_unreadable")
    total = whole_number(body.get("total"))
    if total is None:
        raise PlatformSilentError("catalogue_unreadable")
    return Page(tuple(one for one in items if isinstance(one, dict)), total)


def category_names(body: dict[str, Any]) -> dict[str, str]:
    """Return the names of the categories by id."""
    return {
        text_of(one.get("id")): localized(one.get("name"))
        for one in entries_of(body.get("categories"))
    }


def rows_of(product: Product, categories: dict[str, str]) -> Iterator[GoodsRow]:
    """Yield a row per SKU on sale; what is not on sale is not listed."""
    product_id = text_of(product.get("id"))
    if not product_id or product.get("is_active") is False:
        return
    for sku in skus_of(product):
        sku_id = text_of(sku["id"])
        yield GoodsRow(
            upstream_id=f"{product_id}-{sku_id}",
            variant=variant_of(sku),
            name=localized(product.get("title")),
            kind=kind_of(product),
            cost=known_cost(sku.get("price_amount")),
            stock=stock_of(sku),
            fields=form_fields(product),
            category=categories.get(text_of(product.get("category_id")), ""),
        )


def skus_of(product: Product) -> list[dict[str, Any]]:
    """Return the SKUs that can be ordered."""
    return [
        sku
        for sku in entries_of(product.get("skus"))
        if text_of(sku.get("id")) and sku.get("is_active") is not False
    ]


def variant_of(sku: dict[str, Any]) -> str | None:
    """Return how people tell the SKU from its sisters, or None for the one without a name.

    It must not depend on the sisters, which come and go: it is part of what goods are known by.
    """
    values = sku.get("spec_values")
    if not isinstance(values, dict):
        values = {}
    if values and all(map(_LOCALE.fullmatch, values)):
        words = localized(values)
    else:
        words = " ".join(filter(None, map(localized, values.values())))
    code = text_of(sku.get("sku_code"))
    return words or (code if code.upper() != _NAMELESS else "") or None


def kind_of(product: Product) -> GoodsKind:
    """Return what the product is: cards at once, or something done by hand."""
    if product.get("fulfillment_type") == "auto":
        return GoodsKind.CARD
    return GoodsKind.TOPUP if form_fields(product) else GoodsKind.OTHER


def stock_of(sku: dict[str, Any]) -> int | None:
    """Return the stock: told by number, else by word."""
    by_word = _STOCK_BY_STATUS.get(text_of(sku.get("stock_status")))
    if by_word is not None:
        return by_word
    count = whole_number(sku.get("stock_quantity"))
    return None if count is None else max(count, UNLIMITED_STOCK)


def form_fields(product: Product) -> tuple[GoodsField, ...]:
    """Return what the shop asks the buyer for."""
    entries = entries_of(member(product.get("manual_form_schema"), "fields"))
    fields = (_field_of(entry) for entry in entries)
    return tuple(field for field in fields if field is not None)


def _field_of(entry: dict[str, Any]) -> GoodsField | None:
    name = text_of(entry.get("key"))
    if not name:
        return None
    kind = text_of(entry.get("type"))
    options = entry.get("options")
    choices = tuple(filter(None, map(text_of, options))) if isinstance(options, list) else ()
    pattern = text_of(entry.get("regex")) or _PATTERNS.get(kind, "")
    return GoodsField(
        name=name + _CHECKBOX_MARK if kind == "checkbox" else name,
        label=localized(entry.get("label")) or name,
        kind=_kind_of_field(kind, choices),
        is_required=entry.get("required") is True,
        placeholder=localized(entry.get("placeholder")),
        pattern=pattern,
        choices=choices if kind in _CHOICE_TYPES else (),
        minimum=text_of(entry.get("min")),
        maximum=text_of(entry.get("max")),
        maximum_length=whole_number(entry.get("max_len")) or 0,
    )


def _kind_of_field(kind: str, choices: tuple[str, ...]) -> FieldKind:
    if kind in _CHOICE_TYPES and choices:
        return FieldKind.CHOICE
    if kind == "number":
        return FieldKind.NUMBER
    return FieldKind.URL if kind == "url" else FieldKind.TEXT


def localized(value: object) -> str:
    """Return the Chinese of a text by language, else the first there is."""
    if not isinstance(value, dict):
        return text_of(value)
    return text_of(value.get(_LANGUAGE)) or next(filter(None, map(text_of, value.values())), "")
