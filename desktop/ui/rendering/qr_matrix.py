"""QR codes for the screen, and reading the codes in pictures the owner gives.

A collection code photographed from a phone is read once and drawn again from its text: crisp at any
size, and nothing of the picture is shown to customers.
"""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.qr_code import qr_code

_LARGEST_SIDE: Final = 2400


def qr_matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return a QR code's modules row by row, True is dark, without the white margin.

    Raises:
        BusinessRuleError: ``qr_too_long``.
    """
    return qr_code(text).rows


def read_qr(picture: bytes) -> str:
    """Return the text of the one QR code in a picture file.

    Raises:
        BusinessRuleError: ``picture_unreadable`` (no picture), ``qr_not_found``, ``qr_ambiguous``
            (several different codes: cut the picture to one of them).
    """
    image = QImage.fromData(picture)
    if image.isNull():
        raise BusinessRuleError(
            "picture_unreadable", QT_TRANSLATE_NOOP("errors", "这个文件不是图片，打不开")
        )
    texts = _texts_in(image)
    if not texts:
        raise BusinessRuleError(
            "qr_not_found", QT_TRANSLATE_NOOP("errors", "图里没有认出二维码，换一张清楚的")
        )
    if len(texts) > 1:
        raise BusinessRuleError(
            "qr_ambiguous", QT_TRANSLATE_NOOP("errors", "图里有几个二维码，请只留一个")
        )
    return texts.pop()


def _texts_in(image: QImage) -> set[str]:
    import zxingcpp

    if max(image.width(), image.height()) > _LARGEST_SIDE:
        image = image.scaled(_LARGEST_SIDE, _LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    grey = _on_white(image)
    rows = b"".join(_row_of(grey, row) for row in range(grey.height()))
    view = memoryview(rows).cast("B", (grey.height(), grey.width()))
    found = zxingcpp.read_barcodes(
        view, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    )
    return {code.text for code in found if code.text}


def _row_of(grey: QImage, row: int) -> bytes:
    """One row without the padding at its end."""
    return cast(memoryview, grey.constScanLine(row)).tobytes()[: grey.width()]


def _on_white(image: QImage) -> QImage:
    """The picture in grey; what is transparent counts as paper."""
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat.convertToFormat(QImage.Format.Format_Grayscale8)
