"""The floor of showing results: a bare table, its model reset to fifty rows, painted whole."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

_ROWS = 50
_COLUMNS = 6
_NO_PARENT = QModelIndex()


class FiftyRows(QAbstractTableModel):
    """Rows whose texts change with every reset."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[list[str]] = []
        self.turn = 0
        self.was_read = False

    def reset(self) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.turn += 1
        self.was_read = False
        self._texts = [
            [f"{self.turn}-{row}-{column} 云境传说点卡" for column in range(_COLUMNS)]
            for row in range(_ROWS)
        ]
        self.endResetModel()

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return len(self._texts)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return _COLUMNS

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        self.was_read = True
        return self._texts[index.row()][index.column()]


class BareTable:
    """The table in a window of its own, 1200 × 800."""

    def __init__(self) -> None:
        self._model = FiftyRows()
        self._view = QTableView()
        self._view.setModel(self._model)
        self._view.resize(1200, 800)
        self._view.show()
        assert QTest.qWaitForWindowExposed(self._view)

    def seconds_of_repaint(self) -> float:
        """Reset the model and paint everything; return how long it took."""
        start = time.perf_counter()
        self._model.reset()
        self._view.viewport().repaint()
        seconds = time.perf_counter() - start
        assert self._model.was_read
        return seconds
