"""快捷键: every act with its keys; Enter gives it another, Del gives it back its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.ui.dialogs.rebind_dialog import RebindSheet, key_words
from desktop.ui.key_bindings import KeyBinding, KeyTable
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.settings.editors import SettingEditor

_T = QT_TRANSLATE_NOOP
_PAGES: Final = {
    "": _T("keys", "到处"),
    "sale": _T("keys", "收银"),
    "payment": _T("keys", "收款"),
    "done": _T("keys", "完成"),
    "customers": _T("keys", "会员"),
    "stock": _T("keys", "货源"),
    "orders": _T("keys", "订单"),
    "till": _T("keys", "日结"),
    "owner": _T("keys", "总览"),
    "promote": _T("keys", "推广"),
    "settings": _T("keys", "设置"),
}
_ROWS: Final = 10


class _KeysTable(DataTable[KeyBinding]):
    """The acts.

    Signals:
        reset_wanted: Del on the current row.
    """

    reset_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del gives an act its own keys back; the rest is a table's."""
        if event.key() == Qt.Key.Key_Delete:
            self.reset_wanted.emit()
        else:
            super().keyPressEvent(event)


class KeysCard(Card):
    """The table of keys, as it will be once the settings are saved.

    Args:
        editors: of all settings; the keys that are chosen here are put into theirs.
    """

    def __init__(self, context: WindowContext, editors: Mapping[str, SettingEditor]) -> None:
        super().__init__(" ", " ")
        self.title.setText(self.tr("每个动作的键"))
        self.set_flush()
        self._context = context
        self._preset, self._overrides = editors["keys.preset"], editors["keys.overrides"]
        self._fn_row = editors["keys.has_fn_row"]
        self.search = SearchBox(self.tr("动作或键，如“收款”“F9”"), "", name="keysSearch")
        self.reset_all = make_button("", self.tr("全部恢复"), name="resetKeys", size="small")
        self.table = _KeysTable(
            (
                TableColumn("page", self.tr("在哪一页"), _page_cell, 100),
                TableColumn("act", self.tr("做什么"), _act_cell),
                TableColumn("keys", self.tr("键"), self._keys_cell, 200),
                TableColumn("note", "", self._note_cell, 100),
            ),
            _key_of,
            name="keysTable",
            accessible_name=self.tr("快捷键"),
        )
        self.table.setFixedHeight(theme().px(36 + 44 * _ROWS))
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 10)
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.reset_all)
        self.body.addLayout(head)
        self.body.addWidget(self.table)
        self.search.searched.connect(self._show)
        self.search.entered.connect(self._enter_table)
        self.table.row_activated.connect(self._ask)
        self.table.reset_wanted.connect(self._reset_current)
        self.reset_all.clicked.connect(self._reset_all)
        for editor in (self._preset, self._overrides, self._fn_row):
            editor.edited.connect(self._show)
        self._show()

    def keys(self) -> KeyTable:
        """Return the keys as they would be saved."""
        return self._made(self._own())

    def reload(self) -> None:
        """Show what the editors hold now."""
        self._show()

    def _own(self) -> dict[str, list[str]]:
        loaded = json.loads(str(self._overrides.typed()) or "{}")
        return {name: str(keys).split() for name, keys in loaded.items()}

    def _made(self, own: Mapping[str, list[str]] | None = None) -> KeyTable:
        has_fn_row = bool(self._fn_row.typed())
        return KeyTable.made(str(self._preset.typed()), own, has_fn_row=has_fn_row)

    @Slot()
    def _show(self) -> None:
        wanted = self.search.search_text().strip().casefold()
        table = self.keys()
        rows = [row for row in table.bindings if not wanted or wanted in _spoken(row, table)]
        self.table.set_rows(rows)
        self.reset_all.setEnabled(bool(self._own()))

    @Slot()
    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.select_number(0)

    @Slot(object)
    def _ask(self, row: KeyBinding) -> None:
        if row.is_fixed:
            words = self.tr("“{act}”的键到处一样，不能换").format(act=key_words(row.text))
            self._context.messages.show_refusal(words)
            return
        sheet = RebindSheet(self.keys(), row)
        sheet.chosen.connect(self._take)
        self._context.messages.open_sheet(sheet)

    @Slot(str, str)
    def _take(self, action_id: str, key: str) -> None:
        self._keep(self.keys().with_key(action_id, key))

    @Slot()
    def _reset_current(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        own = self._own()
        if own.pop(row.action_id, None) is not None:
            self._keep(self._made(own))

    @Slot()
    def _reset_all(self) -> None:
        self._overrides.set_keys_text("{}")

    def _keep(self, table: KeyTable) -> None:
        changed = table.changes_from(self._made())
        own = {name: " ".join(keys) for name, keys in sorted(changed.items())}
        self._overrides.set_keys_text(json.dumps(own, ensure_ascii=False))

    def _keys_cell(self, row: KeyBinding) -> TableCell:
        return TableCell("   ".join(self.keys().shown_keys(row)) or "—", is_code=True)

    def _note_cell(self, row: KeyBinding) -> TableCell:
        if row.action_id in self._own():
            return TableCell(badges=(BadgeText(self.tr("改过"), Tone.ACCENT),))
        return TableCell(self.tr("固定") if row.is_fixed else "", token="text2")


def _spoken(row: KeyBinding, table: KeyTable) -> str:
    keys = " ".join((*row.keys, *table.shown_keys(row)))
    return f"{key_words(_PAGES[row.page])} {key_words(row.text)} {keys}".casefold()


def _key_of(row: KeyBinding) -> str:
    return row.action_id


def _page_cell(row: KeyBinding) -> TableCell:
    return TableCell(key_words(_PAGES[row.page]), token="text2")


def _act_cell(row: KeyBinding) -> TableCell:
    return TableCell(key_words(row.text), is_strong=True)
