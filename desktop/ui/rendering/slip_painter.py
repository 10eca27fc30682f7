"""Draws a slip dot by dot, on the same cells a text-mode printer counts.

The painter works in dots of the thermal head (203 dpi), whatever it draws on: a picture for the
head, a picture for the screen, a page of a PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.domain.paper_text import cells_of
from desktop.domain.qr_code import qr_code
from desktop.domain.receipt import (
    Align,
    Blank,
    Block,
    Columns,
    Cut,
    Framed,
    PaperLine,
    PaperWidth,
    Qr,
    Receipt,
    Rule,
    Signature,
    Text,
    TextSize,
    Title,
    lines_of,
)
from desktop.ui.rendering.paper_fonts import chinese_font, latin_font

BLACK: Final = QColor(Qt.GlobalColor.black)
LINE_DOTS: Final = {TextSize.NORMAL: 31, TextSize.LARGE: 44, TextSize.DOUBLE: 52}
SECRET_LINE_DOTS: Final = 40
_SECRET_CELL_DOTS: Final = 17.5
_RULE_DOTS: Final = 18
_FRAME_PADDING: Final = 7
_FRAME_MARGIN: Final = 4
_SIGNATURE_DOTS: Final = 50
_QR_MARGIN: Final = 10
_BASELINE: Final = 0.37
"""How far below the middle of its line a text's baseline lies, as a share of its size."""


@dataclass(slots=True)
class SlipPainter:
    """Draws blocks from the top down.

    Attributes:
        painter: None only measures.
        y: the top of the next block, in dots.
    """

    width: PaperWidth
    painter: QPainter | None = None
    y: float = 0

    def draw(self, receipt: Receipt) -> float:
        """Draw all blocks and return the height in dots."""
        for block in receipt.blocks:
            self._draw_block(block)
        return self.y

    def _draw_block(self, block: Block) -> None:
        match block:
            case Title() | Text() | Columns():
                for line in lines_of(block, self.width):
                    self._draw_line(line)
            case Rule():
                self._draw_rule()
            case Framed():
                self._draw_frame(block)
            case Qr():
                self._draw_qr(block)
            case Signature():
                self._draw_signature(block)
            case Blank():
                self.y += block.count * LINE_DOTS[TextSize.NORMAL]
            case Cut():
                pass

    def _draw_line(self, line: PaperLine) -> None:
        height = LINE_DOTS[line.size]
        dots = line.size.dots
        cell = dots / 2
        left_width = (line.indent + cells_of(line.left)) * cell
        spare = max(self.width.dots - left_width, 0)
        start = {Align.LEFT: 0.0, Align.CENTRE: spare / 2, Align.RIGHT: spare}[line.align]
        self._draw_text(line.left, start + line.indent * cell, height, dots, is_bold=line.is_bold)
        if line.right:
            right = self.width.dots - cells_of(line.right) * cell
            self._draw_text(line.right, right, height, dots, is_bold=line.is_bold)
        self.y += height

    def _draw_text(self, text: str, x: float, height: float, dots: float, *, is_bold: bool) -> None:
        """Put each character on its own cells, so that columns stand as on a text printer."""
        if self.painter is None:
            return
        baseline = self.y + height / 2 + dots * _BASELINE
        cell = dots / 2
        for character in text:
            if character.isascii():
                self.painter.setFont(latin_font(cell, is_bold=is_bold))
            else:
                self.painter.setFont(chinese_font(round(dots), is_bold=is_bold))
            cells = cells_of(character)
            if character != " ":
                advance = self.painter.fontMetrics().horizontalAdvance(character)
                offset = (cells * cell - advance) / 2
                self.painter.drawText(QPointF(x + offset, baseline), character)
            x += cells * cell

    def _draw_rule(self) -> None:
        if self.painter is not None:
            pen = QPen(BLACK, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([3.0, 1.5])
            self.painter.setPen(pen)
            middle = self.y + _RULE_DOTS / 2
            self.painter.drawLine(QPointF(0, middle), QPointF(self.width.dots, middle))
            self.painter.setPen(BLACK)
        self.y += _RULE_DOTS

    def _draw_frame(self, block: Framed) -> None:
        inner = len(block.lines) * SECRET_LINE_DOTS + 2 * _FRAME_PADDING
        self.y += _FRAME_MARGIN
        if self.painter is not None:
            self.painter.setPen(QPen(BLACK, 2))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawRect(QRectF(1, self.y + 1, self.width.dots - 2, inner - 2))
        longest = max((cells_of(line) for line in block.lines), default=1) or 1
        cell = min(_SECRET_CELL_DOTS, (self.width.dots - 4 * _FRAME_PADDING) / longest)
        self.y += _FRAME_PADDING
        for line in block.lines:
            x = (self.width.dots - cells_of(line) * cell) / 2
            self._draw_text(line, x, SECRET_LINE_DOTS, 2 * cell, is_bold=True)
            self.y += SECRET_LINE_DOTS
        self.y += _FRAME_PADDING + _FRAME_MARGIN

    def _draw_qr(self, block: Qr) -> None:
        code = qr_code(block.text)
        module = code.module_dots(block.dots)
        side = code.size * module
        self.y += _QR_MARGIN
        if self.painter is not None:
            left = (self.width.dots - side) // 2
            for row, modules in enumerate(code.rows):
                for column, is_dark in enumerate(modules):
                    if is_dark:
                        square = QRectF(
                            left + column * module, self.y + row * module, module, module
                        )
                        self.painter.fillRect(square, BLACK)
        self.y += side + _QR_MARGIN

    def _draw_signature(self, block: Signature) -> None:
        for line in lines_of(Text(block.label), self.width):
            self._draw_line(line)
        self.y += _SIGNATURE_DOTS
        if self.painter is not None:
            self.painter.setPen(QPen(BLACK, 2))
            self.painter.drawLine(QPointF(0, self.y), QPointF(self.width.dots, self.y))
        self.y += 12
