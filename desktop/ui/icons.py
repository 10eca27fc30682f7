"""Lucide icons in the colours of the theme.

An icon is an SVG in ``resources/icons``; its ``currentColor`` becomes a token's colour. An icon
without text needs a tooltip and an accessible name: widgets see to that, not this module.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.paths import resource
from desktop.ui.theme import theme

BADGE_PX: Final = 12
SMALL_PX: Final = 14
TEXT_PX: Final = 16
DEFAULT_PX: Final = 18
RAIL_PX: Final = 20
TENDER_PX: Final = 24
EMPTY_PX: Final = 32

_STROKE = 'stroke-width="1.75"'


def icon(name: str, token: str = "text2", px: int = DEFAULT_PX) -> QIcon:
    """Return an icon for a button: ``token`` normally, the specification's colours when off or on.

    Args:
        name: the Lucide name, as in the icon map of the specification.
        token: colour token of the normal state.
        px: size at scale 1.

    Raises:
        FileNotFoundError: no such icon is bundled.
    """
    result = QIcon()
    on = "accent-text" if token == "text2" else token
    result.addPixmap(pixmap(name, token, px), QIcon.Mode.Normal, QIcon.State.Off)
    result.addPixmap(pixmap(name, on, px), QIcon.Mode.Normal, QIcon.State.On)
    active = "text" if token == "text2" else token
    result.addPixmap(pixmap(name, active, px), QIcon.Mode.Active, QIcon.State.Off)
    result.addPixmap(pixmap(name, "disabled", px), QIcon.Mode.Disabled, QIcon.State.Off)
    return result


def pixmap(name: str, token: str = "text2", px: int = DEFAULT_PX, *, color: str = "") -> QPixmap:
    """Return the icon as a picture for painters; the same arguments, the same cached picture.

    ``color`` replaces the token's: what is paper stays paper in the dark.
    """
    look = theme()
    ratio = _device_ratio()
    return _drawn(name, color or look.colors[token], look.px(px), _stroke_of(px), ratio)


def logo(px: int = 40) -> QPixmap:
    """Return the program's own mark, the same in both themes."""
    return _drawn("katai-logo", "", theme().px(px), "1.75", _device_ratio())


def _device_ratio() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


def _stroke_of(px: int) -> str:
    if px <= SMALL_PX:
        return "2"
    return "1.5" if px >= EMPTY_PX else "1.75"


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=1024)
def _drawn(name: str, color: str, px: int, stroke: str, ratio: float) -> QPixmap:
    text = _source(name).replace("currentColor", color).replace(_STROKE, f'stroke-width="{stroke}"')
    picture = QPixmap(QSize(px, px) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
