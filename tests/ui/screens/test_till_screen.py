"""日结: blind until everything is counted, six steps by keys, two PINs, one Z."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QTableView, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import load_workbook
from sqlalchemy import insert

from desktop.domain.cart import Cart
from desktop.domain.day_close import CloseStep
from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.secret import Secret
from desktop.domain.tender import TenderMethod
from desktop.models.platform_accounts import platform_account
from desktop.services.bills import Bills
from desktop.services.day_close import DayClose
from desktop.services.printing import Printing
from desktop.services.reporting import Reporting
from desktop.services.staff import Staff
from desktop.ui.screens.till_screen import TillScreen
from desktop.ui.widgets.buttons import ActionButton
from tests.shop import PIN, RehearsalShop, by_code
from tests.ui.window_harness import Window, a_window

ENTER = Qt.Key.Key_Return
CASHIER_PIN = "731946"
SOLD = 100_00


class NoSources:
    """There is nobody to ask for a balance."""

    def sync(self, *_arguments: Any) -> tuple[Any, ...]:
        return ()


@dataclass
class Till:
    """The page, its window and its services."""

    window: Window
    shop: RehearsalShop
    screen: TillScreen
    day_close: DayClose
    reporting: Reporting

    def texts(self) -> str:
        """Return every word that can be seen in a label."""
        labels = self.window.frame.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def count_cash(self, hundreds: int) -> None:
        """Walk through the first steps and count notes of a hundred."""
        self.window.type(ENTER, str(hundreds), ENTER)

    def copy_codes(self, wechat: str = "100") -> None:
        """Type the totals of the three tenders."""
        self.window.type(wechat, ENTER, "0", ENTER, "0", ENTER)


@contextmanager
def a_till(
    qtbot: QtBot,
    *,
    as_owner: bool = False,
    is_blind: bool = True,
    sold_before: int = 0,
    wechat_rate: int = 0,
) -> Iterator[Till]:
    """Open the page on a day with two sales; a week before, ``sold_before`` cards were sold."""
    shop = RehearsalShop()
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": wechat_rate}})
    if sold_before:
        sell_a_week_before(shop, sold_before)
    staff = Staff(shop.ground, shop.rights)
    staff.set_pin(shop.owner, shop.owner.id, Secret(PIN))
    staff.set_pin(shop.owner, shop.cashier.id, Secret(CASHIER_PIN))
    shop.settings.change(shop.owner, {"close.blind": is_blind})
    sell_two(shop)
    reporting = Reporting(shop.ground, shop.settings)
    day_close = DayClose(shop.ground, shop.settings, shop.rights, shop.shifts, reporting)
    printing = Printing(shop.ground, shop.settings, shop.rights, reporting, day_close)
    actor: Actor = shop.owner if as_owner else shop.cashier
    with a_window(qtbot, shop, actor=actor) as window:
        screen = window.show(
            TillScreen(
                window.context,
                day_close,
                shop.shifts,
                reporting,
                printing,
                shop.settings,
                staff,
                NoSources(),  # type: ignore[arg-type]
                Bills(shop.ground, shop.rights, reporting, day_close),
            )
        )
        yield Till(window, shop, screen, day_close, reporting)


def sell_a_week_before(shop: RehearsalShop, pieces: int) -> None:
    shop.open_shift(Money(500_00))
    product = shop.a_product("YJ100-OLD", price=SOLD, cards=pieces)
    shop.sell(Cart().with_product(product, pieces), request_id="r0")
    shop.shifts.close_shift(shop.cashier, {Money(100_00): 5 + pieces})
    shop.clock.pass_time(timedelta(days=7))


def sell_two(shop: RehearsalShop) -> None:
    """One sale in cash, one by WeChat, 100 each; the drawer began with 500."""
    shop.open_shift(Money(500_00))
    product = shop.a_product(price=SOLD, cards=5)
    cart = Cart().with_product(product)
    shop.sell(cart, request_id="r1")
    shop.clock.pass_time(timedelta(minutes=5))
    shop.sell(cart, by_code(TenderMethod.WECHAT, Money(SOLD), "1234"), request_id="r2")


@pytest.fixture
def till(qtbot: QtBot) -> Iterator[Till]:
    with a_till(qtbot) as till:
        yield till


@pytest.fixture
def owners_till(qtbot: QtBot) -> Iterator[Till]:
    with a_till(qtbot, as_owner=True) as till:
        yield till


def test_no_sum_is_in_any_widget_until_cash_and_codes_are_counted(till: Till) -> None:
    till.window.type(ENTER)
    assert till.screen.report.is_blind()
    assert "200.00" not in till.texts()
    assert "600.00" not in till.texts()
    assert till.screen.report.overview.table.table_model().rows() == ()
    assert not till.screen.bar.export_button.isEnabled()
    assert not till.screen.bar.print_button.isEnabled()
    till.window.type("6", ENTER)
    assert till.screen.report.is_blind()
    till.copy_codes()
    assert not till.screen.report.is_blind()
    assert "200.00" in till.texts()


def test_the_count_adds_up_as_it_is_typed_and_arrows_move_between_notes(till: Till) -> None:
    till.window.type(ENTER, "5", Qt.Key.Key_Down, "1", Qt.Key.Key_Down, Qt.Key.Key_Down, "2")
    total = till.window.find(QLabel, "countedTotal")
    assert total.text() == "¥570.00"
    assert till.window.focus_name() == "count_1000"
    till.window.type(Qt.Key.Key_Up, Qt.Key.Key_Up, "3")
    assert total.text() == "¥670.00"


def test_the_stepper_goes_on_from_what_was_typed(till: Till) -> None:
    till.window.type(ENTER, "11")
    till.screen.cash.count.rows[0].stepper._more.click()
    assert till.window.find(QLabel, "countedTotal").text() == "¥1,200.00"


def test_nothing_counted_is_asked_about_once(till: Till) -> None:
    till.window.type(ENTER, ENTER)
    assert "再按一次" in till.texts()
    assert till.day_close.state().cash_counted is None
    till.window.type(ENTER)
    assert till.day_close.state().cash_counted == Money(0)


def test_enter_in_the_codes_goes_to_the_next_empty_field_and_keeps_all_at_the_last(
    till: Till,
) -> None:
    till.count_cash(6)
    assert till.window.focus_name() == "codeTotal_wechat"
    assert not till.screen.must_stay()
    till.window.type("100", ENTER)
    assert till.window.focus_name() == "codeTotal_alipay"
    assert till.screen.must_stay()
    till.window.type("0", ENTER, "0", ENTER)
    assert till.screen._step is CloseStep.PLATFORMS
    assert not till.screen.must_stay()
    assert till.day_close.state().tenders[0].counted == Money(100_00)


def test_a_whole_close_by_keys_when_everything_matches(till: Till) -> None:
    till.count_cash(6)
    till.copy_codes()
    till.window.type(ENTER)
    assert "都对得上" in till.texts()
    till.window.type(ENTER, CASHIER_PIN, PIN)
    button = till.window.find(ActionButton, "closeDay")
    assert button.isEnabled()
    till.window.press("Ctrl+Return")
    report = till.reporting.day_report(till.shop.shifts.business_date_now() - timedelta(days=1))
    assert report.z_number == 1
    assert any("Z 第 1 号" in text for text in till.window.toasts())
    assert "Z 第 1 号" in till.texts()


def test_a_robot_closes_the_day_without_waiting(till: Till) -> None:
    till.window.type(ENTER, "6", ENTER, "100", ENTER, "0", ENTER, "0", ENTER, gap_ms=0)
    till.window.type(ENTER, ENTER, CASHIER_PIN, PIN, ENTER, gap_ms=0)
    till.window.settle()
    assert any("Z 第 1 号" in text for text in till.window.toasts())


def test_a_difference_needs_a_reason_before_anybody_signs(till: Till) -> None:
    till.count_cash(5)
    till.copy_codes()
    till.window.type(ENTER)
    assert "−100.00" in till.texts()
    assert till.window.focus_name() == "reason_cash"
    till.window.type(ENTER)
    assert till.screen._step is CloseStep.DIFFERENCES
    assert "写一句原因" in till.texts()
    till.window.type("short", ENTER)
    assert till.screen._step is CloseStep.SIGN  # type: ignore[comparison-overlap]
    till.window.type(CASHIER_PIN, PIN)
    till.window.press("Ctrl+Return")
    assert any("Z 第 1 号" in text for text in till.window.toasts())


def test_without_the_owner_s_pin_nothing_is_closed(till: Till) -> None:
    till.count_cash(6)
    till.copy_codes()
    till.window.type(ENTER, ENTER, CASHIER_PIN, "111112")
    assert "PIN 不对" in till.texts()
    assert not till.window.find(ActionButton, "closeDay").isEnabled()
    till.window.press("Ctrl+Return")
    assert not till.day_close.state().is_closed
    till.window.type(PIN)
    assert till.window.find(ActionButton, "closeDay").isEnabled()


def test_an_owner_signs_alone(owners_till: Till) -> None:
    owners_till.count_cash(6)
    owners_till.copy_codes()
    owners_till.window.type(ENTER, ENTER, PIN)
    owners_till.window.press("Ctrl+Return")
    assert any("Z 第 1 号" in text for text in owners_till.window.toasts())


def test_esc_goes_back_and_a_second_count_joins_the_first(till: Till) -> None:
    till.count_cash(4)
    till.window.type(Qt.Key.Key_Escape)
    assert till.window.is_shown("cashCount")
    till.window.type("6", ENTER)
    state = till.day_close.state()
    assert (state.first_cash_counted, state.cash_counted) == (Money(400_00), Money(600_00))


def test_a_cashier_s_look_has_counts_only_and_no_profit(till: Till) -> None:
    till.window.type("x")
    assert "中途查看" in till.texts()
    assert "2 单" in till.texts()
    assert "200.00" not in till.texts()
    assert "毛利" not in till.texts()
    till.window.type("x", Qt.Key.Key_F1)


def test_without_blind_counting_an_owner_sees_profit_at_once(qtbot: QtBot) -> None:
    with a_till(qtbot, as_owner=True, is_blind=False) as till:
        assert "毛利" in till.texts()
        assert "200.00" in till.texts()
        table = till.window.find(QTableView, "tenderTable")
        words = [str(table.model().index(row, 0).data()) for row in range(2)]
        assert words == ["现金", "微信"]


def note_of_sales(till: Till) -> str:
    return till.screen.report.figures._notes[0].whole_text()


def test_net_sales_are_measured_against_the_same_weekday_of_the_week_before(qtbot: QtBot) -> None:
    with a_till(qtbot, as_owner=True, is_blind=False, sold_before=3) as till:
        till.screen._open_day(till.shop.shifts.business_date_now())
        till.window.settle()
        assert note_of_sales(till) == "比上周四 −33.3%"


def test_a_day_that_still_goes_on_is_not_measured_against_a_whole_one(qtbot: QtBot) -> None:
    with a_till(qtbot, as_owner=True, is_blind=False, sold_before=1) as till:
        till.screen._open_day(till.shop.shifts.business_date_now())
        till.window.settle()
        assert note_of_sales(till) == "比上周四 +100.0%"
        till.window.type("x")
        assert note_of_sales(till) == "上周四全天 100.00"


def test_after_a_day_off_the_refunds_stand_there(qtbot: QtBot) -> None:
    with a_till(qtbot, as_owner=True, is_blind=False) as till:
        assert note_of_sales(till) == "退款 0.00"


def test_no_comparison_gives_the_sum_away_before_everything_is_counted(qtbot: QtBot) -> None:
    with a_till(qtbot, sold_before=1) as till:
        till.screen._open_day(till.shop.shifts.business_date_now())
        till.window.settle()
        assert note_of_sales(till) == "输完再看"
        assert "上周四" not in till.texts()


@pytest.mark.parametrize(("rate", "note"), [(0, "毛利率 9.0%"), (38, "净利 17.62")])
def test_the_owner_sees_what_is_left_of_the_profit_after_fees(
    qtbot: QtBot, rate: int, note: str
) -> None:
    with a_till(qtbot, as_owner=True, is_blind=False, wechat_rate=rate) as till:
        assert "18.00" in till.texts()
        assert till.screen.report.figures._notes[2].whole_text() == note


def exported(till: Till, path: Path) -> None:
    till.window.find(ActionButton, "exportDay").click()
    till.window.find(QLineEdit, "filePath").setText(str(path))
    till.window.type(ENTER)
    assert path.exists()


def test_the_workbook_of_an_owner_holds_the_whole_day_and_a_cashier_s_no_cost(
    qtbot: QtBot, tmp_path: Path
) -> None:
    names = {}
    for who in (True, False):
        with a_till(qtbot, as_owner=who, is_blind=False) as till:
            exported(till, tmp_path / "day.xlsx")
            exported(till, tmp_path / "day.json")
        names[who] = set(load_workbook(tmp_path / "day.xlsx").sheet_names)
        keys = json.loads((tmp_path / "day.json").read_text("utf-8")).keys()
        assert ({"profit", "costs", "platforms"} <= keys) is who
    for_the_owner = {"成本与毛利", "其他成本与净利", "货源余额", "活动", "要查的单"}
    assert names[True] - names[False] == for_the_owner
    assert {"销售", "收款方式", "现金", "发货", "积分", "例外"} <= names[False]


def test_handing_over_says_what_is_missing_and_closes_the_shift(till: Till) -> None:
    till.screen._show_hand_over()
    till.window.settle()
    till.window.type("5", ENTER)
    assert "短款 ¥100.00" in till.texts()
    assert till.shop.shifts.current() is None


def test_cash_handed_in_is_recorded_with_its_sign(till: Till) -> None:
    till.window.find(ActionButton, "moveCash").click()
    till.window.type("200", ENTER)
    assert [move.amount for move in till.shop.shifts.movements()] == [Money(-200_00)]
    assert till.window.toasts() == ["取出 ¥200.00"]


def test_an_expense_without_a_note_is_refused_in_the_sheet(till: Till) -> None:
    till.window.find(ActionButton, "moveCash").click()
    sheet: Any = till.window.sheet()
    sheet.reasons.choose(2)
    till.window.type("20", ENTER)
    assert till.shop.shifts.movements() == ()
    assert "写明" in till.texts()


def test_the_report_is_written_as_json_with_the_command_line_s_keys(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with a_till(qtbot, as_owner=True, is_blind=False) as till:
        till.window.find(ActionButton, "exportDay").click()
        path = tmp_path / "day.json"
        till.window.find(QLineEdit, "filePath").setText(str(path))
        till.window.type(ENTER)
        document = json.loads(path.read_text("utf-8"))
    assert document["sales"]["net"] == "200.00"


def test_a_closed_day_can_be_looked_at_again_from_the_month(owners_till: Till) -> None:
    till = owners_till
    till.count_cash(6)
    till.copy_codes()
    till.window.type(ENTER, ENTER, PIN)
    till.window.press("Ctrl+Return")
    closed = till.screen._view
    assert closed is not None
    till.shop.clock.pass_time(timedelta(days=1))
    till.screen._open_day(till.shop.shifts.business_date_now())
    till.window.settle()
    till.screen._open_day(closed.on)
    till.window.settle()
    assert "已签字，不能再改" in till.texts()
    assert not till.window.is_shown("closeDay")


def test_a_day_is_opened_from_the_month_by_keys_alone(owners_till: Till) -> None:
    till = owners_till
    first = till.screen._view
    assert first is not None
    till.window.type("g")
    assert till.window.focus_name() == "closeCalendar"
    till.window.type(Qt.Key.Key_Up, ENTER)
    shown = till.screen._view
    assert shown is not None
    assert shown.on == first.on - timedelta(days=7)
    assert till.window.focus_name() == "closeCalendar"
    till.window.type(Qt.Key.Key_PageUp)
    assert till.screen.side.month.accessibleName().endswith("没有营业")


def test_beside_the_three_blocks_the_month_comes_as_a_sheet(owners_till: Till) -> None:
    till = owners_till
    till.count_cash(5)
    till.copy_codes("90")
    till.window.type(ENTER)
    before = till.screen._view
    assert before is not None
    assert not till.screen.side.isVisible()
    till.screen._go_to_month()
    till.window.settle()
    till.window.type(Qt.Key.Key_Left, ENTER)
    after = till.screen._view
    assert after is not None
    assert after.on == before.on - timedelta(days=1)


def test_the_balance_of_a_silent_account_is_typed_and_compared(qtbot: QtBot) -> None:
    with a_till(qtbot, as_owner=True) as till:
        a_silent_account(till.shop, "星桥")
        till.screen.refresh()
        till.window.settle()
        till.count_cash(6)
        till.copy_codes()
        assert "连不上，可以手填" in till.texts()
        field = till.window.find(QLineEdit, "balance_1")
        assert field.accessibleName() == "星桥 的余额"
        field.setFocus()
        till.window.type("990.5", ENTER)
        report = till.reporting.day_report(till.day_close.closing_date())
        assert [one.actual for one in report.platforms] == [Money(990_50)]
        assert "990.50" in str(till.screen.report.blocks.platforms.table_model().index(0, 7).data())
        till.window.type(Qt.Key.Key_Escape)
        assert f"手填 {report.platforms[0].typed_at}" in till.texts()
        assert till.window.find(QLineEdit, "balance_1").text() == "990.50"


def test_a_cashier_types_no_balance_and_sees_none(till: Till) -> None:
    a_silent_account(till.shop, "星桥")
    till.screen.refresh()
    till.window.settle()
    till.count_cash(6)
    till.copy_codes()
    assert "连不上" in till.texts()
    assert "星桥" not in till.texts()
    assert not till.window.is_shown("balance_1")


def a_silent_account(shop: RehearsalShop, name: str) -> None:
    with shop.ground.database.write() as connection:
        connection.execute(
            insert(platform_account).values(
                id=shop.ground.identifiers.next_id(),
                name=name,
                platform="acg_faka",
                fields="{}",
                secrets_sealed=b"",
                position=1,
                trouble_at=shop.clock.now(),
                created_at=shop.clock.now(),
            )
        )


def test_the_field_in_hand_is_in_sight_in_the_smallest_window(qtbot: QtBot) -> None:
    with a_till(qtbot) as till:
        till.window.frame.resize(1180, 680)
        till.count_cash(5)
        till.copy_codes("90")
        till.window.type(ENTER, "x", ENTER)
        field = till.window.find(QLineEdit, "reason_wechat")
        assert field.hasFocus()
        assert not field.visibleRegion().isEmpty()


def test_another_person_signs_with_their_own_pins(till: Till) -> None:
    till.count_cash(6)
    till.copy_codes()
    till.window.type(ENTER, ENTER, CASHIER_PIN)
    till.window.context.session.sign_in(till.shop.senior.person)
    till.window.settle()
    assert till.screen._step is CloseStep.DIFFERENCES
    till.window.type(ENTER, CASHIER_PIN)
    assert "PIN 不对" in till.texts()


def test_a_reason_half_typed_survives_a_refresh(till: Till) -> None:
    till.count_cash(5)
    till.copy_codes()
    till.window.type(ENTER, "sho")
    till.screen.refresh()
    till.window.settle()
    till.window.type("rt")
    assert till.screen.steps.reasons.reasons() == {"cash": "short"}


def test_before_the_day_is_read_the_first_step_stands_there_and_nothing_can_be_pressed(
    qtbot: QtBot,
) -> None:
    with a_till(qtbot) as till:
        made = TillScreen(
            till.window.context,
            till.day_close,
            till.shop.shifts,
            till.reporting,
            Printing(
                till.shop.ground,
                till.shop.settings,
                till.shop.rights,
                till.reporting,
                till.day_close,
            ),
            till.shop.settings,
            Staff(till.shop.ground, till.shop.rights),
            NoSources(),  # type: ignore[arg-type]
            Bills(till.shop.ground, till.shop.rights, till.reporting, till.day_close),
        )
        assert made.steps.rows[CloseStep.OPEN_ITEMS].part() == "current"
        assert not made.bar.print_button.isEnabled()
        assert not made.bar.close_button.isEnabled()
        made.deleteLater()


def test_the_month_stands_beside_the_report_where_there_is_room(till: Till) -> None:
    assert left_edge(till.screen.side, till) > left_edge(till.screen.report, till)


@pytest.mark.parametrize("height", [900, 720, 690])
def test_no_week_of_the_month_is_cut_off_however_low_the_window(till: Till, height: int) -> None:
    till.window.frame.resize(1366, height)
    six_weeks = date(2025, 11, 28)
    till.screen.side.month_panel.show_days(six_weeks, till.shop.clock.now().date(), ())
    till.screen.side._fit()
    till.window.settle()
    month = till.screen.side.month
    assert month.height() == month.sizeHint().height()
    assert month.visibleRegion().boundingRect().height() == month.height()


def test_in_the_smallest_window_one_scrolls_to_the_month_and_nothing_is_cut(till: Till) -> None:
    till.window.frame.resize(1180, 680)
    till.window.settle()
    assert left_edge(till.screen.side, till) == left_edge(till.screen.report, till)
    calendar = till.window.find(QWidget, "closeCalendar")
    area = next(each for each in till.screen.findChildren(QScrollArea) if holds(each, calendar))
    area.ensureWidgetVisible(calendar)
    till.window.settle()
    assert area.horizontalScrollBar().maximum() == 0
    assert calendar.visibleRegion().boundingRect().size() == calendar.size()


def left_edge(part: QWidget, till: Till) -> int:
    return part.mapTo(till.screen, QPoint(0, 0)).x()


def holds(area: QScrollArea, part: QWidget) -> bool:
    return area.isAncestorOf(part)


def test_a_signed_day_says_who_signed_when_and_why_it_did_not_agree(till: Till) -> None:
    till.count_cash(5)
    till.copy_codes()
    till.window.type(ENTER, "x", ENTER, CASHIER_PIN, PIN)
    till.window.press("Ctrl+Return")
    assert "现金 短 100.00：x" in till.texts()
    assert "收银员 林小舟" in till.texts()
    assert "店主 程禾" in till.texts()
    assert "已签字 09:05" in till.texts()


def test_keys_that_lead_nowhere_are_not_hinted_at(till: Till) -> None:
    def hints() -> set[str]:
        return {offer.hint for offer in till.window.registry.list_hints()}

    assert {"下一步", "中途查看"} <= hints()
    assert not {"上一步", "签字日结"} & hints(), "the first step, and nobody has signed"
    till.window.type(ENTER)
    assert "上一步" in hints()
    till.window.type("X")
    assert "下一步" not in hints()


def test_quiet_hours_stand_in_the_chart_too(owners_till: Till) -> None:
    till = owners_till
    till.shop.clock.pass_time(timedelta(hours=2))
    product = till.shop.a_product("QB50", cards=1)
    till.shop.sell(Cart().with_product(product), request_id="r3")
    till.count_cash(7)
    till.copy_codes()
    assert [bar.label for bar in till.screen.report.overview.chart._bars] == ["9", "10", "11"]


def test_what_is_carried_over_keeps_the_focus_when_the_day_is_read_again(till: Till) -> None:
    button = till.window.find(ActionButton, "seeToOpenItems")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    till.screen.refresh()
    till.window.settle()
    assert till.window.focus_name() == "seeToOpenItems"
