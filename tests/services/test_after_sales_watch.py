"""Tickets that open by themselves: once, in time, whatever the clock and the process do."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.domain.after_sales import TicketCause, TicketState
from desktop.domain.changes import Topic
from desktop.domain.delivery import DeliveryState
from desktop.storage import after_sales_queries, ledger
from tests.after_sales import PROMISE, SECOND, AfterSalesShop


@pytest.fixture
def shop() -> AfterSalesShop:
    return AfterSalesShop()


def tickets(shop: AfterSalesShop) -> list[tuple[TicketCause, TicketState]]:
    shown = shop.after_sales.list_tickets().tickets
    return [(one.cause, one.state) for one in shown]


def test_a_ticket_opens_when_the_arrival_promise_passes_and_not_a_second_sooner(
    shop: AfterSalesShop,
) -> None:
    sold_at = shop.clock.now()
    line = shop.a_line_on_its_way()
    shop.clock.pass_time(PROMISE - SECOND)
    early = shop.watch.review()
    assert (early.opened, early.next_at) == ((), sold_at + PROMISE)
    assert not early.changes.topics
    shop.clock.pass_time(SECOND)
    report = shop.watch.review()
    assert Topic.AFTER_SALES in report.changes.topics
    case = shop.case(report.opened[0])
    assert case.ticket.line is not None
    assert case.ticket.line.id == line.id
    assert case.ticket.promised_at == sold_at + PROMISE
    assert shop.thread(report.opened[0]) == ["promise_passed", "line_processing"]
    assert "云境传说点卡" in case.replies[0].text
    assert case.replies[0].key == "late"


def test_looking_again_opens_nothing_again_nor_after_a_restart_or_a_clock_set_back(
    shop: AfterSalesShop,
) -> None:
    ticket_id = shop.a_late_ticket()
    assert shop.watch.review().opened == ()
    shop.open_desk()
    assert shop.watch.review().opened == ()
    shop.clock.pass_time(timedelta(hours=-5))
    assert shop.watch.review().opened == ()
    shop.clock.pass_time(timedelta(hours=9))
    assert shop.watch.review().opened == ()
    shop.after_sales.reply(shop.cashier, ticket_id, "在催了")
    shop.after_sales.close(shop.cashier, ticket_id)
    assert shop.watch.review().opened == ()
    assert tickets(shop) == []


def test_many_looks_at_once_open_one_ticket(shop: AfterSalesShop) -> None:
    shop.a_line_on_its_way()
    shop.clock.pass_time(PROMISE)
    gate = threading.Barrier(8)
    found: list[int] = []
    wrong: list[BaseException] = []

    def look() -> None:
        try:
            gate.wait()
            found.extend(shop.watch.review().opened)
        except BaseException as error:
            wrong.append(error)

    looks = [threading.Thread(target=look) for _ in range(8)]
    for one in looks:
        one.start()
    for one in looks:
        one.join()
    assert wrong == []
    assert len(found) == 1
    assert tickets(shop) == [(TicketCause.LATE, TicketState.OPEN)]
    assert shop.thread(found[0]) == ["promise_passed", "line_processing"]


@pytest.mark.parametrize("arrives", [False, True])
def test_a_look_that_comes_too_late_opens_nothing(shop: AfterSalesShop, arrives: bool) -> None:
    """It read the line before another look opened its ticket, or before the goods came."""
    line = shop.a_line_on_its_way()
    shop.clock.pass_time(PROMISE)
    with shop.ground.database.read() as connection:
        (stale,) = after_sales_queries.list_waiting_lines(connection)
    if arrives:
        shop.becomes(line.id, DeliveryState.ARRIVED)
    else:
        shop.watch.review()
    assert shop.watch._open(stale, shop.clock.now()) is None
    assert len(shop.after_sales.list_tickets().tickets) == (0 if arrives else 1)


def test_the_file_itself_keeps_a_second_ticket_of_the_same_promise_out(
    shop: AfterSalesShop,
) -> None:
    ticket_id = shop.a_late_ticket()
    with (
        pytest.raises(IntegrityError, match="UNIQUE"),
        shop.ground.database.write() as connection,
    ):
        connection.exec_driver_sql(
            "INSERT INTO ticket SELECT id + 1, 'other', 'T1', business_date, sequence + 1, kind,"
            " cause, state, sale_line_id, line_state, customer_id, contact, opened_at, opened_by,"
            " asked_at, first_answered_at, answered_at, waiting_since, escalated_at, decided_at,"
            " solved_at, closed_at, promised_at, is_taken_up FROM ticket WHERE id = ?",
            (ticket_id,),
        )


class Killed(BaseException):
    """The process is gone."""


class DiesAt:
    def __init__(self, name: str) -> None:
        self.name = name

    def reached(self, name: str) -> None:
        if name == self.name:
            raise Killed


@pytest.mark.parametrize("step", ["ticket_late.before_commit", "ticket_late.committed"])
def test_a_kill_while_a_ticket_opens_leaves_one_or_none_and_the_next_look_puts_it_right(
    shop: AfterSalesShop, step: str
) -> None:
    shop.a_line_on_its_way()
    shop.clock.pass_time(PROMISE)
    calm = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt(step))
    with pytest.raises(Killed):
        shop.watch.review()
    object.__setattr__(shop.ground, "fail_points", calm)
    shop.watch.review()
    (one,) = shop.after_sales.list_tickets().tickets
    assert shop.thread(one.id) == ["promise_passed", "line_processing"]
    with shop.ground.database.read() as connection:
        assert ledger.verify(connection, shop.ground.vault).ok


def test_a_kill_while_an_arrival_is_noted_notes_it_once(shop: AfterSalesShop) -> None:
    ticket_id = shop.a_late_ticket()
    line = shop.case(ticket_id).ticket.line
    assert line is not None
    shop.becomes(line.id, DeliveryState.ARRIVED)
    calm = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt("ticket_note.before_commit"))
    with pytest.raises(Killed):
        shop.watch.review()
    object.__setattr__(shop.ground, "fail_points", calm)
    assert "line_arrived" not in shop.thread(ticket_id)
    shop.watch.review()
    assert shop.thread(ticket_id).count("line_arrived") == 1


def test_goods_that_come_end_a_ticket_nobody_took_up(shop: AfterSalesShop) -> None:
    ticket_id = shop.a_late_ticket()
    line = shop.case(ticket_id).ticket.line
    assert line is not None
    shop.becomes(line.id, DeliveryState.ARRIVED)
    report = shop.watch.review()
    assert (report.closed, report.noted) == (1, 1)
    assert shop.case(ticket_id).ticket.state is TicketState.CLOSED
    assert shop.thread(ticket_id)[2:] == ["line_arrived", "closed_by_itself"]
    assert shop.watch.review().noted == 0


def test_one_that_somebody_took_up_says_that_they_came_and_stays(shop: AfterSalesShop) -> None:
    ticket_id = shop.a_late_ticket()
    shop.after_sales.reply(shop.cashier, ticket_id, "我在盯着")
    line = shop.case(ticket_id).ticket.line
    assert line is not None
    shop.becomes(line.id, DeliveryState.ARRIVED)
    report = shop.watch.review()
    assert (report.closed, report.noted) == (0, 1)
    case = shop.case(ticket_id)
    assert case.ticket.state is TicketState.ANSWERED
    assert case.ticket.has_arrived
    assert shop.thread(ticket_id)[-1] == "line_arrived"
    assert case.replies[0].key == "done"


def test_a_line_whose_customer_spoke_first_gets_no_second_ticket(shop: AfterSalesShop) -> None:
    from desktop.domain.after_sales import TicketKind
    from desktop.services.after_sales import TicketRequest

    line = shop.a_line_on_its_way()
    wanted = TicketRequest("t1", TicketKind.NOT_ARRIVED, line.id, text="还没到")
    shop.after_sales.open_ticket(shop.cashier, wanted)
    shop.clock.pass_time(PROMISE)
    assert shop.watch.review().opened == ()
    assert tickets(shop) == [(TicketCause.PERSON, TicketState.OPEN)]


def test_what_waits_for_the_network_has_its_promise_counted_from_when_it_leaves(
    shop: AfterSalesShop,
) -> None:
    shop.unplug()
    shop.a_line_on_its_way()
    shop.clock.pass_time(timedelta(hours=2))
    assert shop.watch.review().opened == ()
    shop.plug_in()
    shop.purchasing.advance_due()
    shop.clock.pass_time(PROMISE - timedelta(minutes=1))
    assert shop.watch.review().opened == ()
    shop.clock.pass_time(timedelta(minutes=2))
    assert len(shop.watch.review().opened) == 1


def test_the_owner_may_switch_it_off(shop: AfterSalesShop) -> None:
    shop.settings.change(shop.owner, {"after_sales.opens_by_itself": False})
    shop.a_line_on_its_way()
    shop.clock.pass_time(PROMISE)
    assert shop.watch.review().opened == ()
