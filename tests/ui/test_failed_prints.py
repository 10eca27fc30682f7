"""没打出来的纸: named with the reason, tried again or given up by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.printing import PrintJobKind
from desktop.ui.dialogs.failed_prints_dialog import FailedPrintsSheet
from tests.services.test_printing import PrintingShop
from tests.ui.window_harness import Window, a_window


@pytest.fixture
def shop() -> PrintingShop:
    shop = PrintingShop()
    shop.open_shift(Money(100_00))
    shop.set_up()
    shop.is_off = True
    for number in range(2):
        sale = shop.a_sale(shop.a_product(f"D{number}", cards=1), 1)
        shop.ask(PrintJobKind.RECEIPT, sale.id)
        shop.printing.run_queued()
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: PrintingShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


@pytest.fixture
def sheet(shop: PrintingShop, window: Window) -> FailedPrintsSheet:
    sheet = FailedPrintsSheet(window.context, shop.printing, shop.settings)
    window.context.messages.open_sheet(sheet)
    window.settle()
    return sheet


def test_the_newest_is_selected_and_enter_prints_it(
    shop: PrintingShop, window: Window, sheet: FailedPrintsSheet
) -> None:
    row = sheet.table.current_row()
    assert row is not None
    shown = [cell.spoken() for cell in (sheet._paper_cell(row), sheet._when_cell(row))]
    assert row.subject in shown[0]
    assert row.job.trouble_text in shown[0]
    shop.is_off = False
    window.type(Qt.Key.Key_Return)
    shop.printing.run_queued()
    assert row.subject in shop.paper()
    assert len(shop.printing.failed_papers()) == 1


def test_del_gives_one_up_until_none_is_left(
    shop: PrintingShop, window: Window, sheet: FailedPrintsSheet
) -> None:
    window.type(Qt.Key.Key_Delete, Qt.Key.Key_Delete)
    assert shop.printing.failed_papers() == ()
    assert sheet.empty.isVisible()
    assert not sheet.confirm_button.isEnabled()
