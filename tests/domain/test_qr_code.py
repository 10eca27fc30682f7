from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.qr_code import qr_code


def read_back(rows):
    import zxingcpp

    side = len(rows) + 8
    scale = 4
    grey = bytearray()
    for row in (
        [[False] * side] * 4
        + [[False] * 4 + list(row) + [False] * 4 for row in rows]
        + [[False] * side] * 4
    ):
        grey += b"".join(bytes([0 if dark else 255]) * scale for dark in row) * scale
    view = memoryview(bytes(grey)).cast("B", (side * scale, side * scale))
    return [code.text for code in zxingcpp.read_barcodes(view)]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=120))
def test_any_secret_of_letters_digits_and_signs_reads_back_exactly(text):
    assert read_back(qr_code(text).rows) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "禾光点卡 S0618-0042\n2026-06-18 14:34 实付363.00\n取货码H42\n云境传说点卡 100元x2",
        "补",
        "卡号：A123 密码：B456",
        "密语①ｶﾅ é",
    ],
)
def test_what_papers_say_in_chinese_reads_back(text):
    assert read_back(qr_code(text).rows) == [text]


def test_chinese_is_stored_as_utf_8_which_every_phone_reads():
    code = qr_code("补打")

    assert code.size == 21
    assert read_back(code.rows) == ["补打"]


@pytest.mark.parametrize("text", ["", "x" * 3000])
def test_a_text_no_code_holds_is_refused(text):
    with pytest.raises(BusinessRuleError) as refusal:
        qr_code(text)
    assert refusal.value.code == "qr_too_long"
