"""The sums below a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.data_table import ONE_LINE, DataTable
from desktop.ui.widgets.painting import LEFT, RIGHT, draw_text, text_width
from desktop.ui.widgets.table_painting import PADDING

if TYPE_CHECKING:
    from collections.abc import Mapping


class TableTotals(QWidget):
    """The sums below a table, in its columns' places."""

    def __init__(
        self, table: DataTable[Any], row_height: int = ONE_LINE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._row_height = row_height
        self._texts: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.horizontalHeader().sectionResized.connect(self._repaint)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show sums by column key."""
        self._texts = dict(texts)
        self.setAccessibleName(" ".join(self._texts.values()))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a row of the table."""
        return QSize(200, theme().px(self._row_height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sums."""
        look, painter = theme(), QPainter(self)
        painter.fillRect(self.rect(), look.color("raised"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.color("line"))
        header = self._table.horizontalHeader()
        for number, column in enumerate(self._table.table_model().columns):
            text = self._texts.get(column.key, "")
            left = header.sectionViewportPosition(number) + look.px(PADDING)
            width = header.sectionSize(number) - 2 * look.px(PADDING)
            if text and not column.is_number:
                width = max(width, round(text_width(text, 13, 600)) + 2)
            align = RIGHT if column.is_number else LEFT
            box = QRectF(left, 0, width, self.height())
            draw_text(painter, box, text, pixels=13, weight=600, align=align)

    @Slot()
    def _repaint(self) -> None:
        self.update()
