"""The proof of an order as picture or PDF: asks where it goes and writes it; never a secret."""

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

    from desktop.domain.after_sales import Ticket
    from desktop.services.after_sales_proof import AfterSalesProof
    from desktop.ui.screen import WindowContext

ENDINGS: Final = ("png", "pdf")


class ProofSaving(QObject):
    """Saves proofs for 售后."""

    def __init__(self, context: WindowContext, proofs: AfterSalesProof, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._proofs = proofs

    def ask(self, ticket: Ticket) -> None:
        """Ask where the proof goes, and as what."""
        number = ticket.number if ticket.line is None else ticket.line.sale_number
        name = safe_file_name(self.tr("凭证 {number}").format(number=number))
        sheet = SaveFileSheet(self.tr("存凭证"), name, ENDINGS)
        sheet.decided.connect(partial(self._write, sheet, ticket.id))
        self._context.messages.open_sheet(sheet)

    def _write(self, sheet: SaveFileSheet, ticket_id: int, path: Path) -> None:
        self._context.operations.run_query(
            sheet,
            partial(write_proof, path, ticket_id, self._proofs),
            partial(self._tell, sheet),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _tell(self, sheet: SaveFileSheet, path: Path) -> None:
        sheet.close_sheet()
        words = self.tr("凭证存到 {path}，里面没有卡密").format(path=path)
        self._context.messages.show_toast(words, icon="image-down")


def write_proof(path: Path, ticket_id: int, proofs: AfterSalesProof) -> Path:
    """Write a proof as its file's ending says; runs off the window's thread.

    Raises:
        BusinessRuleError: code ``nothing_to_prove``.
        StorageError: the file could not be written; nothing of it is left behind.
    """
    paper, renderer = proofs.proof_of(ticket_id), QtPageRenderer()
    is_pdf = path.suffix.lower() == ".pdf"
    save_file(path, renderer.slip_pdf(paper) if is_pdf else renderer.slip_png(paper))
    return path
