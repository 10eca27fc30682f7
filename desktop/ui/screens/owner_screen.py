"""总览: what the shop brought, where the money is, and what the owner has to look at."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.changes import Topic
from desktop.domain.stretches import Period, last_date_of, step_from
from desktop.services.report_exporting import ENDINGS
from desktop.ui.background import Lane
from desktop.ui.dialogs.capital_dialog import CapitalSheet
from desktop.ui.dialogs.pick_day_dialog import PickDaySheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.owner.key_figures import range_text
from desktop.ui.screens.owner.owner_cards_area import OwnerCardsArea
from desktop.ui.screens.owner.owner_view import OwnerView
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.widgets.buttons import IconButton, Segmented, make_button
from desktop.ui.widgets.labels import ElideLabel, PlainLabel

if TYPE_CHECKING:
    from datetime import date, timedelta
    from pathlib import Path

    from desktop.domain.permissions import Actor
    from desktop.domain.review import ReviewItem, Verdict
    from desktop.services.day_close import DayClose
    from desktop.services.funds import FundsDesk
    from desktop.services.overview import Overview, RankedBy, RankedLine, Stretch
    from desktop.services.owner_cards import OwnerCards
    from desktop.services.report_exporting import ReportExporting
    from desktop.services.review import Review
    from desktop.services.wallets import Wallets

_PERIODS: Final = (Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR)


class OwnerScreen(Screen):
    """The owner's page."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.SHIFT,
            Topic.SALES,
            Topic.DELIVERY,
            Topic.PURCHASES,
            Topic.ACCOUNTS,
            Topic.ALERTS,
            Topic.AFTER_SALES,
            Topic.AGENTS,
            Topic.SETTINGS,
        }
    )

    def __init__(  # noqa: PLR0913 - the services by name, as every page is given them
        self,
        context: WindowContext,
        overview: Overview,
        funds: FundsDesk,
        review: Review,
        day_close: DayClose,
        exporting: ReportExporting,
        owner_cards: OwnerCards,
        wallets: Wallets,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._overview, self._funds, self._review = overview, funds, review
        self._day_close, self._exporting = day_close, exporting
        self._owner_cards, self._wallets = owner_cards, wallets
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
        key = self.context.registry.key_text
        self.earlier = IconButton("chevron-left", self.tr("往前一段"), key("owner.earlier"))
        self.later = IconButton("chevron-right", self.tr("往后一段"), key("owner.later"))
        self.calendar = IconButton(
            "calendar-days", self.tr("月历：打开一天"), key("owner.calendar")
        )
        self.calendar.setObjectName("openCalendar")
        self.range = ElideLabel("", "table", "2")
        self.range.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.range.setObjectName("range")
        self.hide_button = make_button(
            "", self.tr("遮住金额"), key("owner.hide"), "eye-off", name="hideAmounts"
        )
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 12, 16, 0)
        bar.setSpacing(12)
        bar.addWidget(PlainLabel(self.tr("总览"), "h1"))
        bar.addWidget(self.periods)
        bar.addWidget(self.earlier)
        bar.addWidget(self.range)
        bar.addWidget(self.later)
        bar.addWidget(self.calendar)
        bar.addStretch(1)
        self.export_button = make_button("", self.tr("导出"), "", "download", name="exportReports")
        for button in (self.hide_button, self.export_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            bar.addWidget(button)
        self.cards = OwnerCardsArea()
        self.cards.review.accept_button.set_key_cap(key("owner.accept"))
        self.cards.review.query_button.set_key_cap(key("owner.query"))
        self.cards.funds.capital_button.set_key_cap(key("owner.capital"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 0, 12)  # the bar that scrolls has the right margin
        layout.setSpacing(12)
        layout.addLayout(bar)
        layout.addWidget(self.cards, 1)

    def _connect(self) -> None:
        self.periods.chosen.connect(self._choose_period)
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.calendar.clicked.connect(self._pick_day)
        self.cards.ranking.chosen.connect(self._rank_by)
        self.cards.trend.date_opened.connect(self._open_place_of_chart)
        self.hide_button.clicked.connect(self._toggle_hidden)
        self.export_button.clicked.connect(self._export)
        for card in (self.cards.rebates, self.cards.agents, self.cards.matters, self.cards.funds):
            card.opened.connect(self._open_place)
        self.cards.funds.capital_wanted.connect(self._book_capital)
        self.cards.review.day_stepped.connect(self._step_day)
        self.cards.review.said.connect(self._say)
        self.cards.review.opened.connect(self._open_order)

    # Screen --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.context.session.person is None:
            return
        actor = self.context.session.actor
        period, ranked_by = _PERIODS[self.periods.current()], self.cards.ranking.ranked_by()
        self.context.operations.run_query(
            self, partial(self._read, actor, period, self._until, ranked_by, self._on), self._show
        )

    def page_keys(self) -> PageKeys:
        """Return the keys of the page."""
        return PageKeys(
            "owner",
            (
                Action("owner.accept", self._accept),
                Action("owner.query", self._query),
                Action("owner.day", partial(self._take_period, 0), is_listed=False),
                Action("owner.week", partial(self._take_period, 1), is_listed=False),
                Action("owner.month", partial(self._take_period, 2), is_listed=False),
                Action("owner.year", partial(self._take_period, 3), is_listed=False),
                Action("owner.earlier", self._go_earlier),
                Action("owner.later", self._go_later, is_listed=False),
                Action("owner.calendar", self._pick_day, is_listed=False),
                Action("owner.ranking", self.cards.ranking.choose_next, is_listed=False),
                Action("owner.hide", self._toggle_hidden),
                Action("owner.capital", self._book_capital),
                Action("owner.export", self._export),
                Action("page.back", self.focus_home, is_listed=False),
            ),
        )

    def focus_home(self) -> None:
        """The list of what waits for the owner."""
        is_known_empty = self._view is not None and not self._view.all_matters
        home = self if is_known_empty else self.cards.matters.rows
        home.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cards.verticalScrollBar().setValue(0)

    def carry_over(self) -> tuple[bool, int, date | None]:
        """What is hidden stays hidden, what is looked at in front."""
        return self._hides, self.periods.current(), self._until

    def arrive(self, argument: Any) -> None:
        """Look at what the page before was looking at."""
        self._hides, period, self._until = argument
        self.periods.set_current(period)

    def _read(
        self,
        actor: Actor,
        period: Period,
        until: date | None,
        ranked_by: RankedBy,
        on: date | None,
    ) -> OwnerView:
        today = self._review.running_date()
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
            balances=self._owner_cards.balances(actor),
            matters=self._owner_cards.matters(actor, today),
            rebates=self._wallets.rebates(actor),
            agents=self._owner_cards.agents(actor, compared.now.since, compared.now.until),
            has_agents=self._owner_cards.has_agents(),
        )

    def _show(self, view: OwnerView) -> None:
        self._view = view
        hides = self._hides
        self.range.setText(range_text(view))
        self.later.setEnabled(not view.is_present)
        if self.cards.matters.rows.hasFocus() and not view.all_matters:
            self.setFocus()
        self.cards.show_view(view, hides=hides)
        if view.ranked_by is not self.cards.ranking.ranked_by():
            self._rank_by(self.cards.ranking.ranked_by())
        self.context.set_badge("owner", view.review.open_count)
        self.hide_button.setText(self.tr("显示金额") if hides else self.tr("遮住金额"))

    # Acting --------------------------------------------------------------------------------------

    def _accept(self) -> None:
        if self._is_review_in_front():
            self.cards.review.accept()

    def _query(self) -> None:
        if self._is_review_in_front():
            self.cards.review.query()

    def _is_review_in_front(self) -> bool:
        """Nobody judges what lies below the edge: the first press brings it up."""
        is_in_view = self.cards.is_review_in_view()
        if not is_in_view:
            self.cards.go_to_review()
        return is_in_view

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
        if ranked_by is not self.cards.ranking.ranked_by():
            return
        self._view = replace(self._view, ranked_by=ranked_by, ranking=lines)
        self.cards.ranking.show_lines(lines, ranked_by, hides=self._hides)

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
        self.cards.review.go_on()
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
