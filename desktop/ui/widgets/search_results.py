"""The drop-down under the search box: at most seven rows, the first one chosen.

It is part of the window, not a window of its own: the focus stays in the search box, whose
``moved`` and ``entered`` go here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.labels import KeyCap, PlainLabel, line
from desktop.ui.widgets.list_rows import ListRow, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

ROW_PX: Final = 52
MAXIMUM_ROWS: Final = 7
WIDTH_PX: Final = 600
_GAP: Final = 4


class SearchResults(QFrame):
    """Rows found while typing.

    Signals:
        picked: the ``ListRow`` that was clicked, or chosen by ``pick_current``.
    """

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("popup", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list = RowList(
            name="searchResults", accessible_name=self.tr("搜索结果"), row_height=ROW_PX
        )
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.picked.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        layout.addWidget(line())
        layout.addLayout(self._hints())
        self.hide()

    def show_rows(self, rows: Iterable[ListRow], box: QWidget) -> None:
        """Show what was found under ``box``, the first row chosen; nothing found hides it."""
        found = tuple(rows)[:MAXIMUM_ROWS]
        self._list.set_items(found)
        if not found:
            self.hide()
            return
        self._list.select_number(0)
        look = theme()
        self._list.setFixedHeight(look.px(ROW_PX) * len(found))
        window = self.parentWidget()
        corner = box.mapTo(window, QPoint(0, box.height() + _GAP)) if window else QPoint()
        room = window.width() - corner.x() if window else look.px(WIDTH_PX)
        self.setFixedWidth(min(look.px(WIDTH_PX), room))
        self.adjustSize()
        self.move(corner)
        self.show()
        self.raise_()

    def rows(self) -> tuple[ListRow, ...]:
        """Return the rows shown."""
        return self._list.item_model().items()

    def current_row(self) -> ListRow | None:
        """Return the chosen row while the drop-down is open, or None."""
        return self._list.current_item() if not self.isHidden() else None

    @Slot(int)
    def move_selection(self, step: int) -> None:
        """Choose the row above or below."""
        self._list.move_selection(step)

    @Slot()
    def pick_current(self) -> None:
        """Pick the chosen row, as Enter in the search box does; without effect when closed."""
        row = self.current_row()
        if row is not None:
            self._pick(row)

    @Slot(object)
    def _pick(self, row: object) -> None:
        self.hide()
        self.picked.emit(row)

    def _hints(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(6)
        hints = (
            ("↑↓", self.tr("选择")),
            ("Enter", self.tr("加入")),
            ("3*", self.tr("先输数量再扫码")),
            ("Esc", self.tr("关闭")),
        )
        for key, words in hints:
            layout.addWidget(KeyCap(key))
            layout.addWidget(PlainLabel(words, "caption", "2"))
            layout.addSpacing(10)
        layout.addStretch(1)
        return layout
