"""The chart of 总览: hours of a day, dates of a week or month, months of a year; before: dashed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from desktop.domain.money import ZERO, Money
from desktop.domain.stretches import Period
from desktop.ui.formatting import HIDDEN, money_text, spoken_text, weekday_letter, weekday_text
from desktop.ui.screens.owner.stretch_words import name_before, name_now
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.trend_chart import LegendKey, TrendChart, TrendMark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.overview import Comparison, TrendPoint


class TrendPanel(Card):
    """The chart and its legend; a stretch before without a sale has no line.

    Signals:
        date_opened: a ``date`` of the chart; of a year the first date of a month.
    """

    date_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", " ", parent=parent)
        self._hides = self._is_present = self._was_open = False
        self._period = Period.MONTH
        self.now = LegendKey("c1", is_dashed=False)
        self.before = LegendKey("info", is_dashed=True)
        self.head.addWidget(self.now)
        self.head.addWidget(self.before)
        self.chart = TrendChart()
        self.chart.setObjectName("ownerTrend")
        self.body.addWidget(self.chart, 1)
        self._points: tuple[TrendPoint, ...] = ()
        self.chart.opened.connect(self._open)

    def show_trend(
        self,
        points: tuple[TrendPoint, ...],
        compared: Comparison,
        period: Period,
        *,
        is_present: bool,
        hides: bool,
    ) -> None:
        """Show a stretch beside the one before."""
        self._points, self._was_open = points, bool(compared.before.sales)
        self._period, self._is_present, self._hides = period, is_present, hides
        titles = {Period.DAY: self.tr("每小时销售额"), Period.YEAR: self.tr("每月销售额")}
        self.title.setText(titles.get(period, self.tr("每日销售额")))
        now, before = (
            name_now(period, is_present=is_present),
            name_before(period, is_present=is_present),
        )
        self.now.set_text(now)
        self.before.set_text(before)
        self.before.setVisible(self._was_open)
        said = [self.title.text(), f"{now} {self._shown(compared.now.net)}"]
        if self._was_open:
            said.append(f"{before} {self._shown(compared.before.net)}")
        self.chart.set_marks(map(self._mark, points), spoken_text(said), hides=hides)

    @Slot(int)
    def _open(self, place: int) -> None:
        at = self._points[place].at
        if isinstance(at, date):
            self.date_opened.emit(at)

    def _mark(self, point: TrendPoint) -> TrendMark:
        before = name_before(self._period, is_present=self._is_present)
        said = [f"{self._place(point.at)} · {self._shown(point.net or ZERO)}"]
        if point.net is None:
            said = [self._place(point.at)]
        earlier = point.before if self._was_open else None
        if earlier is not None:
            said.append(f"{before} {self._shown(earlier)}")
        return TrendMark(self._label(point.at), _yuan(point.net), _yuan(earlier), spoken_text(said))

    def _label(self, at: int | date) -> str:
        if not isinstance(at, date):
            return str(at)
        if self._period is Period.YEAR:
            return self.tr("{month} 月").format(month=at.month)
        return weekday_letter(at) if self._period is Period.WEEK else str(at.day)

    def _place(self, at: int | date) -> str:
        if isinstance(at, date) and self._period is Period.YEAR:
            return self.tr("{year} 年 {month} 月").format(year=at.year, month=at.month)
        if isinstance(at, date):
            return f"{at:%m-%d} {weekday_text(at)}"
        return self.tr("{hour} 点").format(hour=at)

    def _shown(self, amount: Money) -> str:
        return HIDDEN if self._hides else money_text(amount)


def _yuan(amount: Money | None) -> float | None:
    return None if amount is None else amount.fen / 100
