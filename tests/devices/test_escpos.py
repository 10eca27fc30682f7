from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.devices.base import PrinterSettings, TextCoding
from desktop.devices.escpos import EscPosPrinter, encoded_text
from desktop.domain.credit import ReceiptKind
from desktop.domain.errors import DeviceError
from desktop.domain.member_receipt import member_receipt
from desktop.domain.money import Money
from desktop.domain.paper_text import cells_of, scrub
from desktop.domain.receipt import Columns, Cut, Framed, PaperWidth, Qr, Receipt, Text
from desktop.domain.secret import Secret
from desktop.domain.slips import (
    PaperAmount,
    day_report_slip,
    sale_receipt,
    secret_slip,
    shift_slip,
)
from desktop.domain.stored_value import Purse
from tests.devices.papers import DAY, MEMBER, SALE, SECRET, SHIFT
from tests.devices.virtual_printer import StrangeByteError, VirtualPrinter

GOLDEN = Path(__file__).parent / "golden"
PAPERS = {
    "sale": lambda width: sale_receipt(SALE, width),
    "sale_reprint_void": lambda width: sale_receipt(
        replace(SALE, copy_number=2, is_void=True), width
    ),
    "secret": lambda width: secret_slip(SECRET, width),
    "secret_reprint": lambda width: secret_slip(
        replace(SECRET, copy_number=1, secret=Secret("ABCD2345EFGH6789"), card_number=None), width
    ),
    "day_z": lambda width: day_report_slip(DAY, width),
    "day_x_blind": lambda width: day_report_slip(
        replace(
            DAY,
            z_number=None,
            received=None,
            refunded=None,
            net=None,
            tenders=(),
            cash=None,
            code_difference=None,
            platform_difference=None,
            discounts=None,
        ),
        width,
    ),
    "shift": lambda width: shift_slip(SHIFT, width),
    "member": lambda width: member_receipt(MEMBER, width),
    "member_collection": lambda width: member_receipt(
        replace(
            MEMBER,
            kind=ReceiptKind.COLLECTION,
            copy_number=1,
            part=Purse(),
            purse_after=None,
            owed_after=Money(30_00),
        ),
        width,
    ),
}


def printed(receipt: Receipt, coding: TextCoding = TextCoding.GB18030, **changes) -> VirtualPrinter:
    encoding = "gb18030" if coding is TextCoding.PICTURE else str(coding)
    paper = VirtualPrinter(encoding, receipt.width.columns)
    settings = PrinterSettings("file", {}, receipt.width, coding, **changes)
    EscPosPrinter(settings, paper).print_receipt(receipt)
    return paper


@pytest.mark.parametrize("width", PaperWidth)
@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_prints_as_its_golden_text(name, width):
    paper = printed(PAPERS[name](width))

    expected = (GOLDEN / f"{name}_{width.millimetres}.txt").read_text("utf-8").splitlines()

    assert paper.paper == expected


@pytest.mark.parametrize("coding", [TextCoding.GB18030, TextCoding.GBK, TextCoding.UTF_8])
def test_the_same_text_is_on_paper_in_every_coding(coding):
    paper = printed(sale_receipt(SALE, PaperWidth.MM_58), coding)

    assert paper.paper == printed(sale_receipt(SALE, PaperWidth.MM_58)).paper


def test_chinese_mode_is_switched_on_for_chinese_codings_only():
    assert printed(Receipt(PaperWidth.MM_58, ())).is_chinese
    assert not printed(Receipt(PaperWidth.MM_58, ()), TextCoding.UTF_8).is_chinese


def test_the_yen_sign_is_printed_full_width_and_right_aligned_by_cells():
    paper = printed(Receipt(PaperWidth.MM_58, (Columns("合计", "¥−5.00"),)))

    assert paper.paper == ["合计                     ￥-5.00"]
    assert paper.widest == 32


@pytest.mark.parametrize("coding", [TextCoding.GB18030, TextCoding.GBK])
def test_what_the_printer_cannot_print_keeps_its_width(coding):
    assert encoded_text("ok😀！", coding).decode(coding) == "ok？！"


def test_a_rare_chinese_character_goes_out_in_gb18030():
    assert encoded_text("𠮷", TextCoding.GB18030).decode("gb18030") == "𠮷"


def test_a_receipt_never_opens_the_drawer():
    paper = VirtualPrinter()
    printer = EscPosPrinter(PrinterSettings("file", {}), paper)
    hostile = replace(SALE, shop="\x1bp\x00\x19\xfa店", cashier="\x10\x14\x01\x00\x01")

    printer.print_receipt(sale_receipt(hostile, PaperWidth.MM_58))
    assert paper.drawer_kicks == 0

    printer.open_drawer()
    assert paper.drawer_kicks == 1


def test_a_command_in_a_name_is_printed_as_letters():
    paper = printed(Receipt(PaperWidth.MM_58, (Text("A\x1dV\x00B\x1b@\x9bC\u202e"),)))

    assert paper.paper == ["AVB@C"]


outside_text = st.text(st.characters(codec=None), max_size=60) | st.binary(max_size=40).map(
    lambda raw: raw.decode("latin-1")
)


@given(outside_text, outside_text, st.sampled_from(list(TextCoding)[:3]))
def test_no_text_from_outside_puts_a_control_byte_on_the_wire(left, right, coding):
    blocks = (Text(left, indent=2), Columns(left, right), Columns(right, left, is_bold=True))

    paper = printed(Receipt(PaperWidth.MM_58, blocks), coding)

    assert paper.drawer_kicks == 0


@given(outside_text, outside_text)
def test_a_whole_receipt_of_strange_names_stays_a_receipt(name, note):
    strange = replace(
        SALE,
        shop=name,
        place=note,
        cashier=name,
        customer_masked=note,
        claim_code=name[:8],
        contact=note,
        discounts=(PaperAmount(name, SALE.rounding),),
        lines=tuple(replace(line, title=name, target_masked=note) for line in SALE.lines),
    )

    paper = printed(sale_receipt(strange, PaperWidth.MM_58))

    assert paper.drawer_kicks == 0
    assert paper.paper[-1] == "[CUT]"
    assert len(paper.qr_texts[0].encode()) <= 120


def test_the_virtual_printer_sees_a_planted_control_byte():
    with pytest.raises(StrangeByteError):
        VirtualPrinter().send(b"a\x07b\n")


def test_a_secret_is_printed_exactly_or_not_at_all():
    assert printed(Receipt(PaperWidth.MM_58, (Framed(("AB-0O",)),))).paper == ["[B2x2]     AB-0O"]
    for secret in ("AB😀", "A\x1bB", "A\u200bB", "¥100"):
        with pytest.raises(DeviceError) as refusal:
            printed(Receipt(PaperWidth.MM_58, (Framed((secret,)),)))
        assert refusal.value.code == "secret_not_printable"
        assert secret not in str(refusal.value)


def test_a_long_secret_line_is_tall_but_not_wide():
    paper = printed(Receipt(PaperWidth.MM_58, (Framed(("A" * 28,)),)))

    assert paper.paper == ["[B1x2]  " + "A" * 28]


def test_the_secret_of_the_slip_is_in_its_qr_code_unchanged():
    paper = printed(secret_slip(SECRET, PaperWidth.MM_58))

    assert paper.qr_texts == ["YJ7K-2Q9M-X4TD-0PLR"]


def test_a_drawn_qr_code_reads_back():
    import zxingcpp

    text = "禾光点卡 S0618-0042\n实付363.00"
    paper = printed(Receipt(PaperWidth.MM_58, (Qr(text, 168),)), draws_qr=True)

    rows = [row for picture in paper.pictures for row in picture]
    grey = b"".join(bytes(0 if dot == "1" else 255 for dot in row) for row in rows)
    view = memoryview(grey).cast("B", (len(rows), 384))
    assert [code.text for code in zxingcpp.read_barcodes(view)] == [text]


def test_a_printer_without_a_cutter_feeds_the_paper_out():
    assert printed(Receipt(PaperWidth.MM_58, (Cut(),)), has_cutter=False).paper == ["[FEED 4]"]


def test_picture_printing_without_a_window_is_refused_in_words():
    with pytest.raises(DeviceError) as refusal:
        printed(sale_receipt(SALE, PaperWidth.MM_58), TextCoding.PICTURE)
    assert refusal.value.code == "printer_needs_window"


def test_no_text_of_a_document_shows_in_its_repr():
    document = repr(secret_slip(SECRET, PaperWidth.MM_58))

    assert "YJ7K" not in document
    assert "4711" not in document


@given(st.text(max_size=80))
def test_scrubbed_text_is_one_printable_line(text):
    scrubbed = scrub(text)

    assert scrub(scrubbed) == scrubbed
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in scrubbed)
    assert cells_of(scrubbed) >= len(scrubbed)
