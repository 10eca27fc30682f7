"""Gifts leave the shop for points, at what they cost, and come back whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.customer import CustomerDraft, CustomerSnapshot
from desktop.domain.errors import BusinessRuleError
from desktop.domain.gifts import GiftSnapshot
from desktop.domain.money import ZERO, Money
from desktop.services.customers import Customers
from desktop.services.gifts import Gifts
from tests.factories import TillShop


@pytest.fixture
def shop() -> TillShop:
    till = TillShop()
    till.open_shift()
    return till


@pytest.fixture
def gifts(shop: TillShop) -> Gifts:
    return Gifts(shop.ground, shop.settings, shop.rights)


def a_member(shop: TillShop, points: int = 500) -> CustomerSnapshot:
    customers = Customers(shop.ground, shop.rights)
    one = customers.add_draft(shop.cashier, CustomerDraft("苗小禾", "13800002046")).customer
    return customers.adjust_points(shop.owner, one.id, points, "期初").customer


def a_gift(shop: TillShop, gifts: Gifts, pieces: int = 3) -> GiftSnapshot:
    made = gifts.add(shop.owner, "钥匙扣", 200).gift
    return gifts.stock(shop.owner, made.id, pieces, Money(3_33)).gift


def redeem(shop: TillShop, gifts: Gifts, member: CustomerSnapshot, gift: GiftSnapshot) -> int:
    shop.clock.pass_time(timedelta(minutes=1))
    done = gifts.redeem(shop.cashier, member.id, gift.id, shift_id=shop.shift.id, proof="2046")
    assert done.entry_id is not None
    return done.entry_id


def test_a_gift_takes_points_and_stock_and_stands_on_the_day_as_a_cost(
    shop: TillShop, gifts: Gifts
) -> None:
    member, gift = a_member(shop), a_gift(shop, gifts)
    redeem(shop, gifts, member, gift)
    (left,) = gifts.list_gifts()
    assert (left.stock, left.stock_cost) == (2, Money(6_66))
    assert Customers(shop.ground, shop.rights).get(member.id).points == 300
    report = shop.reporting.day_report()
    assert report.costs.gifts == Money(3_33)
    assert report.net_profit == -Money(3_33)
    assert (report.points.spent, report.points.liability) == (200, 300)


def test_a_gift_comes_back_once_with_its_points_and_its_cost(shop: TillShop, gifts: Gifts) -> None:
    member, gift = a_member(shop), a_gift(shop, gifts)
    entry = redeem(shop, gifts, member, gift)
    gifts.give_back(shop.owner, entry, "坏的", shift_id=shop.shift.id)
    assert gifts.list_gifts() == (gift,)
    assert Customers(shop.ground, shop.rights).get(member.id).points == 500
    assert shop.reporting.day_report().costs.gifts == ZERO
    with pytest.raises(BusinessRuleError) as refused:
        gifts.give_back(shop.owner, entry, "再退", shift_id=shop.shift.id)
    assert refused.value.code == "gift_back_already"
    assert Customers(shop.ground, shop.rights).get(member.id).points == 500


def test_the_last_piece_takes_all_that_is_left_of_the_cost(shop: TillShop, gifts: Gifts) -> None:
    member, gift = a_member(shop, 10_000), a_gift(shop, gifts, 1)
    gifts.stock(shop.owner, gift.id, 2, Money(3_34))
    for _ in range(3):
        redeem(shop, gifts, member, gift)
    (left,) = gifts.list_gifts()
    assert (left.stock, left.stock_cost) == (0, ZERO)
    assert shop.reporting.day_report().costs.gifts == Money(10_01)


@pytest.mark.parametrize(
    ("points", "pieces", "proof", "code"),
    [
        (199, 1, "2046", "points_short_for_gift"),
        (500, 0, "2046", "gift_short"),
        (500, 1, "9999", "member_proof_wrong"),
        (500, 1, "", "member_proof_missing"),
    ],
)
def test_a_gift_that_cannot_be_had_moves_nothing(
    shop: TillShop, gifts: Gifts, points: int, pieces: int, proof: str, code: str
) -> None:
    member, gift = a_member(shop, points), gifts.add(shop.owner, "钥匙扣", 200).gift
    if pieces:
        gifts.stock(shop.owner, gift.id, pieces, Money(3_33))
    with pytest.raises(BusinessRuleError) as refused:
        gifts.redeem(shop.cashier, member.id, gift.id, shift_id=shop.shift.id, proof=proof)
    assert refused.value.code == code
    assert gifts.list_gifts()[0].stock == pieces
    assert Customers(shop.ground, shop.rights).get(member.id).points == points


def test_the_catalogue_refuses_what_makes_no_sense(shop: TillShop, gifts: Gifts) -> None:
    gift = a_gift(shop, gifts, 1)
    for act, code in (
        (lambda: gifts.add(shop.owner, " ", 1), "gift_name_missing"),
        (lambda: gifts.add(shop.owner, "钥匙扣", 1), "gift_name_taken"),
        (lambda: gifts.add(shop.owner, "贴纸", 0), "gift_points_out_of_range"),
        (lambda: gifts.stock(shop.owner, gift.id, 0, ZERO), "gift_pieces_out_of_range"),
        (lambda: gifts.stock(shop.owner, gift.id, 1, -Money(1)), "gift_pieces_out_of_range"),
        (lambda: gifts.stock(shop.owner, gift.id, -2, ZERO), "gift_short"),
        (lambda: gifts.add(shop.cashier, "贴纸", 5), "needs_owner"),
    ):
        with pytest.raises(BusinessRuleError) as refused:
            act()
        assert refused.value.code == code
    gifts.change(shop.owner, gift.id, points=10, is_offered=False)
    assert gifts.list_gifts(offered_only=True) == ()
    gifts.stock(shop.owner, gift.id, -1, ZERO, "坏了")
    assert gifts.list_gifts()[0].stock_cost == ZERO
