"""亿奇达's goods and forms.

Belongs here: the shapes of goods in the list, and of the template that says what is asked for.
Does not belong here: calls, signatures, orders (``yiqida``).
"""

from __future__ import annotations

import re
from typing import Any, Final

from desktop.connectors.platforms.base import (
    UNLIMITED_STOCK,
    FieldKind,
    GoodsField,
    GoodsRow,
    PlatformSilentError,
)
from desktop.connectors.platforms.json_answers import entries_of, known_cost, text_of
from desktop.connectors.strict_json import NotStrictJsonError, read_strict_json

Goods = dict[str, Any]

_CHOICE_TYPES: Final = frozenset({"select", "radio"})


def row_of(goods: Goods) -> GoodsRow | None:
    """Return goods as a row, or None for such without a number. The list tells no kind."""
    number = text_of(goods.get("mainId"))
    if not re.fullmatch("[0-9]{1,18}", number):
        return None
    return GoodsRow(
        upstream_id=number,
        variant=None,
        name=text_of(goods.get("name")) or number,
        kind=None,
        cost=known_cost(goods.get("price")),
        stock=UNLIMITED_STOCK,
        fields=None,
    )


def form_fields(goods: Goods) -> tuple[GoodsField, ...]:
    """Return what the buyer must fill in: the template comes as JSON in a text.

    Raises:
        PlatformSilentError: there is one and it cannot be read: what the goods are stays open.
    """
    template = goods.get("template")
    if isinstance(template, str):
        try:
            template = read_strict_json((template.strip() or "[]").encode())
        except NotStrictJsonError:
            raise PlatformSilentError("form_unreadable") from None
    if template and not isinstance(template, list):
        raise PlatformSilentError("form_unreadable")
    return tuple(_field_of(at, entry) for at, entry in enumerate(entries_of(template)))


def _field_of(position: int, entry: dict[str, Any]) -> GoodsField:
    is_choice = text_of(entry.get("type")) in _CHOICE_TYPES
    options = (text_of(option.get("value")) for option in entries_of(entry.get("selectData")))
    return GoodsField(
        name=f"template{position}",
        label=text_of(entry.get("txt")) or f"{position + 1}",
        kind=FieldKind.CHOICE if is_choice else FieldKind.TEXT,
        choices=tuple(filter(None, options)) if is_choice else (),
    )
