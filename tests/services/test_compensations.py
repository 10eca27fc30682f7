"""Making good: who may give how much, what it costs the day, and that cash leaves the drawer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from desktop.domain.after_sales import TicketState
from desktop.domain.compensation import CompensationKind, CompensationRequest
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.stored_value import Purse
from desktop.models.after_sales import ticket
from desktop.services.customers import Customers
from desktop.services.report_blocks import day_blocks
from desktop.services.stored_value import StoredValue
from tests.after_sales import AfterSalesShop
from tests.services.test_after_sales_watch import DiesAt, Killed


@pytest.fixture
def shop() -> AfterSalesShop:
    return AfterSalesShop()


def refused(code: str):
    return pytest.raises(BusinessRuleError, check=lambda error: error.code == code)


def an_arrived_ticket(shop: AfterSalesShop) -> int:
    ticket_id = shop.a_late_ticket()
    shop.after_sales.reply(shop.cashier, ticket_id, "到了")
    line = shop.case(ticket_id).ticket.line
    assert line is not None
    shop.becomes(line.id, DeliveryState.ARRIVED)
    return ticket_id


def wanted(shop: AfterSalesShop, ticket_id: int, fen: int = 5_00, **changes) -> CompensationRequest:
    request = CompensationRequest(
        "c1", ticket_id, CompensationKind.CASH, Money(fen), "让你久等了", shop.shift.id
    )
    return replace(request, **changes)


def expected_cash(shop: AfterSalesShop) -> Money:
    return shop.reporting.day_report(date(2026, 6, 18)).cash.expected


def test_cash_is_a_cost_of_the_day_and_leaves_the_drawer_once(shop: AfterSalesShop) -> None:
    ticket_id, before = an_arrived_ticket(shop), expected_cash(shop)
    profit = shop.reporting.day_report().net_profit
    request = wanted(shop, ticket_id)
    shop.compensations.give(shop.senior, request)
    shop.compensations.give(shop.senior, request)
    report = shop.reporting.day_report()
    assert (report.costs.compensation, report.after_sales.given) == (Money(5_00), Money(5_00))
    assert report.cash.expected == before - Money(5_00)
    assert report.net_profit == profit - Money(5_00)
    assert ("compensation", 1, Money(5_00)) in [
        (each.kind, each.count, each.amount) for each in report.exceptions
    ]
    case = shop.case(ticket_id)
    assert (case.ticket.state, case.ticket.compensated) == (TicketState.DECIDED, Money(5_00))
    assert (case.entries[-1].text, case.entries[-1].value) == ("compensated", "5.00 · 让你久等了")


@pytest.mark.parametrize("kind", [CompensationKind.GOODS, CompensationKind.TRANSFER])
def test_goods_and_transfers_cost_the_same_and_leave_the_drawer_alone(
    shop: AfterSalesShop, kind: CompensationKind
) -> None:
    ticket_id, before = an_arrived_ticket(shop), expected_cash(shop)
    shop.compensations.give(shop.senior, wanted(shop, ticket_id, kind=kind))
    assert shop.reporting.day_report().after_sales.given == Money(5_00)
    assert expected_cash(shop) == before


def test_a_member_may_get_it_as_stored_value_to_spend_and_nobody_else(
    shop: AfterSalesShop,
) -> None:
    member = Customers(shop.ground, shop.rights).add(shop.owner, "陶知夏", "13800007781").customer
    walk_in, ticket_id = an_arrived_ticket(shop), an_arrived_ticket(shop)
    as_stored = wanted(shop, ticket_id, kind=CompensationKind.STORED)
    with refused("no_purse"):
        shop.compensations.give(shop.senior, as_stored)
    shop.settings.change(shop.owner, {"stored.enabled": True})
    with refused("no_purse"):
        shop.compensations.give(shop.senior, replace(as_stored, ticket_id=walk_in))
    with shop.ground.database.write() as connection:
        connection.execute(
            update(ticket).where(ticket.c.id == ticket_id).values(customer_id=member.id)
        )
    before = expected_cash(shop)
    shop.compensations.give(shop.senior, as_stored)
    shop.compensations.give(shop.senior, as_stored)
    purse = StoredValue(shop.ground, shop.settings, shop.rights).purse_of(member.id)
    assert purse == Purse(bonus=Money(5_00))
    report = shop.reporting.day_report()
    assert (report.costs.compensation, report.stored_value.bonus) == (Money(5_00), Money(5_00))
    assert expected_cash(shop) == before


def test_who_may_give_how_much(shop: AfterSalesShop) -> None:
    ticket_id = an_arrived_ticket(shop)

    def tries(actor: Actor, fen: int, name: str, *, with_owner: bool = False) -> str:
        approval = shop.approval if with_owner else None
        request = wanted(shop, ticket_id, fen, request_id=name, approval=approval)
        try:
            shop.compensations.give(actor, request)
        except BusinessRuleError as error:
            return error.code
        return "ok"

    assert tries(shop.cashier, 1, "a") == "needs_owner"
    assert tries(shop.senior, 10_01, "b") == "needs_owner"
    assert tries(shop.senior, 6_00, "c") == "ok"
    assert tries(shop.senior, 4_01, "d") == "needs_owner"
    assert tries(shop.senior, 4_00, "e") == "ok"
    assert tries(shop.cashier, 1, "f", with_owner=True) == "ok"
    assert tries(shop.owner, 50_00, "g") == "ok"
    with shop.ground.database.read() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM ledger").scalars().all()
    assert list(kinds).count("right_refused") == 3


def test_nothing_is_given_while_the_goods_may_still_come(shop: AfterSalesShop) -> None:
    ticket_id = shop.a_late_ticket()
    with refused("outcome_open"):
        shop.compensations.give(shop.owner, wanted(shop, ticket_id))
    assert shop.reporting.day_report().after_sales.given == Money(0)


def test_it_needs_words_and_an_amount(shop: AfterSalesShop) -> None:
    ticket_id = an_arrived_ticket(shop)
    with refused("ticket_text"):
        shop.compensations.give(shop.owner, wanted(shop, ticket_id, note=" "))
    with refused("amount_out_of_range"):
        shop.compensations.give(shop.owner, wanted(shop, ticket_id, 0))


@pytest.mark.parametrize("step", ["compensation.before_commit", "compensation.committed"])
def test_a_kill_leaves_both_the_cost_and_the_cash_or_neither(
    shop: AfterSalesShop, step: str
) -> None:
    ticket_id, before = an_arrived_ticket(shop), expected_cash(shop)
    calm = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt(step))
    with pytest.raises(Killed):
        shop.compensations.give(shop.senior, wanted(shop, ticket_id))
    object.__setattr__(shop.ground, "fail_points", calm)
    gone = before - expected_cash(shop)
    assert gone == shop.reporting.day_report().after_sales.given
    shop.compensations.give(shop.senior, wanted(shop, ticket_id))
    assert before - expected_cash(shop) == Money(5_00)


def test_the_day_report_says_how_after_sales_went(shop: AfterSalesShop) -> None:
    ticket_id = an_arrived_ticket(shop)
    shop.compensations.give(shop.senior, wanted(shop, ticket_id))
    blocks = {block.heading: block for block in day_blocks(shop.reporting.day_report())}
    rows = {row[0]: row[1] for row in blocks["售后"].rows}
    assert (rows["新的售后单"], rows["还没结的"], rows["已超时的"]) == (1, 1, 0)
    assert rows["首次回复中位数（秒）"] == 0
    assert ("其中售后另给的", -Money(5_00)) in blocks["其他成本与净利"].rows
    shop.clock.pass_time(timedelta(days=2))
    items = shop.shifts.close_shift(shop.cashier, {}).open_items
    assert (items.tickets, items.overdue_tickets) == (1, 1)


@pytest.mark.parametrize("step", ["ticket_open.before_commit", "ticket_open.committed"])
def test_a_kill_while_a_person_opens_leaves_a_whole_ticket_or_none(
    shop: AfterSalesShop, step: str
) -> None:
    from desktop.domain.after_sales import TicketKind
    from desktop.services.after_sales import TicketRequest

    request = TicketRequest("q", TicketKind.QUESTION, text="在吗")
    calm = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt(step))
    with pytest.raises(Killed):
        shop.after_sales.open_ticket(shop.cashier, request)
    object.__setattr__(shop.ground, "fail_points", calm)
    ticket_id = shop.after_sales.open_ticket(shop.cashier, request).ticket_id
    assert shop.thread(ticket_id) == ["在吗"]


def test_a_kill_before_an_answer_is_written_leaves_the_clock_running(shop: AfterSalesShop) -> None:
    ticket_id = shop.a_late_ticket()
    calm = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt("ticket_reply.before_commit"))
    with pytest.raises(Killed):
        shop.after_sales.reply(shop.cashier, ticket_id, "在催")
    object.__setattr__(shop.ground, "fail_points", calm)
    assert shop.case(ticket_id).ticket.answered_at is None
