"""取单: the orders that wait; ↑↓ chooses, Enter takes one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.clock import zone_named
from desktop.ui.formatting import clock_text, money_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DANGER
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.held_sales import HeldSaleRow

_ROW = 60
_MOST_ROWS = 6


class HeldSalesSheet(Sheet):
    """Lists held orders.

    Signals:
        recalled, dropped: the id of the chosen one.
    """

    recalled = Signal(object)
    dropped = Signal(object)

    def __init__(
        self,
        held: Sequence[HeldSaleRow],
        zone_name: str,
        key_cap: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", key_cap=key_cap, parent=parent)
        self.set_title(self.tr("挂单 {n}").format(n=len(held)))
        self._zone = zone_named(zone_name)
        self.rows = RowList(name="heldList", accessible_name=self.tr("挂单"), row_height=_ROW)
        self.rows.set_items(self._row_of(each) for each in held)
        self.rows.select_number(0)
        shown = min(max(len(held), 1), _MOST_ROWS)
        self.rows.setFixedHeight(theme().px(_ROW) * shown)
        self.rows.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.rows)
        drop = self.add_button(self.tr("不要了"), DANGER, is_left=True, name="dropHeld")
        drop.clicked.connect(self._drop)
        self.add_cancel()
        self.add_confirm(self.tr("取回"))
        self.set_first_focus(self.rows)
        self.rows.picked.connect(self._pick)
        self.accepted.connect(self._recall)

    def _row_of(self, held: HeldSaleRow) -> ListRow:
        whose = held.label or self.tr("散客")
        about = held.note or held.person_name
        return ListRow(
            held.id,
            self.tr("{number} 号  {whose} · {n} 件").format(
                number=held.number, whose=whose, n=held.item_count
            ),
            self.tr("{time} · {about}").format(
                time=clock_text(held.held_at, self._zone), about=about
            ),
            right=money_text(held.total),
        )

    @Slot(object)
    def _pick(self, _row: ListRow) -> None:
        self._recall()

    @Slot()
    def _recall(self) -> None:
        row = self.rows.current_item()
        if row is not None:
            self.close_sheet()
            self.recalled.emit(row.key)

    @Slot()
    def _drop(self) -> None:
        row = self.rows.current_item()
        if row is not None:
            self.close_sheet()
            self.dropped.emit(row.key)
