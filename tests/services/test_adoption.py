"""The order of sources, prices changed together, a product's form: what the stock page writes."""

from __future__ import annotations

import pytest

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import ProductKind
from desktop.domain.stock import ProductDraft, StockChip, StockFilter
from tests.buying import BuyingShop
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.connect("星桥卡盟")
    return buying


def two_sources(shop: BuyingShop) -> tuple[int, list[int]]:
    product = shop.adopt()
    second = shop.connect("聚源卡盟")
    goods = shop.stock_sync.find_goods(second, "YJ100", "")
    assert goods is not None
    shop.stock_sync.add_source(shop.owner, product.id, goods.id)
    return product.id, [one.goods_id for one in shop.catalog.stock_row(product.id).sources]


def names(shop: BuyingShop, product_id: int) -> list[str]:
    return [source.account_name for source in shop.catalog.stock_row(product_id).sources]


def test_sources_are_asked_in_the_order_the_owner_gives_them(shop: BuyingShop) -> None:
    product_id, goods = two_sources(shop)
    assert names(shop, product_id) == ["星桥卡盟", "聚源卡盟"]
    shop.stock_sync.order_sources(shop.owner, product_id, goods[::-1])
    assert names(shop, product_id) == ["聚源卡盟", "星桥卡盟"]


def test_an_order_of_other_goods_changes_nothing(shop: BuyingShop) -> None:
    product_id, goods = two_sources(shop)
    for wrong in ([goods[1], 12345], [goods[1], goods[1]]):
        with pytest.raises(BusinessRuleError) as refused:
            shop.stock_sync.order_sources(shop.owner, product_id, wrong)
        assert refused.value.code == "sources_changed"
    assert names(shop, product_id) == ["星桥卡盟", "聚源卡盟"]


def test_a_source_left_out_goes_behind_the_others(shop: BuyingShop) -> None:
    product_id, goods = two_sources(shop)
    shop.stock_sync.order_sources(shop.owner, product_id, goods[1:])
    assert names(shop, product_id) == ["聚源卡盟", "星桥卡盟"]


def test_a_cashier_orders_no_sources(shop: BuyingShop) -> None:
    product_id, goods = two_sources(shop)
    with pytest.raises(BusinessRuleError) as refused:
        shop.stock_sync.order_sources(shop.cashier, product_id, goods[::-1])
    assert refused.value.code == "needs_owner"


def test_prices_are_changed_together_or_not_at_all() -> None:
    shop = RehearsalShop()
    first, second = shop.a_product("A"), shop.a_product("B")
    shop.catalog.change_prices(shop.owner, {first.id: Money(90_00), second.id: Money(80_00)})
    assert shop.catalog.get_product(first.id).price == Money(90_00)
    assert shop.catalog.get_product(second.id).price == Money(80_00)
    with pytest.raises(KeyError):
        shop.catalog.change_prices(shop.owner, {first.id: Money(1_00), 404: Money(2_00)})
    assert shop.catalog.get_product(first.id).price == Money(90_00)
    with pytest.raises(BusinessRuleError) as refused:
        shop.catalog.change_prices(shop.owner, {first.id: Money(-1)})
    assert refused.value.code == "price_out_of_range"


def test_the_form_gets_back_what_was_typed() -> None:
    shop = RehearsalShop()
    draft = ProductDraft(
        "HF100",
        "手机话费",
        ProductKind.TOPUP,
        Money(99_80),
        typed_cost=Money(98_20),
        list_price=Money(100_00),
        category="话费流量",
        guide="十分钟到账",
        low_stock=7,
    )
    product = shop.catalog.add_product(shop.owner, draft).product
    assert shop.catalog.get_draft(product.id) == draft
    with pytest.raises(KeyError):
        shop.catalog.get_draft(404)


def test_unsaleable_is_out_or_stopped() -> None:
    shop = RehearsalShop()
    shop.a_product("IN", cards=9)
    out = shop.a_product("OUT")
    stopped = shop.a_product("STOP", cards=9)
    shop.catalog.set_selling(shop.owner, stopped.id, False)
    rows = shop.catalog.list_stock(StockFilter(chip=StockChip.UNSALEABLE))
    assert {row.product.id for row in rows} == {out.id, stopped.id}
    assert shop.catalog.count_stock(StockFilter(chip=StockChip.UNSALEABLE)) == 2
