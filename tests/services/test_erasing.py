"""A customer is deleted on request: nothing tells who it was, and everything still adds up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerDraft
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.top_up import TopUpTarget
from desktop.services.customers import Customers
from desktop.services.erasing import Erasing
from desktop.storage import ledger
from desktop.storage.consistency import SUM_CHECKS, closes_check
from desktop.storage.integrity import check_profile
from tests.factories import TillShop, a_till

PHONE, QQ = "18612342046", "2046777311"
TRACES = (PHONE, QQ, "苏念", "niannian-wx", "住在河边")


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def everything_stored(shop: TillShop) -> str:
    with shop.ground.database.read() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*_search*'"
        ).scalars()
        return "".join(
            repr(connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall())
            for name in tables.all()
        )


def a_member_with_sales(shop: TillShop) -> int:
    customers = Customers(shop.ground, shop.rights)
    draft = CustomerDraft(
        "苏念", PHONE, QQ, "niannian-wx", "K-1", note="住在河边", birthday="06-08", tags=("常客",)
    )
    member = customers.add_draft(shop.owner, draft).customer
    product = shop.a_product(
        "T1", name="代充", typed_cost=Money(1), kind=ProductKind.OTHER,
        account_rule=AccountRule.PHONE, price=50_00,
    )  # fmt: skip
    target = TopUpTarget(AccountRule.PHONE, PHONE, is_read_back=True)
    cart = Cart().with_product(product, target=target).with_customer(member)
    shop.sell(cart, request_id="s1")
    return member.id


def test_nothing_tells_who_it_was_and_the_whole_shop_verifies(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    shop.close_day()
    shop.next_morning()
    assert all(trace in everything_stored(shop) for trace in TRACES)
    with shop.ground.database.read() as connection:
        before = ledger.head_of(connection, shop.ground.vault)
    Erasing(shop.ground, shop.rights).erase(shop.owner, member)
    stored = everything_stored(shop)
    assert [trace for trace in TRACES if trace in stored] == []
    with shop.ground.database.read() as connection:
        kept = "SELECT count(target_sealed) + count(target_fingerprint) FROM sale_line"
        assert connection.exec_driver_sql(kept).scalar() == 0
    assert Customers(shop.ground, shop.rights).find(PHONE) == ()
    assert Customers(shop.ground, shop.rights).find("苏念") == ()
    checks = (*SUM_CHECKS, closes_check(shop.ground.vault))
    report = check_profile(shop.ground.database, shop.ground.vault, None, checks)
    assert report.problems == ()
    with shop.ground.database.read() as connection:
        assert ledger.find_contradictions(connection, [before]) == ()


def test_what_was_bought_stays_and_nobody_is_named(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    Erasing(shop.ground, shop.rights).erase(shop.owner, member)
    customers = Customers(shop.ground, shop.rights)
    (sold,) = customers.sales_of(member)
    assert sold.total == Money(50_00)
    assert customers.get(member).spent == Money(50_00)
    again = customers.add(shop.cashier, "苏念", PHONE).customer
    assert again.id != member
    assert again.spent == Money(0)


def test_only_the_owner_deletes_and_it_is_noted(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    erasing = Erasing(shop.ground, shop.rights)
    with pytest.raises(BusinessRuleError) as refused:
        erasing.erase(shop.cashier, member)
    assert refused.value.code == "needs_owner"
    erasing.erase(shop.cashier, member, approval=shop.approval)
    with shop.ground.database.read() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM ledger").scalars().all()
    assert kinds.count("customer_erased") == 1


def test_goods_on_their_way_come_first(shop: TillShop) -> None:
    member = a_member_with_sales(shop)
    shop.clock.pass_time(timedelta(minutes=1))
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql("UPDATE sale_line SET delivery_state = 'unknown'")
    with pytest.raises(BusinessRuleError) as refused:
        Erasing(shop.ground, shop.rights).erase(shop.owner, member)
    assert refused.value.code == "customer_has_goods"
    assert PHONE in everything_stored(shop)
