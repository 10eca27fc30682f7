"""Cards of 总览 side by side, as high as the page gives them and never lower than they need."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.theme import theme

LAST_ROOM: Final = 10
"""What a list leaves free at the foot of its card: its square corners stay off the round ones."""
_GAP: Final = 12


class CardRow(QWidget):
    """One row.

    Args:
        height: px at scale 1. Wrapping words in a card do not make it grow.
        cards: from left to right.
    """

    def __init__(self, height: int, *cards: QWidget) -> None:
        super().__init__()
        self._height = height
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for card in cards:
            row.addWidget(card)

    def hasHeightForWidth(self) -> bool:
        """The page decides."""
        return False

    def sizeHint(self) -> QSize:
        """Return the height it was given."""
        return QSize(super().sizeHint().width(), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the same: with less the page scrolls."""
        return QSize(super().minimumSizeHint().width(), theme().px(self._height))
