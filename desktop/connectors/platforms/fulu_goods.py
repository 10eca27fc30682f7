"""Fulu's goods and the templates of its top-ups.

Belongs here: the shapes of products and templates, and which input is which field of an order.
Does not belong here: calls, signatures, orders (``fulu``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.platforms.base import (
    UNLIMITED_STOCK,
    FieldKind,
    GoodsField,
    GoodsKind,
    GoodsRow,
    GoodsStatus,
)
from desktop.connectors.platforms.json_answers import entries_of, known_cost, member, text_of
from desktop.connectors.strict_json import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

Product = dict[str, Any]

_KINDS: Final = {"卡密": GoodsKind.CARD, "直充": GoodsKind.TOPUP}
_STOCKS: Final = {"充足": UNLIMITED_STOCK, "警报": UNLIMITED_STOCK, "断货": 0}
_ON_SALE: Final = "上架"
_PASSWORD_INPUT: Final = "ChargePWD"  # noqa: S105 - the name of a field
_ACCOUNT: Final = GoodsField("charge_account", "充值账号")
_QUANTITY_INPUT: Final = "ChargeNum"
_ORDER_FIELDS: Final = {
    "ChargeAccount": "charge_account",
    "ChargeGame": "charge_game_name",
    "ChargeRegion": "charge_game_region",
    "ChargeServer": "charge_game_srv",
    "ChargeType": "charge_type",
    "ChargePWD": "charge_password",
    "ChargeIp": "charge_ip",
    "ContactQQ": "contact_qq",
    "ContactType": "contact_tel",
}


def row_of(product: Product) -> GoodsRow | None:
    """Return a product as a row; one of a type that cannot be ordered is left out."""
    number, kind = text_of(product.get("product_id")), kind_of(product)
    if not re.fullmatch("[0-9]{1,18}", number) or kind is None:
        return None
    is_on_sale = text_of(product.get("sales_status")) in {"", _ON_SALE}
    return GoodsRow(
        upstream_id=number,
        variant=None,
        name=text_of(product.get("product_name")) or number,
        kind=kind,
        cost=known_cost(product.get("purchase_price")),
        stock=stock_of(product),
        status=GoodsStatus.ON_SALE if is_on_sale else GoodsStatus.STOPPED,
        fields=None if kind is GoodsKind.TOPUP else (),
    )


def kind_of(product: Product) -> GoodsKind | None:
    """Return what a product is, or None for a type nobody described."""
    return _KINDS.get(text_of(product.get("product_type")))


def stock_of(product: Product) -> int | None:
    """Return the stock: there is no number, only words."""
    return _STOCKS.get(text_of(product.get("stock_status")))


def why_not_now(product: Product) -> str:
    """Return the platform's own word for why an order would be refused, or nothing."""
    sales = text_of(product.get("sales_status"))
    if sales not in {"", _ON_SALE}:
        return sales
    return text_of(product.get("stock_status")) if stock_of(product) == 0 else ""


def form_fields(template: dict[str, Any]) -> tuple[GoodsField, ...]:
    """Return what a template asks for, the account first: no order goes without one.

    An input nobody described keeps its own name and stays compulsory, so that such goods are not
    bought without it.
    """
    inputs = entries_of(member(template.get("ElementInfo"), "Inputs"))
    inputs.sort(key=lambda one: whole_number(one.get("SortId")) or 0)
    choices = _choices_in(template)
    fields = [_field_of(one, choices) for one in inputs if text_of(one.get("Id"))]
    asked = {field.name: field for field in fields if field.name != _QUANTITY_INPUT}
    account = asked.pop(_ACCOUNT.name, _ACCOUNT)
    return (account, *asked.values())


def _field_of(entry: dict[str, Any], choices: dict[str, tuple[str, ...]]) -> GoodsField:
    name = text_of(entry.get("Id"))
    offered = choices.get(name, ())
    return GoodsField(
        name=_ORDER_FIELDS.get(name, name),
        label=text_of(entry.get("Name")) or name,
        kind=FieldKind.CHOICE if offered else FieldKind.TEXT,
        choices=offered,
        is_secret=name == _PASSWORD_INPUT,
    )


def _choices_in(template: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return games, regions, servers and types; each once, though they hang on one another."""
    found: dict[str, dict[str, None]] = {}
    for game in entries_of(template.get("GameTempaltePreviewList")):
        _note(found, "ChargeGame", game.get("ChargeGame"))
        for listed in _one_or_many(game.get("gameList")):
            for region in entries_of(listed.get("ChargeRegion")):
                _note(found, "ChargeRegion", region.get("name"))
                for server in entries_of(region.get("ChargeServer")):
                    _note(found, "ChargeServer", server.get("name"))
                    for kind in _listed(server.get("ChargeType")):
                        _note(found, "ChargeType", kind)
    return {name: tuple(words) for name, words in found.items()}


def _one_or_many(value: object) -> Iterator[dict[str, Any]]:
    yield from entries_of(value if isinstance(value, list) else [value])


def _listed(value: object) -> Iterator[object]:
    for one in value if isinstance(value, list) else ():
        yield one.get("name") if isinstance(one, dict) else one


def _note(found: dict[str, dict[str, None]], name: str, value: object) -> None:
    text = text_of(value)
    if text:
        found.setdefault(name, {})[text] = None
