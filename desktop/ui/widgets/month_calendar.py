"""A month of days, painted; read and moved by keyboard, from month to month."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui.formatting import day_text, spoken_text, weekday_letter
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import CENTER, draw_dot, draw_text, rounded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QHelpEvent

_DAYS: Final = 7
_CELL: Final = 38
_CELL_GAP: Final = 2
_HEAD: Final = 22
_FIRST_YEAR: Final = 2000
"""No shop has days before it."""
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_DAYS,
    Qt.Key.Key_Down: _DAYS,
}
_TURNS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_KEPT: Final = ("Left", "Right", "Up", "Down", "PgUp", "PgDown", "Home", "End", "Return")


@dataclass(frozen=True, slots=True)
class DayMark:
    """What is known of one day.

    Attributes:
        text: what is said of it.
        dot: the colour of its dot; empty for none.
    """

    text: str
    dot: str = ""


class MonthCalendar(QWidget):
    """A month of days: a jade dot is closed, an amber one closed with a difference.

    One day is open; the caret walks from it with the arrow keys, into other months too, and opens
    where Enter is pressed. A day to come is not reached.

    Signals:
        chosen: the ``date`` clicked, or reached with the arrow keys and Enter.
        turned: the first ``date`` of a month that came into sight and may lack its marks.
    """

    chosen = Signal(object)
    turned = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = self._at = day
        self._today = today
        self._marks: dict[date, DayMark] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("keepsKeys", _KEPT)
        self._speak()

    def set_month(self, day: date, today: date, marks: Mapping[date, DayMark]) -> None:
        """Open a day; the same one again leaves the caret in the month it walked to."""
        if day != self._day:
            self._at = day
        self._day, self._today = day, today
        self.add_marks(marks)
        self.updateGeometry()

    def add_marks(self, marks: Mapping[date, DayMark]) -> None:
        """Tell more days, or others of them."""
        self._marks.update(marks)
        self._speak()
        self.update()

    def day(self) -> date:
        """Return the day of the caret."""
        return self._at

    def opened_day(self) -> date:
        """Return the day that is open."""
        return self._day

    def can_turn(self, step: int) -> bool:
        """Whether there is a month before (-1) or after (1) to look at."""
        first = _first_beside(self._at, step)
        return date(_FIRST_YEAR, 1, 1) <= first <= self._today

    def turn(self, step: int) -> None:
        """Show the month before (-1) or after (1), with the caret on the same day of it."""
        if self.can_turn(step):
            first = _first_beside(self._at, step)
            last = calendar.monthrange(first.year, first.month)[1]
            self._move_to(first.replace(day=min(self._at.day, last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by days and weeks, PgUp and PgDn by months; never past today. Enter opens."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move_to(self._at + timedelta(days=_STEPS[key]))
        elif key in _TURNS:
            self.turn(_TURNS[key])
        elif key == Qt.Key.Key_Home:
            self._move_to(self._at.replace(day=1))
        elif key == Qt.Key.Key_End:
            self._move_to(self._days()[-1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the day."""
        day = self._day_at(event.position())
        if day is not None and day <= self._today:
            self._move_to(day)
            self.chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        """What a dot means is told where the mouse rests."""
        if event.type() is QEvent.Type.ToolTip:
            help_event: QHelpEvent = event  # type: ignore[assignment]
            day = self._day_at(QPointF(help_event.pos()))
            QToolTip.showText(help_event.globalPos(), "" if day is None else self._words(day), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Weekday names and the weeks of the month."""
        look = theme()
        weeks = len(calendar.monthcalendar(self._at.year, self._at.month))
        return QSize(
            look.px(_DAYS * (_CELL + _CELL_GAP)), look.px(_HEAD + weeks * (_CELL + _CELL_GAP))
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
        is_on, has_caret = day == self._day, day == self._at and self.hasFocus()
        token = "on-accent" if is_on else "text" if day <= self._today else "text3"
        if is_on:
            rounded(painter, cell, look.px(6), fill="accent")
        elif day == self._today:
            rounded(painter, cell, look.px(6), edge="accent-line")
        if has_caret:
            rounded(painter, cell, look.px(6), edge="text" if is_on else "accent", width=2)
        words = QRectF(cell.left(), cell.top() + look.px(8), cell.width(), look.px(16))
        weight = 600 if is_on else 400
        draw_text(painter, words, str(day.day), pixels=12, weight=weight, token=token, align=CENTER)
        mark = self._marks.get(day)
        if mark is not None and mark.dot:
            center = QPointF(cell.center().x(), words.bottom() + look.px(5))
            draw_dot(painter, center, look.px(5), "on-accent" if is_on else mark.dot)

    def _days(self) -> tuple[date, ...]:
        count = calendar.monthrange(self._at.year, self._at.month)[1]
        return tuple(self._at.replace(day=number) for number in range(1, count + 1))

    def _day_at(self, point: QPointF) -> date | None:
        return next((day for day in self._days() if self._cell(day).contains(point)), None)

    def _cell(self, day: date) -> QRectF:
        look = theme()
        offset = day.replace(day=1).weekday()
        week, weekday = divmod(offset + day.day - 1, _DAYS)
        slot = self.width() / _DAYS
        side = min(slot - look.px(_CELL_GAP), look.px(_CELL))
        box = QRectF(0, look.px(_HEAD) + week * look.px(_CELL + _CELL_GAP), side, look.px(_CELL))
        box.moveLeft(weekday * slot + (slot - side) / 2)
        return box

    def _move_to(self, day: date) -> None:
        day = min(day, self._today)
        if day.year < _FIRST_YEAR:
            return
        is_here = (day.year, day.month) == (self._at.year, self._at.month)
        self._at = day
        self._speak()
        self.update()
        if not is_here:
            self.updateGeometry()
            self.turned.emit(day.replace(day=1))

    def _words(self, day: date) -> str:
        mark = self._marks.get(day)
        return spoken_text([day_text(day), mark.text] if mark is not None else [day_text(day)])

    def _speak(self) -> None:
        self.setAccessibleName(self._words(self._at))


def _first_beside(day: date, step: int) -> date:
    """Return the first date of the month before (-1) or after (1)."""
    index = day.year * 12 + day.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)
