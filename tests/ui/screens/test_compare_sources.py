"""货源对比: what the owner reads there, and who decides the order, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.sourcing import SourcingMode
from desktop.ui.dialogs.compare_sources_dialog import CompareSourcesSheet
from tests.buying import Trouble
from tests.two_accounts import FIRST, SECOND, TwoAccountShop
from tests.ui.held_answers import Gate
from tests.ui.screens.test_stock_screen import build, said
from tests.ui.window_harness import Window, a_window

RETURN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def shop() -> TwoAccountShop:
    return TwoAccountShop()


@pytest.fixture
def owner(qtbot: QtBot, shop: TwoAccountShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def opened(shop: TwoAccountShop, owner: Window) -> CompareSourcesSheet:
    """Open it as the owner does: Enter on the product."""
    build(shop, owner).products.table.setFocus()
    owner.type(RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, CompareSourcesSheet)
    return sheet


def rows(sheet: CompareSourcesSheet) -> list[dict[str, str]]:
    model = sheet.table.table_model()
    return [
        {
            column.key: str(model.index(row, number).data())
            for number, column in enumerate(model.columns)
        }
        for row in range(model.rowCount())
    ]


def mode(shop: TwoAccountShop) -> SourcingMode:
    return shop.stock_sync.compare_sources(shop.product.id).mode


def buy(shop: TwoAccountShop, position: int, times: int = 1) -> None:
    for _ in range(times):
        shop.purchasing.buy_into_stock(
            shop.owner, shop.product.id, 1, Money(99_00), shop.account_ids[position]
        )


def test_figures_are_of_real_purchases_only(shop: TwoAccountShop, owner: Window) -> None:
    shop.first.takes_seconds = 6
    buy(shop, 0, 3)
    shop.first.goods["YJ100"].stock = 0
    buy(shop, 0)
    shop.first.troubles = [Trouble.LOST_AFTER]
    buy(shop, 0)
    by_name = {row["account"].split()[0]: row for row in rows(opened(shop, owner))}
    first, second = by_name[FIRST], by_name[SECOND]
    assert (first["success"], first["wait"]) == ("75.0% 3/4 · 未明 1", "6 秒")
    assert first["balance"] == "4,636.00"
    assert (second["success"], second["wait"], second["balance"]) == ("—", "—", "5,000.00")


def test_the_rule_decides_until_the_owner_does(shop: TwoAccountShop, owner: Window) -> None:
    sheet = opened(shop, owner)
    assert sheet.by_rule.isChecked()
    assert "可靠的先问" in said(sheet)
    owner.press("Alt+Down")
    assert not sheet.by_rule.isChecked()
    assert "由人决定" in said(sheet)
    owner.type(RETURN)
    assert (mode(shop), shop.source_names()) == (SourcingMode.PINNED, [SECOND, FIRST])
    assert any(f"固定先问 {SECOND}" in toast for toast in owner.toasts())


def test_a_tick_gives_the_order_back_to_the_rule(shop: TwoAccountShop, owner: Window) -> None:
    shop.stock_sync.order_sources(shop.owner, shop.product.id, shop.goods_ids[::-1])
    sheet = opened(shop, owner)
    assert not sheet.by_rule.isChecked()
    assert ["推荐" in row["account"] for row in rows(sheet)] == [False, True]
    assert "当前首选" in rows(sheet)[0]["account"]
    sheet.by_rule.setFocus()
    owner.type(SPACE)
    assert [row["account"].split()[0] for row in rows(sheet)] == [FIRST, SECOND]
    owner.type(RETURN)
    assert (mode(shop), shop.source_names()) == (SourcingMode.AUTOMATIC, [FIRST, SECOND])


def test_taking_the_tick_away_pins_the_order_that_is_shown(
    shop: TwoAccountShop, owner: Window
) -> None:
    sheet = opened(shop, owner)
    sheet.by_rule.setFocus()
    owner.type(SPACE, RETURN)
    assert (mode(shop), shop.source_names()) == (SourcingMode.PINNED, [FIRST, SECOND])


def test_without_a_change_enter_just_closes(shop: TwoAccountShop, owner: Window) -> None:
    sheet = opened(shop, owner)
    assert sheet.confirm_button.label() == "关闭"
    owner.type(RETURN)
    assert owner.frame.sheets.current() is None
    assert mode(shop) is SourcingMode.AUTOMATIC
    assert owner.toasts() == []


def test_an_order_typed_ahead_of_the_figures_stays(
    shop: TwoAccountShop, owner: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    held = gate.holding(shop.stock_sync.compare_sources)
    monkeypatch.setattr(shop.stock_sync, "compare_sources", held)
    screen = build(shop, owner)
    screen.products.table.setFocus()
    QTest.keyClick(screen.products.table, RETURN)
    owner.qtbot.waitUntil(lambda: owner.frame.sheets.current() is not None)
    owner.type("Alt+Down", gap_ms=0)
    gate.open()
    owner.settle()
    owner.type(RETURN)
    monkeypatch.undo()
    assert (mode(shop), shop.source_names()) == (SourcingMode.PINNED, [SECOND, FIRST])


def test_an_account_that_does_not_answer_or_lacks_money_stands_out(
    shop: TwoAccountShop, owner: Window
) -> None:
    shop.first.balance = Decimal(50)
    shop.stock_sync.sync()
    shop.second.is_down = True
    shop.stock_sync.sync([shop.account_ids[1]])
    sheet = opened(shop, owner)
    by_name = {row["account"].split()[0]: row for row in rows(sheet)}
    assert "连不上" in by_name[SECOND]["account"]
    assert by_name[FIRST]["balance"] == "50.00"
    model = sheet.table.table_model()
    (number,) = (at for at, row in enumerate(rows(sheet)) if FIRST in row["account"])
    balance = next(one for one in model.columns if one.key == "balance")
    row = model.row_at(number)
    assert row is not None
    cell = balance.cell(row)
    assert getattr(cell, "token", "") == "danger"


def test_one_source_alone_has_nothing_to_decide(shop: TwoAccountShop, owner: Window) -> None:
    goods = shop.stock_sync.find_goods(shop.account_ids[0], "YJ100", "")
    assert goods is not None
    shop.a_product("ST50", cost=None, name="Steam 充值码", face_text="50 元", price=50_50)
    lone = shop.checkout.find_products("ST50")[0]
    shop.stock_sync.add_source(shop.owner, lone.id, goods.id)
    screen = build(shop, owner)
    screen.products.table.select_number(1)
    screen.products.table.setFocus()
    owner.type(RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, CompareSourcesSheet)
    assert sheet.by_rule.isHidden()
    assert "推荐" not in said(sheet)


def test_a_source_is_dragged_to_its_place(shop: TwoAccountShop, owner: Window) -> None:
    sheet = opened(shop, owner)
    owner.settle()
    table, port = sheet.table, sheet.table.viewport()
    first, second = (
        table.visualRect(table.model().index(row, 1)).center() for row in range(2)
    )  # fmt: skip
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(port, second)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=second)
    assert [row["account"].split()[0] for row in rows(sheet)] == [SECOND, FIRST]
    sheet.confirm_button.click()
    owner.settle()
    assert (mode(shop), shop.source_names()) == (SourcingMode.PINNED, [SECOND, FIRST])
