from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.paper_text import cells_of, scrub
from desktop.domain.receipt import Columns, PaperWidth, Text, TextSize, lines_of


@given(
    st.text(max_size=80),
    st.text(max_size=60),
    st.sampled_from(PaperWidth),
    st.sampled_from(TextSize),
    st.integers(0, 4),
)
def test_columns_fit_their_paper_and_keep_both_texts(left, right, width, size, indent):
    lines = lines_of(Columns(left, right, size=size, indent=indent), width)

    for line in lines:
        assert cells_of(line.padded(width.columns)) * line.width_factor <= width.columns
    joined = "".join(line.left + line.right for line in lines).replace(" ", "")
    assert sorted(joined) == sorted((scrub(left) + scrub(right)).replace(" ", ""))


def test_the_value_stands_at_the_right_end_of_the_first_line():
    lines = lines_of(Columns("云境传说点卡超值年度大礼包 一百元", "已出卡"), PaperWidth.MM_58)

    shown = [line.padded(32) for line in lines]
    assert shown == ["云境传说点卡超值年度大礼  已出卡", "包 一百元"]


def test_a_double_line_too_long_for_double_width_keeps_its_height_only():
    (line,) = lines_of(Columns("实付", "12,345,678.00", size=TextSize.DOUBLE), PaperWidth.MM_58)

    assert line.width_factor == 1
    assert line.size is TextSize.DOUBLE


@pytest.mark.parametrize("width", PaperWidth)
def test_an_indent_counts_against_the_line(width):
    lines = lines_of(Text("卡" * 60, indent=2), width)

    assert all(line.padded(width.columns).startswith("  卡") for line in lines)
