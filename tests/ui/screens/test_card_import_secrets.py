"""What the import sheet shows of card files: the first characters, and never a shifted secret."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.import_dialog import ImportSheet
from tests.buying import BuyingShop
from tests.shifted_cards import CANARIES, pieces_in, shifted_files
from tests.ui.screens.stock_page import a_stock_page
from tests.ui.window_harness import Window, a_window

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[Window]:
    shop = BuyingShop()
    shop.a_product("DK10")
    with a_window(qtbot, shop, actor=shop.owner) as window:
        window.show(a_stock_page(shop, window))
        yield window


def everything_shown(sheet: ImportSheet) -> str:
    """Every word of the sheet, seen or read aloud; the file's own name is no word of its content."""
    words = []
    for widget in (sheet, *sheet.findChildren(QWidget)):
        words += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            words.append(widget.text())
    for model in sheet.findChildren(QAbstractItemModel):
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                words += [str(model.index(row, column).data(role)) for role in ROLES]
    return "\n".join(words)


def look_at(owner: Window, file: Path) -> ImportSheet:
    sheet = owner.sheet()
    assert isinstance(sheet, ImportSheet)
    sheet.choose_file(str(file))
    owner.settle()
    return sheet


def test_a_card_file_with_shifted_columns_shows_no_secret(owner: Window, tmp_path: Path) -> None:
    owner.type("Ctrl+I")
    refused = 0
    for name, file in shifted_files(tmp_path):
        sheet = look_at(owner, file)
        shown = everything_shown(sheet)
        assert pieces_in(shown) == [], name
        refused += "第" in shown or "行不对" in shown
    assert refused > 20


def test_the_question_for_an_encoding_shows_the_beginning_of_a_card_alone(
    owner: Window, tmp_path: Path
) -> None:
    file = tmp_path / "cards.txt"
    file.write_bytes(f"{CANARIES[0]} 雲境傳說點卡 {CANARIES[1]}\n".encode("big5"))
    owner.type("Ctrl+I")
    sheet = look_at(owner, file)
    choices = [sheet.encoding_choice.itemText(at) for at in range(sheet.encoding_choice.count())]
    assert "big5 · KZ7K••••" in choices
    assert pieces_in("\n".join(choices)) == []
    assert pieces_in(everything_shown(sheet)) == []
