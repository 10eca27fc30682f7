"""Exporting from the window: where the table goes is asked, then it is written aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.services.exporting import ExportKind
from desktop.ui.background import Lane
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.exporting import Exporting
    from desktop.ui.screen import WindowContext

_ENDINGS: Final = ("xlsx", "csv")


class ExportFiles(QObject):
    """Writes the owner's tables; the headers are English, for other programs."""

    def __init__(self, context: WindowContext, exporting: Exporting, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._exporting = context, exporting

    def names(self) -> dict[ExportKind, str]:
        """Return what each table is called."""
        return {
            ExportKind.SALES: self.tr("销售单"),
            ExportKind.PURCHASES: self.tr("采购单"),
            ExportKind.PRODUCTS: self.tr("商品"),
            ExportKind.CUSTOMERS: self.tr("会员"),
            ExportKind.PRICES: self.tr("进价变动"),
            ExportKind.LEDGER: self.tr("台账"),
            ExportKind.RULES: self.tr("合规记录"),
        }

    def ask(self, kind: ExportKind) -> None:
        """Ask where a table goes, and write it there."""
        name = self.names()[kind]
        on = self._context.clock.now()
        file_name = self.tr("卡台{name} {date}").format(name=name, date=f"{on:%Y-%m-%d}")
        sheet = SaveFileSheet(self.tr("导出{name}").format(name=name), file_name, _ENDINGS)
        sheet.decided.connect(partial(self._write, sheet, kind))
        self._context.messages.open_sheet(sheet)

    def _write(self, sheet: SaveFileSheet, kind: ExportKind, path: Path) -> None:
        actor = self._context.session.actor
        self._context.operations.run_query(
            sheet,
            partial(self._exporting.export, kind, path, actor=actor),
            partial(self._written, sheet, path),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _written(self, sheet: SaveFileSheet, path: Path, count: int) -> None:
        sheet.close_sheet()
        words = self.tr("导出了 {n} 行：{path}").format(n=count, path=path)
        self._context.messages.show_toast(words, icon="download")
