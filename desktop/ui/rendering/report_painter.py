"""Draws a report on pages of A4: title, facts, tables, signature lines, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPainter, QPen

from desktop.domain.paper_text import scrub
from desktop.domain.receipt import Page, PageTable

DOTS_PER_INCH: Final = 300
_ROW: Final = 62.0
_HEAD_ROW: Final = 66.0
_HEADING_ROW: Final = 72.0
_FOOT: Final = 78.0
_GAP: Final = 60.0
_BETWEEN_COLUMNS: Final = 28.0
_BETWEEN_HALVES: Final = 90.0
_BODY: Final = 38
_SMALL: Final = 32
_HEADING: Final = 46
_TITLE: Final = 60
_INK: Final = QColor(0x13, 0x20, 0x1B)
_INK_SOFT: Final = QColor(0x5A, 0x66, 0x60)
_LINE: Final = QColor(0xC9, 0xCF, 0xCB)


def _font(dots: int, *, is_bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(["Inter", "Noto Sans CJK SC"])
    font.setPixelSize(dots)
    font.setBold(is_bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@dataclass(slots=True)
class ReportPainter:
    """Draws from the top down and begins a new page where the present one is full.

    Attributes:
        area: the part of a page that is drawn on, in dots.
        left, width: the column that is drawn in: the whole area, or half of it.
    """

    painter: QPainter
    device: QPagedPaintDevice
    area: QRectF
    y: float = 0
    page_number: int = 1
    left: float = 0
    width: float = field(init=False)

    def __post_init__(self) -> None:
        self.width = self.area.width()

    def draw(self, page: Page) -> None:
        """Draw a whole report."""
        self._text(page.title, _TITLE, 92, is_bold=True)
        for fact in page.facts:
            self._text(fact, _BODY, 56, color=_INK_SOFT)
        for is_short, tables in groupby(page.tables, _is_short):
            if is_short:
                self._draw_side_by_side(tuple(tables))
            else:
                for table in tables:
                    self._draw_table(table)
        self.y += _GAP / 2
        for line in page.closing:
            self._text(line, _BODY, 56, color=_INK_SOFT)
        self._draw_signatures(page.signatures)
        self._draw_page_number()

    def _text(
        self, text: str, dots: int, height: float, *, is_bold: bool = False, color: QColor = _INK
    ) -> None:
        self._make_room(height)
        self.painter.setFont(_font(dots, is_bold=is_bold))
        self.painter.setPen(color)
        place = QRectF(self.left, self.y, self.width, height)
        self.painter.drawText(place, _flags(is_right=False), self._elided(text, place.width()))
        self.y += height

    def _elided(self, text: str, room: float) -> str:
        mode = Qt.TextElideMode.ElideRight
        return self.painter.fontMetrics().elidedText(scrub(text), mode, int(room))

    def _draw_side_by_side(self, tables: tuple[PageTable, ...]) -> None:
        """Draw labels and values in two halves, each table where there is less above it."""
        halves: tuple[list[PageTable], list[PageTable]] = ([], [])
        for table in tables:
            min(halves, key=_height_of).append(table)
        needed = max(_height_of(half) for half in halves)
        if needed > self.area.height() / 2:
            for table in tables:
                self._draw_table(table)
            return
        self._make_room(needed)
        top, ends = self.y, []
        self.width = (self.area.width() - _BETWEEN_HALVES) / 2
        for half in halves:
            self.y = top
            for table in half:
                self._draw_table(table)
            ends.append(self.y)
            self.left += self.width + _BETWEEN_HALVES
        self.left, self.width = 0, self.area.width()
        self.y = max(ends)

    def _draw_table(self, table: PageTable) -> None:
        self._make_room(min(_GAP + _HEADING_ROW + _HEAD_ROW + 2 * _ROW, _height_of([table])))
        if self.y > 0:
            self.y += _GAP
        if table.heading:
            self._text(table.heading, _HEADING, _HEADING_ROW, is_bold=True)
        self._draw_headers(table)
        for index, row in enumerate(table.rows):
            if self._make_room(_ROW):
                self._draw_headers(table)
            is_bold = index in table.bold_rows
            self._draw_cells(row, _font(_BODY, is_bold=is_bold), _INK, _ROW)
            self._draw_line_below()

    def _draw_headers(self, table: PageTable) -> None:
        if table.headers:
            self._draw_cells(table.headers, _font(_SMALL), _INK_SOFT, _HEAD_ROW)
        self._draw_line_below()

    def _draw_cells(
        self, cells: tuple[str, ...], font: QFont, color: QColor, height: float
    ) -> None:
        self.painter.setFont(font)
        self.painter.setPen(color)
        widths = self._column_widths(len(cells))
        left = self.left
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            margin = _BETWEEN_COLUMNS if column > 0 else 0
            place = QRectF(left + margin, self.y, width - margin, height)
            text = self._elided(cell, place.width())
            self.painter.drawText(place, _flags(is_right=column > 0), text)
            left += width
        self.y += height

    def _column_widths(self, count: int) -> list[float]:
        """The first column holds words and is twice as wide as each of the others."""
        share = self.width / (count + 1)
        return [2 * share, *([share] * (count - 1))]

    def _draw_line_below(self) -> None:
        self.painter.setPen(QPen(_LINE, 2))
        right = self.left + self.width
        self.painter.drawLine(QPointF(self.left, self.y), QPointF(right, self.y))

    def _draw_signatures(self, labels: tuple[str, ...]) -> None:
        if not labels:
            return
        self._make_room(260)
        self.y += 150
        width = self.area.width() / len(labels)
        for index, label in enumerate(labels):
            left = index * width
            self.painter.setPen(QPen(_INK, 3))
            self.painter.drawLine(QPointF(left, self.y), QPointF(left + width * 0.8, self.y))
            self.painter.setFont(_font(_SMALL))
            self.painter.drawText(QRectF(left, self.y + 12, width, 60), 0, scrub(label))
        self.y += 90

    def _make_room(self, height: float) -> bool:
        """Begin a new page if a part does not fit, and say whether one was begun."""
        if self.y + height <= self.area.height() - _FOOT:
            return False
        self._draw_page_number()
        self.device.newPage()
        self.page_number += 1
        self.y = 0
        return True

    def _draw_page_number(self) -> None:
        template = QCoreApplication.translate("ReportPainter", "第 {page} 页")
        self.painter.setFont(_font(_SMALL))
        self.painter.setPen(_INK_SOFT)
        place = QRectF(0, self.area.height() - _FOOT, self.area.width(), _FOOT)
        text = template.format(page=self.page_number)
        self.painter.drawText(place, _flags(is_right=True), text)


def _is_short(table: PageTable) -> bool:
    """Whether a table holds labels and values only."""
    return not table.headers


def _height_of(tables: Sequence[PageTable]) -> float:
    return sum(
        _GAP
        + (_HEADING_ROW if table.heading else 0)
        + (_HEAD_ROW if table.headers else 0)
        + _ROW * len(table.rows)
        for table in tables
    )


def _flags(*, is_right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
