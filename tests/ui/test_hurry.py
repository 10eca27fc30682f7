"""Four Enters too fast after paying, in the real window: the cards wait in 待交付, one key away.

The keys are posted to whatever has the focus, all at once, before the program has done anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.tour.stage import rows_of
from desktop.ui.widgets.data_table import DataTable
from tests.ui.real_window import CONTROL, CTRL_J, ENTER, F9, Till, a_till, letters

SECRETS = ("YJ7K-2M9P-4QXT-8VRC", "YJ7K-5N3W-9HLD-2BGZ")


@pytest.fixture
def till(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Till]:
    with a_till(qapp, qtbot, tmp_path, monkeypatch) as till:
        till.stock("YJ100", *SECRETS)
        till.open_shift()
        yield till


def hurry(till: Till) -> None:
    """Type a whole sale of two cards and four Enters too many, all at once."""
    till.post(*letters("2*YJ100"), ENTER, F9, ENTER, ENTER, ENTER, ENTER, ENTER)
    till.reads("undeliveredCount", "待交付 1")
    till.wait_for("searchBox")
    till.settle()


def waits_for_nothing(till: Till) -> None:
    """Wait until 待交付 is gone from the status bar, and ask the books."""
    till.until(lambda: till.find("undeliveredCount") is None)
    assert till.shop.delivery.undelivered_count() == 0


def test_the_sale_is_recorded_once_and_its_cards_are_unseen_and_counted(till: Till) -> None:
    hurry(till)
    (row,) = till.shop.delivery.list_undelivered()
    assert (row.quantity, str(row.net)) == (2, "200.00")
    cards = till.shop.delivery.masked_cards(row.line_id)
    assert [card.is_revealed for card in cards] == [False, False]
    assert "还有 2 张没给" in till.toasts()
    assert till.text("totalAmount") == "¥0.00"


def test_one_key_brings_them_back(till: Till) -> None:
    hurry(till)
    till.post(CTRL_J)
    till.wait_for("nextCustomer")
    till.settle()
    till.post(*letters("V"))
    waits_for_nothing(till)


def test_one_key_still_leads_to_them_when_the_notice_is_gone_and_the_page_is_another(
    till: Till,
) -> None:
    hurry(till)
    till.opening.window.toasts.clear()
    till.post((Qt.Key.Key_2, "", CONTROL))
    till.wait_for("customerSearch")
    till.post(CTRL_J)
    table = till.wait_for("undeliveredTable")
    till.settle()
    assert isinstance(table, DataTable)
    (shown,) = rows_of(table.model())
    assert "云境传说点卡" in shown
    till.post(*letters("V"))
    waits_for_nothing(till)
