"""A disk that takes nothing more, under the real window: a sentence, and the same Enter works later."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.real_window import ENTER, F9, Till, a_till, letters

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="resource limits")


@contextmanager
def a_full_disk() -> Iterator[None]:
    """Let no file of this process grow beyond a page: not one frame fits into the log of writes."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def till(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Till]:
    with a_till(qapp, qtbot, tmp_path, monkeypatch) as till:
        till.stock("YJ100", "YJ7K-2M9P-4QXT-8VRC")
        till.open_shift()
        till.settle()
        yield till


def test_a_sale_that_cannot_be_written_is_said_and_can_be_finished_later(till: Till) -> None:
    till.post(*letters("YJ100"), ENTER, F9)
    till.wait_for("amountBox")
    till.settle()
    with a_full_disk():
        till.post(ENTER)
        till.until(lambda: "这一笔没有记下" in till.toasts())
        till.settle()
    assert "钱和货都没有动" in till.toasts()
    assert till.has_caret("amountBox")
    assert till.shop.reporting.day_report(None).sales.count == 0
    (cards,) = till.shop.card_store.counts()
    assert (cards.available, cards.sold, cards.reserved) == (1, 0, 0)
    till.post(ENTER)
    till.wait_for("nextCustomer")
    assert till.shop.reporting.day_report(None).sales.count == 1
    assert till.shop.verification.verify().ok
