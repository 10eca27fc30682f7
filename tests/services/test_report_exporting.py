from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from desktop.domain.errors import BusinessRuleError
from desktop.services.report_exporting import ReportExporting
from tests.factories import TillShop, a_till

TODAY = date(2026, 6, 18)


@pytest.fixture
def shop() -> TillShop:
    shop = a_till()
    shop.a_sale(shop.a_product(cards=5), 2)
    return shop


def test_the_workbook_has_a_sheet_for_every_report(shop: TillShop, tmp_path: Path) -> None:
    desk = ReportExporting(shop.rights, shop.reporting)
    (path,) = desk.export(shop.owner, tmp_path / "june.xlsx", TODAY, TODAY)
    book = load_workbook(path)
    assert len(book.sheet_names) == len(shop.reporting.list_reports())
    rows = book.get_sheet_by_name("按收银员").to_python()
    assert rows[1][:4] == ["林小舟", 1, 2, 200]


def test_as_text_every_report_is_a_file_with_english_headers(
    shop: TillShop, tmp_path: Path
) -> None:
    desk = ReportExporting(shop.rights, shop.reporting)
    files = desk.export(shop.owner, tmp_path / "june.csv", TODAY, TODAY)
    assert len(files) == len(shop.reporting.list_reports())
    with (tmp_path / "june-sales_by_cashier.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["cashier"], rows[0]["net"], rows[0]["gross_profit"]) == (
        "林小舟", "200.00", "18.00",
    )  # fmt: skip


def test_who_may_not_see_costs_exports_no_report(shop: TillShop, tmp_path: Path) -> None:
    desk = ReportExporting(shop.rights, shop.reporting)
    with pytest.raises(BusinessRuleError):
        desk.export(shop.cashier, tmp_path / "june.xlsx", TODAY, TODAY)
    assert not list(tmp_path.iterdir())
