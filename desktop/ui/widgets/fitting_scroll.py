"""What a sheet holds when it may be taller than the window: whole where it fits, else scrolling."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.sheet import Sheet

_LEAST: Final = 120
_BAR: Final = 12
"""Between the content and the bar that scrolls it; a sheet gives that much of its own margin."""
_FRAME: Final = 2
"""Room for the line around a field that has the focus."""


def add_scrolling(sheet: Sheet, content: QWidget) -> None:
    """Put content into the body of a sheet; its right edge stays where it would be without."""
    margins = sheet.body.contentsMargins()
    margins.setRight(margins.right() - _BAR)
    sheet.body.setContentsMargins(margins)
    sheet.body.addWidget(FittingScroll(content))


class FittingScroll(QScrollArea):
    """Asks for the height of its content; with less of it, Tab brings what it visits into view."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)
        margins = content.contentsMargins()
        margins.setRight(_BAR)
        content.setContentsMargins(margins)

    def hasHeightForWidth(self) -> bool:
        """Wrapping lines need more of it when they are narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the whole content."""
        content = self._content
        has_own = content.hasHeightForWidth()
        return (content.heightForWidth(width) if has_own else content.sizeHint().height()) + _FRAME

    def sizeHint(self) -> QSize:
        """Return the size of the whole content."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Some of it must be seen."""
        return QSize(super().minimumSizeHint().width(), theme().px(_LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask anew when the content changed."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
