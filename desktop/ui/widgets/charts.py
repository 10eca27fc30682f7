"""Bars per hour, painted; read and moved by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.painting import CENTER, RIGHT, draw_text, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

_BASE: Final = 22
_AXIS: Final = 42
_SLOT_SHARE: Final = 0.64
_HEADROOM: Final = 1.1
_TICKS: Final = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands below it, how high, and its value in words."""

    label: str
    value: float
    text: str


class BarChart(QWidget):
    """Bars over a base line; the highest in the main colour. ←→ move a readout.

    Args:
        summary: one sentence that says what the picture shows.
    """

    def __init__(
        self, bars: Iterable[Bar] = (), summary: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)
        self.set_bars(bars, summary)

    def set_bars(self, bars: Iterable[Bar], summary: str = "") -> None:
        """Show other values."""
        self._bars = tuple(bars)
        self._at = -1
        self.setAccessibleName(summary)
        self.update()

    def readout(self) -> str:
        """Return the words of the bar that ←→ reached, or nothing."""
        if 0 <= self._at < len(self._bars):
            bar = self._bars[self._at]
            return f"{bar.label} · {bar.text}"
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the readout."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            super().keyPressEvent(event)
            return
        last = len(self._bars) - 1
        self._at = (
            min(max(self._at + step, 0), last) if self._at >= 0 else (0 if step > 0 else last)
        )
        self.setAccessibleDescription(self.readout())
        self.update()

    def sizeHint(self) -> QSize:
        """Some room."""
        return QSize(420, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw grid, bars, labels, readout."""
        painter, look = QPainter(self), theme()
        if not self._bars:
            return
        highest = max(bar.value for bar in self._bars)
        top = (highest or 1) * _HEADROOM
        floor = self.height() - look.px(_BASE)
        left = look.px(_AXIS)
        self._draw_grid(painter, left, floor, top)
        slot = (self.width() - left) / len(self._bars)
        for index, bar in enumerate(self._bars):
            height = floor * bar.value / top
            x = left + index * slot + slot * (1 - _SLOT_SHARE) / 2
            box = QRectF(x, floor - height, slot * _SLOT_SHARE, height)
            is_main = bar.value == highest if self._at < 0 else index == self._at
            rounded(painter, box, min(3, height / 2), fill="c1" if is_main else "c2")
            label = QRectF(left + index * slot, floor + 2, slot, look.px(_BASE) - 2)
            draw_text(painter, label, bar.label, pixels=11, token="text3", align=CENTER)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(look.color("line2"), 1))
        painter.drawLine(int(left), int(floor), self.width(), int(floor))
        self._draw_readout(painter)

    def _draw_grid(self, painter: QPainter, left: int, floor: float, top: float) -> None:
        look = theme()
        for tick in _ticks(top):
            y = floor * (1 - tick / top)
            if tick:
                painter.setPen(QPen(look.color("grid"), 1))
                painter.drawLine(left, round(y), self.width(), round(y))
            words = QRectF(0, max(0, y - 8), left - look.px(8), 16)
            draw_text(painter, words, f"{tick:,.0f}", pixels=11, token="text3", align=RIGHT)

    def _draw_readout(self, painter: QPainter) -> None:
        words = self.readout()
        if words:
            box = QRectF(0, 0, self.width(), theme().px(18))
            draw_text(painter, box, words, pixels=12, weight=600, align=RIGHT)
        if self.hasFocus():
            rounded(painter, QRectF(self.rect()), theme().px(8), edge="accent", width=2)


def _ticks(top: float) -> tuple[float, ...]:
    """Return at most three round values from zero up."""
    step = 1.0
    while top / step >= _TICKS:
        for factor in (2, 2.5, 2):
            step *= factor
            if top / step < _TICKS:
                break
    count = int(top / step)
    return tuple(step * index for index in range(count + 1))
