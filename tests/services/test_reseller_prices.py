"""分销: a tier that is given by hand has its own price list, typed or pasted, never below the floor."""

from __future__ import annotations

import pytest

from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.services.campaign_reading import CampaignReader, TypedCampaign
from desktop.services.customers import Customers
from tests.shop import RehearsalShop

LISTS = (
    "yj100=93.50 YJ200=184",
    "YJ100 = 93.50\nYJ200＝184",
    "YJ100\t93.50\nYJ200\t184",
    "YJ100，93.50，YJ200，184",
)


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift(Money(100_00))
    return rehearsal


@pytest.fixture
def goods(shop: RehearsalShop) -> tuple[ProductSnapshot, ProductSnapshot]:
    return (
        shop.a_product("YJ100", price=100_00, cost=91_00, cards=20),
        shop.a_product("YJ200", price=200_00, cost=182_00, cards=20, name="云境大卡"),
    )


def a_reseller(shop: RehearsalShop) -> CustomerSnapshot:
    member = shop.a_member()
    shop.tiers.give_tier(shop.owner, member.id, shop.a_tier("分销", None))
    return Customers(shop.ground, shop.rights).get(member.id)


def a_list(shop: RehearsalShop, prices: str) -> int:
    """Type the campaign as the owner does in 推广."""
    typed = TypedCampaign(
        "分销价目",
        "member_price",
        {"tiers": "分销", "prices": prices},
        "2026-06-01",
        "2099-12-31",
    )
    draft = CampaignReader(shop.ground, shop.settings).read(typed)
    return shop.campaigns.save(shop.owner, draft)


@pytest.mark.parametrize("prices", LISTS)
def test_a_reseller_pays_the_list_and_everybody_else_the_price(
    shop: RehearsalShop, goods: tuple[ProductSnapshot, ProductSnapshot], prices: str
) -> None:
    reseller = a_reseller(shop)
    shop.campaigns.start(shop.owner, a_list(shop, prices))
    cart = Cart().with_product(goods[0], 10).with_product(goods[1], 2)
    assert shop.checkout.price(cart).total == Money(1400_00)
    sold = shop.sell(cart.with_customer(reseller)).sale
    assert sold.total == Money(935_00 + 368_00)
    (view,) = shop.campaigns.list_campaigns()
    said = CampaignReader(shop.ground, shop.settings).say(view.row)
    assert said.texts["prices"] == "YJ100=93.50 YJ200=184.00"


def test_a_list_with_a_price_below_the_floor_does_not_start(
    shop: RehearsalShop, goods: tuple[ProductSnapshot, ProductSnapshot]
) -> None:
    del goods
    a_reseller(shop)
    campaign = a_list(shop, "YJ100=93 YJ200=181.99")
    with pytest.raises(BusinessRuleError, match="云境大卡") as refused:
        shop.campaigns.start(shop.owner, campaign)
    assert refused.value.code == "campaign_below_floor"


def test_a_list_that_a_dearer_cost_has_overtaken_asks_the_owner_at_the_counter(
    shop: RehearsalShop,
) -> None:
    product = shop.a_product("YJ100", cost=91_00, cards=1)
    reseller = a_reseller(shop)
    shop.campaigns.start(shop.owner, a_list(shop, "YJ100=93"))
    shop.stock(product, ["DEAR-0001-SECRET", "DEAR-0002-SECRET"], 95_00)
    dear = Cart().with_product(shop.checkout.get_product(product.id), 3).with_customer(reseller)
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(dear)
    assert refused.value.code == "below_floor"
    assert shop.sell(dear, approval=shop.approval).sale.total == Money(279_00)


@pytest.mark.parametrize(
    "prices",
    ["YJ100 92 YJ200", "YJ100=92 YJ200", "YJ100=92 YJ100=93", "=92", "YJ100=x", "92 YJ100"],
)
def test_a_list_that_cannot_be_read_is_refused_whole(
    shop: RehearsalShop, goods: tuple[ProductSnapshot, ProductSnapshot], prices: str
) -> None:
    del goods
    a_reseller(shop)
    with pytest.raises(BusinessRuleError):
        a_list(shop, prices)
    assert not shop.campaigns.list_campaigns()


@pytest.mark.parametrize("rows", ["10\t\n200\t", "10\t\r\n200\t\r\n", "10\t9\n200\t\n300\t"])
def test_a_code_in_the_row_below_an_empty_price_is_no_price(shop: RehearsalShop, rows: str) -> None:
    for code in ("10", "200", "300"):
        shop.a_product(code, cost=8_00)
    a_reseller(shop)
    with pytest.raises(BusinessRuleError) as refused:
        a_list(shop, rows)
    assert refused.value.code == "parameter_unreadable"
    assert not shop.campaigns.list_campaigns()
