"""接龙 at the counter: pasted, ticked, sold and told, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.ui.dialogs.chain_dialog import ChainSheet
from desktop.ui.dialogs.chain_paste_dialog import ChainPasteSheet
from desktop.ui.dialogs.chain_table import ChainTable
from tests.ui.screens.counter import OWNER_PIN, Counter, CounterShop, a_counter

DOWN, ESC, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Space
TAB, ENTER, DEL = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Delete
CHAIN = """#接龙
云境点卡 50 元

1. 小禾 13800002046 x2
2. 阿飞 13900001111 已转
3. 老周 18600003333 ×9
4. 阿青 13700004444 2
"""


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ50", price=50_00, cost=45_00, cards=9, face_text="50 元")
    shop.a_product("YJ100", cards=9)
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def open_chain(counter: Counter) -> None:
    """Do what Ctrl+K does with 接龙."""
    actions = {one.action_id: one for one in counter.screen.page_keys().actions}
    actions["sale.chain"].call()
    counter.window.settle()


def paste(counter: Counter, text: str = CHAIN) -> ChainPasteSheet:
    open_chain(counter)
    sheet = counter.window.sheet()
    assert isinstance(sheet, ChainPasteSheet)
    QGuiApplication.clipboard().setText(text)
    counter.window.press("Ctrl+V")
    return sheet


def take_down(counter: Counter) -> ChainSheet:
    paste(counter)
    counter.window.type(TAB, "yj50")
    counter.window.press("Ctrl+Return")
    sheet = counter.window.sheet()
    assert isinstance(sheet, ChainSheet)
    return sheet


def states(counter: Counter) -> list[str]:
    table = counter.window.find(ChainTable, "chainTable").table_model()
    return [str(table.index(row, 6).data()) for row in range(table.rowCount())]


def test_what_is_pasted_is_read_at_once_and_the_rest_named(counter: Counter) -> None:
    sheet = paste(counter)
    assert counter.window.find(QPlainTextEdit, "chainText").toPlainText() == CHAIN
    assert sheet.summary.text() == "读出 3 行，一共 12 件"
    assert sheet.unread.text() == "第 7 行：“2”是不是数量看不出来，写成 ×2 或 2个"
    counter.window.type(TAB, "yj100")
    assert [row.title for row in sheet.rows.item_model().items()] == ["云境传说点卡 100 元"]


def test_lines_are_ticked_and_sold_by_keyboard(counter: Counter, shop: CounterShop) -> None:
    sheet = take_down(counter)
    assert counter.window.focus_name() == "chainTable"
    assert states(counter) == ["货留着", "货留着", "缺 3 件"]
    counter.window.type(SPACE, DOWN, SPACE)
    assert "2 行 ¥150.00" in sheet.confirm_button.text()
    counter.window.type(ENTER)
    assert shop.sale_count() == 0
    counter.window.press("Ctrl+Return")
    assert states(counter) == ["已出货", "已出货", "缺 3 件"]
    assert shop.sale_count() == 2
    assert any("出货 2 行" in toast for toast in counter.window.toasts())


def test_a_line_that_fails_says_why(counter: Counter, shop: CounterShop) -> None:
    sheet = take_down(counter)
    counter.window.type(SPACE, DOWN, DOWN, SPACE, "20461")
    counter.window.press("Ctrl+Return")
    assert states(counter) == ["已出货", "货留着", "没出货"]
    assert "库存不足" in sheet.trouble()
    counter.window.type(Qt.Key.Key_Up)
    assert sheet.trouble() == ""
    assert shop.sale_count() == 1


def test_a_paid_line_is_crossed_out_only_after_its_money_went_back(counter: Counter) -> None:
    sheet = take_down(counter)
    counter.window.type(SPACE, DOWN, DOWN, SPACE, "2046")
    counter.window.press("Ctrl+Return")
    counter.window.type(DEL)
    assert "先退给顾客" in sheet.trouble()
    assert states(counter)[2] == "没出货"
    counter.window.type(DEL)
    assert states(counter)[2] == "划掉了"


def test_a_held_del_does_not_say_that_the_money_went_back(counter: Counter) -> None:
    sheet = take_down(counter)
    counter.window.type(SPACE, DOWN, DOWN, SPACE, "2046")
    counter.window.press("Ctrl+Return")
    counter.window.type(DEL)
    held = QKeyEvent(QKeyEvent.Type.KeyPress, DEL, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(sheet.table, held)
    counter.window.settle()
    assert states(counter)[2] == "没出货"


def test_the_chain_is_taken_down_at_any_speed(counter: Counter) -> None:
    paste(counter)
    counter.window.type(TAB, "yj50", ENTER, gap_ms=0)
    counter.window.settle()
    sheet = counter.window.sheet()
    assert isinstance(sheet, ChainSheet)
    assert "50 元" in sheet.accessibleName()


def test_a_chain_is_gone_on_with(counter: Counter) -> None:
    take_down(counter)
    counter.window.type(DEL)
    counter.window.type(ESC)
    open_chain(counter)
    assert isinstance(counter.window.sheet(), ChainSheet)
    assert states(counter) == ["划掉了", "货留着", "缺 1 件"]


def test_a_chain_pasted_again_names_what_was_sold(counter: Counter) -> None:
    take_down(counter)
    counter.window.type(SPACE)
    counter.window.press("Ctrl+Return")
    counter.window.find(QPushButton, "pasteChain").click()
    counter.window.settle()
    counter.window.press("Ctrl+V")
    counter.window.type(TAB, "yj50")
    counter.window.press("Ctrl+Return")
    assert states(counter) == ["另一段里卖过", "货留着", "缺 5 件"]


def test_the_message_of_a_sold_line_is_copied_and_a_second_time_asks(counter: Counter) -> None:
    take_down(counter)
    counter.window.type(SPACE)
    counter.window.press("Ctrl+Return")
    counter.window.type("y")
    assert QGuiApplication.clipboard().text().count("YJ50-CARD-") == 2
    assert any("小禾 的消息已复制，带卡密" in toast for toast in counter.window.toasts())
    counter.window.context.clipboard.copy_plain("")
    counter.window.type("y")
    assert counter.window.sheet().is_pin
    counter.window.type(OWNER_PIN)
    counter.window.type(ESC)


def test_an_unsold_line_has_no_message(counter: Counter) -> None:
    sheet = take_down(counter)
    counter.window.type("y")
    assert "还没有出货" in sheet.trouble()


def test_a_line_whose_price_moved_meanwhile_shows_the_new_one(
    counter: Counter, shop: CounterShop
) -> None:
    sheet = take_down(counter)
    counter.window.type(SPACE)
    (product,) = shop.checkout.find_products("yj50", 1)
    shop.catalog.change_prices(shop.owner, {product.id: Money(60_00)})
    counter.window.press("Ctrl+Return")
    assert shop.sale_count() == 0
    assert "价格刚变了：原来 100.00，现在 120.00" in sheet.trouble()
    assert "1 行 ¥120.00" in sheet.confirm_button.text()
    counter.window.press("Ctrl+Return")
    assert shop.sale_count() == 1
