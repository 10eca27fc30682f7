"""常用账号: a member's kept top-up accounts, masked; named with Enter, forgotten with Delete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from desktop.services.saved_accounts import SavedAccount
from desktop.ui.dialogs.note_dialog import NoteSheet
from desktop.ui.formatting import moment_text
from desktop.ui.screens.customers.customer_texts import NOTHING
from desktop.ui.widgets.buttons import DANGER
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from desktop.ui.customer_desk import CustomerDesk


class AccountsTable(DataTable[SavedAccount]):
    """The accounts of the member who is shown.

    Signals:
        delete_pressed: the Delete key.
    """

    delete_pressed = Signal()

    def __init__(self, desk: CustomerDesk) -> None:
        super().__init__(
            self._made_columns(),
            _account_key,
            name="savedAccounts",
            accessible_name=self.tr("常用账号"),
        )
        self._desk = desk
        self.row_activated.connect(self.ask_label)
        self.delete_pressed.connect(self.ask_remove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks whether the account is forgotten."""
        if event.key() == Qt.Key.Key_Delete and not event.isAutoRepeat():
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _made_columns(self) -> tuple[TableColumn[SavedAccount], ...]:
        return (
            TableColumn("account", self.tr("账号"), _masked, 160),
            TableColumn("label", self.tr("叫法"), _label),
            TableColumn("family", self.tr("商品"), _family, 160),
            TableColumn("used", self.tr("上次到账"), self._used, 130),
            TableColumn("count", self.tr("次数"), _count, 80, is_number=True),
        )

    def _used(self, row: SavedAccount) -> str:
        return moment_text(row.used_at, self._desk.now(), self._desk.zone())

    @Slot()
    def ask_label(self) -> None:
        """Ask what the chosen account is called."""
        row = self.current_row()
        if row is None:
            return
        sheet = NoteSheet(row.masked, self.tr("叫法（大号、妈妈…）"), self.tr("记下来"), row.label)
        sheet.decided.connect(partial(self._rename, row.id))
        self._desk.context.messages.open_sheet(sheet)

    @Slot()
    def ask_remove(self) -> None:
        """Ask before the chosen account is forgotten."""
        row = self.current_row()
        if row is None:
            return
        sheet = Sheet(self.tr("删掉常用账号 {account}？").format(account=row.masked))
        sheet.add_text(self.tr("删了找不回来，下次到账会重新记下。卖过的单子不受影响。"))
        cancel = sheet.add_cancel(self.tr("保留"))
        sheet.add_confirm(self.tr("删掉"), DANGER, is_default=False)
        sheet.set_first_focus(cancel)
        sheet.accepted.connect(partial(self._remove, sheet, row.id))
        self._desk.context.messages.open_sheet(sheet)

    @Slot(str)
    def _rename(self, account_id: int, label: str) -> None:
        saved = self._desk.saved_accounts
        work = partial(saved.rename, self._desk.actor, account_id, label)
        self._desk.context.operations.run_change(self, work)

    @Slot()
    def _remove(self, sheet: Sheet, account_id: int) -> None:
        sheet.close_sheet()
        work = partial(self._desk.saved_accounts.remove, self._desk.actor, account_id)
        self._desk.context.operations.run_change(self, work)


def _account_key(row: SavedAccount) -> int:
    return row.id


def _masked(row: SavedAccount) -> TableCell:
    return TableCell(row.masked, is_strong=True)


def _label(row: SavedAccount) -> str:
    return row.label or NOTHING


def _family(row: SavedAccount) -> str:
    return row.family or NOTHING


def _count(row: SavedAccount) -> str:
    return f"{row.use_count:,}"
