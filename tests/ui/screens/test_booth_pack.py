"""出摊备货 as the owner fills it in: by keys, bought line by line, written to a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.domain.cart import Cart
from desktop.domain.errors import StorageError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpTarget
from desktop.services.wallets import AccountTerms, Wallets
from desktop.ui.dialogs.booth_pack_dialog import BoothPackSheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.screens.stock_screen import StockScreen
from tests.buying import BuyingShop, Trouble
from tests.services.test_booth_packs import sell, shop, wait_for_the_same_weekday
from tests.services.test_promises import a_top_up
from tests.ui.screens.test_stock_screen import build, said
from tests.ui.window_harness import Window, a_window

__all__ = ["shop"]

RETURN, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up
DELETE, BACKSPACE = Qt.Key.Key_Delete, Qt.Key.Key_Backspace


@pytest.fixture
def owner(qtbot: QtBot, shop: BuyingShop) -> Iterator[Window]:
    sell(shop, "云境", 6)
    wait_for_the_same_weekday(shop)
    shop.stock_sync.sync()
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def packed(shop: BuyingShop, owner: Window) -> tuple[StockScreen, BoothPackSheet]:
    screen = build(shop, owner)
    button = owner.find(QAbstractButton, "boothButton")
    button.setFocus()
    owner.type(RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, BoothPackSheet)
    owner.settle()
    return screen, sheet


def column(sheet: BoothPackSheet, key: str) -> list[str]:
    model = sheet.table.table_model()
    place = [one.key for one in model.columns].index(key)
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def wait_for_plan(owner: Window, sheet: BoothPackSheet) -> None:
    owner.qtbot.waitUntil(lambda: not sheet._timer.isActive())
    owner.settle()


def test_the_pack_suggests_what_the_same_day_brought(shop: BuyingShop, owner: Window) -> None:
    _, sheet = packed(shop, owner)
    assert column(sheet, "expected") == ["6", "0"]
    assert column(sheet, "buy") == ["6", "0"]
    assert column(sheet, "total") == ["546.00", "—"]
    assert sheet.confirm_button.text() == "买 6 张 ¥546.00"
    words = said(sheet)
    assert "要 ¥546.00 · 可用 ¥5,000.00" in words
    assert "价格和库存都是新的（刚刚）" in words
    assert "按最近 56 天里有生意的 1 天算" in words


def test_the_choices_change_the_suggestion_and_what_was_typed_stays(
    shop: BuyingShop, owner: Window
) -> None:
    _, sheet = packed(shop, owner)
    sheet.table.setFocus()
    owner.type(DOWN, "7")
    sheet.plan.percent.setFocus()
    owner.type(DOWN, DOWN)
    wait_for_plan(owner, sheet)
    assert column(sheet, "buy") == ["12", "7"]
    sheet.plan.opens.setFocus()
    owner.type(*[DOWN] * 10)
    wait_for_plan(owner, sheet)
    assert sorted(column(sheet, "buy")) == ["0", "7"]


def test_a_booth_that_closes_before_it_opens_is_told(shop: BuyingShop, owner: Window) -> None:
    _, sheet = packed(shop, owner)
    sheet.plan.closes.setCurrentIndex(7)
    sheet.plan.opens.setCurrentIndex(12)
    wait_for_plan(owner, sheet)
    assert "收摊要比出摊晚" in sheet.trouble()


def test_quantities_are_typed_onto_the_line(shop: BuyingShop, owner: Window) -> None:
    _, sheet = packed(shop, owner)
    sheet.table.setFocus()
    owner.type("1", "2")
    assert column(sheet, "buy")[0] == "12"
    owner.type(BACKSPACE)
    assert column(sheet, "buy")[0] == "1"
    owner.type("+", "+", "-")
    assert column(sheet, "buy")[0] == "2"
    owner.type(DOWN, "3", UP, "4")
    assert column(sheet, "buy") == ["4", "3"]
    assert sheet.stepper.value() == 4
    owner.type(DELETE)
    assert column(sheet, "buy") == ["0", "3"]
    assert sheet.confirm_button.text() == "买 3 张 ¥144.00"


def test_what_the_account_cannot_pay_cannot_be_bought(shop: BuyingShop, owner: Window) -> None:
    desk = Wallets(shop.ground, shop.settings, shop.rights)
    (account,) = shop.accounts.list_accounts()
    desk.keep_terms(shop.owner, account.id, AccountTerms(Money(4_500_00)))
    _, sheet = packed(shop, owner)
    assert "可用 ¥500.00 · 还差 ¥46.00" in said(sheet)
    assert not sheet.confirm_button.isEnabled()
    sheet.table.setFocus()
    owner.type(RETURN)
    assert column(sheet, "state") == ["", ""]
    assert "trade" not in shop.platform.calls
    owner.type("5")
    assert sheet.confirm_button.isEnabled()


def test_enter_buys_line_by_line_into_stock(shop: BuyingShop, owner: Window) -> None:
    _, sheet = packed(shop, owner)
    sheet.table.setFocus()
    owner.type(DOWN, "2", RETURN)
    owner.settle()
    assert column(sheet, "state") == ["已出卡", "已出卡"]
    assert column(sheet, "buy") == ["0", "0"]
    assert any("备好了 8 张" in toast for toast in owner.toasts())
    counts = {one.product: one.available for one in shop.card_store.counts()}
    assert sorted(counts.values()) == [2, 6]
    assert not sheet.confirm_button.isEnabled()


def test_an_order_without_an_answer_is_not_offered_again(shop: BuyingShop, owner: Window) -> None:
    shop.platform.troubles = [Trouble.LOST_AFTER]
    _, sheet = packed(shop, owner)
    sheet.table.setFocus()
    owner.type("6", RETURN)
    owner.settle()
    assert "没回话" in column(sheet, "state")
    assert column(sheet, "buy") == ["0", "0"]
    assert "0 · 路上 6" in column(sheet, "stock")
    assert any("还有 6 张 没有结果" in toast for toast in owner.toasts())
    assert shop.platform.calls.count("trade") == 1


def test_an_order_that_broke_off_halfway_is_not_offered_again(
    shop: BuyingShop, owner: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_off(_purchase_id: int) -> None:
        raise StorageError("disk_full", "盘满了")

    monkeypatch.setattr(shop.purchasing, "advance", breaks_off)
    _, sheet = packed(shop, owner)
    sheet.table.setFocus()
    owner.type("6", RETURN)
    owner.settle()
    assert "可能下了单" in column(sheet, "state")
    assert column(sheet, "buy") == ["0", "0"]
    assert "0 · 路上 6" in column(sheet, "stock")
    assert "盘满了" in sheet.trouble()


def test_a_line_that_surely_failed_holds_up_no_other(shop: BuyingShop, owner: Window) -> None:
    _, sheet = packed(shop, owner)
    sheet.table.setFocus()
    owner.type(DOWN, "2")
    shop.platform.goods["YJ100"].price = "95.00"
    owner.type(RETURN)
    owner.settle()
    assert sorted(column(sheet, "state")) == sorted(["没有下单", "已出卡"])
    assert "6" in column(sheet, "buy")


def test_old_prices_are_told_and_f5_fetches_them(shop: BuyingShop, owner: Window) -> None:
    shop.clock.pass_time(timedelta(hours=3))
    shop.platform.goods["YJ100"].price = "92.00"
    _, sheet = packed(shop, owner)
    assert "数据旧。" in said(sheet)
    assert "3 小时 00 分 以前" in said(sheet)
    owner.press("F5")
    owner.settle()
    assert "数据旧。" not in said(sheet)
    assert column(sheet, "cost")[0] == "92.00"
    assert not sheet.sync_button.is_busy()


def test_a_pack_is_written_to_a_file(shop: BuyingShop, owner: Window, tmp_path: Path) -> None:
    packed(shop, owner)
    owner.find(QAbstractButton, "exportPack").setFocus()
    owner.type(RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, SaveFileSheet)
    target = tmp_path / "pack.csv"
    sheet.path.set_text(str(target))
    owner.type(RETURN)
    assert any("导出了 2 行" in toast for toast in owner.toasts())
    assert ",6,星桥卡盟,91.00," in target.read_text("utf-8-sig")


def test_a_cashier_packs_nothing(qtbot: QtBot, shop: BuyingShop) -> None:
    with a_window(qtbot, shop) as window:
        screen = build(shop, window)
        assert screen.findChild(QAbstractButton, "boothButton") is None
        assert "出摊" not in said(screen)


def test_top_ups_need_money_left_in_the_account(shop: BuyingShop, owner: Window) -> None:
    phone = a_top_up(shop)
    target = TopUpTarget(AccountRule.PHONE, "13900001111", is_read_back=True)
    shop.sell(Cart().with_product(phone, 2, target=target), request_id="phone")
    wait_for_the_same_weekday(shop)
    _, sheet = packed(shop, owner)
    assert "离线答应的直充约 ¥95.00" in said(sheet)
    assert phone.code not in "".join(column(sheet, "product"))
