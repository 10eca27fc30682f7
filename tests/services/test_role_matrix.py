"""Role × act through the services: what the table of roles promises, without a widget in between."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.agent import AgentProfile
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Actor, Role
from desktop.domain.product import ProductKind
from desktop.domain.sale import Approval, ReturnReason
from desktop.domain.secret import Secret
from desktop.domain.shift import CashReason
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import TenderMethod, cash_tender
from desktop.services.campus_agents import CampusAgents, PayoutRequest
from desktop.services.customers import Customers
from desktop.services.returns import RefundRequest
from tests.factories import TillShop, a_till, in_notes
from tests.services.test_printing import PrintingShop

OK, OWNER, REASON = "ok", "needs_owner", "needs_reason"
Try = Callable[[TillShop, Actor, Approval | None], object]


@dataclass(frozen=True)
class Act:
    """Something a person tries, and what the three roles are told who bring neither PIN nor reason."""

    name: str
    attempt: Try
    cashier: str
    senior: str
    owner: str


def sell_with_discount(percent_left: int) -> Try:
    def attempt(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
        cart = Cart().with_product(shop.a_product(cards=1, cost=10_00))
        cart = cart.with_order_discount(Discount(DiscountKind.RATE, percent_left))
        total = shop.checkout.price(cart).total
        request = shop.request(cart, cash_tender(total, total), approval=approval)
        return shop.checkout.complete_sale(actor, request)

    return attempt


def sell_below_cost(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    cart = Cart().with_product(shop.a_product(cards=1, cost=101_00))
    return shop.checkout.complete_sale(actor, shop.request(cart, approval=approval))


def reveal_first(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    line = shop.a_sale(shop.a_product(cards=1)).lines[0]
    return shop.delivery.reveal(actor, line.id, approval=approval)


def reveal_again(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    line = shop.a_sale(shop.a_product(cards=1)).lines[0]
    shop.delivery.reveal(shop.cashier, line.id)
    return shop.delivery.reveal(actor, line.id, approval=approval)


def void(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    sold = shop.a_sale(shop.a_product(cards=1))
    reason = approval.reason if approval else ""
    return shop.returns.void(
        actor, sold.id, reason, request_id="v", shift_id=shop.shift.id, approval=approval
    )


def refund(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    sold = shop.a_sale(shop.a_product(cards=1))
    wanted = {sold.lines[0].id: 1}
    reason = ReturnReason.GOODWILL
    request = RefundRequest("f", sold.id, wanted, reason, shop.shift.id, "好意", approval=approval)
    return shop.returns.refund(actor, request)


def change_method(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    entry = shop.a_sale(shop.a_product(cards=1)).payments[0]
    reason = approval.reason if approval else ""
    change = shop.returns.change_payment_method
    return change(actor, entry.id, TenderMethod.WECHAT, reason, approval=approval)


def adjust_points(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    customers = Customers(shop.ground, shop.rights)
    member = customers.add(shop.owner, "苏念", "18612342046").customer
    reason = approval.reason if approval else ""
    return customers.adjust_points(actor, member.id, 10, reason, approval)


def open_drawer(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    assert isinstance(shop, PrintingShop)
    reason = approval.reason if approval else ""
    return shop.printing.open_drawer(actor, reason, approval)


def open_after_the_z(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    shop.close_day()
    return shop.shifts.open_shift(actor, ZERO, approval)


def close_the_day(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    shop.count_everything()
    return shop.day_close.close_day(actor, {}, approval=approval)


def add_product(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    draft = ProductDraft("NEW", "新商品", ProductKind.OTHER, Money(1))
    return shop.catalog.add_product(actor, draft, approval=approval)


def pay_commission(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    shop.settings.change(shop.owner, {"agents.enabled": True})
    agents = CampusAgents(shop.ground, shop.settings, shop.rights)
    saved = agents.save(shop.owner, AgentProfile("夏雨", "XY01", 3000))
    cart = Cart().with_product(shop.a_product(cards=1)).with_agent(agents.find_by_code("XY01"))
    shop.sell(cart)
    return agents.pay_out(actor, PayoutRequest("p", saved.agent_id, Money(1_00), approval=approval))


def add_agent(shop: TillShop, actor: Actor, approval: Approval | None) -> object:
    agents = CampusAgents(shop.ground, shop.settings, shop.rights)
    return agents.save(actor, AgentProfile("夏雨", "XY01", 3000), approval=approval)


ACTS = (
    Act("sell at 5 % off", sell_with_discount(95), OK, OK, OK),
    Act("sell at 10 % off", sell_with_discount(90), OWNER, OK, OK),
    Act("sell at 11 % off", sell_with_discount(89), OWNER, OWNER, OK),
    Act("sell below cost", sell_below_cost, "below_floor", "below_floor", "below_floor"),
    Act("reveal first", reveal_first, OK, OK, OK),
    Act("reveal again", reveal_again, OWNER, OWNER, OK),
    Act("void", void, REASON, REASON, REASON),
    Act("refund with a reason", refund, OWNER, OK, OK),
    Act("change a payment's method", change_method, REASON, REASON, REASON),
    Act("points by hand", adjust_points, OWNER, OWNER, REASON),
    Act("open the drawer", open_drawer, REASON, OK, OK),
    Act("close the day", close_the_day, OWNER, OWNER, OK),
    Act("open after the Z", open_after_the_z, OWNER, OWNER, OK),
    Act("add a product", add_product, OWNER, OWNER, OK),
    Act("add a campus agent", add_agent, OWNER, OWNER, OK),
    Act("pay commission", pay_commission, OWNER, OWNER, OWNER),
    Act(
        "count the till",
        lambda shop, actor, _: shop.day_close.record_cash_count(actor, in_notes(ZERO)),
        OK, OK, OK,
    ),
    Act(
        "move cash",
        lambda shop, actor, _: shop.shifts.move_cash(
            actor, Money(1_00), CashReason.CHANGE_BROUGHT
        ),
        OK, OK, OK,
    ),
    Act(
        "change settings",
        lambda shop, actor, approval: shop.settings.change(actor, {"stock.low": 9}, approval),
        OWNER, OWNER, OK,
    ),
    Act(
        "add a person",
        lambda shop, actor, approval: shop.staff.add_person(
            actor, "新人", Role.OWNER, Secret("620951"), approval
        ),
        OWNER, OWNER, OK,
    ),
    Act(
        "swap a collection code",
        lambda shop, actor, approval: shop.codes.add(
            actor, TenderMethod.WECHAT, "我的码", b"x", approval=approval
        ),
        OWNER, OWNER, OK,
    ),
)  # fmt: skip


@pytest.fixture
def shop() -> PrintingShop:
    shop = PrintingShop()
    shop.open_shift(Money(100_00))
    shop.set_up()
    return shop


def outcome_of(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except BusinessRuleError as refused:
        return refused.code
    return OK


def refusals_noted(shop: TillShop) -> int:
    with shop.ground.database.read() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM ledger").scalars().all()
    return sum(kind in {"right_refused", "sale_refused"} for kind in kinds)


def consents_noted(shop: TillShop) -> list[tuple[int, int]]:
    """Who did something by whose consent."""
    query = "SELECT body FROM ledger WHERE kind = 'right_approved'"
    with shop.ground.database.read() as connection:
        bodies = map(json.loads, connection.exec_driver_sql(query).scalars().all())
        return [(body["person"], body["approved_by"]) for body in bodies]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_role_may_do_what_the_table_says_and_each_refusal_is_noted(
    shop: PrintingShop, act: Act, role: Role
) -> None:
    actor = {Role.CASHIER: shop.cashier, Role.SENIOR: shop.senior, Role.OWNER: shop.owner}[role]
    expected = {Role.CASHIER: act.cashier, Role.SENIOR: act.senior, Role.OWNER: act.owner}[role]
    assert outcome_of(lambda: act.attempt(shop, actor, None)) == expected
    assert refusals_noted(shop) == (expected != OK)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_with_the_owners_pin_and_reason_a_cashier_may_do_it(shop: PrintingShop, act: Act) -> None:
    assert outcome_of(lambda: act.attempt(shop, shop.cashier, shop.approval)) == OK
    if act.cashier == OWNER:
        assert consents_noted(shop) == [(shop.cashier.id, shop.owner.id)]


def test_an_approval_without_a_reason_is_none() -> None:
    shop = a_till()
    empty = Approval(shop.owner.id, "  ")
    attempt = shop.settings.change
    assert outcome_of(lambda: attempt(shop.cashier, {"stock.low": 9}, empty)) == OWNER


@pytest.mark.parametrize(("limit", "expected"), [(99_99, OWNER), (100_00, OK), (100_01, OK)])
def test_a_senior_gives_back_up_to_the_set_sum_alone(limit: int, expected: str) -> None:
    shop = a_till()
    shop.settings.change(shop.owner, {"staff.senior_refund_limit": Money(limit)})
    assert outcome_of(lambda: refund(shop, shop.senior, None)) == expected
    assert refusals_noted(shop) == (expected != OK)


def test_parts_of_one_sale_count_together_against_a_seniors_limit() -> None:
    shop = a_till()
    shop.settings.change(shop.owner, {"staff.senior_refund_limit": Money(100_00)})
    sold = shop.a_sale(shop.a_product(cards=2), 2)

    def give_back(number: int, approval: Approval | None = None) -> str:
        request = RefundRequest(
            f"f{number}", sold.id, {sold.lines[0].id: 1}, ReturnReason.GOODWILL, shop.shift.id,
            "好意", approval=approval,
        )  # fmt: skip
        return outcome_of(lambda: shop.returns.refund(shop.senior, request))

    assert [give_back(1), give_back(1), give_back(2)] == [OK, OK, OWNER]
    assert give_back(2, shop.approval) == OK
