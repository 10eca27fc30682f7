"""Goods taken over many at a time: what is offered, what is skipped and why, nothing twice."""

from __future__ import annotations

import pytest

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.services.goods_offer import AdoptionReport, GoodsPick, OfferedGoods
from tests.buying import BuyingShop, Goods

BILL = [{"cn": "手机号", "name": "phone", "type": "text"}]


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    goods = shop.platform.goods
    goods["HF100"] = Goods("HF100", "手机话费 100 元", "98.20", is_manual=True, widgets=BILL)
    goods["SLOW"] = Goods("SLOW", "慢充话费 100 元", "90.00", is_manual=True, widgets=BILL)
    goods["SIM"] = Goods("SIM", "物联网卡", "5.00")
    shop.connect()
    return shop


def offered(shop: BuyingShop) -> dict[str, OfferedGoods]:
    account = shop.accounts.list_accounts()[0].id
    names = [name for name, _ in shop.stock_sync.offer.categories(account)]
    found = shop.stock_sync.offer.goods(account, names)
    return {f"{one.goods.upstream_id}{one.goods.variant}": one for one in found}


def take(shop: BuyingShop, *codes: str) -> AdoptionReport:
    goods = offered(shop)
    picks = [
        GoodsPick(goods[code].goods.id, Money(100_00), goods[code].goods.name) for code in codes
    ]
    return shop.stock_sync.offer.adopt(shop.owner, picks)


def test_goods_are_offered_with_what_speaks_against_them(shop: BuyingShop) -> None:
    goods = offered(shop)
    assert goods["YJ100"].can_be_taken
    assert (goods["HF100"].face, goods["HF100"].initials) == (Money(100_00), "SJHF100Y")
    assert goods["HF100"].is_above_face(Money(100_01))
    assert not goods["HF100"].is_above_face(Money(100_00))
    assert (goods["SLOW"].needs_owner, goods["SIM"].needs_owner) == (True, True)
    assert not goods["SIM"].can_be_taken


def test_categories_are_counted_without_what_is_sold_already(shop: BuyingShop) -> None:
    account = shop.accounts.list_accounts()[0].id
    before = sum(count for _, count in shop.stock_sync.offer.categories(account))
    report = take(shop, "YJ100", "HF100")
    assert (report.added, report.skipped) == (2, ())
    assert sum(count for _, count in shop.stock_sync.offer.categories(account)) == before - 2
    assert not {"YJ100", "HF100"} & set(offered(shop))
    names = {one.name for one in shop.checkout.list_products()}
    assert {"云境传说点卡 100 元", "手机话费 100 元"} <= names


def test_goods_with_a_red_flag_are_skipped_with_the_reason(shop: BuyingShop) -> None:
    report = take(shop, "SLOW", "YJ100", "SIM")
    assert report.added == 1
    assert [(name, error.code) for name, error in report.skipped] == [
        ("慢充话费 100 元", "risk_not_accepted"),
        ("物联网卡", "goods_blocked"),
    ]


def test_the_same_goods_are_never_taken_over_twice(shop: BuyingShop) -> None:
    goods = offered(shop)["YJ100"].goods
    pick = GoodsPick(goods.id, Money(100_00), goods.name)
    report = shop.stock_sync.offer.adopt(shop.owner, [pick, pick])
    assert (report.added, [error.code for _, error in report.skipped]) == (1, ["source_known"])
    assert [one.name for one in shop.checkout.list_products()].count(goods.name) == 1


def test_a_stop_keeps_what_was_taken_over_and_says_how_many_are_left(shop: BuyingShop) -> None:
    goods = offered(shop)
    picks = [
        GoodsPick(goods[code].goods.id, Money(100_00), goods[code].goods.name)
        for code in ("YJ100", "HF100")
    ]
    told: list[tuple[int, int]] = []
    report = shop.stock_sync.offer.adopt(
        shop.owner, picks, lambda *each: told.append(each), lambda: len(told) == 1
    )
    assert (report.added, report.left, told) == (1, 1, [(0, 2)])


def test_whoever_may_not_is_refused_at_once(shop: BuyingShop) -> None:
    goods = offered(shop)["YJ100"].goods
    with pytest.raises(BusinessRuleError) as refused:
        shop.stock_sync.offer.adopt(shop.cashier, [GoodsPick(goods.id, Money(1_00))])
    assert refused.value.code == "needs_owner"
    assert "YJ100" in offered(shop)
