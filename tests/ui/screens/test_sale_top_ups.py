"""充到哪个号: several fields, known accounts, a repeat, a changed form; by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.ui.dialogs.top_up_account_dialog import TopUpAccountSheet
from desktop.ui.screens.sale.repeat_top_up_sheet import RepeatTopUpSheet
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down

WIDGETS = [
    {"cn": "区服", "name": "server", "type": "select", "dict": "电信一区,电信二区"},
    {"cn": "账号", "name": "uid", "type": "text"},
    {"cn": "角色", "name": "role", "type": "text", "regex": "^[a-z]{2,8}$", "error": "角色要小写"},
]


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.open_shift(Money(100_00))
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


@pytest.fixture
def game(shop: CounterShop) -> None:
    shop.from_platform(
        "WZ30", "王朝纪元", price=30_00, cost="27.00", kind=ProductKind.TOPUP,
        rule=AccountRule.UID, is_manual=True, face_text="30 元", widgets=[dict(one) for one in WIDGETS],
    )  # fmt: skip


@pytest.mark.usefixtures("game")
def test_a_form_with_several_fields_is_filled_by_keyboard_alone(
    counter: Counter, shop: CounterShop
) -> None:
    counter.window.type("WZ30", ENTER, "player_1", ENTER, "player_1", ENTER)
    assert counter.window.focus_name() == "topUpField1"
    counter.window.type(DOWN, DOWN, ENTER)
    assert counter.window.focus_name() == "topUpField2"
    counter.window.type("yun", ENTER)
    counter.window.settle()
    (line,) = counter.cart.lines
    assert line.target is not None
    assert [one.value for one in line.target.answers] == ["电信二区", "yun"]
    counter.window.type("F9", ENTER)
    counter.window.settle()
    (sold,) = shop.last_sale().lines
    shop.purchasing.advance(sold.purchase_ids[0])
    (order,) = shop.platform.orders.values()
    assert (order.form["server"], order.form["uid"], order.form["role"]) == (
        "电信二区", "player_1", "yun",
    )  # fmt: skip


@pytest.mark.usefixtures("game")
def test_an_answer_the_source_would_refuse_is_refused_here_in_its_words(counter: Counter) -> None:
    counter.window.type("WZ30", ENTER, "player_1", ENTER, "player_1", ENTER, DOWN, ENTER)
    counter.window.type("YUN", ENTER)
    assert counter.says("角色要小写")
    assert counter.cart.is_empty


def sell(counter: Counter, number: str) -> None:
    counter.window.type("HF100", ENTER, number, ENTER, number, ENTER, "F9", ENTER, ENTER)


@pytest.fixture
def phone(shop: CounterShop) -> None:
    shop.from_platform(
        "HF100", "手机话费", price=99_80, cost="95.00", kind=ProductKind.TOPUP,
        rule=AccountRule.PHONE, is_manual=True, face_text="100 元",
    )  # fmt: skip


@pytest.mark.usefixtures("phone")
def test_the_same_account_again_while_the_first_has_no_end_is_named_loudly(
    counter: Counter,
) -> None:
    sell(counter, "19800002046")
    assert counter.page == "sale"
    counter.window.type("HF100", ENTER, "19800002046", ENTER, "19800002046", ENTER)
    sheet = counter.window.sheet()
    assert isinstance(sheet, RepeatTopUpSheet)
    assert counter.says("上一笔还没结果")
    assert counter.says("手机话费 100 元 ×1")
    counter.window.type(ENTER)
    assert counter.cart.is_empty
    counter.window.type("HF100", ENTER, "19800002046", ENTER, "19800002046", ENTER)
    counter.window.find(QPushButton, "dialogConfirm").click()
    counter.window.settle()
    assert len(counter.cart.lines) == 1


@pytest.mark.usefixtures("phone")
def test_another_account_is_not_warned_about(counter: Counter) -> None:
    sell(counter, "19800002046")
    counter.window.type("HF100", ENTER, "19800002047", ENTER, "19800002047", ENTER)
    assert len(counter.cart.lines) == 1


@pytest.mark.usefixtures("phone")
def test_the_customer_s_number_is_picked_with_the_arrow_key(
    counter: Counter, shop: CounterShop
) -> None:
    counter.desk.set_customer(shop.customers.add(shop.cashier, "苗", "18600002046").customer)
    counter.window.type("HF100", ENTER, DOWN, ENTER, ENTER)
    assert counter.cart.lines[0].target is not None
    assert counter.cart.lines[0].target.account == "18600002046"


@pytest.mark.usefixtures("game")
def test_a_held_order_whose_form_changed_is_asked_again_and_nothing_is_lost(
    counter: Counter, shop: CounterShop
) -> None:
    counter.window.type("WZ30", ENTER, "player_1", ENTER, "player_1", ENTER, DOWN, ENTER)
    counter.window.type("yun", ENTER, "F6", ENTER)
    assert counter.cart.is_empty
    more = {"cn": "职业", "name": "job", "type": "text"}
    shop.platform.goods["WZ30"].widgets.append(more)
    shop.stock_sync.sync()
    counter.window.type("F7", ENTER)
    sheet = counter.window.sheet()
    assert isinstance(sheet, TopUpAccountSheet)
    assert sheet.first.account() == "player_1"
    counter.window.type(ENTER, "mage", ENTER)
    (line,) = counter.cart.lines
    assert line.target is not None
    assert [one.value for one in line.target.answers] == ["电信一区", "yun", "mage"]


@pytest.mark.usefixtures("phone")
def test_the_same_account_twice_in_one_order_is_asked_about(counter: Counter) -> None:
    for _ in range(2):
        counter.window.type("HF100", ENTER, "19800002046", ENTER, "19800002046", ENTER)
        counter.window.settle()
    assert isinstance(counter.window.sheet(), RepeatTopUpSheet)
    assert counter.says("就在这一单里")
    counter.window.type(ENTER)
    assert [line.quantity for line in counter.cart.lines] == [1]
