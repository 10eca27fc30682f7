"""The sale by keyboard alone: the same end at any speed, nothing paid twice, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.cart import Cart
from desktop.ui.dialogs.customer_picker_dialog import CustomerPickerSheet
from desktop.ui.tour.keyboard import Keyboard
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER, F9 = Qt.Key.Key_Return, "F9"
GAPS = (None, 0, 100)


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.a_product("YJ100", cards=5)
    shop.a_product("YJ50", price=50_00, cost=45_00, cards=5, face_text="50 元")
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


@pytest.mark.parametrize("gap_ms", GAPS)
def test_a_day_begins_with_the_float_and_the_first_sale_is_five_keys(
    counter: Counter, shop: CounterShop, gap_ms: int | None
) -> None:
    assert counter.window.focus_name() == "floatAmount"
    counter.window.type("200", ENTER, "YJ100", ENTER, F9, ENTER, ENTER, gap_ms=gap_ms)
    counter.window.settle()
    assert counter.page == "sale"
    assert counter.window.focus_name() == "searchBox"
    sale = shop.last_sale()
    assert [(line.product_code, line.quantity) for line in sale.lines] == [("YJ100", 1)]
    assert [(part.method, str(part.amount)) for part in sale.payments] == [("cash", "100.00")]
    assert str(shop.shift.opening_float) == "200.00"
    assert shop.sale_count() == 1


@pytest.mark.parametrize("gap_ms", GAPS)
def test_cash_typed_before_the_confirming_enter_gives_change(
    counter: Counter, shop: CounterShop, gap_ms: int | None
) -> None:
    counter.window.type("0", ENTER, "YJ50", ENTER, F9, "100", ENTER, gap_ms=gap_ms)
    counter.window.settle()
    assert counter.page == "done"
    sale = shop.last_sale()
    assert (str(sale.received), str(sale.change_due)) == ("100.00", "50.00")
    assert counter.screen.done_page.change.text() == "¥50.00"


@pytest.mark.parametrize(("letter", "method"), [("W", "wechat"), ("Z", "alipay"), ("q", "qq")])
@pytest.mark.parametrize("gap_ms", [None, 0])
def test_a_letter_before_the_confirming_enter_pays_by_static_code(
    counter: Counter, shop: CounterShop, letter: str, method: str, gap_ms: int | None
) -> None:
    counter.window.type("0", ENTER, "YJ100", ENTER, F9, letter, ENTER, ENTER, gap_ms=gap_ms)
    counter.window.settle()
    assert counter.page == "sale"
    (payment,) = shop.last_sale().payments
    assert (payment.method, str(payment.amount)) == (method, "100.00")


@pytest.mark.parametrize("gap_ms", [0, 100])
def test_several_customers_one_after_the_other_are_as_many_sales(
    counter: Counter, shop: CounterShop, gap_ms: int
) -> None:
    counter.window.type("0", ENTER, gap_ms=gap_ms)
    for _customer in range(3):
        counter.window.type("YJ100", ENTER, F9, ENTER, ENTER, gap_ms=gap_ms)
    counter.window.settle()
    assert shop.sale_count() == 3
    assert counter.cart.is_empty


def test_posted_key_events_sell_too(counter: Counter, shop: CounterShop) -> None:
    window = counter.window
    window.type("0", ENTER)
    for letter in "yj100":
        window.post(Qt.Key(ord(letter.upper())), letter)
    for key in (ENTER, Qt.Key.Key_F9, ENTER, ENTER):
        window.post(key, "\r" if key is ENTER else "")
    window.settle()
    assert shop.sale_count() == 1
    assert counter.page == "sale"


def test_a_held_enter_pays_once_and_leaves_the_done_page_in_front(
    counter: Counter, shop: CounterShop
) -> None:
    window = counter.window
    window.type("0", ENTER, "YJ100", ENTER, F9)
    window.post(ENTER, "\r")
    for _repeat in range(30):
        window.post(ENTER, "\r", is_repeat=True)
    window.settle()
    assert shop.sale_count() == 1
    assert counter.page == "done"


def test_four_enters_too_fast_leave_the_cards_one_key_away(
    counter: Counter, shop: CounterShop
) -> None:
    counter.window.type("0", ENTER, "2*YJ100", ENTER, F9, ENTER, ENTER, ENTER, ENTER, gap_ms=0)
    counter.window.settle()
    assert counter.page == "sale"
    assert shop.sale_count() == 1
    assert shop.delivery.undelivered_count() == 1
    assert any("还有 2 张没给" in toast for toast in counter.window.toasts())
    counter.window.press("Ctrl+J")
    assert counter.page == "done"
    counter.window.type("V")
    shown = [row.text for row in counter.screen.done_page.secrets.list.item_model().items()]
    assert shown == ["YJ100-CARD-0000-SECRET", "YJ100-CARD-0001-SECRET"]
    assert shop.delivery.undelivered_count() == 0


def test_a_refused_sale_drops_the_keys_typed_ahead_of_it(
    counter: Counter, shop: CounterShop
) -> None:
    rare = shop.a_product("WC30", price=30_00, cost=20_00, cards=1, name="王朝纪元月卡")
    counter.window.type("0", ENTER, "WC30", ENTER, F9)
    shop.sell(Cart().with_product(rare), request_id="elsewhere")
    for key in (ENTER, ENTER, Qt.Key.Key_Escape, Qt.Key.Key_F6):
        counter.window.post(key, "\r" if key is ENTER else "")
    counter.window.settle()
    assert shop.sale_count() == 1
    assert counter.page == "payment"
    assert any("库存不足" in toast for toast in counter.window.toasts())


@pytest.mark.parametrize("is_posted", [True, False])
def test_a_customer_is_chosen_before_what_is_typed_after_the_enter(
    counter: Counter, shop: CounterShop, is_posted: bool
) -> None:
    shop.customers.add(shop.cashier, "苗小禾", "18600002046")
    counter.window.type("0", ENTER)
    if is_posted:
        keyboard = Keyboard(counter.window.frame)
        keyboard.press("F3")
        for code in ("2046", "YJ100"):
            keyboard.type_text(code)
            keyboard.press("Return")
    else:
        counter.window.type("F3", "2046", ENTER, "YJ100", ENTER)
    counter.window.settle()
    assert counter.cart.customer is not None
    assert counter.cart.customer.name == "苗小禾"
    assert [line.product.code for line in counter.cart.lines] == ["YJ100"]
    assert counter.window.focus_name() == "searchBox"


def test_nothing_found_leaves_the_picker_with_all_that_was_typed(
    counter: Counter,
) -> None:
    counter.window.type("0", ENTER)
    keyboard = Keyboard(counter.window.frame)
    keyboard.press("F3")
    keyboard.type_text("9999")
    keyboard.press("Return")
    keyboard.type_text("1")
    counter.window.settle()
    picker = counter.window.sheet()
    assert isinstance(picker, CustomerPickerSheet)
    assert picker.search.text() == "99991"


def test_an_undo_of_the_order_is_gone_once_money_is_taken_for_it(
    counter: Counter, shop: CounterShop
) -> None:
    counter.window.type("0", ENTER, "YJ100", ENTER, "YJ50", ENTER, Qt.Key.Key_Delete)
    assert any("已删除" in toast for toast in counter.window.toasts())
    counter.window.type(F9)
    assert not counter.window.toasts()
    counter.window.press("Ctrl+Z")
    assert [line.product.code for line in counter.cart.lines] == ["YJ100"]
    counter.window.type(ENTER)
    assert [line.title for line in shop.last_sale().lines] == ["云境传说点卡 100 元"]


def test_an_order_put_aside_does_not_come_back_while_another_is_paid(
    counter: Counter, shop: CounterShop
) -> None:
    counter.window.type("0", ENTER, "YJ50", ENTER, "F6", ENTER, "YJ100", ENTER)
    assert any("已挂单" in toast for toast in counter.window.toasts())
    counter.window.type(F9)
    assert not counter.window.toasts()
    counter.window.type(ENTER)
    assert [line.title for line in shop.last_sale().lines] == ["云境传说点卡 100 元"]
