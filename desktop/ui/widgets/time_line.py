"""What happened to one thing, oldest first, along a line of dots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One thing that happened, or will.

    Attributes:
        text: what.
        at: when, already written.
        note: a caption below, wrapping.
        tone: accent done, warn unknown, danger failed, neutral still to come.
    """

    text: str
    at: str = ""
    note: str = ""
    tone: Tone = Tone.ACCENT


class _TimeRow(QWidget):
    """One row of a time line: dot and stem at the left."""

    def __init__(self, point: TimePoint, *, is_last: bool) -> None:
        super().__init__()
        self._point, self._is_last = point, is_last
        is_past = point.tone is not Tone.NEUTRAL
        head = QHBoxLayout()
        head.setSpacing(12)
        weight = "bodyStrong" if point.tone in (Tone.WARN, Tone.DANGER) else ""
        head.addWidget(PlainLabel(point.text, weight, "" if is_past else "2", wraps=True), 1)
        head.addWidget(PlainLabel(point.at, "caption", "2"), 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(34, 0, 0, 0 if is_last else 14)
        layout.setSpacing(0)
        layout.addLayout(head)
        if point.note:
            layout.addWidget(PlainLabel(point.note, "caption", "2", wraps=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dot and stem."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center = QPointF(look.px(12), look.px(10))
        if not self._is_last:
            painter.setPen(QPen(look.color("line"), 2))
            painter.drawLine(
                QPointF(center.x(), center.y() + look.px(10)), QPointF(center.x(), self.height())
            )
        fills = {
            Tone.ACCENT: "accent",
            Tone.WARN: "warn-dot",
            Tone.DANGER: "danger",
            Tone.INFO: "info",
        }
        fill = fills.get(self._point.tone, "")
        painter.setBrush(look.color(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen if fill else QPen(look.color("line2"), 2))
        painter.drawEllipse(
            center, look.px(6) - (0 if fill else 1), look.px(6) - (0 if fill else 1)
        )


class TimeLine(QWidget):
    """What happened to one order, oldest first."""

    def __init__(self, points: Iterable[TimePoint] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_TimeRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.set_points(points)

    def set_points(self, points: Iterable[TimePoint]) -> None:
        """Show another history."""
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        wanted = list(points)
        self._rows = [
            _TimeRow(point, is_last=index == len(wanted) - 1) for index, point in enumerate(wanted)
        ]
        for row in self._rows:
            self._layout.addWidget(row)
        spoken = "\n".join(f"{point.at} {point.text} {point.note}" for point in wanted)
        self.setAccessibleName(spoken)
