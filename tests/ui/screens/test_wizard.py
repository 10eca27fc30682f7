"""首次设置: a shop is made by keys alone; nothing that matters can be skipped."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.product import ProductKind
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import TenderMethod
from desktop.practice.practice_platform import PracticeAddress, PracticePlatform
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile, has_profile
from desktop.services.table_columns import CardRow
from desktop.ui.code_board import read_code_picture
from desktop.ui.scanner_bursts import BurstDetector
from desktop.ui.screens.wizard import FirstRunWizard, FolderFirstRun
from desktop.ui.screens.wizard.import_page import ImportPage
from desktop.ui.screens.wizard.later_pages import CodesPage, OpenPage
from desktop.ui.screens.wizard.phrase_pages import WordEdit
from desktop.ui.screens.wizard.source_page import SourcePage
from desktop.ui.shortcuts import ActionRegistry, ShortcutDispatcher

WAIT_MS = 60_000
PIN = "280417"
PASSPHRASE = "sea-stones-sing"


@pytest.fixture
def opened() -> list[Secret | None]:
    return []


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path, opened: list[Secret | None]) -> Iterator[FirstRunWizard]:
    wizard = FirstRunWizard(FolderFirstRun(tmp_path / "shop"), opened.append)
    qtbot.addWidget(wizard)
    keys = ShortcutDispatcher(ActionRegistry(), BurstDetector(time.monotonic))
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(keys)
    wizard.resize(1366, 768)
    wizard.show()
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow, timeout=WAIT_MS)
    wizard.page.focus()
    yield wizard
    application.removeEventFilter(keys)
    wizard._let_go()


def type_text(*parts: str | Qt.Key) -> None:
    for part in parts:
        target = QApplication.focusWidget()
        assert target is not None
        if isinstance(part, str):
            QTest.keyClicks(target, part)
        else:
            QTest.keyClick(target, part)


def line(wizard: FirstRunWizard, name: str) -> QLineEdit:
    found = wizard.findChild(QLineEdit, name)
    assert found is not None
    return found


def settle(qtbot: QtBot, wizard: FirstRunWizard) -> None:
    for _round in range(3):
        qtbot.waitUntil(lambda: wizard.desk.background.is_idle, timeout=WAIT_MS)
        QApplication.processEvents()


def make_shop(qtbot: QtBot, wizard: FirstRunWizard) -> None:
    enter = Qt.Key.Key_Return
    type_text("Heguang", enter, "Chenghe", enter, PIN, enter, PIN, enter)
    settle(qtbot, wizard)
    type_text(PASSPHRASE)
    line(wizard, "wizardPassphraseAgain").setFocus()
    type_text(PASSPHRASE, enter)
    settle(qtbot, wizard)


def open_codes(qtbot: QtBot, wizard: FirstRunWizard) -> CodesPage:
    """Make the shop, check the words, and stand on the first page that may be skipped."""
    make_shop(qtbot, wizard)
    words = words_of(wizard)
    type_text(Qt.Key.Key_Return)
    answer_words(wizard, words)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    page = wizard.page
    assert isinstance(page, CodesPage)
    return page


def open_source(qtbot: QtBot, wizard: FirstRunWizard) -> SourcePage:
    """Go on to 货源."""
    open_codes(qtbot, wizard)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    page = wizard.page
    assert isinstance(page, SourcePage)
    return page


def open_import(qtbot: QtBot, wizard: FirstRunWizard) -> ImportPage:
    """Go on to 导入商品."""
    open_source(qtbot, wizard)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    page = wizard.page
    assert isinstance(page, ImportPage)
    return page


def tab_to(name: str) -> None:
    """Press Tab until a widget has the caret."""
    for _step in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus.objectName() == name:
            return
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    pytest.fail(f"{name} cannot be reached with Tab")


def fill_account(qtbot: QtBot, wizard: FirstRunWizard, address: PracticeAddress) -> None:
    """Choose 连接卡盟账号 and fill its form in, by keys; the last Enter tests it."""
    tab_to("source_account")
    enter = Qt.Key.Key_Return
    type_text(enter)
    for text in ("Bridge", address.base_url, address.app_id, address.app_key.reveal()):
        type_text(text, enter)
    type_text(enter)
    settle(qtbot, wizard)


def words_of(wizard: FirstRunWizard) -> list[str]:
    return [label.text() for label in wizard.phrase_page._labels]


def answer_words(wizard: FirstRunWizard, words: list[str]) -> None:
    for each in wizard.check_page.lines:
        number = int("".join(letter for letter in each._label.text() if letter.isdigit()))
        each.editor.setText(words[number - 1])
        each.edited.emit(each.text())


def test_without_a_keyring_a_passphrase_is_asked_for_before_anything_is_made(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    enter = Qt.Key.Key_Return
    type_text("Heguang", enter, "Chenghe", enter, PIN, enter, PIN, enter)
    settle(qtbot, wizard)
    assert not has_profile(tmp_path / "shop")
    assert wizard.page is wizard.shop_page
    assert wizard.focusWidget() is line(wizard, "wizardPassphrase")


def test_two_different_pins_make_no_shop(qtbot: QtBot, wizard: FirstRunWizard) -> None:
    enter = Qt.Key.Key_Return
    type_text("Heguang", enter, "Chenghe", enter, PIN, enter, "280418", enter)
    settle(qtbot, wizard)
    assert wizard.shop_page.pin_again.error() == "两遍不一样，再输一遍"
    assert wizard.page is wizard.shop_page


def test_a_weak_pin_is_refused_beside_its_field(qtbot: QtBot, wizard: FirstRunWizard) -> None:
    for name, text in (("wizardShopName", "a"), ("wizardOwnerName", "b")):
        line(wizard, name).setText(text)
    for each in (wizard.shop_page.pin, wizard.shop_page.pin_again):
        each.set_text("123456")
    for each in (wizard.shop_page.passphrase, wizard.shop_page.passphrase_again):
        each.show()
        each.set_text(PASSPHRASE)
    wizard.shop_page.submit()
    settle(qtbot, wizard)
    assert "太好猜" in wizard.shop_page.pin.error()
    assert wizard.page is wizard.shop_page


def test_the_whole_way_by_keys_ends_in_an_open_shop_with_checked_words(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path, opened: list[Secret | None]
) -> None:
    make_shop(qtbot, wizard)
    assert wizard.page is wizard.phrase_page
    words = words_of(wizard)
    assert all(words)
    assert not wizard.skip_button.isVisible()
    assert not wizard.back_button.isVisible()
    type_text(Qt.Key.Key_Return)
    assert wizard.page is wizard.check_page  # type: ignore[comparison-overlap]
    assert not wizard.skip_button.isVisible()
    answer_words(wizard, words)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert isinstance(wizard.page, CodesPage)
    assert words_of(wizard) == [""] * 12
    for page in (CodesPage, SourcePage, ImportPage, OpenPage):
        assert isinstance(wizard.page, page)
        type_text(Qt.Key.Key_Return)
        settle(qtbot, wizard)
    assert [each.reveal() for each in opened if each is not None] == [PASSPHRASE]
    first_run = FolderFirstRun(tmp_path / "shop")
    from desktop.assembly import open_shop

    shop = open_shop(tmp_path / "shop", passphrase=Secret(PASSPHRASE))
    try:
        assert shop.profile.is_phrase_checked()
        assert shop.settings.current.text("shop.name") == "Heguang"
        assert [each.name for each in shop.staff.list_people()] == ["Chenghe"]
    finally:
        shop.close()
        first_run.close()


def test_a_wrong_word_is_asked_again_and_the_words_can_be_seen_again(
    qtbot: QtBot, wizard: FirstRunWizard
) -> None:
    make_shop(qtbot, wizard)
    words = words_of(wizard)
    type_text(Qt.Key.Key_Return)
    answer_words(wizard, words[1:] + words[:1])
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert wizard.page is wizard.check_page
    assert "不是这个词" in wizard.check_page.lines[0].error()
    type_text(Qt.Key.Key_Escape)
    assert wizard.page is wizard.phrase_page  # type: ignore[comparison-overlap]
    assert words_of(wizard) == words


def test_a_code_s_picture_is_read_and_drawn_anew(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    page = open_codes(qtbot, wizard)
    content = io.BytesIO()
    segno.make("wxp://f2f0-example").save(content, kind="png", scale=6)
    good, bad = tmp_path / "code.png", tmp_path / "notes.txt"
    good.write_bytes(content.getvalue())
    bad.write_text("no picture", encoding="utf-8")
    assert read_code_picture(good)[1] == "wxp://f2f0-example"
    page.board.picture_given.emit(TenderMethod.WECHAT, bad)
    settle(qtbot, wizard)
    assert not list(page._codes)

    page.board.picture_given.emit(TenderMethod.WECHAT, good)
    settle(qtbot, wizard)
    settle(qtbot, wizard)
    assert [(each.method, each.label, each.payload) for each in page._codes] == [
        (TenderMethod.WECHAT, "柜台手机", "wxp://f2f0-example")
    ]
    assert any(each.isVisible() for each in page.board.findChildren(QWidget, "chooseCode_wechat"))


def test_an_account_must_have_answered_before_it_is_kept(
    qtbot: QtBot, wizard: FirstRunWizard
) -> None:
    page = open_source(qtbot, wizard)
    assert wizard.next_button.isEnabled()
    page._choose("account")
    assert not wizard.next_button.isEnabled()
    assert wizard.skip_button.isVisible()
    keys = [sheet.key for sheet in page._platforms]
    assert not page.notice.isVisible()
    page.platform.setCurrentIndex(keys.index("rainbow"))
    assert page.notice.isVisible()
    assert "绝不自动重发" in page.notice.words()[0]
    assert not page.fields.plain_http.isVisible()
    page.platform.setCurrentIndex(keys.index("yiqida"))
    assert page.fields.plain_http.isVisible(), "its own address has no encryption"
    assert not page._draft().allows_plain_http
    page.fields.plain_http.click()
    assert page._draft().allows_plain_http


def test_an_account_that_answered_is_kept_once_whatever_is_pressed_afterwards(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    page = open_source(qtbot, wizard)
    with PracticePlatform.start(tmp_path / "practice.db") as platform:
        fill_account(qtbot, wizard, platform.address)
        assert "连上了，余额 ¥5,000.00" in page.answer.text()
        type_text(Qt.Key.Key_Return)
        settle(qtbot, wizard)
    assert isinstance(wizard.page, ImportPage)
    type_text(Qt.Key.Key_Escape)
    assert wizard.page is page  # type: ignore[comparison-overlap]
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert isinstance(wizard.page, ImportPage)
    kept = wizard.desk.first_run.service("accounts").list_accounts()
    assert [each.name for each in kept] == ["Bridge"]
    assert list(kept[0].secret_tails.values()) == [platform.address.app_key.reveal()[-4:]]


@pytest.mark.parametrize(
    ("dialect", "answer"), [("dujiao_next", "连上了，余额 ¥5,000.00"), ("rainbow", "连上了")]
)
def test_the_practice_platform_of_each_other_kind_can_be_an_account(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path, dialect: str, answer: str
) -> None:
    page = open_source(qtbot, wizard)
    keys = [sheet.key for sheet in page._platforms]
    with PracticePlatform.start(tmp_path / "practice.db", dialect=dialect) as platform:
        tab_to("source_account")
        type_text(Qt.Key.Key_Return)
        page.platform.setCurrentIndex(keys.index(dialect))
        address = platform.address
        for text in ("Bridge", address.base_url, address.app_id, address.app_key.reveal()):
            type_text(text, Qt.Key.Key_Return)
        type_text(Qt.Key.Key_Return)
        settle(qtbot, wizard)
        assert answer in page.answer.text()
        type_text(Qt.Key.Key_Return)
        settle(qtbot, wizard)
    (kept,) = wizard.desk.first_run.service("accounts").list_accounts()
    assert (kept.platform, kept.is_practice) == (dialect, True)


def test_a_changed_name_of_a_kept_account_is_tested_and_kept_in_its_place(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    open_source(qtbot, wizard)
    with PracticePlatform.start(tmp_path / "practice.db") as platform:
        fill_account(qtbot, wizard, platform.address)
        type_text(Qt.Key.Key_Return)
        settle(qtbot, wizard)
        type_text(Qt.Key.Key_Escape)
        tab_to("wizardAccountName")
        type_text("Bridge 2", Qt.Key.Key_Return, Qt.Key.Key_Return)
        settle(qtbot, wizard)
        type_text(Qt.Key.Key_Return)
        settle(qtbot, wizard)
    assert isinstance(wizard.page, ImportPage)
    kept = wizard.desk.first_run.service("accounts").list_accounts()
    assert [each.name for each in kept] == ["Bridge 2"]


def test_an_account_that_does_not_answer_is_not_kept_and_says_why(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    page = open_source(qtbot, wizard)
    with PracticePlatform.start(tmp_path / "practice.db") as platform:
        address = platform.address
    fill_account(qtbot, wizard, address)
    assert page.answer.text()
    assert "连上了" not in page.answer.text()
    assert not wizard.next_button.isEnabled()
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert wizard.page is page
    assert not wizard.desk.first_run.service("accounts").list_accounts()


def test_a_source_without_an_interface_needs_a_name_and_no_test(
    qtbot: QtBot, wizard: FirstRunWizard
) -> None:
    page = open_source(qtbot, wizard)
    tab_to("source_by_hand")
    type_text(Qt.Key.Key_Return)
    assert not page.test_button.isVisible()
    assert not page.platform.isVisible()
    settle(qtbot, wizard)
    assert line(wizard, "field_contact").isVisible()
    assert not wizard.next_button.isEnabled()
    tab_to("wizardAccountName")
    type_text("Laowang", Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert isinstance(wizard.page, ImportPage)
    (kept,) = wizard.desk.first_run.service("accounts").list_accounts()
    assert (kept.name, kept.is_by_hand) == ("Laowang", True)


TABLE = "编码,名称,类型,售价,进价,面值,条码,分类\nYJ100,云境传说点卡,卡密,100,91,100 元,,游戏点卡\n"


def test_a_table_of_goods_is_seen_first_and_then_taken(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    page = open_import(qtbot, wizard)
    table = tmp_path / "goods.csv"
    table.write_text(TABLE + "YJ50,云境传说点卡,卡密,50,45.5,50 元,,游戏点卡\n", encoding="utf-8")
    type_text(str(table))
    assert wizard.next_button.label() == "先看看"
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert page.file.result.text() == "读到 2 行：新增 2，更新 0"
    assert not wizard.desk.first_run.service("checkout").list_products()
    assert wizard.next_button.label() == "导入"
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert isinstance(wizard.page, OpenPage)
    goods = wizard.desk.first_run.service("checkout").list_products()
    assert sorted((each.code, each.price) for each in goods) == [
        ("YJ100", Money(100_00)),
        ("YJ50", Money(50_00)),
    ]


def test_a_table_with_a_wrong_line_brings_nothing_in_until_it_is_mended(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    page = open_import(qtbot, wizard)
    table = tmp_path / "goods.csv"
    table.write_text(TABLE + "YJ50,云境传说点卡,卡密,五十,45.5,50 元,,\n", encoding="utf-8")
    type_text(str(table), Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert "1 行有错" in page.file.result.text()
    assert "第 3 行：" in page.file.result.text()
    assert wizard.next_button.label() == "先看看"
    table.write_text(TABLE, encoding="utf-8")
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    goods = wizard.desk.first_run.service("checkout").list_products()
    assert [each.code for each in goods] == ["YJ100"]


def test_a_file_that_is_not_there_is_said_beside_its_line(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    page = open_import(qtbot, wizard)
    type_text(str(tmp_path / "none.csv"), Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert page.file.path.error()
    assert wizard.page is page


def test_the_sum_that_asks_for_the_bill_s_digits_is_kept(
    qtbot: QtBot, wizard: FirstRunWizard
) -> None:
    page = open_codes(qtbot, wizard)
    assert page.tail_from.text() == "200.00"
    tab_to("tailFrom")
    page.tail_from.selectAll()
    type_text("500", Qt.Key.Key_Tab)
    settle(qtbot, wizard)
    settings = wizard.desk.first_run.service("settings").current
    assert settings.money("tender.bill_tail_from") == Money(500_00)
    assert page.tail_from.text() == "500.00"


def test_a_word_that_is_right_is_said_to_be(qtbot: QtBot, wizard: FirstRunWizard) -> None:
    make_shop(qtbot, wizard)
    words = words_of(wizard)
    type_text(Qt.Key.Key_Return)
    first, second, _third = wizard.check_page.lines
    place = int("".join(letter for letter in first._label.text() if letter.isdigit()))
    first.editor.setText(words[place - 1])
    first.edited.emit(first.text())
    type_text(Qt.Key.Key_Return, "x")
    assert isinstance(first.editor, WordEdit)
    assert isinstance(second.editor, WordEdit)
    assert first.editor._right.isVisible()
    assert not second.editor._right.isVisible()
    assert second.editor.hasFocus()


def test_a_short_passphrase_is_typed_anew_where_it_stands(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    enter = Qt.Key.Key_Return
    type_text("Heguang", enter, "Chenghe", enter, PIN, enter, PIN, enter)
    settle(qtbot, wizard)
    type_text("short", enter)
    assert wizard.focusWidget() is line(wizard, "wizardPassphraseAgain")
    assert not wizard.shop_page.passphrase_again.error()
    type_text("short", enter)
    settle(qtbot, wizard)
    assert "8" in wizard.shop_page.passphrase.error()
    assert wizard.focusWidget() is line(wizard, "wizardPassphrase")
    assert not has_profile(tmp_path / "shop")
    type_text(PASSPHRASE, enter, PASSPHRASE, enter)
    settle(qtbot, wizard)
    assert wizard.page is wizard.phrase_page


def a_backup(folder: Path) -> tuple[Path, str]:
    """Make a shop with a card in stock, back it up, and return the file and the words."""
    from desktop.assembly import open_shop, system_world

    machine = system_world()
    world = OutsideWorld(machine.clock, machine.randomness)
    wanted = NewProfile("Heguang", "Chenghe", Secret(PIN), passphrase=Secret(PASSPHRASE))
    created = create_profile(folder / "old", wanted, world)
    shop = open_shop(folder / "old", passphrase=Secret(PASSPHRASE), world=world)
    try:
        owner = Actor(created.owner)
        draft = ProductDraft("YJ100", "Card", ProductKind.CARD, Money(100_00))
        product = shop.catalog.add_product(owner, draft).product
        row = CardRow(1, None, Secret("YJ7K-1111-2222-3333"), None, Money(91_00))
        shop.card_store.import_cards(owner, product.id, [row])
        outcome = shop.backups.backup(owner, folder / "shop.katai-backup")
    finally:
        shop.close()
    return outcome.path, " ".join(created.phrase)


def ask_for_backup(wizard: FirstRunWizard) -> None:
    button = wizard.findChild(QPushButton, "restoreFromBackup")
    assert button is not None
    button.click()
    assert wizard.page is wizard.restore_page


def fill_restore(wizard: FirstRunWizard, path: Path, words: str) -> None:
    for name, text in (("restoreFile", str(path)), ("restorePhrase", words)):
        line(wizard, name).setText(text)
        line(wizard, name).textEdited.emit(text)


def test_a_shop_comes_back_from_its_backup_and_its_words(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path, opened: list[Secret | None]
) -> None:
    path, words = a_backup(tmp_path)
    ask_for_backup(wizard)
    fill_restore(wizard, path, words)
    line(wizard, "restorePhrase").setFocus()
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert not has_profile(tmp_path / "shop"), "this machine has no keyring"
    type_text(PASSPHRASE, Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert has_profile(tmp_path / "shop")
    assert "1 张卡密待核" in wizard.restore_page._to_do.text()
    assert not wizard.back_button.isVisible()
    type_text(Qt.Key.Key_Return)
    assert [each.reveal() for each in opened if each is not None] == [PASSPHRASE]


def test_wrong_words_restore_nothing_and_say_so_at_the_words(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    path, words = a_backup(tmp_path)
    ask_for_backup(wizard)
    fill_restore(wizard, path, " ".join(reversed(words.split())))
    for each in (wizard.restore_page.passphrase,):
        each.show()
        each.set_text(PASSPHRASE)
    wizard.restore_page.submit()
    settle(qtbot, wizard)
    assert wizard.restore_page.words.error()
    assert not has_profile(tmp_path / "shop")


def test_a_file_that_is_no_backup_is_refused_at_the_file(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    ask_for_backup(wizard)
    fill_restore(wizard, tmp_path / "nothing.katai-backup", "a b c")
    wizard.restore_page.submit()
    assert "没有这个文件" in wizard.restore_page.file.error()
    (tmp_path / "other.katai-backup").write_bytes(b"not a backup")
    fill_restore(wizard, tmp_path / "other.katai-backup", "a b c")
    wizard.restore_page.passphrase.show()
    wizard.restore_page.passphrase.set_text(PASSPHRASE)
    wizard.restore_page.submit()
    settle(qtbot, wizard)
    assert wizard.restore_page.file.error()
    type_text(Qt.Key.Key_Escape)
    assert wizard.page is wizard.shop_page


def test_the_goods_of_a_new_account_are_taken_over_by_enter_with_a_price_each(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    open_source(qtbot, wizard)
    with PracticePlatform.start(tmp_path / "practice.db") as platform:
        fill_account(qtbot, wizard, platform.address)
        type_text(Qt.Key.Key_Return)
        settle(qtbot, wizard)
        page = wizard.page
        assert isinstance(page, ImportPage)
        assert "从 Bridge 拿到" in page._subtitle.text()
        assert QApplication.focusWidget() is page.board.table
        ticked = len(page.board.picks())
        assert ticked > 1
        assert wizard.next_button.label() == f"导入 {ticked} 个商品"
        type_text(Qt.Key.Key_Space)
        assert wizard.next_button.label() == f"导入 {ticked - 1} 个商品"
        picks = page.board.picks()
        type_text(Qt.Key.Key_Return)
        settle(qtbot, wizard)
    assert isinstance(wizard.page, OpenPage)
    goods = wizard.desk.first_run.service("checkout").list_products()
    assert sorted(one.price for one in goods) == sorted(pick.price for pick in picks)
    assert all(one.cost is None or one.price > one.cost for one in goods)


def test_an_account_that_falls_silent_leaves_the_table_and_says_why(
    qtbot: QtBot, wizard: FirstRunWizard, tmp_path: Path
) -> None:
    open_source(qtbot, wizard)
    with PracticePlatform.start(tmp_path / "practice.db") as platform:
        fill_account(qtbot, wizard, platform.address)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    page = wizard.page
    assert isinstance(page, ImportPage)
    assert not page.offers
    assert "平台没有给出能用的回答" in page.trouble.text()
    assert wizard.next_button.isEnabled()
