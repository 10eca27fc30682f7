"""A secret in the wrong column of a card file is refused, and never quoted."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.services.importing import Importing, ImportKind
from desktop.services.table_columns import CARD_COLUMNS, MAXIMUM_CARD_COST, TableColumn
from desktop.services.table_reading import read_rows, read_table
from desktop.translating import sentence_of, set_language
from tests.shifted_cards import CANARIES, TABLES, TEXTS, pieces_in, shifted_files
from tests.shop import RehearsalShop

REFUSED = set(TABLES) - {"card as header", "cards as doubled headers"}


@pytest.fixture
def importing() -> Importing:
    shop = RehearsalShop()
    shop.a_product("YJ100")
    return Importing(shop.ground, shop.settings, shop.rights, shop.card_store)


@pytest.fixture(params=["zh", "en"])
def _language(request: pytest.FixtureRequest):
    set_language(request.param)
    yield
    set_language("zh")


def everything_said(importing: Importing, file: Path) -> tuple[str, list[int]]:
    """Return every word of a preview or of the refusal of a file, and the lines that are named."""
    try:
        preview = importing.preview(ImportKind.CARDS, file, product_code="YJ100")
    except BusinessRuleError as error:
        return f"{error!r} {error} {sentence_of(error)} {error.values}", []
    reasons = [
        f"{one!r} {one.reason} {sentence_of(one.error)} {one.error.values}"
        for one in preview.problems
    ]
    return f"{preview} {reasons}", [o.line for o in preview.problems]


@pytest.mark.usefixtures("_language")
def test_no_message_about_a_card_file_quotes_a_cell(importing: Importing, tmp_path: Path) -> None:
    seen = set()
    for name, file in shifted_files(tmp_path):
        said, lines = everything_said(importing, file)
        assert pieces_in(said) == [], f"{name}: {said}"
        if lines:
            seen.add(name.removesuffix(", workbook"))
    assert seen >= REFUSED, "was not refused line by line"


def test_the_line_the_column_and_what_is_expected_are_named(importing: Importing) -> None:
    text = f"卡号,卡密,有效期,进价\nA1,B2,,\n,C3,{CANARIES[0]},\n,D4,,{CANARIES[2]}\n"
    problems = importing.preview(ImportKind.CARDS, text).problems
    assert [(one.line, one.error.code) for one in problems] == [
        (3, "day_unreadable"),
        (4, "amount_too_large"),
    ]
    assert problems[0].reason == "有效期：日期看不懂，请写成 2026-06-18，不过期的写“永久”"
    assert problems[1].reason.startswith("进价：要写一张卡的进价，例如 9.50")
    assert "100000.00" in problems[1].reason


def test_columns_that_are_not_read_are_named_by_their_place(importing: Importing) -> None:
    preview = importing.preview(ImportKind.CARDS, f"备注,卡密,{CANARIES[0]}\nx,B2,y\n")
    assert preview.unknown_headers == ("第 1 列", "第 3 列")


def test_products_and_customers_still_hear_what_they_wrote(importing: Importing) -> None:
    reason = importing.preview("products", "编码,名称,售价\nA,甲,dear\n").problems[0].reason
    assert "dear" in reason
    assert importing.preview("products", "编码,名称,售价,色\nA,甲,1,红\n").unknown_headers == (
        "色",
    )


def test_what_a_card_may_have_cost() -> None:
    (cost,) = [column for column in CARD_COLUMNS.columns if column.key == "cost"]
    assert cost.convert("9.50") == Money(9_50)
    assert cost.convert("100,000") == MAXIMUM_CARD_COST
    with pytest.raises(BusinessRuleError):
        cost.convert("100000.01")


def refusal_of(column: TableColumn, text: str) -> BusinessRuleError | None:
    try:
        column.convert(text)
    except BusinessRuleError as error:
        return error
    return None


@given(
    st.sampled_from(CARD_COLUMNS.columns),
    st.text(min_size=1) | st.from_regex(r"-?[\d.,E]{1,24}"),
)
def test_a_refusal_depends_on_the_text_by_its_code_alone(column: TableColumn, text: str) -> None:
    error = refusal_of(column, text)
    if error is not None:
        assert all(isinstance(value, int | Money) for value in error.values.values())
        assert error.__context__ is None, "an error with the text hangs on it"


def test_nothing_is_logged_about_a_card_file(
    importing: Importing, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for _, file in shifted_files(tmp_path):
        everything_said(importing, file)
    assert pieces_in(caplog.text) == []


@pytest.mark.parametrize("column", ["进价", "有效期"])
def test_errors_of_rows_carry_no_text_in_their_chain(column: str) -> None:
    sheet = read_table(f"卡密,{column}\nA1,{CANARIES[0]}\n")
    (problem,) = read_rows(sheet, CARD_COLUMNS).problems
    error: BaseException | None = problem.error
    while error is not None:
        assert pieces_in(f"{error} {error.args} {getattr(error, 'values', '')}") == []
        error = error.__cause__ or error.__context__


def test_the_cases_hold_their_canaries() -> None:
    for name, table in TABLES.items():
        assert pieces_in(str(table)), name
    for name, text in TEXTS.items():
        assert pieces_in(text), name
