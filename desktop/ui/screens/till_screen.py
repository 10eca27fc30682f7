"""日结: look (X), hand over, close (Z); six steps, blind until cash and codes are counted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.domain.changes import Topic
from desktop.domain.clock import zone_named
from desktop.domain.day_close import CLOSE_STEPS, CloseStep
from desktop.translating import sentence_of
from desktop.ui.dialogs.bill_dialog import BillSheet
from desktop.ui.dialogs.pick_day_dialog import PickDaySheet
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.sale.typing_gate import TypingGate
from desktop.ui.screens.till.counting_desk import CountingDesk
from desktop.ui.screens.till.hand_over_desk import HandOverDesk
from desktop.ui.screens.till.left_side import LeftSide
from desktop.ui.screens.till.papers_desk import PapersDesk
from desktop.ui.screens.till.report_view import ReportView
from desktop.ui.screens.till.side_column import SideColumn
from desktop.ui.screens.till.signing_desk import SigningDesk
from desktop.ui.screens.till.till_bar import CLOSE, HAND_OVER, LOOK, TillBar
from desktop.ui.screens.till.till_body import TillBody
from desktop.ui.screens.till.till_view import TillReading, TillView
from desktop.ui.shortcuts import Action, PageKeys

if TYPE_CHECKING:
    from datetime import date, timedelta

    from desktop.domain.errors import KataiError
    from desktop.services.bills import Bills
    from desktop.services.day_close import DayClose, DayClosed
    from desktop.services.printing import Printing
    from desktop.services.reporting import Reporting
    from desktop.services.settings import Settings
    from desktop.services.shifts import Shifts
    from desktop.services.staff import Staff
    from desktop.services.stock_sync import StockSync


class TillScreen(Screen):
    """The drawer and the day."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.SHIFT, Topic.SALES, Topic.PURCHASES, Topic.DELIVERY, Topic.ACCOUNTS, Topic.SETTINGS}
    )

    def __init__(  # noqa: PLR0913 - the close touches the drawer, the people and the sources
        self,
        context: WindowContext,
        day_close: DayClose,
        shifts: Shifts,
        reporting: Reporting,
        printing: Printing,
        settings: Settings,
        staff: Staff,
        stock_sync: StockSync,
        bills: Bills,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._day_close = day_close
        self._reading = TillReading(day_close, shifts, reporting)
        self._gate = TypingGate(self, context.operations)
        self._view: TillView | None = None
        self._on: date | None = None
        self._step: CloseStep | None = None
        self._person_id = 0
        self.setObjectName("tillScreen")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar = TillBar(context.registry.key_text)
        self.left = LeftSide()
        self.steps, self.cash, self.hand_over = self.left.steps, self.left.cash, self.left.hand_over
        self.report = ReportView()
        zone = zone_named(settings.current.text("day.zone"))
        self.side = SideColumn(context.clock.now().astimezone(zone).date())
        self._counting = CountingDesk(
            context, self._gate, self.steps, self.cash, day_close, stock_sync
        )
        self._signing = SigningDesk(context, self._gate, self.steps.sign, staff, settings)
        self._handing = HandOverDesk(context, self._gate, self.hand_over, shifts, printing)
        self._papers = PapersDesk(context, reporting, printing, shifts, self)
        self._bills, self._zone = bills, zone
        self._build()
        self._connect()

    # The page -----------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Read the day again."""
        actor = self.context.session.actor
        self._gate.run_query(partial(self._reading.read, actor, self._on), self._take)

    def page_keys(self) -> PageKeys:
        """Return the keys of the till; hints name only what leads somewhere now."""
        mode = self.bar.mode()
        is_closing = mode == CLOSE and self._is_closing()
        goes_back = mode != CLOSE or (is_closing and self._step is not CloseStep.OPEN_ITEMS)
        next_hint = None if is_closing else self.tr("交班") if mode == HAND_OVER else ""
        back_hint = None if goes_back else ""
        return PageKeys(
            "till",
            (
                Action("till.next", self._go_on, hint=next_hint),
                Action("till.back", self._go_back, is_listed=False, hint=back_hint),
                Action("till.up", partial(self._move, -1), is_listed=False),
                Action("till.down", partial(self._move, 1), is_listed=False),
                Action("till.look", self._toggle_look),
                Action("till.calendar", self._go_to_month),
                Action("till.sign", self._sign, self._can_sign, hint=self._sign_hint()),
                Action("page.print", self._print, self._can_print),
                Action("till.move_cash", self._move_cash, self._has_shift, self.tr("存取现金")),
                Action("till.export", self._export, self._can_print, self.tr("导出日报")),
                Action("till.hand_over", self._show_hand_over, self._has_shift, self.tr("交班")),
            ),
        )

    def _is_closing(self) -> bool:
        return self._view is not None and self._view.can_close

    def _sign_hint(self) -> str | None:
        return None if self._can_sign() else ""

    def focus_home(self) -> None:
        """The first field of the step that still needs something."""
        editors = self.left.editors(self._step)
        fields = self.steps.fields(self._step) if self._step is not None else None
        missing = fields.first_missing() if fields and self._step is CloseStep.CODES else None
        target = missing or (editors[0] if editors else self)
        self._focus(target)

    def open_work(self) -> str:
        """A count that was begun and not kept."""
        if self.cash.count.is_touched() or self.hand_over.count.is_touched():
            return self.tr("日结里有一次点钱还没有记下")
        return ""

    def must_stay(self) -> bool:
        """A step of the close that was filled in and not kept cannot be carried over."""
        return super().must_stay() or (self._is_closing() and self.steps.is_touched())

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._body = TillBody(self.left, self.report, self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._body, 1)

    def _connect(self) -> None:
        bar, steps = self.bar, self.steps
        bar.day_stepped.connect(self._step_day)
        bar.mode_chosen.connect(self._change_mode)
        bar.print_button.clicked.connect(self._print)
        bar.export_button.clicked.connect(self._export)
        bar.cash_button.clicked.connect(self._move_cash)
        bar.close_button.clicked.connect(self._sign)
        self.side.day_chosen.connect(self._open_day)
        self.side.month_turned.connect(self._read_month)
        steps.reopened.connect(self._enter)
        steps.open_items.open_wanted.connect(self._see_to_open_items)
        steps.platforms.asked.connect(self._ask_balances)
        self._counting.went_on.connect(self._enter)
        self._counting.kept.connect(self._note_kept)
        self._counting.needed.connect(self._focus)
        self._counting.refused.connect(self._refuse)
        self._counting.asking.connect(self._show)
        self._counting.asked.connect(self.refresh)
        steps.reasons.bill_wanted.connect(self._read_bill)
        self._signing.signed.connect(self._note_signature)
        self._handing.handed_over.connect(self._note_handed_over)
        self._papers.moved.connect(self.refresh)
        for panel in (steps, self.cash, self.hand_over):
            panel.foot.next.connect(self._go_on)
            panel.foot.back.connect(self._go_back)

    # Showing ------------------------------------------------------------------------------------

    def _take(self, view: TillView) -> None:
        self._follow_person()
        self._view = view
        self._on = None if view.on == view.closing_date else view.on
        if self._step is None:
            self._step = view.state.current
        self._show()
        if self.isVisible() and not self._has_own_focus():
            self.focus_home()

    def _follow_person(self) -> None:
        """Whoever signs in meanwhile does not sign with the PIN of the one before."""
        person_id = self.context.session.actor.id
        if person_id != self._person_id and self._step is CloseStep.SIGN:
            self._signing.forget()
            self._step = CloseStep.DIFFERENCES
        self._person_id = person_id

    @Slot()
    def _show(self) -> None:
        view = self._view
        if view is None or self._step is None:
            return
        mode = self.bar.mode()
        is_closing = mode == CLOSE and view.can_close
        report = view.report if mode == CLOSE else view.look
        compares = is_closing and self._step is CloseStep.DIFFERENCES and report is not None
        is_over = mode != LOOK or view.state.is_closed
        self.report.show_report(view, report, compares=compares, is_over=is_over)
        self.side.show_view(view, report)
        self._body.compare(compares=compares)
        self.left.show_day(view, mode, self._step, is_asking=self._counting.is_asking)
        self.side.show_signatures(self._signing.signatures(view.state.signing))
        can_see = report is not None
        self.bar.show_day(view, can_print=can_see, is_signing=is_closing and self._can_sign())
        self.keys_changed.emit()

    # Going on -----------------------------------------------------------------------------------

    @Slot()
    def _go_on(self) -> None:
        view = self._view
        if view is None:
            return
        if self.bar.mode() == HAND_OVER and view.shift is not None:
            self._handing.close_shift()
        elif self.bar.mode() == CLOSE and view.can_close and self._step is not None:
            self._finish_step(self._step, view)

    def _finish_step(self, step: CloseStep, view: TillView) -> None:
        if step is CloseStep.OPEN_ITEMS:
            self._enter(CloseStep.CASH)
        elif step is CloseStep.SIGN:
            self._sign()
        else:
            self._counting.keep(step, view)

    @Slot()
    def _go_back(self) -> None:
        if self.bar.mode() != CLOSE:
            self.bar.choose_mode(CLOSE)
        elif self._step is not None and CLOSE_STEPS.index(self._step) > 0:
            self._enter(CLOSE_STEPS[CLOSE_STEPS.index(self._step) - 1])

    @Slot(object)
    def _enter(self, step: CloseStep) -> None:
        self._step = step
        self.cash.say("")
        if step is CloseStep.SIGN:
            self._signing.begin()
        self._show()
        self.focus_home()
        if step is CloseStep.PLATFORMS:
            self._counting.ask_once(self._view)

    @Slot(object)
    def _note_kept(self, following: CloseStep) -> None:
        self._enter(following)
        self.refresh()

    @Slot()
    def _ask_balances(self) -> None:
        self._counting.ask(self._view)

    # Signing ------------------------------------------------------------------------------------

    @Slot()
    def _note_signature(self) -> None:
        self._show()
        self.focus_home()

    @Slot()
    def _note_handed_over(self) -> None:
        self.bar.choose_mode(CLOSE)
        self.refresh()

    def _can_sign(self) -> bool:
        view = self._view
        if view is None or not view.can_close or self.bar.mode() != CLOSE:
            return False
        return self._step is CloseStep.SIGN and self._signing.is_complete()

    @Slot()
    def _sign(self) -> None:
        view = self._view
        if view is None or not self._can_sign():
            return
        actor, signer = self.context.session.actor, self._signing.signed_by
        work = partial(
            self._day_close.close_day,
            actor,
            self.steps.reasons.reasons(),
            approval=self._signing.approval,
            signed_by=signer.id if signer is not None else None,
            on=view.on,
        )
        self._gate.run_change(work, self._closed, refused=self._refuse)

    def _closed(self, closed: DayClosed) -> None:
        on = closed.report.date
        words = self.tr("{date} 日结完成，Z 第 {n} 号").format(date=on, n=closed.z_number)
        self.context.messages.show_toast(words, icon="circle-check")
        self._papers.print_day(on)
        self._signing.forget()
        self._step = None
        self._counting.forget()
        self._on = on
        self.refresh()

    # Days, modes --------------------------------------------------------------------------------

    @Slot(object)
    def _step_day(self, step: timedelta) -> None:
        if self._view is not None:
            self._open_day(self._view.on + step)

    @Slot(object)
    def _open_day(self, on: date) -> None:
        view = self._view
        if view is None or on > max(view.today, view.closing_date):
            return
        self._on = on
        self._step = None
        self.refresh()

    @Slot(object)
    def _read_month(self, first: date) -> None:
        work = partial(self._day_close.calendar, first.year, first.month)
        self.context.operations.run_query(self, work, self.side.month_panel.add_days)

    def _go_to_month(self) -> None:
        """The caret into the calendar, wherever it stands now; beside the blocks a sheet of it."""
        if self.side.isVisible():
            self.side.month.setFocus(Qt.FocusReason.TabFocusReason)
            self._body.reveal(self.side.month)
        elif self._view is not None:
            view = self._view
            last = max(view.today, view.closing_date)
            sheet = PickDaySheet(self.context, self._day_close, view.on, last)
            sheet.picked.connect(self._open_day)
            self.context.messages.open_sheet(sheet)

    @Slot()
    def _change_mode(self) -> None:
        self.hand_over.say("")
        self._show()
        self.focus_home()

    def _toggle_look(self) -> None:
        self.bar.choose_mode(CLOSE if self.bar.mode() == LOOK else LOOK)

    def _show_hand_over(self) -> None:
        self.bar.choose_mode(HAND_OVER)

    def _has_shift(self) -> bool:
        return self._view is not None and self._view.shift is not None

    # Papers, files, cash ------------------------------------------------------------------------

    def _can_print(self) -> bool:
        return self._view is not None and not self.report.is_blind()

    @Slot()
    def _print(self) -> None:
        if self._view is not None and self._can_print():
            self._papers.print_day(self._view.on)

    @Slot()
    def _export(self) -> None:
        if self._view is not None and self._can_print():
            self._papers.export_day(self._view.on)

    @Slot()
    def _move_cash(self) -> None:
        if self._has_shift():
            self._papers.move_cash()

    @Slot()
    def _read_bill(self) -> None:
        if self._view is not None:
            sheet = BillSheet(self.context, self._bills, self._view.on, self._zone)
            self.context.messages.open_sheet(sheet)

    @Slot()
    def _see_to_open_items(self) -> None:
        self.context.go_to("orders", "undelivered")

    # Moving -------------------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        editors = self.left.editors(self._step)
        at = next((number for number, each in enumerate(editors) if each.hasFocus()), None)
        if not editors:
            return
        number = 0 if at is None else min(max(at + step, 0), len(editors) - 1)
        self._focus(editors[number])

    @Slot(object)
    def _focus(self, target: QWidget) -> None:
        self.left.reveal(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _has_own_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not self and focus is not None and self.isAncestorOf(focus)

    @Slot(object)
    def _refuse(self, error: KataiError) -> None:
        self._gate.drop_typed()
        self.context.messages.show_refusal(sentence_of(error))
        self.refresh()
