"""总览: what the shop brought, where the money is, and what the owner has to look at."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.changes import Topic
from desktop.domain.stretches import Period, last_date_of, step_from
from desktop.services.report_exporting import ENDINGS
from desktop.ui.background import Lane
from desktop.ui.dialogs.capital_dialog import CapitalSheet
from desktop.ui.dialogs.pick_day_dialog import PickDaySheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.owner.funds_panel import FundsPanel
from desktop.ui.screens.owner.key_figures import key_figures, range_text
from desktop.ui.screens.owner.owner_view import OwnerView
from desktop.ui.screens.owner.ranking_panel import RankingPanel
from desktop.ui.screens.owner.review_panel import ReviewPanel
from desktop.ui.screens.owner.trend_panel import TrendPanel
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import IconButton, Segmented, make_button
from desktop.ui.widgets.cards import SummaryStrip
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from datetime import date, timedelta
    from pathlib import Path

    from desktop.domain.permissions import Actor
    from desktop.domain.review import ReviewItem, Verdict
    from desktop.services.day_close import DayClose
    from desktop.services.funds import FundsDesk
    from desktop.services.overview import Overview, RankedBy, RankedLine, Stretch
    from desktop.services.report_exporting import ReportExporting
    from desktop.services.review import Review

_PERIODS: Final = (Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR)
_FUNDS_WIDTH: Final = 360
_RANKING_WIDTH: Final = 356
_STRIP_HEIGHT: Final = 90
_TREND_SHARE: Final = 2
_LISTS_SHARE: Final = 3


class OwnerScreen(Screen):
    """The owner's page."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.SHIFT, Topic.SALES, Topic.PURCHASES, Topic.ACCOUNTS, Topic.SETTINGS}
    )

    def __init__(
        self,
        context: WindowContext,
        overview: Overview,
        funds: FundsDesk,
        review: Review,
        day_close: DayClose,
        exporting: ReportExporting,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._overview, self._funds, self._review = overview, funds, review
        self._day_close, self._exporting = day_close, exporting
        self._until: date | None = None
        self._on: date | None = None
        self._view: OwnerView | None = None
        self._hides = False
        self.setObjectName("ownerScreen")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.periods = Segmented(
            (self.tr("今天"), self.tr("本周"), self.tr("本月"), self.tr("今年"))
        )
        self.periods.setObjectName("ownerPeriod")
        self.periods.set_current(2)
        self.earlier = IconButton("chevron-left", self.tr("往前一段"), "P")
        self.later = IconButton("chevron-right", self.tr("往后一段"), "N")
        self.calendar = IconButton("calendar-days", self.tr("月历：打开一天"), "G")
        self.calendar.setObjectName("openCalendar")
        self.range = PlainLabel("", "table", "2")
        self.range.setObjectName("range")
        self.hide_button = make_button("", self.tr("遮住金额"), "H", "eye-off", name="hideAmounts")
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 12, 0, 0)
        bar.setSpacing(12)
        bar.addWidget(PlainLabel(self.tr("总览"), "h1"))
        bar.addWidget(self.periods)
        bar.addWidget(self.earlier)
        bar.addWidget(self.range)
        bar.addWidget(self.later)
        bar.addWidget(self.calendar)
        bar.addStretch(1)
        self.export_button = make_button("", self.tr("导出"), "", "download", name="exportReports")
        bar.addWidget(self.hide_button)
        bar.addWidget(self.export_button)
        self.strip = SummaryStrip()
        self.strip.setMinimumHeight(theme().px(_STRIP_HEIGHT))
        self.funds = FundsPanel(self.tr("资金"))
        self.funds.setFixedWidth(theme().px(_FUNDS_WIDTH))
        self.review = ReviewPanel(self.tr("复核"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(bar)
        layout.addWidget(self.strip)
        layout.addLayout(self._below_the_strip(), 1)

    def _below_the_strip(self) -> QHBoxLayout:
        """The chart over the lists, and beside them where the money is."""
        self.trend = TrendPanel()
        self.ranking = RankingPanel(self.tr("卖得最多"))
        self.ranking.setFixedWidth(theme().px(_RANKING_WIDTH))
        lists = QHBoxLayout()
        lists.setSpacing(12)
        lists.addWidget(self.review, 1)
        lists.addWidget(self.ranking)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.trend, _TREND_SHARE)
        left.addLayout(lists, _LISTS_SHARE)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.funds)
        return row

    def _connect(self) -> None:
        self.periods.chosen.connect(self._choose_period)
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.calendar.clicked.connect(self._pick_day)
        self.ranking.chosen.connect(self._rank_by)
        self.trend.date_opened.connect(self._open_place_of_chart)
        self.hide_button.clicked.connect(self._toggle_hidden)
        self.export_button.clicked.connect(self._export)
        self.funds.opened.connect(self._open_place)
        self.funds.capital_wanted.connect(self._book_capital)
        self.review.day_stepped.connect(self._step_day)
        self.review.said.connect(self._say)
        self.review.opened.connect(self._open_order)

    # Screen --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.context.session.person is None:
            return
        actor = self.context.session.actor
        period = _PERIODS[self.periods.current()]
        self.context.operations.run_query(
            self,
            partial(self._read, actor, period, self._until, self.ranking.ranked_by(), self._on),
            self._show,
        )

    def page_keys(self) -> PageKeys:
        """Return the keys of the page."""
        return PageKeys(
            "owner",
            (
                Action("owner.accept", self.review.accept),
                Action("owner.query", self.review.query),
                Action("owner.day", partial(self._take_period, 0), is_listed=False),
                Action("owner.week", partial(self._take_period, 1), is_listed=False),
                Action("owner.month", partial(self._take_period, 2), is_listed=False),
                Action("owner.year", partial(self._take_period, 3), is_listed=False),
                Action("owner.earlier", self._go_earlier),
                Action("owner.later", self._go_later, is_listed=False),
                Action("owner.calendar", self._pick_day, is_listed=False),
                Action("owner.ranking", self.ranking.choose_next, is_listed=False),
                Action("owner.hide", self._toggle_hidden),
                Action("owner.capital", self._book_capital),
                Action("owner.export", self._export),
                Action("page.back", self.focus_home, is_listed=False),
            ),
        )

    def focus_home(self) -> None:
        """The list that waits for the owner."""
        self.review.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(
        self,
        actor: Actor,
        period: Period,
        until: date | None,
        ranked_by: RankedBy,
        on: date | None,
    ) -> OwnerView:
        today = self._review.latest_date()
        last = until or today
        compared = self._overview.compare(actor, period, last)
        return OwnerView(
            today=today,
            on=last,
            period=period,
            compared=compared,
            trend=self._overview.trend(actor, period, last),
            ranked_by=ranked_by,
            ranking=self._overview.ranking(
                actor, ranked_by, compared.now.since, compared.now.until
            ),
            month=self._funds.month(actor, today),
            funds=self._funds.read(actor),
            review=self._review.day(actor, on or (last if period is Period.DAY else today)),
            open_items=self._day_close.state().open_items,
        )

    def _show(self, view: OwnerView) -> None:
        self._view = view
        hides = self._hides
        self.range.setText(range_text(view))
        self.later.setEnabled(not view.is_present)
        self.trend.show_trend(
            view.trend, view.compared, view.period, is_present=view.is_present, hides=hides
        )
        self.ranking.show_lines(view.ranking, view.ranked_by, hides=hides)
        if view.ranked_by is not self.ranking.ranked_by():
            self._rank_by(self.ranking.ranked_by())
        self.strip.set_figures(key_figures(view, hides=hides))
        self.funds.show_funds(view.funds, hides=hides)
        self.review.show_review(view.review, hides=hides, is_last=view.review.on >= view.today)
        self.context.set_badge("owner", view.review.open_count)
        self.hide_button.setText(self.tr("显示金额") if hides else self.tr("遮住金额"))

    # Acting --------------------------------------------------------------------------------------

    def _take_period(self, index: int) -> None:
        """The same key again comes home to the present."""
        self.periods.set_current(index)
        self._choose_period(index)

    @Slot(int)
    def _choose_period(self, _index: int) -> None:
        self._look_until(None)

    @Slot()
    def _go_earlier(self) -> None:
        self._step(-1)

    @Slot()
    def _go_later(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        if self._view is None:
            return
        today, period = self._view.today, _PERIODS[self.periods.current()]
        until = step_from(period, self._until or today, step, today)
        self._look_until(None if until >= today else until)

    @Slot(object)
    def _open_place_of_chart(self, on: date) -> None:
        """A date of the chart as a day of its own; a month of a year with its dates."""
        if self._view is not None and self._view.period is Period.YEAR:
            self._open_stretch(Period.MONTH, last_date_of(Period.MONTH, on))
        else:
            self._open_date(on)

    @Slot(object)
    def _open_date(self, on: date) -> None:
        """A day, with its exceptions."""
        self._open_stretch(Period.DAY, on)

    def _open_stretch(self, period: Period, until: date) -> None:
        self.periods.set_current(_PERIODS.index(period))
        is_present = self._view is not None and until >= self._view.today
        self._look_until(None if is_present else until)

    @Slot()
    def _pick_day(self) -> None:
        """A day of any month, with its exceptions."""
        if self._view is None:
            return
        sheet = PickDaySheet(self.context, self._day_close, self._view.on, self._view.today)
        sheet.picked.connect(self._open_date)
        self.context.messages.open_sheet(sheet)

    def _look_until(self, until: date | None) -> None:
        """Show the stretch that ends there; a day brings its own exceptions along."""
        self._until, self._on = until, None
        self.refresh()

    @Slot(object)
    def _rank_by(self, ranked_by: RankedBy) -> None:
        if self._view is None:
            return
        now = self._view.compared.now
        read = partial(
            self._overview.ranking, self.context.session.actor, ranked_by, now.since, now.until
        )
        self.context.operations.run_query(self, read, partial(self._show_ranking, ranked_by, now))

    def _show_ranking(
        self, ranked_by: RankedBy, now: Stretch, lines: tuple[RankedLine, ...]
    ) -> None:
        """Show a list; one that was asked for another stretch or heading came too late."""
        if self._view is None or self._view.compared.now != now:
            return
        if ranked_by is not self.ranking.ranked_by():
            return
        self._view = replace(self._view, ranked_by=ranked_by, ranking=lines)
        self.ranking.show_lines(lines, ranked_by, hides=self._hides)

    @Slot()
    def _toggle_hidden(self) -> None:
        self._hides = not self._hides
        if self._view is not None:
            self._show(self._view)

    @Slot(object)
    def _step_day(self, step: timedelta) -> None:
        if self._view is not None:
            self._on = min(self._view.review.on + step, self._view.today)
            self.refresh()

    @Slot(object, object, str)
    def _say(self, item: ReviewItem, verdict: Verdict, note: str) -> None:
        if self._view is None:
            return
        work = partial(
            self._review.say,
            self.context.session.actor,
            self._view.review.on,
            item.key,
            verdict,
            note,
        )
        self.context.operations.run_change(self, work, self._was_said)

    def _was_said(self, _changes: object) -> None:
        self.review.go_on()
        self.refresh()

    @Slot()
    def _export(self) -> None:
        if self._view is None:
            return
        now = self._view.compared.now
        name = self.tr("报表 {since} 至 {until}").format(since=now.since, until=now.until)
        sheet = SaveFileSheet(self.tr("导出报表"), name, ENDINGS)
        sheet.decided.connect(partial(self._write_reports, sheet, now.since, now.until))
        self.context.messages.open_sheet(sheet)

    def _write_reports(self, sheet: SaveFileSheet, since: date, until: date, path: Path) -> None:
        actor = self.context.session.actor
        self.context.operations.run_query(
            sheet,
            partial(self._exporting.export, actor, path, since, until),
            partial(self._reports_written, sheet),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _reports_written(self, sheet: SaveFileSheet, files: tuple[Path, ...]) -> None:
        sheet.close_sheet()
        words = self.tr("已存到 {path}").format(path=files[0])
        self.context.messages.show_toast(words, icon="download")

    @Slot()
    def _book_capital(self) -> None:
        self.context.messages.open_sheet(CapitalSheet(self.context, self._funds))

    @Slot(object)
    def _open_place(self, place: tuple[str, ...]) -> None:
        self.context.go_to(*place)

    @Slot(str)
    def _open_order(self, order: str) -> None:
        actor = self.context.session.actor
        work = partial(self._review.place_of, actor, order)
        self.context.operations.run_query(self, work, partial(self._go_to_order, order))

    def _go_to_order(self, order: str, place: tuple[str, int | str] | None) -> None:
        if place is None:
            words = self.tr("{order} 不是销售单也不是采购单，没有可打开的").format(order=order)
            self.context.messages.show_toast(words, icon="info")
        else:
            self.context.go_to("orders", place)
