"""What leaves the till page: papers, files, cash put in or taken out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action, Grant, grant_for
from desktop.ui.background import Lane
from desktop.ui.dialogs.cash_movement_dialog import CashMovementSheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.formatting import money_text
from desktop.ui.screens.till.report_files import ENDINGS, write_report

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from desktop.domain.shift import CashReason
    from desktop.services.printing import Printing, PrintOutcome
    from desktop.services.reporting import Reporting
    from desktop.services.shifts import Shifts
    from desktop.ui.screen import WindowContext


class PapersDesk(QObject):
    """Prints and exports a day, and moves cash.

    Signals:
        moved: cash was moved; the day is another.
    """

    moved = Signal()

    def __init__(
        self,
        context: WindowContext,
        reporting: Reporting,
        printing: Printing,
        shifts: Shifts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._reporting, self._printing, self._shifts = reporting, printing, shifts

    def print_day(self, on: date) -> None:
        """Ask for the Z of a signed day, else its X."""
        work = partial(self._printing.enqueue_day, self._context.session.actor, on)
        self._context.operations.run_change(self, work, self._queued)

    def export_day(self, on: date) -> None:
        """Ask where the day's report goes, and write it."""
        name = self.tr("日报 {date}").format(date=on.isoformat())
        sheet = SaveFileSheet(self.tr("导出日报"), name, ENDINGS)
        sheet.decided.connect(partial(self._write_file, sheet, on))
        self._context.messages.open_sheet(sheet)

    def move_cash(self) -> None:
        """Ask how much cash goes in or out, and why."""
        sheet = CashMovementSheet()
        sheet.decided.connect(partial(self._keep_movement, sheet))
        self._context.messages.open_sheet(sheet)

    def _queued(self, outcome: PrintOutcome) -> None:
        words = self.tr("没有设打印机，没有打印") if outcome.is_dropped else self.tr("已送打印")
        self._context.messages.show_toast(words, icon="printer")

    def _write_file(self, sheet: SaveFileSheet, on: date, path: Path) -> None:
        role = self._context.session.actor.role
        sees_costs = grant_for(role, Action.VIEW_COSTS) is Grant.ALLOWED
        self._context.operations.run_query(
            sheet,
            partial(write_report, path, on, self._reporting, self._printing, sees_costs=sees_costs),
            partial(self._file_written, sheet),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _file_written(self, sheet: SaveFileSheet, path: Path) -> None:
        sheet.close_sheet()
        words = self.tr("已存到 {path}").format(path=path)
        self._context.messages.show_toast(words, icon="download")

    def _keep_movement(
        self, sheet: CashMovementSheet, amount: Money, reason: CashReason, note: str
    ) -> None:
        actor = self._context.session.actor
        work = partial(self._shifts.move_cash, actor, amount, reason, note)
        then = partial(self._note_moved, sheet, amount)
        self._context.operations.run_change(self, work, then, refused=sheet.show_refusal)

    def _note_moved(self, sheet: CashMovementSheet, amount: Money, _changes: object) -> None:
        sheet.close_sheet()
        words = self.tr("存入 {amount}") if amount > ZERO else self.tr("取出 {amount}")
        text = words.format(amount=money_text(Money(abs(amount.fen))))
        self._context.messages.show_toast(text, icon="banknote")
        self.moved.emit()
