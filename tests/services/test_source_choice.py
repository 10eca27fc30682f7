"""Several sources of one product: who decides their order, and what our own purchases say."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.purchase import QUIET_SECONDS, PurchaseState
from desktop.domain.sourcing import RECORD_DAYS, SourceRecord, SourcingMode
from desktop.models.ledger import ledger
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.purchasing import PurchaseSnapshot
from tests.buying import Trouble
from tests.two_accounts import TwoAccountShop

S = PurchaseState


@pytest.fixture
def shop() -> TwoAccountShop:
    return TwoAccountShop()


def asked_first(shop: TwoAccountShop, quantity: int = 1) -> str:
    return shop.purchasing.quote(shop.product.id, quantity, is_fresh=True).account_name


def record_of(shop: TwoAccountShop, position: int) -> SourceRecord:
    figures = shop.stock_sync.compare_sources(shop.product.id).figures
    return figures[shop.goods_ids[position]].record


def buy_at(shop: TwoAccountShop, position: int, quantity: int = 1) -> PurchaseSnapshot:
    return shop.purchasing.buy_into_stock(
        shop.owner, shop.product.id, quantity, Money(99_00), shop.account_ids[position]
    )


# -- who decides ------------------------------------------------------------------------------


def test_a_new_product_is_left_to_the_rule_which_asks_the_cheaper_first(
    shop: TwoAccountShop,
) -> None:
    assert shop.stock_sync.compare_sources(shop.product.id).mode is SourcingMode.AUTOMATIC
    shop.first.goods["YJ100"].price = "95.00"
    shop.stock_sync.sync()
    assert shop.source_names() == ["聚源卡盟", "星桥卡盟"]
    assert asked_first(shop) == "聚源卡盟"
    assert shop.checkout.get_product(shop.product.id).cost == Money(92_00)


def test_a_price_asked_for_at_the_counter_orders_the_sources_too(shop: TwoAccountShop) -> None:
    shop.first.goods["YJ100"].price = "95.00"
    assert asked_first(shop) == "星桥卡盟"
    assert asked_first(shop) == "聚源卡盟"
    assert shop.source_names() == ["聚源卡盟", "星桥卡盟"]


def test_pinned_the_owner_s_order_stays_whatever_it_costs(shop: TwoAccountShop) -> None:
    shop.stock_sync.order_sources(shop.owner, shop.product.id, shop.goods_ids)
    shop.first.goods["YJ100"].price = "95.00"
    shop.stock_sync.sync()
    assert asked_first(shop) == "星桥卡盟"
    assert shop.source_names() == ["星桥卡盟", "聚源卡盟"]
    comparison = shop.stock_sync.compare_sources(shop.product.id)
    assert comparison.mode is SourcingMode.PINNED
    assert comparison.by_rule == shop.goods_ids[::-1]


def test_the_rule_takes_over_again_when_the_owner_leaves_it_to_it(shop: TwoAccountShop) -> None:
    shop.stock_sync.order_sources(shop.owner, shop.product.id, shop.goods_ids[::-1])
    assert asked_first(shop) == "聚源卡盟"
    shop.stock_sync.leave_sources_to_rule(shop.owner, shop.product.id)
    assert shop.source_names() == ["星桥卡盟", "聚源卡盟"]
    assert asked_first(shop) == "星桥卡盟"


def test_who_decides_stands_in_the_ledger_and_is_no_business_of_a_cashier(
    shop: TwoAccountShop,
) -> None:
    shop.stock_sync.order_sources(shop.owner, shop.product.id, shop.goods_ids)
    shop.stock_sync.leave_sources_to_rule(shop.owner, shop.product.id)
    with shop.ground.database.read() as connection:
        bodies = connection.scalars(
            select(ledger.c.body).where(ledger.c.kind == "sources_ordered")
        ).all()
    assert ["pinned" in str(body) for body in bodies] == [True, False]
    assert "automatic" in str(bodies[1])
    with pytest.raises(BusinessRuleError) as refused:
        shop.stock_sync.leave_sources_to_rule(shop.cashier, shop.product.id)
    assert refused.value.code == "needs_owner"


# -- what can deliver -------------------------------------------------------------------------


def test_a_source_that_is_short_of_goods_or_money_is_asked_later(shop: TwoAccountShop) -> None:
    shop.first.goods["YJ100"].stock = 2
    shop.stock_sync.sync()
    assert (asked_first(shop, 2), asked_first(shop, 3)) == ("星桥卡盟", "聚源卡盟")
    shop.first.goods["YJ100"].stock = 50
    shop.first.balance = Decimal(100)
    shop.stock_sync.sync()
    assert (asked_first(shop, 1), asked_first(shop, 2)) == ("星桥卡盟", "聚源卡盟")


def test_a_sale_takes_the_source_that_can_pay(shop: TwoAccountShop) -> None:
    shop.first.balance = Decimal(50)
    shop.stock_sync.sync()
    product = shop.checkout.get_product(shop.product.id)
    assert product.cost == Money(92_00)
    shop.purchasing.advance(shop.sell(Cart().with_product(product)).purchases_to_start[0])
    assert (len(shop.first.orders), len(shop.second.orders)) == (0, 1)


def test_an_account_that_does_not_answer_is_asked_later_until_it_was_left_alone_for_a_while(
    shop: TwoAccountShop,
) -> None:
    shop.first.is_down = True
    shop.stock_sync.sync([shop.account_ids[0]])
    shop.first.is_down = False
    assert asked_first(shop) == "聚源卡盟"
    shop.clock.pass_time(timedelta(minutes=10))
    assert asked_first(shop) == "星桥卡盟"


def test_a_price_that_nobody_tells_sends_the_sale_to_the_other_source(
    shop: TwoAccountShop,
) -> None:
    shop.first.is_down = True
    quote = shop.purchasing.quote(shop.product.id, 1, is_fresh=True)
    assert (quote.account_name, quote.unit) == ("星桥卡盟", None)
    assert shop.accounts.get(shop.account_ids[0]).trouble_code == "platform_silent"
    product = shop.checkout.get_product(shop.product.id)
    sold = shop.sell(Cart().with_product(product))
    bought = shop.purchasing.advance(sold.purchases_to_start[0])
    assert (bought.account, bought.state) == ("聚源卡盟", S.FULFILLED)
    shop.first.is_down = False
    shop.clock.pass_time(timedelta(minutes=10))
    assert asked_first(shop) == "星桥卡盟"
    assert shop.accounts.get(shop.account_ids[0]).trouble_code == ""


# -- what our own purchases say ---------------------------------------------------------------


def test_without_a_purchase_there_are_no_figures(shop: TwoAccountShop) -> None:
    assert record_of(shop, 0) == SourceRecord()


def test_arrivals_refusals_and_unknowns_are_counted_apart(shop: TwoAccountShop) -> None:
    for _ in range(3):
        buy_at(shop, 0)
    shop.first.goods["YJ100"].stock = 0
    assert buy_at(shop, 0).state is S.REJECTED
    assert record_of(shop, 0) == SourceRecord(4, 3, 0, 0)
    assert record_of(shop, 1) == SourceRecord()
    shop.first.goods["YJ100"].stock = 50
    shop.first.troubles = [Trouble.LOST_AFTER]
    unknown = buy_at(shop, 0)
    assert record_of(shop, 0) == SourceRecord(4, 3, 1, 0)
    settled = shop.settle(unknown.id)
    assert settled.state is S.HUMAN
    assert record_of(shop, 0).unknowns_in_row == 1
    shop.clock.pass_time(timedelta(seconds=QUIET_SECONDS))
    shop.purchasing.decide(shop.owner, settled.id, Decision(Verdict.NOT_PLACED), "网站没有")
    assert record_of(shop, 0) == SourceRecord(5, 3, 0, 0)


def test_what_is_our_own_fault_says_nothing_about_a_source(shop: TwoAccountShop) -> None:
    shop.first.balance = Decimal(1)
    assert buy_at(shop, 0).reason_code == "balance"
    shop.first.goods["YJ100"].price = "120.00"
    assert buy_at(shop, 0).reason_code == "price_above_ceiling"
    assert record_of(shop, 0) == SourceRecord()


def test_the_median_is_from_sending_to_arrival(shop: TwoAccountShop) -> None:
    for seconds in (2, 40, 6):
        shop.first.takes_seconds = seconds
        assert buy_at(shop, 0).state is S.FULFILLED
    assert record_of(shop, 0).median_seconds == 6
    shop.first.takes_seconds = 8
    buy_at(shop, 0)
    assert record_of(shop, 0).median_seconds == 7


def test_only_the_newest_purchases_count_and_old_ones_are_forgiven(shop: TwoAccountShop) -> None:
    shop.first.goods["YJ100"].stock = 0
    for _ in range(5):
        buy_at(shop, 0)
    shop.first.goods["YJ100"].stock = 50
    for _ in range(18):
        buy_at(shop, 0)
    assert record_of(shop, 0) == SourceRecord(20, 18, 0, 0)
    shop.clock.pass_time(timedelta(days=RECORD_DAYS, seconds=1))
    assert record_of(shop, 0) == SourceRecord()


def test_failures_and_unknowns_in_a_row_sink_a_source_also_in_the_lists(
    shop: TwoAccountShop,
) -> None:
    assert shop.source_names() == ["星桥卡盟", "聚源卡盟"]
    shop.first.troubles = [Trouble.LOST_AFTER, Trouble.LOST_BEFORE]
    buy_at(shop, 0)
    assert shop.source_names() == ["星桥卡盟", "聚源卡盟"]
    buy_at(shop, 0)
    assert shop.source_names() == ["聚源卡盟", "星桥卡盟"]
    assert asked_first(shop) == "聚源卡盟"
    assert shop.checkout.get_product(shop.product.id).cost == Money(92_00)
