from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.assembly import open_shop
from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.product import ProductKind
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.security.system import SystemClock, SystemRandomness
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile
from desktop.services.recovery import Recovery, RecoveryReport
from desktop.ui.application import Opening, WindowOptions
from desktop.ui.tour.stage import text_of
from desktop.ui.widgets.buttons import ActionButton

PASSPHRASE = Secret("eight or more")
PIN = "280417"
ROOT = Path(__file__).resolve().parents[2]
Opener = Callable[..., Opening]


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.assembly.find_os_keyring", lambda _randomness: None)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    world = OutsideWorld(SystemClock(), SystemRandomness())
    wanted = NewProfile("禾光点卡", "程禾", Secret(PIN), passphrase=PASSPHRASE)
    create_profile(tmp_path / "profile", wanted, world)
    return tmp_path / "profile"


@pytest.fixture
def open_window(qapp: QApplication) -> Iterator[Opener]:
    opened: list[Opening] = []

    def opener(folder: Path, passphrase: Secret | None = PASSPHRASE, **options: object) -> Opening:
        opening = Opening(qapp, WindowOptions(folder, passphrase, **options))  # type: ignore[arg-type]
        opened.append(opening)
        opening.begin()
        return opening

    yield opener
    for opening in opened:
        opening.finish()


def visible(opening: Opening, name: str) -> QWidget | None:
    found = opening.window.findChildren(QWidget, name)
    return next((widget for widget in found if widget.isVisible()), None)


def words(opening: Opening) -> str:
    return text_of(opening.window.page_frame)


def test_a_shop_opens_on_the_lock_screen(qtbot: QtBot, profile: Path, open_window: Opener) -> None:
    opening = open_window(profile)
    qtbot.waitUntil(lambda: visible(opening, "lockScreen") is not None, timeout=10_000)
    assert visible(opening, "searchBox") is None


def test_the_shop_is_opened_once_the_frame_is_painted_and_not_before(
    qtbot: QtBot, profile: Path, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[bool] = []

    def note(opening: Opening, _passphrase: Secret | None) -> None:
        painted.append(opening.window._was_painted)

    monkeypatch.setattr(Opening, "assemble", note)
    open_window(profile)
    qtbot.waitUntil(lambda: bool(painted), timeout=10_000)
    assert painted == [True]


def test_every_key_and_click_at_the_window_counts_the_idle_time_anew(
    qtbot: QtBot, profile: Path, open_window: Opener
) -> None:
    opening = open_window(profile, staff_name="程禾", staff_pin=Secret(PIN))
    qtbot.waitUntil(lambda: visible(opening, "floatAmount") is not None, timeout=10_000)
    assert opening.shop_window is not None
    qtbot.waitUntil(lambda: opening.shop_window.keepers is not None)  # type: ignore[union-attr]
    keepers = opening.shop_window.keepers
    assert keepers is not None
    lock, handle = keepers.housekeeping._lock, opening.window.windowHandle()
    acts: tuple[Callable[[], None], ...] = (
        partial(QTest.keyClick, handle, Qt.Key.Key_Shift),
        partial(QTest.mouseClick, handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
    )
    for act in acts:
        lock.stop()
        QTest.mouseMove(handle, QPoint(5, 5))
        assert not lock.isActive()
        act()
        qtbot.waitUntil(lock.isActive, timeout=10_000)


def test_staff_named_on_the_command_line_skip_the_lock_screen(
    qtbot: QtBot, profile: Path, open_window: Opener
) -> None:
    opening = open_window(profile, staff_name="程禾", staff_pin=Secret(PIN))
    qtbot.waitUntil(lambda: visible(opening, "floatAmount") is not None, timeout=10_000)
    assert visible(opening, "lockScreen") is None


def test_a_wrong_passphrase_is_asked_for_again(
    qtbot: QtBot, profile: Path, open_window: Opener
) -> None:
    opening = open_window(profile, Secret("something else"))
    qtbot.waitUntil(lambda: visible(opening, "vaultPassphrase") is not None, timeout=10_000)


def test_a_damaged_file_is_said_and_left_alone(
    qtbot: QtBot, profile: Path, open_window: Opener
) -> None:
    database = profile / "katai.db"
    database.write_bytes(os.urandom(8192))
    before = database.read_bytes()
    opening = open_window(profile)
    qtbot.waitUntil(lambda: "坏" in words(opening), timeout=10_000)
    assert opening.exit_code == 3
    assert database.read_bytes() == before


def test_a_newer_file_asks_for_a_newer_program(
    qtbot: QtBot, profile: Path, open_window: Opener
) -> None:
    with sqlite3.connect(profile / "katai.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    opening = open_window(profile)
    qtbot.waitUntil(lambda: "升级" in words(opening), timeout=10_000)
    assert opening.exit_code == 3


def test_yesterdays_file_put_back_is_said_as_soon_as_the_shop_opens(
    qtbot: QtBot, profile: Path, open_window: Opener
) -> None:
    yesterday = (profile / "katai.db").read_bytes()
    shop = open_shop(profile, passphrase=PASSPHRASE)
    owner = Actor(shop.staff.list_people()[0])
    shop.settings.change(owner, {"shop.contact": "written today"})
    shop.close()
    (profile / "katai.db").write_bytes(yesterday)
    opening = open_window(profile)

    def is_said() -> bool:
        condition = opening.window.banner.current()
        return condition is not None and condition.key == "verify"

    qtbot.waitUntil(is_said, timeout=10_000)
    condition = opening.window.banner.current()
    assert condition is not None
    assert "账本核对没有通过" in condition.strong
    assert "少了记录" in condition.text


def test_a_second_window_brings_the_first_forward(
    qtbot: QtBot, profile: Path, open_window: Opener
) -> None:
    first = open_window(profile)
    qtbot.waitUntil(lambda: visible(first, "lockScreen") is not None, timeout=10_000)
    first.window.showMinimized()
    passphrase = profile.parent / "passphrase"
    passphrase.write_text(PASSPHRASE.reveal(), encoding="utf-8")
    program = "import sys; from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    options = ["--data-dir", str(profile), "--passphrase-file", str(passphrase)]
    second = subprocess.Popen([sys.executable, "-c", program, *options], cwd=ROOT)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0
    assert not first.window.isMinimized()


def test_an_order_on_the_counter_of_a_till_that_ended_is_held_again(
    qtbot: QtBot, profile: Path, open_window: Opener
) -> None:
    leave_an_order_on_the_counter(profile)
    opening = open_window(profile, staff_name="程禾", staff_pin=Secret(PIN))
    qtbot.waitUntil(lambda: recall_label(opening) == "取单 1", timeout=10_000)
    said = "1 张取出来还没卖的挂单，已经放回挂单里"
    qtbot.waitUntil(
        lambda: any(said in toast.text() for toast in opening.window.findChildren(QLabel))
    )


def leave_an_order_on_the_counter(profile: Path) -> None:
    world = OutsideWorld(SystemClock(), SystemRandomness())
    shop = open_shop(profile, passphrase=PASSPHRASE, world=world)
    owner = Actor(shop.staff.list_people()[0])
    shop.shifts.open_shift(owner, Money(0))
    draft = ProductDraft("FW01", "代充服务", ProductKind.OTHER, Money(5_00))
    added = shop.catalog.add_product(owner, draft).product
    cart = Cart().with_product(shop.checkout.get_product(added.id))
    held = shop.held_sales.hold(owner, cart)
    shop.held_sales.recall(owner, held.id)
    shop.close()


def recall_label(opening: Opening) -> str:
    button = visible(opening, "recallEmpty")
    return button.label() if isinstance(button, ActionButton) else ""


def test_a_change_made_before_everything_is_loaded_waits_behind_the_recovery(
    qtbot: QtBot, profile: Path, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    recover = Recovery.run

    def noted(recovery: Recovery) -> RecoveryReport:
        done.append("recovery")
        return recover(recovery)

    monkeypatch.setattr(Recovery, "run", noted)
    monkeypatch.setattr("desktop.ui.shop_window._REST_MILLISECONDS", 3_600_000)
    opening = open_window(profile)
    qtbot.waitUntil(lambda: visible(opening, "lockScreen") is not None, timeout=10_000)
    window = opening.shop_window
    assert window is not None
    window.context.operations.run_change(window, partial(done.append, "change"))
    assert window.keepers is None
    window._load_rest()
    qtbot.waitUntil(lambda: "change" in done, timeout=10_000)
    assert done == ["recovery", "change"]
    qtbot.waitUntil(lambda: window.keepers is not None, timeout=10_000)


def test_a_window_that_is_closed_before_everything_is_loaded_waits_for_nothing(
    qtbot: QtBot, profile: Path, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.shop_window._REST_MILLISECONDS", 3_600_000)
    opening = open_window(profile)
    qtbot.waitUntil(lambda: visible(opening, "lockScreen") is not None, timeout=10_000)
    window, opening.shop_window = opening.shop_window, None
    assert window is not None
    window.end()
    assert window.keepers is None
