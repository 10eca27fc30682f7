"""The left of the till page: which panel stands there, and what it says of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from desktop.domain.day_close import CloseStep
from desktop.ui.screens.till.day_facts import cash_facts, open_facts, reason_lines
from desktop.ui.screens.till.left_panels import CountPanel, Fact, FactsPanel, LeftPanel, StepsPanel
from desktop.ui.screens.till.till_bar import CLOSE, HAND_OVER, LOOK
from desktop.ui.screens.till.till_texts import step_captions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.ui.screens.till.till_view import TillView


class LeftSide(QStackedWidget):
    """One of four panels: the steps, the count of the drawer, the hand-over, the mere facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = StepsPanel()
        self.cash = CountPanel(self.tr("现金清点"))
        self.hand_over = CountPanel(self.tr("交班清点"))
        self.facts = FactsPanel()
        for panel in (self.steps, self.cash, self.hand_over, self.facts):
            self.addWidget(panel)
        self.cash.foot.back_button.show()
        self.hand_over.foot.back_button.hide()
        self.hand_over.foot.next_button.setText(self.tr("交班"))
        self.hand_over.foot.next_button.setObjectName("closeShift")
        self.hand_over.remark.show()
        self.steps.show_step(CloseStep.OPEN_ITEMS, {})

    def show_day(self, view: TillView, mode: int, step: CloseStep, *, is_asking: bool) -> None:
        """Show what the mode and the step need.

        Args:
            view: the day.
            mode: of the bar: look, close or hand over.
            step: where the close is.
            is_asking: the sources are asked for their balances now.
        """
        is_closing = mode == CLOSE and view.can_close
        if mode == HAND_OVER and view.shift is not None:
            self.setCurrentWidget(self.hand_over)
            self.hand_over.note.setText(self.tr("先点钱，再看应有"))
        elif is_closing and step is CloseStep.CASH:
            self._show_cash(view)
        elif is_closing:
            self._show_steps(view, step, is_asking=is_asking)
        else:
            self._show_facts(view, mode)

    def editors(self, step: CloseStep | None) -> tuple[QWidget, ...]:
        """Return the fields of the panel in front, from above."""
        panel = self.currentWidget()
        if panel is self.cash or panel is self.hand_over:
            return (self.cash if panel is self.cash else self.hand_over).count.editors()
        fields = self.steps.fields(step) if step is not None else None
        return fields.editors() if fields and panel is self.steps else ()

    def reveal(self, target: QWidget) -> None:
        """Scroll a field into sight, in a low window."""
        panel = self.currentWidget()
        if isinstance(panel, LeftPanel):
            panel.reveal(target)

    def _show_cash(self, view: TillView) -> None:
        self.setCurrentWidget(self.cash)
        self.cash.note.setText(self.tr("第 {n} 步，共 {count} 步").format(n=2, count=6))
        self.cash.count.set_counts(view.state.cash_counts)
        is_known = view.report is not None and view.state.cash_counted is not None
        facts = cash_facts(view.report) if is_known and view.report is not None else ()
        self.cash.facts.set_facts(facts)
        self.cash.facts.setVisible(bool(facts))

    def _show_steps(self, view: TillView, step: CloseStep, *, is_asking: bool) -> None:
        self.setCurrentWidget(self.steps)
        state = view.state
        self.steps.open_items.show_items(state.open_items)
        self.steps.codes.show_codes(state.tenders)
        platforms = view.report.platforms if view.report is not None else ()
        self.steps.platforms.show_accounts(
            platforms, sees_balances=view.sees_costs, is_asking=is_asking
        )
        is_last = step is CloseStep.DIFFERENCES
        if is_last:
            self.steps.reasons.show_differences(view.differences, reads_bills=view.sees_costs)
        self.steps.show_step(step, step_captions(view, step))
        foot = self.steps.foot
        foot.next_button.setVisible(step is not CloseStep.SIGN)
        foot.next_button.setText(self.tr("去签字") if is_last else self.tr("下一步"))

    def _show_facts(self, view: TillView, mode: int) -> None:
        self.setCurrentWidget(self.facts)
        report = view.look if mode == LOOK else view.report
        facts = open_facts(view) if report is None else cash_facts(report)
        if view.state.is_closed and report is not None:
            title = self.tr("Z 第 {n} 号").format(n=view.state.z_number)
            head = Fact(self.tr("校验码"), report.head, is_sum=True, is_code=True)
            reasons = reason_lines(view.state.signing)
            self.facts.show_facts(title, self.tr("已签字，不能再改"), (*facts, head), reasons)
        elif mode == CLOSE:
            words = self.tr("先结 {date}").format(date=f"{view.closing_date:%m-%d}")
            self.facts.show_facts(self.tr("还不能日结"), words, facts)
        elif mode == HAND_OVER:
            words = self.tr("没有开着的班")
            self.facts.show_facts(self.tr("交班"), words, facts)
        else:
            self.facts.show_facts(self.tr("中途查看"), self.tr("只看，不改数"), facts)
