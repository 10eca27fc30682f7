"""What a start leaves for later: questions held back, and the collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.background import Background
from desktop.ui.change_notifier import ChangeNotifier
from desktop.ui.operations import Operations


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def operations(background: Background) -> Operations:
    failed: list[object] = []
    return Operations(
        background, ChangeNotifier(), show_error=failed.append, show_crash=failed.append
    )


def test_a_question_after_the_start_waits_for_its_end(
    qtbot: QtBot, background: Background, operations: Operations
) -> None:
    answers: list[str] = []
    owner = QObject()
    operations.hold_back()
    operations.run_query_after_start(owner, lambda: "held orders", answers.append)
    operations.run_query(owner, lambda: "goods", answers.append)
    qtbot.waitUntil(lambda: background.is_idle)
    assert answers == ["goods"]
    operations.let_go()
    qtbot.waitUntil(lambda: background.is_idle)
    assert answers == ["goods", "held orders"]


def test_once_the_window_has_started_it_is_asked_at_once(
    qtbot: QtBot, background: Background, operations: Operations
) -> None:
    answers: list[str] = []
    owner = QObject()
    operations.hold_back()
    operations.let_go()
    operations.run_query_after_start(owner, lambda: "held orders", answers.append)
    qtbot.waitUntil(lambda: background.is_idle)
    assert answers == ["held orders"]


def test_what_a_start_made_is_not_looked_through_again(background: Background) -> None:
    background.collector.pause()
    assert not background.collector.is_collecting
    made = [[number] for number in range(1000)]
    background.collector.go_on()
    assert background.collector.is_collecting
    assert gc.get_freeze_count() >= len(made)
    gc.unfreeze()
