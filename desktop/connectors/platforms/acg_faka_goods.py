"""acg-faka's catalogue: from one large JSON body to goods, a row per variant.

Belongs here: the shapes of goods, variants ("races"), attributes and asked-for fields.
Does not belong here: calls, signatures, orders (``acg_faka``).

The catalogue of a big shop holds 100,000 goods, so its frame is decoded at once and of the goods
only those whose text changed: decoding all in one call would hold them all, and the window with
them. Money is kept as raw text, so that no amount passes through a float.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from desktop.connectors.platforms.base import (
    FieldKind,
    GoodsField,
    GoodsKind,
    GoodsRow,
    GoodsStatus,
    PlatformSilentError,
)
from desktop.connectors.platforms.listing import DIGEST_BYTES
from desktop.connectors.strict_json import money_of, whole_number, without_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop.connectors.platforms.listing import Entry

_READ_AS: Final = "1"
"""Another one whenever the same text is to be read as other goods: what is known is read anew."""
_NULL: Final = msgspec.Raw(b"null")
_LONE_ESCAPE: Final = re.compile(
    rb"(\\\\)|(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_CHOICE_TYPES: Final = frozenset({"select", "radio", "checkbox"})
_DELIVERED_AT_ONCE: Final = 0
_ON_SALE: Final = 1

Decoded = TypeVar("Decoded")
Sections = dict[str, dict[str, str]]


class CatalogueUnreadableError(ValueError):
    """The catalogue is not what the sheet says."""


class _Goods(msgspec.Struct, gc=False):
    code: Any = None
    name: Any = None
    user_price: msgspec.Raw = _NULL
    delivery_way: Any = None
    stock: Any = None
    minimum: Any = None
    maximum: Any = None
    status: Any = None
    widget: Any = None
    config: Any = None


class _Category(msgspec.Struct):
    name: Any = None
    children: list[msgspec.Raw] | dict[str, msgspec.Raw] | None = None


class _Catalogue(msgspec.Struct):
    code: Any = None
    msg: Any = None
    data: list[_Category] | dict[str, _Category] | None = None


_DECODER: Final = msgspec.json.Decoder(_Catalogue)
_GOODS_DECODER: Final = msgspec.json.Decoder(_Goods)


class Catalogue:
    """The goods of an ``items`` answer, each read when its turn comes.

    What makes no goods of an entry raises ``PlatformSilentError``; left out, they would seem gone.
    """

    def __init__(self, categories: list[_Category]) -> None:
        self._categories = categories

    def __iter__(self) -> Iterator[GoodsRow]:
        """Read all."""
        for _, content in self.entries():
            yield from self.rows_of(content)

    def entries(self) -> Iterator[Entry]:
        """Yield each goods' text and the name of its category, unread."""
        for category in self._categories:
            name = _text(category.name)
            begun = hashlib.blake2b(f"{_READ_AS} {name}".encode(), digest_size=DIGEST_BYTES)
            for raw in _values(category.children or []):
                hasher = begun.copy()
                hasher.update(raw)
                yield hasher.digest(), (raw, name)

    def rows_of(self, content: tuple[msgspec.Raw, str]) -> list[GoodsRow]:
        """Read one goods' text."""
        raw, category = content
        try:
            goods = _decoded(_GOODS_DECODER, raw)
        except CatalogueUnreadableError:
            raise PlatformSilentError("catalogue_unreadable") from None
        return _rows_of_goods(goods, category)


def read_catalogue(body: bytes) -> Catalogue:
    """Return the goods of an ``items`` answer.

    Raises:
        CatalogueUnreadableError: the body is no catalogue.
    """
    catalogue = _decoded(_DECODER, body)
    if catalogue.code != 200 or catalogue.data is None:
        raise CatalogueUnreadableError
    return Catalogue(_values(catalogue.data))


def _decoded(decoder: msgspec.json.Decoder[Decoded], body: bytes | msgspec.Raw) -> Decoded:
    try:
        return decoder.decode(body)
    except (ValueError, RecursionError):
        pass
    try:
        # Half a character in one description must not cost the whole catalogue.
        return decoder.decode(_LONE_ESCAPE.sub(_kept_or_replaced, bytes(body)))
    except (ValueError, RecursionError):
        raise CatalogueUnreadableError from None


def _kept_or_replaced(match: re.Match[bytes]) -> bytes:
    return match[0] if match[1] or match[2] else b"\\ufffd"


def _values(items: list[Any] | dict[str, Any]) -> list[Any]:
    # PHP writes a filtered list as a mapping.
    return items if isinstance(items, list) else list(items.values())


def _rows_of_goods(goods: _Goods, category: str) -> list[GoodsRow]:
    code = _text(goods.code)
    if not code:
        return []
    races, attributes = _chosen_by_buyer(goods.config)
    fields = widget_fields(goods.widget) + attributes
    cost = None if races or attributes else money_of(_raw_value(goods.user_price))
    name = _text(goods.name)
    kind = kind_of(goods.delivery_way, fields)
    stock = whole_number(goods.stock)
    minimum = max(1, whole_number(goods.minimum) or 0)
    maximum = max(0, whole_number(goods.maximum) or 0)
    status = _status_of(goods.status)
    if not races:
        row = GoodsRow(
            code, None, name, kind, cost, stock, minimum, maximum, status, fields, category
        )
        return [row]
    stock = None  # the count is that of all races together
    return [
        GoodsRow(code, race, name, kind, cost, stock, minimum, maximum, status, fields, category)
        for race in races
    ]


def _chosen_by_buyer(config: object) -> tuple[tuple[str, ...], tuple[GoodsField, ...]]:
    """Return the races and the attributes of goods."""
    if not config:
        return (), ()
    sections = sections_of(config)
    return tuple(sections.get("category", {})), attribute_fields(sections)


def kind_of(delivery_way: object, fields: tuple[GoodsField, ...]) -> GoodsKind:
    """Return what the goods are: cards come at once, the rest by the shop's hand or plugin."""
    if whole_number(delivery_way) == _DELIVERED_AT_ONCE:
        return GoodsKind.CARD
    return GoodsKind.TOPUP if fields else GoodsKind.OTHER


def _status_of(status: object) -> GoodsStatus:
    return GoodsStatus.ON_SALE if whole_number(status) == _ON_SALE else GoodsStatus.STOPPED


def sections_of(config: object) -> Sections:
    """Return a goods' configuration: INI text, or already parsed in ``item``."""
    if not config:
        return {}
    if isinstance(config, str):
        return _sections_of_ini(config)
    if not isinstance(config, dict):
        return {}
    return {
        name: {str(key): str(value) for key, value in _flattened(section)}
        for name, section in config.items()
        if isinstance(section, dict)
    }


def _flattened(section: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in section.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", price) for inner, price in value.items())
        else:
            yield key, value


def _sections_of_ini(text: str) -> Sections:
    sections: Sections = {}
    current: dict[str, str] = {}
    for raw_line in text.splitlines():
        line = without_lone_surrogates(raw_line.strip())
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1].strip(), {})
        elif "=" in line and not line.startswith(";"):
            key, _, value = line.partition("=")
            current[key.strip()] = value.strip().strip('"')
    return sections


def attribute_fields(sections: Sections) -> tuple[GoodsField, ...]:
    """Return the attributes to choose (颜色 …) as fields; they are sent as ``sku[颜色]``."""
    if "sku" not in sections:
        return ()
    options: dict[str, list[str]] = {}
    for key in sections["sku"]:
        attribute, dot, option = key.partition(".")
        if dot:
            options.setdefault(attribute, []).append(option)
    return tuple(
        GoodsField(f"sku[{name}]", name, FieldKind.CHOICE, choices=tuple(choices))
        for name, choices in options.items()
    )


def widget_fields(widget: object) -> tuple[GoodsField, ...]:
    """Return what the shop asks the buyer for; options stand in ``dict``, between commas."""
    if not widget:
        return ()
    return tuple(
        form_field(
            entry,
            label=_text(entry.get("cn")),
            choices=tuple(part for part in _text(entry.get("dict")).split(",") if part),
        )
        for entry in asked_entries(widget)
    )


def asked_entries(widget: object) -> list[dict[str, Any]]:
    """Return the entries the buyer fills in: JSON text in ``items``, parsed in ``item``."""
    if isinstance(widget, str) and widget:
        try:
            widget = json.loads(widget)
        except (ValueError, RecursionError):
            return []
    entries = widget if isinstance(widget, list) else []
    return [entry for entry in entries if isinstance(entry, dict) and _is_asked_for(entry)]


def _is_asked_for(entry: Mapping[str, Any]) -> bool:
    return bool(_text(entry.get("name"))) and entry.get("type") != "custom"


def form_field(entry: Mapping[str, Any], *, label: str, choices: tuple[str, ...]) -> GoodsField:
    """Return the field of an entry, whose label and options editions name differently."""
    kind = _text(entry.get("type"))
    name = _text(entry.get("name"))
    return GoodsField(
        name=name,
        label=label or name,
        kind=_kind_of_widget(kind, choices),
        placeholder=_text(entry.get("placeholder")),
        pattern=_text(entry.get("regex")),
        error=_text(entry.get("error")),
        choices=choices,
        is_secret=kind == "password",
    )


def _kind_of_widget(kind: str, choices: tuple[str, ...]) -> FieldKind:
    if kind in _CHOICE_TYPES and choices:
        return FieldKind.CHOICE
    return FieldKind.NUMBER if kind == "number" else FieldKind.TEXT


def _raw_value(raw: msgspec.Raw) -> object:
    return str(raw, "utf-8", "replace").strip('"')


def _text(value: object) -> str:
    if isinstance(value, str):
        return without_lone_surrogates(value.strip())
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
