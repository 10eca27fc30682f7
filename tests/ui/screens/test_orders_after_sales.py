"""售后: the list by urgency, replying by keyboard, acts that wait for an outcome, opening from a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desktop.domain.after_sales import EntryKind, TicketKind, TicketState
from desktop.domain.cart import Cart
from desktop.domain.changes import Changes, Topic
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import OutsideError
from desktop.domain.money import Money
from desktop.domain.sale import SoldLine
from desktop.models.sales import sale_line
from desktop.services.after_sales import TicketRequest
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.dialogs.ticket_form_dialog import TicketFormSheet
from desktop.ui.screens.orders.after_sales_tab import AfterSalesTab
from desktop.ui.screens.orders_screen import OrdersScreen
from tests.ui.screens.orders_shop import OrdersShop
from tests.ui.screens.test_orders_sales import confirm_front, give_pin, press
from tests.ui.window_harness import Window, a_window

ENTER = Qt.Key.Key_Return
MINUTE = timedelta(minutes=1)


@pytest.fixture
def shop() -> OrdersShop:
    shop = OrdersShop()
    shop.connect()
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: OrdersShop) -> Iterator[Window]:
    with a_window(qtbot, shop) as window:
        yield window


def arrived(window: Window, shop: OrdersShop, ticket_id: int | None = None) -> OrdersScreen:
    screen = window.show(shop.screen(window.context))
    screen.arrive(("after_sales", ticket_id))
    window.settle()
    return screen


def tab_of(screen: OrdersScreen) -> AfterSalesTab:
    tab = screen._tabs["after_sales"]
    assert isinstance(tab, AfterSalesTab)
    return tab


def shown(window: Window) -> list[str]:
    model = window.find(QListView, "ticketTable").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def a_waiting_line(shop: OrdersShop) -> SoldLine:
    """Sell goods whose source takes its time."""
    product = shop.adopt()
    shop.platform.goods["YJ100"].is_manual = True
    sold = shop.sell(Cart().with_product(product), request_id="waiting")
    shop.purchasing.advance_due()
    return shop.checkout.get_sale(sold.sale.id).lines[0]


def a_late_ticket(shop: OrdersShop) -> int:
    a_waiting_line(shop)
    shop.clock.pass_time(10 * MINUTE)
    (ticket_id,) = shop.after_sales_watch.review().opened
    return ticket_id


def a_question(shop: OrdersShop, name: str = "q") -> int:
    wanted = TicketRequest(name, TicketKind.QUESTION, contact="QQ 10001", text="能叠加吗？")
    return shop.after_sales.open_ticket(shop.cashier, wanted).ticket_id


def becomes(shop: OrdersShop, ticket_id: int, state: DeliveryState) -> None:
    line = shop.after_sales.case(ticket_id).ticket.line
    assert line is not None
    with shop.ground.database.write() as connection:
        connection.execute(
            update(sale_line).where(sale_line.c.id == line.id).values(delivery_state=state)
        )


def state_of(shop: OrdersShop, ticket_id: int) -> TicketState:
    return shop.after_sales.case(ticket_id).ticket.state


# The list ----------------------------------------------------------------------------------------


def test_nothing_to_do_says_so_and_how_tickets_come_about(window, shop):
    screen = arrived(window, shop)
    assert not window.is_shown("ticketTable")
    assert "没有要处理的售后" in tab_of(screen).empty.title()


def test_the_most_urgent_stands_on_top_with_its_clock(window, shop):
    a_question(shop, "old")
    shop.clock.pass_time(11 * MINUTE)
    a_question(shop, "new")
    shop.clock.pass_time(6 * MINUTE)
    screen = arrived(window, shop)
    first, second = shown(window)
    assert first.endswith("待回复，超 07:00，已超时")
    assert second.endswith("待回复，04:00，内回复")
    assert window.badges["orders"] == 1
    assert tab_of(screen).ticket_detail.badge.badge().text == "超 07:00 回复顾客"


def test_the_clock_runs_while_one_looks(window, shop):
    a_question(shop)
    screen = arrived(window, shop)
    shop.clock.pass_time(MINUTE)
    tab_of(screen).tick()
    assert tab_of(screen).ticket_detail.badge.badge().text == "还剩 09:00 回复顾客"


def test_a_failing_service_is_told_and_crashes_nothing(window, shop, monkeypatch):
    def fails(**_how: object) -> None:
        raise OutsideError("disk", "盘读不出来，什么都没有动")

    screen = arrived(window, shop)
    monkeypatch.setattr(shop.after_sales, "list_tickets", fails)
    screen.refresh()
    window.settle()
    assert window.crashes == []


# Replying ----------------------------------------------------------------------------------------


def test_a_late_top_up_is_answered_by_two_keys_with_the_comfort_text(window, shop):
    ticket_id = a_late_ticket(shop)
    screen = arrived(window, shop, ticket_id)
    words = tab_of(screen).ticket_detail.draft()
    assert "云境传说点卡" in words
    assert words in tab_of(screen).ticket_detail.thread_view.texts()
    window.type("Y")
    assert QGuiApplication.clipboard().text() == words
    window.type("R")
    assert state_of(shop, ticket_id) is TicketState.ANSWERED
    entry = shop.after_sales.case(ticket_id).entries[-1]
    assert (entry.text, entry.person) == (words, "林小舟")
    assert tab_of(screen).ticket_detail.draft() == ""


def test_a_reply_is_noted_once_however_often_r_is_pressed(window, shop):
    ticket_id = a_late_ticket(shop)
    arrived(window, shop, ticket_id)
    window.type("RR", gap_ms=0)
    window.settle()
    kinds = [entry.kind for entry in shop.after_sales.case(ticket_id).entries]
    assert kinds.count(EntryKind.REPLY) == 1


def test_a_refused_reply_comes_back_into_the_line_of_its_own_ticket(window, shop):
    first, second = a_question(shop, "a"), a_question(shop, "b")
    screen = arrived(window, shop, first)
    window.type("R", "half")
    shop.after_sales.reply(shop.cashier, first, "可以")
    shop.after_sales.close(shop.cashier, first)
    tab_of(screen)._reply()
    tab_of(screen)._show_case(shop.after_sales.case(second))
    tab_of(screen).tickets.select_key(second)
    window.settle()
    assert window.find(QLineEdit, "replyText").text() == ""
    assert tab_of(screen)._drafts == {first: "half"}


def test_r_without_a_draft_leads_to_the_line_and_enter_notes_what_is_typed(window, shop):
    ticket_id = a_question(shop)
    arrived(window, shop, ticket_id)
    window.type("R")
    assert window.find(QLineEdit, "replyText").hasFocus()
    window.type("ky", ENTER)
    assert shop.after_sales.case(ticket_id).entries[-1].text == "ky"


def test_a_quick_reply_fills_the_draft(window, shop):
    arrived(window, shop, a_late_ticket(shop))
    press(window, "quickReply_picture")
    assert "截图" in window.find(QLineEdit, "replyText").text()


def test_the_ready_text_follows_the_goods_and_what_one_chose_stays(window, shop):
    ticket_id = a_late_ticket(shop)
    screen = arrived(window, shop, ticket_id)
    line = window.find(QLineEdit, "replyText")
    assert "有点慢" in line.text()
    assert window.find(QPushButton, "quickReply_late").isChecked()
    becomes(shop, ticket_id, DeliveryState.ARRIVED)
    screen.refresh()
    window.settle()
    assert "到账了" in line.text()
    press(window, "quickReply_picture")
    becomes(shop, ticket_id, DeliveryState.FAILED)
    screen.refresh()
    window.settle()
    assert "截图" in line.text()


def test_cards_that_nobody_saw_are_shown_where_goods_are_handed_over(window, shop):
    ticket_id = a_late_ticket(shop)
    becomes(shop, ticket_id, DeliveryState.ARRIVED)
    screen = arrived(window, shop, ticket_id)
    press(window, "showAgain")
    assert screen._current == "undelivered"


def test_a_draft_waits_for_its_ticket_while_one_looks_at_another(window, shop):
    first, second = a_question(shop, "a"), a_question(shop, "b")
    screen = arrived(window, shop, first)
    assert not screen.must_stay()
    window.type("R", "half")
    assert screen.must_stay()
    tab_of(screen).tickets.select_key(second)
    window.settle()
    assert window.find(QLineEdit, "replyText").text() == ""
    tab_of(screen).tickets.select_key(first)
    window.settle()
    assert window.find(QLineEdit, "replyText").text() == "half"


def test_ctrl_enter_closes_an_answered_ticket_and_refuses_an_unanswered_one(window, shop):
    ticket_id = a_question(shop)
    arrived(window, shop, ticket_id)
    window.press("Ctrl+Return")
    assert [error.code for error in window.refusals] == ["answer_first"]
    shop.after_sales.reply(shop.cashier, ticket_id, "可以")
    window.press("Ctrl+Return")
    assert state_of(shop, ticket_id) is TicketState.CLOSED
    assert not window.is_shown("ticketTable")


def test_a_closed_ticket_is_found_and_opened_again(window, shop):
    ticket_id = a_question(shop)
    shop.after_sales.reply(shop.cashier, ticket_id, "可以")
    shop.after_sales.close(shop.cashier, ticket_id)
    screen = arrived(window, shop)
    tab_of(screen).sides.choose(1)
    window.settle()
    assert len(shown(window)) == 1
    press(window, "reopenTicket")
    assert state_of(shop, ticket_id) is TicketState.OPEN
    assert len(shown(window)) == 1


# Opening -----------------------------------------------------------------------------------------


def test_one_key_on_a_sale_asks_what_the_trouble_is_and_leads_to_the_ticket(window, shop):
    line = a_waiting_line(shop)
    screen = window.show(shop.screen(window.context))
    screen.arrive("sales")
    window.settle()
    window.type("A")
    sheet = window.sheet()
    assert isinstance(sheet, TicketFormSheet)
    assert sheet.kind.currentText() == "没到账"
    window.type(ENTER)
    ticket_id = shop.after_sales.live_ticket_of(line.id)
    assert ticket_id is not None
    case = tab_of(screen)._case
    assert case is not None
    assert case.ticket.id == ticket_id
    assert screen._current == "after_sales"


def test_a_line_with_an_open_ticket_leads_to_it(window, shop):
    ticket_id = a_late_ticket(shop)
    screen = window.show(shop.screen(window.context))
    screen.arrive("undelivered")
    window.settle()
    window.type("A")
    window.settle()
    assert screen._current == "after_sales"
    case = tab_of(screen)._case
    assert case is not None
    assert case.ticket.id == ticket_id


def test_a_question_needs_no_sale(window, shop):
    arrived(window, shop)
    window.type("A")
    window.type(ENTER)
    assert isinstance(window.sheet(), TicketFormSheet), "a question has words"
    window.type("new", ENTER)
    assert shown(window)[0].startswith("咨询")


# Acts --------------------------------------------------------------------------------------------


def test_while_the_source_is_at_it_money_is_locked_and_the_page_says_why(window, shop):
    arrived(window, shop, a_late_ticket(shop))
    for name in ("otherSource", "ticketRefund", "compensateTicket"):
        assert not window.find(QPushButton, name).isEnabled()
    assert "等货源说成功或失败" in window.find(QLabel, "ticketHint").text()
    assert window.find(QPushButton, "queryTicket").isEnabled()


def test_an_unknown_line_is_amber_and_one_on_its_way_blue(window, shop):
    ticket_id = a_late_ticket(shop)
    state = tab_of(arrived(window, shop, ticket_id)).ticket_detail._facts["state"]
    assert (state.value.text(), state.value.property("tone")) == ("出卡中 10 分", "info")
    with shop.ground.database.write() as connection:
        connection.execute(update(sale_line).values(delivery_state=DeliveryState.UNKNOWN))
    window.context.notifier.notify(Changes.of(Topic.AFTER_SALES, Topic.DELIVERY))
    window.settle()
    assert (state.value.text(), state.value.property("tone")) == ("待确认", "warn")


def test_enter_asks_the_source_again(window, shop):
    screen = arrived(window, shop, a_late_ticket(shop))
    asked = len(shop.platform.calls)
    window.type(ENTER)
    assert window.crashes == []
    assert len(shop.platform.calls) > asked
    assert tab_of(screen).ticket_detail.query.isEnabled()


def test_pressing_the_source_copies_what_to_send_and_notes_it(window, shop):
    ticket_id = a_late_ticket(shop)
    arrived(window, shop, ticket_id)
    press(window, "escalateTicket")
    copied = QGuiApplication.clipboard().text()
    line = shop.after_sales.case(ticket_id).ticket.line
    assert line is not None
    assert line.upstream_number in copied
    assert state_of(shop, ticket_id) is TicketState.WAITING_SOURCE


def test_a_failed_line_is_refunded_from_its_ticket_and_that_is_noted(window, shop):
    ticket_id = a_late_ticket(shop)
    becomes(shop, ticket_id, DeliveryState.FAILED)
    arrived(window, shop, ticket_id)
    press(window, "ticketRefund")
    assert isinstance(window.sheet(), RefundSheet)
    confirm_front(window)
    give_pin(window)
    assert state_of(shop, ticket_id) is TicketState.DECIDED
    assert shop.after_sales.case(ticket_id).entries[-1].text == "act_refund"


def test_a_compensation_needs_the_owner_and_is_a_cost_of_the_day(window, shop):
    ticket_id = a_late_ticket(shop)
    becomes(shop, ticket_id, DeliveryState.ARRIVED)
    arrived(window, shop, ticket_id)
    press(window, "compensateTicket")
    window.type("5")
    window.find(QLineEdit, "reasonText").setText("让你久等了")
    confirm_front(window)
    give_pin(window)
    assert shop.reporting.day_report().costs.compensation == Money(5_00)
    assert shop.after_sales.case(ticket_id).ticket.compensated == Money(5_00)


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_the_proof_is_saved_as_a_picture_or_a_pdf(window, shop, tmp_path: Path, ending: str):
    arrived(window, shop, a_late_ticket(shop))
    press(window, "ticketProof")
    target = tmp_path / f"proof.{ending}"
    window.find(QLineEdit, "filePath").setText(str(target))
    confirm_front(window)
    head = {"png": b"\x89PNG", "pdf": b"%PDF"}[ending]
    assert target.read_bytes().startswith(head)
