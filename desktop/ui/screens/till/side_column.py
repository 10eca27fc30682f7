"""The right column of the till page: the month, what sold best, what is open, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.day_close import CalendarState
from desktop.ui.formatting import amount_text, pieces_text
from desktop.ui.screens.till.left_panels import Fact, FactRows
from desktop.ui.screens.till.till_texts import open_items_text
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.charts import DayMark, MonthCalendar
from desktop.ui.widgets.labels import PlainLabel, StatusDot

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.day_close import CalendarDay
    from desktop.domain.day_report import DayReport
    from desktop.ui.screens.till.till_view import TillView

_MOST = 5


class SideColumn(QWidget):
    """Month, best sellers, open items.

    Signals:
        day_chosen: a day of the month.
    """

    day_chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MonthCalendar(today, today)
        self.month.setObjectName("closeCalendar")
        self.best = FactRows()
        self._later = EmptyState("eye-off", self.tr("输完再看"))
        self.open_words = PlainLabel("", "bodyStrong", "warn", wraps=True)
        self.signatures = FactRows()
        self._month_card = Card(" ", " ")
        self._build_month()
        self._best_card = Card(self.tr("卖得最多"))
        self._best_card.set_flush()
        self._best_card.body.addWidget(self.best)
        self._best_card.body.addWidget(self._later)
        self._best_card.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._month_card)
        layout.addWidget(self._best_card, 1)
        layout.addWidget(self._build_open())
        self.month.chosen.connect(self.day_chosen)

    def show_view(self, view: TillView, report: DayReport | None) -> None:
        """Show month, best sellers and open items of a day."""
        self._month_card.title.setText(
            self.tr("{year} 年 {month} 月").format(year=view.on.year, month=view.on.month)
        )
        marks = {day.on: mark for day in view.month if (mark := self._mark_of(day)) is not None}
        self.month.set_month(view.on, max(view.today, view.on), marks)
        self.best.setVisible(report is not None)
        self._later.setVisible(report is None)
        best = () if report is None else report.best_sellers[:_MOST]
        self.best.set_facts(
            Fact(
                self.tr("{n}  {name} · {pieces}").format(
                    n=number, name=each.name, pieces=pieces_text(each.count)
                ),
                amount_text(each.net),
            )
            for number, each in enumerate(best, start=1)
        )
        items = view.state.open_items
        self.open_words.setText(open_items_text(items))
        self.open_words.set_tone("3" if items.is_empty else "warn")

    def _mark_of(self, day: CalendarDay) -> DayMark | None:
        if day.state is CalendarState.CLOSED:
            return DayMark(is_different=False, text=self.tr("已日结"))
        if day.state is CalendarState.CLOSED_WITH_DIFFERENCE:
            return DayMark(is_different=True, text=self.tr("有差额"))
        return None

    def _build_month(self) -> None:
        for token, words in (("accent", self.tr("已日结")), ("warn-dot", self.tr("有差额"))):
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(StatusDot(token))
            row.addWidget(PlainLabel(words, "caption"))
            self._month_card.head.addLayout(row)
        self._month_card.body.addWidget(self.month)

    def _build_open(self) -> Card:
        card = Card()
        card.body.addWidget(PlainLabel(self.tr("未结事项"), "table", "2"))
        card.body.addWidget(self.open_words)
        words = self.tr("可以日结。之后的结果记到下一天，写明原单。")
        card.body.addWidget(PlainLabel(words, "caption", wraps=True))
        self.signatures.set_flush()
        card.body.addWidget(self.signatures)
        return card
