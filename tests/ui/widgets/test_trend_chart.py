"""The trend chart: read by keys and mouse, hidden amounts nowhere, lines that end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme, apply_theme
from desktop.ui.widgets.trend_chart import LegendKey, TrendChart, TrendMark

MARKS = (
    TrendMark("8", 210.0, 100.0, "8 点 · ¥210"),
    TrendMark("9", 480.0, None, "9 点 · ¥480"),
    TrendMark("10", None, None, "10 点"),
)


@pytest.fixture
def chart(qapp: QApplication, qtbot: QtBot) -> TrendChart:
    apply_theme(qapp, Theme.LIGHT, has_motion=False)
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(600, 200)
    chart.set_marks(MARKS, "每小时销售额，今天 ¥690", hides=False)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def test_arrows_stop_at_both_ends_and_enter_opens(chart: TrendChart) -> None:
    opened: list[int] = []
    chart.opened.connect(opened.append)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    for _ in range(5):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.readout() == chart.accessibleDescription() == "10 点"
    for _ in range(2):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [0]


def test_the_mouse_reads_the_nearest_place_and_a_click_opens_it(chart: TrendChart) -> None:
    opened: list[int] = []
    chart.opened.connect(opened.append)
    QTest.mouseMove(chart, QPoint(580, 90))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(330, 90))
    assert opened == [1]


def test_hidden_amounts_leave_the_axis_too(chart: TrendChart) -> None:
    assert chart.axis_words() == ("0", "200", "400")
    chart.set_marks(MARKS, "•••", hides=True)
    assert chart.axis_words() == ("0", "•••", "•••")


def test_a_stretch_without_a_sale_and_one_of_a_single_place_are_drawn(chart: TrendChart) -> None:
    chart.set_marks((TrendMark("1", 0.0, 0.0, "1"),), "一天", hides=False)
    assert not chart.grab().isNull()
    assert chart.axis_words() == ("0",)
    chart.set_marks((), "没有", hides=False)
    assert not chart.grab().isNull()
    assert chart.readout() == ""


def test_the_legend_has_room_for_its_name(chart: TrendChart) -> None:
    key = LegendKey("c1", is_dashed=True, parent=chart)
    empty = key.sizeHint().width()
    key.set_text("上月同期")
    assert key.text() == "上月同期"
    assert key.sizeHint().width() > empty
    assert not key.grab().isNull()
