"""The table of goods jumped through and gone through page by page, each time until it is painted."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QTimer

from desktop.ui.application import Opening
from tests.bench.memory import resident_bytes

if TYPE_CHECKING:
    from desktop.domain.stock import StockRow
    from desktop.ui.screens.stock_screen import StockScreen
    from desktop.ui.widgets.data_table import DataTable

_FINDS_NOTHING = "没有这样的货"


class WholePaints(QObject):
    """Notices when a table was painted and every row in sight had been read."""

    def __init__(self, table: DataTable[StockRow]) -> None:
        super().__init__(table)
        self._table = table
        self._is_whole = False
        self.seconds = 0.0
        self._begun = 0.0
        table.viewport().installEventFilter(self)

    def go(self, value: int) -> None:
        """Scroll somewhere, and time it from here."""
        self._is_whole = False
        self._begun = time.perf_counter()
        self._table.verticalScrollBar().setValue(value)

    def is_whole(self) -> bool:
        """Whether it was painted since, whole."""
        return self._is_whole

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at a paint; it is over when the event loop turns again."""
        if event.type() == QEvent.Type.Paint and not self._is_whole and self._has_all():
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        if not self._is_whole:
            self._is_whole = True
            self.seconds = time.perf_counter() - self._begun

    def _has_all(self) -> bool:
        model = self._table.table_model()
        first, last = self._table.rowAt(0), self._table.rowAt(self._table.viewport().height() - 1)
        last = model.rowCount() - 1 if last < 0 else last
        return all(model.row_at(number) is not None for number in range(first, last + 1))


def scroll_script(
    opening: Opening,
    count: int,
    seconds_of_repaint: Callable[[], float],
    answer: dict[str, object],
) -> Iterator[Callable[[], bool]]:
    """Jump to so many places that were never read, then go down as many pages from the top.

    Memory is counted from an empty list to all of them, jumps and pages included.
    """
    window = opening.shop_window
    assert window is not None
    background = window.background
    window.context.go_to("stock")
    yield lambda: window.pages.find_built("stock") is not None and background.is_idle
    panel = cast("StockScreen", window.pages.find_built("stock")).products
    panel.look_for(_FINDS_NOTHING)
    yield lambda: panel.rows.count() == 0 and background.is_idle
    before = resident_bytes()
    panel.look_for("")
    yield lambda: panel.rows.count() > 0 and background.is_idle
    bar, paints = panel.table.verticalScrollBar(), WholePaints(panel.table)
    chance = random.Random(17)
    raw, jumps, pages = [], [], []
    for _ in range(count):
        paints.go(chance.randrange(bar.maximum()))
        yield paints.is_whole
        jumps.append(paints.seconds)
        yield lambda: background.is_idle
        raw.append(seconds_of_repaint())
    bar.setValue(0)
    for _ in range(count):
        yield lambda: background.is_idle
        paints.go(bar.value() + bar.pageStep())
        yield paints.is_whole
        pages.append(paints.seconds)
    answer |= {
        "jumps": jumps,
        "pages": pages,
        "repaints": raw,
        "rows": panel.rows.count(),
        "grown": resident_bytes() - before,
    }
