"""Money by a gateway: paid and given back, and paid after the cashier had cancelled."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from desktop.domain.gateway_payment import GatewayState, RefundState
from desktop.domain.money import Money
from desktop.domain.sale import PaymentState, ReturnReason, SaleRequest, SaleSnapshot, SaleState
from desktop.domain.secret import Secret
from desktop.domain.tender import Tender, TenderMethod
from desktop.models.gateways import gateway_payment, gateway_refund
from desktop.models.payments import payment
from desktop.services.accounts import AccountDraft
from desktop.services.gateway_standing import GatewayPayment
from desktop.services.returns import RefundRequest
from desktop.storage import sale_queries
from tests.connectors.fakes.epay_server import KEY, PAID, PID, REFUNDED
from tests.kills.desk_flows import Flow
from tests.kills.gateway_process import ADDRESS_FILE, tell
from tests.kills.till import LOCAL, Till

_LONG_ENOUGH = timedelta(minutes=20)
"""After it a refund that never arrived is for a person."""


def sell_by_gateway(till: Till, name: str) -> None:
    """A sale that the gateway collects."""
    _start(till)
    _sold(till, f"{name}-paid")
    check_gateway(till)


def give_back_by_gateway(till: Till, name: str) -> None:
    """A sale that the gateway collects, and its money back."""
    _start(till)
    _give_back(till, name, _sold(till, f"{name}-back"))
    check_gateway(till)


def pay_too_late(till: Till, name: str) -> None:
    """A sale that is cancelled, and paid all the same."""
    _start(till)
    _paid_too_late(till, f"{name}-late")
    check_gateway(till)


GATEWAY: dict[str, Flow] = {
    flow.__name__: flow for flow in (sell_by_gateway, give_back_by_gateway, pay_too_late)
}


def check_gateway(till: Till) -> None:
    """Hold the gateway's books against the till's: nothing lost, nothing twice, nothing unknown."""
    books = tell(_url(till), "/books")
    with till.shop.ground.database.read() as connection:
        own = {
            row.number: row
            for row in connection.execute(
                select(gateway_payment.c.number, gateway_payment.c.state, gateway_payment.c.sale_id)
            )
        }
        booked = connection.execute(
            select(payment.c.sale_id)
            .where(payment.c.method == TenderMethod.EPAY, payment.c.amount > Money(0))
            .where(payment.c.state == PaymentState.CONFIRMED)
        ).scalars()
        rows = sorted(booked)
        refunds = connection.execute(select(gateway_refund.c.state)).scalars().all()
    assert set(books["statuses"]) <= set(own), "a number left that the till does not know"
    assert rows == sorted({*rows}), "money of one sale was booked twice"
    states = {row.sale_id for row in own.values() if row.state is GatewayState.BOOKED}
    assert states == set(rows), "booked without a payment that proves it, or the other way round"
    for number, status in books["statuses"].items():
        if status in {PAID, REFUNDED}:
            known = own[number].state
            assert known in {GatewayState.BOOKED, GatewayState.STRAY}, f"lost: {number} {known}"
    assert len(books["refunds_sent"]) == len(set(books["refunds_sent"])), "paid back twice"
    ended = {RefundState.DONE, RefundState.BY_HAND}
    assert set(refunds) <= ended, refunds


def _sold(till: Till, request_id: str) -> SaleSnapshot:
    begun = _begun(till, request_id)
    if begun is not None:
        sent = till.shop.gateway_payments.send(begun.id)
        if sent.state is GatewayState.WAITING:
            tell(_url(till), f"/customer?number={sent.number}")
        till.shop.gateway_payments.ask(sent.id)
    sale = _find(till, request_id)
    assert sale is not None
    assert sale.state is SaleState.COMPLETED, sale.state
    till.say("sale", request=request_id, number=sale.number, fen=sale.total.fen, cards=[])
    return sale


def _give_back(till: Till, name: str, sale: SaleSnapshot) -> None:
    request = RefundRequest(
        f"{name}-refund", sale.id, {sale.lines[0].id: 1}, ReturnReason.GOODWILL, till.shift_id(),
        "好意",
    )  # fmt: skip
    outcome = till.shop.returns.refund(till.owner, request)
    till.say("return", request=request.request_id, number=outcome.number)
    refunds = till.shop.gateway_refunds
    refunds.prepare_returned()
    for _step in range(3):
        for refund_id in refunds.due_ids():
            refunds.advance(refund_id)
        till.clock.pass_time(_LONG_ENOUGH)


def _paid_too_late(till: Till, request_id: str) -> None:
    payments = till.shop.gateway_payments
    begun = _begun(till, request_id)
    if begun is not None:
        payments.send(begun.id)
        payments.cancel(till.owner, begun.id, "顾客走了")
    sale = _find(till, request_id)
    assert sale is not None
    assert sale.state is SaleState.VOIDED
    for number in _numbers_of(till, sale.id):
        tell(_url(till), f"/customer?number={number}")
    _ask_all(till)


def _begun(till: Till, request_id: str) -> GatewayPayment | None:
    """Begin, as the window would again after a death, unless the sale has gone on since."""
    sale = _find(till, request_id)
    if sale is not None and sale.state is not SaleState.AWAITING_PAYMENT:
        return None
    cart = till.cart(LOCAL)
    total = till.shop.checkout.price(cart).total
    request = SaleRequest(
        request_id=request_id,
        cart=cart,
        shown_total=total,
        tenders=(Tender(TenderMethod.EPAY, total),),
        shift_id=till.shift_id(),
        cashier_id=till.owner.id,
        is_awaiting_payment=True,
    )
    account = till.shop.gateway_accounts.list_gateways()[0]
    return till.shop.gateway_payments.begin(till.owner, request, account.id, "wxpay")


def _start(till: Till) -> None:
    """Do what a start does for gateways: everything open is asked about at once."""
    if not till.shop.gateway_accounts.list_gateways():
        fields = {"base_url": _url(till), "pid": PID, "channels": "wxpay", "notify_url": ""}
        draft = AccountDraft("epay", "禾光支付", fields, {"key": Secret(KEY)})
        till.shop.gateway_accounts.add(till.owner, draft)
    till.shift_id()
    till.shop.gateway_payments.hasten()
    _ask_all(till)


def _ask_all(till: Till) -> None:
    till.shop.gateway_payments.hasten()
    for payment_id in till.shop.gateway_payments.due_ids():
        till.shop.gateway_payments.ask(payment_id)


def _find(till: Till, request_id: str) -> SaleSnapshot | None:
    with till.shop.ground.database.read() as connection:
        sale_id = sale_queries.find_sale_by_request(connection, request_id)
        return None if sale_id is None else sale_queries.load_sale(connection, sale_id)


def _numbers_of(till: Till, sale_id: int) -> list[str]:
    """Return what the gateway really has of a sale, not paid yet."""
    known = tell(_url(till), "/books")["statuses"]
    with till.shop.ground.database.read() as connection:
        numbers = connection.scalars(
            select(gateway_payment.c.number).where(gateway_payment.c.sale_id == sale_id)
        ).all()
    return [number for number in numbers if known.get(number) == 0]


def _url(till: Till) -> str:
    return (till.outside.folder / ADDRESS_FILE).read_text()
