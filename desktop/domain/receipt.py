"""A printable document without a printer: blocks on a paper of a known width.

What is drawn or encoded from it (ESC/POS, picture, PDF) lives in ``devices`` and ``ui/rendering``;
what the papers of the shop say lives in ``slips``. Nothing here shows its text in ``repr``: a slip
may hold a card secret.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final, Protocol

from desktop.domain.paper_text import break_line, cells_of, scrub

RECEIPT_QR_DOTS: Final = 168
SECRET_QR_DOTS: Final = 192
LARGE_QR_DOTS: Final = 264
QR_BYTES: Final = 120
"""More bytes than this need ``LARGE_QR_DOTS`` to be read by a phone from thermal paper."""


class PaperWidth(Enum):
    """Roll widths: millimetres, cells of the 24-dot font, printable dots at 203 dpi."""

    MM_58 = (58, 32, 384)
    MM_80 = (80, 48, 576)

    def __init__(self, millimetres: int, columns: int, dots: int) -> None:
        self.millimetres = millimetres
        self.columns = columns
        self.dots = dots


class Align(StrEnum):
    """Where a text stands on its line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class TextSize(Enum):
    """Letter sizes: cells one character takes in text mode, dots of its height when drawn."""

    NORMAL = (1, 24)
    LARGE = (2, 32)
    DOUBLE = (2, 40)

    def __init__(self, factor: int, dots: int) -> None:
        self.factor = factor
        self.dots = dots


@dataclass(frozen=True, slots=True)
class Title:
    """The head of a paper: centred, bold, double size."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; long ones are broken, with ``indent`` cells before each line."""

    text: str = field(repr=False)
    align: Align = Align.LEFT
    is_bold: bool = False
    size: TextSize = TextSize.NORMAL
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """A label at the left end and a value at the right end of a line."""

    left: str = field(repr=False)
    right: str = field(repr=False)
    is_bold: bool = False
    size: TextSize = TextSize.NORMAL
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Framed:
    """A card secret, already in lines, in a frame; it is printed exactly or not at all."""

    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A dashed line across the paper."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of a text, ``dots`` wide without its white margin."""

    text: str = field(repr=False)
    dots: int


@dataclass(frozen=True, slots=True)
class Signature:
    """A label over an empty line for a signature."""

    label: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty lines."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a paper: fed out and cut, where the printer can."""


Block = Title | Text | Columns | Framed | Rule | Qr | Signature | Blank | Cut


@dataclass(frozen=True, slots=True)
class Receipt:
    """A document ready for a printer or a page."""

    width: PaperWidth
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line that fits its paper.

    Attributes:
        left: the text, placed by ``align`` when ``right`` is empty.
        right: what stands at the right end.
        indent: cells left empty before ``left``.
        width_factor: how wide a cell is in text mode; 1 for a large text too long for 2.
    """

    left: str = field(repr=False)
    right: str = field(default="", repr=False)
    align: Align = Align.LEFT
    is_bold: bool = False
    size: TextSize = TextSize.NORMAL
    indent: int = 0
    width_factor: int = 1

    def padded(self, columns: int) -> str:
        """Return the line as a text-mode printer gets it, without spaces at its end."""
        room = columns // self.width_factor
        left = " " * self.indent + self.left
        if self.right:
            return left + " " * (room - cells_of(left) - cells_of(self.right)) + self.right
        spare = max(room - cells_of(left), 0)
        before = {Align.LEFT: 0, Align.CENTRE: spare // 2, Align.RIGHT: spare}[self.align]
        return " " * before + left


def lines_of(block: Title | Text | Columns, width: PaperWidth) -> tuple[PaperLine, ...]:
    """Break a block of text into lines of the paper."""
    if isinstance(block, Title):
        block = Text(block.text, Align.CENTRE, is_bold=True, size=TextSize.DOUBLE)
    if isinstance(block, Columns):
        return _column_lines(block, width)
    cells = width.columns // block.size.factor - block.indent
    return tuple(
        PaperLine(line, "", block.align, block.is_bold, block.size, block.indent, block.size.factor)
        for line in break_line(scrub(block.text), cells)
    )


def _column_lines(block: Columns, width: PaperWidth) -> tuple[PaperLine, ...]:
    """The value stands on the first line; the label goes on below it where it is too long."""
    left, right = scrub(block.left).strip(), scrub(block.right).strip()
    factor = block.size.factor
    if (block.indent + cells_of(left) + 1 + cells_of(right)) * factor > width.columns:
        factor = 1
    room = width.columns // factor - block.indent
    beside = room - cells_of(right) - 1
    if beside < room // 3:
        values = break_line(right, room)
        return (
            *(_line(block, text, "", factor) for text in break_line(left, room)),
            *(_line(block, text, "", factor, Align.RIGHT) for text in values),
        )
    first = break_line(left, beside)[0]
    rest = left[len(first) :].strip(" ")
    below = break_line(rest, room) if rest else ()
    return (
        _line(block, first, right, factor),
        *(_line(block, text, "", factor) for text in below),
    )


def _line(
    block: Columns, left: str, right: str, factor: int, align: Align = Align.LEFT
) -> PaperLine:
    indent = 0 if align is Align.RIGHT else block.indent
    return PaperLine(left, right, align, block.is_bold, block.size, indent, factor)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of an A4 page.

    Attributes:
        heading: what stands over it; may be empty.
        headers: the column names; empty for a table of labels and values.
        rows: texts; the first column stands left, the others right.
        bold_rows: indexes of rows that sum up.
    """

    heading: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bold_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """A report for A4 paper: title, facts below it, tables, closing lines, signature lines."""

    title: str
    facts: tuple[str, ...]
    tables: tuple[PageTable, ...]
    closing: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raster:
    """A black and white picture for a thermal head.

    Attributes:
        width_bytes: bytes of one row; eight dots each, the highest bit leftmost, 1 is black.
        rows: height in dots.
        bits: all rows, from the top.
    """

    width_bytes: int
    rows: int
    bits: bytes = field(repr=False)


class PageRenderer(Protocol):
    """What draws papers; the program hands one in, because only the window knows how to draw."""

    def slip_raster(self, receipt: Receipt) -> Raster:
        """Draw a slip at the dots of its paper, for printers without Chinese letters."""

    def slip_png(self, receipt: Receipt) -> bytes:
        """Draw a slip as a PNG picture."""

    def slip_pdf(self, receipt: Receipt) -> bytes:
        """Draw a slip as a PDF page of the paper's width and the slip's length."""

    def page_pdf(self, page: Page) -> bytes:
        """Draw a report as PDF pages of A4."""
