"""A stretch as a line over its ground, the one before it dashed; read and moved by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.formatting import HIDDEN
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import CENTER, RIGHT, draw_dot, draw_text, rounded, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BASE: Final = 22
_AXIS: Final = 52
_EDGE: Final = 14
_TOP: Final = 24
_HEADROOM: Final = 1.05
_TICKS: Final = 3
_LABEL_WIDTH: Final = 44
_PIECE: Final = 16
_PIECE_GAP: Final = 8
_LEGEND_PIXELS: Final = 12


@dataclass(frozen=True, slots=True)
class TrendMark:
    """One place of the chart.

    Attributes:
        label: what stands below it.
        value: how high the line is; None where it has ended.
        before: how high the dashed one is; None where it has ended.
        text: what the readout says of it.
    """

    label: str
    value: float | None
    before: float | None
    text: str


class TrendChart(QWidget):
    """Two lines over one base; ←→ or the mouse move a readout, Enter or a click opens its place.

    Hidden amounts leave the shape: the words of the axis are dots, and what is read out comes from
    the page, which hides it as it hides everything.

    Signals:
        opened: the number of a place, from 0.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[TrendMark, ...] = ()
        self._at = -1
        self._hides = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme().px(120))

    def set_marks(self, marks: Iterable[TrendMark], summary: str, *, hides: bool) -> None:
        """Show other values; the readout stays where it is while there is such a place.

        Args:
            marks: from the first hour or date to the last.
            summary: one sentence that says what the picture shows.
            hides: no amount is written.
        """
        self._marks, self._hides = tuple(marks), hides
        if self._at >= len(self._marks):
            self._at = -1
        self.setAccessibleName(summary)
        self.setAccessibleDescription(self.readout())
        self.update()

    def readout(self) -> str:
        """Return the words of the place that ←→ reached, or nothing."""
        return self._marks[self._at].text if self._at >= 0 else ""

    def axis_words(self) -> tuple[str, ...]:
        """Return what stands at the left, from the base up."""
        return tuple(HIDDEN if self._hides and tick else f"{tick:,.0f}" for tick in self._ticks())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the readout; Enter opens its place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.opened.emit(self._at)
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._marks:
            super().keyPressEvent(event)
            return
        last = len(self._marks) - 1
        start = self._at if self._at >= 0 else (-1 if step > 0 else last + 1)
        self._read_at(min(max(start + step, 0), last))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the place under the mouse."""
        self._read_at(self._place_at(event.position().x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the place."""
        place = self._place_at(event.position().x())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(place)

    def leaveEvent(self, _event: QEvent) -> None:
        """Without the mouse and the caret nothing is read out."""
        if not self.hasFocus():
            self._read_at(-1)

    def _read_at(self, place: int) -> None:
        self._at = place
        self.setAccessibleDescription(self.readout())
        self.update()

    def _place_at(self, x: float) -> int:
        """Return the place nearest to a point; -1 where there is none."""
        places = range(len(self._marks))
        return min(places, key=lambda place: abs(self._x(place) - x), default=-1)

    def sizeHint(self) -> QSize:
        """Some room."""
        return QSize(theme().px(420), theme().px(180))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw grid, the ground under the line, both lines, labels, readout."""
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_grid(painter)
        now = [self._point(index, mark.value) for index, mark in enumerate(self._marks)]
        before = [self._point(index, mark.before) for index, mark in enumerate(self._marks)]
        self._draw_ground(painter, _reached(now))
        self._draw_line(painter, _reached(before), "info", is_dashed=True)
        self._draw_line(painter, _reached(now), "c1", is_dashed=False)
        self._draw_labels(painter)
        self._draw_readout(painter)

    def _top(self) -> float:
        values = [each for mark in self._marks for each in (mark.value, mark.before) if each]
        return max(values, default=1.0) * _HEADROOM

    def _ticks(self) -> tuple[float, ...]:
        """Return at most three round values from zero up."""
        if not any(mark.value or mark.before for mark in self._marks):
            return (0.0,)
        top, step = self._top(), 1.0
        while top / step >= _TICKS:
            for factor in (2, 2.5, 2):
                step *= factor
                if top / step < _TICKS:
                    break
        return tuple(step * index for index in range(int(top / step) + 1))

    def _floor(self) -> float:
        return self.height() - theme().px(_BASE)

    def _x(self, index: int) -> float:
        left, right = theme().px(_AXIS) + theme().px(_EDGE), self.width() - theme().px(_EDGE)
        gaps = len(self._marks) - 1
        return left + (right - left) * (index / gaps if gaps else 0.5)

    def _y(self, value: float) -> float:
        head = theme().px(_TOP)
        return self._floor() - (self._floor() - head) * max(value, 0.0) / self._top()

    def _point(self, index: int, value: float | None) -> QPointF | None:
        return None if value is None else QPointF(self._x(index), self._y(value))

    def _draw_grid(self, painter: QPainter) -> None:
        look, left = theme(), theme().px(_AXIS)
        for tick, words in zip(self._ticks(), self.axis_words(), strict=True):
            y = round(self._y(tick)) + 0.5
            painter.setPen(QPen(look.color("grid" if tick else "line2"), 1))
            painter.drawLine(QPointF(left, y), QPointF(self.width(), y))
            box = QRectF(0, y - look.px(8), left - look.px(8), look.px(16))
            draw_text(painter, box, words, pixels=11, token="text3", align=RIGHT)

    def _draw_ground(self, painter: QPainter, points: Sequence[QPointF]) -> None:
        if not points:
            return
        floor = self._floor()
        ends = (QPointF(points[-1].x(), floor), QPointF(points[0].x(), floor))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("accent-tint"))
        painter.drawPolygon(QPolygonF([*points, *ends]))

    def _draw_line(
        self, painter: QPainter, points: Sequence[QPointF], token: str, *, is_dashed: bool
    ) -> None:
        if not points:
            return
        pen = QPen(theme().color(token), theme().px(2))
        if is_dashed:
            pen.setDashPattern([3.0, 2.0])
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(list(points)))
        draw_dot(painter, points[-1], theme().px(7), token)

    def _draw_labels(self, painter: QPainter) -> None:
        """Write as many labels as have room; the first and the last always."""
        look, last = theme(), len(self._marks) - 1
        width, height = look.px(_LABEL_WIDTH), look.px(_BASE) - 2
        gap = self._x(1) - self._x(0) if last else float(width)
        step = max(1, -int(-width // max(gap, 1.0)))
        shown = [index for index in range(0, last + 1, step) if last - index >= step] + [last]
        for index in shown:
            box = QRectF(self._x(index) - width / 2, self._floor() + 2, width, height)
            label = self._marks[index].label
            draw_text(painter, box, label, pixels=11, token="text3", align=CENTER)

    def _draw_readout(self, painter: QPainter) -> None:
        look = theme()
        if self._at >= 0:
            x = self._x(self._at)
            painter.setPen(QPen(look.color("line2"), 1))
            painter.drawLine(QPointF(x, look.px(_TOP)), QPointF(x, self._floor()))
            for value, token in (
                (self._marks[self._at].before, "info"),
                (self._marks[self._at].value, "c1"),
            ):
                if value is not None:
                    draw_dot(painter, QPointF(x, self._y(value)), look.px(7), token)
            box = QRectF(0, look.px(3), self.width() - look.px(_EDGE), look.px(18))
            draw_text(painter, box, self.readout(), pixels=12, weight=600, align=RIGHT)
        if self.hasFocus():
            rounded(painter, QRectF(self.rect()), look.px(8), edge="accent", width=2)


def _reached(points: Sequence[QPointF | None]) -> list[QPointF]:
    """Return the points up to where a line ends."""
    return [point for point in points if point is not None]


class LegendKey(QWidget):
    """Which line is which: a piece of it, and its name."""

    def __init__(self, token: str, *, is_dashed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token, self._is_dashed, self._text = token, is_dashed, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Name the line."""
        self._text = text
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the name."""
        return self._text

    def sizeHint(self) -> QSize:
        """The piece of line, a gap, the name."""
        look = theme()
        words = text_width(self._text, _LEGEND_PIXELS)
        return QSize(look.px(_PIECE + _PIECE_GAP) + round(words) + 2, look.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both."""
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.color(self._token), look.px(2))
        if self._is_dashed:
            pen.setDashPattern([2.0, 1.5])
        painter.setPen(pen)
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(look.px(_PIECE), middle))
        left = look.px(_PIECE + _PIECE_GAP)
        box = QRectF(left, 0, self.width() - left, self.height())
        draw_text(painter, box, self._text, pixels=_LEGEND_PIXELS, token="text2")
