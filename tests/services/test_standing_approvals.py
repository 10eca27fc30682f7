"""An owner's consent given beforehand lets the guard pass, and ends by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.standing import StandingEnd
from desktop.models.consents import standing_use
from desktop.models.ledger import ledger
from desktop.services.standing_approvals import StandingApprovals, StandingState
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift(Money(100_00))
    return rehearsal


def standing(shop: RehearsalShop) -> StandingApprovals:
    return StandingApprovals(shop.ground, shop.rights)


def at_a_loss(shop: RehearsalShop, price: int = 90_00) -> ProductSnapshot:
    return shop.a_product(cards=9, price=price)


def only(shop: RehearsalShop) -> StandingState:
    (state,) = standing(shop).list_all()
    return state


def entries(shop: RehearsalShop, kind: str) -> list[dict[str, object]]:
    with shop.ground.database.read() as connection:
        found = connection.scalars(select(ledger.c.body).where(ledger.c.kind == kind))
        return [json.loads(body) for body in found]


def refused(shop: RehearsalShop, product: ProductSnapshot, **changes: object) -> str:
    with pytest.raises(BusinessRuleError) as refusal:
        shop.sell(Cart().with_product(product), **changes)
    return refusal.value.code


def test_the_guard_lets_the_cashier_through_and_notes_it_on_the_sale(shop: RehearsalShop) -> None:
    product = at_a_loss(shop)
    assert refused(shop, product) == "below_floor"
    standing(shop).give(shop.owner, product.id, Money(1_00), 7, "清仓")
    cart = Cart().with_product(product, 2)
    assert shop.checkout.ready_to_pay(cart).refusal is None
    sold = shop.sell(cart).sale
    with shop.ground.database.read() as connection:
        (use,) = connection.execute(select(standing_use)).all()
    assert (use.sale_id, use.quantity, use.loss) == (sold.id, 2, Money(2_00))
    (entry,) = entries(shop, "standing_used")
    assert (entry["sale"], entry["amount"]) == (sold.id, 2_00)
    assert (only(shop).row.uses, only(shop).row.loss) == (1, Money(2_00))


def test_a_sale_that_earns_uses_none(shop: RehearsalShop) -> None:
    product = at_a_loss(shop, price=100_00)
    standing(shop).give(shop.owner, product.id, Money(1_00), 7, "清仓")
    shop.sell(Cart().with_product(product))
    assert only(shop).row.uses == 0


def test_an_owner_at_the_counter_uses_none(shop: RehearsalShop) -> None:
    product = at_a_loss(shop)
    standing(shop).give(shop.owner, product.id, Money(5_00), 7, "清仓")
    shop.sell(Cart().with_product(product), approval=shop.approval)
    assert only(shop).row.uses == 0


def test_it_ends_by_its_date(shop: RehearsalShop) -> None:
    product = at_a_loss(shop)
    standing(shop).give(shop.owner, product.id, Money(1_00), 7, "清仓")
    shop.clock.pass_time(timedelta(days=7))
    assert only(shop).end is StandingEnd.DATE
    assert refused(shop, product) == "below_floor"


def test_it_ends_by_a_price_that_loses_more(shop: RehearsalShop) -> None:
    product = at_a_loss(shop)
    standing(shop).give(shop.owner, product.id, Money(1_00), 7, "清仓")
    shop.catalog.change_prices(shop.owner, {product.id: Money(89_99)})
    worse = shop.checkout.get_product(product.id)
    assert refused(shop, worse) == "below_floor"
    assert only(shop).end is StandingEnd.LOSS
    shop.catalog.change_prices(shop.owner, {product.id: Money(90_00)})
    assert refused(shop, product) == "below_floor"
    assert len(entries(shop, "standing_outgrown")) == 1


def test_it_is_revoked_and_replaced(shop: RehearsalShop) -> None:
    product, desk = at_a_loss(shop), standing(shop)
    desk.give(shop.owner, product.id, Money(1_00), 7, "清仓")
    desk.give(shop.owner, product.id, Money(50), 7, "少亏一点")
    valid, replaced = desk.list_all()
    assert (valid.is_valid, replaced.end) == (True, StandingEnd.REPLACED)
    assert refused(shop, product) == "below_floor"
    desk.give(shop.owner, product.id, Money(2_00), 7, "清仓")
    desk.revoke(shop.owner, desk.list_all()[0].row.approval.id)
    assert refused(shop, product) == "below_floor"
    assert len(entries(shop, "standing_revoked")) == 1


@pytest.mark.parametrize(
    ("loss", "days", "reason", "code"),
    [
        (0, 7, "清仓", "standing_loss"),
        (1, 0, "清仓", "standing_days"),
        (1, 91, "清仓", "standing_days"),
        (1, 7, " ", "needs_reason"),
    ],
)
def test_odd_consents_are_refused(
    shop: RehearsalShop, loss: int, days: int, reason: str, code: str
) -> None:
    with pytest.raises(BusinessRuleError) as refusal:
        standing(shop).give(shop.owner, at_a_loss(shop).id, Money(loss), days, reason)
    assert refusal.value.code == code
    assert standing(shop).list_all() == ()


def test_a_cashier_gives_none_without_the_owner(shop: RehearsalShop) -> None:
    product = at_a_loss(shop)
    with pytest.raises(BusinessRuleError) as refusal:
        standing(shop).give(shop.cashier, product.id, Money(1_00), 7, "清仓")
    assert refusal.value.code == "needs_owner"
    standing(shop).give(shop.cashier, product.id, Money(1_00), 7, "清仓", approval=shop.approval)
    assert only(shop).row.approval.given_by == shop.approval.person_id


def test_the_guard_names_the_goods_that_earn_least_when_none_loses(shop: RehearsalShop) -> None:
    shop.settings.change(shop.owner, {"sale.floor": Money(20_00)})
    product = shop.a_product(cards=2, price=100_00)
    with pytest.raises(BusinessRuleError) as refusal:
        shop.sell(Cart().with_product(product))
    assert refusal.value.values["name"] == product.title


def test_a_tick_beside_the_pin_lets_the_same_pass_for_a_week(shop: RehearsalShop) -> None:
    product = at_a_loss(shop)
    lasting = replace(shop.approval, is_lasting=True)
    shop.sell(Cart().with_product(product, 2), request_id="a", approval=lasting)
    approval = only(shop).row.approval
    assert (approval.largest_loss, approval.reason) == (Money(1_00), lasting.reason)
    assert approval.valid_until - shop.clock.now() == timedelta(days=7)
    shop.sell(Cart().with_product(product), request_id="b")
    assert only(shop).row.uses == 1


def test_without_the_tick_or_a_loss_nothing_lasts(shop: RehearsalShop) -> None:
    lossy, earning = at_a_loss(shop), shop.a_product("B", cards=3)
    shop.sell(Cart().with_product(lossy), request_id="a", approval=shop.approval)
    lasting = replace(shop.approval, is_lasting=True)
    shop.sell(Cart().with_product(earning), request_id="b", approval=lasting)
    assert standing(shop).list_all() == ()


def test_the_cards_really_claimed_are_judged_not_the_next_one(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=1, price=90_00)
    shop.stock(product, ["DEAR-0001-0001"], cost=112_00)
    standing(shop).give(shop.owner, product.id, Money(1_00), 7, "清仓")
    product = shop.checkout.get_product(product.id)
    with pytest.raises(BusinessRuleError) as refusal:
        shop.sell(Cart().with_product(product, 2))
    assert refusal.value.code == "below_floor"
    assert only(shop).is_valid
    standing(shop).give(shop.owner, product.id, Money(11_50), 7, "清仓")
    shop.sell(Cart().with_product(product, 2))
    assert standing(shop).list_all()[0].row.loss == Money(23_00)
