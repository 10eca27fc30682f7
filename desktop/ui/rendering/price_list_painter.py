"""Draws a price list as one picture for a chat group: as high as it has lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from desktop.domain.paper_text import scrub
from desktop.ui.rendering.paper_fonts import ensure_fonts
from desktop.ui.rendering.poster_painter import font_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.broadcast import PriceGroup
    from desktop.domain.poster import PosterGoods

MOST_LINES: Final = 120
_WIDTH: Final = 1080
_SIDE: Final = 64.0
_HEAD: Final = 190.0
_HEADING: Final = 84.0
_ROW: Final = 66.0
_FOOT: Final = 96.0
_GROUND, _INK, _SOFT, _JADE, _RED = "#F6F3EA", "#13201B", "#8E8D85", "#0B6B50", "#B4431F"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def price_list_image(
    title: str, groups: Sequence[PriceGroup], stamp: str, contact: str = ""
) -> QImage:
    """Return a price list.

    Args:
        title: whose prices these are.
        groups: headings with goods; more than ``MOST_LINES`` goods are cut off.
        stamp: as of when, already in words.
        contact: how to find the shop.
    """
    ensure_fonts()
    shown = _cut(groups)
    height = _HEAD + _FOOT + sum(_HEADING + _ROW * len(goods) for _, goods in shown)
    image = QImage(QSize(_WIDTH, round(height)), QImage.Format.Format_RGB32)
    image.fill(QColor(_GROUND))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, _WIDTH, _HEAD), QColor(_JADE))
    _text(painter, QRectF(_SIDE, 36, _WIDTH - 2 * _SIDE, 80), title, 54, "#FFFFFF", is_bold=True)
    _text(painter, QRectF(_SIDE, 116, _WIDTH - 2 * _SIDE, 44), stamp, 28, "#CFE3DA")
    top = _HEAD
    for heading, goods in shown:
        box = QRectF(_SIDE, top + 14, _WIDTH - 2 * _SIDE, _HEADING - 14)
        _text(painter, box, heading, 32, _JADE, is_bold=True)
        top += _HEADING
        for one in goods:
            _draw_line(painter, QRectF(_SIDE, top, _WIDTH - 2 * _SIDE, _ROW), one)
            top += _ROW
    _text(painter, QRectF(_SIDE, top + 16, _WIDTH - 2 * _SIDE, 60), contact, 28, _SOFT)
    painter.end()
    return image


def _cut(groups: Sequence[PriceGroup]) -> list[tuple[str, tuple[PosterGoods, ...]]]:
    left, shown = MOST_LINES, []
    for group in groups:
        goods = tuple(group.goods)[:left]
        if goods:
            shown.append((group.heading, goods))
            left -= len(goods)
    return shown


def _draw_line(painter: QPainter, box: QRectF, goods: PosterGoods) -> None:
    now = f"¥{goods.now}"
    room = QFontMetricsF(font_of(36, is_bold=True)).horizontalAdvance(now) + 4
    _text(
        painter,
        QRectF(box.right() - room, box.top(), room, box.height()),
        now, 36, _RED, is_bold=True, align=_RIGHT,
    )  # fmt: skip
    left = box.adjusted(0, 0, -room - 20, 0)
    struck = goods.struck
    if struck is not None:
        words = str(struck)
        taken = QFontMetricsF(font_of(25)).horizontalAdvance(words)
        place = QRectF(left.right() - taken, box.top(), taken, box.height())
        _text(painter, place, words, 25, _SOFT, align=_RIGHT)
        middle = box.center().y() + 1
        painter.setPen(QPen(QColor(_SOFT), 2))
        painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
        left.setRight(place.left() - 14)
    _text(painter, left, goods.title, 31, _INK)
    painter.setPen(QPen(QColor("#DED8CA"), 2))
    painter.drawLine(box.bottomLeft(), box.bottomRight())


def _text(
    painter: QPainter,
    box: QRectF,
    text: str,
    pixels: float,
    color: str,
    *,
    is_bold: bool = False,
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    font = font_of(pixels, is_bold=is_bold)
    words = scrub(text).replace("￥", "¥")
    painter.setFont(font)
    painter.setPen(QColor(color))
    mode = Qt.TextElideMode.ElideRight
    painter.drawText(box, align, QFontMetricsF(font).elidedText(words, mode, box.width() + 1))
