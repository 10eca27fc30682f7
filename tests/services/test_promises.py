"""Selling without a network: what sells fully, what is only promised, what is refused, what follows."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select, update

from desktop.domain.cart import Cart
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind, ProductSnapshot
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import SoldLine
from desktop.domain.tender import Tender, TenderMethod
from desktop.domain.top_up import checked_target
from desktop.models.platform_accounts import platform_goods
from desktop.models.sales import sale, sale_line
from desktop.storage import platform_queries
from desktop.storage.delivery_queries import UndeliveredChip
from tests.buying import BuyingShop, Goods
from tests.shop import by_code

ACCOUNT_FIELD = {"cn": "账号", "name": "account", "type": "text", "regex": "", "error": ""}


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.connect()
    return buying


@pytest.fixture
def card(shop: BuyingShop) -> ProductSnapshot:
    """Goods of the platform, cost 91.00, price 100.00; the shop has none of its own."""
    return shop.adopt()


def a_top_up(shop: BuyingShop) -> ProductSnapshot:
    shop.platform.goods["HF100"] = Goods(
        "HF100", "手机话费 100 元", "95.00", is_manual=True, widgets=[ACCOUNT_FIELD]
    )
    account = shop.accounts.list_accounts()[0]
    shop.stock_sync.sync([account.id])
    product = shop.a_product(
        "HF100", price=99_80, cost=None, kind=ProductKind.TOPUP, account_rule=AccountRule.PHONE
    )
    goods = shop.stock_sync.find_goods(account.id, "HF100", "")
    assert goods is not None
    shop.stock_sync.add_source(shop.owner, product.id, goods.id)
    shop.stock_sync.refresh_prices(account.id)
    return shop.checkout.get_product(product.id)


def sell(
    shop: BuyingShop, product: ProductSnapshot, quantity: int = 1, number: int = 1
) -> SoldLine:
    cart = Cart().with_product(product, quantity)
    return shop.sell(cart, request_id=f"offline-{number}").sale.lines[0]


def line_of(shop: BuyingShop, line: SoldLine):
    with shop.ground.database.read() as connection:
        return connection.execute(select(sale_line).where(sale_line.c.id == line.id)).one()


def refused(shop: BuyingShop, product: ProductSnapshot) -> str:
    """Return the code with which a sale is refused, the same before the money as after it."""
    cart = Cart().with_product(product, 1)
    with pytest.raises(BusinessRuleError) as early:
        shop.checkout.ready_to_pay(cart)
    with pytest.raises(BusinessRuleError) as late:
        shop.sell(cart)
    assert early.value.code == late.value.code
    assert "还没有记成收款" in str(late.value)
    with shop.ground.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(sale)) == 0
    return late.value.code


# -- what sells ---------------------------------------------------------------------------------


def test_cards_in_stock_sell_fully(shop: BuyingShop) -> None:
    own = shop.a_product("YJ50", cards=2)
    shop.unplug()
    sold = sell(shop, own)
    assert (sold.delivery_state, sold.is_promise) == (DeliveryState.ARRIVED, False)
    assert len(shop.delivery.masked_cards(sold.id)) == 1
    assert shop.purchase_watch.unsent_count() == 0


def test_goods_of_a_platform_are_promised_and_never_shown_as_delivered(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    shop.unplug()
    calls = len(shop.platform.calls)
    sold = sell(shop, card)
    assert (sold.delivery_state, sold.is_promise) == (DeliveryState.QUEUED, True)
    assert shop.checkout.get_sale(shop.delivery.list_undelivered()[0].sale_id).lines == (sold,)
    assert shop.delivery.masked_cards(sold.id) == ()
    assert "排上队了" in shop.delivery.message_for(sold.id)
    assert shop.purchase_watch.unsent_count() == 1
    assert len(shop.platform.calls) == calls, "nobody is asked while nobody can be"


def test_a_promise_carries_the_last_known_cost_and_a_ceiling_that_never_loses(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    shop.unplug()
    sold = sell(shop, card)
    row = line_of(shop, sold)
    assert (row.cost, row.ceiling_unit) == (Money(91_00), Money(100_00))
    assert shop.purchasing.get(sold.purchase_ids[0]).ceiling_unit == Money(100_00)


def test_a_promise_holds_a_part_of_the_wallet(shop: BuyingShop, card: ProductSnapshot) -> None:
    shop.unplug()
    sell(shop, card, 2)
    account = shop.accounts.list_accounts()[0]
    assert (account.balance, account.free_balance) == (Money(5000_00), Money(5000_00 - 2 * 91_00))


def test_no_more_is_promised_than_the_wallet_can_pay(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    shop.platform.balance = Decimal("200.00")
    shop.stock_sync.sync()
    shop.unplug()
    sell(shop, card, 1, number=1)
    sell(shop, card, 1, number=2)
    with pytest.raises(BusinessRuleError) as refusal:
        sell(shop, card, 1, number=3)
    assert refusal.value.code == "balance_short"


def test_a_top_up_is_promised_with_its_account(shop: BuyingShop) -> None:
    product = a_top_up(shop)
    shop.unplug()
    target = checked_target(AccountRule.PHONE, "19800002046", is_read_back=True)
    cart = Cart().with_product(product, 1, target)
    sold = shop.sell(cart).sale.lines[0]
    assert (sold.delivery_state, sold.is_promise) == (DeliveryState.QUEUED, True)
    shop.plug_in()
    shop.purchasing.advance_due()
    assert shop.platform.orders
    (order,) = shop.platform.orders.values()
    assert order.form["account"] == "19800002046"
    assert line_of(shop, sold).delivery_state is DeliveryState.PROCESSING


def test_online_nothing_is_a_promise(shop: BuyingShop, card: ProductSnapshot) -> None:
    assert not sell(shop, card).is_promise


def test_the_practice_platform_needs_no_promises(shop: BuyingShop, card: ProductSnapshot) -> None:
    shop.connect("聚源卡盟")
    with shop.ground.database.write() as connection:
        first = shop.accounts.list_accounts()[0]
        platform_queries.change_account(connection, first.id, is_practice=True)
    shop.unplug()
    shop.platform.is_unplugged = False
    sold = sell(shop, card)
    assert (sold.delivery_state, sold.is_promise) == (DeliveryState.QUEUED, False)
    assert shop.purchasing.due_ids() == sold.purchase_ids
    assert shop.purchase_watch.unsent_count() == 0


# -- what is refused ----------------------------------------------------------------------------


def test_a_cost_of_long_ago_is_no_ground_for_a_promise(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    shop.unplug()
    shop.clock.pass_time(timedelta(hours=25))
    assert refused(shop, card) == "promise_cost_old"


def test_how_old_is_too_old_is_a_setting(shop: BuyingShop, card: ProductSnapshot) -> None:
    shop.unplug()
    shop.clock.pass_time(timedelta(hours=25))
    shop.settings.change(shop.owner, {"promise.cost_hours": 48})
    assert sell(shop, card).is_promise


def test_old_costs_do_not_stop_cards_in_stock(shop: BuyingShop, card: ProductSnapshot) -> None:
    shop.stock(card, ["YJ100-AAAA-BBBB"])
    shop.unplug()
    shop.clock.pass_time(timedelta(days=30))
    sold = sell(shop, shop.checkout.get_product(card.id))
    assert (sold.delivery_state, sold.is_promise) == (DeliveryState.ARRIVED, False)


def test_goods_whose_cost_nobody_ever_told_are_not_promised(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    with shop.ground.database.write() as connection:
        connection.execute(update(platform_goods).values(cost=None, cost_at=None))
    shop.unplug()
    assert refused(shop, card) == "promise_cost_unknown"


def test_a_wallet_that_was_never_looked_into_promises_nothing(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    shop.unplug()
    account = shop.accounts.list_accounts()[0]
    with shop.ground.database.write() as connection:
        platform_queries.change_account(connection, account.id, balance=None, balance_at=None)
    assert refused(shop, card) == "promise_balance_unknown"


def test_a_tender_that_only_a_gateway_confirms_is_refused_and_a_static_code_is_not(
    shop: BuyingShop,
) -> None:
    own = shop.a_product("YJ50", cards=2)
    shop.unplug()
    cart = Cart().with_product(own, 1)
    with pytest.raises(BusinessRuleError) as refusal:
        shop.sell(cart, Tender(TenderMethod.EPAY, Money(100_00)))
    assert refusal.value.code == "tender_needs_network"
    sold = shop.sell(cart, by_code(TenderMethod.WECHAT, Money(100_00)))
    assert sold.sale.lines[0].delivery_state is DeliveryState.ARRIVED


# -- what follows -------------------------------------------------------------------------------


def test_when_the_network_is_back_promises_are_bought_and_arrive(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    shop.unplug()
    sold = [sell(shop, card, number=number) for number in range(3)]
    shop.clock.pass_time(timedelta(hours=2))
    shop.plug_in()
    done = shop.purchasing.advance_due()
    assert [one.state for one in done] == [PurchaseState.FULFILLED] * 3
    assert {line_of(shop, line).delivery_state for line in sold} == {DeliveryState.ARRIVED}
    assert len(shop.platform.orders) == 3
    assert len(shop.delivery.list_undelivered(UndeliveredChip.TO_TELL)) == 3


def test_above_the_ceiling_nothing_is_bought_and_the_owner_decides(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    shop.unplug()
    sold = sell(shop, card)
    shop.platform.goods["YJ100"].price = "104.00"
    shop.plug_in()
    shop.purchasing.advance_due()
    assert line_of(shop, sold).delivery_state is DeliveryState.NEEDS_DECISION
    assert not shop.platform.orders
    assert shop.platform.balance == Decimal("5000.00")
    assert shop.accounts.list_accounts()[0].free_balance == Money(5000_00)


def test_a_promise_that_is_taken_back_is_never_sent(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    shop.unplug()
    sell(shop, card)
    row = shop.delivery.list_undelivered()[0]
    shop.returns.void(
        shop.cashier, row.sale_id, "顾客不等了", request_id="back", shift_id=shop.shift.id
    )
    assert shop.purchase_watch.unsent_count() == 0
    shop.plug_in()
    shop.purchasing.advance_due()
    assert not shop.platform.orders


def test_each_waiting_line_stands_under_one_chip(shop: BuyingShop, card: ProductSnapshot) -> None:
    queued = sell(shop, card, number=1)
    shop.unplug()
    promised = sell(shop, card, number=2)
    waiting = shop.delivery.list_undelivered(UndeliveredChip.WAITING)
    assert [row.line_id for row in waiting] == [queued.id]
    held = shop.delivery.list_undelivered(UndeliveredChip.PROMISED)
    assert [row.line_id for row in held] == [promised.id]
    shop.plug_in()
    shop.purchasing.advance_due()
    assert shop.delivery.list_undelivered(UndeliveredChip.PROMISED) == ()


def test_a_sale_whose_money_is_seen_while_offline_becomes_a_promise_and_is_not_refused(
    shop: BuyingShop, card: ProductSnapshot
) -> None:
    cart, tender = Cart().with_product(card, 1), by_code(TenderMethod.WECHAT, Money(100_00))
    pending = shop.sell(cart, tender, is_awaiting_payment=True).sale
    shop.unplug()
    shop.clock.pass_time(timedelta(days=3))
    paid = shop.pending_sales.confirm(shop.cashier, pending.id, [tender], shop.shift.id)
    assert paid.sale.lines[0].is_promise
    assert shop.purchase_watch.unsent_count() == 1
