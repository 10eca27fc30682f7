"""The dark left side of lock screen, wizard and passphrase page: mark, shop, clock, quiet lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.icons import DEFAULT_PX, logo, pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import draw_text, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable

MARGIN: Final = 52
_LOGO: Final = 40
_TOP: Final = 44
_CLOCK: Final = 88
_LINE: Final = 32


class DarkSide(QWidget):
    """Rail-coloured whatever the theme; no totals, no secrets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shop = ""
        self._clock = ""
        self._day = ""
        self._lines: tuple[tuple[str, str], ...] = ()

    def set_shop(self, name: str) -> None:
        """Show whose till this is."""
        self._shop = name
        self.update()

    def set_clock(self, clock: str, day: str) -> None:
        """Show time and day."""
        if (clock, day) != (self._clock, self._day):
            self._clock, self._day = clock, day
            self.setAccessibleName(f"{clock} {day}")
            self.update()

    def set_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Show quiet lines at the foot: icon and words."""
        self._lines = tuple(lines)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw everything; the widths follow the window."""
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.color("rail"))
        self._draw_head(painter)
        left, width = look.px(MARGIN), self.width() - 2 * look.px(MARGIN)
        middle = self.height() / 2 - look.px(34)
        clock = QRectF(left, middle - look.px(60), width, look.px(120))
        draw_text(painter, clock, self._clock, pixels=_CLOCK, weight=700, token="rail-on")
        day = QRectF(left, clock.bottom() - look.px(6), width, look.px(28))
        draw_text(painter, day, self._day, pixels=16, token="rail-text")
        bottom = self.height() - look.px(38) - look.px(_LINE) * len(self._lines)
        for number, (icon, words) in enumerate(self._lines):
            row = QRectF(left, bottom + number * look.px(_LINE), width, look.px(_LINE))
            corner = QPointF(left, row.center().y() - look.px(DEFAULT_PX) / 2)
            painter.drawPixmap(corner, pixmap(icon, "rail-text", DEFAULT_PX))
            row.setLeft(left + look.px(26))
            draw_text(painter, row, words, token="rail-text")

    def _draw_head(self, painter: QPainter) -> None:
        look = theme()
        left, top, side = look.px(MARGIN), look.px(_TOP), look.px(_LOGO)
        painter.drawPixmap(QPointF(left, top), logo(_LOGO))
        name = self.tr("卡台 Katai")
        box = QRectF(left + side + look.px(12), top, self.width() - left - side, side)
        draw_text(painter, box, name, pixels=20, weight=600, token="rail-on")
        box.setLeft(box.left() + text_width(name, 20, 600) + look.px(14))
        box.setRight(self.width() - look.px(12))
        draw_text(painter, box, self._shop, token="rail-text")
