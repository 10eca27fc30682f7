"""Receipts of members' money on the page: one key after the money, Enter on the ledger's row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.services.saved_accounts import SavedAccounts
from desktop.ui.screens.customers.member_acts import MemberAct
from desktop.ui.screens.customers_screen import CustomersScreen
from tests.services.member_desk import by_stored
from tests.services.test_member_receipts import A_WHILE, PaperShop
from tests.ui.window_harness import Window, a_window

RETURN = Qt.Key.Key_Return


@pytest.fixture
def shop() -> PaperShop:
    shop = PaperShop()
    shop.set_up()
    shop.member = shop.a_member()
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: PaperShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


def build(shop: PaperShop, window: Window) -> CustomersScreen:
    saved = SavedAccounts(shop.ground, shop.rights)
    ledgers = shop.ledgers()
    screen = CustomersScreen(
        window.context,
        shop.customers,
        shop.checkout,
        shop.settings,
        saved,
        ledgers,
        printing=shop.printing,
    )
    return window.show(screen)


def words(window: Window) -> str:
    labels = window.sheet().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def open_ledger(screen: CustomersScreen, window: Window) -> None:
    for _ in range(2):
        screen.detail.tabs.choose_next()
    window.settle()
    screen.detail.stored_table.setFocus()
    screen.detail.stored_table.select_number(0)


def test_one_key_prints_the_receipt_after_the_money_and_the_next_is_a_copy(
    shop: PaperShop, window: Window
) -> None:
    screen = build(shop, window)
    screen.detail.act_wanted.emit(MemberAct.TOP_UP)
    window.type("100", RETURN)
    (toast,) = window.frame.toasts.list_shown()
    assert (toast.content.action, toast.content.key_cap) == ("打印收据", "Ctrl+P")
    window.press("Ctrl+P")
    shop.printing.run_queued()
    assert "储值收据" in shop.paper()
    assert "收据在打了" in window.toasts()
    window.press("Ctrl+P")
    shop.printing.run_queued()
    assert "补打 第 1 次" in shop.paper()
    assert "补打收据，第 1 张副本" in window.toasts()


def test_without_a_receipt_in_hand_the_key_does_nothing(shop: PaperShop, window: Window) -> None:
    build(shop, window)
    window.press("Ctrl+P")
    assert shop.printing.jobs() == ()


def test_enter_on_an_entry_shows_its_receipt_and_enter_prints_it(
    shop: PaperShop, window: Window
) -> None:
    shop.top_up(shop.member, 100_00, bonus=10_00)
    screen = build(shop, window)
    open_ledger(screen, window)
    window.type(RETURN)
    said = words(window)
    number = shop.latest().number
    for text in (f"储值收据 {number}", "+100.00", "+10.00", "¥110.00（本金 100.00 · 赠送 10.00）"):
        assert text in said
    window.type(RETURN)
    assert [job.kind for job in shop.printing.jobs()] == [PrintJobKind.MEMBER_RECEIPT]


def test_an_entry_of_a_sale_has_no_receipt_of_its_own(shop: PaperShop, window: Window) -> None:
    shop.top_up(shop.member, 200_00)
    shop.clock.pass_time(A_WHILE)
    shop.sell_to(shop.member, shop.a_product(cards=1), by_stored(50_00))
    screen = build(shop, window)
    open_ledger(screen, window)
    window.type(RETURN)
    assert window.frame.sheets.current() is None
    window.press("Ctrl+P")
    assert shop.printing.jobs() == ()


def test_a_receipt_is_kept_as_pdf(shop: PaperShop, window: Window, tmp_path: Path) -> None:
    shop.top_up(shop.member, 100_00)
    screen = build(shop, window)
    open_ledger(screen, window)
    window.type(RETURN)
    window.press("Ctrl+S")
    target = tmp_path / "收据.pdf"
    window.find(QLineEdit, "filePath").setText(str(target))
    window.find(QPushButton, "dialogConfirm").click()
    window.settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert shop.printing.jobs() == ()


def test_money_is_booked_though_the_printer_is_off_and_the_paper_waits(
    shop: PaperShop, window: Window
) -> None:
    shop.is_off = True
    screen = build(shop, window)
    screen.detail.act_wanted.emit(MemberAct.TOP_UP)
    window.type("100", RETURN)
    window.press("Ctrl+P")
    shop.printing.run_queued()
    assert shop.stored.purse_of(shop.member.id).principal == Money(100_00)
    (failed,) = shop.printing.failed_papers()
    assert failed.job.state is PrintJobState.FAILED
    assert failed.subject == shop.latest().number


def test_change_that_was_kept_has_its_receipt_one_press_away(qtbot: QtBot, shop: PaperShop) -> None:
    from desktop.domain.cart import Cart
    from desktop.domain.tender import cash_tender
    from tests.ui.screens.counter import CounterShop, a_counter

    counter_shop = CounterShop()
    counter_shop.give_owner_pin()
    counter_shop.open_shift(Money(100_00))
    counter_shop.settings.change(counter_shop.owner, {"stored.enabled": True})
    product = counter_shop.a_product(price=99_40, cards=1)
    member = counter_shop.a_member()
    cart = Cart().with_product(product).with_customer(member)
    sold = counter_shop.sell(cart, cash_tender(Money(100_00), Money(99_40))).sale
    with a_counter(qtbot, counter_shop) as counter:
        counter.screen.arrive(sold)
        counter.screen._keep_change(sold)
        counter.window.settle()
        (toast,) = [one for one in counter.window.frame.toasts.list_shown() if one.content.action]
        assert toast.content.action == "打印收据"
        toast.pressed.emit()
        counter.window.settle()
        kinds = [job.kind for job in counter_shop.printing.jobs()]
        assert kinds == [PrintJobKind.MEMBER_RECEIPT]
