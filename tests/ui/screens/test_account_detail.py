"""The money of accounts as the owner sees it: on the cards, in the detail, in the reminders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.account_money import EntryKind, MoneyAct
from desktop.domain.errors import StorageError
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.rebate import RebateStep
from desktop.domain.stock import StockFilter
from desktop.services.account_money import AccountMoney
from desktop.services.platform_sheets import platform_sheets
from desktop.services.stock_alerts import StockAlerts
from desktop.services.wallets import AccountTerms, Wallets
from desktop.storage import platform_queries
from desktop.ui.dialogs.account_detail_dialog import AccountDetailSheet
from desktop.ui.dialogs.account_form_dialog import AccountFormSheet
from desktop.ui.dialogs.account_money_dialog import AccountMoneySheet
from desktop.ui.screens.stock_screen import StockScreen
from desktop.ui.wallet_texts import traits_of
from desktop.ui.widgets.labels import Badge
from tests.buying import BuyingShop, Trouble
from tests.hand_kept import HandKeptShop
from tests.ui.screens.test_stock_screen import build, said
from tests.ui.window_harness import Window, a_window

RETURN, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
STEPS = (RebateStep(Money(500_00), 50), RebateStep(Money(2_000_00), 80))


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    shop.connect("星桥卡盟")
    shop.platform.goods["YJ100"].stock = 900
    shop.adopt("YJ100", price=100_00)
    return shop


@pytest.fixture
def owner(qtbot: QtBot, shop: BuyingShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


def account_id(shop: BuyingShop) -> int:
    return shop.accounts.list_accounts()[0].id


def the_card(shop: BuyingShop) -> ProductSnapshot:
    (row,) = shop.catalog.list_stock(StockFilter())
    return row.product


def buy(shop: BuyingShop, quantity: int) -> None:
    shop.settle(shop.buy(the_card(shop), quantity).id)


def keep(shop: BuyingShop, terms: AccountTerms) -> None:
    desk = Wallets(shop.ground, shop.settings, shop.rights)
    desk.keep_terms(shop.owner, account_id(shop), terms)


def detail(
    shop: BuyingShop, owner: Window, screen: StockScreen | None = None
) -> AccountDetailSheet:
    screen = screen or build(shop, owner)
    screen.acts.show_details()
    owner.settle()
    sheet = owner.sheet()
    assert isinstance(sheet, AccountDetailSheet)
    return sheet


def tab(owner: Window, times: int) -> None:
    for _ in range(times):
        owner.press("Ctrl+Tab")


def badges(part: QWidget) -> list[str]:
    return [badge.accessibleName() for badge in part.findChildren(Badge) if badge.isVisible()]


# The card ----------------------------------------------------------------------------------------


def test_a_card_says_what_can_be_spent_and_for_how_long(shop: BuyingShop, owner: Window) -> None:
    shop.clock.pass_time(timedelta(days=2))
    buy(shop, 10)
    keep(shop, AccountTerms(Money(500_00)))
    screen = build(shop, owner)
    words = said(screen)
    assert "¥4,090.00" in words
    assert "可用 3,590.00 · 还够 7 天" in words
    assert "余额低" not in badges(screen)


def test_terms_stand_right_below_the_tabs(shop: BuyingShop, owner: Window) -> None:
    sheet = detail(shop, owner)
    tab(owner, 1)
    fields = sheet.terms
    assert fields.note.height() <= 2 * fields.note.sizeHint().height()
    assert fields.reserve.mapTo(fields, fields.reserve.rect().topLeft()).y() < 120


def test_a_card_that_runs_low_says_how_much_to_add(shop: BuyingShop, owner: Window) -> None:
    buy(shop, 50)
    screen = build(shop, owner)
    assert "余额低" in badges(screen)
    words = said(screen)
    assert "约够 2 小时，建议补到 ¥9,100 以上" in words


def test_a_card_says_how_far_the_next_step_is(shop: BuyingShop, owner: Window) -> None:
    shop.clock.pass_time(timedelta(days=2))
    buy(shop, 10)
    keep(shop, AccountTerms(steps=STEPS))
    assert "本月采购 ¥910.00，差 ¥1,090.00 到下一档返点" in said(build(shop, owner))
    keep(shop, AccountTerms(steps=STEPS[:1]))
    assert "已是最高一档，返点约 ¥4.55" in said(build(shop, owner))


def test_a_cashier_sees_no_money_of_accounts(qtbot: QtBot, shop: BuyingShop) -> None:
    buy(shop, 50)
    with a_window(qtbot, shop) as window:
        screen = build(shop, window)
        assert screen.strip is None
        assert "余额" not in said(screen)


# The detail --------------------------------------------------------------------------------------


def test_a_click_on_a_card_opens_the_detail(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    assert screen.strip is not None
    QTest.mouseClick(screen.strip.cards()[0], Qt.MouseButton.LeftButton)
    owner.settle()
    assert isinstance(owner.sheet(), AccountDetailSheet)


def test_the_detail_says_in_plain_words_what_a_platform_can_do(
    shop: BuyingShop, owner: Window
) -> None:
    sheet = detail(shop, owner)
    assert "对着真的店试过" in badges(sheet)
    words = said(sheet)
    assert "同号重发会被挡下" in words
    assert "不能按我们的单号查结果" in words
    assert "不说钱退没退" in words
    assert "说得出库存有多少" in words


def test_an_account_without_a_balance_is_not_said_to_have_bought_nothing(
    shop: BuyingShop, owner: Window
) -> None:
    buy(shop, 10)
    with shop.ground.database.write() as connection:
        platform_queries.change_account(connection, account_id(shop), balance=None, balance_at=None)
    sheet = detail(shop, owner)
    assert "最近 30 天 1 笔" in said(sheet)
    assert "最近没有采购" not in said(sheet)


def test_a_platform_that_cannot_be_asked_is_not_said_to_be(shop: BuyingShop) -> None:
    (sheet,) = (one for one in platform_sheets() if one.key == "acg_faka_v4")
    (account,) = shop.accounts.list_accounts()
    traits = traits_of(replace(account, capabilities=sheet.capabilities))
    words = "\n".join(trait.text for trait in traits)
    assert "重发会再买一次：程序只发一次" in words
    assert "没有查单的办法" in words
    assert "只查" not in words
    assert "查得到" not in words


def test_tabs_are_reached_by_keys_and_tell_ledger_orders_and_syncs(
    shop: BuyingShop, owner: Window
) -> None:
    buy(shop, 2)
    shop.platform.troubles = [Trouble.LOST_AFTER]
    shop.buy(the_card(shop))
    shop.platform.line_troubles = [Trouble.ERROR_500] * 9
    shop.clock.pass_time(timedelta(minutes=5))
    shop.stock_sync.sync()
    AccountMoney(shop.ground, shop.rights).book(
        shop.owner, account_id(shop), MoneyAct(EntryKind.TOP_UP, Money(500_00), "招行", Money(3_00))
    )
    sheet = detail(shop, owner)
    assert "100.0%" in said(sheet)
    tab(owner, 2)
    assert sheet.entries.isVisible()
    words = said(sheet)
    assert "+500.00" in words
    assert "招行" in words
    tab(owner, 1)
    assert sheet.purchases.isVisible()
    assert "没回话" in said(sheet)
    tab(owner, 1)
    assert sheet.syncs.isVisible()
    words = said(sheet)
    assert "没成" in words
    assert "平台没有给出能用的回答" in words


def test_reserve_and_steps_are_typed_and_kept(shop: BuyingShop, owner: Window) -> None:
    sheet = detail(shop, owner)
    assert not sheet.confirm_button.isVisible()
    tab(owner, 1)
    owner.find(QLineEdit, "rebateVolume1").setFocus()
    owner.type("500", TAB, "0.5", TAB, TAB, "2000", TAB, "0.8")
    owner.find(QLineEdit, "accountReserve").setFocus()
    owner.type("300", RETURN)
    assert any("留底和返点记下了" in toast for toast in owner.toasts())
    desk = Wallets(shop.ground, shop.settings, shop.rights)
    kept = desk.detail(shop.owner, account_id(shop)).terms
    assert kept == AccountTerms(Money(300_00), STEPS)
    again = detail(shop, owner)
    again.show_terms_page()
    owner.settle()
    assert owner.find(QLineEdit, "rebateRate2").text() == "0.8"
    assert "返点另算，不进进价和毛利" in said(again)


def test_terms_that_could_not_be_read_are_not_overwritten_by_empty_fields(
    shop: BuyingShop, owner: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = AccountTerms(Money(300_00), STEPS)
    keep(shop, terms)
    screen = build(shop, owner)

    def busy(*_values: object) -> None:
        raise StorageError("database_busy", "数据库忙")

    with monkeypatch.context() as patched:
        patched.setattr(Wallets, "detail", busy)
        sheet = detail(shop, owner, screen)
        sheet.show_terms_page()
        owner.settle()
        owner.press("Return")
        owner.settle()
    desk = Wallets(shop.ground, shop.settings, shop.rights)
    assert desk.detail(shop.owner, account_id(shop)).terms == terms
    assert not sheet.confirm_button.isEnabled()


def test_steps_that_make_no_ladder_stay_in_the_form(shop: BuyingShop, owner: Window) -> None:
    sheet = detail(shop, owner)
    tab(owner, 1)
    owner.find(QLineEdit, "rebateVolume1").setFocus()
    owner.type("500", TAB, "0.8", TAB, TAB, "2000", TAB, "0.5", RETURN)
    assert "返点要比前一档高" in sheet.trouble()
    assert owner.sheet() is sheet


def test_where_the_month_stands_is_shown_with_what_came(shop: BuyingShop, owner: Window) -> None:
    buy(shop, 10)
    keep(shop, AccountTerms(steps=STEPS))
    AccountMoney(shop.ground, shop.rights).book(
        shop.owner, account_id(shop), MoneyAct(EntryKind.REBATE, Money(4_55))
    )
    sheet = detail(shop, owner)
    tab(owner, 1)
    words = said(sheet)
    assert "已到 0.5% 档" in words
    assert "1,090.00" in words
    assert "再买 1,090.00，这个月多返 11.45" in words
    assert "本月已到账 4.55" in words


def test_from_the_detail_money_is_booked_and_the_form_opened(
    shop: BuyingShop, owner: Window
) -> None:
    for name, kind in (("bookMoneyHere", AccountMoneySheet), ("changeAccount", AccountFormSheet)):
        detail(shop, owner)
        owner.find(QAbstractButton, name).setFocus()
        owner.type(RETURN)
        assert isinstance(owner.sheet(), kind)
        owner.type(ESC)


def test_an_account_kept_by_hand_says_so(qtbot: QtBot) -> None:
    shop = HandKeptShop()
    with a_window(qtbot, shop, actor=shop.owner) as window:
        sheet = detail(shop, window)
        assert "由人下单、由人回填" in said(sheet)
        assert badges(sheet) == ["手工货源"]


# The reminder ------------------------------------------------------------------------------------


def test_enter_on_the_reminder_opens_the_detail(shop: BuyingShop, owner: Window) -> None:
    buy(shop, 50)
    StockAlerts(shop.ground, shop.settings, shop.rights).review()
    screen = build(shop, owner)
    screen.arrive("alerts")
    owner.settle()
    words = said(screen)
    assert "可用 450.00，每天约花 4,550.00，该加款了" in words
    owner.type(RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, AccountDetailSheet)
    owner.type(ESC)
    owner.type(Qt.Key.Key_Space)
    assert any("星桥卡盟 的余额低知道了" in toast for toast in owner.toasts())
