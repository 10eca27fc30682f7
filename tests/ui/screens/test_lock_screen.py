"""锁屏: the sixth digit signs in, wrong and locked are said, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.permissions import Role
from desktop.domain.secret import Secret
from desktop.services.staff import Staff
from desktop.ui.screens.lock_screen import LockScreen
from desktop.ui.screens.vault_screen import VaultScreen
from desktop.ui.theme import theme
from tests.shop import PIN, RehearsalShop
from tests.ui.window_harness import Window, a_window

CASHIER_PIN = "731946"


@pytest.fixture
def shop() -> RehearsalShop:
    shop = RehearsalShop()
    shop.staff = Staff(shop.ground, shop.rights)  # type: ignore[attr-defined]
    shop.staff.set_pin(shop.owner, shop.owner.id, Secret(PIN))  # type: ignore[attr-defined]
    shop.staff.set_pin(shop.owner, shop.cashier.id, Secret(CASHIER_PIN))  # type: ignore[attr-defined]
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: RehearsalShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        window.context.session.lock()
        yield window


@pytest.fixture
def lock(window: Window, shop: RehearsalShop) -> LockScreen:
    return window.show(LockScreen(window.context, shop.staff, shop.settings))  # type: ignore[attr-defined]


def names(lock: LockScreen) -> list[str]:
    model = lock.people.model()
    role = Qt.ItemDataRole.DisplayRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def name_of(lock: LockScreen) -> str:
    person = lock.people.person()
    return "" if person is None else person.name


def test_the_last_person_is_chosen_and_six_digits_sign_in_without_enter(
    window: Window, lock: LockScreen
) -> None:
    assert name_of(lock) == "林小舟"
    window.type(CASHIER_PIN[:5])
    assert window.context.session.is_locked
    window.type(CASHIER_PIN[5])
    assert not window.context.session.is_locked
    assert window.context.session.actor.person.name == "林小舟"


def test_the_list_names_everybody_and_who_the_owner_is(lock: LockScreen) -> None:
    assert names(lock) == ["程禾 · 店主", "顾晚晴", "林小舟"]


def test_arrows_change_the_person_and_forget_what_was_typed(
    window: Window, lock: LockScreen
) -> None:
    window.type("73", Qt.Key.Key_Right)
    assert name_of(lock) == "程禾"
    assert lock.dots.digits() == ""
    window.type(Qt.Key.Key_Left, CASHIER_PIN)
    assert window.context.session.actor.person.name == "林小舟"


def test_a_wrong_pin_says_how_many_tries_are_left(window: Window, lock: LockScreen) -> None:
    window.type("111112")
    assert lock.note.text() == "PIN 不对，还能试 4 次"
    assert lock.dots.digits() == ""
    assert window.context.session.is_locked


def test_the_fifth_wrong_pin_locks_and_the_right_one_is_refused_until_the_time_has_passed(
    window: Window, lock: LockScreen
) -> None:
    for _try in range(5):
        window.type("111112")
    assert lock.note.text() == "PIN 错太多次，5 分钟后再试"
    window.type(CASHIER_PIN)
    assert window.context.session.is_locked
    window.clock.pass_time(timedelta(minutes=5, seconds=1))
    window.type(CASHIER_PIN)
    assert not window.context.session.is_locked


def test_esc_forgets_what_was_typed_and_backspace_one_digit(
    window: Window, lock: LockScreen
) -> None:
    window.type("123", Qt.Key.Key_Backspace)
    assert lock.dots.digits() == "12"
    window.type(Qt.Key.Key_Escape)
    assert lock.dots.digits() == ""


def test_a_robot_may_type_the_right_pin_straight_after_the_wrong_one(
    window: Window, lock: LockScreen
) -> None:
    window.type("111112" + CASHIER_PIN, gap_ms=0)
    window.settle()
    assert window.context.session.is_locked is False


def test_what_is_typed_ahead_of_the_right_pin_reaches_the_page_below_but_not_an_enter_of_habit(
    window: Window, lock: LockScreen
) -> None:
    box, pressed = QLineEdit(), []
    window.frame.pages.addWidget(box)
    box.returnPressed.connect(lambda: pressed.append(box.text()))

    def show_page() -> None:
        if not window.context.session.is_locked:
            window.frame.pages.setCurrentWidget(box)
            box.setFocus()

    window.context.session.changed.connect(show_page)
    window.type(CASHIER_PIN, Qt.Key.Key_Return, "yj100", Qt.Key.Key_Return, gap_ms=0)
    window.settle()
    assert (box.text(), pressed) == ("yj100", ["yj100"])


def test_the_pad_types_like_the_keys(window: Window, lock: LockScreen) -> None:
    for digit in CASHIER_PIN:
        window.find(QPushButton, f"padKey_{digit}").click()
    window.settle()
    assert not window.context.session.is_locked


def test_a_forgotten_pin_is_answered_with_the_way_out(window: Window, lock: LockScreen) -> None:
    window.find(QPushButton, "padKey_forgotten").click()
    assert "员工与权限" in lock.note.text()


def test_it_covers_what_lies_below_with_an_opaque_ground(window: Window, lock: LockScreen) -> None:
    image = QImage(lock.size(), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.magenta)
    lock.render(image)
    assert image.pixelColor(lock.width() - 3, 3).name() != "#ff00ff"
    assert image.pixelColor(3, 3).name() == "#13201b"


def test_the_passphrase_is_told_once_and_a_wrong_one_is_asked_again(qtbot: QtBot) -> None:
    screen = VaultScreen()
    qtbot.addWidget(screen)
    told: list[str] = []
    screen.submitted.connect(told.append)
    (line,) = screen.findChildren(QLineEdit, "vaultPassphrase")
    qtbot.keyClicks(line, "sea-stones-sing")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == ["sea-stones-sing"]
    screen.show_wrong("口令不对")
    assert line.text() == ""
    assert screen.passphrase.error() == "口令不对"
    qtbot.keyClicks(line, "y")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told[1:] == ["y"]


@pytest.mark.parametrize(
    ("size", "scale"), [((1366, 768), 1.0), ((1180, 680), 1.0), ((1366, 768), 1.25)]
)
def test_four_people_and_the_pad_are_seen_whole(
    qtbot: QtBot, shop: RehearsalShop, size: tuple[int, int], scale: float
) -> None:
    shop.staff.add_person(shop.owner, "沈一舟", Role.CASHIER, Secret("402796"))  # type: ignore[attr-defined]
    around = round(76 * scale), round(40 * scale)  # rail and status bar, which it covers in earnest
    whole = size[0] + around[0], size[1] + around[1]
    with a_window(qtbot, shop, size=whole, scale=scale) as window:
        window.context.session.lock()
        lock = window.show(LockScreen(window.context, shop.staff, shop.settings))  # type: ignore[attr-defined]
        assert lock.size().toTuple() == size
        assert len(names(lock)) == 4
        last = lock.people.visualRect(lock.people.model().index(3, 0))
        assert last.top() + theme().px(lock.people.tile_height()) <= lock.people.height()
        assert lock.people.verticalScrollBar().maximum() == 0
        pad = lock.pad.mapTo(lock, QPoint(0, 0))
        people = lock.people.mapTo(lock, QPoint(0, 0))
        assert pad.y() + lock.pad.height() <= lock.height()
        assert abs(pad.x() - people.x()) <= 3
