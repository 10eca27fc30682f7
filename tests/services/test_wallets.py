"""How long accounts last, what each did, what must stay in them, and the reminder before they end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from desktop.domain.account_money import EntryKind, MoneyAct
from desktop.domain.alerts import AlertKind
from desktop.domain.cart import Cart
from desktop.domain.clock import zone_named
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.rebate import RebateStanding, RebateStep, month_of
from desktop.models.sales import sale_line
from desktop.services.account_money import AccountMoney
from desktop.services.stock_alerts import StockAlerts
from desktop.services.wallets import AccountTerms, Wallet, Wallets
from desktop.storage import platform_queries, wallet_queries
from desktop.storage.source_queries import free_balance_of
from tests.buying import BuyingShop, Trouble
from tests.hand_kept import HandKeptShop


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    shop.connect()
    shop.platform.goods["YJ100"].stock = 5_000
    return shop


def wallets_of(shop: BuyingShop) -> Wallets:
    return Wallets(shop.ground, shop.settings, shop.rights)


def alerts_of(shop: BuyingShop) -> StockAlerts:
    return StockAlerts(shop.ground, shop.settings, shop.rights)


def account_id(shop: BuyingShop) -> int:
    return shop.accounts.list_accounts()[0].id


def wallet(shop: BuyingShop) -> Wallet:
    return wallets_of(shop).overview(shop.owner)[account_id(shop)]


# How long it lasts -------------------------------------------------------------------------------


def test_without_purchases_nobody_knows_how_long_it_lasts(shop: BuyingShop) -> None:
    found = wallet(shop)
    assert (found.free, found.runway) == (Money(5_000_00), None)


def test_a_young_account_divides_what_it_spent_by_its_own_days(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.clock.pass_time(timedelta(days=2))
    shop.settle(shop.buy(product, 10).id)
    found = wallet(shop)
    assert found.free == Money(4_090_00)
    assert found.runway is not None
    assert found.runway.daily == Money(455_00)
    assert found.runway.days == 8


def test_what_was_bought_long_ago_says_nothing(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.settle(shop.buy(product, 10).id)
    shop.clock.pass_time(timedelta(days=14, seconds=1))
    assert wallet(shop).runway is None


def test_what_was_refused_cost_nothing_and_what_is_unknown_may_have(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.goods["YJ100"].stock = 0
    assert shop.settle(shop.buy(product, 10).id).state is PurchaseState.REJECTED
    assert wallet(shop).runway is None
    shop.platform.goods["YJ100"].stock = 5_000
    shop.platform.troubles = [Trouble.LOST_AFTER]
    assert shop.buy(product, 10).state is PurchaseState.UNKNOWN
    found = wallet(shop).runway
    assert found is not None
    assert found.daily == Money(910_00)


def test_promises_and_the_reserve_are_no_free_money(shop: BuyingShop) -> None:
    product = shop.adopt()
    desk = wallets_of(shop)
    desk.keep_terms(shop.owner, account_id(shop), AccountTerms(Money(500_00)))
    assert wallet(shop).free == Money(4_500_00)
    shop.unplug()
    shop.sell(Cart().with_product(shop.checkout.get_product(product.id)))
    assert wallet(shop).free == Money(4_409_00)


def test_no_sale_counts_on_the_reserve(shop: BuyingShop) -> None:
    product = shop.adopt()
    terms = AccountTerms(Money(4_950_00))
    wallets_of(shop).keep_terms(shop.owner, account_id(shop), terms)
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(Cart().with_product(product))
    assert refused.value.code == "balance_short"


def test_only_the_owner_sees_and_keeps(shop: BuyingShop) -> None:
    desk = wallets_of(shop)
    for forbidden in (
        lambda: desk.overview(shop.cashier),
        lambda: desk.detail(shop.cashier, account_id(shop)),
        lambda: desk.keep_terms(shop.cashier, account_id(shop), AccountTerms()),
    ):
        with pytest.raises(BusinessRuleError) as refused:
            forbidden()
        assert refused.value.code == "denied"


def test_a_reserve_is_never_negative_and_of_a_known_account(shop: BuyingShop) -> None:
    desk = wallets_of(shop)
    for number, reserve, code in (
        (account_id(shop), Money(-1), "reserve_negative"),
        (12345, Money(1), "account_unknown"),
    ):
        with pytest.raises(BusinessRuleError) as refused:
            desk.keep_terms(shop.owner, number, AccountTerms(reserve))
        assert refused.value.code == code


# What an account did -----------------------------------------------------------------------------


def test_the_detail_tells_syncs_record_and_entries(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.settle(shop.buy(product, 2).id)
    shop.platform.troubles = [Trouble.LOST_AFTER]
    shop.buy(product)
    shop.platform.line_troubles = [Trouble.ERROR_500] * 9
    shop.clock.pass_time(timedelta(minutes=5))
    shop.stock_sync.sync()
    AccountMoney(shop.ground, shop.rights).book(
        shop.owner, account_id(shop), MoneyAct(EntryKind.TOP_UP, Money(500_00), fee=Money(3_00))
    )
    found = wallets_of(shop).detail(shop.owner, account_id(shop))
    assert (found.record.tries, found.record.arrived, found.record.unknowns_in_row) == (1, 1, 1)
    failed, first = found.syncs
    assert (failed.error_code, first.error_code) == ("platform_silent", "")
    assert "没有给出能用的回答" in failed.error_text
    assert first.goods_count == 1
    assert {one.kind for one in found.entries} == {EntryKind.TOP_UP, EntryKind.FEE}


def test_the_detail_of_an_account_that_is_gone_is_refused(shop: BuyingShop) -> None:
    gone = account_id(shop)
    shop.accounts.remove(shop.owner, gone)
    with pytest.raises(BusinessRuleError) as refused:
        wallets_of(shop).detail(shop.owner, gone)
    assert refused.value.code == "account_unknown"


# What it gives back ------------------------------------------------------------------------------

STEPS = (RebateStep(Money(500_00), 50), RebateStep(Money(2_000_00), 80))


def with_steps(shop: BuyingShop, steps: tuple[RebateStep, ...] = STEPS) -> Wallets:
    desk = wallets_of(shop)
    desk.keep_terms(shop.owner, account_id(shop), AccountTerms(Money(0), steps))
    return desk


def rebate(shop: BuyingShop) -> RebateStanding:
    found = wallet(shop).rebate
    assert found is not None
    return found


def test_an_account_without_steps_gives_nothing_back(shop: BuyingShop) -> None:
    assert wallet(shop).rebate is None


def test_the_month_s_trade_reaches_a_step_and_tells_the_next(shop: BuyingShop) -> None:
    product = shop.adopt()
    with_steps(shop)
    shop.settle(shop.buy(product, 10).id)
    found = rebate(shop)
    assert (found.volume, found.step, found.next_step) == (Money(910_00), *STEPS)
    assert found.missing == Money(1_090_00)
    assert found.accrued == Money(4_55)


def test_only_what_was_certainly_bought_counts_as_trade(shop: BuyingShop) -> None:
    product = shop.adopt()
    with_steps(shop)
    shop.platform.troubles = [Trouble.LOST_AFTER]
    assert shop.buy(product, 10).state is PurchaseState.UNKNOWN
    assert rebate(shop).volume == Money(0)


def test_a_new_month_begins_at_nothing_in_the_shop_s_zone(shop: BuyingShop) -> None:
    product = shop.adopt()
    with_steps(shop)
    shop.settle(shop.buy(product, 10).id)
    zone = zone_named("Asia/Shanghai")
    month = month_of(shop.clock.now(), zone, shop.clock.now())
    shop.clock.pass_time(month.ends_at - shop.clock.now() - timedelta(seconds=1))
    assert rebate(shop).volume == Money(910_00)
    shop.clock.pass_time(timedelta(seconds=1))
    assert rebate(shop).volume == Money(0)


def test_what_came_is_an_entry_and_changes_no_cost(shop: BuyingShop) -> None:
    product = shop.adopt()
    with_steps(shop)
    shop.settle(shop.buy(product, 10).id)
    before = shop.checkout.get_product(product.id).cost
    AccountMoney(shop.ground, shop.rights).book(
        shop.owner, account_id(shop), MoneyAct(EntryKind.REBATE, Money(4_55))
    )
    assert rebate(shop).received == Money(4_55)
    assert shop.checkout.get_product(product.id).cost == before == Money(91_00)
    shop.sell(Cart().with_product(shop.checkout.get_product(product.id)))
    with shop.ground.database.read() as connection:
        assert connection.scalar(select(sale_line.c.cost)) == Money(91_00)


def test_steps_are_replaced_as_a_whole_and_refused_as_a_whole(shop: BuyingShop) -> None:
    desk = with_steps(shop)
    only = (RebateStep(Money(0), 30),)
    with_steps(shop, only)
    assert desk.detail(shop.owner, account_id(shop)).terms == AccountTerms(Money(0), only)
    with pytest.raises(BusinessRuleError) as refused:
        with_steps(shop, (RebateStep(Money(1), 80), RebateStep(Money(2), 50)))
    assert refused.value.code == "rebate_steps_falling"
    assert desk.detail(shop.owner, account_id(shop)).terms.steps == only


def test_cards_pasted_at_an_account_kept_by_hand_are_trade_too() -> None:
    shop = HandKeptShop()
    desk = wallets_of(shop)
    desk.keep_terms(shop.owner, shop.account_id, AccountTerms(steps=STEPS))
    text = "\n".join(f"V{number:05d}----AAAA{number:04d}" for number in range(40))
    shop.importing.import_cards(
        shop.owner, text, "VIP1", cost=Money(15_00), account_id=shop.account_id
    )
    found = desk.overview(shop.owner)[shop.account_id]
    assert found.rebate is not None
    assert found.rebate.volume == Money(600_00)
    assert found.runway is not None
    assert found.runway.daily == Money(600_00)


# The reminder ------------------------------------------------------------------------------------


def test_an_account_that_runs_out_is_told_once_and_until_it_is_filled(shop: BuyingShop) -> None:
    product, alerts = shop.adopt(), alerts_of(shop)
    shop.settle(shop.buy(product, 30).id)
    assert wallet(shop).free == Money(2_270_00)
    alerts.review()
    (alert,) = alerts.list_open()
    assert (alert.cause.kind, alert.account_name) == (AlertKind.RUNWAY, "星桥卡盟")
    assert (alert.product_code, alert.product_title) == ("", "")
    assert (alert.cause.was, alert.cause.now) == (Money(2_730_00), Money(2_270_00))
    shop.clock.pass_time(timedelta(days=1))
    assert alerts.review().raised == 0
    shop.platform.balance += 9_000
    shop.stock_sync.sync()
    assert alerts.review().ended == 1
    assert alerts.list_open() == ()


def test_what_was_put_aside_is_not_told_again_while_it_lasts(shop: BuyingShop) -> None:
    product, alerts = shop.adopt(), alerts_of(shop)
    shop.settle(shop.buy(product, 30).id)
    alerts.review()
    alerts.note_done(shop.owner, [one.id for one in alerts.list_open()])
    shop.settle(shop.buy(product, 1).id)
    assert alerts.review().raised == 0


def test_nobody_is_reminded_who_does_not_want_to_be(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.settings.change(shop.owner, {"stock.runway_days": 0})
    shop.settle(shop.buy(product, 30).id)
    assert alerts_of(shop).review().raised == 0


def test_a_reminder_is_about_one_thing(shop: BuyingShop) -> None:
    row = "(1, 'runway', {}, {}, {}, 'new', 0)"
    for product, goods, account in (("NULL", "NULL", "NULL"), ("NULL", "1", "1")):
        with (
            pytest.raises(IntegrityError),
            shop.ground.database.write() as connection,
        ):
            connection.exec_driver_sql(
                "INSERT INTO stock_alert (id, kind, product_id, goods_id, account_id, state,"
                " raised_at) VALUES " + row.format(product, goods, account)
            )


# What it costs -----------------------------------------------------------------------------------


def test_recent_purchases_are_found_by_their_time(shop: BuyingShop) -> None:
    with shop.ground.database.read() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {wallet_queries.SPENT_SQL}", (0,)
        ).all()
    assert "ix_purchase_created (created_at>?)" in str(plan)


def test_what_is_on_its_way_is_found_among_what_is_open(shop: BuyingShop) -> None:
    asked: list[tuple[str, Any]] = []
    with shop.ground.database.read() as connection:
        (account,) = platform_queries.load_accounts(connection)
        event.listen(
            connection.engine,
            "before_cursor_execute",
            lambda _c, _cursor, statement, values, *_rest: asked.append((statement, values)),
        )
        free_balance_of(connection, account)
        statement, values = asked[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert "USING INDEX ix_purchase_open" in str(plan)
