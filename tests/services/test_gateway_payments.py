"""Payments that a gateway collects: nothing lost, nothing booked twice, nothing believed unproved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.errors import BusinessRuleError
from desktop.domain.gateway_payment import GatewayState, RefundState
from desktop.domain.money import Money
from desktop.domain.sale import Approval, PaymentState, ReturnReason, SaleState
from desktop.domain.tender import Tender, TenderMethod
from desktop.services.gateway_standing import GatewayPayment
from desktop.services.returns import RefundRequest
from desktop.storage import gateway_queries
from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import Fault, Reply, serving
from tests.gateway import GatewayTill, build_services

G = GatewayState


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


@pytest.fixture
def till(server: EpayServer) -> GatewayTill:
    till = GatewayTill()
    till.begin_with(server)
    return till


def sale_state(till: GatewayTill, payment: GatewayPayment) -> SaleState:
    return till.checkout.get_sale(payment.sale_id).state


def paid_rows(till: GatewayTill, payment: GatewayPayment) -> list[tuple[str, int]]:
    sale = till.checkout.get_sale(payment.sale_id)
    kept = [one for one in sale.payments if one.state is PaymentState.CONFIRMED]
    return [(one.method, one.amount.fen) for one in kept]


def kinds(till: GatewayTill) -> list[str]:
    with till.ground.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind FROM ledger ORDER BY seq")
        return [row[0] for row in rows]


# The usual way ------------------------------------------------------------------------------


def test_a_payment_is_written_down_before_a_byte_leaves(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin()
    assert (payment.state, server.count("/mapi.php")) == (G.PREPARED, 0)
    assert sale_state(till, payment) is SaleState.AWAITING_PAYMENT
    assert till.free_cards() == 4
    code = till.gateway_payments.send(payment.id)
    assert (code.state, code.number) == (G.WAITING, next(iter(server.payments)))
    assert code.code_text.startswith("weixin://")
    assert code.code_text not in repr(code)
    assert server.payments[code.number].money == "100.00"


def test_money_that_comes_completes_the_sale_once(till: GatewayTill, server: EpayServer) -> None:
    payment = till.begin_with_code()
    assert till.ask(payment.id).completed is None
    server.pay()
    first, second = till.ask(payment.id), till.ask(payment.id)
    assert first.completed is not None
    assert (first.completed.is_repeat, first.state) == (False, G.BOOKED)
    assert second.completed is None
    assert paid_rows(till, payment) == [("epay", 100_00)]
    assert till.gateway_payments.due_ids() == ()
    assert kinds(till).count("sale_paid_late") == 1


def test_what_was_waited_for_is_not_received_twice(till: GatewayTill, server: EpayServer) -> None:
    payment = till.gateway_payments.send(till.begin(cash=40_00).id)
    assert till.checkout.get_sale(payment.sale_id).received == Money(100_00)
    server.pay()
    till.ask(payment.id)
    sale = till.checkout.get_sale(payment.sale_id)
    assert (sale.received, sale.change_due) == (Money(100_00), Money(0))


def test_a_repeated_answer_books_nothing_more(till: GatewayTill, server: EpayServer) -> None:
    payment = till.begin_with_code()
    server.pay()
    till.ask(payment.id)
    before = kinds(till)
    for _again in range(3):
        assert till.ask(payment.id).completed is None
    assert kinds(till) == before


def test_cash_before_the_code_stays_with_the_sale(till: GatewayTill, server: EpayServer) -> None:
    payment = till.gateway_payments.send(till.begin(cash=40_00).id)
    assert server.payments[payment.number].money == "60.00"
    server.pay()
    till.ask(payment.id)
    assert paid_rows(till, payment) == [("cash", 40_00), ("epay", 60_00)]


def test_the_fee_of_the_tender_is_booked(till: GatewayTill, server: EpayServer) -> None:
    till.settings.change(till.owner, {"tender.fees": {"epay": 60}})
    payment = till.begin_with_code()
    server.pay()
    till.ask(payment.id)
    with till.ground.database.read() as connection:
        query = "SELECT sum(fee) FROM payment WHERE state = 'confirmed'"
        assert connection.exec_driver_sql(query).scalar() == 60


def test_the_same_request_begins_one_payment(till: GatewayTill) -> None:
    request = till.sale_request()
    begin = till.gateway_payments.begin
    first = begin(till.cashier, request, till.account.id, "wxpay")
    assert begin(till.cashier, request, till.account.id, "wxpay").id == first.id


def test_the_code_asks_for_what_the_kept_sale_will_book(till: GatewayTill) -> None:
    """The till fell over after the sale was kept, and the repeat splits it another way."""
    request = till.sale_request()
    till.checkout.complete_sale(till.cashier, request)
    split = (Tender(TenderMethod.CASH, Money(40_00), Money(40_00)),
             Tender(TenderMethod.EPAY, Money(60_00)))  # fmt: skip
    again = replace(request, tenders=split)
    payment = till.gateway_payments.begin(till.cashier, again, till.account.id, "wxpay")
    assert payment.amount == Money(100_00)


def test_nobody_says_by_hand_that_a_gateways_money_is_there(till: GatewayTill) -> None:
    request = till.sale_request()
    with pytest.raises(BusinessRuleError, match="由通道确认"):
        till.sell(request.cart, *request.tenders)
    payment = till.begin()
    tender = Tender(TenderMethod.EPAY, Money(100_00))
    with pytest.raises(BusinessRuleError, match="由通道确认"):
        till.pending_sales.confirm(till.cashier, payment.sale_id, [tender], till.shift.id)


def test_no_payment_becomes_a_gateways_or_ceases_to_be_one_by_hand(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = sold(till)
    change = till.returns.change_payment_method
    (epay,) = [
        one for one in till.checkout.get_sale(payment.sale_id).payments if one.state == "confirmed"
    ]
    with pytest.raises(BusinessRuleError, match="由通道证明"):
        change(till.owner, epay.id, TenderMethod.CASH, "看错了")
    cash = till.a_sale(till.card).payments[0]
    with pytest.raises(BusinessRuleError, match="由通道证明"):
        change(till.owner, cash.id, TenderMethod.EPAY, "看错了")
    sale = till.checkout.get_sale(payment.sale_id)
    with pytest.raises(BusinessRuleError, match="由通道证明"):
        till.returns.quote(sale.id, {sale.lines[0].id: 1}, TenderMethod.EPAY)


def test_money_given_back_in_cash_is_not_asked_back_from_the_gateway(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = sold(till)
    sale = till.checkout.get_sale(payment.sale_id)
    request = RefundRequest(
        "in-cash", sale.id, {sale.lines[0].id: 1}, ReturnReason.GOODWILL, till.shift.id, "好意",
        method_back=TenderMethod.CASH, approval=till.approval,
    )  # fmt: skip
    till.returns.refund(till.cashier, request)
    advance(till, 3)
    assert server.count("refund") == 0


# What goes wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [one for one in Fault if one is not Fault.NONE])
def test_a_code_that_got_lost_is_asked_for_again_and_is_the_same_one(
    till: GatewayTill, server: EpayServer, fault: Fault
) -> None:
    server.faults = [fault]
    payment = till.begin_with_code()
    assert (payment.state, payment.code_text) == (G.SENDING, "")
    assert sale_state(till, payment) is SaleState.AWAITING_PAYMENT
    again = till.gateway_payments.send(payment.id)
    assert again.state is G.WAITING
    assert again.code_text
    assert len(server.payments) == 1


def test_a_lost_code_that_was_paid_all_the_same_completes_the_sale(
    till: GatewayTill, server: EpayServer
) -> None:
    server.faults = [Fault.LOST_AFTER]
    payment = till.begin_with_code()
    server.pay()
    assert till.ask(payment.id).state is G.BOOKED


def test_a_gateway_that_nobody_reaches_was_not_asked(till: GatewayTill, server: EpayServer) -> None:
    draft_url = "http://127.0.0.1:9"
    from tests.gateway import draft_for

    till.gateway_accounts.change(till.owner, till.account.id, draft_for(draft_url))
    payment = till.begin_with_code()
    assert (payment.state, payment.reason) == (G.PREPARED, "ConnectionError")
    till.gateway_accounts.change(till.owner, till.account.id, draft_for(server.url))
    assert till.gateway_payments.send(payment.id).state is G.WAITING


def test_a_refusal_ends_it_and_the_sale_still_waits(till: GatewayTill, server: EpayServer) -> None:
    server.channel_says = ""
    with till.ground.database.write() as connection:
        row = gateway_queries.load_gateway(connection, till.account.id)
        from desktop.domain.secret import Secret

        sealed = gateway_queries.seal_secrets(till.ground.vault, row.id, {"key": Secret("wrong")})
        gateway_queries.change_gateway(connection, row.id, secrets_sealed=sealed)
    payment = till.begin_with_code()
    assert (payment.state, payment.message) == (G.REFUSED, "签名校验失败，请返回重试！")
    assert till.gateway_payments.due_ids() == ()
    assert sale_state(till, payment) is SaleState.AWAITING_PAYMENT


def test_a_channel_in_trouble_says_so_and_stays_open(till: GatewayTill, server: EpayServer) -> None:
    server.channel_says = "channel says no"
    payment = till.begin_with_code()
    assert (payment.state, payment.message) == (G.SENDING, "channel says no")


@pytest.mark.parametrize(
    "told",
    [
        {"money": "99.99"}, {"money": "1000.00"}, {"out_trade_no": "KTOTHER"}, {"status": 3},
        {"trade_no": "2026112306473562999"}, {"pid": 1002}, {"code": 0}, {"status": None},
    ],
    ids=str,
)  # fmt: skip
def test_money_that_does_not_agree_stays_unknown_and_the_goods_locked(
    till: GatewayTill, server: EpayServer, told: dict[str, object]
) -> None:
    payment = till.begin_with_code()
    server.pay()
    server.told = told
    asked = till.ask(payment.id)
    assert (asked.state, asked.completed) == (G.WAITING, None)
    assert asked.reason
    assert sale_state(till, payment) is SaleState.AWAITING_PAYMENT
    assert till.free_cards() == 4
    server.told = {}
    assert till.ask(payment.id).state is G.BOOKED


@pytest.mark.parametrize(
    "fault", [Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.HTML_BEFORE, Fault.HTML_AFTER]
)
def test_silence_about_a_paid_order_is_unknown_not_unpaid(
    till: GatewayTill, server: EpayServer, fault: Fault
) -> None:
    payment = till.begin_with_code()
    server.pay()
    server.query_faults = [fault]
    assert till.ask(payment.id).state is G.WAITING
    assert till.ask(payment.id).state is G.BOOKED


@pytest.mark.parametrize("body", [b"9" * 5000, b'{"code":1,"status":NaN}', b"", b"[]"])
def test_odd_answers_are_kept_sealed_and_believed_in_nothing(
    till: GatewayTill, server: EpayServer, body: bytes
) -> None:
    payment = till.begin_with_code()
    server.query_faults = [Reply(body)]
    assert till.ask(payment.id).state is G.WAITING
    with till.ground.database.read() as connection:
        kept = gateway_queries.open_answers(connection, till.ground, payment.id)
        sealed = connection.exec_driver_sql("SELECT answer_sealed FROM gateway_answer").all()
    assert len(kept) == 2  # the code, and this
    assert not any(body and body in row[0] for row in sealed)


def test_an_answer_is_kept_before_it_is_read(
    till: GatewayTill, server: EpayServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.connectors.payments.epay import Epay

    def explode(*_given: object) -> None:
        raise RuntimeError("a fault of ours")

    payment = till.begin_with_code()
    server.pay()
    with monkeypatch.context() as patch:
        patch.setattr(Epay, "read_query", explode)
        with pytest.raises(RuntimeError):
            till.ask(payment.id)
    with till.ground.database.read() as connection:
        kept = gateway_queries.open_answers(connection, till.ground, payment.id)
    assert len(kept) == 2
    assert till.ask(payment.id).state is G.BOOKED


def test_hundreds_of_answers_that_say_not_yet_are_not_kept(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    for _poll in range(5):
        till.ask(payment.id)
    with till.ground.database.read() as connection:
        assert len(gateway_queries.open_answers(connection, till.ground, payment.id)) == 1


def test_no_key_lies_in_the_database(till: GatewayTill, server: EpayServer) -> None:
    from tests.connectors.fakes.epay_server import KEY

    payment = till.begin_with_code()
    server.pay()
    till.ask(payment.id)
    tables = ("payment_gateway", "gateway_payment", "gateway_answer", "ledger", "setting")
    with till.ground.database.read() as connection:
        rows = [connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in tables]
    assert all(rows[:4])
    assert KEY not in repr(rows)
    assert KEY[:12] not in repr(rows)


# Cancelled, expired, late -------------------------------------------------------------------


def test_a_cancelled_sale_frees_its_goods_and_late_money_is_shown(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    till.gateway_payments.cancel(till.cashier, payment.id, "顾客改付现金")
    assert sale_state(till, payment) is SaleState.VOIDED
    assert till.free_cards() == 5
    server.pay()
    assert till.gateway_payments.due_ids() == (payment.id,)
    late = till.ask(payment.id)
    assert (late.state, late.completed) == (G.STRAY, None)
    (stray,) = till.gateway_refunds.matters().strays
    assert (stray.amount, stray.number, stray.is_twice) == (Money(100_00), payment.number, False)
    assert kinds(till).count("gateway_money_without_sale") == 1
    assert till.ask(payment.id).state is G.STRAY
    assert kinds(till).count("gateway_money_without_sale") == 1


def test_what_is_paid_is_not_cancelled(till: GatewayTill, server: EpayServer) -> None:
    payment = till.begin_with_code()
    server.pay()
    till.ask(payment.id)
    with pytest.raises(BusinessRuleError, match="已经到账"):
        till.gateway_payments.cancel(till.cashier, payment.id, "x")


def test_what_never_left_is_over_when_it_is_cancelled(till: GatewayTill) -> None:
    payment = till.begin()
    assert till.gateway_payments.cancel(till.cashier, payment.id, "x").state is G.LAPSED
    assert till.gateway_payments.send(payment.id).state is G.LAPSED
    assert till.server.count("/mapi.php") == 0


def test_an_expired_code_still_completes_the_sale_it_was_made_for(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    till.clock.pass_time(timedelta(minutes=20))
    server.pay()
    assert till.gateway_payments.due_ids() == (payment.id,)
    assert till.ask(payment.id).state is G.BOOKED


def test_a_second_code_for_the_same_sale_and_both_paid_is_money_twice(
    till: GatewayTill, server: EpayServer
) -> None:
    first = till.begin_with_code()
    second = till.gateway_payments.renew(till.cashier, first.id, "alipay")
    second = till.gateway_payments.send(second.id)
    assert second.number != first.number
    assert server.payments[second.number].channel == "alipay"
    server.pay(first.number)
    server.pay(second.number)
    assert till.ask(second.id).state is G.BOOKED
    assert till.ask(first.id).state is G.STRAY
    (stray,) = till.gateway_refunds.matters().strays
    assert stray.is_twice
    assert paid_rows(till, first) == [("epay", 100_00)]


def test_a_sale_paid_another_way_meanwhile_makes_late_money_a_stray(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    cash = Tender(TenderMethod.CASH, Money(100_00), Money(100_00))
    till.pending_sales.confirm(till.cashier, payment.sale_id, [cash], till.shift.id)
    server.pay()
    assert till.ask(payment.id).state is G.STRAY
    with pytest.raises(BusinessRuleError, match="不是待付款"):
        till.gateway_payments.renew(till.cashier, payment.id)


def test_asking_gets_rarer_and_ends_after_ten_days(till: GatewayTill, server: EpayServer) -> None:
    payment = till.begin_with_code()
    asked = 0
    for _minute in range(11 * 24 * 6):
        till.clock.pass_time(timedelta(minutes=10))
        for payment_id in till.gateway_payments.due_ids():
            till.gateway_payments.ask(payment_id)
            asked += 1
    assert 50 < asked < 200
    assert till.gateway_payments.get(payment.id).state is G.LAPSED
    assert till.gateway_payments.due_ids() == ()


@pytest.mark.parametrize("fault", [Fault.LOST_BEFORE, Fault.HTML_BEFORE])
def test_silence_after_a_fortnight_is_not_taken_for_a_word_of_the_gateway(
    till: GatewayTill, server: EpayServer, fault: Fault
) -> None:
    """The shop was closed over the holidays, and its first question gets no answer."""
    payment = till.begin_with_code()
    server.pay()
    till.clock.pass_time(timedelta(days=14))
    till.gateway_payments.hasten()
    server.query_faults = [fault]
    assert till.gateway_payments.ask(payment.id).state is G.WAITING
    till.clock.pass_time(timedelta(hours=6))
    assert till.gateway_payments.due_ids() == (payment.id,)
    assert till.gateway_payments.ask(payment.id).state is G.BOOKED


def test_a_start_asks_at_once_about_everything_open(till: GatewayTill, server: EpayServer) -> None:
    payment = till.begin_with_code()
    till.ask(payment.id)
    assert till.gateway_payments.due_ids() == ()
    build_services(till)
    till.gateway_payments.hasten()
    server.pay()
    assert till.gateway_payments.due_ids() == (payment.id,)
    assert till.gateway_payments.ask(payment.id).state is G.BOOKED


def test_money_that_comes_without_a_shift_is_booked_when_one_is_opened(
    till: GatewayTill, server: EpayServer
) -> None:
    from tests.factories import in_notes

    payment = till.begin_with_code()
    till.shifts.close_shift(till.cashier, in_notes(Money(100_00)), "")
    server.pay()
    told = till.ask(payment.id)
    assert (told.state, told.reason) == (G.PAID, "shift_not_open")
    assert len(till.gateway_refunds.matters().not_booked) == 1
    till.open_shift()
    assert till.ask(payment.id, later=11).state is G.BOOKED
    assert till.gateway_refunds.matters().not_booked == ()


# By hand ------------------------------------------------------------------------------------


def test_an_owners_word_completes_the_sale_and_the_gateway_is_asked_on(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    with pytest.raises(BusinessRuleError) as refused:
        till.gateway_payments.confirm_by_hand(till.cashier, payment.id, "看到了")
    assert refused.value.code == "needs_owner"
    approval = Approval(till.owner.id, "商户后台看到了")
    told = till.gateway_payments.confirm_by_hand(till.cashier, payment.id, "看到了", approval)
    assert told.completed is not None
    assert (told.state, told.paid_at) == (G.BOOKED, None)
    assert kinds(till).count("gateway_confirmed_by_hand") == 1
    server.pay()
    proved = till.ask(payment.id)
    assert (proved.state, proved.completed) == (G.BOOKED, None)
    assert proved.paid_at is not None
    assert till.gateway_payments.due_ids() == ()


def test_the_earlier_code_of_a_sale_proves_what_an_owner_vouched_for(
    till: GatewayTill, server: EpayServer
) -> None:
    """The owner saw the money, the page had another code by then: the customer paid once."""
    first = till.begin_with_code()
    second = till.gateway_payments.renew(till.cashier, first.id)
    second = till.gateway_payments.send(second.id)
    approval = Approval(till.owner.id, "商户后台看到了")
    till.gateway_payments.confirm_by_hand(till.cashier, second.id, "看到了", approval)
    server.pay(first.number)
    assert till.ask(first.id).state is G.BOOKED
    assert till.gateway_refunds.matters().needs_person == 0
    assert kinds(till).count("gateway_word_proved") == 1
    assert paid_rows(till, first) == [("epay", 100_00)]
    till.a_refund(till.checkout.get_sale(first.sale_id))
    advance(till, 2)
    assert server.refunds == [(first.number, "100.00")]
    server.pay(second.number)
    assert till.ask(second.id).state is G.STRAY
    (stray,) = till.gateway_refunds.matters().strays
    assert stray.number == second.number


def test_what_is_not_paid_is_booked_by_nobody(till: GatewayTill) -> None:
    from desktop.services.compliance import Compliance
    from desktop.services.gateway_booking import GatewayBooking

    payment = till.begin_with_code()
    compliance = Compliance(till.ground, till.settings)
    booking = GatewayBooking(till.ground, till.pending_sales, compliance).book(payment.id)
    assert booking.completed is None
    assert sale_state(till, payment) is SaleState.AWAITING_PAYMENT


def test_a_stray_is_settled_by_an_owner_once(till: GatewayTill, server: EpayServer) -> None:
    payment = till.begin_with_code()
    till.gateway_payments.cancel(till.cashier, payment.id, "x")
    server.pay()
    till.ask(payment.id)
    with pytest.raises(BusinessRuleError):
        till.gateway_payments.resolve(till.cashier, payment.id, "给了货")
    till.gateway_payments.resolve(till.owner, payment.id, "给了货")
    assert till.gateway_refunds.matters().needs_person == 0
    with pytest.raises(BusinessRuleError, match="已经处理过"):
        till.gateway_payments.resolve(till.owner, payment.id, "again")


# Money back ---------------------------------------------------------------------------------


def sold(till: GatewayTill) -> GatewayPayment:
    payment = till.begin_with_code()
    till.server.pay(payment.number)
    return till.ask(payment.id)


def advance(till: GatewayTill, times: int = 1, later: int = 20) -> RefundState:
    """Do what the timers do, some times."""
    till.gateway_refunds.prepare_returned()
    state = RefundState.PREPARED
    for _step in range(times):
        for refund_id in till.gateway_refunds.due_ids():
            state = till.gateway_refunds.advance(refund_id).state
        till.clock.pass_time(timedelta(seconds=later))
    return state


def test_what_the_books_give_back_the_gateway_gives_back_once(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = sold(till)
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    assert advance(till) is RefundState.SENDING
    assert advance(till) is RefundState.DONE
    for _again in range(3):
        advance(till)
    assert server.refunds == [(payment.number, "100.00")]
    assert till.gateway_refunds.matters().on_their_way == ()


def test_a_sale_undone_before_anything_was_seen_gives_its_money_back_too(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = sold(till)
    till.a_void(till.checkout.get_sale(payment.sale_id))
    assert advance(till, 2) is RefundState.DONE
    assert server.refunds == [(payment.number, "100.00")]


@pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.HTML_AFTER])
def test_a_refund_whose_answer_is_lost_is_asked_about_and_never_sent_again(
    till: GatewayTill, server: EpayServer, fault: Fault
) -> None:
    payment = sold(till)
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    server.refund_faults = [fault]
    assert advance(till) is RefundState.SENDING
    server.query_faults = [Fault.HTML_BEFORE]
    assert advance(till) is RefundState.SENDING
    assert advance(till) is RefundState.DONE
    assert server.count("refund") == 1


def test_a_refund_that_was_lost_before_it_arrived_ends_with_a_person_not_with_a_second_try(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = sold(till)
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    server.refund_faults = [Fault.LOST_BEFORE]
    assert advance(till) is RefundState.SENDING
    assert advance(till, 3) is RefundState.SENDING
    assert advance(till, 2, later=900) is RefundState.BY_HAND
    assert server.count("refund") == 1
    (waiting,) = till.gateway_refunds.matters().to_pay_back
    till.gateway_refunds.settle_by_hand(till.owner, waiting.id, "现金退了")
    assert till.gateway_refunds.matters().needs_person == 0


def test_a_gateway_that_refuses_leaves_it_to_the_shop(
    till: GatewayTill, server: EpayServer
) -> None:
    server.may_refund = False
    payment = sold(till)
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    assert advance(till, 2) is RefundState.BY_HAND
    (waiting,) = till.gateway_refunds.matters().to_pay_back
    assert "自助退款" in waiting.message


def test_success_that_no_query_confirms_is_not_done(till: GatewayTill, server: EpayServer) -> None:
    payment = sold(till)
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    advance(till)
    server.told = {"status": 1}
    assert advance(till, 3, later=60) is RefundState.SENDING
    server.told = {}
    assert advance(till) is RefundState.DONE


def test_a_second_refund_of_one_order_is_never_sent(till: GatewayTill, server: EpayServer) -> None:
    request = till.sale_request(pieces=2)
    payment = till.gateway_payments.begin(till.cashier, request, till.account.id, "wxpay")
    payment = till.gateway_payments.send(payment.id)
    server.pay()
    till.ask(payment.id)
    for _piece in range(2):
        till.a_refund(till.checkout.get_sale(payment.sale_id))
        advance(till, 3)
    assert server.refunds == [(payment.number, "100.00")]
    assert server.count("refund") == 1
    assert len(till.gateway_refunds.matters().to_pay_back) == 1


def test_a_stray_goes_back_by_the_gateway_and_is_settled(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    till.gateway_payments.cancel(till.cashier, payment.id, "x")
    server.pay()
    till.ask(payment.id)
    approval = Approval(till.owner.id, "退给顾客")
    till.gateway_refunds.give_back_stray(till.cashier, payment.id, approval)
    assert till.gateway_refunds.matters().needs_person == 0
    with pytest.raises(BusinessRuleError):
        till.gateway_refunds.give_back_stray(till.cashier, payment.id, approval)
    assert advance(till, 2) is RefundState.DONE
    assert till.gateway_payments.get(payment.id).state is G.SETTLED
    assert server.refunds == [(payment.number, "100.00")]


def test_a_gateway_with_open_money_is_not_removed(till: GatewayTill) -> None:
    till.begin_with_code()
    with pytest.raises(BusinessRuleError, match="还有 1 笔"):
        till.gateway_accounts.remove(till.owner, till.account.id)


def test_a_gateway_that_went_silent_for_good_can_be_removed(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = till.begin_with_code()
    till.clock.pass_time(timedelta(days=14))
    server.query_faults = [Fault.LOST_BEFORE]
    assert till.gateway_payments.ask(payment.id).state is G.WAITING
    till.gateway_accounts.remove(till.owner, till.account.id)
    assert till.gateway_payments.get(payment.id).state is G.LAPSED
    assert till.gateway_payments.due_ids() == ()
