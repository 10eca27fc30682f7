"""The counter is there before the keyring answers; what needs the key waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.assembly import open_shop
from desktop.domain.errors import ProfileError
from desktop.domain.permissions import Actor
from desktop.domain.secret import Secret
from desktop.security.system import SystemClock, SystemRandomness
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile
from desktop.ui.application import Opening, WindowOptions
from tests.security.memory_keyring import MemoryKeyring

PASSPHRASE = Secret("eight or more")
Opener = Callable[[], Opening]


class SlowKeyring(MemoryKeyring):
    """Answers a question when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = Event()
        self.may_answer.set()

    def get(self, account: str) -> str | None:
        """Wait, and answer."""
        self.may_answer.wait()
        return super().get(account)


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> SlowKeyring:
    made = SlowKeyring()
    monkeypatch.setattr("desktop.assembly.find_os_keyring", lambda _randomness: made)
    return made


@pytest.fixture
def profile(tmp_path: Path, keyring: SlowKeyring) -> Path:
    """A shop that opens by keyring and asks for no PIN."""
    world = OutsideWorld(SystemClock(), SystemRandomness(), keyring)
    wanted = NewProfile("禾光点卡", "程禾", Secret("280417"), passphrase=PASSPHRASE)
    create_profile(tmp_path / "profile", wanted, world)
    shop = open_shop(tmp_path / "profile", world=world)
    shop.settings.change(Actor(shop.staff.list_people()[0]), {"lock.pin_at_start": False})
    shop.close()
    return tmp_path / "profile"


@pytest.fixture
def open_window(qapp: QApplication, profile: Path, keyring: SlowKeyring) -> Iterator[Opener]:
    opened: list[Opening] = []

    def opener() -> Opening:
        opened.append(Opening(qapp, WindowOptions(profile)))
        opened[-1].begin()
        return opened[-1]

    yield opener
    keyring.may_answer.set()
    for opening in opened:
        opening.finish()


def visible(opening: Opening, name: str) -> QWidget | None:
    found = opening.window.findChildren(QWidget, name)
    return next((widget for widget in found if widget.isVisible()), None)


def is_unlocked(opening: Opening) -> bool:
    return opening.shop_window is not None and opening.shop_window.shop.profile.is_unlocked


def test_the_counter_is_there_before_the_keyring_answers(
    qtbot: QtBot, keyring: SlowKeyring, open_window: Opener
) -> None:
    keyring.may_answer.clear()
    opening = open_window()
    qtbot.waitUntil(lambda: visible(opening, "floatAmount") is not None, timeout=10_000)
    assert not is_unlocked(opening)
    done: list[object] = []
    assert opening.shop_window is not None
    shop = opening.shop_window.shop
    owner = Actor(shop.staff.list_people()[0])
    change = {"shop.contact": "signed with the key"}
    opening.shop_window.context.operations.run_change(
        opening, partial(shop.settings.change, owner, change), done.append
    )
    qtbot.waitUntil(opening.shop_window._may_recover.is_set, timeout=10_000)
    assert not done, "what the ledger signs waits for the key"
    keyring.may_answer.set()
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    assert is_unlocked(opening)
    assert visible(opening, "vaultPassphrase") is None


def test_a_keyring_that_lost_the_key_asks_for_the_passphrase_over_the_counter(
    qtbot: QtBot, keyring: SlowKeyring, open_window: Opener
) -> None:
    keyring.kept.clear()
    opening = open_window()
    qtbot.waitUntil(lambda: visible(opening, "vaultPassphrase") is not None, timeout=10_000)
    assert opening.shop_window is not None
    assert opening.registry.has_layer(), "no key of the counter holds below it"
    type_passphrase(opening, "something else")
    qtbot.waitUntil(lambda: "口令" in error_of(opening), timeout=10_000)
    assert not is_unlocked(opening)
    type_passphrase(opening, PASSPHRASE.reveal())
    qtbot.waitUntil(lambda: visible(opening, "vaultPassphrase") is None, timeout=10_000)
    assert is_unlocked(opening)
    assert not opening.registry.has_layer()
    assert visible(opening, "floatAmount") is not None


def test_a_window_closed_before_the_keyring_answers_waits_for_nobody(
    qtbot: QtBot, keyring: SlowKeyring, open_window: Opener
) -> None:
    keyring.may_answer.clear()
    opening = open_window()
    qtbot.waitUntil(lambda: visible(opening, "floatAmount") is not None, timeout=10_000)
    window, opening.shop_window = opening.shop_window, None
    assert window is not None
    shop = window.shop
    qtbot.waitUntil(lambda: not window.background.is_idle, timeout=10_000)
    window.end()
    with pytest.raises(ProfileError, match="没有解锁"):
        shop.ground.vault.audit_mac(b"nobody opens it any more")


def type_passphrase(opening: Opening, text: str) -> None:
    line = opening.window.findChild(QLineEdit, "vaultPassphrase")
    assert line is not None
    line.clear()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def error_of(opening: Opening) -> str:
    cover = opening._cover
    return "" if cover is None else str(cover.passphrase.error())
