"""The dark column of the wizard: mark and steps, done, current and to come."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.icons import logo, pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import CENTER, draw_text, rounded

WIDTH: Final = 320
_LEFT: Final = 28
_FIRST: Final = 124
_ROW: Final = 60
_MARK: Final = 28


class StepRail(QWidget):
    """Shows where the first run stands."""

    def __init__(self, steps: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._current = 0
        self.setFixedWidth(theme().px(WIDTH))

    def set_current(self, number: int) -> None:
        """Mark the steps before as done."""
        self._current = number
        self.setAccessibleName(self._steps[number][0])
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark, name and steps."""
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.color("rail"))
        left, text_left = look.px(_LEFT), look.px(80)
        painter.drawPixmap(QPointF(left, look.px(34)), logo(40))
        name = QRectF(text_left, look.px(32), self.width() - text_left, look.px(28))
        draw_text(painter, name, "卡台 Katai", pixels=20, weight=600, token="rail-on")
        below = QRectF(text_left, look.px(58), self.width() - text_left, look.px(20))
        draw_text(painter, below, self.tr("卡商的收银台"), pixels=12, token="rail-text")
        for number in range(len(self._steps)):
            self._draw_step(painter, number)

    def _draw_step(self, painter: QPainter, number: int) -> None:
        look = theme()
        top = look.px(_FIRST + _ROW * number)
        title, caption = self._steps[number]
        mark = QRectF(look.px(_LEFT), top, look.px(_MARK), look.px(_MARK))
        is_done, is_current = number < self._current, number == self._current
        fill = "accent" if is_done else "rail-on" if is_current else "rail"
        rounded(painter, mark, mark.width() / 2, fill=fill, edge="" if is_done else "rail-line")
        if is_done:
            inset = (mark.width() - look.px(16)) / 2
            spot = QPointF(mark.left() + inset, mark.top() + inset)
            painter.drawPixmap(spot, pixmap("check", "on-accent", 16))
        else:
            token = "rail" if is_current else "rail-text"
            draw_text(
                painter, mark, str(number + 1), pixels=13, weight=600, token=token, align=CENTER
            )
        left = look.px(70)
        words = QRectF(left, top - look.px(2), self.width() - left, look.px(20))
        token = "rail-on" if is_current else "rail-text"
        draw_text(painter, words, title, pixels=14, weight=600, token=token)
        caption_place = words.translated(0, look.px(19))
        draw_text(painter, caption_place, caption, pixels=12, token="rail-text")
