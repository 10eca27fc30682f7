"""A QR code on its white plate: it never follows the theme, so that every phone reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

QUIET_PX: Final = 16
_WHITE: Final = QColor(255, 255, 255)
_BLACK: Final = QColor(0, 0, 0)
_PLATE_RADIUS: Final = 8


class QrView(QWidget):
    """Draws a matrix of dark modules, or a picture of a code, crisp and square.

    Args:
        px: side of the code itself; the quiet zone comes around it.
        quiet: px of white around.
    """

    def __init__(self, px: int = 248, quiet: int = QUIET_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: tuple[tuple[bool, ...], ...] = ()
        self._picture: QImage | None = None
        self._px, self._quiet = px, quiet
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_side(self, px: int) -> None:
        """Draw the code larger or smaller."""
        if px != self._px:
            self._px = px
            self.updateGeometry()

    def show_matrix(self, matrix: Sequence[Sequence[bool]], spoken: str) -> None:
        """Show modules, True is dark; ``spoken`` says what the code is for, never what it holds."""
        self._matrix = tuple(tuple(row) for row in matrix)
        self._picture = None
        self.setAccessibleName(spoken)
        self.update()

    def show_picture(self, picture: QImage, spoken: str) -> None:
        """Show a collection code's picture as it is."""
        self._matrix, self._picture = (), picture
        self.setAccessibleName(spoken)
        self.update()

    def clear(self) -> None:
        """Show the empty plate."""
        self._matrix, self._picture = (), None
        self.update()

    def sizeHint(self) -> QSize:
        """Code and quiet zone."""
        side = theme().px(self._px) + 2 * self._quiet
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw plate and code; modules are whole device pixels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("line"))
        painter.setBrush(_WHITE)
        plate = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(plate, _PLATE_RADIUS, _PLATE_RADIUS)
        inner = self.rect().adjusted(self._quiet, self._quiet, -self._quiet, -self._quiet)
        if self._picture is not None:
            size = self._picture.size().scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(QRectF(inner).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._picture)
        elif self._matrix:
            self._draw_modules(painter, QRectF(inner))

    def _draw_modules(self, painter: QPainter, inner: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        count = len(self._matrix)
        side = max(1, int(min(inner.width(), inner.height()) // count))
        left = int(inner.center().x() - side * count / 2)
        top = int(inner.center().y() - side * count / 2)
        for row, modules in enumerate(self._matrix):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    painter.fillRect(left + column * side, top + row * side, side, side, _BLACK)
