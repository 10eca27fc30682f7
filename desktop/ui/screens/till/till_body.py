"""How the till page shares its room: what is typed at the left, the report, the month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.screens.till.left_panels import scrolled
from desktop.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.ui.screens.till.left_side import LeftSide
    from desktop.ui.screens.till.report_view import ReportView
    from desktop.ui.screens.till.side_column import SideColumn

_WITH_SIDE: Final = 1188
"""From this width on there is room for the month beside the report."""
_LEFT, _LEFT_NARROW, _LEFT_COMPARING, _SIDE = 372, 348, 320, 304
_ANY_WIDTH: Final = 16_777_215


class TillBody(QWidget):
    """Three columns; in a narrow window the third lies below the report, where one scrolls to it.

    Args:
        left: what is typed.
        report: the middle.
        side: the month and what stands below it.
    """

    def __init__(
        self,
        left: LeftSide,
        report: ReportView,
        side: SideColumn,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._left, self._side = left, side
        self._compares, self._is_beside = False, True
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(12)
        self._middle.addWidget(report, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self._left)
        self._scroll = scrolled(middle)
        self._row.addWidget(self._scroll, 1)
        self._row.addWidget(side)
        side.setFixedWidth(theme().px(_SIDE))
        self._fit()

    def compare(self, *, compares: bool) -> None:
        """Give the three blocks of the differences the month's room too."""
        self._compares = compares
        self._fit()

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part of the middle."""
        if self._scroll.isAncestorOf(part):
            self._scroll.ensureWidgetVisible(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme()
        is_beside = self.width() >= look.px(_WITH_SIDE)
        left = _LEFT_COMPARING if self._compares else _LEFT if is_beside else _LEFT_NARROW
        self._left.setFixedWidth(look.px(left))
        if is_beside is not self._is_beside:
            self._move_side(is_beside=is_beside)
        self._side.setVisible(not self._compares)

    def _move_side(self, *, is_beside: bool) -> None:
        self._is_beside = is_beside
        old, new = (self._middle, self._row) if is_beside else (self._row, self._middle)
        old.removeWidget(self._side)
        new.addWidget(self._side)
        self._side.stand(is_lying=not is_beside)
        self._side.setMinimumWidth(theme().px(_SIDE) if is_beside else 0)
        self._side.setMaximumWidth(theme().px(_SIDE) if is_beside else _ANY_WIDTH)
