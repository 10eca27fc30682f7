"""What a till is killed in the middle of.

A flow is written as the window works: the same request id again after a restart, so that running it
a second time finishes it and never doubles it.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from desktop.domain.delivery import DeliveryState, HandOver
from desktop.domain.money import Money
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import Approval, PaymentState, ReturnReason, SaleSnapshot, SaleState
from desktop.domain.secret import Secret
from desktop.domain.tender import TenderMethod
from desktop.services.purchase_decisions import Decision, LineDecision, LineVerdict, Verdict
from desktop.services.purchasing import PurchaseSnapshot
from desktop.services.returns import RefundRequest
from tests.factories import in_notes
from tests.kills.desk_flows import DESK, PAPERS, Flow
from tests.kills.gateway_flows import GATEWAY
from tests.kills.till import BOUGHT, FURTHER, LOCAL, LOSING, STOCKED, Till
from tests.practice.practice_process import orders_seen
from tests.shop import by_code

_DIGITS: Final = re.compile(r"\d+")


def sell_from_stock(till: Till, name: str) -> None:
    """Two cards from stock to a member, in cash."""
    till.sell(name, till.cart(LOCAL, 2))


def sell_by_code(till: Till, name: str) -> None:
    """A sale whose money is seen later, and one whose money never comes."""
    for what in ("paid", "dropped"):
        cart = till.cart(LOCAL)
        total = till.shop.checkout.price(cart).total
        tender = by_code(TenderMethod.WECHAT, total)
        request = f"{name}-{what}"
        sale = till.sell(request, cart, tender, is_awaiting=True).sale
        if what == "paid":
            till.shop.pending_sales.confirm(till.owner, sale.id, [tender], till.shift_id())
            till.say("paid", request=request)
        elif till.shop.checkout.get_sale(sale.id).state is SaleState.AWAITING_PAYMENT:
            till.shop.pending_sales.drop(till.owner, sale.id, "没有付")
            till.say("voided", request=request)


def sell_just_in_time(till: Till, name: str) -> None:
    """A card that is bought for the customer who waits."""
    till.sell(name, till.cart(BOUGHT))
    till.settle()


def sell_what_loses_its_answer(till: Till, name: str) -> None:
    """The same, and the platform's answer is lost once it has kept the order."""
    till.adopt_from_each(LOSING)
    till.sell(name, till.cart(LOSING))
    till.settle()


def sell_by_the_second_source(till: Till, name: str) -> None:
    """A card bought for the customer who waits; the source asked first says no, and means it.

    Each time of other goods: a source that fails for one is asked last for it from then on.
    """
    code = FURTHER[int(_DIGITS.findall(name)[0])]
    till.adopt_from_each(code)
    till.sell(name, till.cart(code))
    till.settle()


def buy_into_stock(till: Till, name: str) -> None:
    """One card into stock; a restart finds the purchase, it is not asked for again."""
    if till.outside.is_again:
        return
    bought = till.shop.purchasing.buy_into_stock(
        till.owner, till.product(STOCKED).id, 1, Money(30_00)
    )
    till.say("purchase", id=bought.id, state=bought.state)
    till.settle()


def decide_by_the_website(till: Till) -> None:
    """What a person does where nobody can be asked: look at the website, and decide for good."""
    while waiting := [one for one in till.purchases() if one.state is PurchaseState.HUMAN]:
        for one in waiting:
            till.pass_time(minutes=30)  # a clock that a death set back must not be too early
            _decide(till, one)
        till.settle()


def _decide(till: Till, one: PurchaseSnapshot) -> None:
    buying = till.shop.purchasing
    account = next(each for each in till.shop.accounts.list_accounts() if each.id == one.account_id)
    seen = [
        order for order in orders_seen(account.fields["base_url"]) if order.our_number == one.number
    ]
    if seen:
        cards = tuple(Secret(card) for card in seen[0].cards)
        found = Decision(Verdict.ADOPT, cards, seen[0].trade_no)
        buying.decide(till.owner, one.id, found, "网站上有这一单")
        till.say("purchase", id=one.id, state=PurchaseState.ADOPTED)
        return
    buying.decide(till.owner, one.id, Decision(Verdict.NOT_PLACED), "网站上没有这一单")
    if one.sale_line_id is not None:
        again = LineDecision(LineVerdict.ACCEPT_PRICE, Money(11_00))
        buying.decide_line(till.owner, one.sale_line_id, again, reason="再买一次")


def _with_a_person(flow: Flow) -> Flow:
    """Let a person decide what stays unclear after a flow."""

    def run(till: Till, name: str) -> None:
        flow(till, name)
        till.settle()
        decide_by_the_website(till)

    return run


def give_back(till: Till, name: str) -> None:
    """A refund of one of two cards, and a sale undone before anything was seen."""
    sold = till.sell(f"{name}-kept", till.cart(LOCAL, 2)).sale
    request = RefundRequest(
        f"{name}-refund", sold.id, {sold.lines[0].id: 1}, ReturnReason.GOODWILL, till.shift_id(),
        "好意",
    )  # fmt: skip
    outcome = till.shop.returns.refund(till.owner, request)
    till.say("return", request=request.request_id, number=outcome.number)
    undone = till.sell(f"{name}-undone", till.cart(LOCAL)).sale
    voided = till.shop.returns.void(
        till.owner, undone.id, "按错了", request_id=f"{name}-void", shift_id=till.shift_id()
    )
    till.say("return", request=f"{name}-void", number=voided.number)


def reveal(till: Till, name: str) -> None:
    """A card shown on the screen."""
    line = till.sell(name, till.cart(LOCAL)).sale.lines[0]
    approval = Approval(till.owner.id, "再看一次")
    seen = till.shop.delivery.reveal(till.owner, line.id, how=HandOver.SHOWN, approval=approval)
    for card in seen.cards:
        digest = sha256(card.secret.reveal().encode()).hexdigest()
        till.say("revealed", request=name, card=card.id, digest=digest)


def print_secrets(till: Till, name: str) -> None:
    """A slip with the card, for a customer who wants paper."""
    sale = till.sell(name, till.cart(LOCAL)).sale
    if not any(job.subject_id == sale.id for job in till.shop.printing.jobs()):
        lines = [line.id for line in sale.lines]
        till.shop.printing.enqueue(till.owner, PrintJobKind.SECRET_SLIP, sale.id, lines)
    till.shop.printing.run_queued()
    (job,) = (job for job in till.shop.printing.jobs() if job.subject_id == sale.id)
    assert job.state is PrintJobState.PRINTED, job.trouble_text
    till.say("printed", request=name)


def seal_cards(till: Till, name: str) -> None:
    """The cards of a sale as a sealed file, for a customer who resells them."""
    sale_id = till.sell(name, till.cart(LOCAL, 2)).sale.id
    (line,) = till.shop.checkout.get_sale(sale_id).lines
    if line.delivery_state is DeliveryState.HANDED_OVER:
        return
    path = till.outside.file_of(name)
    approval = Approval(till.owner.id, "再存一份")
    sealed = till.shop.sealed_files.seal(till.owner, sale_id, path, approval)
    till.shop.sealed_files.write(sealed, path)
    till.shop.sealed_files.hand_over(till.owner, sealed)
    till.say("sealed", request=name, password=sealed.password.reveal())


def close_day(till: Till, name: str) -> None:
    """A sale, the count, and the Z; then the night."""
    till.sell(name, till.cart(LOCAL))
    closing, day = till.shop.day_close, till.shop.day_close.closing_date()
    sale_day = _sale_of(till, name).business_date_text
    if day.isoformat() == sale_day:
        report = till.shop.reporting.day_report(day)
        closing.record_cash_count(till.owner, in_notes(report.cash.expected))
        totals: dict[TenderMethod | int, Money] = {
            TenderMethod(code.method): code.expected for code in report.codes
        }
        closing.record_tender_counts(till.owner, totals)
        silent = [one for one in report.platforms if one.actual is None or one.typed_at]
        seen = {one.account: one.expected or Money(0) for one in silent}
        closing.record_balances(till.owner, seen)
        closed = closing.close_day(till.owner, {})
        till.say("closed", day=sale_day, z=closed.z_number, head=closed.head_code)
    if till.outside.is_again:
        till.pass_time(hours=24)


def _sale_of(till: Till, request: str) -> SaleSnapshot:
    found = till.sell(request, till.cart(LOCAL))
    assert found.is_repeat
    assert all(payment.state is PaymentState.CONFIRMED for payment in found.sale.payments)
    return found.sale


SALES: dict[str, Flow] = {
    flow.__name__: flow
    for flow in (sell_from_stock, sell_by_code, give_back, reveal, print_secrets, seal_cards)
}
COUNTER = SALES | PAPERS
BUYING: dict[str, Flow] = {flow.__name__: flow for flow in (sell_just_in_time, buy_into_stock)}
ASKING = BUYING | {"sell_what_loses_its_answer": sell_what_loses_its_answer}
DECIDING: dict[str, Flow] = {f"{name}_decided": _with_a_person(ASKING[name]) for name in ASKING}
SWITCHING: dict[str, Flow] = {"sell_by_the_second_source": sell_by_the_second_source}
CLOSING: dict[str, Flow] = {"close_day": close_day}
FLOWS: dict[str, dict[str, Flow]] = {
    "counter": COUNTER,
    "desk": DESK,
    "buying": BUYING,
    "asking": ASKING,
    "deciding": DECIDING,
    "closing": CLOSING,
    "switching": SWITCHING,
    "gateway": GATEWAY,
    "rush": {f"{flow}{at}": BUYING[flow] for flow in BUYING for at in range(3)} | SWITCHING,
    "day": COUNTER | DESK | BUYING,
}
FLOWS |= {
    name: {name: flow}
    for name, flow in (FLOWS["day"] | SWITCHING | ASKING | DECIDING | GATEWAY).items()
}
"""By the name of a group, or of one flow alone."""
AT_ANY_MOMENT = frozenset({"day", "rush"})
"""Groups that are killed at a random moment instead of at each step."""
