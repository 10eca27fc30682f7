"""Tables inside a card: their square corners must not cover the card's round ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

_RADIUS = 11


class RoundedPages(QStackedWidget):
    """Pages clipped at their upper corners, and at the lower ones where nothing follows."""

    def __init__(self, *, is_last: bool = False) -> None:
        super().__init__()
        self._is_last = is_last

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Clip anew."""
        super().resizeEvent(event)
        box = QRectF(self.rect())
        if not self._is_last:
            box.setBottom(box.bottom() + 2 * _RADIUS)
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))
