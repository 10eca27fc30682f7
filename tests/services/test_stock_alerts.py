"""Costs kept over time, and the reminders that come of goods as they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop.domain.alerts import AlertKind
from desktop.domain.cart import Cart
from desktop.domain.changes import Topic
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.secret import Secret
from desktop.domain.stock import StockChip, StockFilter, StockFlag
from desktop.services.exporting import Exporting, ExportKind
from desktop.services.stock_alerts import StockAlerts
from desktop.services.table_columns import CardRow
from tests.buying import BuyingShop, Goods
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.connect("星桥卡盟")
    return buying


def alerts_of(shop: RehearsalShop) -> StockAlerts:
    return StockAlerts(shop.ground, shop.settings, shop.rights)


def kinds(shop: RehearsalShop) -> set[AlertKind]:
    return {alert.cause.kind for alert in alerts_of(shop).list_open()}


def reprice(shop: BuyingShop, price: str) -> None:
    shop.clock.pass_time(timedelta(minutes=5))
    shop.platform.goods["YJ100"].price = price
    shop.stock_sync.sync()


def history(shop: BuyingShop, product: ProductSnapshot) -> list[tuple[Money | None, Money | None]]:
    return [(one.old, one.new) for one in alerts_of(shop).price_changes(product.id)]


# What goods cost ---------------------------------------------------------------------------------


def test_each_change_of_a_cost_is_kept_and_nothing_else(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.stock_sync.sync()
    assert history(shop, product) == []
    reprice(shop, "92.50")
    shop.platform.goods["YJ100"].stock = 7
    shop.stock_sync.sync()
    reprice(shop, "0")
    assert history(shop, product) == [
        (Money(92_50), None),
        (Money(91_00), Money(92_50)),
    ]
    newest = alerts_of(shop).price_changes(product.id)[0]
    assert (newest.account_name, newest.at) == ("星桥卡盟", shop.clock.now())


def test_a_price_that_was_asked_for_is_kept_too(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.goods["YJ100"].price = "93.00"
    shop.purchasing.quote(product.id, 1, is_fresh=True)
    assert history(shop, product) == [(Money(91_00), Money(93_00))]


def test_a_price_that_a_purchase_met_is_kept_too(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.goods["YJ100"].price = "92.00"
    bought = shop.buy(product)
    shop.settle(bought.id)
    assert history(shop, product) == [(Money(91_00), Money(92_00))]


def test_what_was_kept_is_never_changed(shop: BuyingShop) -> None:
    shop.adopt()
    reprice(shop, "92.50")
    for statement in ("UPDATE goods_price SET new_cost = 1", "DELETE FROM goods_price"):
        with (
            pytest.raises(IntegrityError, match="never"),
            shop.ground.database.write() as connection,
        ):
            connection.execute(text(statement))


def test_the_changes_can_be_exported(shop: BuyingShop, tmp_path) -> None:
    shop.adopt()
    reprice(shop, "92.50")
    target = tmp_path / "prices.csv"
    exporting = Exporting(shop.ground, shop.settings, shop.rights)
    assert exporting.export(ExportKind.PRICES, target) == 1
    words = target.read_text("utf-8-sig")
    assert "星桥卡盟,YJ100,云境传说点卡 100 元" in words
    assert "91.00,92.50" in words


# Reminders ---------------------------------------------------------------------------------------


def test_a_price_beyond_the_set_part_is_told_once_and_until_it_is_known(shop: BuyingShop) -> None:
    product, alerts = shop.adopt(), alerts_of(shop)
    assert alerts.review().raised == 0
    reprice(shop, "93.72")
    assert alerts.review().raised == 0
    reprice(shop, "93.73")
    assert Topic.ALERTS in alerts.review().changes.topics
    (alert,) = alerts.list_open()
    assert (alert.cause.kind, alert.product_code) == (AlertKind.PRICE_UP, product.code)
    assert (alert.cause.was, alert.cause.now) == (Money(91_00), Money(93_73))
    assert alerts.count_new() == 1
    assert alerts.review().raised == 0
    alerts.note_done(shop.owner, [alert.id])
    assert alerts.list_open() == ()
    assert alerts.review().raised == 0
    reprice(shop, "90.00")
    alerts.review()
    assert kinds(shop) == {AlertKind.PRICE_DOWN}


def test_a_price_that_comes_back_clears_its_reminder(shop: BuyingShop) -> None:
    shop.adopt()
    reprice(shop, "95.00")
    assert alerts_of(shop).review().raised == 1
    reprice(shop, "91.00")
    assert alerts_of(shop).review().ended == 1
    assert kinds(shop) == set()


def test_goods_bought_now_at_the_selling_price_are_inverted(shop: BuyingShop) -> None:
    product = shop.adopt(price=91_00)
    alerts = alerts_of(shop)
    alerts.review()
    assert kinds(shop) == {AlertKind.INVERTED}
    assert shop.catalog.stock_counts().inverted == 1
    shop.catalog.change_prices(shop.owner, {product.id: Money(91_01)})
    alerts.review()
    assert kinds(shop) == set()


def test_with_cheaper_cards_only_the_next_purchase_loses(shop: BuyingShop) -> None:
    product = shop.adopt(price=90_00)
    shop.stock(product, [f"YJ-{n}" for n in range(6)], cost=80_00)
    alerts_of(shop).review()
    assert kinds(shop) == {AlertKind.RESTOCK_INVERTED}
    with_cards = shop.checkout.get_product(product.id)
    assert shop.sell(Cart().with_product(with_cards)).sale.total == Money(90_00)


def test_a_reminder_put_aside_stays_so_until_its_cause_was_gone(shop: BuyingShop) -> None:
    product = shop.adopt(price=90_00)
    alerts = alerts_of(shop)
    alerts.review()
    alerts.note_done(shop.owner, [one.id for one in alerts.list_open()])
    assert alerts.review().raised == 0
    shop.catalog.change_prices(shop.owner, {product.id: Money(99_00)})
    assert alerts.review().ended == 1
    shop.catalog.change_prices(shop.owner, {product.id: Money(90_00)})
    assert alerts.review().raised == 1


def test_few_cards_and_little_at_the_source_are_told(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.goods["YJ100"].stock = 4
    shop.stock_sync.sync()
    alerts = alerts_of(shop)
    alerts.review()
    assert kinds(shop) == {AlertKind.LOW}
    shop.platform.goods["YJ100"].stock = 0
    shop.stock_sync.sync()
    alerts.review()
    assert kinds(shop) == {AlertKind.OUT}
    shop.stock(product, [f"YJ-{n}" for n in range(5)], cost=80_00)
    alerts.review()
    assert kinds(shop) == set()


def test_goods_that_were_never_there_are_no_news() -> None:
    shop = RehearsalShop()
    shop.a_product("EMPTY")
    assert alerts_of(shop).review().raised == 0


def test_goods_that_are_no_longer_listed_are_told(shop: BuyingShop) -> None:
    shop.adopt()
    shop.platform.goods["QB"] = Goods("QB", "Q 币 50 个", "46.50")
    del shop.platform.goods["YJ100"]
    shop.stock_sync.sync()
    alerts_of(shop).review()
    assert kinds(shop) == {AlertKind.DELISTED, AlertKind.OUT}


def test_what_is_not_on_sale_is_no_news(shop: BuyingShop) -> None:
    product = shop.adopt(price=90_00)
    shop.catalog.set_selling(shop.owner, product.id, False)
    assert alerts_of(shop).review().raised == 0


def test_a_cashier_puts_no_reminder_aside(shop: BuyingShop) -> None:
    shop.adopt(price=90_00)
    alerts = alerts_of(shop)
    alerts.review()
    with pytest.raises(BusinessRuleError) as refused:
        alerts.note_done(shop.cashier, [one.id for one in alerts.list_open()])
    assert refused.value.code == "denied"


def test_new_ones_come_first_and_seen_ones_stay(shop: BuyingShop) -> None:
    shop.adopt(price=90_00)
    alerts = alerts_of(shop)
    alerts.review()
    (first,) = alerts.list_open()
    alerts.note_seen(shop.owner, [first.id])
    assert alerts.count_new() == 0
    reprice(shop, "99.00")
    alerts.review()
    assert [one.cause.kind for one in alerts.list_open()] == [
        AlertKind.PRICE_UP,
        AlertKind.INVERTED,
    ]


def test_cards_that_expire_within_a_month_have_a_filter() -> None:
    shop = RehearsalShop()
    soon, later = shop.a_product("SOON"), shop.a_product("LATER")
    today = shop.clock.now().date()
    for product, days in ((soon, 30), (later, 31)):
        row = CardRow(1, None, Secret("AB-12"), today + timedelta(days=days), Money(91_00))
        shop.card_store.import_cards(shop.owner, product.id, [row])
    rows = shop.catalog.list_stock(StockFilter(chip=StockChip.EXPIRING))
    assert [row.product.code for row in rows] == ["SOON"]
    assert StockFlag.EXPIRING in rows[0].flags
    assert shop.catalog.stock_counts().expiring == 1
