"""What a person does with a ticket: opening, answering, escalating, deciding, closing, again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop.domain.after_sales import (
    ClockKind,
    EntryKind,
    TicketAct,
    TicketCause,
    TicketKind,
    TicketState,
)
from desktop.domain.cart import Cart
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.purchase import PurchaseState
from desktop.services.after_sales import TicketRequest
from desktop.services.order_lists import PurchaseFilter
from desktop.storage import ledger
from tests.after_sales import SECOND, AfterSalesShop

MINUTE = timedelta(minutes=1)


@pytest.fixture
def shop() -> AfterSalesShop:
    return AfterSalesShop()


def refused(code: str):
    return pytest.raises(BusinessRuleError, check=lambda error: error.code == code)


def a_question(shop: AfterSalesShop, request_id: str = "q1") -> int:
    wanted = TicketRequest(
        request_id, TicketKind.QUESTION, contact="QQ 10001", text="月卡能叠加吗？"
    )
    return shop.after_sales.open_ticket(shop.cashier, wanted).ticket_id


def ledger_kinds(shop: AfterSalesShop) -> list[str]:
    with shop.ground.database.read() as connection:
        return list(connection.exec_driver_sql("SELECT kind FROM ledger ORDER BY seq").scalars())


# Opening -----------------------------------------------------------------------------------------


def test_a_ticket_on_a_line_knows_whose_it_is_and_how_far_the_goods_are(
    shop: AfterSalesShop,
) -> None:
    line = shop.a_line_on_its_way()
    wanted = TicketRequest("t1", TicketKind.NOT_ARRIVED, line.id, text="  半小时了还没到  ")
    ticket_id = shop.after_sales.open_ticket(shop.cashier, wanted).ticket_id
    case = shop.case(ticket_id)
    assert (case.ticket.number, case.ticket.cause) == ("T260618-001", TicketCause.PERSON)
    assert case.ticket.opened_by == "林小舟"
    assert [(entry.kind, entry.person, entry.text) for entry in case.entries] == [
        (EntryKind.CUSTOMER, "林小舟", "半小时了还没到"),
        (EntryKind.SYSTEM, "", "line_processing"),
    ]
    assert case.clock is not None
    assert case.clock.kind is ClockKind.ANSWER
    assert shop.after_sales.live_ticket_of(line.id) == ticket_id


def test_the_same_request_twice_opens_one(shop: AfterSalesShop) -> None:
    first = a_question(shop)
    again = TicketRequest("q1", TicketKind.QUESTION, text="月卡能叠加吗？")
    outcome = shop.after_sales.open_ticket(shop.cashier, again)
    assert (outcome.ticket_id, outcome.is_repeat) == (first, True)
    assert len(shop.after_sales.list_tickets().tickets) == 1


def test_only_a_question_needs_no_line(shop: AfterSalesShop) -> None:
    assert shop.case(a_question(shop)).ticket.contact == "QQ 10001"
    with refused("ticket_needs_line"):
        shop.after_sales.open_ticket(shop.cashier, TicketRequest("x", TicketKind.SHORT))


# The thread --------------------------------------------------------------------------------------


def test_the_first_reply_stops_the_answer_clock_and_the_median_keeps_it(
    shop: AfterSalesShop,
) -> None:
    ticket_id = shop.a_late_ticket()
    shop.clock.pass_time(3 * MINUTE)
    shop.after_sales.reply(shop.cashier, ticket_id, shop.case(ticket_id).replies[0].text)
    case = shop.case(ticket_id)
    assert case.ticket.state is TicketState.ANSWERED
    assert case.ticket.is_taken_up
    assert case.clock is not None
    assert case.clock.kind is ClockKind.ESCALATE
    shop.clock.pass_time(5 * MINUTE)
    answered_at = case.ticket.answered_at
    shop.after_sales.reply(shop.senior, ticket_id, "还在等")
    assert shop.case(ticket_id).ticket.answered_at == answered_at
    today = shop.after_sales.list_tickets().today
    assert (today.answered, today.in_time, today.answer_seconds) == (1, 1, 180)


def test_the_median_is_the_middle_one_and_of_two_the_middle_between(shop: AfterSalesShop) -> None:
    ids = [a_question(shop, f"q{number}") for number in range(3)]
    for ticket_id, minutes in zip(ids, (1, 2, 17), strict=True):
        shop.clock.pass_time(minutes * MINUTE)
        shop.after_sales.reply(shop.cashier, ticket_id, "可以")
    today = shop.after_sales.list_tickets().today
    assert (today.answer_seconds, today.in_time, today.answered) == (180, 2, 3)
    shop.after_sales.close(shop.cashier, ids[0])
    shop.clock.pass_time(10 * MINUTE)
    shop.after_sales.close(shop.cashier, ids[1])
    assert shop.after_sales.list_tickets().today.solve_seconds == 25 * 60


def test_no_entry_is_ever_changed(shop: AfterSalesShop) -> None:
    a_question(shop)
    for statement in ("UPDATE ticket_entry SET text = ''", "DELETE FROM ticket_entry"):
        with (
            pytest.raises(IntegrityError, match="never"),
            shop.ground.database.write() as connection,
        ):
            connection.execute(text(statement))


def test_a_thread_keeps_its_order_when_the_clock_goes_back(shop: AfterSalesShop) -> None:
    ticket_id = a_question(shop)
    shop.clock.pass_time(timedelta(hours=-3))
    shop.after_sales.reply(shop.cashier, ticket_id, "可以叠加")
    assert [entry.text for entry in shop.case(ticket_id).entries] == ["月卡能叠加吗？", "可以叠加"]
    assert shop.after_sales.list_tickets().today.answer_seconds in {0, None}


def test_a_card_of_the_line_never_gets_into_its_thread(shop: AfterSalesShop) -> None:
    product = shop.a_product("DK", cards=1)
    line = shop.sell(Cart().with_product(product)).sale.lines[0]
    wanted = TicketRequest("t1", TicketKind.CARD_USED, line.id)
    ticket_id = shop.after_sales.open_ticket(shop.cashier, wanted).ticket_id
    with refused("reply_has_secret"):
        shop.after_sales.reply(shop.cashier, ticket_id, "你的卡密是 DK-CARD-0000-SECRET")
    with refused("reply_has_secret"):
        shop.after_sales.note_customer(shop.cashier, ticket_id, "DK-CARD-0000-SECRET 不能用")
    assert shop.case(ticket_id).ticket.answered_at is None


def test_an_empty_or_endless_text_is_refused(shop: AfterSalesShop) -> None:
    ticket_id = a_question(shop)
    for words in ("  ", "长" * 501):
        with refused("ticket_text"):
            shop.after_sales.reply(shop.cashier, ticket_id, words)


# Going on ----------------------------------------------------------------------------------------


def test_escalating_gives_the_text_for_the_source_with_its_number_and_starts_its_clock(
    shop: AfterSalesShop,
) -> None:
    ticket_id = shop.a_late_ticket()
    shop.after_sales.reply(shop.cashier, ticket_id, "在催")
    asked = shop.after_sales.escalate(shop.cashier, ticket_id)
    (bought,) = shop.purchasing.list_purchases(PurchaseFilter())
    assert bought.upstream_number in asked.text
    assert bought.number in asked.text
    case = shop.case(ticket_id)
    assert (case.ticket.state, case.ticket.escalated_at) == (
        TicketState.WAITING_SOURCE, shop.clock.now(),
    )  # fmt: skip
    assert case.clock is not None
    assert case.clock.due_at == shop.clock.now() + 60 * MINUTE
    assert (case.entries[-1].text, case.entries[-1].value) == ("escalated", bought.upstream_number)


def test_a_question_has_no_source_to_press(shop: AfterSalesShop) -> None:
    with refused("no_source"):
        shop.after_sales.escalate(shop.cashier, a_question(shop))


def test_waiting_for_the_customer_ends_when_they_speak(shop: AfterSalesShop) -> None:
    ticket_id = a_question(shop)
    shop.after_sales.reply(shop.cashier, ticket_id, "发个截图")
    shop.after_sales.wait_for_customer(shop.cashier, ticket_id)
    assert shop.case(ticket_id).ticket.state is TicketState.WAITING_CUSTOMER
    shop.after_sales.note_customer(shop.cashier, ticket_id, "发你了")
    assert shop.case(ticket_id).ticket.state is TicketState.ANSWERED


def test_closing_needs_an_answer_and_a_closed_ticket_takes_nothing_more(
    shop: AfterSalesShop,
) -> None:
    ticket_id = a_question(shop)
    with refused("answer_first"):
        shop.after_sales.close(shop.cashier, ticket_id)
    shop.after_sales.reply(shop.cashier, ticket_id, "可以")
    shop.after_sales.close(shop.cashier, ticket_id)
    for act in (
        lambda: shop.after_sales.reply(shop.cashier, ticket_id, "还有"),
        lambda: shop.after_sales.close(shop.cashier, ticket_id),
        lambda: shop.after_sales.decide(shop.cashier, ticket_id, "不退"),
    ):
        with refused("ticket_closed"):
            act()
    assert [one.id for one in shop.after_sales.list_tickets(is_closed=True).tickets] == [ticket_id]


def test_opening_again_starts_the_answer_clock_anew(shop: AfterSalesShop) -> None:
    ticket_id = a_question(shop)
    shop.after_sales.reply(shop.cashier, ticket_id, "可以")
    with refused("ticket_live"):
        shop.after_sales.reopen(shop.cashier, ticket_id)
    shop.after_sales.close(shop.cashier, ticket_id)
    shop.clock.pass_time(timedelta(days=1))
    shop.after_sales.reopen(shop.cashier, ticket_id, "还是不行")
    clock = shop.case(ticket_id).clock
    assert clock is not None
    assert (clock.kind, clock.due_at) == (ClockKind.ANSWER, shop.clock.now() + 10 * MINUTE)
    shop.clock.pass_time(10 * MINUTE + SECOND)
    assert shop.after_sales.counts().overdue == 1


def test_everything_a_person_does_stands_in_the_ledger_without_a_word_of_it(
    shop: AfterSalesShop,
) -> None:
    ticket_id = shop.a_late_ticket()
    shop.after_sales.reply(shop.cashier, ticket_id, "在催了别急")
    shop.after_sales.escalate(shop.cashier, ticket_id)
    shop.after_sales.decide(shop.cashier, ticket_id, "说好明天到")
    shop.after_sales.close(shop.cashier, ticket_id)
    shop.after_sales.reopen(shop.cashier, ticket_id)
    assert [kind for kind in ledger_kinds(shop) if kind.startswith("ticket")] == [
        "ticket_opened", "ticket_answered", "ticket_escalated", "ticket_decided",
        "ticket_closed", "ticket_reopened",
    ]  # fmt: skip
    with shop.ground.database.read() as connection:
        assert ledger.verify(connection, shop.ground.vault).ok
        bodies = connection.exec_driver_sql("SELECT body FROM ledger").scalars().all()
    assert not any("别急" in body or "明天" in body for body in bodies)


# Acts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_unknown", [False, True])
def test_while_the_outcome_is_open_every_act_says_what_is_waited_for(
    shop: AfterSalesShop, is_unknown: bool
) -> None:
    line = shop.a_line_on_its_way(is_unknown=is_unknown)
    wanted = TicketRequest("t1", TicketKind.NOT_ARRIVED, line.id)
    ticket_id = shop.after_sales.open_ticket(shop.cashier, wanted).ticket_id
    awaited = "等查到结果" if is_unknown else "等货源说成功或失败"
    locks = shop.case(ticket_id).locks
    assert set(locks) == set(TicketAct)
    assert all(awaited in (lock or "") for lock in locks.values())


def test_once_the_source_has_failed_the_acts_are_free_and_the_ticket_decided(
    shop: AfterSalesShop,
) -> None:
    ticket_id = shop.a_late_ticket()
    line = shop.case(ticket_id).ticket.line
    assert line is not None
    assert line.purchase_state is PurchaseState.ACCEPTED
    shop.becomes(line.id, DeliveryState.FAILED)
    locks = shop.case(ticket_id).locks
    assert [act for act, lock in locks.items() if lock is None] == [
        TicketAct.OTHER_SOURCE, TicketAct.REFUND, TicketAct.COMPENSATE,
    ]  # fmt: skip
    shop.after_sales.note_act(shop.cashier, ticket_id, TicketAct.REFUND)
    case = shop.case(ticket_id)
    assert case.ticket.state is TicketState.DECIDED
    assert case.entries[-1].text == "act_refund"


def test_earlier_trouble_of_the_same_customer_is_counted(shop: AfterSalesShop) -> None:
    from desktop.services.customers import Customers

    member = Customers(shop.ground, shop.rights).add(shop.owner, "陶知夏", "13800007781").customer
    opened = [
        shop.after_sales.open_ticket(
            shop.cashier,
            TicketRequest(f"q{number}", TicketKind.QUESTION, customer_id=member.id),
        ).ticket_id
        for number in range(3)
    ]
    assert shop.case(opened[-1]).earlier == 2
    shop.clock.pass_time(timedelta(days=100))
    shop.after_sales.open_ticket(
        shop.cashier, TicketRequest("later", TicketKind.QUESTION, customer_id=member.id)
    )
    assert shop.case(opened[-1]).earlier == 1


# Quick replies -----------------------------------------------------------------------------------


def test_a_quick_reply_is_the_owners_own_words_filled_from_the_line(shop: AfterSalesShop) -> None:
    words = "{商品} {单号} {时间} {没有这个} {0.__class__}"
    shop.settings.change(shop.owner, {"after_sales.reply_late": words})
    case = shop.case(shop.a_late_ticket())
    line = case.ticket.line
    assert line is not None
    filled = f"{line.title} {line.sale_number} 06-18 09:00 {{没有这个}} {{0.__class__}}"
    assert case.replies[0].text == filled


def test_an_empty_quick_reply_is_not_offered(shop: AfterSalesShop) -> None:
    shop.settings.change(shop.owner, {"after_sales.reply_picture": ""})
    keys = {reply.key for reply in shop.case(a_question(shop)).replies}
    assert "picture" not in keys
    assert "own" not in keys


# The proof ---------------------------------------------------------------------------------------


def test_the_proof_tells_the_order_and_its_way_and_holds_no_card(shop: AfterSalesShop) -> None:
    product = shop.a_product("DK", cards=1)
    line = shop.sell(Cart().with_product(product), request_id="card").sale.lines[0]
    shop.delivery.reveal(shop.cashier, line.id)
    wanted = TicketRequest("t1", TicketKind.CARD_USED, line.id)
    ticket_id = shop.after_sales.open_ticket(shop.cashier, wanted).ticket_id
    told = paper_text(shop, ticket_id)
    assert "SECRET" not in told
    assert "S260618-0001" in told
    assert "已到账，交给顾客了" in told


def test_the_proof_of_a_bought_line_has_the_sources_number_and_every_state(
    shop: AfterSalesShop,
) -> None:
    told = paper_text(shop, shop.a_late_ticket())
    (bought,) = shop.purchasing.list_purchases(PurchaseFilter())
    assert bought.upstream_number in told
    assert "货源接单，处理中" in told
    with refused("nothing_to_prove"):
        shop.proofs.proof_of(a_question(shop))


def paper_text(shop: AfterSalesShop, ticket_id: int) -> str:
    blocks = shop.proofs.proof_of(ticket_id).blocks
    parts = ("text", "left", "right")
    return "\n".join(
        str(getattr(block, part)) for block in blocks for part in parts if hasattr(block, part)
    )
