"""Strokes that several painted widgets and delegates share: text, badges, key caps, rounded boxes.

Nothing here keeps state; colours and sizes come from ``theme()`` at every call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.ui.icons import BADGE_PX, pixmap
from desktop.ui.theme import Tone, theme

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER: Final = Qt.AlignmentFlag.AlignCenter

_SINGLE_LINE: Final = int(Qt.TextFlag.TextSingleLine)

BADGE_HEIGHT: Final = 20
KEY_CAP_HEIGHT: Final = 18


@dataclass(frozen=True, slots=True)
class BadgeText:
    """A badge as a value: what a delegate or a ``Badge`` draws.

    Attributes:
        text: the word; a badge never speaks by colour alone.
        tone: the colour.
        icon: Lucide name, or empty.
    """

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


def draw_text(
    painter: QPainter,
    box: QRectF,
    text: str,
    *,
    pixels: float = 14,
    weight: int = 400,
    token: str = "text",
    align: Qt.AlignmentFlag = LEFT,
    is_secret: bool = False,
) -> float:
    """Draw one line, elided to the box; returns the width it took.

    The text is data: it is never read as rich text or as a mnemonic.
    """
    look = theme()
    font = look.font(pixels, weight, is_secret=is_secret)
    shown = text.replace("\n", " ")
    width = look.text_width(shown, pixels, weight, is_secret=is_secret)
    if width > box.width() + 0.5:
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, box.width())
        width = metrics.horizontalAdvance(shown)
    painter.setFont(font)
    painter.setPen(look.color(token))
    painter.drawText(box, int(align) | _SINGLE_LINE, shown)
    return width


def text_width(text: str, pixels: float, weight: int = 400) -> float:
    """Return how wide a line is in the application font."""
    return theme().text_width(text, pixels, weight)


def rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    *,
    fill: str = "",
    edge: str = "",
    width: float = 1,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose border lies inside ``box``; empty tokens draw nothing."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme().color(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme().color(edge), width, style))
        box = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, radius, radius)


def badge_width(badge: BadgeText) -> float:
    """Return the width ``draw_badge`` takes."""
    look = theme()
    icon = look.px(BADGE_PX + 4) if badge.icon else 0
    return text_width(badge.text, 12) + icon + look.px(12)


def draw_badge(
    painter: QPainter, left: float, middle: float, badge: BadgeText, *, fill: str = ""
) -> float:
    """Draw a badge from ``left``, centred on ``middle``; returns its width.

    ``fill`` replaces the tint on a selected row, where a badge stands on ``surface``.
    """
    look = theme()
    width, height = badge_width(badge), look.px(BADGE_HEIGHT)
    box = QRectF(left, middle - height / 2, width, height)
    edge = "line2" if badge.tone is Tone.OUTLINE else ""
    ground = "" if badge.tone is Tone.OUTLINE else fill or badge.tone.tint
    rounded(painter, box, look.px(6), fill=ground, edge=edge)
    x = left + look.px(6)
    if badge.icon:
        picture = pixmap(badge.icon, badge.tone.ink, BADGE_PX)
        painter.drawPixmap(QPointF(x, middle - look.px(BADGE_PX) / 2), picture)
        x += look.px(BADGE_PX + 4)
    inner = QRectF(x, box.top(), box.right() - x, height)
    draw_text(painter, inner, badge.text, pixels=12, token=badge.tone.ink)
    return width


def key_cap_width(text: str) -> float:
    """Return the width of a key cap, at least 20 px."""
    look = theme()
    return max(look.px(20), text_width(text, 11, 600) + look.px(12))


def draw_key_cap(
    painter: QPainter, left: float, middle: float, text: str, *, ink: str = ""
) -> float:
    """Draw a key cap; with ``ink`` it is transparent in that colour, as on a filled button."""
    look = theme()
    width, height = key_cap_width(text), look.px(KEY_CAP_HEIGHT)
    box = QRectF(left, middle - height / 2, width, height)
    rounded(painter, box, look.px(4), fill="" if ink else "sunken", edge=ink or "line2")
    draw_text(painter, box, text, pixels=11, weight=600, token=ink or "text2", align=CENTER)
    return width


def draw_triangle(painter: QPainter, center: QPointF, token: str, *, is_up: bool) -> None:
    """Draw an 8×6 px triangle: the bundled fonts have no ▲ ▼."""
    look = theme()
    half, rise = look.px(4), look.px(3) * (-1 if is_up else 1)
    path = QPainterPath(QPointF(center.x() - half, center.y() - rise))
    path.lineTo(center.x() + half, center.y() - rise)
    path.lineTo(center.x(), center.y() + rise)
    path.closeSubpath()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, look.color(token))


def draw_dot(painter: QPainter, center: QPointF, diameter: float, token: str) -> None:
    """Draw a filled dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color(token))
    painter.drawEllipse(center, diameter / 2, diameter / 2)


def secret_font(pixels: float, weight: int = 600) -> QFont:
    """Return the fixed-width font of secrets and order numbers."""
    return theme().font(pixels, weight, is_secret=True)
