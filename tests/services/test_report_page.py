"""A day on A4 and in a workbook: every figure of the one report, and nothing a person may not see."""

from __future__ import annotations

import io
import json
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from itertools import count
from typing import Any, cast, get_args, get_type_hints

import pytest
from python_calamine import load_workbook

from desktop.domain.day_report import (
    CarriedItem,
    DayReport,
    ExceptionFigures,
    Finding,
    to_json,
    without_costs,
)
from desktop.domain.money import Money
from desktop.domain.paper_text import paper_amount
from desktop.domain.tender import TenderMethod
from desktop.reports.day_exceptions import NOTED_KINDS
from desktop.services.finding_words import finding_detail, finding_title
from desktop.services.report_blocks import EXCEPTION_WORDS, day_blocks
from desktop.services.report_page import day_page, day_sheets
from desktop.services.settings_values import SettingsValues
from desktop.services.table_writing import sheet_name, workbook_bytes
from desktop.translating import set_language
from tests.factories import TillShop, a_till

SETTINGS = SettingsValues().with_changed({"shop.name": "禾光点卡"})
WORDS = {"method": TenderMethod.WECHAT, "kind": "refund", "state": "open"}
NOT_A_FIGURE = {"code_id", "hour", "z_number"}


def a_full_report() -> DayReport:
    """Return a report in which every figure is another one."""
    return cast(DayReport, _filled(DayReport, count(1001)))


def _filled(kind: Any, numbers: Iterator[int], name: str = "") -> Any:
    arguments = get_args(kind)
    if Ellipsis in arguments:
        return (_filled(arguments[0], numbers), _filled(arguments[0], numbers))
    if isinstance(kind, types.UnionType):
        return _filled(arguments[0], numbers, name)
    if hasattr(kind, "__dataclass_fields__") and kind is not Money:
        hints = get_type_hints(kind)
        return kind(
            **{each.name: _filled(hints[each.name], numbers, each.name) for each in fields(kind)}
        )
    if kind in {Money, int}:
        return kind(next(numbers))
    if kind is date:
        return date(2026, 6, 18)
    return kind(WORDS[name]) if name in WORDS else kind(f"word {next(numbers)}")


def _figures(value: Any, name: str = "") -> Iterator[int]:
    """Yield every amount and count of a report."""
    if isinstance(value, Money):
        yield value.fen
    elif isinstance(value, int) and name not in NOT_A_FIGURE:
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _figures(item)
    elif hasattr(value, "__dataclass_fields__"):
        for each in fields(value):
            yield from _figures(getattr(value, each.name), each.name)


def _shown(report: DayReport, *, sees_costs: bool = True) -> Counter[int]:
    cells = [
        cell
        for block in day_blocks(report, sees_costs=sees_costs)
        for row in block.rows
        for cell in row
    ]
    found = [cell.fen if isinstance(cell, Money) else cell for cell in cells]
    return Counter(abs(cell) for cell in found if isinstance(cell, int))


def test_no_figure_of_the_report_is_left_out() -> None:
    report = a_full_report()
    missing = Counter(_figures(report)) - _shown(report)
    assert not missing


def test_who_may_not_see_costs_gets_no_figure_of_profit_costs_or_balances() -> None:
    report = a_full_report()
    secret = set(_figures((report.profit, report.platforms, report.costs)))
    secret.add(report.net_profit.fen)
    assert secret.isdisjoint(_shown(report, sees_costs=False))
    page = day_page(report, SETTINGS, _noon(), sees_costs=False)
    said = {cell for table in page.tables for row in table.rows for cell in row}
    assert said.isdisjoint({paper_amount(Money(fen)) for fen in secret})
    assert "进货成本" not in said
    assert "进货成本" in str(day_page(report, SETTINGS, _noon()).tables)


def test_what_an_open_purchase_costs_is_for_those_who_may_see_costs() -> None:
    line = CarriedItem("undelivered", "1", "S1", "QB50", Money(100_07))
    bought = CarriedItem("unknown", "2", "P2", "QB50", Money(91_07))
    report = replace(a_full_report(), carried=(line, bought), settled=(bought,))
    assert _shown(report)[91_07] == 2
    assert not _shown(report, sees_costs=False)[91_07]
    assert _shown(report, sees_costs=False)[100_07] == 1
    document = without_costs(to_json(report))
    assert [item["amount"] for item in document["carried"]] == ["100.07", None]
    assert "91.07" not in json.dumps(document)


def test_net_profit_takes_off_what_the_day_cost_beside_its_goods() -> None:
    report = a_full_report()
    costs = report.costs
    assert report.net_profit == (
        report.profit.gross_profit
        - costs.gifts
        - costs.fees
        - costs.commission
        - costs.points
        + costs.rebate
        - report.after_sales.given
    )


def _noon() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 6, 18, 4, 0, tzinfo=UTC)


def _sheets(report: DayReport, **how: Any) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(workbook_bytes(day_sheets(report, SETTINGS, **how))))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def test_the_workbook_has_a_sheet_for_every_block_with_numbers_in_it(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": 38}})
    product = shop.a_product(cards=5)
    sold = shop.a_sale(product, 2, tenders={TenderMethod.WECHAT: 200_00})
    shop.a_refund(sold)
    sheets = _sheets(shop.close_day().report)
    assert list(sheets) == [
        "日报", "销售", "成本与毛利", "其他成本与净利", "活动", "收款方式", "收款码", "现金", "货源余额",
        "发货", "积分", "储值", "挂账", "售后", "例外", "要查的单", "带到下一天", "以前带来、已经了结",
        "卖得最多", "每小时",
    ]  # fmt: skip
    assert sheets["日报"][0] == ["日结单 Z 第 1 号"]
    assert ["净销售额", 100.0] in sheets["销售"]
    assert ["进货成本", 91.0] in sheets["成本与毛利"]
    assert sheets["其他成本与净利"][3:] == [
        ["手续费", -0.76], ["佣金", 0.0], ["积分抵扣", 0.0], ["返点", 0.0], ["净利", 8.24],
    ]  # fmt: skip
    wechat = ["微信", 1.0, 200.0, -100.0, 100.0, 100.0, 100.0, 0.0]
    assert wechat in sheets["收款方式"]
    assert ["应有现金", 100.0] in sheets["现金"]
    assert ["退款", 1.0, 100.0] in sheets["例外"]
    assert "货源余额" not in _sheets(shop.reporting.day_report(), sees_costs=False)


def test_a_name_that_looks_like_a_formula_stays_a_name(shop: TillShop) -> None:
    shop.a_sale(shop.a_product(cards=1, name="=1+1"))
    rows = _sheets(shop.reporting.day_report())["卖得最多"]
    assert rows[1][0].startswith("'=1+1")


def test_paper_leaves_out_what_did_not_move_and_never_sales_tenders_or_cash(
    shop: TillShop,
) -> None:
    headings = [table.heading for table in _page(shop.reporting.day_report()).tables]
    assert headings == ["销售", "成本与毛利", "其他成本与净利", "收款方式", "现金", "发货"]
    shop.an_account("星桥卡盟", Money(500_00))
    shop.a_sale(shop.a_product(cards=1))
    tables = {table.heading: table for table in _page(shop.reporting.day_report()).tables}
    assert {"货源余额", "卖得最多", "每小时"} <= set(tables)
    assert "加款" not in tables["货源余额"].headers
    costs = tables["其他成本与净利"]
    assert costs.rows == (("手续费", "0.00"), ("净利", "9.00"))
    assert costs.bold_rows == {1}


def _page(report: DayReport) -> Any:
    return day_page(report, SETTINGS, _noon())


def test_paper_groups_thousands_and_only_a_z_is_signed(shop: TillShop) -> None:
    shop.a_sale(shop.a_product(cards=11), 11)
    middle = _page(shop.reporting.day_report())
    assert middle.signatures == ()
    tables = {table.heading: dict(table.rows) for table in middle.tables if not table.headers}
    assert tables["销售"]["净销售额"] == "1,100.00"
    assert _page(shop.close_day().report).signatures == ("收银员签字", "店主签字")


def test_every_exception_the_report_counts_has_a_word() -> None:
    known = {"void", "refund", "price_change", "above_limit", "method_change", "reprint", "recount"}
    of_bills = {"sale_without_money", "money_without_sale", "money_ambiguous"}
    others = {
        "payment_never_seen",
        "reveal_again",
        "ledger_broken",
        *of_bills,
        *NOTED_KINDS.values(),
    }
    assert {*known, *others} == set(EXCEPTION_WORDS)
    strange = replace(DayReport(date(2026, 6, 18)), exceptions=(ExceptionFigures("newer", 2),))
    (rows,) = [block.rows for block in day_blocks(strange) if block.heading == "例外"]
    assert rows == (("newer", 2, Money(0)),)


def test_a_spreadsheet_takes_every_sheet_s_name_in_both_languages() -> None:
    for language in ("zh", "en"):
        set_language(language)
        try:
            names = [sheet.name for sheet in day_sheets(a_full_report(), SETTINGS)]
        finally:
            set_language("zh")
        assert [sheet_name(name) for name in names] == names
        assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a/b:c", "a b c"), ("", "sheet"), ("'x'", "x"), ("名" * 40, "名" * 31), ("[]", "sheet")],
)
def test_an_odd_name_is_made_fit(name: str, safe: str) -> None:
    assert sheet_name(name) == safe


def test_every_finding_has_a_title_and_says_what_it_means_in_words() -> None:
    gap = Finding("account_gap", "星桥卡盟", "charged_twice:K1 not_charged:K2", Money(-91_00))
    assert finding_detail(gap) == "可能是 K1 扣了两次、可能是 K2 没有扣款"
    assert "没有哪一单" in finding_detail(replace(gap, detail=""))
    assert finding_detail(Finding("clock_back", "", "30")) == "往回 30 分钟"
    assert finding_detail(Finding("points_by_hand", "7", "+500")) == "+500 积分"
    assert finding_detail(Finding("sale_without_money", "S1", "wechat")) == "微信"
    assert finding_title("newer") == "newer"
    report = replace(DayReport(date(2026, 6, 18)), findings=(gap,))
    assert "要查的单" in {block.heading for block in day_blocks(report)}
    assert "要查的单" not in {block.heading for block in day_blocks(report, sees_costs=False)}
