"""挑一天: a month of business dates to open one of, from the keyboard or by a click."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from desktop.ui.widgets.month_panel import MonthPanel
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desktop.services.day_close import DayClose
    from desktop.ui.screen import WindowContext


class PickDaySheet(Sheet):
    """Shows which days were closed, and opens the one that is chosen.

    Args:
        context: the window.
        day_close: knows the state of every day.
        on: the day that is open now.
        today: the last one that can be opened.

    Signals:
        picked: the ``date``.
    """

    picked = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        day_close: DayClose,
        on: date,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon="calendar-days", name="pickDaySheet", parent=parent)
        self.set_title(self.tr("打开哪一天"))
        self._context, self._day_close = context, day_close
        self.panel = MonthPanel(today, "dayPicker")
        self.panel.show_days(on, today, ())
        self.body.addWidget(self.panel)
        self.add_cancel(self.tr("不打开"))
        self.set_first_focus(self.panel.month)
        self.panel.chosen.connect(self._choose)
        self.panel.turned.connect(self._read)
        self._read(on)

    @Slot(object)
    def _read(self, first: date) -> None:
        work = partial(self._day_close.calendar, first.year, first.month)
        self._context.operations.run_query(self, work, self.panel.add_days)

    @Slot(object)
    def _choose(self, day: date) -> None:
        self.close_sheet()
        self.picked.emit(day)
