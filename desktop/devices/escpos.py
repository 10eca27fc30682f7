"""ESC/POS: documents to the bytes thermal printers understand.

Only this file writes control bytes. Text is scrubbed before it is encoded, so no name, remark or
guide can carry a command; the drawer is opened by an explicit call and by nothing else.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from desktop.devices.base import PrinterSettings, TextCoding, Transport
from desktop.domain.errors import QT_TRANSLATE_NOOP, DeviceError
from desktop.domain.paper_text import cells_of, scrub
from desktop.domain.qr_code import QrCode, qr_code
from desktop.domain.receipt import (
    Align,
    Blank,
    Block,
    Cut,
    Framed,
    PageRenderer,
    PaperLine,
    PaperWidth,
    Qr,
    Raster,
    Receipt,
    Rule,
    Signature,
    Text,
    TextSize,
    lines_of,
)

INITIALISE: Final = b"\x1b@"
CHINESE_MODE: Final = b"\x1c&"
FEED_AND_CUT: Final = b"\x1dVB\x00"
FEED_OUT: Final = b"\x1bd\x04"
KICK_DRAWER: Final = b"\x1bp\x00\x19\xfa"
RASTER_BAND_ROWS: Final = 128
"""Small printers lose rows of a taller picture."""
MAXIMUM_MODULE_DOTS: Final = 16
_ALIGN: Final = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01", Align.RIGHT: b"\x1ba\x02"}
_ERROR_LEVEL: Final = {"L": b"0", "M": b"1", "Q": b"2", "H": b"3"}
_REPLACEMENT: Final = {1: "?", 2: "？"}


class EscPosPrinter:
    """A thermal printer behind a transport.

    Attributes:
        renderer: draws whole documents for ``TextCoding.PICTURE``.
    """

    def __init__(
        self,
        settings: PrinterSettings,
        transport: Transport,
        renderer: PageRenderer | None = None,
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._renderer = renderer

    def print_receipt(self, receipt: Receipt) -> None:
        """Encode a document and send it as one job."""
        self._transport.send(self.encoded(receipt))

    def open_drawer(self) -> None:
        """Send the drawer kick, alone."""
        self._transport.send(INITIALISE + KICK_DRAWER)

    def encoded(self, receipt: Receipt) -> bytes:
        """Return the job of a document."""
        if self._settings.coding is TextCoding.PICTURE:
            return self._drawn(receipt)
        blocks = (self._block_bytes(block, receipt.width) for block in receipt.blocks)
        mode = b"" if self._settings.coding is TextCoding.UTF_8 else CHINESE_MODE
        return INITIALISE + mode + b"".join(blocks)

    def _drawn(self, receipt: Receipt) -> bytes:
        if self._renderer is None:
            raise DeviceError(
                "printer_needs_window",
                QT_TRANSLATE_NOOP("errors", "图片打印要开着窗口。这一单已经记好，可以补打"),
            )
        end = self._end_bytes() if Cut() in receipt.blocks else b""
        return INITIALISE + raster_bytes(self._renderer.slip_raster(receipt)) + end

    def _block_bytes(self, block: Block, width: PaperWidth) -> bytes:
        match block:
            case Qr():
                return self._qr_bytes(block, width)
            case Framed():
                return b"".join(self._secret_bytes(line, width) for line in block.lines)
            case Blank():
                return b"\n" * block.count
            case Cut():
                return self._end_bytes()
            case Rule() | Signature():
                parts = _lettered(block, width)
                return b"".join(self._block_bytes(part, width) for part in parts)
            case _:
                return b"".join(self._line_bytes(line, width) for line in lines_of(block, width))

    def _line_bytes(self, line: PaperLine, width: PaperWidth) -> bytes:
        text = encoded_text(line.padded(width.columns), self._settings.coding)
        return styled(text, is_bold=line.is_bold, size=line.size, factor=line.width_factor)

    def _secret_bytes(self, line: str, width: PaperWidth) -> bytes:
        """A line of a secret is printed as it is, or the slip is refused."""
        text = encoded_text(line, self._settings.coding)
        is_exact = line == scrub(line) and text.decode(self._settings.coding) == line
        if not is_exact:
            raise DeviceError(
                "secret_not_printable",
                QT_TRANSLATE_NOOP("errors", "卡密里有打印机印不出的字，请让顾客看屏幕或扫码"),
            )
        factor = 2 if 2 * cells_of(line) <= width.columns else 1
        spare = width.columns // factor - cells_of(line)
        before = b" " * max(spare // 2, 0)
        return styled(before + text, is_bold=True, size=TextSize.LARGE, factor=factor)

    def _qr_bytes(self, block: Qr, width: PaperWidth) -> bytes:
        code = qr_code(block.text)
        if self._settings.draws_qr:
            return raster_bytes(qr_raster(code, block.dots, width)) + b"\n"
        command = qr_command(block.text, code, block.dots)
        return _ALIGN[Align.CENTRE] + command + b"\n" + _ALIGN[Align.LEFT]

    def _end_bytes(self) -> bytes:
        return FEED_AND_CUT if self._settings.has_cutter else FEED_OUT


def _lettered(block: Rule | Signature, width: PaperWidth) -> tuple[Block, ...]:
    """Lines made of characters, for a printer that cannot draw any."""
    if isinstance(block, Rule):
        return (Text("-" * width.columns),)
    return (Text(block.label), Blank(2), Text("_" * width.columns))


def encoded_text(text: str, coding: TextCoding) -> bytes:
    """Return text in a printer's coding; what it cannot print becomes a mark as wide."""
    return b"".join(_encoded_character(character, coding) for character in text)


def _encoded_character(character: str, coding: TextCoding) -> bytes:
    try:
        encoded = character.encode(coding)
    except UnicodeEncodeError:
        return _replaced(character, coding)
    if coding is TextCoding.GB18030 and len(encoded) == 4 and not _is_ideograph(character):
        return _replaced(character, coding)
    return encoded


def _replaced(character: str, coding: TextCoding) -> bytes:
    return _REPLACEMENT[cells_of(character)].encode(coding)


def _is_ideograph(character: str) -> bool:
    """Four-byte characters that are not Chinese come out of printers as digits and letters."""
    return unicodedata.name(character, "").startswith("CJK UNIFIED IDEOGRAPH")


def styled(text: bytes, *, is_bold: bool, size: TextSize, factor: int) -> bytes:
    """Return one printed line; the printer is back in its plain style after it."""
    before, after = b"", b""
    if is_bold:
        before, after = b"\x1bE\x01", b"\x1bE\x00"
    if size is not TextSize.NORMAL:
        before += b"\x1d!" + bytes([(factor - 1) << 4 | 1])
        after = b"\x1d!\x00" + after
    return before + text + b"\n" + after


def qr_command(text: str, code: QrCode, dots: int) -> bytes:
    """Return the commands that make the printer draw a QR code itself."""
    module = min(code.module_dots(dots), MAXIMUM_MODULE_DOTS)
    stored = text.encode("utf-8", "replace")
    length = len(stored) + 3
    return b"".join(
        (
            b"\x1d(k\x04\x001A2\x00",
            b"\x1d(k\x03\x001C" + bytes([module]),
            b"\x1d(k\x03\x001E" + _ERROR_LEVEL[code.error_level],
            b"\x1d(k" + length.to_bytes(2, "little") + b"1P0" + stored,
            b"\x1d(k\x03\x001Q0",
        )
    )


def qr_raster(code: QrCode, dots: int, width: PaperWidth) -> Raster:
    """Return a QR code as a picture in the middle of the paper, with its white margin."""
    module = code.module_dots(dots)
    left = (width.dots - code.size * module) // 2
    rows = []
    for modules in code.rows:
        bits = "0" * left + "".join(("1" if dark else "0") * module for dark in modules)
        packed = int(bits.ljust(width.dots, "0"), 2).to_bytes(width.dots // 8, "big")
        rows.extend([packed] * module)
    margin = [bytes(width.dots // 8)] * (2 * module)
    rows = [*margin, *rows, *margin]
    return Raster(width.dots // 8, len(rows), b"".join(rows))


def raster_bytes(raster: Raster) -> bytes:
    """Return the commands for a picture, in bands."""
    bands = []
    for top in range(0, raster.rows, RASTER_BAND_ROWS):
        rows = min(RASTER_BAND_ROWS, raster.rows - top)
        start = top * raster.width_bytes
        head = b"\x1dv0\x00" + raster.width_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little")
        bands.append(head + raster.bits[start : start + rows * raster.width_bytes])
    return b"".join(bands)
