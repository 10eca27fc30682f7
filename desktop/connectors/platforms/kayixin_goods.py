"""卡易信's goods: from what its lists and details hold to rows, prices and fields to fill in.

Belongs here: the shapes of goods, variants (规格) and asked-for fields.
Does not belong here: calls (``kayixin``).

Some goods have a multiplier: one ordered piece buys and charges several. What one ordered piece
costs is therefore the price times the multiplier. For a top-up that is all there is to it. A card
would come several times where the till counts one, so such cards are not for sale here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from desktop.connectors.platforms.base import (
    FieldKind,
    GoodsField,
    GoodsKind,
    GoodsPrice,
    GoodsRow,
    GoodsStatus,
)
from desktop.connectors.platforms.json_answers import (
    entries_of,
    known_cost,
    member,
    state_of,
    text_of,
)
from desktop.connectors.strict_json import decimal_of, whole_number

_KINDS: Final[dict[int | None, GoodsKind]] = {1: GoodsKind.CARD, 3: GoodsKind.TOPUP}
_ON_SALE: Final = 1
_ONE_VARIANT: Final = 0
_TYPED: Final[dict[int | None, FieldKind]] = {
    0: FieldKind.TEXT,
    13: FieldKind.NUMBER,
    15: FieldKind.TEXT,
}
"""Anything else is chosen or uploaded, and never typed."""
_SINGLE_CHOICE: Final = 14
_OPTIONAL: Final = 0


@dataclass(frozen=True, slots=True)
class _Variant:
    """A variant as a detail tells it; ``sku`` is what is ordered by."""

    sku: str
    label: str
    price: object
    stock: int | None
    is_on_sale: bool


def categories_in(tree: object) -> dict[str, str]:
    """Return the names of categories by number, of both levels."""
    names: dict[str, str] = {}
    for one in entries_of(tree):
        for category in (one, *entries_of(one.get("children"))):
            names[text_of(category.get("id"))] = text_of(category.get("name"))
    return names


def category_of(entry: Mapping[str, Any], categories: Mapping[str, str]) -> str:
    """Return the name of the first category that goods are in."""
    listed = entry.get("dirIds")
    known = (categories.get(text_of(one), "") for one in listed) if isinstance(listed, list) else ()
    return next(filter(None, known), "")


def has_variants(entry: Mapping[str, Any]) -> bool:
    """Whether goods must be ordered by a variant."""
    return state_of(entry.get("skuType")) not in {None, _ONE_VARIANT}


def row_of(entry: Mapping[str, Any], category: str) -> GoodsRow:
    """Return the row of goods without variants; the rest only their own price tells."""
    return GoodsRow(
        upstream_id=text_of(entry.get("goodsId")),
        variant=None,
        name=text_of(entry.get("name")),
        kind=_kind_of(entry),
        cost=known_cost(unit_price(entry, None)),
        stock=whole_number(entry.get("stockCount")),
        minimum=None,
        maximum=None,
        status=_status_of(entry, is_on_sale=True),
        fields=None,
        category=category,
    )


def rows_of_variants(detail: object, category: str) -> Iterator[GoodsRow]:
    """Yield a row per variant, with everything, because it came from the goods' own detail."""
    if not isinstance(detail, dict):
        return
    price = price_of(detail, None)
    for variant in _variants_in(detail):
        yield GoodsRow(
            upstream_id=text_of(detail.get("goodsId")),
            variant=variant.sku,
            name=f"{text_of(detail.get('name'))} {variant.label}".strip(),
            kind=price.kind,
            cost=known_cost(unit_price(detail, variant.sku)),
            stock=variant.stock,
            minimum=price.minimum,
            maximum=price.maximum,
            status=_status_of(detail, is_on_sale=variant.is_on_sale),
            fields=price.fields,
            category=category,
        )


def price_of(detail: object, variant: str | None) -> GoodsPrice:
    """Return what a detail tells of one variant, or of goods without any."""
    chosen = next((one for one in _variants_in(detail) if one.sku == variant), None)
    stock = whole_number(member(detail, "stockCount")) if chosen is None else chosen.stock
    return GoodsPrice(
        cost=known_cost(unit_price(detail, variant)),
        stock=stock,
        kind=_kind_of(detail),
        fields=_fields_in(detail),
        minimum=whole_number(member(detail, "minQuantity")),
        maximum=whole_number(member(detail, "maxQuantity")),
    )


def unit_price(goods: object, variant: str | None) -> Decimal | None:
    """Return what one ordered piece is charged; None when that is not told."""
    price = member(goods, "salesPrice")
    if isinstance(goods, dict) and has_variants(goods):
        price = next((one.price for one in _variants_in(goods) if one.sku == variant), None)
    amount = decimal_of(price)
    return None if amount is None else amount * _multiple_of(goods)


def _variants_in(detail: object) -> Iterator[_Variant]:
    """Yield variants of either form: combined attributes, or groups of single ones."""
    for one in entries_of(member(member(detail, "goodsSku"), "details")):
        names = (text_of(name.get("value")) for name in entries_of(one.get("names")))
        yield from _variant_of(one, " ".join(filter(None, names)))
    for group in entries_of(member(detail, "goodsSpec")):
        for one in entries_of(group.get("items")):
            label = f"{text_of(group.get('name'))} {text_of(one.get('title'))}"
            yield from _variant_of(one, label.strip())


def _variant_of(one: Mapping[str, Any], label: str) -> Iterator[_Variant]:
    sku = text_of(one.get("sku"))
    if sku:
        is_on_sale = state_of(one.get("status")) == _ON_SALE
        stock = whole_number(one.get("count"))
        yield _Variant(sku, label or sku, one.get("money"), stock, is_on_sale)


def _kind_of(goods: object) -> GoodsKind:
    return _KINDS.get(state_of(member(goods, "goodsType")), GoodsKind.OTHER)


def _multiple_of(goods: object) -> int:
    return max(1, whole_number(member(goods, "multiple")) or 1)


def _status_of(goods: Mapping[str, Any], *, is_on_sale: bool) -> GoodsStatus:
    is_several = _kind_of(goods) is GoodsKind.CARD and _multiple_of(goods) > 1
    is_sold = is_on_sale and state_of(goods.get("status")) == _ON_SALE and not is_several
    return GoodsStatus.ON_SALE if is_sold else GoodsStatus.STOPPED


def _fields_in(detail: object) -> tuple[GoodsField, ...]:
    asked = entries_of(member(detail, "rechargeTemplates"))
    return tuple(_field_of(one) for one in asked if text_of(one.get("title")))


def _field_of(one: Mapping[str, Any]) -> GoodsField:
    sort = state_of(one.get("type"))
    title = text_of(one.get("title"))
    return GoodsField(
        name=title,
        label=title,
        kind=_TYPED.get(sort, FieldKind.CHOICE),
        is_required=state_of(one.get("required")) != _OPTIONAL,
        placeholder=text_of(one.get("placeholder")),
        pattern=text_of(one.get("regex")),
        choices=_choices_in(one) if sort == _SINGLE_CHOICE else (),
    )


def _choices_in(field: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the values that are sent; what they are called on the site stays there."""
    values = (text_of(one.get("value")) for one in entries_of(field.get("options")))
    return tuple(value for value in values if value)
