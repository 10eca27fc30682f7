"""Choosing columns of the stock table, and ticking everything the filters let through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.bulk_price_dialog import BulkPriceSheet
from desktop.ui.screens.stock_screen import StockScreen
from tests.buying import BuyingShop
from tests.ui.screens.test_stock_screen import build, shop
from tests.ui.window_harness import Window, a_window

__all__ = ["shop"]

RETURN, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space


@pytest.fixture
def owner(qtbot: QtBot, shop: BuyingShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner, size=(1920, 1080)) as window:
        yield window


def shown(screen: StockScreen) -> list[str]:
    table = screen.products.table
    columns = table.table_model().columns
    return [one.key for place, one in enumerate(columns) if not table.isColumnHidden(place)]


def choose(owner: Window, screen: StockScreen, number: int) -> None:
    """Open the list by key and press Enter on a column of it."""
    button = owner.find(QAbstractButton, "columnChoice")
    button.setFocus()
    owner.type(SPACE)
    menu = next(one for one in screen.findChildren(QMenu, "columnMenu") if one.isVisible())
    for _ in range(number):
        QTest.keyClick(menu, DOWN)
    QTest.keyClick(menu, RETURN)
    owner.settle()


def ticked(screen: StockScreen) -> set[str]:
    return {row.product.code for row in screen.products.ticked()}


def test_a_column_is_hidden_by_keys_and_stays_so(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    assert "sources" in shown(screen)
    choose(owner, screen, 2)
    assert "sources" not in shown(screen)
    assert "sources" not in shop.settings.current.words("stock.columns")
    choose(owner, screen, 1)
    assert {"kind", "sources"}.isdisjoint(shown(screen))
    again = build(shop, owner)
    assert {"kind", "sources"}.isdisjoint(shown(again))
    choose(owner, again, 2)
    assert "sources" in shown(again)
    assert "kind" not in shown(again)


def test_name_price_and_one_more_cannot_be_hidden(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    for number in range(1, 9):
        choose(owner, screen, number)
    assert shown(screen) == ["tick", "product", "price", "flags"]
    assert any("至少留一列" in toast for toast in owner.toasts())


def test_a_cashier_chooses_no_columns(qtbot: QtBot, shop: BuyingShop) -> None:
    with a_window(qtbot, shop) as window:
        screen = build(shop, window)
        assert not screen.products.columns_button.isVisible()


def test_everything_is_ticked_and_unticked_by_one_key(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    screen.products.table.setFocus()
    owner.press("Ctrl+A")
    assert len(ticked(screen)) == 4
    assert "已选 4 个" in screen.products._foot_left.text()
    owner.press("Ctrl+B")
    assert isinstance(owner.sheet(), BulkPriceSheet)
    owner.type(Qt.Key.Key_Escape)
    screen.products.table.setFocus()
    owner.press("Ctrl+A")
    assert "已选" not in screen.products._foot_left.text()


def test_the_box_in_the_header_ticks_what_the_filters_let_through(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    screen.products.search.setText("充值码")
    owner.settle()
    header = screen.products.table.horizontalHeader()
    place = QPoint(header.sectionSize(0) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    owner.settle()
    assert ticked(screen) == {"ST50"}
    screen.products.search.setText("")
    owner.settle()
    assert ticked(screen) == {"ST50"}
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    owner.settle()
    assert len(ticked(screen)) == 4


def test_more_than_a_page_is_ticked(shop: BuyingShop, owner: Window) -> None:
    for number in range(130):
        shop.a_product(f"N{number:03d}", name=f"商品 {number}")
    screen = build(shop, owner)
    screen.products.table.setFocus()
    owner.press("Ctrl+A")
    assert len(ticked(screen)) == 134
