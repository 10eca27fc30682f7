"""Money on its way back through a gateway: sent once, done only by a query, one matter for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event

from desktop.connectors.payments.epay import Epay
from desktop.domain.errors import BusinessRuleError
from desktop.domain.gateway_payment import (
    GatewayState,
    PaymentVerdict,
    RefundState,
    RefundVerdict,
    refund_after,
)
from desktop.storage import gateway_queries, ground
from tests.connectors.fakes.epay_server import REFUNDED, UNPAID, EpayServer
from tests.connectors.fakes.wholesale_server import Fault, serving
from tests.gateway import GatewayTill
from tests.services.test_gateway_payments import advance, sold

G = GatewayState
P, R = PaymentVerdict, RefundVerdict


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


@pytest.fixture
def till(server: EpayServer) -> GatewayTill:
    till = GatewayTill()
    till.begin_with(server)
    return till


def a_stray(till: GatewayTill) -> int:
    """Money that came after its sale was given up."""
    payment = till.begin_with_code()
    till.gateway_payments.cancel(till.cashier, payment.id, "x")
    till.server.pay(payment.number)
    assert till.ask(payment.id).state is G.STRAY
    return payment.id


@pytest.mark.parametrize(
    ("said", "found", "is_patience_over", "state"),
    [
        (R.SAID_DONE, P.REFUNDED, False, RefundState.DONE),
        (R.UNKNOWN, P.REFUNDED, False, RefundState.DONE),
        (R.SAID_NO, P.REFUNDED, False, RefundState.BY_HAND),
        (R.SAID_DONE, P.PAID, False, RefundState.SENDING),
        (R.SAID_DONE, P.PAID, True, RefundState.BY_HAND),
        (R.SAID_NO, P.PAID, False, RefundState.BY_HAND),
        (R.SAID_NO, P.UNPAID, False, RefundState.BY_HAND),
        (R.SAID_NO, P.NOT_FOUND, False, RefundState.BY_HAND),
        (R.UNKNOWN, P.NOT_FOUND, False, RefundState.SENDING),
        (R.SAID_NO, P.UNKNOWN, True, RefundState.SENDING),
    ],
)
def test_only_a_query_ends_a_refund(
    said: RefundVerdict, found: PaymentVerdict, is_patience_over: bool, state: RefundState
) -> None:
    assert refund_after(said, found, is_patience_over=is_patience_over) is state


def test_two_windows_that_see_the_same_refund_send_it_once(
    till: GatewayTill, server: EpayServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = sold(till)
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    till.gateway_refunds.prepare_returned()
    (refund_id,) = till.gateway_refunds.due_ids()
    prepare = Epay.prepare_refund

    def prepare_after_the_other(*given: Any) -> Any:
        monkeypatch.setattr(Epay, "prepare_refund", prepare)
        till.gateway_refunds.advance(refund_id)
        return prepare(*given)

    monkeypatch.setattr(Epay, "prepare_refund", prepare_after_the_other)
    till.gateway_refunds.advance(refund_id)
    assert server.count("refund") == 1


def test_an_order_that_was_paid_back_by_something_else_is_for_a_person(
    till: GatewayTill, server: EpayServer
) -> None:
    """The gateway refused ours: nobody knows how much went back in its own back office."""
    payment = sold(till)
    server.payments[payment.number].status = REFUNDED
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    assert advance(till, 2) is RefundState.BY_HAND
    (waiting,) = till.gateway_refunds.matters().to_pay_back
    assert "只支持退款已支付状态" in waiting.message


def test_money_the_gateway_never_had_is_not_asked_back_for_ever(
    till: GatewayTill, server: EpayServer
) -> None:
    payment = sold(till)
    server.payments[payment.number].status = UNPAID
    till.a_refund(till.checkout.get_sale(payment.sale_id))
    assert advance(till, 2) is RefundState.BY_HAND


def test_a_stray_that_the_gateway_does_not_pay_back_is_one_matter_and_is_not_sent_again(
    till: GatewayTill, server: EpayServer
) -> None:
    payment_id = a_stray(till)
    server.refund_faults = [Fault.LOST_BEFORE]
    till.gateway_refunds.give_back_stray(till.owner, payment_id)
    assert advance(till, 3, later=900) is RefundState.BY_HAND
    matters = till.gateway_refunds.matters()
    assert (matters.needs_person, matters.strays) == (1, ())
    with pytest.raises(BusinessRuleError, match="已经处理过"):
        till.gateway_refunds.give_back_stray(till.owner, payment_id)
    assert server.count("refund") == 1
    till.gateway_refunds.settle_by_hand(till.owner, matters.to_pay_back[0].id, "现金退了")
    assert till.gateway_refunds.matters().needs_person == 0
    assert till.gateway_payments.get(payment_id).state is G.SETTLED


def test_a_stray_on_its_way_back_is_not_explained_away(till: GatewayTill) -> None:
    payment_id = a_stray(till)
    till.gateway_refunds.give_back_stray(till.owner, payment_id)
    with pytest.raises(BusinessRuleError, match="已经处理过"):
        till.gateway_payments.resolve(till.owner, payment_id, "给了货")


def test_a_stray_is_settled_together_with_its_refund(
    till: GatewayTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment_id = a_stray(till)
    till.gateway_refunds.give_back_stray(till.owner, payment_id)
    advance(till)

    def full(*_given: Any, **_named: Any) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(ground, "append", full)
        with pytest.raises(OSError, match="disk full"):
            advance(till)
    assert len(till.gateway_refunds.matters().on_their_way) == 1
    assert advance(till) is RefundState.DONE
    assert till.gateway_payments.get(payment_id).state is G.SETTLED


def test_looking_for_returns_reads_the_sales_that_have_some_and_no_others(
    till: GatewayTill,
) -> None:
    """It is looked for every few seconds, in books of many years."""
    with till.ground.database.read() as connection:
        plans = plans_of(connection, gateway_queries.returns_without_refund)
    assert any("payment USING INDEX ix_payment_sale" in step for step in plans)
    assert not any(step.startswith("SCAN payment") for step in plans)


def plans_of(connection: Connection, read: Callable[[Connection], object]) -> list[str]:
    """Return how the database goes about a read."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        asked.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    read(connection)
    event.remove(connection, "before_cursor_execute", note)
    ((statement, values),) = asked
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return [row[3] for row in plan]
