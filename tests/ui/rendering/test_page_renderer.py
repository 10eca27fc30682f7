from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from desktop.devices.base import PrinterSettings, TextCoding
from desktop.devices.escpos import EscPosPrinter
from desktop.domain.receipt import Page, PageTable, PaperWidth, Receipt, Text
from desktop.domain.secret import Secret
from desktop.domain.slips import day_report_slip, sale_receipt, secret_slip
from desktop.ui.rendering.page_renderer import QtPageRenderer
from desktop.ui.rendering.qr_matrix import read_qr
from tests.devices.papers import DAY, SALE, SECRET
from tests.devices.virtual_printer import VirtualPrinter


@pytest.fixture
def renderer(qapp):
    return QtPageRenderer()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width) / 72 * 25.4, float(height) / 72 * 25.4) for width, height in boxes]


def black_share(image: QImage, top: int, bottom: int) -> float:
    dark = sum(
        image.pixelColor(x, y).lightness() < 128
        for y in range(top, bottom)
        for x in range(image.width())
    )
    return dark / (image.width() * (bottom - top))


@pytest.mark.parametrize("width", PaperWidth)
def test_a_drawn_slip_is_as_wide_as_its_paper(renderer, width):
    raster = renderer.slip_raster(sale_receipt(SALE, width))

    assert raster.width_bytes * 8 == width.dots
    assert len(raster.bits) == raster.width_bytes * raster.rows


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        (secret_slip(SECRET, PaperWidth.MM_58), "YJ7K-2Q9M-X4TD-0PLR"),
        (
            secret_slip(replace(SECRET, secret=Secret("卡密 é 1")), PaperWidth.MM_80),
            "卡密 é 1",
        ),
    ],
)
def test_the_secret_can_be_scanned_from_the_picture(renderer, paper, text):
    assert read_qr(renderer.slip_png(paper)) == text


def test_the_receipt_code_can_be_scanned_from_the_burnt_dots(renderer):
    paper = VirtualPrinter()
    settings = PrinterSettings("file", {}, coding=TextCoding.PICTURE)
    EscPosPrinter(settings, paper, renderer).print_receipt(sale_receipt(SALE, PaperWidth.MM_58))

    rows = [row for picture in paper.pictures for row in picture]
    image = QImage(384, len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dot in enumerate(row):
            image.setPixel(x, y, 0xFF000000 if dot == "1" else 0xFFFFFFFF)
    data = _png(image)

    assert read_qr(data).startswith("禾光点卡 S0618-0042\n")
    assert paper.paper[-1] == "[CUT]"


def _png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def test_chinese_letters_are_drawn_and_not_boxes(renderer):
    def drawn(text):
        return renderer.slip_raster(Receipt(PaperWidth.MM_58, (Text(text),))).bits

    shapes = {drawn(character) for character in "禾光点卡密单收款"}

    assert len(shapes) == 8
    assert drawn(" ") == bytes(len(drawn("禾")))


def test_bold_text_is_darker(renderer):
    def ink(is_bold):
        receipt = Receipt(PaperWidth.MM_58, (Text("找零 37.00", is_bold=is_bold),))
        return black_share(QImage.fromData(renderer.slip_png(receipt)), 40, 71)

    assert ink(is_bold=True) > 1.2 * ink(is_bold=False)


@pytest.mark.parametrize(("width", "millimetres"), [(PaperWidth.MM_58, 58), (PaperWidth.MM_80, 80)])
def test_a_slip_becomes_one_pdf_page_of_its_paper_with_its_fonts_inside(
    renderer, width, millimetres
):
    pdf = renderer.slip_pdf(day_report_slip(DAY, width))

    ((paper_width, paper_height),) = page_sizes(pdf)
    assert paper_width == pytest.approx(millimetres, abs=0.5)
    assert 80 < paper_height < 200
    assert b"NotoSansCJK" in _unpacked(pdf)


def test_a_long_report_becomes_several_pages_of_a4(renderer):
    rows = tuple((f"微信 {line}", "3", "4,182.65") for line in range(100))
    table = PageTable("收款方式", ("方式", "笔数", "应有"), rows, frozenset({99}))
    page = Page(
        "日结 第 168 号", ("禾光点卡 · 2026-06-18",), (table,), ("校验码 0a1b",), ("店主签字",)
    )

    sizes = page_sizes(renderer.page_pdf(page))

    assert len(sizes) > 2
    assert all(size == pytest.approx((210, 297), abs=1) for size in sizes)


def test_labels_and_values_stand_side_by_side(renderer):
    def half(name: str) -> PageTable:
        return PageTable(name, (), tuple((f"{name} {row}", "1.00") for row in range(18)))

    four = [half(name) for name in ("销售", "成本", "发货", "现金")]
    apart = PageTable("收款方式", ("方式", "笔数"), (("微信", "3"),))
    by_twos = Page("日结", (), (*four[:2], apart, *four[2:]))
    one_by_one = Page("日结", (), (four[0], apart, four[1], apart, four[2], apart, four[3]))

    assert len(page_sizes(renderer.page_pdf(by_twos))) == 1
    assert len(page_sizes(renderer.page_pdf(one_by_one))) == 2


def test_labels_and_values_too_many_for_halves_stand_below_each_other(renderer):
    rows = tuple((f"第 {row} 行", "1.00") for row in range(60))

    pages = page_sizes(renderer.page_pdf(Page("日结", (), (PageTable("销售", (), rows),))))

    assert len(pages) == 2


def test_a_short_report_is_one_page(renderer):
    assert len(page_sizes(renderer.page_pdf(Page("日结", (), ())))) == 1


def _unpacked(pdf: bytes) -> bytes:
    """The PDF with its compressed streams opened."""
    parts = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"".join(parts)
