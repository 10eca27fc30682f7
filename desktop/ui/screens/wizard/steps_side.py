"""The rail-coloured left of the wizard: which of the six steps is now."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.icons import TEXT_PX, logo, pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import CENTER, draw_text, rounded

_WIDTH = 320
_LEFT = 28
_TOP = 124
_STEP = 60
_DISC = 28


class StepsSide(QWidget):
    """Painted; read out as one sentence."""

    def __init__(self, steps: tuple[tuple[str, str], ...], foot: str) -> None:
        super().__init__()
        self._steps, self._foot, self._current = steps, foot, 0
        self.setFixedWidth(theme().px(_WIDTH))
        self.set_current(0)

    def set_current(self, number: int) -> None:
        """Mark the step that is now; those before it are done."""
        self._current = number
        words = self.tr("第 {n} 步，共 {count} 步：{name}").format(
            n=number + 1, count=len(self._steps), name=self._steps[number][0]
        )
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark, steps and the line at the foot."""
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.color("rail"))
        left = look.px(_LEFT)
        painter.drawPixmap(QPointF(left, look.px(34)), logo(40))
        name = QRectF(left + look.px(52), look.px(32), self.width(), look.px(26))
        draw_text(painter, name, self.tr("卡台 Katai"), pixels=20, weight=600, token="rail-on")
        words = QRectF(left + look.px(52), look.px(58), self.width(), look.px(18))
        draw_text(painter, words, self.tr("卡商的收银台"), pixels=12, token="rail-text")
        for number in range(len(self._steps)):
            self._draw_step(painter, number)
        foot = QRectF(left, self.height() - look.px(60), self.width() - 2 * left, look.px(20))
        for row, text in enumerate(self._foot.split("\n")):
            line = foot.translated(0, row * look.px(18))
            draw_text(painter, line, text, pixels=12, token="rail-text")

    def _draw_step(self, painter: QPainter, number: int) -> None:
        look = theme()
        top = look.px(_TOP + number * _STEP)
        disc = QRectF(look.px(_LEFT), top, look.px(_DISC), look.px(_DISC))
        radius = disc.width() / 2
        is_done, is_now = number < self._current, number == self._current
        if is_done:
            rounded(painter, disc, radius, fill="accent")
            inset = (disc.width() - look.px(TEXT_PX)) / 2
            corner = disc.topLeft() + QPointF(inset, inset)
            painter.drawPixmap(corner, pixmap("check", "on-accent", TEXT_PX))
        else:
            fill = "rail-on" if is_now else ""
            rounded(painter, disc, radius, fill=fill, edge="" if is_now else "rail-text")
            ink = "rail" if is_now else "rail-text"
            text = str(number + 1)
            draw_text(painter, disc, text, pixels=12, weight=600, token=ink, align=CENTER)
        title, words = self._steps[number]
        box = QRectF(disc.right() + look.px(14), top - look.px(2), self.width(), look.px(20))
        token = "rail-on" if is_now else "rail-text"
        draw_text(painter, box, title, weight=600, token=token)
        below = box.translated(0, look.px(18))
        draw_text(painter, below, words, pixels=12, token="rail-text")
