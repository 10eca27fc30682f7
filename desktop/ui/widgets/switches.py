"""What is on or off: the tick box and the switch."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desktop.ui.icons import pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import LEFT, draw_text, rounded, text_width


class TickBox(QCheckBox):
    """A tick box with the check of the icon set."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the check."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_CheckBoxIndicator
        box = QRectF(self.style().subElementRect(element, option, self))
        side = theme().px(12)
        at = box.center() - QPointF(side / 2, side / 2)
        QPainter(self).drawPixmap(at, pixmap("check", "on-accent", 12))


class Switch(QAbstractButton):
    """On or off: a 40×24 track in a row at least 40 high; the whole row toggles.

    With a text it is a row with the text at the left and the track at the right.
    """

    def __init__(
        self,
        text: str = "",
        *,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = text
        self.setCheckable(True)
        self.setAccessibleName(accessible_name or text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        horizontal = QSizePolicy.Policy.Expanding if text else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)

    def sizeHint(self) -> QSize:
        """Track and text, at least 40 high."""
        look = theme()
        words = round(text_width(self._label, 14)) + look.px(12) if self._label else 0
        return QSize(look.px(44) + words, look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw text, track and knob."""
        look, painter = theme(), QPainter(self)
        track = QRectF(0, 0, look.px(40), look.px(24))
        track.moveCenter(QPointF(self.width() - look.px(22), self.height() / 2))
        if self._label:
            words = QRectF(0, 0, track.left() - look.px(8), self.height())
            draw_text(painter, words, self._label, token=self._ink(), align=LEFT)
        fill = "line" if not self.isEnabled() else "accent" if self.isChecked() else "input"
        rounded(painter, track, track.height() / 2, fill=fill)
        knob = QRectF(track.left() + look.px(2), track.top() + look.px(2), look.px(20), look.px(20))
        if self.isChecked():
            knob.moveRight(track.right() - look.px(2))
        rounded(painter, knob, knob.height() / 2, fill="surface")
        if self.hasFocus():
            ring = track.adjusted(-2, -2, 2, 2)
            rounded(painter, ring, ring.height() / 2, edge="text", width=2)

    def _ink(self) -> str:
        return "text" if self.isEnabled() else "disabled"
