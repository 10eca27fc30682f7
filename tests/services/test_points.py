"""Points are earned by line, spent as a tender, and come back exactly; nothing leaks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerDraft, CustomerSnapshot
from desktop.domain.errors import BusinessRuleError
from desktop.domain.loyalty import PointsReason, lapsed, part_back, points_needed, worth_of
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import ReturnReason, SaleSnapshot
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.models.customers import points_entry
from desktop.services.customers import Customers
from desktop.services.returns import RefundRequest
from tests.factories import TillShop
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift(Money(100_00))
    return rehearsal


def a_member(shop: RehearsalShop, points: int = 0, phone: str = "13800002046") -> CustomerSnapshot:
    customers = Customers(shop.ground, shop.rights)
    one = customers.add_draft(shop.cashier, CustomerDraft("苗小禾", phone, card_no="V1")).customer
    if points:
        one = customers.adjust_points(shop.owner, one.id, points, "期初").customer
    return one


def balance(shop: RehearsalShop, member: CustomerSnapshot) -> int:
    return Customers(shop.ground, shop.rights).get(member.id).points


def by_points(fen: int, proof: str = "2046") -> Tender:
    return Tender(TenderMethod.POINTS, Money(fen), proof=proof)


def cash(fen: int) -> Tender:
    return cash_tender(Money(fen), Money(fen))


def refund(shop: RehearsalShop, sold: SaleSnapshot, name: str = "b1", **changes: object) -> Money:
    request = RefundRequest(
        name,
        sold.id,
        {sold.lines[0].id: 1},
        ReturnReason.GOODWILL,
        shop.shift.id,
        approval=shop.approval,
        **changes,  # type: ignore[arg-type]
    )
    return shop.returns.refund(shop.cashier, request).amount


def test_each_category_earns_by_its_own_rate_and_top_ups_of_phones_nothing(
    shop: RehearsalShop,
) -> None:
    game = shop.a_product("A", cards=1, category="游戏")
    phone = shop.a_product("B", cards=1, category="话费充值")
    half = shop.a_product("C", cards=1, category="会员")
    rates = {name: (one, percent) for one, name, percent in shop.loyalty.category_rates()}
    assert rates["话费充值"][1] == 0
    shop.loyalty.set_category_rate(shop.owner, rates["会员"][0], 50)
    cart = Cart().with_customer(a_member(shop))
    for product in (game, phone, half):
        cart = cart.with_product(shop.checkout.get_product(product.id))
    priced = shop.checkout.price(cart)
    assert shop.loyalty.earned_by(priced, ZERO) == 150
    assert shop.sell(cart).sale.points_earned == 150


@pytest.mark.parametrize("percent", [-1, 1001])
def test_a_rate_that_cannot_be_is_refused(shop: RehearsalShop, percent: int) -> None:
    shop.a_product("A", category="游戏")
    ((category, _, _),) = shop.loyalty.category_rates()
    with pytest.raises(BusinessRuleError) as refused:
        shop.loyalty.set_category_rate(shop.owner, category, percent)
    assert refused.value.code == "points_rate_out_of_range"
    assert shop.loyalty.category_rates()[0][2] == 100


def test_points_pay_a_part_and_that_part_earns_none(shop: RehearsalShop) -> None:
    member = a_member(shop, 300)
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(member)
    sold = shop.sell(cart, by_points(3_00), cash(97_00)).sale
    assert (sold.points_earned, balance(shop, member)) == (97, 97)
    entries = Customers(shop.ground, shop.rights).points_entries(member.id)
    assert {(one.reason, one.points, one.sale_number) for one in entries if one.sale_number} == {
        (PointsReason.SPENT, -300, sold.number),
        (PointsReason.EARNED, 97, sold.number),
    }
    with shop.ground.database.read() as connection:
        lines = connection.scalars(
            select(points_entry.c.sale_line_id).where(points_entry.c.sale_id == sold.id)
        ).all()
    assert set(lines) == {sold.lines[0].id}


@pytest.mark.parametrize(
    ("tender", "code"),
    [
        (by_points(100_00), "points_short_to_pay"),
        (by_points(3_01), "points_short_to_pay"),
        (by_points(3_00, "9999"), "member_proof_wrong"),
        (by_points(3_00, ""), "member_proof_missing"),
    ],
)
def test_points_that_may_not_be_spent_book_nothing(
    shop: RehearsalShop, tender: Tender, code: str
) -> None:
    member = a_member(shop, 300)
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(member)
    rest = Money(100_00) - tender.amount
    tenders = (tender, cash(rest.fen)) if rest else (tender,)
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart, *tenders)
    assert refused.value.code == code
    assert balance(shop, member) == 300
    assert shop.checkout.get_product(cart.lines[0].product.id).local_cards == 1


@pytest.mark.parametrize("proof", ["2046", "13800002046", "v1"])
def test_tail_phone_and_card_number_prove_who_it_is(shop: RehearsalShop, proof: str) -> None:
    member = a_member(shop, 300)
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(member)
    shop.sell(cart, by_points(3_00, proof), cash(97_00))
    assert balance(shop, member) == 97


def test_a_walk_in_has_no_points_to_spend(shop: RehearsalShop) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(Cart().with_product(shop.a_product(cards=1)), by_points(3_00), cash(97_00))
    assert refused.value.code == "tender_needs_member"


def test_a_member_without_any_number_cannot_prove_anything(shop: RehearsalShop) -> None:
    customers = Customers(shop.ground, shop.rights)
    one = customers.add_draft(shop.cashier, CustomerDraft("甲", qq="28490017")).customer
    one = customers.adjust_points(shop.owner, one.id, 300, "期初").customer
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(
            Cart().with_product(shop.a_product(cards=1)).with_customer(one),
            by_points(3_00),
            cash(97_00),
        )
    assert refused.value.code == "member_without_proof"


def test_points_can_be_switched_off_as_money(shop: RehearsalShop) -> None:
    shop.settings.change(shop.owner, {"points.redeem": False})
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(a_member(shop, 300))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart, by_points(3_00), cash(97_00))
    assert refused.value.code == "tender_not_enabled"


def test_a_sale_that_waits_for_its_money_takes_no_points(shop: RehearsalShop) -> None:
    member = a_member(shop, 300)
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(member)
    code = Tender(TenderMethod.WECHAT, Money(97_00))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart, by_points(3_00), code, is_awaiting_payment=True)
    assert refused.value.code == "ledger_tender_not_seen"
    assert balance(shop, member) == 300
    waiting = shop.sell(cart, Tender(TenderMethod.WECHAT, Money(100_00)), is_awaiting_payment=True)
    with pytest.raises(BusinessRuleError) as refused:
        shop.pending_sales.confirm(
            shop.cashier, waiting.sale.id, (by_points(3_00), cash(97_00)), shop.shift.id
        )
    assert refused.value.code == "ledger_tender_not_seen"


def test_pieces_returned_one_by_one_give_every_point_back(shop: RehearsalShop) -> None:
    member = a_member(shop, 1000)
    product = shop.a_product(price=133_33, cards=3)
    cart = Cart().with_product(product, 3).with_customer(member)
    sold = shop.sell(cart, by_points(10_00), cash(389_99)).sale
    assert balance(shop, member) == 389
    back = [refund(shop, sold, f"b{number}") for number in range(3)]
    assert sum(part.fen for part in back) == 399_99
    assert balance(shop, member) == 1000
    payments = shop.checkout.get_sale(sold.id).payments
    assert sum(one.amount.fen for one in payments if one.method == "points") == 0
    assert sum(one.amount.fen for one in payments if one.method == "cash") == 0


def test_a_void_gives_points_back_and_takes_the_earned_ones(shop: RehearsalShop) -> None:
    member = a_member(shop, 300)
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(member)
    sold = shop.sell(cart, by_points(3_00), cash(97_00)).sale
    shop.returns.void(shop.cashier, sold.id, "点错", request_id="v", shift_id=shop.shift.id)
    assert balance(shop, member) == 300


def test_another_way_back_stands_in_for_money_only(shop: RehearsalShop) -> None:
    member = a_member(shop, 300)
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(member)
    sold = shop.sell(cart, cash(97_00), by_points(3_00)).sale
    quote = shop.returns.quote(sold.id, {sold.lines[0].id: 1}, TenderMethod.WECHAT)
    assert dict(quote.money_back) == {
        TenderMethod.POINTS: Money(3_00),
        TenderMethod.WECHAT: Money(97_00),
    }
    with pytest.raises(BusinessRuleError) as refused:
        shop.returns.quote(sold.id, {sold.lines[0].id: 1}, TenderMethod.POINTS)
    assert refused.value.code == "method_back_not_money"


def test_a_payment_in_points_is_never_turned_into_cash(shop: RehearsalShop) -> None:
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(a_member(shop, 300))
    sold = shop.sell(cart, by_points(3_00), cash(97_00)).sale
    paid = next(one for one in sold.payments if one.method == "points")
    with pytest.raises(BusinessRuleError) as refused:
        shop.returns.change_payment_method(shop.cashier, paid.id, TenderMethod.CASH, "点错")
    assert refused.value.code == "ledger_method_fixed"


def spend_what_was_earned(shop: RehearsalShop, member: CustomerSnapshot) -> SaleSnapshot:
    """Sell for 100, then spend its 100 points; return the first sale."""
    product = shop.a_product(cards=2)
    cart = Cart().with_product(product).with_customer(member)
    first = shop.sell(cart).sale
    shop.sell(cart, by_points(1_00), cash(99_00), request_id="r2")
    return first


def test_points_spent_before_a_refund_leave_a_balance_below_zero(shop: RehearsalShop) -> None:
    member = a_member(shop)
    first = spend_what_was_earned(shop, member)
    assert balance(shop, member) == 99
    assert refund(shop, first) == Money(100_00)
    assert balance(shop, member) == -1


def test_or_the_shop_keeps_what_they_are_worth(shop: RehearsalShop) -> None:
    shop.settings.change(shop.owner, {"points.after_refund": "deduct"})
    member = a_member(shop)
    first = spend_what_was_earned(shop, member)
    Customers(shop.ground, shop.rights).adjust_points(shop.owner, member.id, -99, "换")
    quote = shop.returns.quote(first.id, {first.lines[0].id: 1})
    assert quote.money_back == ((TenderMethod.CASH, Money(99_00)),)
    assert (quote.ledger_back.settled_money, quote.ledger_back.settled_points) == (Money(1_00), 100)
    refund(shop, first)
    assert balance(shop, member) == 0
    reasons = [one.reason for one in Customers(shop.ground, shop.rights).points_entries(member.id)]
    assert PointsReason.SETTLED in reasons
    cash_left = [one for one in shop.checkout.get_sale(first.id).payments if one.amount < ZERO]
    assert sorted((one.method, one.amount.fen) for one in cash_left) == [
        ("cash", -99_00),
        ("points", -1_00),
    ]


@pytest.mark.parametrize(
    ("per_yuan", "fen_per_point", "kept", "points"),
    [(1, 50, 1_00, 1), (30, 10, 50, 15), (7, 100, 14, 1), (1000, 50, 0, 0), (250, 50, 1, 3)],
)
def test_it_never_keeps_more_than_the_points_it_settles_are_worth(
    shop: RehearsalShop, per_yuan: int, fen_per_point: int, kept: int, points: int
) -> None:
    shop.settings.change(
        shop.owner,
        {
            "points.after_refund": "deduct",
            "points.per_yuan": per_yuan,
            "points.fen_per_point": fen_per_point,
        },
    )
    member = a_member(shop)
    cart = Cart().with_product(shop.a_product(price=1_50, cost=1, cards=1)).with_customer(member)
    sold = shop.sell(cart, approval=shop.approval).sale
    Customers(shop.ground, shop.rights).adjust_points(
        shop.owner, member.id, -balance(shop, member), "换"
    )
    back = shop.returns.quote(sold.id, {sold.lines[0].id: 1}).ledger_back
    assert (back.settled_money, back.settled_points) == (Money(kept), points)


def test_old_points_lapse_first_and_what_was_used_counts_against_them(shop: RehearsalShop) -> None:
    shop.settings.change(shop.owner, {"points.expire_months": 12})
    member = a_member(shop, 500)
    product = shop.a_product(cards=3)
    shop.clock.pass_time(timedelta(days=200))
    cart = Cart().with_product(product).with_customer(member)
    shop.sell(cart, by_points(2_00), cash(98_00))
    assert balance(shop, member) == 398
    shop.clock.pass_time(timedelta(days=170))
    assert shop.loyalty.expire_due() == 300
    assert balance(shop, member) == 98
    assert shop.loyalty.expire_due() == 0
    newest = Customers(shop.ground, shop.rights).points_entries(member.id)[0]
    assert (newest.reason, newest.points) == (PointsReason.EXPIRED, -300)


def test_points_that_lapsed_this_minute_cannot_be_spent(shop: RehearsalShop) -> None:
    shop.settings.change(shop.owner, {"points.expire_months": 1})
    member = a_member(shop, 500)
    cart = Cart().with_product(shop.a_product(cards=1)).with_customer(member)
    shop.clock.pass_time(timedelta(days=40))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(cart, by_points(1_00), cash(99_00))
    assert refused.value.code == "points_short_to_pay"


def test_a_return_takes_back_points_of_its_own_age(shop: RehearsalShop) -> None:
    shop.settings.change(shop.owner, {"points.expire_months": 12})
    member = a_member(shop)
    cart = Cart().with_product(shop.a_product(cards=2)).with_customer(member)
    shop.sell(cart)
    shop.clock.pass_time(timedelta(days=300))
    newer = shop.sell(cart, request_id="r2").sale
    refund(shop, newer)
    shop.clock.pass_time(timedelta(days=100))
    assert shop.loyalty.expire_due() == 100
    assert balance(shop, member) == 0


@given(
    whole=st.integers(0, 10**6),
    paid=st.integers(1, 10**6),
    cuts=st.lists(st.integers(1, 10**6), max_size=8),
)
@settings(max_examples=300)
def test_what_goes_back_in_parts_is_never_more_and_in_the_end_all(
    whole: int, paid: int, cuts: list[int]
) -> None:
    back, left = 0, Money(paid)
    for cut in (*cuts, paid):
        amount = min(Money(cut), left)
        if not amount:
            break
        part = part_back(whole, back, amount, left)
        assert 0 <= part <= whole - back
        back, left = back + part, left - amount
    assert (back, left) == (whole, ZERO)


@given(fen=st.integers(0, 10**7), per_yuan=st.integers(1, 10**5))
def test_the_points_of_an_amount_are_always_worth_it(fen: int, per_yuan: int) -> None:
    needed = points_needed(Money(fen), per_yuan)
    assert worth_of(needed, per_yuan) >= Money(fen)
    assert needed == 0 or worth_of(needed - 1, per_yuan) < Money(fen)


@pytest.mark.parametrize(("earned", "used", "gone"), [(10, 3, 7), (3, 10, 0), (-5, 0, 0)])
def test_only_what_was_never_used_lapses(earned: int, used: int, gone: int) -> None:
    assert lapsed(earned, used) == gone


def test_the_day_says_what_was_given_spent_lapsed_and_owed() -> None:
    shop = TillShop()
    shop.open_shift()
    shop.settings.change(shop.owner, {"points.expire_months": 1})
    member = a_member(shop, 500)
    product = shop.a_product(cards=2)
    shop.clock.pass_time(timedelta(minutes=1))
    cart = Cart().with_product(product).with_customer(member)
    shop.sell(cart, by_points(2_00), cash(98_00))
    sold = shop.sell(cart, by_points(1_00), cash(99_00), request_id="r2").sale
    shop.clock.pass_time(timedelta(minutes=1))
    refund(shop, sold)
    report = shop.reporting.day_report()
    points = report.points
    assert (points.earned, points.spent, points.liability) == (598, 200, 398)
    assert points.liability_worth == Money(3_98)
    assert report.costs.points == Money(2_00)
    assert report.net_profit == report.profit.gross_profit - Money(2_00)
    assert {one.method: one.net.fen for one in report.tenders}["points"] == 2_00
