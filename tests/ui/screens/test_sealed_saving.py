"""卡密存成加密文件: on 完成 and in 订单, by key and by hand, with what can go wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.secret import Secret
from desktop.ui.dialogs.file_password_dialog import FilePasswordSheet
from tests.services.test_sealed_files import is_full_disk, sheets
from tests.shop import PIN
from tests.ui.screens.counter import OWNER_PIN, Counter, CounterShop, a_counter
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.window_harness import Window, a_window

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", cards=9)
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


@pytest.fixture
def orders() -> OrdersShop:
    return OrdersShop()


@pytest.fixture
def window(qtbot: QtBot, orders: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, orders) as window:
        yield window


def sell(counter: Counter, typed: str = "3*YJ100") -> None:
    counter.window.type(typed, ENTER, "F9", "", ENTER)
    assert counter.page == "done"


def save_to(window: Window, path: Path) -> None:
    window.find(QLineEdit, "filePath").setText(str(path))
    window.type(ENTER)


def password_of(window: Window) -> str:
    return window.find(QLabel, "filePassword").text()


def cards_in(path: Path, password: str) -> int:
    rows = sheets(path, Secret(password))["卡密"]
    return sum(row[-1].startswith("YJ100-CARD-") for row in rows)


def words(window: Window) -> str:
    return "\n".join(label.text() for label in window.sheet().findChildren(QLabel))


def test_e_saves_the_cards_and_shows_the_password_once(
    counter: Counter, shop: CounterShop, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.type("E")
    assert "看过，会留记录" in words(counter.window)
    name = Path(counter.window.find(QLineEdit, "filePath").text()).name
    assert name == f"卡密 {shop.last_sale().number}.xlsx"
    save_to(counter.window, tmp_path / "a.xlsx")
    assert not counter.window.is_shown("ownerPin")
    password = password_of(counter.window)
    assert cards_in(tmp_path / "a.xlsx", password) == 3
    assert "密码另外发给顾客，别和文件一起发。" in words(counter.window)
    assert str(tmp_path / "a.xlsx") in words(counter.window)
    counter.window.type(ENTER)
    assert QGuiApplication.clipboard().text() == password
    assert isinstance(counter.window.sheet(), FilePasswordSheet), "copying leaves it open"
    label, left_in_it = counter.window.find(QLabel, "filePassword"), []
    counter.window.sheet().closed.connect(lambda: left_in_it.append(label.text()))
    counter.window.type(ESC)
    assert left_in_it == [""]
    assert not counter.window.is_shown("filePassword")
    assert shop.delivery.undelivered_count() == 0


def test_the_clipboard_gives_the_password_up_like_every_secret(
    counter: Counter, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.type("E")
    save_to(counter.window, tmp_path / "a.xlsx")
    counter.window.type(ENTER)
    clipboard = counter.window.context.clipboard
    assert clipboard.seconds_left == 60
    for _second in range(60):
        clipboard._tick()
    assert not QGuiApplication.clipboard().text()


def test_after_the_file_nobody_is_told_that_something_was_left(
    counter: Counter, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.type("E")
    save_to(counter.window, tmp_path / "a.xlsx")
    counter.window.type(ESC, ENTER)
    assert counter.page == "sale"
    assert counter.window.toasts() == []


def test_one_card_has_no_file(counter: Counter) -> None:
    sell(counter, "YJ100")
    assert counter.window.is_shown("printSlip")
    assert not counter.window.is_shown("sealCards")
    counter.window.type("E")
    assert not counter.window.is_shown("dialogSheet")


def test_the_palette_lists_it_where_there_is_something_to_save(counter: Counter) -> None:
    def listed() -> set[str]:
        return {one.action.action_id for one in counter.window.registry.list_offers()}

    sell(counter, "YJ100")
    assert "done.seal" not in listed()
    counter.window.type(ENTER)
    sell(counter)
    assert "done.seal" in listed()


def test_a_second_file_asks_the_owner_and_a_no_leaves_everything(
    counter: Counter, shop: CounterShop, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.type("E")
    save_to(counter.window, tmp_path / "a.xlsx")
    first = password_of(counter.window)
    counter.window.type(ESC, "E")
    save_to(counter.window, tmp_path / "b.xlsx")
    assert counter.window.is_shown("ownerPin")
    counter.window.type(ESC)
    assert not (tmp_path / "b.xlsx").exists()
    assert counter.window.find(QPushButton, "dialogConfirm").isEnabled()
    counter.window.type(ENTER)
    counter.window.type(OWNER_PIN, "lost", ENTER)
    assert password_of(counter.window) != first
    assert (tmp_path / "b.xlsx").exists()


def test_a_wrong_folder_is_said_in_the_sheet_and_nothing_was_seen(
    counter: Counter, shop: CounterShop, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.find(QPushButton, "sealCards").click()
    save_to(counter.window, tmp_path / "gone" / "a.xlsx")
    assert counter.says("没写成")
    assert not any(
        card.is_revealed for card in shop.delivery.masked_cards(shop.last_sale().lines[0].id)
    )
    save_to(counter.window, tmp_path / "a.xlsx")
    assert not counter.window.is_shown("ownerPin")
    assert password_of(counter.window)


def test_a_full_disk_is_said_and_another_place_asks_nobody(
    counter: Counter, shop: CounterShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    counter.window.type("E")
    with monkeypatch.context() as broken:
        is_full_disk(broken)
        save_to(counter.window, tmp_path / "a.xlsx")
    assert counter.says("3 张卡密一张没丢")
    assert shop.delivery.undelivered_count() == 1
    save_to(counter.window, tmp_path / "b.xlsx")
    assert not counter.window.is_shown("ownerPin")
    assert cards_in(tmp_path / "b.xlsx", password_of(counter.window)) == 3


def test_a_sheet_that_is_closed_meanwhile_does_not_lose_the_password(
    counter: Counter, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.type("E")
    sheet = counter.window.sheet()
    sheet.decided.connect(sheet.reject)  # type: ignore[attr-defined]
    save_to(counter.window, tmp_path / "a.xlsx")
    assert cards_in(tmp_path / "a.xlsx", password_of(counter.window)) == 3


def test_nobody_is_shown_a_password_over_the_lock(
    counter: Counter, shop: CounterShop, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.type("E")
    session = counter.window.context.session
    counter.window.sheet().decided.connect(session.lock)  # type: ignore[attr-defined]
    save_to(counter.window, tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").exists()
    assert not counter.window.is_shown("filePassword")
    assert any("要重新存一份" in toast for toast in counter.window.toasts())
    assert shop.delivery.undelivered_count() == 1


def test_who_came_after_the_lock_is_shown_no_password_of_somebody_else(
    counter: Counter, shop: CounterShop, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.type("E")
    session = counter.window.context.session

    def change_over() -> None:
        session.lock()
        session.sign_in(shop.owner.person)

    counter.window.sheet().decided.connect(change_over)  # type: ignore[attr-defined]
    save_to(counter.window, tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").exists()
    assert not counter.window.is_shown("filePassword")
    assert shop.delivery.undelivered_count() == 1


def test_a_password_that_waits_behind_a_sheet_hands_over_once_it_is_seen(
    counter: Counter, shop: CounterShop, tmp_path: Path
) -> None:
    sell(counter)
    counter.window.type("E")
    messages = counter.window.context.messages
    sheet = counter.window.sheet()

    def put_a_sheet_in_front() -> None:
        sheet.reject()
        messages.tell("进货到了", "")

    sheet.decided.connect(put_a_sheet_in_front)  # type: ignore[attr-defined]
    save_to(counter.window, tmp_path / "a.xlsx")
    assert not counter.window.is_shown("filePassword")
    assert shop.delivery.undelivered_count() == 1
    counter.window.type(ENTER)
    assert cards_in(tmp_path / "a.xlsx", password_of(counter.window)) == 3
    assert shop.delivery.undelivered_count() == 0


# 订单 ---------------------------------------------------------------------------------------


def test_in_undelivered_the_whole_sale_goes_into_one_file(
    window: Window, orders: OrdersShop, tmp_path: Path
) -> None:
    orders.a_local_sale(orders.a_product(cards=2), 2)
    screen = window.show(orders.screen(window.context))
    screen.arrive("undelivered")
    window.settle()
    window.type("E")
    save_to(window, tmp_path / "a.xlsx")
    assert cards_in(tmp_path / "a.xlsx", password_of(window)) == 2
    window.type(ESC)
    assert orders.delivery.undelivered_count() == 0


def test_in_undelivered_a_single_card_offers_no_file(window: Window, orders: OrdersShop) -> None:
    orders.a_local_sale(orders.a_product(cards=1))
    screen = window.show(orders.screen(window.context))
    screen.arrive("undelivered")
    window.settle()
    assert window.is_shown("printSecretSlip")
    assert not window.is_shown("sealCards")
    window.type("E")
    assert not window.is_shown("dialogSheet")


def test_from_a_sale_seen_before_the_owner_agrees(
    window: Window, orders: OrdersShop, tmp_path: Path
) -> None:
    sale = orders.a_local_sale(orders.a_product(cards=2), 2)
    orders.delivery.reveal(orders.cashier, sale.lines[0].id)
    window.show(orders.screen(window.context))
    window.find(QPushButton, "sealCards").click()
    window.settle()
    save_to(window, tmp_path / "a.xlsx")
    assert f"{sale.number} 的卡密存成加密文件" in words(window)
    window.type(PIN, "again", ENTER)
    assert cards_in(tmp_path / "a.xlsx", password_of(window)) == 2


def test_a_sale_of_one_card_or_without_money_offers_no_file(
    window: Window, orders: OrdersShop
) -> None:
    orders.a_local_sale(orders.a_product(cards=1))
    window.show(orders.screen(window.context))
    assert window.is_shown("reprintButton")
    assert not window.is_shown("sealCards")
