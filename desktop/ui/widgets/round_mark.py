"""The disc with the check of what is done."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.icons import pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import rounded


class RoundMark(QWidget):
    """A filled disc with an icon: the check of a finished sale."""

    def __init__(
        self, icon: str = "check", px: int = 52, parent: QObject | QWidget | None = None
    ) -> None:
        super().__init__(parent if isinstance(parent, QWidget) else None)
        self._icon, self._px = icon, px
        side = theme().px(px)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw disc and icon."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, box.height() / 2, fill="accent")
        side = theme().px(24)
        at = box.center() - QPointF(side / 2, side / 2)
        painter.drawPixmap(at, pixmap(self._icon, "on-accent", 24))
