"""Bars per hour and a month of closed days, painted; both are read and moved by keyboard."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.formatting import weekday_letter
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import CENTER, RIGHT, draw_dot, draw_text, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BASE: Final = 22
_AXIS: Final = 42
_SLOT_SHARE: Final = 0.64
_HEADROOM: Final = 1.1
_TICKS: Final = 3
_DAYS: Final = 7
_CELL: Final = 38
_CELL_GAP: Final = 2


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


@dataclass(frozen=True, slots=True)
class DayMark:
    """What is known of one day: closed, and with a difference or not."""

    is_different: bool
    text: str


class MonthCalendar(QWidget):
    """A month of days: a jade dot is closed, an amber one closed with a difference.

    Signals:
        chosen: the ``date`` clicked, or reached with the arrow keys and Enter.
    """

    chosen = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day, self._today = day, today
        self._marks: Mapping[date, DayMark] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speak()

    def set_month(self, day: date, today: date, marks: Mapping[date, DayMark]) -> None:
        """Show the month of ``day``, which is the chosen one."""
        self._day, self._today, self._marks = day, today, marks
        self.updateGeometry()
        self._speak()
        self.update()

    def day(self) -> date:
        """Return the chosen day."""
        return self._day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move within the month and never past today; Enter opens."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_DAYS,
            Qt.Key.Key_Down: _DAYS,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._move_to(self._day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the day."""
        for day in self._days():
            if self._cell(day).contains(event.position()) and day <= self._today:
                self._move_to(day)
                self.chosen.emit(day)

    def sizeHint(self) -> QSize:
        """Weekday names and the weeks of the month."""
        look = theme()
        weeks = len(calendar.monthcalendar(self._day.year, self._day.month))
        return QSize(
            look.px(_DAYS * (_CELL + _CELL_GAP)), look.px(22 + weeks * (_CELL + _CELL_GAP))
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, days and dots."""
        painter, look = QPainter(self), theme()
        monday = date(2024, 1, 1)
        for index in range(_DAYS):
            box = QRectF(index * self.width() / _DAYS, 0, self.width() / _DAYS, look.px(20))
            name = weekday_letter(monday + timedelta(days=index))
            draw_text(painter, box, name, pixels=12, token="text3", align=CENTER)
        for day in self._days():
            self._draw_day(painter, day)

    def _draw_day(self, painter: QPainter, day: date) -> None:
        look, cell = theme(), self._cell(day)
        is_on = day == self._day
        token = "on-accent" if is_on else "text" if day <= self._today else "text3"
        if is_on:
            rounded(painter, cell, look.px(6), fill="accent")
            if self.hasFocus():
                rounded(painter, cell, look.px(6), edge="text", width=2)
        elif day == self._today:
            rounded(painter, cell, look.px(6), edge="accent-line")
        words = QRectF(cell.left(), cell.top() + look.px(8), cell.width(), look.px(16))
        weight = 600 if is_on else 400
        draw_text(painter, words, str(day.day), pixels=12, weight=weight, token=token, align=CENTER)
        mark = self._marks.get(day)
        if mark is not None:
            dot = "on-accent" if is_on else "warn-dot" if mark.is_different else "accent"
            center = QPointF(cell.center().x(), words.bottom() + look.px(5))
            draw_dot(painter, center, look.px(5), dot)

    def _days(self) -> tuple[date, ...]:
        count = calendar.monthrange(self._day.year, self._day.month)[1]
        return tuple(self._day.replace(day=number) for number in range(1, count + 1))

    def _cell(self, day: date) -> QRectF:
        look = theme()
        offset = self._day.replace(day=1).weekday()
        week, weekday = divmod(offset + day.day - 1, _DAYS)
        slot = self.width() / _DAYS
        side = min(slot - look.px(_CELL_GAP), look.px(_CELL))
        box = QRectF(0, look.px(22) + week * look.px(_CELL + _CELL_GAP), side, look.px(_CELL))
        box.moveLeft(weekday * slot + (slot - side) / 2)
        return box

    def _move_to(self, day: date) -> None:
        is_here = (day.year, day.month) == (self._day.year, self._day.month)
        if is_here and day <= self._today:
            self._day = day
            self._speak()
            self.update()

    def _speak(self) -> None:
        mark = self._marks.get(self._day)
        self.setAccessibleName(f"{self._day:%Y-%m-%d} {mark.text if mark else ''}".strip())
