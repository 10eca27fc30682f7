"""Tables inside a card: their square corners must not cover the card's round ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.theme import theme

_RADIUS = 11
_LEAST_HEIGHT = 124


class RoundedPages(QStackedWidget):
    """Pages clipped at their upper corners, and at the lower ones where nothing follows.

    Args:
        is_last: nothing follows them in the card.
        wanted_height: px at scale 1 that they take where there is room; 0 leaves it to the layout.
    """

    def __init__(self, *, is_last: bool = False, wanted_height: int = 0) -> None:
        super().__init__()
        self._is_last = is_last
        self._wanted_height = wanted_height
        if wanted_height:
            self.setMinimumHeight(theme().px(_LEAST_HEIGHT))
            self.setMaximumHeight(theme().px(wanted_height))

    def sizeHint(self) -> QSize:
        """Ask for the wanted height."""
        hint = super().sizeHint()
        return QSize(hint.width(), theme().px(self._wanted_height)) if self._wanted_height else hint

    def minimumSizeHint(self) -> QSize:
        """In a small window a few rows must do."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), theme().px(_LEAST_HEIGHT)) if self._wanted_height else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Clip anew."""
        super().resizeEvent(event)
        box = QRectF(self.rect())
        if not self._is_last:
            box.setBottom(box.bottom() + 2 * _RADIUS)
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))
