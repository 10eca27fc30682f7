"""试键盘和扫码枪: what arrives is named, and what is found is typed into the settings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.input_trial_dialog import InputTrialSheet
from desktop.ui.scanner_bursts import BurstDetector, MeasuredScan, ScannerThresholds

CODE = "6901234567892"


class StepClock:
    """Monotonic seconds that grow by one step at every look."""

    def __init__(self, step: float) -> None:
        self.step, self.at = step, 100.0

    def __call__(self) -> float:
        self.at += self.step
        return self.at


def a_sheet(qtbot: QtBot, gap: float = 0.01) -> InputTrialSheet:
    sheet = InputTrialSheet(ScannerThresholds(), StepClock(gap))
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def scan(sheet: InputTrialSheet, code: str = CODE, end: Qt.Key = Qt.Key.Key_Return) -> None:
    for character in code:
        QTest.keyClicks(sheet.scan, character)
    QTest.keyClick(sheet.scan, end)


@pytest.mark.parametrize(
    ("key", "modifiers", "needs_fn"),
    [
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_VolumeUp, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier, True),
    ],
    ids=["F9", "a media key", "Alt+9"],
)
def test_f9_is_told_from_what_a_laptop_sends_for_it(
    qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier, *, needs_fn: bool
) -> None:
    sheet = a_sheet(qtbot)
    with qtbot.waitSignal(sheet.fn_row_found) as found:
        QTest.keyClick(sheet.keys, key, modifiers)
    assert found.args == [needs_fn]
    assert ("没收到 F9" in sheet.keys_note.text()) is needs_fn


def test_a_key_that_never_arrives_can_be_said(qtbot: QtBot) -> None:
    sheet = a_sheet(qtbot)
    with qtbot.waitSignal(sheet.fn_row_found) as found:
        sheet.no_answer.click()
    assert found.args == [True]


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_quick_scanner_is_known(qtbot: QtBot, end: Qt.Key) -> None:
    sheet = a_sheet(qtbot)
    scan(sheet, end=end)
    assert sheet.scan_note.text() == "认得出：13 个字，最慢隔 10 毫秒"
    assert not sheet.fit.isVisible()


def test_a_slow_scanner_gets_thresholds_that_know_it(qtbot: QtBot) -> None:
    sheet = a_sheet(qtbot, gap=0.048)
    scan(sheet)
    assert sheet.scan_note.text() == "现在会当成手打的：13 个字，最慢隔 48 毫秒"
    with qtbot.waitSignal(sheet.thresholds_wanted) as wanted:
        sheet.fit.click()
    assert wanted.args == [ScannerThresholds(6, 0.075)]
    scan(sheet)
    assert sheet.scan_note.text().startswith("认得出")


def test_a_person_is_not_taken_for_a_scanner(qtbot: QtBot) -> None:
    sheet = a_sheet(qtbot, gap=0.2)
    scan(sheet)
    assert sheet.scan_note.text().startswith("像是手打的")
    assert not sheet.fit.isVisible()


@given(st.integers(1, 30), st.floats(0.0005, 0.3))
def test_what_fits_a_scan_knows_it_and_whatever_was_known_before(length: int, gap: float) -> None:
    now = ScannerThresholds()
    fitting = MeasuredScan(length, gap).find_fitting(now)
    if fitting is None:
        return
    assert MeasuredScan(length, gap).is_burst_by(fitting)
    assert fitting.minimum_length <= now.minimum_length
    assert fitting.maximum_gap_seconds >= now.maximum_gap_seconds
    clock, place = StepClock(gap), object()
    detector = BurstDetector(clock, fitting)
    for character in CODE[:1] * length:
        detector.add(character, place, "")
    assert detector.finish(place) is not None
