"""清点: what was typed in a step of the close is kept, and the close goes on to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.day_close import CloseStep
from desktop.domain.shift import counted_total
from desktop.ui.background import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.day_close import CashCounted, DayClose
    from desktop.services.stock_sync import StockSync
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.typing_gate import TypingGate
    from desktop.ui.screens.till.left_panels import CountPanel, StepsPanel
    from desktop.ui.screens.till.till_view import TillView


class CountingDesk(QObject):
    """Keeps drawer, codes, balances and reasons with what the panels hold.

    Signals:
        went_on: a step needed nothing more; the ``CloseStep`` that follows.
        kept: something was written; the ``CloseStep`` that follows.
        needed: the field that still needs something.
        refused: why nothing was written.
        asking: the sources are asked for their balances now.
        asked: they answered, or could not.
    """

    went_on = Signal(object)
    kept = Signal(object)
    needed = Signal(object)
    refused = Signal(object)
    asking = Signal()
    asked = Signal()

    def __init__(
        self,
        context: WindowContext,
        gate: TypingGate,
        steps: StepsPanel,
        cash: CountPanel,
        day_close: DayClose,
        stock_sync: StockSync,
    ) -> None:
        super().__init__(steps)
        self._context, self._gate = context, gate
        self._steps, self._cash = steps, cash
        self._day_close, self._stock_sync = day_close, stock_sync
        self.is_asking = False
        self._has_asked = False
        self._acts: dict[CloseStep, Callable[[TillView], None]] = {
            CloseStep.CASH: self._keep_cash,
            CloseStep.CODES: self._keep_codes,
            CloseStep.PLATFORMS: self._keep_balances,
            CloseStep.DIFFERENCES: self._keep_reasons,
        }

    def keep(self, step: CloseStep, view: TillView) -> None:
        """Keep what was typed in a step."""
        self._acts[step](view)

    def forget(self) -> None:
        """The day is closed: the next one begins with nothing typed and nobody asked."""
        self._has_asked = False
        self._cash.count.reset()
        self._steps.codes.reset()

    def ask_once(self, view: TillView | None) -> None:
        """Ask every source, unless they were asked for this close."""
        if not self._has_asked:
            self.ask(view)

    def ask(self, view: TillView | None) -> None:
        """Ask every source; it runs beside the typing and never holds it up."""
        if self.is_asking or view is None or not view.account_count:
            return
        self.is_asking = self._has_asked = True
        self._context.operations.run_query(
            self._steps,
            self._stock_sync.sync,
            self._asked,
            refused=self._asked,
            lane=Lane.NETWORK,
        )
        self.asking.emit()

    def _asked(self, _answer: object) -> None:
        self.is_asking = False
        self.asked.emit()

    def _keep_cash(self, view: TillView) -> None:
        is_counted = view.state.cash_counted is not None
        if not self._cash.count.is_touched() and is_counted:
            self.went_on.emit(CloseStep.CODES)
            return
        counts = self._cash.count.counts()
        if not counted_total(counts) and not self._cash.is_sure_of_nothing():
            return
        actor = self._context.session.actor
        self._run(
            partial(self._day_close.record_cash_count, actor, counts, view.on), self._cash_kept
        )

    def _cash_kept(self, _counted: CashCounted) -> None:
        self._cash.count.reset()
        self.kept.emit(CloseStep.CODES)

    def _keep_codes(self, view: TillView) -> None:
        missing = self._steps.codes.first_missing()
        if missing is not None:
            self.needed.emit(missing)
            return
        totals = self._steps.codes.totals()
        if not totals:
            self._codes_kept(None)
            return
        actor = self._context.session.actor
        work = partial(self._day_close.record_tender_counts, actor, totals, view.on)
        self._run(work, self._codes_kept)

    def _codes_kept(self, _changes: object) -> None:
        self._steps.codes.reset()
        self.kept.emit(CloseStep.PLATFORMS)

    def _keep_balances(self, view: TillView) -> None:
        typed = self._steps.platforms.typed()
        if not typed:
            self.went_on.emit(CloseStep.DIFFERENCES)
            return
        actor = self._context.session.actor
        work = partial(self._day_close.record_balances, actor, typed, view.on)
        self._run(work, self._balances_kept)

    def _balances_kept(self, _changes: object) -> None:
        self._steps.platforms.reset()
        self.kept.emit(CloseStep.DIFFERENCES)

    def _keep_reasons(self, _view: TillView) -> None:
        missing = self._steps.reasons.first_missing()
        if missing is None:
            self.went_on.emit(CloseStep.SIGN)
        else:
            self.needed.emit(missing)

    def _run(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._gate.run_change(work, then, refused=self._refuse)

    @Slot(object)
    def _refuse(self, error: object) -> None:
        self.refused.emit(error)
