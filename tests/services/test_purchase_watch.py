"""Purchases without a result for a quarter of an hour: the owner is told, and when the next joins."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.purchase_watch import LongUnclear
from tests.buying import BuyingShop, Trouble

QUARTER = timedelta(minutes=15)
SECOND = timedelta(seconds=1)


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.connect()
    return buying


def test_a_purchase_is_the_owner_s_business_fifteen_minutes_after_it_was_sent(
    shop: BuyingShop,
) -> None:
    product = shop.adopt()
    sent_at = shop.clock.now()
    shop.platform.troubles = [Trouble.LOST_AFTER]
    bought = shop.buy(product)
    assert bought.state is PurchaseState.UNKNOWN
    shop.clock.pass_time(QUARTER - SECOND)
    assert shop.purchase_watch.long_unclear() == LongUnclear(next_at=sent_at + QUARTER)
    shop.clock.pass_time(SECOND)
    assert shop.purchase_watch.long_unclear() == LongUnclear((bought.id,), Money(91_00))


def test_waiting_for_the_network_does_not_count_as_waiting_for_an_answer(
    shop: BuyingShop,
) -> None:
    product = shop.adopt()
    shop.unplug()
    bought = shop.buy(product)
    shop.clock.pass_time(timedelta(hours=3))
    shop.platform.troubles = [Trouble.LOST_AFTER]
    shop.plug_in()
    shop.purchasing.advance(bought.id)
    found = shop.purchase_watch.long_unclear()
    assert (found.ids, found.next_at) == ((), shop.clock.now() + QUARTER)


def test_what_waits_for_a_person_still_counts_and_what_was_decided_does_not(
    shop: BuyingShop,
) -> None:
    product = shop.adopt()
    shop.platform.troubles = [Trouble.LOST_BEFORE, Trouble.LOST_BEFORE]
    bought = shop.settle(shop.buy(product).id)
    assert bought.state is PurchaseState.HUMAN
    shop.clock.pass_time(QUARTER)
    assert shop.purchase_watch.long_unclear().ids == (bought.id,)
    shop.purchasing.decide(shop.owner, bought.id, Decision(Verdict.NOT_PLACED), "网站上没有这一单")
    assert shop.purchase_watch.long_unclear() == LongUnclear()


def test_an_order_the_source_is_working_on_is_not_unclear(shop: BuyingShop) -> None:
    shop.platform.goods["YJ100"].is_manual = True
    shop.stock_sync.sync()
    sold = shop.sell(Cart().with_product(shop.adopt(), 1))
    bought = shop.purchasing.advance(sold.purchases_to_start[0])
    assert bought.state is PurchaseState.ACCEPTED
    shop.clock.pass_time(timedelta(hours=5))
    assert shop.purchase_watch.long_unclear() == LongUnclear()
