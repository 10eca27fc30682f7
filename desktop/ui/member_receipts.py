"""Receipts of money that belongs to no sale: looked at, printed, printed again, saved as PDF."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.domain.clock import zone_named
from desktop.domain.member_receipt import receipt_name
from desktop.domain.printing import PrintJobKind
from desktop.services.table_writing import safe_file_name, save_file
from desktop.translating import translate
from desktop.ui.background import Lane
from desktop.ui.rendering.page_renderer import QtPageRenderer

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.member_receipt import ReceiptFacts
    from desktop.services.printing import Printing, PrintOutcome
    from desktop.services.settings import Settings
    from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
    from desktop.ui.screen import WindowContext

ENDINGS: Final = ("pdf",)


class MemberReceipts(QObject):
    """Hands receipts out for 会员, whoever asks: the toast after the money, or a ledger's row."""

    def __init__(
        self, context: WindowContext, printing: Printing, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._printing = printing
        self._settings = settings
        self._latest: dict[int, int] = {}

    def note(self, customer_id: int, receipt_id: int) -> None:
        """Remember the receipt that was just written for a member."""
        self._latest[customer_id] = receipt_id

    def latest_of(self, customer_id: int) -> int | None:
        """Return the receipt written last for a member since the program started."""
        return self._latest.get(customer_id)

    def open(self, receipt_id: int) -> None:
        """Show what a receipt says."""
        work = partial(self._printing.documents.member_facts, receipt_id)
        self._context.operations.run_query(self, work, self._show)

    def print_paper(self, receipt_id: int) -> None:
        """Print a receipt; the second time it says that it is a copy, and it is noted."""
        actor = self._context.session.actor
        work = partial(self._printing.enqueue, actor, PrintJobKind.MEMBER_RECEIPT, receipt_id)
        self._context.operations.run_change(self, work, self._tell_printed)

    def save(self, facts: ReceiptFacts) -> None:
        """Ask where a receipt goes as PDF."""
        from desktop.ui.dialogs.save_file_dialog import SaveFileSheet

        name = safe_file_name(f"{receipt_name(facts.kind, translate)} {facts.number}")
        sheet = SaveFileSheet(self.tr("收据存 PDF"), name, ENDINGS)
        sheet.decided.connect(partial(self._write, sheet, facts.id))
        self._context.messages.open_sheet(sheet)

    def _show(self, facts: ReceiptFacts) -> None:
        from desktop.ui.dialogs.member_receipt_dialog import MemberReceiptSheet

        zone = zone_named(self._settings.current.text("day.zone"))
        sheet = MemberReceiptSheet(self._context, facts, zone)
        sheet.print_wanted.connect(partial(self.print_paper, facts.id))
        sheet.save_wanted.connect(partial(self.save, facts))
        self._context.messages.open_sheet(sheet)

    def _tell_printed(self, outcome: PrintOutcome) -> None:
        if outcome.is_dropped:
            words, icon = self.tr("没有打印机，没有打"), "printer-x"
        elif outcome.copy_number:
            words = self.tr("补打收据，第 {n} 张副本").format(n=outcome.copy_number)
            icon = "printer"
        else:
            words, icon = self.tr("收据在打了"), "printer"
        self._context.messages.show_toast(words, icon=icon)

    def _write(self, sheet: SaveFileSheet, receipt_id: int, path: Path) -> None:
        self._context.operations.run_query(
            sheet,
            partial(write_member_receipt, path, receipt_id, self._printing),
            partial(self._tell_saved, sheet),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _tell_saved(self, sheet: SaveFileSheet, path: Path) -> None:
        sheet.close_sheet()
        words = self.tr("收据存到 {path}").format(path=path)
        self._context.messages.show_toast(words, icon="download")


def write_member_receipt(path: Path, receipt_id: int, printing: Printing) -> Path:
    """Write a receipt as PDF; runs off the window's thread.

    Raises:
        StorageError: the file could not be written; nothing of it is left behind.
    """
    save_file(
        path, QtPageRenderer().slip_pdf(printing.documents.member_receipt_to_keep(receipt_id))
    )
    return path
