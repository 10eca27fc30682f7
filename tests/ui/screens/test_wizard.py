"""首次设置: a shop is made by keys alone; nothing that matters can be skipped."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.secret import Secret
from desktop.domain.tender import TenderMethod
from desktop.services.profiles import has_profile
from desktop.ui.code_board import read_code_picture
from desktop.ui.screens.wizard import FirstRunWizard, FolderFirstRun
from desktop.ui.screens.wizard.later_pages import CodesPage, ImportPage, OpenPage
from desktop.ui.screens.wizard.source_page import SourcePage

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
    wizard.resize(1366, 768)
    wizard.show()
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow, timeout=WAIT_MS)
    wizard.page.focus()
    yield wizard
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
    make_shop(qtbot, wizard)
    words = words_of(wizard)
    type_text(Qt.Key.Key_Return)
    answer_words(wizard, words)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    page = wizard.page
    assert isinstance(page, CodesPage)
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
    make_shop(qtbot, wizard)
    words = words_of(wizard)
    type_text(Qt.Key.Key_Return)
    answer_words(wizard, words)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    type_text(Qt.Key.Key_Return)
    settle(qtbot, wizard)
    page = wizard.page
    assert isinstance(page, SourcePage)
    assert wizard.next_button.isEnabled()
    page._choose("account")
    assert not wizard.next_button.isEnabled()
    assert wizard.skip_button.isVisible()
    keys = [sheet.key for sheet in page._platforms]
    assert not page.notice.isVisible()
    page.platform.setCurrentIndex(keys.index("rainbow"))
    assert page.notice.isVisible()
    assert "绝不自动重发" in page.notice.words()[0]
