from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import ProductKind
from desktop.services.table_columns import (
    clean_cell,
    folded_header,
    parse_amount,
    parse_day,
    parse_digits_text,
    parse_kind,
    parse_phone,
    parse_points,
    parse_secret,
)


def code_of(convert, text):
    with pytest.raises(BusinessRuleError) as refusal:
        convert(text)
    return refusal.value.code


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("95", 9500),
        ("95.5", 9550),
        ("0", 0),
        ("-0.00", 0),
        ("¥1,234.50", 123450),
        ("￥９５．５０", 9550),
        ("95元", 9500),
        (" 95 ", 9500),
    ],
)
def test_amounts_are_read_as_people_write_them(text, fen):
    assert parse_amount(text) == Money(fen)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "amount_negative"),
        ("−95.5", "amount_negative"),
        ("95.555", "amount_decimals"),
        ("0.001", "amount_decimals"),
        ("99999999999", "amount_too_large"),
        ("9" * 400, "amount_too_large"),
        ("nan", "amount_unreadable"),
        ("inf", "amount_unreadable"),
        ("1e3", "amount_unreadable"),
        ("95,50", "amount_unreadable"),
        ("1,2", "amount_unreadable"),
        ("95.", "amount_unreadable"),
        ("=1+1", "amount_unreadable"),
        ("九十五", "amount_unreadable"),
        ("#DIV/0!", "amount_unreadable"),
    ],
)
def test_each_bad_amount_has_its_own_reason(text, code):
    assert code_of(parse_amount, text) == code


@given(st.integers(0, 10**12 - 1))
def test_every_amount_reads_back(fen):
    assert parse_amount(str(Money(fen))) == Money(fen)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-18", date(2026, 6, 18)),
        ("2026/6/8", date(2026, 6, 8)),
        ("2026.06.18", date(2026, 6, 18)),
        ("2026年6月18日", date(2026, 6, 18)),
        ("20260618", date(2026, 6, 18)),
        ("2026-06-18 00:00:00", date(2026, 6, 18)),
        ("永久", None),
    ],
)
def test_days_are_read_with_the_year_first(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize("text", ["06/18/2026", "2026-02-30", "2026-13-01", "46000", "soon", "18"])
def test_a_day_that_could_be_two_days_or_none_is_refused(text):
    assert code_of(parse_day, text) == "day_unreadable"


@pytest.mark.parametrize(
    "text",
    [
        "18612342046",
        "186 1234 2046",
        "186-1234-2046",
        "+86 18612342046",
        "8618612342046",
        "１８６１２３４２０４６",
        "18612342046.0",
    ],
)
def test_a_phone_is_read_however_it_is_grouped(text):
    assert parse_phone(text) == "18612342046"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1861234204", "phone_unreadable"),
        ("12345678901", "phone_unreadable"),
        ("021-12345678", "phone_unreadable"),
        ("1.86123E+10", "number_damaged"),
    ],
)
def test_a_wrong_or_damaged_phone_is_refused(text, code):
    assert code_of(parse_phone, text) == code


def test_points_are_whole_and_not_negative():
    assert parse_points("1,200") == 1200
    assert parse_points("12.0") == 12
    for text in ("-1", "1.5", "x", "10000000000000"):
        assert code_of(parse_points, text) == "points_unreadable"


def test_kinds_are_read_in_both_languages():
    assert parse_kind("直充") is ProductKind.TOPUP
    assert parse_kind(" Card ") is ProductKind.CARD
    assert code_of(parse_kind, "实物") == "kind_unknown"


@pytest.mark.parametrize("text", ["1.23457E+15", "6e+18", "2E15"])
def test_a_number_a_spreadsheet_has_damaged_is_refused(text):
    assert code_of(parse_digits_text(64), text) == "number_damaged"


def test_a_code_that_only_looks_like_one_is_kept():
    for text in ("0012", "E10", "12E", "1.5A", "YJ100"):
        assert parse_digits_text(64)(text) == text


def test_full_width_secrets_are_folded_and_chinese_ones_left():
    assert parse_secret("ＡＢ１２").reveal() == "AB12"
    assert parse_secret("密语①").reveal() == "密语①"


def test_what_nobody_sees_is_taken_off_a_cell():
    assert clean_cell("\ufeff　 AB\u200b\u202e12\x07 \n") == "AB12"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "＝1"])
def test_the_apostrophe_of_an_export_is_taken_off_again(text):
    assert clean_cell("'" + text) == text


def test_headers_are_compared_without_case_width_spaces_and_units():
    for header in ("售价", " 售 价 ", "售价（元）", "*售价", "售价:"):
        assert folded_header(header) == "售价"
    assert folded_header("Face_Value") == folded_header("ＦＡＣＥ value") == "facevalue"
