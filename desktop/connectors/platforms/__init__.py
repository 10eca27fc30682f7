"""The wholesale platforms Katai can buy from. A new one: a module and its line here.

Each is imported when the platforms are first asked for: a sale from stock needs none of them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop.connectors.platforms.base import Platform

PLATFORMS: Final[tuple[str, ...]] = (
    "acg_faka:ACG_FAKA",
    "acg_faka_shared_stock:ACG_FAKA_SHARED_STOCK",
    "acg_faka_v4:ACG_FAKA_V4",
    "dujiao_next:DUJIAO_NEXT",
    "kasushou:KASUSHOU",
    "kakayun:KAKAYUN",
    "kayixin:KAYIXIN",
    "xingquanyi:XINGQUANYI",
    "fulu:FULU",
    "rainbow:RAINBOW",
    "lansexiongdi:LANSEXIONGDI",
    "yiqida:YIQIDA",
)
"""``module:name`` of each, in the order in which the owner is offered them."""


@cache
def all_platforms() -> tuple[Platform, ...]:
    """Return every platform in its order."""
    return tuple(_platform_at(place) for place in PLATFORMS)


def platform_named(key: str) -> Platform | None:
    """Return the platform with this key, or None."""
    return next((platform for platform in all_platforms() if platform.key == key), None)


def _platform_at(place: str) -> Platform:
    module_name, name = place.split(":")
    platform: Platform = getattr(import_module(f"{__name__}.{module_name}"), name)
    return platform
