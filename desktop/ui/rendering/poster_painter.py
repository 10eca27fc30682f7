"""Draws posters: flat shapes and bundled fonts, so that one looks the same on every machine.

Everything is measured in a design 1080 wide; a poster for paper is the same design, larger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPainter,
    QPainterPath,
    QPen,
)

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.paper_text import scrub
from desktop.domain.poster import Poster, PosterCoupon, PosterGoods, PosterSize, PosterStyle
from desktop.domain.qr_code import qr_code
from desktop.translating import translate
from desktop.ui.rendering.paper_fonts import CHINESE_FAMILY, ensure_fonts

_WIDTH: Final = 1080.0
_SIDE: Final = 72.0
_FOOTER: Final = 336.0
_HERO: Final = 640.0
_TALL_HERO: Final = 760.0
_PIXELS: Final = {
    PosterSize.GROUP: (1080, 1440),
    PosterSize.STORY: (1080, 1920),
    PosterSize.PAPER: (2480, 3508),
}
_COUPON: Final = 236.0
_ROW: Final = 68.0
_BETWEEN: Final = 24.0
_QR: Final = 188.0
_LARGEST_TITLE: Final = 124
_SMALLEST_TITLE: Final = 88
_TITLE_ROOM: Final = 590.0
_LARGEST_THICKENED: Final = 60
_THICKER: Final = 0.035
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Colors:
    """What each part of a poster is drawn in."""

    hero: str
    on_hero: str
    soft_on_hero: str
    ground: str
    text: str
    price: str
    footer: str
    on_footer: str


_JADE, _INK, _CREAM, _GOLD, _RED = "#0B6B50", "#13201B", "#F6F3EA", "#F0C14B", "#B4431F"
_WHITE = "#FFFFFF"
_LOOKS: Final = {
    PosterStyle.JADE: _Colors(_JADE, _WHITE, "#CFE3DA", _CREAM, _INK, _RED, _INK, _WHITE),
    PosterStyle.INK: _Colors(_INK, _WHITE, "#A5B5AD", "#1F2B26", "#F2F5F3", _GOLD, _JADE, _WHITE),
    PosterStyle.PAPER: _Colors(_CREAM, _INK, "#5A6660", "#E9E3D3", _INK, _RED, _RED, _WHITE),
}  # fmt: skip


def poster_image(poster: Poster, width: int | None = None) -> QImage:
    """Return a poster as a picture.

    Args:
        poster: what stands on it.
        width: in pixels; None for what its size asks for.

    Raises:
        BusinessRuleError: ``qr_too_long``.
    """
    ensure_fonts()
    whole_width, whole_height = _PIXELS[poster.size]
    width = width or whole_width
    height = round(whole_height * width / whole_width)
    image = QImage(QSize(width, height), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scale = width / _WIDTH
    painter.scale(scale, scale)
    _PosterPainter(painter, poster, height / scale).draw()
    painter.end()
    return image


def poster_png(poster: Poster) -> bytes:
    """Return a poster as a PNG file."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(poster_image(poster))
    return bytes(kept.data())


def font_of(pixels: float, *, is_bold: bool = False) -> QFont:
    """Return a font of a poster; figures stand under one another."""
    font = QFont()
    font.setFamilies(["Inter", CHINESE_FAMILY])
    font.setPixelSize(round(pixels))
    font.setBold(is_bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


class _PosterPainter:
    """Draws from the top down."""

    def __init__(self, painter: QPainter, poster: Poster, height: float) -> None:
        self._painter, self._poster, self._height = painter, poster, height
        self._look = _LOOKS[poster.style]
        self._hero = _TALL_HERO if poster.size is PosterSize.STORY else _HERO

    def draw(self) -> None:
        self._fill(QRectF(0, 0, _WIDTH, self._height), self._look.ground)
        self._fill(QRectF(0, 0, _WIDTH, self._hero), self._look.hero)
        self._draw_cards()
        self._draw_head()
        top = self._hero - 80
        if self._poster.coupons:
            self._draw_coupons(top)
            top += _COUPON + 30
        else:
            top = self._hero + 30
        self._draw_goods(top, self._height - _FOOTER - 20)
        self._draw_footer(self._height - _FOOTER)

    # Hero --------------------------------------------------------------------------------------

    def _draw_cards(self) -> None:
        """Three cards at the right edge: the trade at a glance."""
        for color, x, y, angle in (
            ("#0F7F5F", 770.0, 0.0, 14.0),
            (_GOLD, 712.0, 116.0, 3.0),
            (_CREAM, 664.0, 240.0, -7.0),
        ):
            self._painter.save()
            self._painter.translate(x, y)
            self._painter.rotate(angle)
            self._round(QRectF(0, 0, 470, 270), 32, color)
            if color == _CREAM:
                self._draw_front()
            self._painter.restore()

    def _draw_front(self) -> None:
        self._fill(QRectF(0, 58, 470, 46), _INK)
        self._round(QRectF(40, 142, 150, 18), 9, "#B9D9CC")
        self._round(QRectF(40, 178, 250, 18), 9, "#DED8CA")
        self._round(QRectF(328, 140, 58, 58), 29, _RED)

    def _draw_head(self) -> None:
        look = self._look
        self._round(QRectF(_SIDE, 72, 56, 56), 14, look.on_hero)
        self._painter.setPen(QPen(QColor(look.hero), 5))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(QRectF(_SIDE + 13, 88, 30, 24), 5, 5)
        self._fill(QRectF(_SIDE + 13, 95, 30, 5), look.hero)
        self._text(QRectF(_SIDE + 74, 72, 500, 56), self._poster.shop, 32, look.on_hero, bold=True)
        lines, pixels = title_lines(self._poster.title)
        top = 150.0 if len(lines) > 1 else 220.0
        for number, line in enumerate(lines):
            box = QRectF(_SIDE + 4, top + number * pixels * 1.13, _TITLE_ROOM, pixels * 1.13)
            self._text(box, line, pixels, look.on_hero, bold=True)
        below = top + len(lines) * pixels * 1.13 + 12
        self._text(
            QRectF(_SIDE + 4, below, _TITLE_ROOM, 60), self._poster.subtitle, 34, look.soft_on_hero
        )

    # Offers ------------------------------------------------------------------------------------

    def _draw_coupons(self, top: float) -> None:
        coupons = self._poster.coupons[:2]
        room = _WIDTH - 2 * _SIDE - _BETWEEN * (len(coupons) - 1)
        width = room / len(coupons)
        for number, coupon in enumerate(coupons):
            left = _SIDE + number * (width + _BETWEEN)
            self._draw_coupon(QRectF(left, top, width, _COUPON), coupon)

    def _draw_coupon(self, box: QRectF, coupon: PosterCoupon) -> None:
        tear = box.top() + 158
        shape = QPainterPath()
        shape.addRoundedRect(box, 28, 28)
        for x in (box.left(), box.right()):
            hole = QPainterPath()
            hole.addEllipse(QPointF(x, tear), 18, 18)
            shape = shape.subtracted(hole)
        self._painter.fillPath(shape, QColor(_WHITE))
        inner = box.adjusted(36, 0, -36, 0)
        self._text(
            QRectF(inner.left(), box.top() + 22, inner.width(), 52), coupon.head, 29, "#4B504D"
        )
        offer = QRectF(inner.left(), box.top() + 68, inner.width(), 84)
        self._text(offer, coupon.offer, 66, _RED, bold=True, shrinks=True)
        pen = QPen(QColor("#CFC9BB"), 2.5, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(inner.left(), tear), QPointF(inner.right(), tear))
        self._text(QRectF(inner.left(), tear + 12, inner.width(), 50), coupon.terms, 24, "#666A67")

    def _draw_goods(self, top: float, bottom: float) -> None:
        goods = self._poster.goods
        if not goods:
            return
        columns = 2 if len(goods) > 1 else 1
        rows = -(-len(goods) // columns)
        height = min(_ROW * 1.7, max(_ROW * 0.8, (bottom - top) / rows))
        top += max(0.0, (bottom - top - rows * height) / 2)
        width = (_WIDTH - 2 * _SIDE - _BETWEEN * (columns - 1)) / columns
        for number, one in enumerate(goods):
            column, row = divmod(number, rows)
            left = _SIDE + column * (width + _BETWEEN)
            self._draw_line(QRectF(left, top + row * height, width, height), one)

    def _draw_line(self, box: QRectF, goods: PosterGoods) -> None:
        look = self._look
        now = f"¥{goods.now}"
        room = QFontMetricsF(font_of(35, is_bold=True)).horizontalAdvance(now) + 6
        right = QRectF(box.right() - room, box.top(), room, box.height())
        self._text(right, now, 35, look.price, bold=True, align=_RIGHT)
        left = box.adjusted(0, 0, -room - 14, 0)
        struck = goods.struck
        if struck is not None:
            words = str(struck)
            taken = QFontMetricsF(font_of(23)).horizontalAdvance(words)
            place = QRectF(left.right() - taken, box.top(), taken, box.height())
            self._text(place, words, 23, "#8E8D85", align=_RIGHT)
            middle = box.center().y() + 1
            self._painter.setPen(QPen(QColor("#8E8D85"), 2))
            self._painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
            left.setRight(place.left() - 10)
        self._text(left, goods.title, 28, look.text)
        edge = QColor(look.text)
        edge.setAlpha(36)
        self._painter.setPen(QPen(edge, 2))
        self._painter.drawLine(box.bottomLeft(), box.bottomRight())

    # Footer ------------------------------------------------------------------------------------

    def _draw_footer(self, top: float) -> None:
        look, poster = self._look, self._poster
        self._fill(QRectF(0, top, _WIDTH, _FOOTER), look.footer)
        left = _SIDE
        if poster.code is not None:
            plate = QRectF(_SIDE, top + 52, _QR + 44, _QR + 44)
            self._round(plate, 24, _WHITE)
            self._draw_code(plate.adjusted(22, 22, -22, -22), poster.code.payload)
            left = plate.right() + 44
        room = _WIDTH - _SIDE - left
        self._text(QRectF(left, top + 56, room, 68), poster.call, 48, look.on_footer, bold=True)
        for number, line in enumerate(poster.lines[:2]):
            box = QRectF(left, top + 134 + number * 44, room, 44)
            self._text(box, line, 29, look.on_footer, alpha=200)
        self._draw_small_print(left, top + 240, room)

    def _draw_small_print(self, left: float, top: float, room: float) -> None:
        poster, look = self._poster, self._look
        if poster.referral_code:
            words = _said(
                QT_TRANSLATE_NOOP("broadcast", "推荐码 {code}"), code=poster.referral_code
            )
            width = QFontMetricsF(font_of(28, is_bold=True)).horizontalAdvance(words) + 36
            self._round(QRectF(left, top, width, 48), 12, "#263A32")
            self._text(QRectF(left + 18, top, width, 48), words, 28, _GOLD, bold=True)
            left, room = left + width + 16, room - width - 16
        parts = []
        if poster.until is not None:
            until = QT_TRANSLATE_NOOP("broadcast", "活动到 {day}")
            parts.append(_said(until, day=f"{poster.until:%m-%d}"))
        if poster.code is not None and poster.code.expires_on is not None:
            last = QT_TRANSLATE_NOOP("broadcast", "{label} {day} 前能扫")
            day = f"{poster.code.expires_on:%m-%d}"
            parts.append(_said(last, label=poster.code.label, day=day))
        self._text(QRectF(left, top, room, 48), " · ".join(parts), 25, look.on_footer, alpha=150)

    def _draw_code(self, box: QRectF, payload: str) -> None:
        rows = qr_code(payload).rows
        side = box.width() / len(rows)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for y, row in enumerate(rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    corner = QPointF(box.left() + x * side, box.top() + y * side)
                    self._fill(QRectF(corner.x(), corner.y(), side + 0.4, side + 0.4), "#000000")
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)

    # Shapes ------------------------------------------------------------------------------------

    def _fill(self, box: QRectF, color: str) -> None:
        self._painter.fillRect(box, QColor(color))

    def _round(self, box: QRectF, radius: float, color: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(color))
        self._painter.drawRoundedRect(box, radius, radius)

    def _text(
        self,
        box: QRectF,
        text: str,
        pixels: float,
        color: str,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = _LEFT,
        alpha: int = 255,
        shrinks: bool = False,
    ) -> None:
        words = _plain(text)
        if not words:
            return
        font = font_of(pixels, is_bold=bold)
        while shrinks and pixels > 24 and _width_of(font, words) > box.width():
            pixels -= 2
            font = font_of(pixels, is_bold=bold)
        ink = QColor(color)
        ink.setAlpha(alpha)
        self._painter.setFont(font)
        self._painter.setPen(ink)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
        if bold and pixels > _LARGEST_THICKENED:
            middle = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
            self._draw_thick(QPointF(box.left(), middle), shown, font, ink)
        else:
            self._painter.drawText(box, align, shown)

    def _draw_thick(self, start: QPointF, text: str, font: QFont, ink: QColor) -> None:
        """Draw letters as shapes: no bold Chinese font is here, and Qt thickens small ones only."""
        shape = QPainterPath()
        shape.addText(start, font, text)
        pen = QPen(ink, font.pixelSize() * _THICKER)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(ink)
        self._painter.drawPath(shape)


def title_lines(title: str) -> tuple[tuple[str, ...], int]:
    """Return a headline in one line or two, and how large it is set.

    A space is where its author breaks it; without one it shrinks first and is broken last.
    """
    ensure_fonts()
    words = _plain(title).split()
    if len(words) == 2:
        return _fitted(tuple(words))
    whole = " ".join(words)
    for pixels in range(_LARGEST_TITLE, _SMALLEST_TITLE - 1, -4):
        if _width_of(font_of(pixels, is_bold=True), whole) <= _TITLE_ROOM:
            return (whole,), pixels
    middle = -(-len(whole) // 2)
    return _fitted((whole[:middle].strip(), whole[middle:].strip()))


def _said(source: str, **values: str) -> str:
    return translate("broadcast", source).format(**values)


def _plain(text: str) -> str:
    """Return one line of text only, with the yen sign that a screen has and paper has not."""
    return scrub(text).replace("￥", "¥")


def _fitted(lines: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    for pixels in range(_LARGEST_TITLE, 40, -4):
        font = font_of(pixels, is_bold=True)
        if all(_width_of(font, line) <= _TITLE_ROOM for line in lines):
            return lines, pixels
    return lines, 40


def _width_of(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
