"""The month: walked by keys from month to month, opened by Enter, told to a screen reader."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.day_close import CalendarDay, CalendarState
from desktop.ui.kept_keys import keeps_key
from desktop.ui.widgets.month_panel import MonthPanel
from tests.ui.widgets.test_parts import shown

TODAY = date(2026, 6, 18)


@pytest.fixture
def panel(qtbot: QtBot) -> MonthPanel:
    made = MonthPanel(TODAY, "month")
    shown(made, qtbot, 280, 320)
    days = (
        CalendarDay(TODAY, CalendarState.OPEN),
        CalendarDay(date(2026, 6, 11), CalendarState.CLOSED, 4),
        CalendarDay(date(2026, 6, 12), CalendarState.CLOSED_WITH_DIFFERENCE, 5),
    )
    made.show_days(TODAY, TODAY, days)
    return made


def press(panel: MonthPanel, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(panel.month, key)


def test_no_day_to_come_is_reached(panel: MonthPanel) -> None:
    press(panel, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_PageDown)
    assert panel.month.day() == TODAY
    assert not panel.after.isEnabled()


def test_enter_opens_the_day_of_the_caret(panel: MonthPanel, qtbot: QtBot) -> None:
    press(panel, Qt.Key.Key_Up)
    assert panel.month.opened_day() == TODAY
    with qtbot.waitSignal(panel.chosen) as caught:
        press(panel, Qt.Key.Key_Return)
    assert caught.args == [date(2026, 6, 11)]


def test_every_day_is_told_by_its_date_and_its_state(panel: MonthPanel) -> None:
    assert panel.month.accessibleName() == "2026-06-18 周四，还没日结"
    press(panel, Qt.Key.Key_Up)
    assert panel.month.accessibleName() == "2026-06-11 周四，已日结"
    press(panel, Qt.Key.Key_Right)
    assert panel.month.accessibleName() == "2026-06-12 周五，有差额"


def test_arrows_walk_into_the_month_before_and_ask_for_its_days(
    panel: MonthPanel, qtbot: QtBot
) -> None:
    press(panel, Qt.Key.Key_Home)
    with qtbot.waitSignal(panel.turned) as caught:
        press(panel, Qt.Key.Key_Left)
    assert caught.args == [date(2026, 5, 1)]
    assert panel.month.day() == date(2026, 5, 31)
    assert panel.title.text() == "2026 年 5 月"
    panel.add_days((CalendarDay(date(2026, 5, 31), CalendarState.CLOSED, 1),))
    assert panel.month.accessibleName() == "2026-05-31 周日，已日结"


def test_a_month_that_is_shorter_takes_its_last_day(panel: MonthPanel) -> None:
    press(panel, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_PageUp)
    assert panel.month.day() == date(2026, 4, 30)
    QTest.mouseClick(panel.after, Qt.MouseButton.LeftButton)
    assert panel.title.text() == "2026 年 5 月"


def test_the_same_day_shown_again_leaves_the_caret_where_it_walked(panel: MonthPanel) -> None:
    press(panel, Qt.Key.Key_PageUp)
    panel.show_days(TODAY, TODAY, ())
    assert panel.month.day() == date(2026, 5, 18)
    panel.show_days(date(2026, 6, 11), TODAY, ())
    assert panel.month.day() == date(2026, 6, 11)


def test_a_click_opens_a_day_and_one_to_come_does_not(panel: MonthPanel, qtbot: QtBot) -> None:
    opened: list[date] = []
    panel.chosen.connect(opened.append)
    for day in (date(2026, 6, 2), date(2026, 6, 25)):
        cell = panel.month._cell(day)
        QTest.mouseClick(panel.month, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert opened == [date(2026, 6, 2)]


def test_the_page_does_not_take_the_calendars_keys(panel: MonthPanel, qtbot: QtBot) -> None:
    assert all(keeps_key(panel.month, key) for key in ("Up", "Down", "Return", "PgUp", "Left"))
    assert not keeps_key(panel.month, "Esc")
    plain = QWidget()
    qtbot.addWidget(plain)
    assert not keeps_key(plain, "Up")
