"""改分类名: the owner gives a category another name by keyboard, and its goods stay in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.categories_dialog import CategoriesSheet
from tests.buying import BuyingShop
from tests.ui.screens.test_stock_screen import build
from tests.ui.window_harness import Window, a_window

ENTER, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    for name in ("Games", "Mobile"):
        shop.catalog.add_category(shop.owner, name)
    product = shop.a_product("YJ100")
    draft = shop.catalog.get_draft(product.id)
    shop.catalog.change_product(shop.owner, product.id, replace(draft, category="Games"))
    return shop


@pytest.fixture
def owner(qtbot: QtBot, shop: BuyingShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def names(shop: BuyingShop) -> list[tuple[str, int]]:
    return [(one.name, one.product_count) for one in shop.catalog.list_categories()]


def opened(shop: BuyingShop, owner: Window) -> CategoriesSheet:
    """Open the sheet by the button beside the filters, with the keyboard."""
    build(shop, owner)
    owner.find(QAbstractButton, "renameCategories").setFocus()
    owner.type(SPACE)
    sheet = owner.sheet()
    assert isinstance(sheet, CategoriesSheet)
    return sheet


def said(sheet: CategoriesSheet) -> str:
    return "\n".join(one.text() for one in sheet.findChildren(QLabel) if one.isVisible())


def test_two_categories_are_renamed_one_after_the_other_by_keys(
    shop: BuyingShop, owner: Window
) -> None:
    sheet = opened(shop, owner)
    assert owner.focus_name() == "categories"
    owner.type(ENTER)
    assert owner.focus_name() == "categoryName"
    owner.type("Cards", ENTER)
    assert names(shop) == [("Cards", 1), ("Mobile", 0)]
    assert owner.toasts() == ["Games 改叫 Cards，商品都还在里面"]
    assert owner.focus_name() == "categories"
    owner.type(DOWN, ENTER, "Phones", ENTER)
    assert names(shop) == [("Cards", 1), ("Phones", 0)]
    assert sheet.isVisible()


def test_a_name_that_is_taken_or_empty_is_told_beside_it(shop: BuyingShop, owner: Window) -> None:
    sheet = opened(shop, owner)
    owner.type(ENTER, "Mobile", ENTER)
    assert sheet.name.error() == "已经有分类“Mobile”了"
    owner.find(QLineEdit, "categoryName").clear()
    owner.type(ENTER)
    assert sheet.name.error() == "名称要 1 到 100 个字"
    assert names(shop) == [("Games", 1), ("Mobile", 0)]


def test_the_same_name_again_writes_nothing(shop: BuyingShop, owner: Window) -> None:
    opened(shop, owner)
    owner.type(ENTER, ENTER)
    assert owner.toasts() == []


def test_a_shop_without_categories_is_told_where_they_come_from(
    qtbot: QtBot,
) -> None:
    shop = BuyingShop()
    with a_window(qtbot, shop, actor=shop.owner) as window:
        sheet = opened(shop, window)
        assert "在商品里填上分类，这里就有了" in said(sheet)
        assert not sheet.name.isEnabled()


def test_a_cashier_has_no_such_button(qtbot: QtBot, shop: BuyingShop) -> None:
    with a_window(qtbot, shop) as window:
        build(shop, window)
        assert not window.is_shown("renameCategories")
