"""取单 after prices moved: the old total, the new one, and which one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.formatting import listed_text, money_text
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from desktop.services.held_sales import RecalledCart


class RecallPricesSheet(Sheet):
    """Shows both totals.

    Signals:
        decided: True keeps the total of then.
    """

    decided = Signal(bool)

    def __init__(self, recalled: RecalledCart, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("价格变了"), parent=parent)
        old, new = money_text(recalled.old_total), money_text(recalled.new_total)
        self.add_text(self.tr("挂单时 {old}，按现在的价 {new}。").format(old=old, new=new))
        if recalled.missing_titles:
            missing = listed_text(recalled.missing_titles)
            self.add_text(
                self.tr("已经不卖了，没有带回来：{titles}").format(titles=missing), "warn"
            )
        if recalled.new_total > recalled.old_total:
            keep = self.add_button(self.tr("按挂单时 {old}").format(old=old), name="keepOldTotal")
            keep.clicked.connect(self._keep)
        self.add_confirm(self.tr("按现在 {new}").format(new=new))
        self.accepted.connect(self._renew)
        self.rejected.connect(self._renew_closed)

    @Slot()
    def _keep(self) -> None:
        self.close_sheet()
        self.decided.emit(True)

    @Slot()
    def _renew(self) -> None:
        self.close_sheet()
        self.decided.emit(False)

    @Slot()
    def _renew_closed(self) -> None:
        self.decided.emit(False)
