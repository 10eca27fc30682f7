"""总览: the sum of the owner's money, exceptions settled by keys, amounts hidden on demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import load_workbook

from desktop.domain.funds import CapitalKind
from desktop.domain.money import Money
from desktop.domain.stretches import Period
from desktop.services.funds import FundsDesk
from desktop.services.overview import Comparison, Stretch
from desktop.services.review import Review
from desktop.ui.screens.owner.stretch_words import compared_text
from desktop.ui.screens.owner_screen import OwnerScreen
from tests.factories import TillShop, a_till
from tests.ui.screens.owner_page import an_owner_page
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
            self.cell(row, 4)
            for row in range(len(self.screen.cards.review.table.table_model().rows()))
        ]

    def cell(self, row: int, column: int) -> str:
        model = self.screen.cards.review.table.table_model()
        return str(model.index(row, column).data())

    def spoken(self) -> str:
        """Everything a screen reader is told of what is in front."""
        parts = self.window.frame.findChildren(QWidget)
        return "\n".join(
            f"{part.accessibleName()} {part.accessibleDescription()} {part.toolTip()}"
            for part in parts
            if part.isVisible()
        )

    def ranked(self) -> list[list[str]]:
        model = self.screen.cards.ranking.table.table_model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def amounts(self) -> dict[str, str]:
        model = self.screen.cards.funds.table.table_model()
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
    with a_window(qtbot, shop, actor=shop.owner) as window:
        screen = an_owner_page(shop, window)
        yield Page(window, shop, screen, review, funds)


def test_where_the_money_is_adds_up_part_by_part(page: Page) -> None:
    amounts = page.amounts()
    assert amounts["+ 现金"] == "¥100.00"
    assert amounts["+ 卡密成本"] == f"¥{8 * 91}.00"
    assert amounts["+ 净利"] == "¥9.00"
    assert amounts["= 应该有"] == amounts["= 现在有"]
    assert "两边对得上" in page.texts()


def test_the_month_stands_against_the_goal(page: Page) -> None:
    assert page.screen.cards.strip.values()[3] == "¥9.00"
    assert "目标 ¥90.00，到了 10" in page.texts()


def test_exceptions_are_settled_by_keys_alone(page: Page) -> None:
    assert page.verdicts() == ["待复核", "待复核"]
    page.window.type("a")
    assert page.verdicts() == ["待复核", "待复核"], "below the edge of the window"
    assert page.window.focus_name() == "reviewTable"
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
    number = page.screen.cards.review.table.table_model().rows()[0].order
    place = page.review.place_of(page.shop.owner, number)
    assert place is not None
    page.window.type(Qt.Key.Key_End, ENTER)
    assert page.window.focus_name() == "reviewTable", "what waits leads here"
    page.window.type(ENTER)
    assert page.window.gone_to == [("orders", place)]


def test_amounts_are_hidden_by_one_key_and_shown_by_the_same(page: Page) -> None:
    page.window.type("h")
    assert "¥" not in page.texts() + page.spoken()
    assert set(page.screen.cards.trend.chart.axis_words()[1:]) == {"•••"}
    assert page.ranked()[0][1:] == ["•••", "•••"]
    assert set(page.amounts().values()) == {"•••"}
    assert page.cell(0, 3) == "•••"
    page.window.type("h")
    assert page.amounts()["+ 现金"] == "¥100.00"
    assert "净销售额 ¥100.00" in page.spoken()


def test_money_taken_out_is_booked_and_the_sum_still_agrees(page: Page) -> None:
    page.window.type("c", "30", Qt.Key.Key_Tab)
    page.window.find(QLineEdit, "capitalNote").setFocus()
    page.window.type("rent", ENTER)
    (row,) = page.funds.entries(page.shop.owner)
    assert (row.kind, row.amount, row.note) == (CapitalKind.TAKEN_OUT, Money(30_00), "rent")
    assert page.amounts()["− 取走"] == "¥30.00"
    assert "两边对得上" in page.texts()


def test_a_part_opens_the_place_it_comes_from(page: Page) -> None:
    table = page.screen.cards.funds.table
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


def test_days_weeks_and_months_are_walked_by_keys(page: Page) -> None:
    page.window.type("d")
    assert "2026-06-18 周四，和上周同日比" in page.texts()
    assert page.screen.cards.trend.title.text() == "每小时销售额"
    page.window.type("p")
    assert "2026-06-17 周三，和前一周同日比" in page.texts()
    assert page.screen.cards.strip.values()[0] == "¥0.00"
    page.window.type("n")
    assert "2026-06-18" in page.screen.range.text()
    assert not page.screen.later.isEnabled()
    page.window.type("w", "p")
    assert "06-08 至 06-14，和前一周比" in page.texts()
    page.window.type("m", "p", "p")
    assert "04-01 至 04-30，和前一个月比" in page.texts()
    page.window.type("m")
    assert "06-01 至 06-18，和上月同期比" in page.texts()


@pytest.mark.parametrize(
    ("sold", "before", "is_present", "said"),
    [
        (0, 0, True, ("上周同日没有营业", "3")),
        (0, 100, False, ("没有营业，前一周同日 ¥100.00", "3")),
        (0, 100, True, ("还没有卖，上周同日 ¥100.00", "3")),
        (50, 100, True, ("上周同日全天 ¥100.00", "3")),
        (50, 100, False, ("−50.0%，前一周同日 ¥100.00", "danger")),
        (150, 100, False, ("+50.0%，前一周同日 ¥100.00", "accent")),
    ],
)
def test_a_day_off_and_a_day_that_goes_on_are_not_held_against_anybody(
    sold: int, before: int, is_present: bool, said: tuple[str, str]
) -> None:
    amounts = Money(sold * 100), Money(before * 100)
    day = date(2026, 6, 18)
    now, then = (Stretch(day, day, bool(each), each) for each in amounts)
    told = compared_text(
        Comparison(now, then), amounts, Period.DAY, is_present=is_present, hides=False
    )
    assert told == said


def test_the_chart_is_read_by_arrows(page: Page) -> None:
    page.screen.cards.trend.chart.setFocus()
    page.window.type(Qt.Key.Key_Left)
    assert page.screen.cards.trend.chart.readout() == "06-18 周四 · ¥100.00"
    page.window.type("h")
    assert "¥" not in page.spoken()


def test_the_best_are_gathered_under_another_heading_by_one_key(page: Page) -> None:
    assert page.ranked() == [["云境传说点卡 100 元 1 件", "¥100.00", "¥9.00"]]
    page.window.type("l", "l")
    assert page.ranked() == [["林小舟 1 件", "¥100.00", "¥9.00"]]
    page.window.type("l", "l")
    assert page.ranked() == []
    assert "这段时间没有" in page.texts()


def test_a_date_of_the_chart_opens_as_a_day_with_its_exceptions(page: Page) -> None:
    page.screen.cards.trend.chart.setFocus()
    page.window.type(Qt.Key.Key_Left, Qt.Key.Key_Left, ENTER)
    assert "2026-06-17 周三，和前一周同日比" in page.texts()
    assert page.screen.cards.review.day.text() == "2026-06-17 周三"
    assert "这一天没有例外" in page.texts()
    page.window.type("n")
    assert page.verdicts() == ["待复核", "待复核"]


def test_the_day_before_stands_beside_it_only_where_the_shop_was_open(page: Page) -> None:
    page.window.type("m")
    assert not page.screen.cards.trend.before.isVisible()
    page.shop.close_day()
    page.shop.clock.pass_time(timedelta(days=30))
    page.shop.open_shift()
    page.shop.a_sale(page.shop.checkout.list_products()[0])
    page.screen.refresh()
    page.window.settle()
    assert page.screen.cards.trend.before.isVisible()
    assert "本月 ¥100.00，上月同期 ¥100.00" in page.spoken()


def test_a_year_goes_by_months_and_one_of_them_opens(page: Page) -> None:
    page.window.type("y")
    view = page.screen._view
    assert view is not None
    assert view.period is Period.YEAR
    assert len(view.trend) == view.today.month
    assert page.screen.cards.trend.title.text() == "每月销售额"
    chart = page.screen.cards.trend.chart
    chart.setFocus()
    page.window.type(Qt.Key.Key_Left)
    this_month = f"{view.today.year} 年 {view.today.month} 月 · ¥100.00"
    assert chart.readout() == this_month
    page.window.type(Qt.Key.Key_Left, ENTER)
    opened = page.screen._view
    assert opened is not None
    assert (opened.period, opened.on) == (
        Period.MONTH,
        view.today.replace(day=1) - timedelta(days=1),
    )


def test_the_year_before_is_whole_and_named_so(page: Page) -> None:
    page.window.type("y", "p")
    view = page.screen._view
    assert view is not None
    assert (view.on.month, view.on.day, len(view.trend)) == (12, 31, 12)
    assert "和前一年比" in page.texts()
    page.window.type("n")
    assert "和去年同期比" in page.texts()


def test_any_day_is_opened_from_the_month_with_its_exceptions(page: Page) -> None:
    today = page.shop.day_close.closing_date()
    page.window.type("g")
    assert page.window.focus_name() == "dayPicker"
    page.window.type(Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_Left, ENTER)
    view = page.screen._view
    assert view is not None
    assert view.period is Period.DAY
    first = today.replace(day=1) - timedelta(days=1)
    assert view.on == first.replace(day=1) - timedelta(days=1)
    assert view.review.on == view.on
