from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import Money
from desktop.domain.paper_text import (
    break_line,
    cells_of,
    grouped_secret,
    paper_amount,
    scrub,
)


def test_control_direction_and_combining_characters_are_dropped():
    assert scrub("店\x00\x1b@\x9b名\u202e\u200b\ufeffe\u0301\u0335") == "店@名é"


def test_line_ends_become_spaces_so_that_a_name_stays_one_line():
    assert scrub("甲\r\n乙\u2028丙") == "甲  乙 丙"


def test_the_yen_sign_and_the_typographic_minus_become_what_printers_have():
    assert scrub("¥−5") == "￥-5"


def test_a_chinese_character_takes_two_cells():
    assert cells_of("卡1￥") == 5


@given(st.text(max_size=200).map(scrub), st.integers(2, 48))
def test_no_broken_line_is_too_long_and_nothing_but_spaces_is_lost(text, cells):
    lines = break_line(text, cells)

    assert all(cells_of(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_and_closing_punctuation_does_not_begin_a_line():
    assert break_line("Steam 充值码", 7) == ("Steam", "充值码")
    assert break_line("别发给人，谢谢", 8) == ("别发给", "人，谢谢")


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (-5, "-0.05"), (123456789, "1,234,567.89"), (-100_00, "-100.00")]
)
def test_amounts_stand_with_separators_two_decimals_and_an_ascii_minus(fen, text):
    assert paper_amount(Money(fen)) == text


@pytest.mark.parametrize(
    ("secret", "lines"),
    [
        ("YJ7K-2Q9M-X4TD-0PLR", ("YJ7K-2Q9M-", "X4TD-0PLR")),
        ("ABCD2345EFGH6789", ("ABCD 2345", "EFGH 6789")),
        ("ABCD2345", ("ABCD 2345",)),
        ("SHORT", ("SHORT",)),
        ("two words", ("two words",)),
        ("https://k.cn/?c=1", ("https://k.cn/?c=1",)),
    ],
)
def test_secrets_are_grouped_only_where_grouping_cannot_mislead(secret, lines):
    assert grouped_secret(secret, 28) == lines


@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120),
    st.integers(4, 44),
)
def test_every_character_of_a_secret_is_on_the_slip_in_order(secret, cells):
    lines = grouped_secret(secret, cells)

    assert "".join(lines).replace(" ", "") == secret
    assert all(len(line) <= cells for line in lines)
