"""接龙 where a cashier looks for it, and what it keeps said where goods are chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.chain_list import read_chain
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.services.chain_sales import ChainSales
from desktop.ui.dialogs.chain_dialog import ChainSheet
from desktop.ui.dialogs.chain_paste_dialog import ChainPasteSheet
from desktop.ui.sale_texts import product_card
from tests.services.test_chain_sales import chains_of
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER = Qt.Key.Key_Return
TWO_LINES = "1. 小禾 13800002046 x2\n2. 阿飞 13900001111 x3"


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ50", price=50_00, cost=45_00, cards=6, face_text="50 元")
    return shop


@pytest.fixture
def chains(shop: CounterShop) -> ChainSales:
    return chains_of(shop)


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def keep(shop: CounterShop, chains: ChainSales, text: str = TWO_LINES) -> int:
    product = shop.checkout.find_exact("YJ50")
    assert product is not None
    return chains.make(shop.cashier, product.id, read_chain(text)).chain_id


def badge_of(product: ProductSnapshot) -> str:
    badge = product_card(product, 0).badge
    return "" if badge is None else badge.text


def test_the_button_is_on_the_page_and_has_a_key(counter: Counter) -> None:
    button = counter.window.find(QPushButton, "openChain")
    assert "接龙" in button.text()
    counter.window.press("Ctrl+T")
    assert isinstance(counter.window.sheet(), ChainPasteSheet)
    counter.window.type(Qt.Key.Key_Escape)
    button.click()
    counter.window.settle()
    assert isinstance(counter.window.sheet(), ChainPasteSheet)


def test_open_chains_are_counted_on_it_and_their_goods_are_not_for_sale(
    qtbot: QtBot, shop: CounterShop, chains: ChainSales
) -> None:
    keep(shop, chains)
    with a_counter(qtbot, shop) as counter:
        assert counter.window.find(QPushButton, "openChain").text() == "接龙 1"
        counter.window.type("YJ50", ENTER, "2*")
        product = shop.checkout.find_exact("YJ50")
        assert product is not None
        assert (product.local_cards, badge_of(product)) == (1, "余 1")
        counter.window.type("YJ50", ENTER)
        assert counter.says("能卖 1 件，接龙留 5")


def test_a_product_that_is_all_kept_says_for_whom(shop: CounterShop, chains: ChainSales) -> None:
    keep(shop, chains)
    keep(shop, chains, "1. 老周 18600003333 x4")
    product = shop.checkout.find_exact("YJ50")
    assert product is not None
    assert badge_of(product) == "接龙留 9"


def test_ending_it_takes_two_presses_and_gives_the_goods_back(
    counter: Counter, shop: CounterShop, chains: ChainSales
) -> None:
    keep(shop, chains)
    counter.window.press("Ctrl+T")
    sheet = counter.window.sheet()
    assert isinstance(sheet, ChainSheet)
    sheet.end.click()
    counter.window.settle()
    assert "没出的 2 行全划掉" in sheet.trouble()
    assert chains.open_count() == 1
    sheet.end.click()
    counter.window.settle()
    assert counter.window.frame.sheets.current() is None
    assert chains.open_count() == 0
    product = shop.checkout.find_exact("YJ50")
    assert product is not None
    assert product.local_cards == 6
    counter.screen.refresh()
    counter.window.settle()
    assert counter.window.find(QPushButton, "openChain").text() == "接龙"


def test_every_chain_with_lines_left_can_be_reached(
    counter: Counter, shop: CounterShop, chains: ChainSales
) -> None:
    shop.a_product("YJ100", cards=4)
    keep(shop, chains)
    newer = shop.checkout.find_exact("YJ100")
    assert newer is not None
    chains.make(shop.cashier, newer.id, read_chain("1. 阿飞 13900001111 x4"))
    counter.window.press("Ctrl+T")
    assert "100 元" in counter.window.sheet().accessibleName()
    for title in ("50 元", "100 元"):
        button = counter.window.find(QPushButton, "nextChain")
        assert button.text() == "换一条（还有 1）"
        button.click()
        counter.window.settle()
        assert title in counter.window.sheet().accessibleName()
