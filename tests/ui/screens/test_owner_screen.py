"""总览: the sum of the owner's money, exceptions settled by keys, amounts hidden on demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from python_calamine import load_workbook

from desktop.domain.funds import CapitalKind
from desktop.domain.money import Money
from desktop.services.funds import FundsDesk
from desktop.services.overview import Overview
from desktop.services.report_exporting import ReportExporting
from desktop.services.review import Review
from desktop.ui.screens.owner_screen import OwnerScreen
from tests.factories import TillShop, a_till
from tests.ui.window_harness import Window, a_window

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


@dataclass
class Page:
    """The page, its window and its shop."""

    window: Window
    shop: TillShop
    screen: OwnerScreen
    review: Review
    funds: FundsDesk

    def texts(self) -> str:
        labels = self.window.frame.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def verdicts(self) -> list[str]:
        return [
            self.cell(row, 4) for row in range(len(self.screen.review.table.table_model().rows()))
        ]

    def cell(self, row: int, column: int) -> str:
        model = self.screen.review.table.table_model()
        return str(model.index(row, column).data())

    def amounts(self) -> dict[str, str]:
        model = self.screen.funds.table.table_model()
        return {
            str(model.index(row, 0).data()): str(model.index(row, 1).data())
            for row in range(model.rowCount())
        }


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    shop = a_till()
    shop.settings.change(shop.owner, {"owner.month_goal": Money(90_00)})
    product = shop.a_product(cards=9)
    shop.a_sale(product)
    for _ in range(2):
        shop.a_void(shop.a_sale(product))
    funds = FundsDesk(shop.ground, shop.settings, shop.rights)
    review = Review(shop.ground, shop.rights, shop.reporting)
    overview = Overview(shop.ground, shop.rights, shop.reporting)
    exporting = ReportExporting(shop.rights, shop.reporting)
    with a_window(qtbot, shop, actor=shop.owner) as window:
        screen = window.show(
            OwnerScreen(window.context, overview, funds, review, shop.day_close, exporting)
        )
        yield Page(window, shop, screen, review, funds)


def test_where_the_money_is_adds_up_part_by_part(page: Page) -> None:
    amounts = page.amounts()
    assert amounts["+ 现金"] == "¥100.00"
    assert amounts["+ 卡密成本"] == f"¥{8 * 91}.00"
    assert amounts["+ 净利"] == "¥9.00"
    assert amounts["= 应该有"] == amounts["= 现在有"]
    assert "两边对得上" in page.texts()


def test_the_month_stands_against_the_goal(page: Page) -> None:
    assert page.screen.strip.values()[2] == "¥9.00"
    assert "目标 ¥90.00，到了 10" in page.texts()


def test_exceptions_are_settled_by_keys_alone(page: Page) -> None:
    assert page.verdicts() == ["待复核", "待复核"]
    page.window.type("a")
    assert page.verdicts() == ["待复核", "没问题"]
    page.window.type("q")
    assert page.window.focus_name() == "reviewNote"
    page.window.type("why", ENTER)
    assert sorted(page.verdicts()) == ["没问题", "要问"]
    assert page.window.badges["owner"] == 0
    said = page.review.day(page.shop.owner, page.shop.day_close.closing_date())
    assert {item.note for item in said.items} == {"", "why"}


def test_enter_opens_the_very_order_of_an_exception(page: Page) -> None:
    number = page.screen.review.table.table_model().rows()[0].order
    place = page.review.place_of(page.shop.owner, number)
    assert place is not None
    page.window.type(ENTER)
    assert page.window.gone_to == [("orders", place)]


def test_amounts_are_hidden_by_one_key_and_shown_by_the_same(page: Page) -> None:
    page.window.type("h")
    assert "¥" not in page.texts()
    assert set(page.amounts().values()) == {"•••"}
    assert page.cell(0, 3) == "•••"
    page.window.type("h")
    assert page.amounts()["+ 现金"] == "¥100.00"


def test_money_taken_out_is_booked_and_the_sum_still_agrees(page: Page) -> None:
    page.window.type("c", "30", Qt.Key.Key_Tab)
    page.window.find(QLineEdit, "capitalNote").setFocus()
    page.window.type("rent", ENTER)
    (row,) = page.funds.entries(page.shop.owner)
    assert (row.kind, row.amount, row.note) == (CapitalKind.TAKEN_OUT, Money(30_00), "rent")
    assert page.amounts()["− 取走"] == "¥30.00"
    assert "两边对得上" in page.texts()


def test_a_part_opens_the_place_it_comes_from(page: Page) -> None:
    table = page.screen.funds.table
    table.select_key("cards")
    table.setFocus()
    page.window.type(ENTER)
    assert page.window.gone_to == [("stock",)]


def test_money_nobody_can_explain_is_said(page: Page) -> None:
    page.shop.count_everything(short=Money(5_00))
    page.shop.day_close.close_day(page.shop.owner, {"cash": "查"})
    page.screen.refresh()
    page.window.settle()
    assert not page.window.crashes, page.window.crashes
    assert not page.window.refusals, page.window.refusals
    assert "两边对得上" in page.texts()
    assert page.amounts()["+ 净利"] == "¥4.00"
    assert "现金短款" in "\n".join(page.cell(row, 0) for row in range(3))


def test_every_report_of_the_period_goes_into_a_file(page: Page, tmp_path: Path) -> None:
    page.window.press("Ctrl+E")
    page.window.find(QLineEdit, "filePath").setText(str(tmp_path / "june.xlsx"))
    page.window.type(ENTER)
    page.window.qtbot.waitUntil((tmp_path / "june.xlsx").exists)
    page.window.settle()
    sheets = load_workbook(tmp_path / "june.xlsx").sheet_names
    assert len(sheets) == len(page.shop.reporting.list_reports())
