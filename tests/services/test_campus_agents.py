"""Campus agents earn a share of the margin of what is delivered, lose it with refunds, are paid."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.agent import AgentProfile, CommissionReason, PayoutWay
from desktop.domain.cart import Cart
from desktop.domain.changes import Topic
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import Approval, ReturnReason
from desktop.domain.shift import CashReason
from desktop.domain.tender import TenderMethod, cash_tender
from desktop.services.campus_agents import CampusAgents, PayoutRequest
from desktop.services.erasing import Erasing
from desktop.services.funds import FundsDesk
from desktop.services.returns import RefundRequest
from tests.buying import BuyingShop
from tests.services.agent_desk import AgentShop
from tests.services.test_day_close import DiesAt, Killed
from tests.shop import by_code


@pytest.fixture
def shop() -> AgentShop:
    return AgentShop()


def refused_code(act: object) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


# Who counts -----------------------------------------------------------------------------------


def test_agents_are_off_until_the_owner_switches_them_on(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=2)
    shop.settings.change(shop.owner, {"agents.enabled": False})
    assert shop.agents.find_tag("XY01") is None
    assert refused_code(lambda: shop.agents.find_by_code("XY01")) == "agents_off"
    sold = shop.sold_by(agent, product)
    assert (sold.agent, shop.owed(agent)) == ("", ZERO)


def test_an_agent_is_found_by_code_however_it_is_typed(shop: AgentShop) -> None:
    agent = shop.an_agent()
    assert shop.agents.find_by_code(" ｘｙ01 ") == agent
    assert refused_code(lambda: shop.agents.find_by_code("XY0")) == "agent_unknown"


def test_a_code_belongs_to_one_agent_for_ever(shop: AgentShop) -> None:
    agent = shop.an_agent()
    shop.agents.set_stopped(shop.owner, agent.id, is_stopped=True)
    again = AgentProfile("李明", "XY01", 2000)
    assert refused_code(lambda: shop.agents.save(shop.owner, again)) == "agent_code_taken"


def test_only_the_owner_makes_agents_and_pays_them(shop: AgentShop) -> None:
    profile = AgentProfile("夏雨", "XY01", 3000)
    for actor in (shop.cashier, shop.senior):
        assert refused_code(partial(shop.agents.save, actor, profile)) == "needs_owner"
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    request = PayoutRequest("p", agent.id, Money(1_00))
    for actor in (shop.cashier, shop.senior, shop.owner):
        assert refused_code(partial(shop.agents.pay_out, actor, request)) == "needs_owner"
    assert shop.owed(agent) == Money(2_70)


def test_a_stopped_agent_is_refused_at_the_till_and_stays_owed(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=2)
    shop.sold_by(agent, product)
    shop.agents.set_stopped(shop.owner, agent.id, is_stopped=True)
    assert refused_code(lambda: shop.sold_by(agent, product)) == "agent_stopped"
    assert refused_code(lambda: shop.agents.find_by_code("XY01")) == "agent_unknown"
    assert shop.pay(agent, 2_70).payout.amount == Money(2_70)
    shop.agents.set_stopped(shop.owner, agent.id, is_stopped=False)
    shop.sold_by(agent, product)
    assert shop.owed(agent) == Money(2_70)


def test_a_new_member_who_came_with_a_code_counts_for_that_agent_from_then_on(
    shop: AgentShop,
) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=3)
    member = shop.a_member()
    shop.sold_by(agent, product, member=member)
    later = shop.customers.get(member.id)
    assert later.agent == agent
    assert shop.view(agent).members == 1
    sold = shop.sold_by(None, product, member=later)
    assert (sold.agent, shop.owed(agent)) == ("夏雨", Money(4_80))


def test_who_bought_before_belongs_to_nobody_by_naming_an_agent(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=3)
    member = shop.a_member()
    shop.sold_by(None, product, member=member)
    shop.sold_by(agent, product, member=shop.customers.get(member.id))
    assert shop.customers.get(member.id).agent is None
    shop.agents.set_member(shop.owner, member.id, agent.id)
    assert shop.customers.get(member.id).agent == agent


def test_members_count_only_for_an_agent_who_keeps_them(shop: AgentShop) -> None:
    agent, product = shop.an_agent(keeps_members=False), shop.a_product(cards=3)
    member = shop.a_member()
    shop.sold_by(agent, product, member=member)
    shop.sold_by(None, product, member=shop.customers.get(member.id))
    assert shop.owed(agent) == Money(2_40)


def test_one_level_only_an_agents_agent_gets_nothing(shop: AgentShop) -> None:
    first, product = shop.an_agent(), shop.a_product(cards=4)
    friend = shop.a_member()
    shop.sold_by(first, product, member=friend)
    second = shop.an_agent("LM02", "李明", customer_id=friend.id)
    shop.sold_by(second, product)
    shop.sold_by(None, product, member=shop.customers.get(friend.id))
    shop.sold_by(first, product, member=shop.customers.get(friend.id))
    assert (shop.owed(first), shop.owed(second)) == (Money(2_40), Money(2_70))


def test_what_an_agent_buys_earns_only_where_the_owner_allows_it(shop: AgentShop) -> None:
    product, member = shop.a_product(cards=2), shop.a_member()
    agent = shop.an_agent(customer_id=member.id)
    shop.sold_by(agent, product, member=shop.customers.get(member.id))
    assert shop.owed(agent) == ZERO
    allowed = AgentProfile("夏雨", "XY01", 3000, earns_own=True, customer_id=member.id)
    shop.agents.save(shop.owner, allowed, agent.id)
    shop.sold_by(None, product, member=shop.customers.get(member.id))
    assert shop.owed(agent) == Money(2_40)


# Given to a member afterwards -----------------------------------------------------------------


def test_a_sale_given_to_a_member_afterwards_counts_for_who_brought_them(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=3)
    member = shop.a_member()
    shop.agents.set_member(shop.owner, member.id, agent.id)
    walk_in = shop.sold_by(None, product, 3)
    assert shop.owed(agent) == ZERO
    changes = shop.returns.attach_customer(shop.cashier, walk_in.id, member.id)
    assert Topic.AGENTS in changes.topics
    assert shop.checkout.get_sale(walk_in.id).agent == "夏雨"
    assert (shop.owed(agent), shop.view(agent).month.orders) == (Money(8_10), 1)
    assert shop.problems() == []
    shop.take_back(walk_in)
    assert shop.owed(agent) == Money(5_40)
    shop.take_back(walk_in, 2)
    assert (shop.owed(agent), shop.earned_by(walk_in)) == (ZERO, ZERO)
    assert shop.problems() == []


def test_what_came_back_before_it_was_given_to_the_member_earns_nothing(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=3)
    member = shop.a_member()
    shop.agents.set_member(shop.owner, member.id, agent.id)
    walk_in = shop.sold_by(None, product, 3)
    shop.take_back(walk_in)
    shop.returns.attach_customer(shop.cashier, walk_in.id, member.id)
    assert (shop.owed(agent), shop.problems()) == (Money(5_40), [])


def test_a_void_of_a_sale_given_to_a_member_leaves_nothing(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=1)
    member = shop.a_member()
    shop.agents.set_member(shop.owner, member.id, agent.id)
    walk_in = shop.sold_by(None, product)
    shop.returns.attach_customer(shop.cashier, walk_in.id, member.id)
    shop.a_void(walk_in)
    assert (shop.owed(agent), shop.problems()) == (ZERO, [])


def test_giving_a_sale_to_a_member_counts_for_nobody_where_an_order_would_not(
    shop: AgentShop,
) -> None:
    product = shop.a_product(cards=3)
    member, other = shop.a_member(), shop.a_member("周宁", "13900001111")
    agent = shop.an_agent(customer_id=member.id)
    casual = shop.an_agent("LM02", "李明", keeps_members=False)
    shop.agents.set_member(shop.owner, other.id, casual.id)
    for one in (member, other):
        walk_in = shop.sold_by(None, product)
        shop.returns.attach_customer(shop.cashier, walk_in.id, one.id)
        assert shop.checkout.get_sale(walk_in.id).agent == ""
    shop.settings.change(shop.owner, {"agents.enabled": False})
    assert (shop.owed(agent), shop.owed(casual), shop.problems()) == (ZERO, ZERO, [])


def test_a_sale_that_counts_for_somebody_stays_theirs_and_brings_them_the_new_member(
    shop: AgentShop,
) -> None:
    first, second, product = shop.an_agent(), shop.an_agent("LM02", "李明"), shop.a_product(cards=3)
    new, known = shop.a_member(), shop.a_member("周宁", "13900001111")
    shop.agents.set_member(shop.owner, known.id, second.id)
    for member in (new, known):
        sold = shop.sold_by(first, product)
        shop.returns.attach_customer(shop.cashier, sold.id, member.id)
        assert shop.checkout.get_sale(sold.id).agent == "夏雨"
    assert (shop.owed(first), shop.owed(second)) == (Money(5_40), ZERO)
    assert shop.customers.get(new.id).agent == first
    assert shop.customers.get(known.id).agent == second


def test_a_member_is_one_agent_at_most(shop: AgentShop) -> None:
    member = shop.a_member()
    shop.an_agent(customer_id=member.id)
    other = AgentProfile("李明", "LM02", 2000, customer_id=member.id)
    assert refused_code(lambda: shop.agents.save(shop.owner, other)) == "agent_member_taken"


def test_terms_stay_those_of_the_sale(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=2)
    sold = shop.sold_by(agent, product, 2)
    shop.agents.save(shop.owner, AgentProfile("夏雨", "XY01", 9000), agent.id)
    shop.take_back(sold)
    assert shop.owed(agent) == Money(2_70)


def test_a_held_order_comes_back_with_its_agent(shop: AgentShop) -> None:
    agent = shop.an_agent()
    cart = Cart().with_product(shop.a_product(cards=1)).with_agent(agent)
    held = shop.held_sales.hold(shop.cashier, cart)
    assert shop.held_sales.recall(shop.cashier, held.id).cart.agent == agent


# What they earn -------------------------------------------------------------------------------


def test_fees_points_and_gifts_come_off_before_the_share(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=1)
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": 100}})
    cart = Cart().with_product(product).with_agent(agent).with_customer(shop.a_member())
    sold = shop.sell(cart, by_code(TenderMethod.WECHAT, Money(100_00), "1234")).sale
    assert sold.points_earned == 100
    assert shop.owed(agent) == Money(2_10)  # 30 % of 9.00 − 1.00 fee − 1.00 in points


def test_a_correction_of_the_tender_moves_the_commission_by_its_fee(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=1)
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": 100}})
    sold = shop.sold_by(agent, product)
    assert shop.owed(agent) == Money(2_70)
    wechat = TenderMethod.WECHAT
    shop.returns.change_payment_method(shop.cashier, sold.payments[0].id, wechat, "点错了")
    assert shop.owed(agent) == Money(2_40)
    assert [row.reason for row in shop.agents.entries(agent.id)] == [
        CommissionReason.CHANGED,
        CommissionReason.EARNED,
    ]
    assert shop.problems() == []


def test_money_not_seen_yet_earns_nothing_until_it_is(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=1)
    cart = Cart().with_product(product).with_agent(agent)
    pending = by_code(TenderMethod.WECHAT, Money(100_00))
    sold = shop.sell(cart, pending, is_awaiting_payment=True).sale
    assert shop.owed(agent) == ZERO
    total = Money(100_00)
    shop.pending_sales.confirm(shop.cashier, sold.id, (cash_tender(total, total),), shop.shift.id)
    assert shop.owed(agent) == Money(2_70)


def test_a_dropped_order_never_earned_anything(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=1)
    cart = Cart().with_product(product).with_agent(agent)
    pending = by_code(TenderMethod.WECHAT, Money(100_00))
    sold = shop.sell(cart, pending, is_awaiting_payment=True).sale
    shop.pending_sales.drop(shop.cashier, sold.id, "没来付")
    assert (shop.owed(agent), shop.agents.entries(agent.id)) == (ZERO, ())
    assert shop.problems() == []


def test_goods_still_to_come_earn_when_they_are_here_at_what_they_cost() -> None:
    shop = BuyingShop()
    shop.connect()
    shop.settings.change(shop.owner, {"agents.enabled": True})
    agents = CampusAgents(shop.ground, shop.settings, shop.rights)
    agents.save(shop.owner, AgentProfile("夏雨", "XY01", 3000))
    cart = Cart().with_product(shop.adopt()).with_agent(agents.find_by_code("XY01"))
    sold = shop.sell(cart)
    (before,) = agents.list_agents()
    assert (before.owed, sold.sale.lines[0].delivery_state) == (ZERO, DeliveryState.QUEUED)
    shop.platform.goods["YJ100"].price = "92.50"
    shop.purchasing.advance(sold.purchases_to_start[0])
    (after,) = agents.list_agents()
    assert after.owed == Money(2_25)
    assert (after.month.orders, after.month.margin) == (1, Money(7_50))


def test_the_guard_counts_the_commission_and_names_it(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=2)
    shop.settings.change(shop.owner, {"sale.floor": Money(7_00)})
    shop.sold_by(None, product)
    cart = Cart().with_product(product).with_agent(agent)
    ready = shop.checkout.ready_to_pay(cart)
    assert ready.refusal is not None
    assert ready.refusal.values["eater"] == "commission"
    assert shop.checkout.judge(ready.priced, ZERO, ()).margin == Money(6_30)
    assert refused_code(lambda: shop.sold_by(agent, product)) == "below_floor"
    assert shop.sold_by(agent, product, approval=shop.approval).agent == "夏雨"


def test_what_the_guard_expects_is_what_is_booked(shop: AgentShop) -> None:
    agent = shop.an_agent()
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": 37}})
    one, two = shop.a_product(cards=3), shop.a_product("Q", price=33_33, cost=29_10, cards=3)
    cart = Cart().with_product(one, 2).with_product(two, 3).with_customer(shop.a_member())
    cart = cart.with_order_discount(Discount(DiscountKind.AMOUNT, amount=Money(3_17)))
    total = shop.checkout.price(cart).total
    tender = by_code(TenderMethod.WECHAT, total, "1234")
    plain = shop.checkout.judge(shop.checkout.ready_to_pay(cart).priced, ZERO, (tender,))
    named = shop.checkout.ready_to_pay(cart.with_agent(agent)).priced
    taken = plain.margin - shop.checkout.judge(named, ZERO, (tender,)).margin
    shop.sell(cart.with_agent(agent), tender, approval=shop.approval)
    assert shop.owed(agent) == taken


def test_gifts_of_campaigns_lower_the_commission_by_what_they_cost(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=1)
    gift = shop.a_product("GIFT", price=3_00, cost=2_00, cards=2, name="攻略卡", face_text="")
    shop.a_campaign("spend_gift", threshold=Money(50_00), gifts=(gift.id,))
    shop.a_campaign("spend_gift", threshold=Money(60_00), coupon=Money(1_00))
    shop.settings.change(shop.owner, {"points.enabled": False})
    cart = Cart().with_product(product).with_agent(agent).with_customer(shop.a_member())
    ready = shop.checkout.ready_to_pay(cart)
    assert [line.gross for line in ready.priced.gifts] == [ZERO]
    expected = Money(1_80)  # 30 % of 9.00 − 2.00 for the card − 1.00 into stored value
    assert shop.checkout.judge(ready.priced, ZERO, ()).margin == Money(6_00) - expected
    sold = shop.sell(cart).sale
    assert (shop.owed(agent), shop.problems()) == (expected, [])
    shop.take_back(sold)
    assert (shop.owed(agent), shop.problems()) == (ZERO, [])


# What comes back ------------------------------------------------------------------------------


def test_a_refund_takes_back_what_its_pieces_earned(shop: AgentShop) -> None:
    agent, product = shop.an_agent(share=3333), shop.a_product(cards=3)
    sold = shop.sold_by(agent, product, 3)
    assert shop.owed(agent) == Money(9_00)
    shop.take_back(sold)
    assert shop.owed(agent) == Money(6_00)
    shop.take_back(sold, 2)
    assert shop.owed(agent) == ZERO
    newest = shop.agents.entries(agent.id)[0]
    assert (newest.reason, newest.number) == (CommissionReason.RETURNED, sold.number)


def test_a_void_leaves_nothing(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=1)
    shop.a_void(shop.sold_by(agent, product))
    assert (shop.owed(agent), shop.view(agent).month.orders) == (ZERO, 0)
    assert shop.problems() == []


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    share=st.integers(1, 10_000),
    prices=st.lists(st.integers(100, 9_999), min_size=1, max_size=3),
    returns=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=8),
    by_wechat=st.booleans(),
)
def test_in_whatever_order_pieces_come_back_the_ledger_is_what_is_left(
    share: int, prices: list[int], returns: list[tuple[int, int]], by_wechat: bool
) -> None:
    shop = AgentShop()
    agent = shop.an_agent(share=share)
    shop.settings.change(shop.owner, {"tender.fees": {"wechat": 38}})
    cart = Cart().with_agent(agent).with_customer(shop.a_member())
    for number, price in enumerate(prices):
        goods = shop.a_product(f"P{number}", price=price, cost=price * 9 // 10, cards=3)
        cart = cart.with_product(goods, 3)
    total = shop.checkout.price(cart).total
    tender = by_code(TenderMethod.WECHAT, total, "1234") if by_wechat else cash_tender(total, total)
    sold = shop.sell(cart, tender, approval=shop.approval).sale
    whole = shop.owed(agent)
    left = {line.id: 3 for line in sold.lines}
    everything = [(number, 3) for number in range(len(prices))]
    last = whole
    for number, pieces in [*returns, *everything]:
        line = sold.lines[number % len(prices)]
        wanted = min(pieces, left[line.id])
        if not wanted:
            continue
        left[line.id] -= wanted
        request = RefundRequest(
            f"b{line.id}-{left[line.id]}", sold.id, {line.id: wanted}, ReturnReason.GOODWILL,
            shop.shift.id, approval=shop.approval,
        )  # fmt: skip
        shop.returns.refund(shop.cashier, request)
        shop.returns.refund(shop.cashier, request)
        now = shop.owed(agent)
        assert ZERO <= now <= last
        assert shop.problems() == []
        last = now
    assert shop.owed(agent) == shop.earned_by(sold) == ZERO


# Paying out -----------------------------------------------------------------------------------


def test_cash_leaves_the_drawer_with_a_number_and_stands_on_the_report(shop: AgentShop) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    before = shop.reporting.day_report().cash.expected
    done = shop.pay(agent, 2_00)
    assert done.payout.number == "D260618-0001"
    report = shop.reporting.day_report()
    assert report.cash.expected == before - Money(2_00)
    (move,) = shop.shifts.movements()
    assert (move.reason, move.note) == (str(CashReason.COMMISSION), "D260618-0001 · XY01")
    figures = report.commissions
    assert (figures.earned, figures.paid, figures.liability) == (
        Money(2_70),
        Money(2_00),
        Money(70),
    )
    assert report.costs.commission == Money(2_70)
    assert report.net_profit == report.profit.gross_profit - Money(2_70)


def test_the_same_request_pays_once(shop: AgentShop) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    first = shop.pay(agent, 1_00, request_id="one")
    again = shop.pay(agent, 1_00, request_id="one")
    assert (again.is_repeat, again.payout) == (True, first.payout)
    assert shop.owed(agent) == Money(1_70)


def test_never_more_than_is_owed(shop: AgentShop) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    assert refused_code(lambda: shop.pay(agent, 2_71)) == "commission_not_owed"
    assert refused_code(lambda: shop.pay(agent, 0)) == "amount_not_positive"
    assert shop.shifts.movements() == ()


def test_another_way_leaves_the_drawer_alone(shop: AgentShop) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    shop.pay(agent, 2_70, PayoutWay.WECHAT)
    assert shop.reporting.day_report().cash.expected == Money(200_00)
    assert (shop.owed(agent), shop.problems()) == (ZERO, [])


@pytest.mark.parametrize("end", ["before_commit", "committed"])
def test_a_till_that_dies_has_paid_once_or_not_at_all(shop: AgentShop, end: str) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    before = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt(f"payout.{end}"))
    with pytest.raises(Killed):
        shop.pay(agent, 2_00, request_id="one")
    object.__setattr__(shop.ground, "fail_points", before)
    is_paid = end == "committed"
    assert shop.owed(agent) == Money(70 if is_paid else 2_70)
    assert len(shop.shifts.movements()) == is_paid
    assert shop.pay(agent, 2_00, request_id="one").is_repeat == is_paid
    assert (shop.owed(agent), len(shop.shifts.movements())) == (Money(70), 1)
    assert shop.problems() == []


@pytest.mark.parametrize("step", ["sale.goods_written", "return.payments_written"])
def test_a_sale_or_return_that_dies_leaves_the_ledger_as_it_was(shop: AgentShop, step: str) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=2)
    sold = shop.sold_by(agent, product)
    before = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt(step))
    with pytest.raises(Killed):
        if step.startswith("sale"):
            shop.sold_by(agent, product)
        else:
            shop.take_back(sold)
    object.__setattr__(shop.ground, "fail_points", before)
    assert (shop.owed(agent), shop.problems()) == (Money(2_70), [])


def test_a_return_after_the_payout_is_made_good_by_the_next(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=3)
    sold = shop.sold_by(agent, product)
    shop.pay(agent, 2_70)
    shop.take_back(sold)
    assert shop.owed(agent) == -Money(2_70)
    assert refused_code(lambda: shop.pay(agent, 1)) == "commission_not_owed"
    shop.sold_by(agent, product, 2)
    assert shop.owed(agent) == Money(2_70)
    assert shop.pay(agent, 2_70).payout.number == "D260618-0002"
    assert shop.problems() == []


def test_funds_know_what_is_owed_and_what_was_paid(shop: AgentShop) -> None:
    agent = shop.an_agent()
    funds = FundsDesk(shop.ground, shop.settings, shop.rights)
    start = funds.read(shop.owner).gap
    shop.sold_by(agent, shop.a_product(cards=1, price=100_00))
    found = funds.read(shop.owner)
    assert (found.commissions, found.profit.commissions) == (Money(2_70), -Money(2_70))
    shop.pay(agent, 1_00)
    shop.pay(agent, 50, PayoutWay.BANK)
    after = funds.read(shop.owner)
    assert after.commissions == Money(1_20)
    assert (after.cash, after.codes) == (found.cash - Money(1_00), found.codes - Money(50))
    assert after.gap == found.gap == start


# What proves it -------------------------------------------------------------------------------


def test_entries_and_payouts_are_never_changed(shop: AgentShop) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    shop.pay(agent, 1_00)
    for table in ("commission_entry", "agent_payout", "agent_sale"):
        with pytest.raises(IntegrityError), shop.ground.database.write() as connection:
            connection.execute(text(f"DELETE FROM {table}"))


@pytest.mark.parametrize(
    ("table", "change", "code"),
    [
        ("commission_entry", "amount = amount + 1 WHERE amount > 0", "commission_lines"),
        ("commission_entry", "amount = amount - 1 WHERE amount < 0", "payout_entries"),
        ("agent_payout", "amount = amount + 1", "payout_entries"),
        ("agent_sale", "share = share + 100", "commission_lines"),
    ],
)
def test_what_somebody_changed_in_the_file_is_found(
    shop: AgentShop, table: str, change: str, code: str
) -> None:
    agent = shop.an_agent()
    shop.sold_by(agent, shop.a_product(cards=1))
    shop.pay(agent, 1_00)
    assert shop.problems() == []
    with shop.ground.database.write() as connection:
        connection.execute(text(f"DROP TRIGGER {table}_never_updated"))
        connection.execute(text(f"UPDATE {table} SET {change}"))
    found = shop.problems()
    assert code in found
    assert ("commission_not_as_noted" in found) == (table == "commission_entry")


def test_merging_members_keeps_the_ledger_whole(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=3)
    one, two = shop.a_member("苗小禾", "18600002046"), shop.a_member("小禾", "13700001111")
    sold = shop.sold_by(agent, product, member=two)
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    assert shop.customers.get(one.id).agent == agent
    shop.sold_by(None, product, member=shop.customers.get(one.id))
    shop.take_back(sold)
    assert (shop.owed(agent), shop.problems()) == (Money(2_40), [])


def test_two_agents_who_are_one_member_stay_two_ledgers(shop: AgentShop) -> None:
    one, two = shop.a_member("苗小禾", "18600002046"), shop.a_member("小禾", "13700001111")
    first = shop.an_agent(customer_id=one.id)
    second = shop.an_agent("LM02", "小禾", customer_id=two.id)
    shop.sold_by(second, shop.a_product(cards=1))
    shop.merging.merge(shop.owner, one.id, two.id, "同一个人")
    own = shop.customers.get(one.id).own_agent
    assert own is not None
    assert own.id == first.id
    assert shop.owed(second) == Money(2_70)


def test_deleting_a_member_keeps_the_ledger_and_forgets_who_it_was(shop: AgentShop) -> None:
    erasing = Erasing(shop.ground, shop.rights)
    agent, member = shop.an_agent(), shop.a_member()
    shop.agents.save(
        shop.owner,
        AgentProfile("夏雨", "XY01", 3000, "18612342046", customer_id=member.id),
        agent.id,
    )
    shop.sold_by(agent, shop.a_product(cards=1))
    consent = Approval(shop.owner.id, "本人要求")
    erase = lambda: erasing.erase(shop.owner, member.id, approval=consent)  # noqa: E731
    assert refused_code(erase) == "customer_is_agent"
    shop.agents.set_stopped(shop.owner, agent.id, is_stopped=True)
    assert refused_code(erase) == "customer_is_agent"
    shop.pay(agent, 2_70)
    erase()
    profile = shop.view(agent).profile
    assert (profile.name, profile.phone, profile.customer_id) == ("已删除的顾客", "", None)
    assert (shop.owed(agent), len(shop.agents.entries(agent.id)), shop.problems()) == (ZERO, 2, [])


def test_the_page_shows_this_month_and_the_report_any_days(shop: AgentShop) -> None:
    agent, product = shop.an_agent(), shop.a_product(cards=4)
    shop.take_back(shop.sold_by(agent, product, 2))
    view = shop.view(agent)
    assert (view.month.orders, view.month.net, view.month.margin, view.month.commission) == (
        1,
        Money(100_00),
        Money(9_00),
        Money(2_70),
    )
    table = shop.reporting.read_report("agents", shop.shift.business_date, shop.shift.business_date)
    assert table.rows == (("XY01", "夏雨", 1, Money(100_00), Money(9_00), Money(2_70), 0),)
    shop.clock.pass_time(timedelta(days=40))
    assert shop.view(agent).owed == Money(2_70)
