"""A fault of the program: one report however often it comes, and a word at every try."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.domain.errors import KataiError
from desktop.ui.background import Background
from desktop.ui.change_notifier import ChangeNotifier
from desktop.ui.crash_reports import CrashReports
from desktop.ui.operations import Operations


def test_the_same_fault_is_reported_once_and_told_every_time(qtbot: QtBot, tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    shown: list[str] = []
    reports.show_with(lambda text, _path: shown.append(text))
    told: list[KataiError] = []
    background = Background()
    operations = Operations(
        background, ChangeNotifier(), show_error=told.append, show_crash=reports.note
    )
    owner = QObject()

    def fails() -> None:
        raise OSError

    for _ in range(2):
        operations.run_query(owner, fails, lambda _result: None)
        qtbot.waitUntil(lambda: background.is_idle)
    assert len(told) == 2
    assert {error.code for error in told} == {"unexpected"}
    assert len(shown) == len(list(tmp_path.glob("crash-*.txt"))) == 1
    background.close()
