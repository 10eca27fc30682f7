"""销售单: what the cashier sees of a sale, and everything that may follow it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes, Topic
from desktop.domain.money import Money
from desktop.domain.sale import LineState, SaleState
from desktop.domain.tender import Tender, TenderMethod
from desktop.ui.dialogs.attach_customer_dialog import AttachCustomerSheet
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.key_bindings import KeyTable
from desktop.ui.screens.orders.detail_panel import DetailPanel, FactRow
from desktop.ui.screens.orders.sale_detail import _SoldRow
from desktop.ui.screens.orders.sales_tab import SalesTab
from desktop.ui.screens.orders_screen import OrdersScreen
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.labels import ElideLabel
from desktop.ui.widgets.painting import BadgeText
from tests.buying import Trouble
from tests.shop import PIN
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.window_harness import Window, a_window

ENTER = Qt.Key.Key_Return


@pytest.fixture
def shop() -> OrdersShop:
    return OrdersShop()


@pytest.fixture
def window(qtbot: QtBot, shop: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


def opened(window: Window, shop: OrdersShop) -> OrdersScreen:
    return window.show(shop.screen(window.context))


def tab_of(screen: OrdersScreen) -> SalesTab:
    tab = screen._tabs["sales"]
    assert isinstance(tab, SalesTab)
    return tab


def shown_rows(window: Window, name: str = "salesTable") -> list[str]:
    model = window.find(QTableView, name).model()
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def press(window: Window, name: str) -> None:
    button = window.find(QPushButton, name)
    assert button.isEnabled(), f"{name} is off: {button.toolTip()}"
    button.click()
    window.settle()


def give_pin(window: Window) -> None:
    assert window.is_shown("ownerPin")
    window.type(*PIN)
    confirm_front(window)


def confirm_front(window: Window) -> None:
    """Press the confirming button of the sheet in front."""
    sheet = window.sheet()
    buttons = sheet.findChildren(QPushButton, "dialogConfirm")
    assert buttons[0].isEnabled()
    buttons[0].click()
    window.settle()


def test_a_sale_is_listed_with_number_customer_payment_and_state(window, shop):
    customer = shop.customers.add(shop.owner, "苗小禾", "18600002046").customer
    sale = shop.a_local_sale(shop.a_product(cards=3), 2, customer_id=customer.id)
    opened(window, shop)
    assert shown_rows(window) == [
        f"{sale.number} | 09:00 | 苗小禾 | 2 件 | 现金 | 200.00 | 待交付 1"
    ]


def test_the_newest_sale_is_selected_and_shown(window, shop):
    product = shop.a_product(cards=3)
    shop.a_local_sale(product)
    newest = shop.a_local_sale(product)
    screen = opened(window, shop)
    assert tab_of(screen).sale_detail.title.whole_text() == newest.number
    assert tab_of(screen).sale_detail.amount.text() == "¥100.00"


def test_number_enter_and_p_typed_at_once_reprint_that_sale_and_no_other(window, shop):
    product = shop.a_product(cards=5)
    first = shop.a_local_sale(product)
    shop.a_local_sale(product)
    opened(window, shop)
    window.type("0001", ENTER, "P", gap_ms=0)
    window.settle()
    assert [job.subject_id for job in shop.printing.jobs()] == [first.id]
    assert window.toasts() == ["没有打印机，没有打"]


def test_s_saves_the_receipt_of_the_chosen_sale_as_pdf(window, shop, tmp_path):
    product = shop.a_product(cards=2)
    sale = shop.a_local_sale(product)
    shop.a_local_sale(product)
    opened(window, shop)
    window.type("0001", ENTER, "S")
    path = window.find(QLineEdit, "filePath")
    assert path.text().endswith(f"小票 {sale.number}.pdf")
    path.setText(str(tmp_path / "a.pdf"))
    window.type(ENTER)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert window.toasts() == [f"小票存到 {tmp_path / 'a.pdf'}"]
    assert shop.printing.jobs() == ()


def test_a_sale_without_its_money_has_no_receipt_to_save(window, shop):
    shop.a_local_sale(shop.a_product(cards=1), is_awaiting_payment=True)
    opened(window, shop)
    button = window.find(QPushButton, "saveReceipt")
    assert not button.isEnabled()
    assert button.toolTip() == "没收到钱，没有小票"
    window.type(ENTER, "S")
    assert not window.is_shown("dialogSheet")


def test_enter_in_the_search_moves_to_the_table(window, shop):
    shop.a_local_sale(shop.a_product(cards=1))
    opened(window, shop)
    assert window.focus_name() == "searchBox"
    window.type(ENTER)
    assert window.focus_name() == "salesTable"


def test_yesterdays_sale_is_not_among_todays_but_its_number_finds_it(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    shop.clock.pass_time(timedelta(days=1))
    opened(window, shop)
    assert not window.is_shown("salesTable")
    window.type("0001")
    assert shown_rows(window)[0].startswith(sale.number)


def test_nothing_found_says_what_was_searched(window, shop):
    shop.a_local_sale(shop.a_product(cards=1))
    screen = opened(window, shop)
    window.type("7788")
    assert tab_of(screen).empty.title() == "没有“7788”的单"
    assert not tab_of(screen).sale_detail.is_filled()


def test_a_cashier_refunds_with_the_owners_pin(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    opened(window, shop)
    press(window, "refundButton")
    sheet = window.sheet()
    assert isinstance(sheet, RefundSheet)
    assert sheet.confirm_button.label() == "退款 ¥100.00"
    confirm_front(window)
    assert shop.sold(sale).returned == Money(0)
    give_pin(window)
    assert shop.sold(sale).returned == Money(100_00)
    assert window.toasts()[-1].startswith("退了 ¥100.00")
    assert shown_rows(window)[0].endswith("已退款")
    assert not window.refusals


def goods_of_detail(screen: OrdersScreen) -> list[str]:
    """Return what the detail says below the title of each sold line."""
    rows = tab_of(screen).sale_detail.findChildren(_SoldRow)
    return [row.findChildren(ElideLabel)[1].whole_text() for row in rows if row.isVisible()]


def test_the_detail_says_which_cards_were_seen_also_after_their_refund(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=3), 3)
    line = sale.lines[0]
    screen = opened(window, shop)

    def said_now() -> list[str]:
        screen.refresh()
        window.settle()
        return goods_of_detail(screen)

    assert said_now() == ["卡密 3 张 · 还没给看过"]
    shop.delivery.reveal(shop.cashier, line.id, card_ids=line.card_ids[:1])
    assert said_now() == ["卡密 3 张 · 给看过 1 张"]
    shop.delivery.reveal(shop.cashier, line.id, card_ids=line.card_ids[1:])
    assert said_now() == ["卡密 3 张 · 给看过"]
    shop.a_refund(sale, 1)
    assert said_now() == ["卡密 3 张 · 给看过 · 已退 1 件"]
    shop.a_refund(sale, 2)
    assert said_now() == ["卡密 3 张 · 给看过 · 已退 3 件"]


def test_a_card_nobody_saw_is_gone_from_the_line_after_its_refund(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    shop.a_refund(sale, 1)
    screen = opened(window, shop)
    assert goods_of_detail(screen) == ["本地卡密 · 已退 1 件"]


def test_a_wrong_pin_refunds_nothing(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    opened(window, shop)
    press(window, "refundButton")
    confirm_front(window)
    window.type(*"905172")
    confirm_front(window)
    assert shop.sold(sale).returned == Money(0)
    assert window.is_shown("ownerPin")


def test_some_pieces_of_a_line_can_be_refunded(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=3), 3)
    opened(window, shop)
    press(window, "refundButton")
    sheet = window.sheet()
    assert isinstance(sheet, RefundSheet)
    window.press("Ctrl+A")
    window.type("1")
    assert sheet.confirm_button.label() == "退款 ¥100.00"
    assert sheet._money.text() == "退 ¥100.00：现金 100.00"
    confirm_front(window)
    give_pin(window)
    assert shop.sold(sale).lines[0].returned_quantity == 1


def test_enter_in_the_refund_form_gives_no_money_back(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    opened(window, shop)
    press(window, "refundButton")
    window.type(ENTER)
    assert shop.sold(sale).returned == Money(0)
    assert not window.is_shown("ownerPin")


def test_goods_without_a_result_cannot_be_refunded_and_it_says_why(window, shop):
    shop.connect()
    shop.a_bought_sale(shop.adopt(), Trouble.LOST_BEFORE)
    opened(window, shop)
    press(window, "refundButton")
    sheet = window.sheet()
    assert isinstance(sheet, RefundSheet)
    assert sheet._rows[0].stepper.toolTip() == "还没有结果，有结果之前不能退，可能会充两次"
    assert not sheet._rows[0].stepper.isEnabled()
    assert not sheet.confirm_button.isEnabled()


def test_points_come_back_with_the_money(window, shop):
    customer = shop.customers.add(shop.owner, "苗小禾", "18600002046").customer
    shop.a_local_sale(shop.a_product(cards=1), customer_id=customer.id)
    opened(window, shop)
    press(window, "refundButton")
    sheet = window.sheet()
    assert isinstance(sheet, RefundSheet)
    assert sheet._effects.text() == "收回 100 积分"


def test_only_the_owner_reads_what_a_refund_costs_the_shop(qtbot, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    shop.delivery.reveal(shop.cashier, sale.lines[0].id)
    told = {}
    for actor in (shop.cashier, shop.owner):
        with a_window(qtbot, shop, actor=actor) as window:
            opened(window, shop)
            press(window, "refundButton")
            sheet = window.sheet()
            assert isinstance(sheet, RefundSheet)
            told[actor.person.name] = sheet._effects.text()
    assert told == {"林小舟": "", "程禾": "货追不回，店里赔 ¥91.00"}


def test_a_void_takes_the_usual_reason_and_frees_the_card(window, shop):
    product = shop.a_product(cards=1)
    sale = shop.a_local_sale(product)
    opened(window, shop)
    press(window, "voidButton")
    confirm_front(window)
    assert shop.sold(sale).state is SaleState.VOIDED
    assert shop.checkout.get_product(product.id).local_cards == 1
    assert shown_rows(window)[0].endswith("已作废")


def test_a_void_with_another_reason_must_say_it(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    opened(window, shop)
    press(window, "voidButton")
    choice = window.find(QComboBox, "reasonChoice")
    choice.setCurrentIndex(choice.count() - 1)
    confirm_front(window)
    assert shop.sold(sale).state is SaleState.COMPLETED
    assert window.focus_name() == "reasonText"
    window.type("a", "b")
    confirm_front(window)
    assert shop.sold(sale).state is SaleState.VOIDED


def test_a_sale_whose_card_was_seen_cannot_be_voided_and_says_why(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    shop.delivery.reveal(shop.cashier, sale.lines[0].id)
    opened(window, shop)
    button = window.find(QPushButton, "voidButton")
    assert not button.isEnabled()
    assert "请走退款" in button.toolTip()


def test_the_method_of_a_payment_is_corrected_and_both_rows_stay(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    opened(window, shop)
    press(window, "changePaymentButton")
    assert window.find(QComboBox, "newMethod").currentText() == "微信"
    confirm_front(window)
    entries = [(entry.method, entry.amount.fen) for entry in shop.sold(sale).payments]
    assert sorted(entries) == [("cash", -100_00), ("cash", 100_00), ("wechat", 100_00)]
    assert "微信" in shown_rows(window)[0]


def test_a_member_is_added_to_a_walk_in_sale(window, shop):
    shop.customers.add(shop.owner, "苗小禾", "18600002046")
    sale = shop.a_local_sale(shop.a_product(cards=1))
    opened(window, shop)
    press(window, "attachCustomerButton")
    assert isinstance(window.sheet(), AttachCustomerSheet)
    window.type("2046", ENTER)
    assert shop.sold(sale).customer_name == "苗小禾"
    assert "苗小禾" in shown_rows(window)[0]


def a_pending_sale(shop: OrdersShop):
    tender = Tender(TenderMethod.WECHAT, Money(100_00))
    return shop.a_local_sale(shop.a_product(cards=1), 1, tender, is_awaiting_payment=True)


def test_money_seen_late_completes_the_pending_sale(window, shop):
    sale = a_pending_sale(shop)
    opened(window, shop)
    assert shown_rows(window)[0].endswith("待付款")
    press(window, "confirmPending")
    assert window.find(QComboBox, "paidMethod").currentText() == "微信"
    window.type(ENTER)
    assert shop.sold(sale).state is SaleState.COMPLETED
    assert shown_rows(window)[0].endswith("待交付 1")


def test_a_large_late_payment_needs_its_bill_tail(window, shop):
    tender = Tender(TenderMethod.WECHAT, Money(300_00))
    product = shop.a_product(price=300_00, cards=1)
    sale = shop.a_local_sale(product, 1, tender, is_awaiting_payment=True)
    opened(window, shop)
    press(window, "confirmPending")
    confirm_front(window)
    assert shop.sold(sale).state is SaleState.AWAITING_PAYMENT
    assert window.focus_name() == "billTail"
    window.type("4471")
    confirm_front(window)
    assert shop.sold(sale).state is SaleState.COMPLETED


def test_a_pending_sale_that_is_dropped_frees_its_goods(window, shop):
    sale = a_pending_sale(shop)
    opened(window, shop)
    press(window, "dropPending")
    confirm_front(window)
    assert shop.sold(sale).state is SaleState.VOIDED
    assert shop.sold(sale).lines[0].state is LineState.VOIDED


def test_cards_not_given_yet_are_seen_in_the_list_of_goods_to_hand_over(window, shop):
    shop.a_local_sale(shop.a_product(cards=1))
    screen = opened(window, shop)
    press(window, "seeSecrets")
    assert screen._current == "undelivered"
    assert window.focus_name() == "undeliveredTable"


def test_cards_seen_before_need_the_owner_and_a_reason(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    shop.delivery.reveal(shop.cashier, sale.lines[0].id)
    opened(window, shop)
    press(window, "seeSecrets")
    window.type(ENTER)
    assert window.is_shown("ownerPin")
    assert not window.is_shown("secretList")
    window.type(*PIN)
    window.type(*"lost")
    confirm_front(window)
    assert window.is_shown("secretList")


def test_rare_acts_have_no_key_but_are_in_palette_and_menu(window, shop):
    shop.a_local_sale(shop.a_product(cards=1))
    screen = opened(window, shop)
    offers = {offer.action.action_id: offer.keys for offer in window.registry.list_offers()}
    assert offers["orders.refund"] == ()
    assert offers["orders.void"] == ()
    assert offers["orders.reprint"] == ("P",)
    words = [item.text for item in tab_of(screen).menu_items()]
    assert words == [
        "补打小票",
        "存 PDF",
        "看卡密…",
        "改付款方式…",
        "补登会员…",
        "建售后单",
        "退款…",
        "作废…",
    ]


def test_a_long_list_is_whole_and_keeps_its_place_when_something_changes(window, shop):
    product = shop.a_product(cards=90)
    for _ in range(80):
        shop.a_local_sale(product)
    screen = opened(window, shop)
    table = tab_of(screen).table
    assert table.table_model().rowCount() == 80
    table.select_number(79)
    window.settle()
    assert tab_of(screen).sale_detail.title.whole_text().endswith("-0001")
    place = table.verticalScrollBar().value()
    shop.a_local_sale(product)
    window.context.notifier.notify(Changes.of(Topic.SALES))
    window.settle()
    assert table.table_model().rowCount() == 81
    assert table.currentIndex().row() == 80
    assert table.verticalScrollBar().value() == place + table.rowHeight(0)
    assert tab_of(screen).sale_detail.title.whole_text().endswith("-0001")


def test_all_sales_are_sorted_not_only_those_read(window, shop):
    product = shop.a_product(cards=70)
    for quantity in (1, 3, *[2] * 30):
        shop.a_local_sale(product, quantity=quantity)
    screen = opened(window, shop)
    table = tab_of(screen).table
    items = [column.key for column in table.table_model().columns].index("items")
    for count in (1, 3):
        table.horizontalHeader().sectionClicked.emit(items)
        window.settle()
        first = table.table_model().row_at(0)
        assert first is not None
        assert first.item_count == count


def test_a_sale_of_another_day_can_be_arrived_at_and_stays(window, shop):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    shop.clock.pass_time(timedelta(days=2))
    screen = opened(window, shop)
    screen.arrive(sale.id)
    window.settle()
    window.context.notifier.notify(Changes.of(Topic.SALES))
    window.settle()
    assert tab_of(screen).sale_detail.title.whole_text() == sale.number


def test_a_second_look_by_the_search_of_a_number_that_is_gone_stays_in_order(window, shop):
    product = shop.a_product(cards=5)
    for _ in range(3):
        shop.a_local_sale(product)
    screen = opened(window, shop)
    window.type("0001", Qt.Key.Key_Backspace, "2", gap_ms=0)
    window.settle()
    assert tab_of(screen).sale_detail.title.whole_text().endswith("-0002")


def test_the_owner_exports_the_sales_to_a_file_and_a_cashier_is_not_offered_it(
    qtbot, shop, tmp_path
):
    sale = shop.a_local_sale(shop.a_product(cards=1))
    with a_window(qtbot, shop) as window:
        opened(window, shop)
        assert not window.is_shown("exportSales")
    with a_window(qtbot, shop, actor=shop.owner) as window:
        opened(window, shop)
        press(window, "exportSales")
        window.find(QLineEdit, "filePath").setText(str(tmp_path / "sales.csv"))
        window.type(ENTER)
        assert window.toasts() == [f"导出了 1 行：{tmp_path / 'sales.csv'}"]
    assert sale.number in (tmp_path / "sales.csv").read_text("utf-8-sig")


def test_money_that_was_not_seen_has_no_plus_before_it(window, shop):
    code = shop.a_code()
    product = shop.a_product(cards=1)
    tender = Tender(TenderMethod.WECHAT, Money(100_00), collection_code_id=code.id)
    shop.a_local_sale(product, 1, tender, is_awaiting_payment=True)
    screen = opened(window, shop)
    (row,) = tab_of(screen).sale_detail._payment_rows
    assert isinstance(row, FactRow)
    assert row.value.whole_text() == "100.00"


def test_a_long_state_goes_below_the_number_rather_than_cut_it(qtbot: QtBot) -> None:
    panel = DetailPanel()
    qtbot.addWidget(panel)
    panel.resize(340, 400)
    panel.show()
    state = BadgeText("Awaiting payment", Tone.WARN, "clock")

    panel.set_head("S260618-0016", state, "Walk-in", "¥50.00")
    qtbot.waitUntil(lambda: panel.badge.y() > panel.title.geometry().bottom())
    assert panel.title.text() == "S260618-0016"

    panel.resize(640, 400)
    qtbot.waitUntil(lambda: panel.badge.y() <= panel.title.geometry().bottom())
    assert panel.badge.x() > panel.title.geometry().right()


def test_the_buttons_show_the_keys_that_their_acts_have_now(window, shop):
    own = {"orders.reprint": ["U"], "orders.tell": ["B"], "orders.reply": ["D"]}
    window.registry.set_table(KeyTable.made(overrides=own))
    screen = opened(window, shop)
    shown = {
        "reprintButton": "U",
        "saveReceipt": "S",
        "tellCustomer": "B",
        "closeTicket": "Ctrl+Enter",
    }
    for name, key in {**shown, "sendReply": "D", "newTicket": "A", "queryResult": "Enter"}.items():
        button = screen.findChild(ActionButton, name)
        assert button is not None
        assert button.key_cap() == key
