"""会员: found as you type, made in two fields, taken to the sale, points by hand with the owner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.secret import Secret
from desktop.services.customers import Customers
from desktop.services.held_sales import HeldSales
from desktop.services.saved_accounts import SavedAccounts
from desktop.services.staff import Staff
from desktop.ui.screens.customers_screen import CustomersScreen
from desktop.ui.widgets.owner_pin import OwnerPinSheet
from desktop.ui.widgets.pin_dots import PinDots
from tests.shop import PIN, RehearsalShop
from tests.ui.held_answers import Gate
from tests.ui.window_harness import Window, a_window

RETURN, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down
PEOPLE = (("苗小禾", "18600002046"), ("贺一帆", "13700002046"), ("闻子墨", "15900003360"))


@pytest.fixture
def shop() -> RehearsalShop:
    shop = RehearsalShop()
    shop.staff = Staff(shop.ground, shop.rights)  # type: ignore[attr-defined]
    shop.staff.set_pin(shop.owner, shop.owner.id, Secret(PIN))  # type: ignore[attr-defined]
    shop.customers = Customers(shop.ground, shop.rights)  # type: ignore[attr-defined]
    for name, phone in PEOPLE:
        people(shop).add(shop.cashier, name, phone)
    return shop


def people(shop: RehearsalShop) -> Customers:
    found: Customers = shop.customers  # type: ignore[attr-defined]
    return found


def build(shop: RehearsalShop, window: Window) -> CustomersScreen:
    saved = SavedAccounts(shop.ground, shop.rights)
    return window.show(
        CustomersScreen(
            window.context, people(shop), shop.checkout, shop.settings, saved, shop.ledgers()
        )
    )


@pytest.fixture
def window(qtbot: QtBot, shop: RehearsalShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


def names(screen: CustomersScreen) -> list[str]:
    return [row.title for row in screen.list.rows.item_model().items()]


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def cells(screen: CustomersScreen, table: str) -> list[list[str]]:
    model = getattr(screen.detail, table).table_model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def taken(window: Window) -> list[str]:
    return [
        place[1].name
        for place in window.gone_to
        if place[0] == "sale" and isinstance(place[1], CustomerSnapshot)
    ]


def test_the_list_follows_every_keystroke_and_the_first_is_chosen(
    shop: RehearsalShop, window: Window
) -> None:
    screen = build(shop, window)
    assert names(screen) == ["闻子墨", "贺一帆", "苗小禾"]
    window.type("2046")
    assert sorted(names(screen)) == ["苗小禾", "贺一帆"]
    assert screen.detail.customer() is not None
    assert screen.detail.name.text() == names(screen)[0]
    assert screen.list.new_button.text() == "用“2046”新建会员"
    window.type(ESC)
    assert len(names(screen)) == 3


def test_a_cashier_sees_numbers_masked_and_the_owner_in_full(
    shop: RehearsalShop, window: Window
) -> None:
    screen = build(shop, window)
    assert "159****3360" in screen.list.rows.item_model().items()[0].second
    assert "15900003360" not in shown(screen)
    window.context.session.sign_in(shop.owner.person)
    window.settle()
    assert "159 0000 3360" in screen.list.rows.item_model().items()[0].second


def test_f3_takes_the_one_found_to_the_sale(shop: RehearsalShop, window: Window) -> None:
    build(shop, window)
    window.type("3360", "F3")
    assert taken(window) == ["闻子墨"]


def test_f3_typed_ahead_of_the_answer_takes_the_one_who_was_meant(
    shop: RehearsalShop, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(shop, window)
    gate = Gate()
    monkeypatch.setattr(people(shop), "find", gate.holding(people(shop).find))
    window.type("3360", "F3", gap_ms=0)
    assert taken(window) == []
    gate.open()
    window.settle()
    assert taken(window) == ["闻子墨"]


def test_arrows_choose_and_enter_goes_to_the_list(shop: RehearsalShop, window: Window) -> None:
    screen = build(shop, window)
    window.type("2046", DOWN)
    second = names(screen)[1]
    assert screen.detail.name.text() == second
    window.type(RETURN)
    assert window.focus_name() == "customerList"
    window.type("F3")
    assert taken(window) == [second]


def test_a_customer_is_made_in_two_fields_from_what_was_typed(
    shop: RehearsalShop, window: Window
) -> None:
    screen = build(shop, window)
    window.type("13300009999", "Ctrl+N")
    assert window.focus_name() == "customerName"
    assert window.find(QLineEdit, "customerContact").text() == "13300009999"
    window.type("Cen", RETURN)
    assert screen.detail.name.text() == "Cen"
    assert names(screen)[0] == "Cen"
    assert people(shop).count() == 4


def test_enter_after_the_name_leads_to_the_contact(shop: RehearsalShop, window: Window) -> None:
    build(shop, window)
    window.type("Ctrl+N", "Tao", RETURN)
    assert window.focus_name() == "customerContact"
    window.type("28490017", RETURN)
    assert people(shop).find("Tao")[0].qq == "28490017"


def test_a_phone_that_is_taken_is_told_at_the_field(shop: RehearsalShop, window: Window) -> None:
    build(shop, window)
    window.type("Ctrl+N", "Tao", RETURN, "18600002046", RETURN)
    sheet = window.sheet()
    assert "已经是会员" in shown(sheet)
    assert window.focus_name() == "customerContact"
    assert people(shop).count() == 3


def test_nobody_found_offers_to_make_one(shop: RehearsalShop, window: Window) -> None:
    screen = build(shop, window)
    window.type("9876")
    assert names(screen) == []
    assert screen.list.empty.title() == "没有“9876”"
    assert screen.list.new_button.text() == "用“9876”新建会员"
    assert not screen.detail.isVisible()
    window.type("F3")
    assert taken(window) == []


def test_points_and_purchases_of_a_sale_are_shown(shop: RehearsalShop, window: Window) -> None:
    shop.open_shift()
    customer = people(shop).find("3360")[0]
    product = shop.a_product(cards=2)
    cart = Cart().with_product(product).with_customer(customer)
    shop.sell(cart)
    screen = build(shop, window)
    window.type("3360")
    assert screen.detail.figures.spent.value.text() == "¥100.00"
    assert screen.detail.figures.points.value.text() == "100"
    assert screen.detail.figures.sales.value.text() == "1 单"
    (entry,) = cells(screen, "points_table")
    assert entry[1] == "消费得积分"
    assert entry[2].startswith("S260618-")
    assert entry[3:] == ["林小舟", "+100", "100"]
    window.press("Ctrl+Tab")
    (sale,) = cells(screen, "sales_table")
    assert "100.00" in sale
    screen.detail.sales_table.select_number(0)
    screen.detail.sales_table.setFocus()
    window.type(RETURN)
    assert window.gone_to[-1][0] == "orders"


def test_a_cashier_adjusts_points_with_the_owners_pin_and_a_reason(
    shop: RehearsalShop, window: Window
) -> None:
    screen = build(shop, window)
    window.type("3360")
    window.find(QAbstractButton, "adjustPoints").click()
    window.type("50", RETURN)
    assert window.focus_name() == "reasonText"
    window.type("late", RETURN)
    assert isinstance(window.sheet(), OwnerPinSheet)
    assert screen.detail.figures.points.value.text() == "0"
    window.find(PinDots, "ownerPin").setFocus()
    window.type(PIN, RETURN)
    assert screen.detail.figures.points.value.text() == "50"
    (entry,) = cells(screen, "points_table")
    assert entry[1] == "手工调整 · late"
    assert entry[4:] == ["+50", "50"]


def test_more_points_than_there_are_cannot_be_taken(qtbot: QtBot, shop: RehearsalShop) -> None:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        screen = build(shop, window)
        screen.adjust_points()
        sheet = window.sheet()
        sheet.findChildren(QAbstractButton)[1].click()
        window.type("5", Qt.Key.Key_Tab, "x", RETURN)
        assert "只有 0 积分" in shown(sheet)
        assert screen.detail.figures.points.value.text() == "0"


def test_the_form_changes_what_is_shown(shop: RehearsalShop, window: Window) -> None:
    screen = build(shop, window)
    window.type("3360")
    window.find(QAbstractButton, "changeCustomer").click()
    window.find(QLineEdit, "customerFrom").setText("东校区群")
    window.find(QPlainTextEdit, "customerNoteText").setPlainText("只要电子卡")
    window.find(QAbstractButton, "dialogConfirm").click()
    window.settle()
    assert screen.detail._channel.badge().text == "东校区群"
    screen.detail.tabs.setCurrentIndex(2)
    assert "只要电子卡" in screen.detail.note.text()


def test_arriving_with_a_customer_shows_them(shop: RehearsalShop, window: Window) -> None:
    screen = build(shop, window)
    window.type("2046")
    screen.arrive(people(shop).find("3360")[0].id)
    window.settle()
    assert screen.detail.name.text() == "闻子墨"


def test_a_long_list_is_read_page_by_page(shop: RehearsalShop, window: Window) -> None:
    for number in range(70):
        people(shop).add(shop.cashier, f"客{number}", f"188{number:08}")
    screen = build(shop, window)
    assert len(names(screen)) == 50
    bar = screen.list.rows.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.settle()
    assert len(names(screen)) == 73
    assert "共 73 位会员" in shown(screen)


def test_a_name_with_markup_is_only_text(shop: RehearsalShop, window: Window) -> None:
    people(shop).add(shop.cashier, "<b>Bo</b>", "18800001234")
    screen = build(shop, window)
    window.type("1234")
    assert screen.detail.name.text() == "<b>Bo</b>"
    assert screen.detail.name.textFormat() == Qt.TextFormat.PlainText


def erase_by_keys(window: Window) -> None:
    """Go through the sheet by keys alone: Enter leaves everything as it is, so Tab comes first."""
    window.type(Qt.Key.Key_Tab)
    assert window.focus_name() == "dialogConfirm"
    window.type(RETURN)
    window.settle()


def test_the_owner_deletes_what_tells_who_a_member_is(qtbot: QtBot, shop: RehearsalShop) -> None:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        screen = build(shop, window)
        window.type("3360")
        name = screen.detail.name.text()
        (act,) = (one for one in screen.page_keys().actions if one.action_id == "customers.erase")
        assert act.is_enabled()
        act.call()
        words = shown(window.sheet())
        assert f"删除 {name} 的资料？" in words
        assert "常用账号" in words
        assert "一笔不少" in words
        window.type(RETURN)
        assert screen.detail.name.text() == name
        act.call()
        erase_by_keys(window)
        assert isinstance(window.sheet(), OwnerPinSheet)
        assert people(shop).find("3360") != ()
        window.type(PIN, RETURN)
        window.settle()
        assert people(shop).find("3360") == ()
        assert screen.detail.name.text() == "已删除的顾客"
        assert any("账一笔没少" in toast for toast in window.toasts())


def test_what_is_open_is_said_before_any_pin_is_asked_for(
    qtbot: QtBot, shop: RehearsalShop
) -> None:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        screen = build(shop, window)
        window.type("3360")
        known = people(shop).find("3360")[0]
        held = HeldSales(shop.ground)
        cart = Cart().with_product(shop.a_product(cards=1)).with_customer(known)
        held.recall(shop.cashier, held.hold(shop.cashier, cart).id)
        screen._erase_customer()
        erase_by_keys(window)
        assert "还在柜台上" in shown(window.sheet())
        assert people(shop).find("3360") != ()


def test_a_cashier_is_not_offered_to_delete(shop: RehearsalShop, window: Window) -> None:
    screen = build(shop, window)
    window.type("3360")
    (act,) = (one for one in screen.page_keys().actions if one.action_id == "customers.erase")
    assert not act.is_enabled()
