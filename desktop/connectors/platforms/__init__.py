"""The wholesale platforms Katai can buy from. A new one: a module and its line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.connectors.platforms.acg_faka import ACG_FAKA
from desktop.connectors.platforms.dujiao_next import DUJIAO_NEXT
from desktop.connectors.platforms.fulu import FULU
from desktop.connectors.platforms.kakayun import KAKAYUN
from desktop.connectors.platforms.kasushou import KASUSHOU
from desktop.connectors.platforms.kayixin import KAYIXIN
from desktop.connectors.platforms.lansexiongdi import LANSEXIONGDI
from desktop.connectors.platforms.rainbow import RAINBOW
from desktop.connectors.platforms.xingquanyi import XINGQUANYI
from desktop.connectors.platforms.yiqida import YIQIDA

if TYPE_CHECKING:
    from desktop.connectors.platforms.base import Platform

PLATFORMS: Final[tuple[Platform, ...]] = (
    ACG_FAKA,
    DUJIAO_NEXT,
    KASUSHOU,
    KAKAYUN,
    KAYIXIN,
    XINGQUANYI,
    FULU,
    RAINBOW,
    LANSEXIONGDI,
    YIQIDA,
)


def platform_named(key: str) -> Platform | None:
    """Return the platform with this key, or None."""
    return next((platform for platform in PLATFORMS if platform.key == key), None)
