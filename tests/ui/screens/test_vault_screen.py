from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.screens.vault_screen import VaultScreen
from desktop.ui.tour.stage import text_of


def shown(qtbot: QtBot) -> tuple[VaultScreen, QLineEdit]:
    screen = VaultScreen()
    qtbot.addWidget(screen)
    screen.show()
    return screen, screen.findChildren(QLineEdit, "vaultPassphrase")[0]


def test_enter_hands_the_passphrase_over_once(qtbot: QtBot) -> None:
    screen, line = shown(qtbot)
    handed: list[str] = []
    screen.submitted.connect(handed.append)
    qtbot.keyClicks(line, "eight or more")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert handed == ["eight or more"]


def test_a_wrong_one_is_forgotten_and_asked_for_again(qtbot: QtBot) -> None:
    screen, line = shown(qtbot)
    qtbot.keyClicks(line, "something else")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    screen.show_wrong("口令不对")
    assert line.text() == ""
    assert "口令不对" in text_of(screen)
    assert line.echoMode() is QLineEdit.EchoMode.Password


def test_an_empty_line_asks_nobody(qtbot: QtBot) -> None:
    screen, line = shown(qtbot)
    with qtbot.assertNotEmitted(screen.submitted):
        qtbot.keyClick(line, Qt.Key.Key_Return)
