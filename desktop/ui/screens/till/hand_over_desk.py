"""交班: the drawer is counted, the shift is closed, and both see what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.money import ZERO, Money
from desktop.domain.printing import PrintJobKind
from desktop.domain.shift import counted_total
from desktop.translating import sentence_of
from desktop.ui.formatting import money_text
from desktop.ui.screens.till.till_texts import open_items_text
from desktop.ui.theme import Tone

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.services.printing import Printing
    from desktop.services.shifts import ShiftCloseOutcome, Shifts
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.typing_gate import TypingGate
    from desktop.ui.screens.till.left_panels import CountPanel


class HandOverDesk(QObject):
    """Closes the shift with what the panel holds.

    Signals:
        handed_over: the shift is closed.
    """

    handed_over = Signal()

    def __init__(
        self,
        context: WindowContext,
        gate: TypingGate,
        panel: CountPanel,
        shifts: Shifts,
        printing: Printing,
    ) -> None:
        super().__init__(panel)
        self._context, self._gate, self._panel = context, gate, panel
        self._shifts, self._printing = shifts, printing

    def close_shift(self) -> None:
        """Close it; an empty count is asked about once."""
        counts = self._panel.count.counts()
        if not counted_total(counts) and not self._panel.is_sure_of_nothing():
            return
        actor = self._context.session.actor
        work = partial(self._shifts.close_shift, actor, counts, self._panel.remark.text())
        self._gate.run_change(work, self._closed, refused=self._refuse)

    def _closed(self, outcome: ShiftCloseOutcome) -> None:
        self._panel.count.reset()
        self._panel.remark.set_text("")
        self._panel.say("")
        self._tell(outcome)
        actor, shift_id = self._context.session.actor, outcome.shift.id
        work = partial(self._printing.enqueue, actor, PrintJobKind.SHIFT_SLIP, shift_id)
        self._context.operations.run_change(self, work)
        self.handed_over.emit()

    def _tell(self, outcome: ShiftCloseOutcome) -> None:
        words = self.tr("应有 {expected}，实点 {counted}。{open_items}").format(
            expected=money_text(outcome.figures.expected),
            counted=money_text(outcome.counted),
            open_items=open_items_text(outcome.open_items),
        )
        size = money_text(Money(abs(outcome.difference.fen)))
        strong = self.tr("一致")
        if outcome.difference < ZERO:
            strong = self.tr("短款 {amount}").format(amount=size)
        elif outcome.difference:
            strong = self.tr("长款 {amount}").format(amount=size)
        tone = Tone.NEUTRAL if not outcome.difference else Tone.WARN
        self._context.messages.tell(self.tr("已交班"), words, strong=strong, tone=tone)

    def _refuse(self, error: KataiError) -> None:
        self._gate.drop_typed()
        self._context.messages.show_refusal(sentence_of(error))
