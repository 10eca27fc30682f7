"""Papers as pictures and PDF: the drawing half of printing.

Everything is drawn with the bundled fonts, from the same lines a text printer gets. It may run on
the device lane: pictures and PDF pages need no window.
"""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.domain.receipt import Page, Raster, Receipt
from desktop.ui.rendering.paper_fonts import ensure_fonts
from desktop.ui.rendering.report_painter import DOTS_PER_INCH, ReportPainter
from desktop.ui.rendering.slip_painter import BLACK, SlipPainter

HEAD_DOTS_PER_INCH: Final = 203
DARK_BELOW: Final = 150
"""Grey values under this are burnt; a little more than half, so that thin strokes stay whole."""
_MARGIN_DOTS: Final = {58: 40, 80: 32}
_PAGE_MARGIN_MM: Final = 16.0


class QtPageRenderer:
    """Draws papers with Qt; implements ``domain.receipt.PageRenderer``."""

    def __init__(self) -> None:
        ensure_fonts()

    def slip_raster(self, receipt: Receipt) -> Raster:
        """Draw a slip black on white at the dots of its paper."""
        grey = _drawn(receipt, 0)
        width_bytes = receipt.width.dots // 8
        rows = [
            _packed(cast(memoryview, grey.constScanLine(row)).tobytes()[: receipt.width.dots])
            for row in range(grey.height())
        ]
        return Raster(width_bytes, len(rows), b"".join(rows))

    def slip_png(self, receipt: Receipt) -> bytes:
        """Draw a slip with its paper margins as a PNG picture, for looking at it."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(
            _drawn(receipt, _MARGIN_DOTS[receipt.width.millimetres])
        )
        return bytes(buffer.data().data())

    def slip_pdf(self, receipt: Receipt) -> bytes:
        """Draw a slip as one PDF page as wide as its paper and as long as the slip."""
        margin = _MARGIN_DOTS[receipt.width.millimetres]
        height = SlipPainter(receipt.width).draw(receipt) + 2 * margin
        size = QSizeF(receipt.width.millimetres, height / HEAD_DOTS_PER_INCH * 25.4)
        page_size = QPageSize(size, QPageSize.Unit.Millimeter)
        no_margins = QPageLayout(page_size, QPageLayout.Orientation.Portrait, QMarginsF())
        content = QByteArray()
        writer, buffer = _pdf_writer(content, no_margins, HEAD_DOTS_PER_INCH)
        painter = QPainter(writer)
        painter.setPen(BLACK)
        painter.translate((writer.width() - receipt.width.dots) / 2, margin)
        SlipPainter(receipt.width, painter).draw(receipt)
        painter.end()
        buffer.close()
        return bytes(content.data())

    def page_pdf(self, page: Page) -> bytes:
        """Draw a report as PDF pages of A4."""
        margins = QMarginsF(*[_PAGE_MARGIN_MM] * 4)
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
        content = QByteArray()
        writer, buffer = _pdf_writer(content, layout, DOTS_PER_INCH)
        painter = QPainter(writer)
        area = QRectF(0, 0, writer.width(), writer.height())
        ReportPainter(painter, writer, area).draw(page)
        painter.end()
        buffer.close()
        return bytes(content.data())


def _pdf_writer(
    content: QByteArray, layout: QPageLayout, resolution: int
) -> tuple[QPdfWriter, QBuffer]:
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Katai")
    writer.setResolution(resolution)
    writer.setPageLayout(layout)
    return writer, buffer


def _drawn(receipt: Receipt, margin: int) -> QImage:
    height = int(SlipPainter(receipt.width).draw(receipt)) + 2 * margin
    picture = QImage(
        receipt.width.dots + 2 * margin, max(height, 1), QImage.Format.Format_Grayscale8
    )
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setPen(BLACK)
    painter.translate(margin, margin)
    SlipPainter(receipt.width, painter).draw(receipt)
    painter.end()
    return picture


def _packed(greys: bytes) -> bytes:
    """Eight dots to a byte, the highest bit leftmost, 1 is black."""
    bits = greys.translate(_BIT_OF_GREY)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


_BIT_OF_GREY: Final = bytes(ord("1") if grey < DARK_BELOW else ord("0") for grey in range(256))
