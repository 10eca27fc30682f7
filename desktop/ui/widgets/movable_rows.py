"""A table whose rows a person puts in order by dragging them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent

from desktop.ui.widgets.data_table import DataTable

Row = TypeVar("Row")


class MovableRows(DataTable[Row]):
    """A table that tells where a row is dragged; whoever owns the rows moves them.

    The row follows the pointer from place to place, so what is seen is what will be kept.

    Signals:
        moved: the place of the row and the place it is dragged to, counted from 0.
    """

    moved = Signal(int, int)

    _dragged = -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the row under the pointer."""
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._dragged = self.indexAt(event.position().toPoint()).row() if is_left else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell when the row that is held comes over another one."""
        if self._dragged < 0:
            super().mouseMoveEvent(event)
            return
        to = self.indexAt(event.position().toPoint()).row()
        if to not in (-1, self._dragged):
            dragged, self._dragged = self._dragged, to
            self.moved.emit(dragged, to)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        self._dragged = -1
