"""总览: what the shop brought, where the money is, and what the owner has to look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.changes import Topic
from desktop.domain.money import ZERO, Money
from desktop.domain.stretches import Period
from desktop.services.report_exporting import ENDINGS
from desktop.ui.background import Lane
from desktop.ui.dialogs.capital_dialog import CapitalSheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.formatting import money_text, percent_text
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.owner.funds_panel import HIDDEN, FundsPanel
from desktop.ui.screens.owner.review_panel import ReviewPanel
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Segmented, make_button
from desktop.ui.widgets.cards import KeyFigure, SummaryStrip
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from datetime import date, timedelta
    from pathlib import Path

    from desktop.domain.day_close import OpenItems
    from desktop.domain.funds import Funds
    from desktop.domain.permissions import Actor
    from desktop.domain.review import DayReview, ReviewItem, Verdict
    from desktop.services.day_close import DayClose
    from desktop.services.funds import FundsDesk, MonthProfit
    from desktop.services.overview import Comparison, Overview
    from desktop.services.report_exporting import ReportExporting
    from desktop.services.review import Review

_PERIODS: Final = (Period.DAY, Period.WEEK, Period.MONTH)
_FUNDS_WIDTH: Final = 420


@dataclass(frozen=True, slots=True)
class OwnerView:
    """Everything of the page, read in one go."""

    today: date
    compared: Comparison
    month: MonthProfit
    funds: Funds
    review: DayReview
    open_items: OpenItems


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
        self._on: date | None = None
        self._view: OwnerView | None = None
        self._hides = False
        self.setObjectName("ownerScreen")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.periods = Segmented((self.tr("今天"), self.tr("本周"), self.tr("本月")))
        self.periods.setObjectName("ownerPeriod")
        self.periods.set_current(2)
        self.range = PlainLabel("", "table", "2")
        self.hide_button = make_button("", self.tr("遮住金额"), "H", "eye-off", name="hideAmounts")
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 12, 0, 0)
        bar.setSpacing(12)
        bar.addWidget(PlainLabel(self.tr("总览"), "h1"))
        bar.addWidget(self.periods)
        bar.addWidget(self.range)
        bar.addStretch(1)
        self.export_button = make_button("", self.tr("导出"), "", "download", name="exportReports")
        bar.addWidget(self.hide_button)
        bar.addWidget(self.export_button)
        self.strip = SummaryStrip()
        self.funds = FundsPanel(self.tr("资金"))
        self.funds.setFixedWidth(theme().px(_FUNDS_WIDTH))
        self.review = ReviewPanel(self.tr("复核"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.review, 1)
        row.addWidget(self.funds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(bar)
        layout.addWidget(self.strip)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        self.periods.chosen.connect(self._choose_period)
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
            self, partial(self._read, actor, period, self._on), self._show
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
                Action("owner.hide", self._toggle_hidden),
                Action("owner.capital", self._book_capital),
                Action("owner.export", self._export),
                Action("page.back", self.focus_home, is_listed=False),
            ),
        )

    def focus_home(self) -> None:
        """The list that waits for the owner."""
        self.review.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, actor: Actor, period: Period, on: date | None) -> OwnerView:
        today = self._review.latest_date()
        return OwnerView(
            today,
            self._overview.compare(actor, period, today),
            self._funds.month(actor, today),
            self._funds.read(actor),
            self._review.day(actor, on or today),
            self._day_close.state().open_items,
        )

    def _show(self, view: OwnerView) -> None:
        self._view = view
        hides, now = self._hides, view.compared.now
        words = self.tr("{since} 至 {until}，和上期同段比")
        self.range.setText(words.format(since=f"{now.since:%m-%d}", until=f"{now.until:%m-%d}"))
        self.strip.set_figures(self._figures(view))
        self.funds.show_funds(view.funds, hides=hides)
        self.review.show_review(view.review, hides=hides, is_last=view.review.on >= view.today)
        self.context.set_badge("owner", view.review.open_count)
        self.hide_button.setText(self.tr("显示金额") if hides else self.tr("遮住金额"))

    def _figures(self, view: OwnerView) -> tuple[KeyFigure, ...]:
        now, before, items = view.compared.now, view.compared.before, view.open_items
        waits = items.undelivered + items.unknown + items.awaiting_payment
        unknown = self.tr("另有 {n} 行不知道成本").format(n=now.unknown_cost_lines)
        return (
            KeyFigure(
                self.tr("净销售额"),
                self._shown(now.net),
                self._compared(now.net, before.net),
            ),
            KeyFigure(
                self.tr("毛利"),
                self._shown(now.gross_profit),
                unknown
                if now.unknown_cost_lines
                else self._compared(now.gross_profit, before.gross_profit),
                "warn" if now.unknown_cost_lines else "3",
            ),
            KeyFigure(self.tr("本月毛利"), self._shown(view.month.gross), self._goal(view.month)),
            KeyFigure(
                self.tr("要处理"),
                str(waits + view.review.open_count),
                self.tr("待交付 {a}，待确认 {b}，待付款 {c}，待复核 {d}").format(
                    a=items.undelivered,
                    b=items.unknown,
                    c=items.awaiting_payment,
                    d=view.review.open_count,
                ),
                "warn" if waits else "3",
            ),
        )

    def _shown(self, amount: Money) -> str:
        return HIDDEN if self._hides else money_text(amount)

    def _compared(self, now: Money, before: Money) -> str:
        if self._hides or before <= ZERO:
            return self.tr("上期没有可比的") if before <= ZERO else HIDDEN
        permille = (now.fen - before.fen) * 1000 // before.fen
        words = self.tr("{change}，上期 {amount}")
        return words.format(
            change=percent_text(permille, is_signed=True), amount=money_text(before)
        )

    def _goal(self, month: MonthProfit) -> str:
        if month.goal <= ZERO:
            return self.tr("还没有设目标（设置 · 日结）")
        if self._hides:
            return HIDDEN
        words = self.tr("目标 {goal}，到了 {share}")
        share = percent_text(month.gross.fen * 1000 // month.goal.fen)
        return words.format(goal=money_text(month.goal), share=share)

    # Acting --------------------------------------------------------------------------------------

    def _take_period(self, index: int) -> None:
        self.periods.choose(index)

    @Slot(int)
    def _choose_period(self, _index: int) -> None:
        self.refresh()

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
