from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.application import Opening, WindowOptions
from desktop.ui.screens.wizard.pages import PhraseCheckPage
from desktop.ui.screens.wizard.wizard_view import WizardView
from desktop.ui.tour.stage import text_of


@pytest.fixture
def opening(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opening]:
    monkeypatch.setattr("desktop.assembly.find_os_keyring", lambda _randomness: None)
    made = Opening(qapp, WindowOptions(tmp_path / "profile"))
    made.begin()
    yield made
    made.finish()


def wizard_of(qtbot: QtBot, opening: Opening) -> WizardView:
    qtbot.waitUntil(lambda: bool(opening.window.findChildren(WizardView)), timeout=10_000)
    return opening.window.findChildren(WizardView)[0]


def line(wizard: QWidget, name: str) -> QLineEdit:
    return wizard.findChildren(QLineEdit, name)[0]


def fill_name(qtbot: QtBot, wizard: WizardView, again: str = "280417") -> None:
    typed = (
        ("shopName", "禾光点卡"),
        ("ownerName", "程禾"),
        ("ownerNewPin", "280417"),
        ("ownerNewPinAgain", again),
        ("newPassphrase", "eight or more"),
    )
    for name, text in typed:
        line(wizard, name).setText(text)
    qtbot.keyClick(line(wizard, "newPassphrase"), Qt.Key.Key_Return)


def words_shown(wizard: WizardView) -> tuple[str, ...]:
    words = text_of(wizard.page()).split()
    return tuple(words[words.index(str(number)) + 1] for number in range(1, 13))


def test_a_shop_is_made_by_keyboard_from_nothing_to_its_lock_screen(
    qtbot: QtBot, opening: Opening, tmp_path: Path
) -> None:
    wizard = wizard_of(qtbot, opening)
    fill_name(qtbot, wizard)
    qtbot.waitUntil(lambda: "12" in text_of(wizard.page()).split(), timeout=15_000)
    words = words_shown(wizard)
    qtbot.keyClick(wizard, Qt.Key.Key_Return)
    check = wizard.page()
    assert isinstance(check, PhraseCheckPage)
    for field in check.fields:
        field.set_text(words[int(field.editor.objectName()[4:]) - 1])
    qtbot.keyClick(check.fields[-1].editor, Qt.Key.Key_Return)
    qtbot.keyClick(wizard, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any(
            found.isVisible() for found in opening.window.findChildren(QWidget, "lockScreen")
        ),
        timeout=20_000,
    )
    assert (tmp_path / "profile" / "katai.db").exists()


def test_words_that_were_not_written_down_do_not_go_on(qtbot: QtBot, opening: Opening) -> None:
    wizard = wizard_of(qtbot, opening)
    fill_name(qtbot, wizard)
    qtbot.waitUntil(lambda: "12" in text_of(wizard.page()).split(), timeout=15_000)
    qtbot.keyClick(wizard, Qt.Key.Key_Return)
    check = wizard.page()
    assert isinstance(check, PhraseCheckPage)
    qtbot.keyClick(check.fields[-1].editor, Qt.Key.Key_Return)
    assert wizard.page() is check
    assert "不对" in text_of(wizard)


def test_two_different_pins_make_no_shop(qtbot: QtBot, opening: Opening, tmp_path: Path) -> None:
    wizard = wizard_of(qtbot, opening)
    fill_name(qtbot, wizard, again="280418")
    assert "不一样" in text_of(wizard)
    assert not (tmp_path / "profile" / "katai.db").exists()
