"""How the rows of a table are painted: one ground for a row, then its cells.

A frame of a table is the dearest thing the window does again and again. So nothing goes through
Qt's delegates, whose every question crosses from C++ to here and back: what a row is like is asked
once, and its cells are drawn at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt

from desktop.ui.icons import pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import (
    LEFT,
    RIGHT,
    badge_width,
    draw_badge,
    draw_text,
    rounded,
)
from desktop.ui.widgets.table_model import TableCell, TableColumn, cell_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

PADDING: Final = 10
_BAR: Final = 3
_UNREAD_SHARE: Final = 0.6
_UNREAD_HEIGHT: Final = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A column in sight: where it stands in the viewport."""

    column: TableColumn[Any]
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row is drawn."""

    is_selected: bool = False
    is_hovered: bool = False
    has_focus: bool = False


def paint_row(
    painter: QPainter, sections: Sequence[Section], place: QRect, row: object, state: RowState
) -> None:
    """Draw a row; one that is still being read gets a quiet bar where its words will stand."""
    painter.save()
    _draw_ground(painter, QRectF(place), state)
    padding, top, height = theme().px(PADDING), place.top(), place.height() - 1
    for section in sections:
        width = section.width - 2 * padding
        inner = QRectF(section.left + padding, top, width, height)
        if row is not None:
            _draw_cell(painter, inner, cell_of(section.column, row), section.column, state)
        elif not section.column.width:
            _draw_unread(painter, inner)
    painter.restore()


def draw_tick(painter: QPainter, box: QRectF, *, is_ticked: bool) -> None:
    """Draw a tick box at the left."""
    side = theme().px(18)
    square = QRectF(box.left(), box.center().y() - side / 2, side, side)
    fill, edge = ("accent", "accent") if is_ticked else ("surface", "input")
    rounded(painter, square, theme().px(4), fill=fill, edge=edge)
    if is_ticked:
        corner = square.center() - QPointF(theme().px(6), theme().px(6))
        painter.drawPixmap(corner, pixmap("check", "on-accent", 12))


def _draw_ground(painter: QPainter, box: QRectF, state: RowState) -> None:
    look = theme()
    ground = "accent-tint" if state.is_selected else "hover" if state.is_hovered else "surface"
    painter.fillRect(box, look.color(ground))
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
    if not state.is_selected:
        return
    accent = look.color("accent")
    painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height()), accent)
    if state.has_focus:
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), accent)
        painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), accent)


def _draw_unread(painter: QPainter, box: QRectF) -> None:
    height = theme().px(_UNREAD_HEIGHT)
    bar = QRectF(box.left(), box.center().y() - height / 2, box.width() * _UNREAD_SHARE, height)
    painter.fillRect(bar, theme().color("raised"))


def _draw_cell(
    painter: QPainter, box: QRectF, cell: TableCell, column: TableColumn[Any], state: RowState
) -> None:
    align = RIGHT if column.is_number else LEFT
    if cell.tick is not None:
        draw_tick(painter, box, is_ticked=cell.tick)
    elif cell.second:
        _draw_two_lines(painter, box, cell, align)
    elif cell.badges:
        _draw_badges(painter, box, cell, column, state)
    elif cell.text:
        x = box.left() + _draw_first(painter, box, cell, align)
        if cell.aside:
            _draw_aside(painter, box, cell, x)


def _draw_badges(
    painter: QPainter, box: QRectF, cell: TableCell, column: TableColumn[Any], state: RowState
) -> None:
    """Draw badges, after the words where there are some; they end with their column."""
    padding = theme().px(PADDING)
    painter.save()
    painter.setClipRect(box.adjusted(-padding, 0, padding, 0))
    gap = theme().px(6)
    widths = [badge_width(badge) for badge in cell.badges]
    taken, x = sum(widths) + gap * len(widths), box.left()
    if cell.text:
        room = box.adjusted(0, 0, -taken, 0)
        x += _draw_first(painter, room, cell, RIGHT if column.is_number else LEFT)
        if cell.aside:
            x = _draw_aside(painter, room, cell, x)
        x += theme().px(8)
    elif column.is_number:
        x = box.right() - taken
    fill, middle = "surface" if state.is_selected else "", box.center().y()
    for badge in cell.badges:
        x += draw_badge(painter, x, middle, badge, fill=fill) + gap
    painter.restore()


def _draw_aside(painter: QPainter, box: QRectF, cell: TableCell, x: float) -> float:
    """Draw the quiet words after the text; return where they end."""
    room = QRectF(box)
    room.setLeft(x + theme().px(5))
    return room.left() + draw_text(painter, room, cell.aside, pixels=13, token="text2")


def _draw_two_lines(
    painter: QPainter, box: QRectF, cell: TableCell, align: Qt.AlignmentFlag
) -> None:
    look, middle = theme(), box.center().y()
    upper = QRectF(box.left(), middle - look.px(18), box.width(), look.px(18))
    lower = QRectF(box.left(), middle, box.width(), look.px(17))
    _draw_first(painter, upper, cell, align)
    draw_text(painter, lower, cell.second, pixels=12, token="text2", align=align)


def _draw_first(painter: QPainter, box: QRectF, cell: TableCell, align: Qt.AlignmentFlag) -> float:
    return draw_text(
        painter,
        box,
        cell.text,
        pixels=cell.pixels,
        weight=600 if cell.is_strong else 400,
        token=cell.token,
        align=align,
        is_secret=cell.is_code,
    )
