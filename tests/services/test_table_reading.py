from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import ProductKind
from desktop.domain.secret import Secret
from desktop.services import table_reading, table_sheet
from desktop.services.table_columns import CARD_COLUMNS, CUSTOMER_COLUMNS, PRODUCT_COLUMNS
from desktop.services.table_reading import read_rows, read_table
from desktop.translating import Language, sentence_of, set_language

HEADER = "编码,名称,售价\n"


def code_of(source, shape=None):
    with pytest.raises(BusinessRuleError) as refusal:
        sheet = read_table(source)
        if shape is not None:
            read_rows(sheet, shape)
    return refusal.value.code


def products(source):
    return read_rows(read_table(source), PRODUCT_COLUMNS)


def problems_of(source):
    return [(problem.line, problem.error.code) for problem in products(source).problems]


def a_workbook(rows, **formulas):
    """A workbook with rows of plain cells; a formula is ``A1=("=1/0", "#DIV/0!")``."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, datetime(*cell.timetuple()[:3]), day)  # noqa: DTZ001
                elif isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                elif cell is not None:
                    sheet.write(line, column, cell)
        for place, (formula, value) in formulas.items():
            sheet.write_formula(place, formula, None, value)
    return content.getvalue()


def test_a_price_list_becomes_rows_with_every_column():
    (row,) = products(
        "编码,名称,类型,售价,进价,面值,条码,分类,区域,官方价,使用说明,限制\n"
        "YJ100,云境传说点卡,卡密,95.5,91,100 元,6901234567892,游戏,国服,100,官网充值,仅限新用户\n"
    ).rows

    assert (row.line, row.code, row.name, row.kind) == (
        2,
        "YJ100",
        "云境传说点卡",
        ProductKind.CARD,
    )
    assert (row.price, row.cost, row.list_price) == (Money(9550), Money(9100), Money(10000))
    assert (row.face_value, row.barcode, row.category) == ("100 元", "6901234567892", "游戏")
    assert (row.region, row.guide, row.usage_limit) == ("国服", "官网充值", "仅限新用户")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_by_the_headers(delimiter):
    text = f"编码,名称,售价\nA,云境{'，' if delimiter == ',' else ','}传说,1\n"
    if delimiter != ",":
        text = f"编码{delimiter}名称{delimiter}售价\nA{delimiter}云境,传说{delimiter}1\n"

    (row,) = products(text).rows
    assert row.price == Money(100)


def test_english_headers_in_any_order_and_case_mean_the_same():
    result = products("Price,NAME,Code,Shelf\n1,x,A,left\n")

    assert (result.rows[0].code, result.rows[0].price) == ("A", Money(100))
    assert result.unknown_headers == ("Shelf",)
    assert result.columns == {"price", "name", "code"}


def test_each_bad_line_is_named_by_its_line_and_the_others_are_read():
    result = products(
        HEADER + "A,甲,-1\nB,乙,1.234\n\nC,丙,3\n,丁,4\nD,,5\nE,戊,\nF,己,nan\nc,丙二,3\n"
    )

    assert [(problem.line, problem.error.code) for problem in result.problems] == [
        (2, "amount_negative"),
        (3, "amount_decimals"),
        (6, "cell_empty"),
        (7, "cell_empty"),
        (8, "cell_empty"),
        (9, "amount_unreadable"),
        (10, "value_duplicate"),
    ]
    assert [row.code for row in result.rows] == ["C"]
    assert result.read_count == 8
    assert result.problems[0].reason == "售价：金额 -1 是负数"
    assert "第 5 行" in result.problems[-1].reason


def test_mixed_line_ends_count_as_a_person_counts():
    assert problems_of("编码,名称,售价\r\nA,甲,1\rB,乙,x\nC,丙,y\r\n") == [
        (3, "amount_unreadable"),
        (4, "amount_unreadable"),
    ]


def test_a_quoted_cell_over_two_lines_keeps_the_numbering():
    result = products('编码,名称,售价,使用说明\nA,甲,1,"一\n二"\nB,乙,x,\n')

    assert result.rows[0].guide == "一 二"
    assert [problem.line for problem in result.problems] == [4]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + 'A,"甲,1\n' + "B,乙,1\n" * 1000,
        HEADER + 'A,"甲,1\n' + "B,乙,1\n" * 5 + 'C,"丙",1\n',
        HEADER + 'A,"甲"x,1\n',
        HEADER + 'A,"甲,1\n' + "B,乙,1\n" * 60 + 'C,丙",1\n',
    ],
    ids=["to the end", "to the next quote", "text behind a quote", "over many lines"],
)
def test_an_open_quote_is_named_by_its_line_instead_of_swallowing_rows(text):
    with pytest.raises(BusinessRuleError) as refusal:
        read_table(text)
    assert refusal.value.code == "quote_open"
    assert refusal.value.values["line"] == 2


@pytest.mark.parametrize("as_bytes", [False, True])
def test_a_nul_is_named_by_its_line(as_bytes):
    text = HEADER + "A,甲\0,1\n"
    with pytest.raises(BusinessRuleError) as refusal:
        read_table(text.encode() if as_bytes else text)
    assert (refusal.value.code, refusal.value.values["line"]) == ("nul_in_file", 2)


def test_a_cell_of_200_kilobytes_is_a_problem_of_its_line():
    assert problems_of(HEADER + "A," + "甲" * 5000 + ",1\n") == [(2, "cell_too_long")]
    with pytest.raises(BusinessRuleError) as refusal:
        read_table(HEADER + "A," + "甲" * 200_000 + ",1\n")
    assert refusal.value.code == "quote_open"
    assert "第 2 行有一格太长" in str(refusal.value)


def test_a_column_is_named_as_the_language_writes_headers():
    try:
        languages: tuple[tuple[Language, str], ...] = (("zh", "售价"), ("en", "price"))
        for language, name in languages:
            set_language(language)
            (problem,) = products(HEADER + "A,甲,-1\n").problems
            assert sentence_of(problem.error).startswith(name)
            with pytest.raises(BusinessRuleError) as refusal:
                products("编码,名称\nA,甲\n")
            assert refusal.value.values["names"] == name
    finally:
        set_language("zh")


def test_a_row_with_more_cells_than_headers_is_a_problem():
    assert problems_of(HEADER + "A,甲,1,2\nB,乙,1,,\n") == [(2, "row_too_long")]


def test_a_file_of_one_gigabyte_is_refused_without_reading_it(tmp_path, monkeypatch):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    monkeypatch.setattr("pathlib.Path.open", lambda *_: pytest.fail("it was opened"))

    with pytest.raises(BusinessRuleError) as refusal:
        read_table(path)

    assert refusal.value.code == "file_too_large"
    assert "1024 MB" in str(refusal.value)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(table_reading, "MAXIMUM_BYTES", 10)
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 11)

    assert code_of(path) == "file_too_large"


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(table_reading, "MAXIMUM_ROWS", 3)
    assert len(products(HEADER + "".join(f"A{n},甲,1\n" for n in range(3))).rows) == 3

    assert code_of(HEADER + "".join(f"A{n},甲,1\n" for n in range(4))) == "too_many_rows"


def test_too_many_columns_are_refused():
    assert code_of(",".join(f"c{n}" for n in range(201)) + "\n") == "too_many_columns"


@pytest.mark.parametrize("content", ["", "\n\n  \n", ",,,\n", b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert code_of(content) == "file_empty"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n....",
        b"\xff\xd8\xff\xe0....",
        b"Rar!\x1a\x07",
        b"MZ\x90\x00",
        b"SQLite format 3\0",
    ],
)
def test_a_file_that_is_no_table_is_said_to_be_none(content):
    assert code_of(content) == "file_wrong"


def test_a_zip_file_that_is_no_workbook_is_said_to_be_none():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "hello")

    assert code_of(content.getvalue()) == "file_wrong"


def test_a_missing_file_and_a_folder_are_said_in_one_sentence(tmp_path):
    assert code_of(tmp_path / "none.csv") == "file_unreadable"
    assert code_of(tmp_path) == "file_unreadable"


def test_a_text_of_other_things_has_no_headers():
    assert code_of("今天天气不错\n", PRODUCT_COLUMNS) == "header_missing"


def test_missing_and_doubled_headers_are_named():
    with pytest.raises(BusinessRuleError) as refusal:
        products("编码,名称\nA,甲\n")
    assert (refusal.value.code, refusal.value.values["names"]) == ("header_missing", "售价")
    with pytest.raises(BusinessRuleError) as refusal:
        products("编码,名称,售价,code\nA,甲,1,B\n")
    assert (refusal.value.code, refusal.value.values["names"]) == ("header_duplicate", "编码、code")


def test_a_workbook_is_read_as_a_person_reads_it():
    content = a_workbook(
        [
            ["编码", "名称", "售价", "条码", "面值"],
            ["A", "甲", 95.1, 690123456789, 100],
            ["0012", "乙", 0.1 + 0.2, "6901234567892", "月卡"],
        ]
    )

    first, second = products(content).rows

    assert (first.price, first.barcode, first.face_value) == (Money(9510), "690123456789", "100")
    assert (second.code, second.price, second.line) == ("0012", Money(30), 3)


def test_formula_cells_give_their_value_and_errors_name_their_line():
    content = a_workbook(
        [["编码", "名称", "售价"], ["A", "甲"], ["B", "乙"], ["C", "=1+1", 3]],
        C2=("=90+5.5", 95.5),
        C3=("=1/0", "#DIV/0!"),
    )
    result = products(content)

    assert [(row.code, row.name, row.price) for row in result.rows] == [
        ("A", "甲", Money(9550)),
        ("C", "=1+1", Money(300)),
    ]
    assert [(problem.line, problem.error.code) for problem in result.problems] == [
        (3, "cell_error")
    ]


def test_bad_prices_of_a_workbook_are_refused_like_those_of_text():
    content = a_workbook(
        [["编码", "名称", "售价"], ["A", "甲", -1], ["B", "乙", 1.234], ["C", "丙", "3.555"]]
    )

    assert problems_of(content) == [
        (2, "amount_negative"),
        (3, "amount_decimals"),
        (4, "amount_decimals"),
    ]


def test_digits_a_workbook_has_lost_are_not_imported_as_zeros():
    content = a_workbook([["卡号", "卡密"], [12345678901234567890, "x"], ["1" * 20, "y"]])

    result = read_rows(read_table(content), CARD_COLUMNS)

    assert [row.number for row in result.rows] == [Secret("1" * 20)]
    assert [(problem.line, problem.error.code) for problem in result.problems] == [
        (2, "number_damaged")
    ]


def test_dates_and_blank_rows_of_a_workbook_keep_their_lines():
    content = a_workbook(
        [[None], ["卡密", "有效期"], [None], ["x", date(2027, 6, 30)], ["y", "someday"]]
    )
    result = read_rows(read_table(content), CARD_COLUMNS)

    assert [(row.line, row.expires_on) for row in result.rows] == [(4, date(2027, 6, 30))]
    assert [(problem.line, problem.error.code) for problem in result.problems] == [
        (5, "day_unreadable")
    ]


def test_the_first_visible_sheet_with_cells_is_read():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.add_worksheet("empty").activate()
        hidden = workbook.add_worksheet("old")
        hidden.write_row(0, 0, ["编码", "名称", "售价"])
        hidden.hide()
        sheet = workbook.add_worksheet("价目")
        sheet.write_row(0, 0, ["编码", "名称", "售价"])
        sheet.write_row(1, 0, ["A", "甲", 1])
        sheet.write_row(2, 0, ["B", "乙"])
        sheet.write_formula("C3", "=1/0", None, "#DIV/0!")

    result = products(content.getvalue())
    assert [row.code for row in result.rows] == ["A"]
    assert [(problem.line, problem.error.code) for problem in result.problems] == [
        (3, "cell_error")
    ]


@pytest.mark.parametrize("keep", [40, 400, 2000])
def test_a_cut_workbook_is_said_to_be_damaged(keep):
    content = a_workbook([["编码", "名称", "售价"], ["A", "甲", 1]])

    assert code_of(content[:keep]) == "file_damaged"


def test_an_old_workbook_that_is_not_one_is_said_to_be_damaged():
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000) == "file_damaged"


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("desktop.services.workbook_reading.MAXIMUM_UNPACKED", 1000)

    assert code_of(a_workbook([["编码", "名称", "售价"]])) == "file_too_large"


def test_customers_are_read_with_checked_phones():
    result = read_rows(
        read_table(
            "姓名,手机,QQ,积分,累计,备注\n林,186 1234 2046,28490017,363,1234.5,熟客\n"
            "王,12345,,,,\n李,18612342046,,,,\n赵,,,,,\n"
        ),
        CUSTOMER_COLUMNS,
    )

    first, last = result.rows
    assert (first.phone, first.points, first.spent) == ("18612342046", 363, Money(123450))
    assert (last.name, last.phone, last.points) == ("赵", "", 0)
    assert [(problem.line, problem.error.code) for problem in result.problems] == [
        (3, "phone_unreadable"),
        (4, "value_duplicate"),
    ]


def test_secrets_show_in_no_repr_of_what_was_read():
    result = read_rows(read_table("卡号,卡密\nN-777,S-888\n"), CARD_COLUMNS)

    assert "777" not in repr(result)
    assert "888" not in repr(result)


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20
).filter(lambda text: not text.startswith("'") and text == text.strip())


@settings(max_examples=60)
@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=8),
    st.sampled_from([",", "\t", ";"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_any_text_written_as_csv_is_read_back(rows, delimiter, codec):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([("姓名", "备注"), *rows])

    sheet = read_table(text.getvalue().encode(codec))

    assert [row.cells for row in sheet.rows] == rows


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_any_text_written_to_a_workbook_is_read_back(rows):
    sheet = read_table(a_workbook([("姓名", "备注"), *rows]))

    assert [row.cells for row in sheet.rows] == rows


@given(st.text(max_size=200))
def test_any_pasted_text_gives_a_table_or_a_reason(text):
    try:
        sheet = read_table(text)
    except BusinessRuleError as error:
        assert str(error)  # noqa: PT017
    else:
        assert all(len(row.cells) == len(sheet.headers) for row in sheet.rows)


def test_the_limits_are_those_of_the_promise():
    assert table_sheet.MAXIMUM_BYTES == 50 * 1024 * 1024
    assert table_sheet.MAXIMUM_ROWS == 200_000
    assert table_sheet.MAXIMUM_CELL == 4096
