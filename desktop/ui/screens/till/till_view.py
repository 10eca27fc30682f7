"""What the till page shows of one day, read off the window's thread in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.day_close import CloseStep
from desktop.domain.permissions import Action, Actor, Grant, grant_for

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.day_close import CalendarDay, DayCloseState, Difference
    from desktop.domain.day_report import DayReport, SalesFigures
    from desktop.domain.money import Money
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.day_close import DayClose
    from desktop.services.reporting import Reporting
    from desktop.services.shifts import Shifts


WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TillView:
    """One day as one person may see it.

    Attributes:
        report: None while its sums may not be on the screen.
        look: what 中途查看 may show: the report for those who may see sums, else None.
        sale_count, item_count: always known: counts tell nobody what should be in the drawer.
        differences: empty until everything is counted.
        sees_costs: whether profit and balances may be shown.
        week_before: what the same weekday of the week before sold.
        closing_date: the day that is closed next.
    """

    on: date
    today: date
    closing_date: date
    state: DayCloseState
    report: DayReport | None
    look: DayReport | None
    sale_count: int
    item_count: int
    tender_counts: tuple[tuple[str, int], ...]
    account_count: int
    differences: tuple[Difference, ...]
    sees_costs: bool
    month: tuple[CalendarDay, ...]
    shift: ShiftSnapshot | None
    preset_float: Money
    week_before: SalesFigures

    @property
    def can_close(self) -> bool:
        """Whether this day is the one to be closed now."""
        return self.on == self.closing_date and not self.state.is_closed


class TillReading:
    """Reads a ``TillView``."""

    def __init__(self, day_close: DayClose, shifts: Shifts, reporting: Reporting) -> None:
        self._day_close = day_close
        self._shifts = shifts
        self._reporting = reporting

    def read(self, actor: Actor, wanted: date | None) -> TillView:
        """Return a day; the one to be closed by default."""
        closing, today = self._day_close.closing_date(), self._shifts.business_date_now()
        on = wanted or closing
        state = self._day_close.state(on)
        report = self._reporting.day_report(on)
        is_counted = {CloseStep.CASH, CloseStep.CODES} <= state.done
        sees_sums = self._day_close.can_see_sums(actor, on)
        is_compared = is_counted and not state.is_closed
        return TillView(
            on=on,
            today=today,
            closing_date=closing,
            state=state,
            report=None if state.hides_sums else report,
            look=report if sees_sums else None,
            sale_count=report.sales.count,
            item_count=report.sales.items,
            tender_counts=tuple((entry.method, entry.count) for entry in report.tenders),
            account_count=len(report.platforms),
            differences=self._day_close.differences(on) if is_compared else (),
            sees_costs=grant_for(actor.role, Action.VIEW_COSTS) is Grant.ALLOWED,
            month=self._day_close.calendar(on.year, on.month),
            shift=self._shifts.current(),
            preset_float=self._shifts.preset_float(),
            week_before=self._reporting.sales_of(on - WEEK),
        )
