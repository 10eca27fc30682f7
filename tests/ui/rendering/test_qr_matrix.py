from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QTransform

from desktop.domain.errors import BusinessRuleError
from desktop.ui.rendering.qr_matrix import qr_matrix, read_qr

COLLECTION_CODE = "wxp://f2f0Zk3jXQm1dY7r_rM0nqYp9D2s"


@pytest.fixture(autouse=True)
def _application(qapp):
    """Pictures are drawn."""


def drawn(text: str, module: int = 6) -> QImage:
    rows = qr_matrix(text)
    side = (len(rows) + 8) * module
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                painter.fillRect(
                    (x + 4) * module, (y + 4) * module, module, module, Qt.GlobalColor.black
                )
    painter.end()
    return image


def file_of(image: QImage, ending: str = "png") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(ending.encode())).write(image)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("ending", ["png", "jpg", "bmp"])
def test_a_collection_code_is_read_from_a_picture_file(ending):
    assert read_qr(file_of(drawn(COLLECTION_CODE), ending)) == COLLECTION_CODE


def test_a_photograph_that_is_turned_coloured_and_large_is_read():
    poster = QImage(3000, 4000, QImage.Format.Format_RGB32)
    poster.fill(Qt.GlobalColor.darkGreen)
    painter = QPainter(poster)
    code = drawn(COLLECTION_CODE, 30).transformed(QTransform().rotate(7))
    painter.drawImage(600, 900, code)
    painter.end()

    assert read_qr(file_of(poster, "jpg")) == COLLECTION_CODE


def test_what_is_transparent_counts_as_paper():
    image = drawn(COLLECTION_CODE)
    for y in range(image.height()):
        for x in range(image.width()):
            if image.pixelColor(x, y).lightness() > 128:
                image.setPixel(x, y, 0x00000000)

    assert read_qr(file_of(image)) == COLLECTION_CODE


def test_two_different_codes_are_asked_about():
    both = QImage(800, 400, QImage.Format.Format_RGB32)
    both.fill(Qt.GlobalColor.white)
    painter = QPainter(both)
    painter.drawImage(0, 0, drawn("one"))
    painter.drawImage(400, 0, drawn("two"))
    painter.end()

    assert code_of(file_of(both)) == "qr_ambiguous"


def test_a_picture_without_a_code_and_a_file_without_a_picture_are_told_apart():
    empty = QImage(200, 200, QImage.Format.Format_RGB32)
    empty.fill(Qt.GlobalColor.white)

    assert code_of(file_of(empty)) == "qr_not_found"
    assert code_of("编码,名称\n".encode()) == "picture_unreadable"
    assert code_of(b"") == "picture_unreadable"


def code_of(content: bytes) -> str:
    with pytest.raises(BusinessRuleError) as refusal:
        read_qr(content)
    return refusal.value.code
