"""A month with its name, the way to the months beside it, and what the dots mean."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.day_close import CalendarState
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.labels import PlainLabel, StatusDot
from desktop.ui.widgets.month_calendar import DayMark, MonthCalendar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.day_close import CalendarDay

_DOTS: Final = {
    CalendarState.CLOSED: "accent",
    CalendarState.CLOSED_WITH_DIFFERENCE: "warn-dot",
}


class MonthPanel(QWidget):
    """One month of business dates.

    Args:
        today: the last date that can be opened.
        name: of the calendar, for style and tests.

    Signals:
        chosen: the ``date`` to open.
        turned: the first ``date`` of a month whose days are not told yet.
    """

    chosen = Signal(object)
    turned = Signal(object)

    def __init__(self, today: date, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = {
            CalendarState.CLOSED: self.tr("已日结"),
            CalendarState.CLOSED_WITH_DIFFERENCE: self.tr("有差额"),
            CalendarState.OPEN: self.tr("还没日结"),
            CalendarState.NOTHING: self.tr("没有营业"),
        }
        self.title = PlainLabel("", "strong")
        self.before = IconButton("chevron-left", self.tr("上个月"), "PgUp", is_ghost=True)
        self.after = IconButton("chevron-right", self.tr("下个月"), "PgDn", is_ghost=True)
        self.month = MonthCalendar(today, today)
        self.month.setObjectName(name)
        self.month.setAccessibleDescription(
            self.tr("方向键换日子，PgUp、PgDn 换月份，回车打开那一天")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._head())
        layout.addWidget(self.month)
        self._legend_row = self._legend()
        layout.addWidget(self._legend_row)
        layout.addStretch(1)
        self.before.clicked.connect(partial(self._turn, -1))
        self.after.clicked.connect(partial(self._turn, 1))
        self.month.chosen.connect(self.chosen)
        self.month.turned.connect(self._turned)
        self._name()

    def show_days(self, on: date, today: date, days: Iterable[CalendarDay]) -> None:
        """Open a date; the days are those of its month."""
        self.month.set_month(on, max(today, on), self._marks(days))
        self._name()

    def add_days(self, days: Iterable[CalendarDay]) -> None:
        """Tell the days of another month."""
        self.month.add_marks(self._marks(days))

    def _marks(self, days: Iterable[CalendarDay]) -> dict[date, DayMark]:
        return {day.on: DayMark(self._words[day.state], _DOTS.get(day.state, "")) for day in days}

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.title, 1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        return head

    def show_legend(self, *, is_shown: bool) -> None:
        """Say what the dots mean, or leave it to the words of each day."""
        self._legend_row.setVisible(is_shown)

    def _legend(self) -> QWidget:
        row = QWidget()
        legend = QHBoxLayout(row)
        legend.setContentsMargins(0, 0, 0, 0)
        legend.setSpacing(6)
        for state, token in _DOTS.items():
            legend.addWidget(StatusDot(token))
            legend.addWidget(PlainLabel(self._words[state], "caption"))
            legend.addSpacing(6)
        legend.addStretch(1)
        return row

    def _name(self) -> None:
        at = self.month.day()
        self.title.setText(self.tr("{year} 年 {month} 月").format(year=at.year, month=at.month))
        self.before.setEnabled(self.month.can_turn(-1))
        self.after.setEnabled(self.month.can_turn(1))

    def _turn(self, step: int) -> None:
        self.month.turn(step)

    @Slot(object)
    def _turned(self, first: date) -> None:
        self._name()
        self.turned.emit(first)
