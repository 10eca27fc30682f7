"""货源: what the owner and the cashier see, and everything by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desktop.domain.card import CardState
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from desktop.domain.stock import StockRow
from desktop.models.card_secrets import card_secret
from desktop.services.staff import Staff
from desktop.storage import platform_queries
from desktop.ui.dialogs.account_form_dialog import AccountFormSheet
from desktop.ui.dialogs.adopt_dialog import AdoptSheet
from desktop.ui.dialogs.bulk_price_dialog import BulkPriceSheet
from desktop.ui.dialogs.compare_sources_dialog import CompareSourcesSheet
from desktop.ui.dialogs.import_dialog import ImportSheet
from desktop.ui.dialogs.product_form_dialog import ProductFormSheet
from desktop.ui.dialogs.take_cards_dialog import TakeCardsSheet
from desktop.ui.screens.stock_screen import StockScreen
from desktop.ui.widgets.buttons import ActionButton
from tests.buying import APP_KEY, BuyingShop, Goods, Trouble
from tests.shop import PIN
from tests.ui.held_answers import Gate
from tests.ui.screens.stock_page import a_stock_page
from tests.ui.window_harness import Window, a_window

RETURN, ESC, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Space
HOME, END = Qt.Key.Key_Home, Qt.Key.Key_End


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    shop.platform.goods["ZF30"] = Goods("ZF30", "逐风手游月卡 30 天", "30.30", 312)
    shop.connect("星桥卡盟")
    shop.adopt("YJ100", price=100_00)
    zf = shop.adopt("ZF30", price=30_00)
    shop.stock(shop.catalog.get_product(zf.id), [], None)
    shop.a_product("ST50", cost=None, name="Steam 充值码", face_text="50 元", price=50_50)
    shop.a_product("TC01", cards=3, name="毕业季游戏包", face_text="", price=128_00)
    return shop


def build(shop: BuyingShop, window: Window) -> StockScreen:
    return window.show(a_stock_page(shop, window))


@pytest.fixture
def owner(qtbot: QtBot, shop: BuyingShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


@pytest.fixture
def cashier(qtbot: QtBot, shop: BuyingShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


def said(screen: QWidget) -> str:
    """Everything the page shows, cells included."""
    words = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    words += [button.text() for button in screen.findChildren(QAbstractButton)]
    for model in screen.findChildren(QAbstractItemModel):
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                words.append(str(model.index(row, column).data()))
        for column in range(model.columnCount()):
            words.append(str(model.headerData(column, Qt.Orientation.Horizontal)))
    return "\n".join(words)


def codes(screen: StockScreen) -> list[str]:
    return [row.product.code for row in screen.products.table.table_model().rows()]


def cell(screen: StockScreen, key: str, number: int) -> str:
    model = screen.products.table.table_model()
    column = [column.key for column in model.columns].index(key)
    return str(model.index(number, column).data())


# The two faces of the page -----------------------------------------------------------------------


def test_the_owner_sees_accounts_costs_margins_and_reminders(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    assert codes(screen) == ["YJCSDK100Y", "ZFSYYK30T", "ST50", "TC01"]
    assert cell(screen, "sources", 0) == "星桥卡盟"
    assert cell(screen, "cost", 0) == "91.00"
    assert cell(screen, "margin", 0) == "9.00"
    assert cell(screen, "margin", 1) == "−0.30"
    assert cell(screen, "flags", 1) == "倒挂"
    assert cell(screen, "flags", 2) == "缺货"
    assert cell(screen, "flags", 3) == "低于 5"
    card = screen.strip.cards()[0]  # type: ignore[union-attr]
    assert card.balance.text() == "¥5,000.00"
    assert "2 个商品" in card.state.whole_text()
    assert [chip.count() for chip in screen.products.chips.chips()] == [4, 1, 0, 1, 1, 0]


def test_ctrl_tab_goes_through_the_parts_of_the_page(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    seen = []
    for _ in range(3):
        owner.press("Ctrl+Tab")
        seen.append(screen.segments.current())
    assert seen == [1, 2, 0]


def test_a_cashier_sees_no_cost_no_supplier_and_no_import(
    shop: BuyingShop, cashier: Window
) -> None:
    screen = build(shop, cashier)
    words = said(screen)
    for hidden in ("星桥", "91.00", "进价", "毛利", "取货来源", "导入", "5,000", "倒挂"):
        assert hidden not in words, hidden
    assert cell(screen, "can_sell", 0) == "能卖"
    assert cell(screen, "can_sell", 2) == "缺货"
    assert cell(screen, "can_sell", 3) == "快没了"
    cashier.type("Ctrl+I")
    assert cashier.frame.sheets.current() is None


def test_the_page_changes_its_face_with_the_person(shop: BuyingShop, cashier: Window) -> None:
    screen = build(shop, cashier)
    cashier.context.session.sign_in(shop.owner.person)
    cashier.settle()
    assert "星桥" in said(screen)
    cashier.context.session.sign_in(shop.cashier.person)
    cashier.settle()
    assert "星桥" not in said(screen)


@pytest.mark.parametrize(
    ("text", "advice", "step"),
    [
        ("密钥错误", "密钥可能已更换", "重新填写"),
        ("IP 203.0.113.7 不在白名单", "到平台加白名单后再同步", "再同步"),
        ("时间戳过期", "校准电脑时间后再同步", "再同步"),
        ("用户被禁用", "先找平台客服", "再同步"),
    ],
)
def test_a_refused_account_says_what_to_do(
    shop: BuyingShop, owner: Window, text: str, advice: str, step: str
) -> None:
    shop.platform.answer = lambda path, form: {"code": 0, "msg": text}  # type: ignore[method-assign]
    shop.stock_sync.sync()
    screen = build(shop, owner)
    assert advice in said(screen)
    assert owner.find(QAbstractButton, "accountStep").text() == step


def test_a_stopped_product_says_so_and_never_why(shop: BuyingShop, cashier: Window) -> None:
    product = shop.checkout.find_exact("TC01")
    assert product is not None
    shop.catalog.set_selling(shop.owner, product.id, False)
    screen = build(shop, cashier)
    assert cell(screen, "can_sell", 3) == "停售"
    chips = {chip.text(): chip.count() for chip in screen.products.chips.chips()}
    assert chips["缺货、停售"] == 2


# Searching and opening ---------------------------------------------------------------------------


def test_a_cashier_adds_to_the_sale_with_the_keyboard_alone(
    shop: BuyingShop, cashier: Window
) -> None:
    build(shop, cashier)
    cashier.type("tc01", RETURN, RETURN)
    assert cashier.gone_to == [("sale", "TC01")]


def test_keys_typed_ahead_of_the_answer_add_the_same_product(
    shop: BuyingShop, cashier: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(shop, cashier)
    gate = Gate()
    monkeypatch.setattr(shop.catalog, "list_stock_ids", gate.holding(shop.catalog.list_stock_ids))
    cashier.type("tc01", RETURN, RETURN, gap_ms=0)
    assert cashier.gone_to == []
    gate.open()
    cashier.settle()
    assert cashier.gone_to == [("sale", "TC01")]


def test_what_cannot_be_sold_is_not_added(shop: BuyingShop, cashier: Window) -> None:
    build(shop, cashier)
    cashier.type("st50", RETURN, RETURN)
    assert cashier.gone_to == []
    assert any("不能卖" in toast for toast in cashier.toasts())


def test_enter_in_an_empty_search_goes_to_the_table_and_opens_nothing(
    shop: BuyingShop, cashier: Window
) -> None:
    build(shop, cashier)
    cashier.type(RETURN)
    assert cashier.focus_name() == "stockTable"
    assert cashier.gone_to == []


def test_a_chip_and_a_search_without_hits_say_what_they_found(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    owner.find(QAbstractButton, "chip_inverted").click()
    owner.settle()
    assert codes(screen) == ["ZFSYYK30T"]
    owner.find(QAbstractButton, "chip_all").click()
    owner.type("nichts")
    assert codes(screen) == []
    assert screen.products.empty.isVisible()
    assert screen.products.empty.title() == "没有“nichts”"
    owner.type(ESC)
    assert len(codes(screen)) == 4


def test_a_scan_finds_the_product(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    keys = screen.page_keys()
    assert keys.accept_scan is not None
    assert keys.accept_scan("TC01")
    owner.settle()
    assert codes(screen) == ["TC01"]


def test_the_table_is_as_long_as_the_shop_and_end_leads_to_the_last_goods(
    shop: BuyingShop, owner: Window
) -> None:
    for number in range(120):
        shop.a_product(f"P{number:03}", price=1000 + number, cost=None)
    screen = build(shop, owner)
    table = screen.products.table
    assert table.table_model().rowCount() == 124
    price = [column.key for column in table.table_model().columns].index("price")
    table.horizontalHeader().sectionClicked.emit(price)
    table.horizontalHeader().sectionClicked.emit(price)
    owner.settle()
    assert codes(screen)[:2] == ["TC01", "YJCSDK100Y"]
    assert len(codes(screen)) < 124
    owner.type(RETURN, END)
    assert codes(screen)[-1] == "P000"
    row = table.current_row()
    assert row is not None
    assert row.product.code == "P000"
    owner.type(HOME)
    assert table.currentIndex().row() == 0


def test_enter_typed_before_the_last_goods_are_read_opens_them(
    shop: BuyingShop, owner: Window
) -> None:
    for number in range(120):
        shop.a_product(f"P{number:03}", price=1000 + number, cost=None)
    screen = build(shop, owner)
    opened: list[StockRow] = []
    screen.products.opened.connect(opened.append)
    owner.type(RETURN, END, RETURN, gap_ms=0)
    owner.settle()
    assert [row.product.code for row in opened] == ["P119"]


def test_letters_typed_in_the_table_are_looked_for(shop: BuyingShop, cashier: Window) -> None:
    screen = build(shop, cashier)
    cashier.type(RETURN)
    cashier.type("tc01")
    assert cashier.focus_name() == "stockSearch"
    assert codes(screen) == ["TC01"]


# Syncing -----------------------------------------------------------------------------------------


def test_f5_syncs_and_tells_what_changed(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    shop.platform.goods["NEW"] = Goods("NEW", "新卡", "1.00")
    shop.platform.goods["YJ100"].price = "92.00"
    owner.type("F5")
    assert any("新增 1，变了 1" in toast for toast in owner.toasts())
    assert cell(screen, "cost", 0) == "92.00"
    assert "3 个商品" in screen.strip.cards()[0].state.whole_text()  # type: ignore[union-attr]
    assert not screen.sync_button.is_busy()


def test_a_failed_sync_stays_in_the_card_with_the_next_step(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    shop.platform.line_troubles = [Trouble.NOT_SENT] * 9
    owner.type("F5")
    card = screen.strip.cards()[0]  # type: ignore[union-attr]
    assert card.badge.badge().text == "连不上"
    assert card.step_button.isVisible()
    shop.platform.line_troubles = []
    card.step_button.click()
    owner.settle()
    assert not card.badge.isVisible()
    assert not card.step_button.isVisible()


def test_progress_and_cancel_are_inside_the_card(
    shop: BuyingShop, owner: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    monkeypatch.setattr(shop.platform, "send", gate.holding(shop.platform.send))
    screen = build(shop, owner)
    assert screen.strip is not None
    card = screen.strip.cards()[0]
    screen.sync_all()
    assert card.cancel_button.isVisible()
    assert card.badge.badge().text == "同步中"
    assert screen.sync_button.is_busy()
    assert screen.open_work()
    card.cancel_button.click()
    gate.open()
    owner.settle()
    assert any("停下了" in toast for toast in owner.toasts())
    assert not card.cancel_button.isVisible()
    assert not screen.sync_run.is_running


def test_a_cashier_is_told_of_a_failure_without_a_name(shop: BuyingShop, cashier: Window) -> None:
    build(shop, cashier)
    shop.platform.line_troubles = [Trouble.NOT_SENT] * 9
    cashier.type("F5")
    assert any("有货源没回话" in toast for toast in cashier.toasts())
    assert not any("星桥" in toast for toast in cashier.toasts())


def test_arriving_to_sync_before_the_accounts_are_read_still_syncs(
    shop: BuyingShop, owner: Window
) -> None:
    shop.clock.pass_time(timedelta(minutes=5))
    screen = build(shop, owner)
    calls = len(shop.platform.calls)
    screen.hide()
    fresh = a_stock_page(shop, owner)
    owner.frame.pages.addWidget(fresh)
    owner.frame.pages.setCurrentWidget(fresh)
    fresh.arrive("sync")
    owner.settle()
    assert len(shop.platform.calls) > calls


def test_an_old_balance_is_marked_old(shop: BuyingShop, owner: Window) -> None:
    shop.clock.pass_time(timedelta(hours=3))
    screen = build(shop, owner)
    card = screen.strip.cards()[0]  # type: ignore[union-attr]
    assert "余额 · 旧" in said(card)
    assert "有货 50 · 09:00" in cell(screen, "platform", 0)
    assert "数据旧" in cell(screen, "flags", 0)


# Accounts ----------------------------------------------------------------------------------------


def test_a_balance_that_cannot_be_had_is_said_to_be_so(shop: BuyingShop, owner: Window) -> None:
    account = shop.accounts.list_accounts()[0]
    with shop.ground.database.write() as connection:
        platform_queries.change_account(connection, account.id, balance=None, balance_at=None)
    card = build(shop, owner).strip.cards()[0]  # type: ignore[union-attr]
    assert "这个平台查不到余额" in said(card)
    assert "正常" in said(card)


def test_an_account_is_added_from_the_declared_fields_and_synced(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    owner.find(QAbstractButton, "addAccount").click()
    sheet = owner.sheet()
    assert isinstance(sheet, AccountFormSheet)
    for name, text in (
        ("accountName", "聚源卡盟"),
        ("field_base_url", "https://two.example"),
        ("field_app_id", "1001"),
        ("field_app_key", APP_KEY),
    ):
        owner.find(QLineEdit, name).setText(text)
    owner.find(QAbstractButton, "testAccount").click()
    owner.settle()
    assert "余额 ¥5,000.00" in owner.find(QLabel, "testResult").text()
    owner.find(QAbstractButton, "saveAccount").click()
    owner.settle()
    names = [card.account.name for card in screen.strip.cards()]  # type: ignore[union-attr]
    assert names == ["星桥卡盟", "聚源卡盟"]
    assert shop.accounts.list_accounts()[1].synced_at is not None


def test_a_saved_key_shows_its_tail_only_and_stays_when_not_changed(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    screen.acts._change(screen.acts.accounts()[0])
    key = owner.find(QLineEdit, "field_app_key")
    assert key.displayText() == "•••• CDEF"
    assert APP_KEY not in said(owner.sheet())
    owner.find(QLineEdit, "accountName").setText("星桥")
    owner.find(QAbstractButton, "saveAccount").click()
    owner.settle()
    account = shop.accounts.list_accounts()[0]
    assert account.name == "星桥"
    assert account.secret_tails == {"app_key": "CDEF"}
    assert shop.accounts.test(shop.owner, account.id).is_ok


def test_a_wrong_field_is_told_beside_it_and_nothing_is_saved(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    screen.acts.add()
    owner.find(QLineEdit, "accountName").setText("聚源")
    owner.find(QLineEdit, "field_base_url").setText("ftp://x")
    owner.find(QAbstractButton, "saveAccount").click()
    owner.settle()
    sheet = owner.sheet()
    assert isinstance(sheet, AccountFormSheet)
    assert "店铺网址" in sheet.fields.rows[0].line.error()
    assert len(shop.accounts.list_accounts()) == 1


def test_plain_http_needs_a_tick_that_only_then_appears(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    screen.acts.add()
    sheet = owner.sheet()
    assert isinstance(sheet, AccountFormSheet)
    assert not sheet.fields.plain_http.isVisible()
    owner.find(QLineEdit, "field_base_url").setFocus()
    owner.type("http://127.0.0.1")
    assert not sheet.fields.plain_http.isVisible()
    owner.find(QLineEdit, "field_base_url").clear()
    owner.type("http://shop")
    assert sheet.fields.plain_http.isVisible()
    assert not sheet.draft().allows_plain_http
    sheet.fields.plain_http.setChecked(True)
    assert sheet.draft().allows_plain_http


def test_removing_asks_first_and_enter_keeps(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    screen.acts._ask_remove(screen.acts.accounts()[0])
    owner.type(RETURN)
    assert len(shop.accounts.list_accounts()) == 1
    screen.acts._ask_remove(screen.acts.accounts()[0])
    owner.find(QAbstractButton, "dialogConfirm").click()
    owner.settle()
    assert shop.accounts.list_accounts() == ()
    assert screen.strip.cards() == ()  # type: ignore[union-attr]


# Goods, products, prices -------------------------------------------------------------------------


def test_goods_are_adopted_by_keyboard_and_the_sheet_stays_for_the_next(
    shop: BuyingShop, owner: Window
) -> None:
    shop.platform.goods["QB50"] = Goods("QB50", "Q 币 50 个", "46.50")
    shop.stock_sync.sync()
    screen = build(shop, owner)
    screen.acts.adopt()
    owner.type("QB50", RETURN, "49.5", RETURN)
    product = shop.checkout.find_products("QB50G")[0]
    assert product.price == Money(49_50)
    assert product.cost == Money(46_50)
    assert isinstance(owner.sheet(), AdoptSheet)
    assert owner.focus_name() == "goodsSearch"
    assert product.code in codes(screen)


def test_adopting_without_a_price_leads_to_the_price(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    screen.acts.adopt()
    owner.settle()
    owner.type("YJ100", RETURN, RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, AdoptSheet)
    assert sheet.price.error()
    assert owner.focus_name() == "adoptPrice"


def test_sources_are_ordered_with_alt_and_saved_with_enter(shop: BuyingShop, owner: Window) -> None:
    second = shop.connect("聚源卡盟")
    goods = shop.stock_sync.find_goods(second, "YJ100", "")
    product = shop.checkout.find_products("云境")[0]
    assert goods is not None
    shop.stock_sync.add_source(shop.owner, product.id, goods.id)
    screen = build(shop, owner)
    screen.products.table.setFocus()
    owner.type(RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, CompareSourcesSheet)
    assert owner.focus_name() == "sourceTable"
    owner.press("Alt+Down")
    assert sheet.table.current_row().account_name == "星桥卡盟"  # type: ignore[union-attr]
    owner.type(RETURN)
    assert cell(screen, "sources", 0) == "聚源卡盟 → 星桥卡盟"


def test_compare_says_why_a_product_loses(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    screen.products.table.select_number(1)
    screen.products.table.setFocus()
    owner.type(RETURN)
    assert "进价 30.30，高于售价 30.00" in said(owner.sheet())
    owner.find(QAbstractButton, "setSelling").click()
    owner.settle()
    assert cell(screen, "flags", 1) == "停售"


def test_a_product_is_made_with_a_proposed_code(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    owner.find(QAbstractButton, "newProduct").click()
    sheet = owner.sheet()
    assert isinstance(sheet, ProductFormSheet)
    QLineEdit.setText(sheet.name.editor, "")
    sheet.name.editor.setText("手机话费")
    sheet.name.editor.textEdited.emit("手机话费")
    owner.settle()
    assert sheet.code.text() == "SJHF"
    owner.type(RETURN)
    assert sheet.price.error()
    owner.type("99.8", RETURN)
    assert shop.checkout.find_exact("SJHF").price == Money(99_80)  # type: ignore[union-attr]
    assert "SJHF" in codes(screen)


def test_the_form_takes_region_and_limit_and_shows_them_again(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    screen.add_product()
    sheet = owner.sheet()
    assert isinstance(sheet, ProductFormSheet)
    for line, text in (
        (sheet.name, "环球礼品卡"),
        (sheet.code, "HQ"),
        (sheet.price, "99.8"),
        (sheet.region, "美服"),
        (sheet.usage_limit, "仅限新用户"),
    ):
        line.set_text(text)
    sheet.accept()
    owner.settle()
    made = shop.checkout.find_exact("HQ")
    assert made is not None
    assert (made.region, made.usage_limit) == ("美服", "仅限新用户")
    screen.products.table.select_key(made.id)
    screen.change_product()
    owner.settle()
    sheet = owner.sheet()
    assert isinstance(sheet, ProductFormSheet)
    assert sheet.usage_limit.text() == "仅限新用户"


def test_a_taken_code_is_told_beside_the_code(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    screen.add_product()
    sheet = owner.sheet()
    assert isinstance(sheet, ProductFormSheet)
    sheet.name.set_text("别的")
    sheet.code.set_text("TC01")
    sheet.price.editor.setText("1")
    sheet.accept()
    owner.settle()
    assert "TC01" in sheet.code.error()
    assert owner.focus_name() == "productCode"


def test_ticked_rows_get_prices_by_one_rule(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    screen.products.table.setFocus()
    owner.type(SPACE, DOWN, SPACE, "Ctrl+B")
    sheet = owner.sheet()
    assert isinstance(sheet, BulkPriceSheet)
    assert sorted(price.fen for price in sheet.prices().values()) == [31_90, 95_60]
    owner.type(RETURN)
    assert [cell(screen, "price", row) for row in (0, 1)] == ["95.60", "31.90"]
    assert "已选" not in said(screen)


# Importing ---------------------------------------------------------------------------------------


def test_pasted_cards_are_shown_masked_and_imported(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    screen.products.table.select_key(shop.checkout.find_exact("ST50").id)  # type: ignore[union-attr]
    owner.type("Ctrl+I")
    sheet = owner.sheet()
    assert isinstance(sheet, ImportSheet)
    assert sheet.product.text() == "ST50"
    owner.find(QPlainTextEdit, "importText").setPlainText(
        "N00000001----ABCDEFGHIJKL\nN00000002----MNOPQRSTUVWX"
    )
    owner.settle()
    words = said(owner.find(QWidget, "importPreview"))
    assert "ABCD••••" in words
    assert "EFGHIJKL" not in words
    confirm = owner.find(QAbstractButton, "importConfirm")
    assert confirm.text() == "导入 2 行"
    confirm.click()
    owner.settle()
    assert cell(screen, "local", 2) == "2"
    assert any("新增 2" in toast for toast in owner.toasts())


def test_a_file_is_looked_at_with_enter_and_imported_with_enter(
    shop: BuyingShop, owner: Window, tmp_path: Path
) -> None:
    file = tmp_path / "goods.csv"
    file.write_bytes(
        "编码,名称,类型,售价\nAA1,甲,卡密,10.00\nAA2,乙,卡密,20.00\n".encode("gb18030")
    )
    screen = build(shop, owner)
    screen.import_products()
    owner.find(QLineEdit, "importFile").setText(str(file))
    owner.type(RETURN)
    assert "新增 2" in owner.find(QLabel, "importSummary").text()
    assert "gb18030" in owner.find(QLabel, "importSummary").text()
    owner.type(RETURN)
    assert {"AA1", "AA2"} <= set(codes(screen))


def test_bad_lines_are_numbered_and_nothing_is_imported(
    shop: BuyingShop, owner: Window, tmp_path: Path
) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("编码,名称,类型,售价\nAA1,甲,卡密,10.00\nAA2,乙,卡密,-5\n", encoding="utf-8")
    screen = build(shop, owner)
    screen.import_products()
    owner.find(QLineEdit, "importFile").setText(str(file))
    owner.type(RETURN)
    words = said(owner.find(QWidget, "importPreview"))
    assert "\n3\n" in words
    assert "售价" in words
    assert not owner.find(QAbstractButton, "importConfirm").isEnabled()
    owner.type(RETURN)
    assert shop.checkout.find_exact("AA1") is None


def test_a_missing_file_and_an_unknown_product_are_told_at_their_fields(
    shop: BuyingShop, owner: Window, tmp_path: Path
) -> None:
    screen = build(shop, owner)
    screen.import_cards()
    sheet = owner.sheet()
    assert isinstance(sheet, ImportSheet)
    sheet.file.editor.setText(str(tmp_path / "none.txt"))
    owner.type(RETURN)
    assert "none.txt" in sheet.file.error()
    sheet.file.editor.clear()
    sheet.product.set_text("NOPE")
    sheet.text.setPlainText("ABCDEFGHIJKL")
    owner.settle()
    assert "NOPE" in sheet.product.error()


def test_an_encoding_nobody_can_tell_is_asked_for(
    shop: BuyingShop, owner: Window, tmp_path: Path
) -> None:
    file = tmp_path / "goods.csv"
    file.write_bytes("編碼,名稱,售價\nA,雲境傳說點卡,95\n".encode("big5"))
    screen = build(shop, owner)
    screen.import_products()
    sheet = owner.sheet()
    assert isinstance(sheet, ImportSheet)
    sheet.choose_file(str(file))
    owner.settle()
    assert sheet.encoding_choice.isVisible()
    assert sheet.encoding_choice.count() >= 2
    assert "编码" in sheet.trouble()
    choices = [sheet.encoding_choice.itemText(at) for at in range(2)]
    assert all("·" in choice for choice in choices)
    sheet.encoding_choice.setCurrentIndex(0)
    sheet.encoding_choice.activated.emit(0)
    owner.settle()
    assert "看不出" not in sheet.trouble()


# The card store ----------------------------------------------------------------------------------


def test_the_card_store_counts_and_never_shows_a_secret(shop: BuyingShop, owner: Window) -> None:
    screen = build(shop, owner)
    assert screen.segments.buttons()[1].text() == "卡密库 3"
    screen.segments.choose(1)
    owner.settle()
    assert screen.cards is not None
    words = said(screen.cards)
    assert "毕业季游戏包" in words
    assert "TC01-CARD" not in words
    assert owner.focus_name() == "cardSearch"
    owner.type(RETURN, RETURN)
    sheet = owner.sheet()
    assert isinstance(sheet, ImportSheet)
    assert sheet.product.text() == "TC01"


def test_a_new_shop_says_what_to_do_first(qtbot: QtBot) -> None:
    shop = BuyingShop()
    with a_window(qtbot, shop, actor=shop.owner) as window:
        screen = build(shop, window)
        assert screen.products.empty.title() == "还没有商品"
        assert window.find(QAbstractButton, "addAccount").isVisible()
        window.type("F5")
        assert any("先添加一个" in toast for toast in window.toasts())


def test_a_platform_that_takes_the_password_warns_for_as_long_as_the_form_is_open(
    shop: BuyingShop, owner: Window
) -> None:
    screen = build(shop, owner)
    screen.acts.add()
    sheet = owner.sheet()
    assert isinstance(sheet, AccountFormSheet)
    assert not sheet.notice.isVisible()  # the first platform was tried on a real shop
    keys = [one.key for one in shop.accounts.platforms()]
    sheet.platform.setFocus()
    for _ in range(keys.index("rainbow")):
        owner.type(DOWN)
    assert owner.find(QLineEdit, "field_user").isVisible()
    warning, password, untried = sheet.notice.words()
    for words in ("绝不自动重发", "网站上核对"):
        assert words in warning
    assert "登录密码原样发过去" in password
    assert "只照文档做过" in untried
    owner.find(QLineEdit, "accountName").setFocus()
    owner.type("x")
    assert all(words in said(sheet) for words in sheet.notice.words())
    for _ in range(keys.index("rainbow")):
        sheet.platform.setFocus()
        owner.type(Qt.Key.Key_Up)
    assert not sheet.notice.isVisible()


def test_cards_of_a_restore_are_released_by_product_after_a_question(
    owner: Window, shop: BuyingShop
) -> None:
    product = next(row.product for row in shop.catalog.products_for_command("TC01"))
    with shop.ground.database.write() as connection:
        connection.execute(update(card_secret).values(state=CardState.TO_CHECK))
    screen = build(shop, owner)
    screen.segments.choose(1)
    owner.settle()
    assert "3 张待核。" in said(screen)
    owner.find(ActionButton, "releaseCards").click()
    owner.type(Qt.Key.Key_Return)
    assert shop.checkout.get_product(product.id).local_cards == 0, "Enter keeps them back"
    owner.find(ActionButton, "releaseCards").click()
    owner.find(ActionButton, "dialogConfirm").click()
    owner.settle()
    assert shop.checkout.get_product(product.id).local_cards == 3
    assert not owner.is_shown("releaseCards")


def test_the_owner_takes_cards_out_to_see_them_and_they_are_not_sold(
    owner: Window, shop: BuyingShop
) -> None:
    Staff(shop.ground, shop.rights).set_pin(shop.owner, shop.owner.id, Secret(PIN))
    product = next(row.product for row in shop.catalog.products_for_command("TC01"))
    screen = build(shop, owner)
    screen.segments.choose(1)
    owner.settle()
    owner.find(ActionButton, "takeCards").click()
    sheet = owner.sheet()
    assert isinstance(sheet, TakeCardsSheet)
    owner.press("Ctrl+A")
    owner.type("2")
    owner.find(ActionButton, "dialogConfirm").click()
    owner.settle()
    owner.type(*PIN, "returned", Qt.Key.Key_Return)
    assert len(sheet.secrets.texts()) == 2
    assert shop.checkout.get_product(product.id).local_cards == 1
    owner.type(Qt.Key.Key_Escape)
    assert not sheet.secrets.is_showing()
