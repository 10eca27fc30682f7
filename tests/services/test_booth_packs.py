"""What a booth should take along, out of the shop's own sales, and buying it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.booth_pack import BoothPlan
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.purchase import PurchaseState
from desktop.services.booth_packs import BoothLine, BoothPack, BoothPacks
from desktop.services.wallets import AccountTerms, Wallets
from desktop.storage import booth_queries
from tests.buying import BuyingShop, Goods, Trouble


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    shop.platform.goods["YJ100"].stock = 900
    shop.platform.goods["ST50"] = Goods("ST50", "Steam 充值码 50 元", "48.00", 900)
    shop.connect()
    shop.adopt("YJ100", price=100_00)
    shop.adopt("ST50", price=50_00)
    return shop


def packs_of(shop: BuyingShop) -> BoothPacks:
    return BoothPacks(shop.ground, shop.settings, shop.rights, shop.catalog, shop.purchasing)


def product(shop: BuyingShop, name: str) -> ProductSnapshot:
    (found,) = shop.checkout.find_products(name)
    return found


def suggest(shop: BuyingShop, **changes: int) -> BoothPack:
    desk = packs_of(shop)
    return desk.suggest(shop.owner, BoothPlan(desk.today(), **changes))


def line(pack: BoothPack, name: str) -> BoothLine:
    (found,) = [one for one in pack.lines if name in one.title]
    return found


def sell(shop: BuyingShop, name: str, count: int) -> None:
    """Sell cards out of stock; they are put there first."""
    goods = product(shop, name)
    at = f"{shop.clock.now():%m%d%H%M}"
    shop.stock(goods, [f"{name}-{at}-{number}" for number in range(count)], cost=90_00)
    cart = Cart().with_product(shop.checkout.get_product(goods.id))
    shop.sell(cart.with_quantity(cart.lines[0].key, count), request_id=at)


def wait_for_the_same_weekday(shop: BuyingShop, weeks: int = 1) -> None:
    shop.clock.pass_time(timedelta(weeks=weeks))


def test_without_history_nothing_is_suggested_and_everything_is_listed(shop: BuyingShop) -> None:
    pack = suggest(shop)
    assert {one.code for one in pack.lines} == {product(shop, n).code for n in ("云境", "Steam")}
    assert {(one.expected, one.suggested) for one in pack.lines} == {(0, 0)}
    assert pack.open_days == 0


def test_what_the_same_weekday_brought_is_suggested_less_what_lies_in_stock(
    shop: BuyingShop,
) -> None:
    sell(shop, "云境", 6)
    wait_for_the_same_weekday(shop)
    sell(shop, "云境", 3)
    wait_for_the_same_weekday(shop)
    shop.stock(product(shop, "云境"), ["A-1", "A-2"], cost=90_00)
    found = line(suggest(shop), "云境")
    assert (found.expected, found.in_stock, found.suggested) == (5, 2, 3)
    assert (found.cost, found.price, found.margin) == (Money(91_00), Money(100_00), Money(9_00))
    assert line(suggest(shop, percent=200), "云境").suggested == 7
    assert line(suggest(shop), "Steam").suggested == 0
    assert suggest(shop).lines[0].title.startswith("云境")


def test_only_the_hours_of_the_booth_count(shop: BuyingShop) -> None:
    sell(shop, "云境", 4)  # at nine in the morning in Shanghai
    wait_for_the_same_weekday(shop)
    assert line(suggest(shop, from_hour=9, to_hour=10), "云境").expected == 4
    assert line(suggest(shop, from_hour=10, to_hour=24), "云境").expected == 0


def test_today_is_no_history_and_what_is_long_ago_is_none(shop: BuyingShop) -> None:
    sell(shop, "云境", 4)
    assert line(suggest(shop), "云境").expected == 0
    shop.clock.pass_time(timedelta(weeks=9))
    assert line(suggest(shop), "云境").expected == 0


def test_prices_are_as_old_as_the_oldest_of_them(shop: BuyingShop) -> None:
    told = shop.clock.now()
    assert not suggest(shop).is_stale
    shop.clock.pass_time(timedelta(minutes=61))
    pack = suggest(shop)
    assert pack.is_stale
    assert pack.told_at == told
    shop.stock_sync.sync()
    assert not suggest(shop).is_stale


def test_a_source_that_is_empty_or_stopped_is_not_bought_from(shop: BuyingShop) -> None:
    sell(shop, "云境", 4)
    wait_for_the_same_weekday(shop)
    shop.platform.goods["YJ100"].stock = 0
    shop.stock_sync.sync()
    found = line(suggest(shop), "云境")
    assert (found.expected, found.suggested, found.source, found.can_buy) == (4, 0, None, False)
    with pytest.raises(BusinessRuleError) as refused:
        packs_of(shop).order(shop.owner, found, 2)
    assert refused.value.code == "no_source"


def test_a_line_is_bought_into_stock_for_no_more_than_was_shown(shop: BuyingShop) -> None:
    found = line(suggest(shop), "云境")
    bought = packs_of(shop).order(shop.owner, found, 3)
    assert shop.settle(bought.id).state is PurchaseState.FULFILLED
    assert line(suggest(shop), "云境").in_stock == 3
    shop.platform.goods["YJ100"].price = "91.01"
    dearer = shop.settle(packs_of(shop).order(shop.owner, found, 1).id)
    assert (dearer.state, dearer.reason_code) == (PurchaseState.CANCELLED, "price_above_ceiling")
    assert shop.platform.calls.count("trade") == 1


def test_an_order_without_an_answer_is_unknown_and_holds_its_money(shop: BuyingShop) -> None:
    found = line(suggest(shop), "云境")
    shop.platform.troubles = [Trouble.LOST_AFTER]
    assert packs_of(shop).order(shop.owner, found, 3).state is PurchaseState.UNKNOWN
    (account_id,) = suggest(shop).free
    assert suggest(shop).free[account_id] == Money(5_000_00 - 273_00)


def test_what_may_still_come_is_not_suggested_again(shop: BuyingShop) -> None:
    sell(shop, "云境", 5)
    wait_for_the_same_weekday(shop)
    found = line(suggest(shop), "云境")
    assert found.suggested == 5
    shop.platform.troubles = [Trouble.LOST_AFTER]
    packs_of(shop).order(shop.owner, found, 5)
    again = line(suggest(shop), "云境")
    assert (again.on_the_way, again.suggested) == (5, 0)


def test_nothing_is_ordered_that_the_free_balance_does_not_cover(shop: BuyingShop) -> None:
    pack = suggest(shop)
    (account_id,) = pack.free
    desk = Wallets(shop.ground, shop.settings, shop.rights)
    desk.keep_terms(shop.owner, account_id, AccountTerms(Money(4_800_00)))
    with pytest.raises(BusinessRuleError) as refused:
        packs_of(shop).order(shop.owner, line(pack, "云境"), 3)
    assert refused.value.code == "pack_balance_short"
    assert refused.value.values["missing"] == Money(73_00)
    assert "trade" not in shop.platform.calls


def test_only_the_owner_packs(shop: BuyingShop) -> None:
    desk, plan = packs_of(shop), BoothPlan(packs_of(shop).today())
    found = line(desk.suggest(shop.owner, plan), "云境")
    for forbidden in (
        lambda: desk.suggest(shop.cashier, plan),
        lambda: desk.order(shop.cashier, found, 1),
        lambda: desk.export(shop.cashier, Path("/nowhere/pack.csv"), []),
    ):
        with pytest.raises(BusinessRuleError) as refused:
            forbidden()
        assert refused.value.code in {"denied", "needs_owner"}
    assert "trade" not in shop.platform.calls


def test_a_pack_is_written_to_a_file(shop: BuyingShop, tmp_path: Path) -> None:
    pack = suggest(shop)
    target = tmp_path / "pack.csv"
    rows = [(one, 4) for one in pack.lines]
    assert packs_of(shop).export(shop.owner, target, rows) == 2
    words = target.read_text("utf-8-sig")
    assert words.startswith("product,name,in_stock,expected,buy,account,cost,price,margin,total")
    assert "云境传说点卡 100 元,0,0,4,星桥卡盟,91.00,100.00,9.00,364.00" in words


def test_old_sales_are_not_read_to_find_the_new_ones(shop: BuyingShop) -> None:
    with shop.ground.database.read() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {booth_queries.SOLD_SQL}", ("2026-01-01", 0, 1)
        ).all()
    assert "USING INDEX uq_sale_sequence (business_date>?)" in str(plan)
    assert "USING INDEX ix_sale_line_sale (sale_id=?)" in str(plan)


def test_what_came_back_was_no_demand(shop: BuyingShop) -> None:
    sell(shop, "云境", 4)
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql("UPDATE sale_line SET returned_quantity = 3")
    wait_for_the_same_weekday(shop)
    assert line(suggest(shop), "云境").expected == 1


def test_no_more_is_suggested_than_the_source_has(shop: BuyingShop) -> None:
    sell(shop, "云境", 9)
    wait_for_the_same_weekday(shop)
    shop.platform.goods["YJ100"].stock = 4
    shop.stock_sync.sync()
    found = line(suggest(shop), "云境")
    assert (found.expected, found.suggested) == (9, 4)
