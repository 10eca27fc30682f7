"""Accounts kept when goods arrived, offered again, named, forgotten; a repeat is found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpAnswer, TopUpTarget
from desktop.services.customers import Customers
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.saved_accounts import SavedAccounts
from desktop.services.top_ups import TopUps
from tests.buying import BuyingShop, Goods

TARGET = TopUpTarget(
    AccountRule.UID,
    "player_1",
    answers=(
        TopUpAnswer("server", "区服", "电信一区"),
        TopUpAnswer("pass", "密码", "hunter2canary", is_secret=True),
    ),
)
WIDGETS = [
    {"cn": "区服", "name": "server", "type": "select", "dict": "电信一区,电信二区"},
    {"cn": "账号", "name": "uid", "type": "text"},
    {"cn": "密码", "name": "pass", "type": "password"},
]


@pytest.fixture
def shop() -> BuyingShop:
    shop = BuyingShop()
    shop.connect()
    shop.platform.goods["WZ"] = Goods(
        "WZ", "王朝纪元充值", "29.00", is_manual=True, widgets=WIDGETS
    )
    shop.stock_sync.sync()
    return shop


def buy(shop: BuyingShop, *, arrives: bool = True):
    product = shop.adopt("WZ", price=30_00)
    member = Customers(shop.ground, shop.rights).add(shop.cashier, "苗", "18600002046").customer
    sold = shop.sell(Cart(customer=member).with_product(product, 1, TARGET))
    purchase_id = sold.purchases_to_start[0]
    shop.purchasing.advance(purchase_id)
    if arrives:
        (order,) = shop.platform.orders.values()
        order.secret = "充值成功"
        shop.clock.pass_time(timedelta(minutes=6))
        shop.purchasing.advance(purchase_id)
        shop.purchasing.decide(shop.owner, purchase_id, Decision(Verdict.ADOPT), "网站写成功")
    return product, member


def test_every_answer_reaches_the_platform_under_its_own_name(shop: BuyingShop) -> None:
    buy(shop, arrives=False)
    (order,) = shop.platform.orders.values()
    names = ("server", "uid", "pass")
    assert [order.form[name] for name in names] == ["电信一区", "player_1", "hunter2canary"]


def test_what_arrived_is_kept_and_offered_without_the_password(shop: BuyingShop) -> None:
    product, member = buy(shop)
    saved = SavedAccounts(shop.ground, shop.rights)
    (kept,) = saved.list_of(member.id)
    assert "player_1" not in kept.masked
    question = TopUps(shop.ground, shop.settings).question_about(product, member)
    (known,) = question.known
    assert known.target.account == "player_1"
    assert [one.value for one in known.target.answers] == ["电信一区"]
    saved.rename(shop.cashier, kept.id, " 大号 ")
    assert saved.list_of(member.id)[0].label == "大号"
    saved.remove(shop.cashier, kept.id)
    assert saved.list_of(member.id) == ()
    with pytest.raises(BusinessRuleError):
        saved.remove(shop.cashier, kept.id)


def test_nothing_is_kept_before_it_arrived(shop: BuyingShop) -> None:
    _, member = buy(shop, arrives=False)
    assert SavedAccounts(shop.ground, shop.rights).list_of(member.id) == ()


def test_neither_account_nor_password_is_in_the_file(shop: BuyingShop) -> None:
    buy(shop)
    with shop.ground.database.read() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        file = raw.serialize()
    assert b"player_1" not in file
    assert b"hunter2canary" not in file
    assert "电信一区".encode() not in file.replace("电信一区,".encode(), b"").replace(
        '"电信一区", "电信二区"'.encode(), b""
    )


def test_a_repeat_is_found_for_some_minutes_or_until_it_ended(shop: BuyingShop) -> None:
    product, _ = buy(shop, arrives=False)
    top_ups = TopUps(shop.ground, shop.settings)
    shop.clock.pass_time(timedelta(hours=9))
    open_one = top_ups.find_earlier(product, TARGET)
    assert open_one is not None
    assert not open_one.is_over
    other = TopUpTarget(AccountRule.UID, "player_2")
    assert top_ups.find_earlier(product, other) is None
    same = TopUpTarget(AccountRule.UID, "PLAYER_1")
    assert top_ups.find_earlier(product, same) is not None


def test_what_arrived_long_ago_is_no_repeat(shop: BuyingShop) -> None:
    product, _ = buy(shop)
    top_ups = TopUps(shop.ground, shop.settings)
    soon = top_ups.find_earlier(product, TARGET)
    assert soon is not None
    assert soon.is_over
    shop.clock.pass_time(timedelta(minutes=31))
    assert top_ups.find_earlier(product, TARGET) is None
