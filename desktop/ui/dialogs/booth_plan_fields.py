"""When the booth is open and how it should go: five choices, each made by the arrow keys."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.booth_pack import BoothPlan
from desktop.ui.formatting import day_text
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from datetime import date

_AHEAD_DAYS: Final = 21
_LONGEST: Final = 7
_HOURS: Final = 24
_PERCENTS: Final = (50, 100, 150, 200, 300, 500, 800)
_AS_USUAL: Final = _PERCENTS.index(100)


class BoothPlanFields(QWidget):
    """The choices.

    Signals:
        changed: another plan was chosen.
    """

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dates = tuple(today + timedelta(days=number) for number in range(_AHEAD_DAYS))
        hours = [f"{hour:02d}:00" for hour in range(_HOURS + 1)]
        self.first = self._choice("boothDay", self.tr("哪天"), [day_text(d) for d in self._dates])
        days = [self.tr("{n} 天").format(n=number) for number in range(1, _LONGEST + 1)]
        self.days = self._choice("boothDays", self.tr("几天"), days)
        self.opens = self._choice("boothFrom", self.tr("几点出摊"), hours[:-1])
        self.closes = self._choice("boothTo", self.tr("几点收摊"), hours[1:])
        self.closes.setCurrentIndex(_HOURS - 1)
        times = [self.tr("平时的 {n} 倍").format(n=f"{one / 100:g}") for one in _PERCENTS]
        times[_AS_USUAL] = self.tr("和平时一样")
        self.percent = self._choice("boothTimes", self.tr("预计卖多少"), times)
        self.percent.setCurrentIndex(_AS_USUAL)
        self._lay_out()
        for choice in self._choices():
            choice.currentIndexChanged.connect(self._tell)

    def plan(self) -> BoothPlan:
        """Return what is chosen."""
        return BoothPlan(
            first_on=self._dates[self.first.currentIndex()],
            days=self.days.currentIndex() + 1,
            from_hour=self.opens.currentIndex(),
            to_hour=self.closes.currentIndex() + 1,
            percent=_PERCENTS[self.percent.currentIndex()],
        )

    def _choices(self) -> tuple[ChoiceBox, ...]:
        return (self.first, self.days, self.opens, self.closes, self.percent)

    def _choice(self, name: str, label: str, words: list[str]) -> ChoiceBox:
        return ChoiceBox(words, name=name, accessible_name=label)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for choice in self._choices():
            label = PlainLabel(choice.accessibleName(), "table", "2")
            part = QWidget()
            part.setLayout(column(label, choice, spacing=4))
            row.addWidget(part, 2 if choice in (self.first, self.percent) else 1)

    @Slot()
    def _tell(self, _index: int = 0) -> None:
        self.changed.emit()
