"""收款: tenders, parts, change, rounding, codes, and nothing recorded before the last confirmation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.sale import SaleState
from desktop.domain.tender import TenderMethod
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.labels import TotalLabel
from tests.ui.screens.counter import OWNER_PIN, Counter, CounterShop, a_counter

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", price=100_80, cards=9)
    shop.a_product("BIG", price=363_80, cost=300_00, cards=9, name="大单", face_text="")
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


def strip(counter: Counter) -> tuple[str, ...]:
    """Return 应收, 抹零, 已收, 待收."""
    return counter.screen.payment_page.strip.values()


def change(counter: Counter) -> str:
    return counter.window.find(TotalLabel, "changeDue").text()


def pay(counter: Counter, code: str = "BIG") -> None:
    counter.window.type(code, ENTER, "F9")
    assert counter.page == "payment"


def parts(shop: CounterShop) -> list[tuple[str, str]]:
    return [(part.method, str(part.amount)) for part in shop.last_sale().payments]


# Cash ---------------------------------------------------------------------------------------


def test_the_caret_is_in_the_amount_and_change_follows_the_keys(counter: Counter) -> None:
    pay(counter)
    assert counter.window.focus_name() == "amountBox"
    assert change(counter) == "¥0.00"
    counter.window.type("400")
    assert change(counter) == "¥36.20"
    counter.window.press("Ctrl+Backspace")
    assert counter.window.find(QLineEdit, "amountBox").text() == ""


def test_quick_amounts_are_keys_and_buttons(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    labels = [
        button.label()
        for number in range(1, 6)
        for button in counter.window.frame.findChildren(ActionButton, f"quick_{number}")
    ]
    assert labels == ["刚好 363.80", "365", "370", "400", "500"]
    counter.window.press("Ctrl+4")
    assert change(counter) == "¥36.20"
    counter.window.type(ENTER)
    assert str(shop.last_sale().change_due) == "36.20"


def test_the_keypad_types_as_the_keys_do(counter: Counter) -> None:
    pay(counter)
    for name in ("padKey_3", "padKey_00", "padKey_+100"):
        counter.window.find(QPushButton, name).click()
    assert counter.window.find(QLineEdit, "amountBox").text() == "400.00"
    assert counter.window.focus_name() == "amountBox"


def test_rounding_goes_round_by_key_and_only_with_cash(counter: Counter) -> None:
    pay(counter)
    assert strip(counter) == ("363.80", "0.00", "0.00", "¥363.80")
    counter.window.type("RR")
    assert strip(counter) == ("363.80", "−0.80", "0.00", "¥363.00")
    counter.window.type("W")
    assert strip(counter) == ("363.80", "0.00", "0.00", "¥363.80")


def test_rounding_is_recorded_as_its_own_line(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    counter.window.type("RR", ENTER)
    sale = shop.last_sale()
    assert (str(sale.rounding), str(sale.total)) == ("0.80", "363.00")


def test_rounding_does_not_go_with_an_order_discount(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("BIG", ENTER)
    counter.window.press("Ctrl+D")
    counter.window.type("99", ENTER, "F9", "RR")
    assert strip(counter)[1] == "0.00"
    counter.window.type(ENTER)
    assert str(shop.last_sale().total) == "360.16"


def test_far_too_much_cash_asks_once(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    counter.window.type("3638", ENTER)
    assert shop.sale_count() == 0
    assert counter.says("真的收了 ¥3,638.00？")
    counter.window.type(ENTER)  # the safe button has the focus
    assert shop.sale_count() == 0
    counter.window.type(ENTER)  # asked already
    assert str(shop.last_sale().change_due) == "3274.20"


# Parts --------------------------------------------------------------------------------------


def test_a_smaller_amount_then_a_tender_is_a_part(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    counter.window.type("200", "W")
    counter.window.type("5127", ENTER)
    assert shop.sale_count() == 0
    assert strip(counter) == ("363.80", "0.00", "200.00", "¥163.80")
    counter.window.type("RR", "200", ENTER)
    assert parts(shop) == [("wechat", "200.00"), ("cash", "163.00")]
    assert str(shop.last_sale().change_due) == "37.00"


def test_a_part_is_taken_back(counter: Counter) -> None:
    pay(counter)
    counter.window.type("100", "W", ENTER)
    assert strip(counter)[2] == "100.00"
    counter.window.find(QWidget, "undoTender_0").click()  # type: ignore[attr-defined]
    assert strip(counter) == ("363.80", "0.00", "0.00", "¥363.80")


def test_an_amount_for_a_code_never_exceeds_what_is_missing(
    counter: Counter, shop: CounterShop
) -> None:
    pay(counter)
    counter.window.type("900", "Z", "1234", ENTER)
    assert parts(shop) == [("alipay", "363.80")]


def test_the_fifth_part_must_pay_everything(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    for _part in range(4):
        counter.window.type("10", ENTER)
    counter.window.type("10", ENTER)
    assert shop.sale_count() == 0
    assert any("最多 5 笔" in toast for toast in counter.window.toasts())
    counter.window.press("Ctrl+Backspace")
    counter.window.type(ENTER)
    assert len(shop.last_sale().payments) == 5


def test_choosing_a_tender_books_nothing(counter: Counter, shop: CounterShop) -> None:
    pay(counter, "YJ100")
    counter.window.type("WZQX")
    assert shop.sale_count() == 0
    assert strip(counter)[2] == "0.00"


def test_going_back_asks_only_when_money_came_in(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    counter.window.type(ESC)
    assert counter.page == "sale"
    counter.window.type("F9", "100", "W", ENTER, ESC)
    assert counter.says("已经收了 ¥100.00")
    counter.window.type(ENTER)  # stay is the safe answer
    assert counter.page == "payment"
    counter.window.type(ESC)
    counter.window.find(QPushButton, "dialogConfirm").click()
    assert counter.page == "sale"
    assert shop.sale_count() == 0


def test_another_page_waits_while_money_is_not_recorded(counter: Counter) -> None:
    pay(counter)
    assert counter.screen.can_leave()
    counter.window.type("100", "W", ENTER)
    assert not counter.screen.can_leave()


# Static codes -------------------------------------------------------------------------------


def test_the_code_is_drawn_from_its_text_and_n_shows_the_next(
    counter: Counter, shop: CounterShop
) -> None:
    first, second = shop.a_code(label="柜台手机"), shop.a_code(label="备用手机")
    pay(counter, "YJ100")
    counter.window.type("W")
    panel = counter.screen.payment_page.code
    assert panel.rows() == qr_matrix(first.payload)
    assert counter.says("柜台手机上看到这笔")
    counter.window.type("N")
    assert panel.rows() == qr_matrix(second.payload)
    counter.window.type(ENTER)
    with shop.ground.database.read() as connection:
        used = connection.exec_driver_sql("SELECT collection_code_id FROM payment").scalar()
    assert used == second.id


def test_a_shop_without_a_code_may_use_the_one_on_the_wall(
    counter: Counter, shop: CounterShop
) -> None:
    pay(counter, "YJ100")
    counter.window.type("W")
    assert counter.says("没有放图片")
    assert not counter.screen.payment_page.code.qr.isVisible()
    counter.window.type(ENTER)
    assert parts(shop) == [("wechat", "100.80")]


def test_a_large_sum_asks_for_the_last_four(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    counter.window.type("W", ENTER)
    assert shop.sale_count() == 0
    assert counter.window.focus_name() == "billTail"
    assert counter.says("满 ¥200 要填尾号")
    counter.window.type("512", ENTER)
    assert shop.sale_count() == 0
    counter.window.type("7", ENTER)
    (payment,) = shop.last_sale().payments
    assert payment.bill_tail == "5127"


def test_what_was_not_seen_is_kept_as_awaiting_payment(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    counter.window.type("W")
    counter.window.find(QPushButton, "notSeen").click()
    counter.window.settle()
    sale = shop.last_sale()
    assert sale.state is SaleState.AWAITING_PAYMENT
    assert counter.page == "sale"
    assert any(f"{sale.number} 存为待付款" in toast for toast in counter.window.toasts())
    product = shop.checkout.find_exact("BIG")
    assert product is not None
    assert product.local_cards == 8


def test_the_page_for_the_customer_is_white_and_takes_the_keys(
    counter: Counter, shop: CounterShop
) -> None:
    shop.a_code(label="柜台手机")
    pay(counter)
    counter.window.type("W", "T")
    page = counter.screen.payment_page.customer_page
    assert page.isVisible()
    view = page.view()
    assert (view.total, view.pay_words, view.pay_amount) == ("363.80", "微信扫一扫", "363.80")
    assert view.rows == qr_matrix("wxp://柜台手机")
    assert page.grab().toImage().pixelColor(4, 4).name() == "#ffffff"
    counter.window.type(ENTER, "9")
    assert shop.sale_count() == 0
    counter.window.type(ESC)
    assert not page.isVisible()
    assert counter.page == "payment"
    assert counter.window.find(QLineEdit, "billTail").text() == ""


def test_the_drawer_is_offered_only_with_a_printer(qtbot: QtBot, shop: CounterShop) -> None:
    with a_counter(qtbot, shop) as counter:
        pay(counter)
        assert not counter.window.is_shown("openDrawer")
    shop.settings.change(shop.owner, {"printer.kind": "file", "printer.target": "out.bin"})
    with a_counter(qtbot, shop) as counter:
        pay(counter)
        assert counter.window.is_shown("openDrawer")


def test_only_enabled_tenders_are_offered(qtbot: QtBot, shop: CounterShop) -> None:
    shop.settings.change(
        shop.owner, {"tender.enabled": ("wechat", "cash"), "tender.default": "wechat"}
    )
    with a_counter(qtbot, shop) as counter:
        pay(counter, "YJ100")
        offered = counter.screen.payment_page.tenders.methods()
        assert offered == (TenderMethod.WECHAT, TenderMethod.CASH)
        counter.window.type(ENTER)
        assert parts(shop) == [("wechat", "100.80")]


# What goes wrong ----------------------------------------------------------------------------


def test_the_same_confirmation_twice_is_one_sale(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    counter.screen.payment_page.confirm.click()
    counter.screen.payment_page.confirm.click()
    counter.window.settle()
    assert shop.sale_count() == 1


def test_a_refusal_keeps_the_payment_and_its_request(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    request_id = counter.screen.payment_page.draft.request_id
    shop.settings.change(shop.owner, {"sale.floor": "100.00"})
    counter.window.type(ENTER)
    assert shop.sale_count() == 0
    assert counter.window.is_shown("ownerPin")
    counter.window.type(OWNER_PIN, "fine", ENTER)
    assert shop.sale_count() == 1
    with shop.ground.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT request_id FROM sale").scalar()
    assert kept == request_id


def test_a_fault_of_the_program_leaves_the_payment_and_the_same_enter_works(
    counter: Counter, shop: CounterShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay(counter)
    with monkeypatch.context() as broken:
        broken.setattr(shop.checkout, "complete_sale", lambda *_: 1 / 0)
        counter.window.type(ENTER)
    assert len(counter.window.crashes) == 1
    assert counter.says("程序出了错，这一步没有做完")
    counter.window.crashes.clear()
    counter.window.type(ENTER)
    assert counter.page == "done"
    assert parts(shop) == [("cash", "363.80")]


def test_a_price_that_moved_under_the_payment_leads_back_to_the_order(
    counter: Counter, shop: CounterShop
) -> None:
    from sqlalchemy import update

    from desktop.models.catalog import product

    pay(counter)
    with shop.ground.database.write() as connection:
        dearer = update(product).where(product.c.code == "BIG").values(price=Money(380_00))
        connection.execute(dearer)
    counter.window.type(ENTER)
    assert shop.sale_count() == 0
    assert counter.page == "sale"
    assert counter.total() == "¥380.00"


def test_a_free_order_is_confirmed_without_money(counter: Counter, shop: CounterShop) -> None:
    counter.window.type("YJ100", ENTER, "F8")
    sheet = counter.window.sheet()
    sheet.ways.choose(1)  # type: ignore[attr-defined]
    counter.window.type("100.80", ENTER, OWNER_PIN, "gift", ENTER)
    assert counter.total() == "¥0.00"
    counter.window.type("F9", ENTER)
    assert counter.page == "done"
    assert str(shop.last_sale().total) == "0.00"


def test_nothing_handed_over_is_said_not_swallowed(counter: Counter, shop: CounterShop) -> None:
    pay(counter)
    counter.window.type("0", ENTER)
    assert counter.page == "payment"
    assert any("金额是 0" in toast for toast in counter.window.toasts())
    assert counter.window.focus_name() == "amountBox"
    assert shop.sale_count() == 0


def test_a_part_that_came_in_is_on_the_page_for_the_customer(counter: Counter) -> None:
    pay(counter)
    counter.window.type("200", ENTER, "W", "T")
    view = counter.screen.payment_page.customer_page.view()
    assert view.total == "363.80"
    assert view.pay_amount == "163.80"
    assert view.deductions == (("已付", "200.00"),)
