"""Risky goods are adopted only with an owner's words, and some are not adopted at all."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import StockBadge
from desktop.domain.red_flags import RedFlag
from desktop.models.ledger import ledger
from desktop.services.goods_terms import GoodsTerms
from desktop.services.stock_alerts import StockAlerts
from tests.buying import BuyingShop, Goods

WHY = "熟人的号段，三天内都到账过"


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.platform.goods |= {
        "SLOW": Goods("SLOW", "移动话费 100 元 慢充", "96.00"),
        "SIM": Goods("SIM", "物联网卡 一年", "9.00"),
        "HF": Goods("HF", "移动话费 100 元", "98.00"),
    }
    buying.connect()
    return buying


def goods_id(shop: BuyingShop, number: str) -> int:
    account = shop.accounts.list_accounts()[0]
    goods = shop.stock_sync.find_goods(account.id, number, "")
    assert goods is not None
    return goods.id


def code_of(shop: BuyingShop, number: str, acceptance: str = "") -> str:
    with pytest.raises(BusinessRuleError) as refused:
        shop.stock_sync.adopt(
            shop.owner, goods_id(shop, number), None, Money(100_00), acceptance=acceptance
        )
    return refused.value.code


def ledger_kinds(shop: BuyingShop) -> list[str]:
    with shop.ground.database.read() as connection:
        return list(connection.scalars(select(ledger.c.kind).order_by(ledger.c.seq)))


def test_slow_goods_need_written_words(shop: BuyingShop) -> None:
    assert code_of(shop, "SLOW") == "risk_not_accepted"
    assert code_of(shop, "SLOW", "   ") == "risk_not_accepted"
    assert "risk_accepted" not in ledger_kinds(shop)
    wanted = goods_id(shop, "SLOW")
    product = shop.stock_sync.adopt(shop.owner, wanted, None, Money(100_00), acceptance=WHY).product
    assert product.badge is StockBadge.PLATFORM
    risk = shop.stock_sync.risk_of(wanted)
    assert (risk.flags, risk.is_held) == (frozenset({RedFlag.SLOW}), False)
    assert risk.acceptance is not None
    assert (risk.acceptance.reason, risk.acceptance.person) == (WHY, shop.owner.person.name)
    assert "risk_accepted" in ledger_kinds(shop)


def test_the_words_never_stand_in_the_ledger(shop: BuyingShop) -> None:
    shop.stock_sync.adopt(shop.owner, goods_id(shop, "SLOW"), None, Money(100_00), acceptance=WHY)
    with shop.ground.database.read() as connection:
        assert not any(WHY in body for body in connection.scalars(select(ledger.c.body)))


def test_blocked_goods_are_never_adopted(shop: BuyingShop) -> None:
    assert code_of(shop, "SIM", WHY) == "goods_blocked"
    other = shop.adopt()
    with pytest.raises(BusinessRuleError) as refused:
        shop.stock_sync.add_source(shop.owner, other.id, goods_id(shop, "SIM"), acceptance=WHY)
    assert refused.value.code == "goods_blocked"


def test_a_cashier_accepts_nothing(shop: BuyingShop) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        shop.stock_sync.accept_risk(shop.cashier, goods_id(shop, "SLOW"), WHY)
    assert refused.value.code == "needs_owner"


def test_a_flag_found_by_a_sync_stops_buying_until_it_is_accepted(shop: BuyingShop) -> None:
    product = shop.adopt("HF")
    assert shop.checkout.get_product(product.id).can_sell
    shop.platform.goods["HF"].price = "90.00"
    shop.stock_sync.sync()
    assert not shop.checkout.get_product(product.id).can_sell
    assert shop.purchasing.quote(product.id, 1, is_fresh=True).trouble is not None
    alerts = StockAlerts(shop.ground, shop.settings, shop.rights)
    alerts.review()
    assert "red_flag" in {str(one.cause.kind) for one in alerts.list_open()}
    shop.stock_sync.accept_risk(shop.owner, goods_id(shop, "HF"), WHY)
    assert shop.checkout.get_product(product.id).can_sell
    shop.platform.goods["HF"].price = "89.00"
    shop.stock_sync.sync()
    assert shop.checkout.get_product(product.id).can_sell


def test_a_flag_found_by_a_fresh_price_stops_buying(shop: BuyingShop) -> None:
    product = shop.adopt("HF")
    shop.platform.goods["HF"].price = "80.00"
    shop.purchasing.quote(product.id, 1, is_fresh=True)
    assert not shop.checkout.get_product(product.id).can_sell


def test_a_new_flag_is_not_covered_by_what_was_accepted_before(shop: BuyingShop) -> None:
    wanted = goods_id(shop, "SLOW")
    product = shop.stock_sync.adopt(shop.owner, wanted, None, Money(100_00), acceptance=WHY).product
    shop.platform.goods["SLOW"].price = "80.00"
    shop.stock_sync.sync()
    assert not shop.checkout.get_product(product.id).can_sell
    assert shop.stock_sync.risk_of(wanted).is_held


def test_goods_that_left_the_list_are_not_freed_by_an_acceptance(shop: BuyingShop) -> None:
    product = shop.adopt("HF")
    shop.platform.goods["HF"].price = "90.00"
    shop.stock_sync.sync()
    del shop.platform.goods["HF"]
    shop.stock_sync.sync()
    shop.stock_sync.accept_risk(shop.owner, goods_id(shop, "HF"), WHY)
    assert not shop.checkout.get_product(product.id).can_sell


def test_a_list_that_tells_all_keeps_what_was_accepted(
    shop: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GoodsTerms, "ask_adopted", lambda *_asked: 0)
    wanted = goods_id(shop, "SLOW")
    product = shop.stock_sync.adopt(shop.owner, wanted, None, Money(100_00), acceptance=WHY).product
    shop.platform.goods["SLOW"].price = "97.00"
    shop.stock_sync.sync()
    assert shop.checkout.get_product(product.id).can_sell
    shop.platform.goods["SLOW"].price = "90.00"
    shop.stock_sync.sync()
    assert not shop.checkout.get_product(product.id).can_sell
