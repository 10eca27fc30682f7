"""A sale's receipt as PDF: asks where it goes and writes it. There is never a card in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.services.table_writing import safe_file_name, save_file
from desktop.ui.background import Lane
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.rendering.page_renderer import QtPageRenderer

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.sale import SaleSnapshot
    from desktop.services.printing import Printing
    from desktop.ui.screen import WindowContext

ENDINGS: Final = ("pdf",)


class ReceiptSaving(QObject):
    """Saves receipts for 完成 and 订单."""

    def __init__(self, context: WindowContext, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._printing = printing

    def ask(self, sale: SaleSnapshot) -> None:
        """Ask where the receipt goes."""
        name = safe_file_name(self.tr("小票 {number}").format(number=sale.number))
        sheet = SaveFileSheet(self.tr("小票存 PDF"), name, ENDINGS)
        sheet.decided.connect(partial(self._write, sheet, sale.id))
        self._context.messages.open_sheet(sheet)

    def _write(self, sheet: SaveFileSheet, sale_id: int, path: Path) -> None:
        self._context.operations.run_query(
            sheet,
            partial(write_receipt, path, sale_id, self._printing),
            partial(self._tell, sheet),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _tell(self, sheet: SaveFileSheet, path: Path) -> None:
        sheet.close_sheet()
        words = self.tr("小票存到 {path}").format(path=path)
        self._context.messages.show_toast(words, icon="download")


def write_receipt(path: Path, sale_id: int, printing: Printing) -> Path:
    """Write a receipt as PDF; runs off the window's thread.

    Raises:
        StorageError: the file could not be written; nothing of it is left behind.
    """
    save_file(path, QtPageRenderer().slip_pdf(printing.documents.receipt_to_keep(sale_id)))
    return path
