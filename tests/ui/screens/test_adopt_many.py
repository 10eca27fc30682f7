"""成批上架 in 货源: ticked goods become products; what is refused is named and nothing is twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.ui.dialogs.adopt_many_dialog import AdoptManySheet
from desktop.ui.screens.stock_screen import StockScreen
from tests.buying import BuyingShop, Goods
from tests.ui.screens.stock_page import a_stock_page
from tests.ui.window_harness import Window, a_window

RETURN, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down
BILL = [{"cn": "手机号", "name": "phone", "type": "text"}]


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    goods = shop.platform.goods
    goods.clear()
    goods["A10"] = Goods("A10", "云境传说点卡 10 元", "9.50")
    goods["B20"] = Goods("B20", "逐风手游点卡 20 元", "19.50")
    goods["HF"] = Goods("HF", "慢充话费 100 元", "90.00", is_manual=True, widgets=BILL)
    shop.connect("星桥卡盟")
    return shop


@pytest.fixture
def owner(qtbot: QtBot, shop: BuyingShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


@pytest.fixture
def sheet(shop: BuyingShop, owner: Window) -> AdoptManySheet:
    screen: StockScreen = owner.show(a_stock_page(shop, owner))
    owner.settle()
    screen.acts._adopt_many(shop.accounts.list_accounts()[0])
    owner.settle()
    sheet = owner.sheet()
    assert isinstance(sheet, AdoptManySheet)
    return sheet


def products(shop: BuyingShop) -> dict[str, Money]:
    return {one.name: one.price for one in shop.checkout.list_products()}


def test_what_is_ticked_is_sold_from_now_on(
    shop: BuyingShop, owner: Window, sheet: AdoptManySheet
) -> None:
    assert sheet.confirm_button.label() == "上架 2 个"
    assert sheet.board.summary() == "已选 2 个 · 1 个售价高于面值"
    owner.type(SPACE, RETURN)
    assert products(shop) == {"逐风手游点卡 20 元": Money(20_50)}


def test_every_category_can_be_read(sheet: AdoptManySheet, owner: Window) -> None:
    names = ("游戏点卡", "教育课程", "话费流量", "视频会员", "手机充值", "音乐会员")
    sheet.board.show_categories([(name, 12) for name in names])
    owner.settle()
    chips = sheet.board.findChildren(QPushButton, "categoryChip")
    shown = [chip for chip in chips if chip.isVisible()]
    assert len(shown) == 5
    assert all(chip.width() >= chip.sizeHint().width() for chip in shown)


def test_a_price_above_the_face_value_can_be_lowered_to_it(
    shop: BuyingShop, owner: Window, sheet: AdoptManySheet
) -> None:
    owner.find(QPushButton, "sellAtFace").click()
    assert sheet.board.summary() == "已选 2 个"
    owner.type(RETURN)
    assert products(shop)["逐风手游点卡 20 元"] == Money(20_00)


def test_what_has_a_red_flag_has_no_tick_and_says_so(sheet: AdoptManySheet, owner: Window) -> None:
    owner.type(DOWN, DOWN, SPACE)
    assert sheet.board.summary().startswith("已选 2 个")
    row = sheet.board.table.current_row()
    assert row is not None
    assert row.needs_owner
    assert "单独上架" in sheet.board._note_cell(row).spoken()


def test_another_percentage_prices_all_anew(
    shop: BuyingShop, owner: Window, sheet: AdoptManySheet
) -> None:
    sheet.board.percent.setText("0")
    sheet.board.step.setCurrentIndex(0)
    sheet.board.step.activated.emit(0)
    sheet.board.focus_table()
    owner.type(RETURN)
    assert products(shop) == {
        "云境传说点卡 10 元": Money(9_50),
        "逐风手游点卡 20 元": Money(19_50),
    }


def test_without_any_category_nothing_can_be_taken(sheet: AdoptManySheet, owner: Window) -> None:
    owner.find(QPushButton, "categoryChip").click()
    owner.settle()
    assert sheet.board.picks() == ()
    assert not sheet.confirm_button.isEnabled()


def test_goods_that_somebody_else_took_over_meanwhile_are_named(
    shop: BuyingShop, owner: Window, sheet: AdoptManySheet
) -> None:
    shop.adopt("A10", price=11_00)
    owner.type(RETURN)
    assert "1 个没有上架" in sheet.trouble()
    assert "这个货源已经接上了" in sheet.trouble()
    assert set(products(shop)) == {"云境传说点卡 10 元", "逐风手游点卡 20 元"}


def test_a_second_look_at_the_offer_ticks_no_category_nobody_chose(
    owner: Window, sheet: AdoptManySheet
) -> None:
    board = sheet.board
    chosen: list[tuple[str, ...]] = []
    board.show_categories(())
    board.categories_chosen.connect(chosen.append)
    board.show_categories((("甲", 9), ("乙", 5), ("丙", 3)))
    assert list(chosen[-1]) == ["甲", "乙"]
    owner.settle()
    for number, left in ((0, ("乙",)), (1, ()), (2, ("丙",))):
        chips = board.findChildren(QPushButton, "categoryChip")
        [chip for chip in chips if not chip.isHidden()][number].click()
        owner.settle()
        assert tuple(board._chosen) == left
    board.show_categories((("甲", 9), ("乙", 5), ("丙", 1)))
    assert list(chosen[-1]) == ["丙"]
    board.show_categories((("甲", 9), ("乙", 5)))
    assert board.picks() == ()
    assert list(chosen[-1]) == ["丙"]
