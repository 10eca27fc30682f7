from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from desktop.services.card_text import read_cards, split_cards
from tests.services.test_table_reading import a_workbook


def parts_of(text):
    return [
        (row.number.reveal() if row.number else None, row.secret.reveal(), row.expires_on)
        for row in split_cards(text).rows
    ]


@pytest.mark.parametrize(
    ("line", "number", "secret"),
    [
        ("A123----B456", "A123", "B456"),
        ("A123 ---- B456", "A123", "B456"),
        ("A123——B456", "A123", "B456"),
        ("A123,B456", "A123", "B456"),
        ("A123，B456", "A123", "B456"),
        ("A123\tB456", "A123", "B456"),
        ("A123   B456", "A123", "B456"),
        ("A123|B456", "A123", "B456"),
        ("Ａ１２３　Ｂ４５６", "A123", "B456"),
        ("卡号：A123 密码：B456", "A123", "B456"),
        ("B456", None, "B456"),
        ("密码:B456", None, "B456"),
        ("YJ7K-2Q9M-X4TD-0PLR", None, "YJ7K-2Q9M-X4TD-0PLR"),
        ("A,1----B,2|3", "A,1", "B,2|3"),
        ("\u200bA123\ufeff,B456\u202c  ", "A123", "B456"),
    ],
)
def test_a_line_is_split_by_its_strongest_separator(line, number, secret):
    assert parts_of(line) == [(number, secret, None)]


@pytest.mark.parametrize("day", ["2027-06-30", "2027/6/30", "2027年6月30日", "2027.06.30"])
def test_an_expiry_is_recognised_by_its_shape(day):
    assert parts_of(f"A123,B456,{day}") == [("A123", "B456", date(2027, 6, 30))]
    assert parts_of(f"B456----{day}") == [(None, "B456", date(2027, 6, 30))]


def test_eight_digits_are_a_secret_and_not_a_day():
    assert parts_of("12345678,20270630") == [("12345678", "20270630", None)]


def test_blank_lines_are_skipped_and_bad_ones_named():
    result = split_cards("\n  \nA----B\r\n\r\nA B C D\rX,Y,2027-02-30\n1.2E+15\n")

    assert [row.line for row in result.rows] == [3]
    assert [(problem.line, problem.error.code) for problem in result.problems] == [
        (5, "card_unclear"),
        (6, "day_unreadable"),
        (7, "number_damaged"),
    ]
    assert result.read_count == 4


def test_a_secret_is_never_in_the_reason():
    result = split_cards("SECRET-1 SECRET-2 SECRET-3\n")

    assert "SECRET" not in repr(result)
    assert "SECRET" not in result.problems[0].reason


def test_a_list_with_headers_is_read_as_a_table():
    result = read_cards("卡号,卡密,有效期,进价\nA,B,2027-06-30,9.5\n".encode("gb18030"))

    (row,) = result.rows
    assert (row.number, row.secret) == (Secret("A"), Secret("B"))
    assert (row.expires_on, row.cost) == (date(2027, 6, 30), Money(950))
    assert result.encoding == "gb18030"


def test_a_list_without_headers_is_read_line_by_line(tmp_path):
    path = tmp_path / "cards.txt"
    path.write_bytes("A1----B1\r\nA2----B2\r\n".encode("utf-16"))

    assert [row.secret.reveal() for row in read_cards(path).rows] == ["B1", "B2"]


def test_a_workbook_of_cards_keeps_long_numbers():
    result = read_cards(a_workbook([["卡号", "卡密"], ["6222020000001234567", "0012"]]))

    assert [(row.number, row.secret) for row in result.rows] == [
        (Secret("6222020000001234567"), Secret("0012"))
    ]


@pytest.mark.parametrize("between", ["----", " ---- ", " ", "，", "\t", "|", ";"])
def test_a_first_line_of_headers_is_no_card_however_it_is_split(between):
    lines = (("卡号", "卡密", "有效期"), ("A1", "B1", "2027-06-30"), ("A2", "B2"))
    result = read_cards("\n".join(between.join(line) for line in lines))

    assert [(row.number, row.secret, row.expires_on) for row in result.rows] == [
        (Secret("A1"), Secret("B1"), date(2027, 6, 30)),
        (Secret("A2"), Secret("B2"), None),
    ]
    assert result.problems == ()
    assert result.read_count == 2


def test_headers_in_another_order_say_which_part_is_the_secret():
    (row,) = read_cards("卡密----卡号\nB1----A1\n").rows

    assert (row.number, row.secret) == (Secret("A1"), Secret("B1"))


def test_labels_without_a_colon_are_no_headers():
    assert [
        problem.line for problem in read_cards("卡号 A1 密码 B1\n卡号 A2 密码 B2").problems
    ] == [
        1,
        2,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "姓名,手机\n苏念,18612342046\n",
        "姓名 地址\n苏念 城南\n",
        "code,price\nYJ100,100.00\n",
        "编码,名称,类型,售价\nYJ100,点卡,卡密,100.00\n",
        "卡号,有效期\nA1,2027-06-30\n",
        "卡号\nA1\n",
    ],
)
def test_a_list_of_something_else_is_not_taken_for_cards(text):
    with pytest.raises(BusinessRuleError) as refusal:
        read_cards(text)
    assert refusal.value.code == "header_missing"
    assert "卡密" in str(refusal.value)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.4"])
def test_a_picture_is_not_a_list_of_cards(content):
    with pytest.raises(BusinessRuleError) as refusal:
        read_cards(content)
    assert refusal.value.code == "file_wrong"


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_nothing_pasted_is_said_to_be_empty(text):
    with pytest.raises(BusinessRuleError) as refusal:
        read_cards(text)
    assert refusal.value.code == "file_empty"


tokens = st.text(
    st.sampled_from("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"), min_size=6, max_size=24
).filter(lambda text: not text.isdigit() and "E" not in text)


@given(
    st.lists(st.tuples(tokens, tokens), min_size=1, max_size=10),
    st.sampled_from(["----", ",", "\t", " ", "|", " | ", "，"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_card_is_read_back_whatever_separates_it(cards, separator, line_end):
    text = line_end.join(f"{number}{separator}{secret}" for number, secret in cards)

    assert [(number, secret) for number, secret, _ in parts_of(text)] == cards


@given(st.text(max_size=200))
def test_any_pasted_text_gives_cards_or_reasons(text):
    try:
        result = split_cards(text)
    except BusinessRuleError as error:
        assert error.code == "file_empty"  # noqa: PT017
    else:
        assert result.read_count == len(result.rows) + len(result.problems)
