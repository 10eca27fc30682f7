"""The header of a table: words, the triangle of the sort, the box that ticks all rows."""

from __future__ import annotations

from typing import Any, Final, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from desktop.ui.theme import theme
from desktop.ui.widgets.painting import LEFT, RIGHT, draw_text, draw_triangle, text_width
from desktop.ui.widgets.table_model import RowTableModel
from desktop.ui.widgets.table_painting import PADDING, draw_tick

_HEADER: Final = 36


class SortedTable(Protocol):
    """What a header asks of its table."""

    def table_model(self) -> RowTableModel[Any]:
        """Return the rows' model."""

    def sorted_column(self) -> int:
        """Return the column sorted by, or −1."""

    def is_ascending(self) -> bool:
        """Return the direction of the sort."""


class TableHeader(QHeaderView):
    """Header 36 high on ``raised``; the sorted column has a triangle."""

    def __init__(self, table: SortedTable) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)

    def sizeHint(self) -> QSize:
        """36 px."""
        return QSize(super().sizeHint().width(), theme().px(_HEADER))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw the words and, when sorted by it, the triangle."""
        table = self._table
        look, box = theme(), QRectF(rect)
        painter.save()
        painter.fillRect(box, look.color("raised"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
        column = table.table_model().columns[logical]
        inner = box.adjusted(look.px(PADDING), 0, -look.px(PADDING), -1)
        align = RIGHT if column.is_number else LEFT
        is_sorted = table.sorted_column() == logical
        token = "text" if is_sorted else "text3"
        if column.header_tick is not None:
            draw_tick(painter, inner, is_ticked=column.header_tick())
            painter.restore()
            return
        if is_sorted:
            width = text_width(column.title, 12)
            x = inner.right() - width - look.px(10) if column.is_number else inner.left() + width
            center = QPointF(x + look.px(0 if column.is_number else 10), inner.center().y())
            draw_triangle(painter, center, "text2", is_up=table.is_ascending())
        draw_text(painter, inner, column.title, pixels=12, token=token, align=align)
        painter.restore()
