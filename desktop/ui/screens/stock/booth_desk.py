"""Opens the pack for a booth, fetches prices for it, and writes it to a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.ui.background import Lane

if TYPE_CHECKING:
    from desktop.services.booth_packs import BoothLine
    from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
    from desktop.ui.screens.stock.sync_run import SyncRun
    from desktop.ui.stock_desk import StockDesk

_ENDINGS = ("csv", "xlsx")


class BoothDesk(QObject):
    """The acts around a pack."""

    def __init__(
        self, desk: StockDesk, sync_run: SyncRun, sync: Callable[[], None], page: QObject
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._sync_run = sync_run
        self._sync = sync

    @Slot()
    def pack(self) -> None:
        """Put a pack together."""
        from desktop.ui.dialogs.booth_pack_dialog import BoothPackSheet

        sheet = BoothPackSheet(self._desk)
        sheet.sync_wanted.connect(self._fetch)
        self._sync_run.ended.connect(sheet.take_synced)
        sheet.export_wanted.connect(self._ask_file)
        self._desk.context.messages.open_sheet(sheet)

    @Slot()
    def _fetch(self) -> None:
        self._sync()
        if not self._sync_run.is_running:
            self._sync_run.ended.emit(())

    @Slot(object)
    def _ask_file(self, lines: list[tuple[BoothLine, int]]) -> None:
        from desktop.ui.dialogs.save_file_dialog import SaveFileSheet

        name = self.tr("出摊备货 {date}").format(date=self._desk.booth_packs.today().isoformat())
        sheet = SaveFileSheet(self.tr("导出出摊备货"), name, _ENDINGS)
        sheet.decided.connect(partial(self._write, sheet, lines))
        self._desk.context.messages.open_sheet(sheet)

    def _write(self, sheet: SaveFileSheet, lines: list[tuple[BoothLine, int]], path: Path) -> None:
        self._desk.context.operations.run_query(
            sheet,
            partial(self._desk.booth_packs.export, self._desk.actor, path, lines),
            partial(self._written, sheet, path),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _written(self, sheet: SaveFileSheet, path: Path, count: int) -> None:
        sheet.close_sheet()
        self._desk.toast(self.tr("导出了 {n} 行：{path}").format(n=count, path=path))
