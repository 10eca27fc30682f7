"""A customer is found by whatever they say of themselves, added in two fields, and their points add up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerDraft
from desktop.domain.errors import BusinessRuleError
from desktop.domain.loyalty import PointsReason
from desktop.domain.money import Money
from desktop.services.customers import Customers, draft_from_contact
from desktop.storage import customer_queries
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    return RehearsalShop()


@pytest.fixture
def customers(shop: RehearsalShop) -> Customers:
    return Customers(shop.ground, shop.rights)


@pytest.mark.parametrize(
    "typed",
    ["2046", "02046", "13800002046", "1380000", "王小", "小明", "wangxm"[:4], "wxm", "xiaoming", "xm",
     "28490017", "2849", "wx_abc", "WX-ABC", "Ｖ００１", "v001", "王小明 2046"],
)  # fmt: skip
def test_a_customer_is_found_by_everything_they_may_say(
    shop: RehearsalShop, customers: Customers, typed: str
) -> None:
    draft = CustomerDraft("王小明", "13800002046", "28490017", "wx_abc", "V001")
    customers.add_draft(shop.cashier, draft)
    customers.add(shop.cashier, "李四", "13911113333")
    assert [found.name for found in customers.find(typed)] == ["王小明"]


def test_an_exact_phone_tail_comes_before_numbers_that_begin_like_it(
    shop: RehearsalShop, customers: Customers
) -> None:
    customers.add(shop.cashier, "乙", "13812345678")
    customers.add(shop.cashier, "丙", "13900001381")
    customers.add_draft(shop.cashier, CustomerDraft("丁", qq="13815"))
    assert [found.name for found in customers.find("1381")] == ["丙", "乙", "丁"]


@pytest.mark.parametrize("typed", ["2046", "12046", "312046", "8312046", "38312046"])
def test_a_tail_means_all_of_its_digits(
    shop: RehearsalShop, customers: Customers, typed: str
) -> None:
    customers.add(shop.cashier, "乙", "13838312046")
    customers.add(shop.cashier, "丙", "13999992046")
    customers.add_draft(shop.cashier, CustomerDraft("丁", qq="92046"))
    found = ["乙", "丙"] if typed == "2046" else ["乙"]
    assert [one.name for one in customers.find(typed)] == found


@given(text=st.text(max_size=25))
@settings(max_examples=200)
def test_any_text_can_be_searched_for(text: str) -> None:
    Customers(SHARED.ground, SHARED.rights).find(text)


SHARED = RehearsalShop()


@pytest.mark.parametrize(
    ("contact", "field", "stored"),
    [
        ("138 0000 2046", "phone", "13800002046"),
        ("+86-138-0000-2046", "phone", "13800002046"),
        ("１３８００００２０４６", "phone", "13800002046"),
        ("28490017", "qq", "28490017"),
        ("wx_abc", "wechat", "wx_abc"),
        ("23800002046", "qq", "23800002046"),
    ],
)
def test_a_contact_is_told_apart_by_its_form(contact: str, field: str, stored: str) -> None:
    draft = draft_from_contact("甲", contact)
    assert getattr(draft, field) == stored


@pytest.mark.parametrize(
    ("name", "contact", "code"),
    [
        ("", "13800002046", "customer_name_missing"),
        ("甲", "", "contact_missing"),
        ("甲", "138000020461", "phone_unreadable"),
        ("甲", "13911113333", "phone_taken"),
    ],
)
def test_a_customer_that_cannot_be_is_refused(
    shop: RehearsalShop, customers: Customers, name: str, contact: str, code: str
) -> None:
    customers.add(shop.cashier, "李四", "13911113333")
    with pytest.raises(BusinessRuleError) as refusal:
        customers.add(shop.cashier, name, contact)
    assert refusal.value.code == code
    assert customers.count() == 1


def test_a_changed_customer_is_found_by_the_new_and_no_more_by_the_old(
    shop: RehearsalShop, customers: Customers
) -> None:
    one = customers.add(shop.cashier, "王小明", "13800002046").customer
    customers.change(shop.cashier, one.id, CustomerDraft("赵六", "13800009999", card_no="v9"))
    assert customers.find("2046") == customers.find("wxm") == ()
    assert [found.id for found in customers.find("9999")] == [one.id]
    assert [found.card_no for found in customers.find("zl")] == ["V9"]
    other = customers.add(shop.cashier, "钱七", "13800008888").customer
    with pytest.raises(BusinessRuleError) as refusal:
        customers.change(shop.cashier, other.id, CustomerDraft("钱七", "13800008888", card_no="V9"))
    assert refusal.value.code == "card_no_taken"


def test_points_by_hand_are_new_entries_with_a_running_balance(
    shop: RehearsalShop, customers: Customers
) -> None:
    one = customers.add(shop.cashier, "甲", "13800002046").customer
    for step in (100, -30):
        shop.clock.pass_time(timedelta(minutes=1))
        customers.adjust_points(shop.owner, one.id, step, "补")
    entries = customers.points_entries(one.id)
    assert [(entry.points, entry.balance) for entry in entries] == [(-30, 70), (100, 100)]
    assert {entry.reason for entry in entries} == {PointsReason.BY_HAND}
    assert customers.get(one.id).points == 70
    for points, code in ((-71, "points_short"), (0, "points_out_of_range")):
        with pytest.raises(BusinessRuleError) as refusal:
            customers.adjust_points(shop.owner, one.id, points, "补")
        assert refusal.value.code == code
    with pytest.raises(BusinessRuleError) as refusal:
        customers.adjust_points(shop.cashier, one.id, 5, "补")
    assert refusal.value.code == "needs_owner"
    assert customers.get(one.id).points == 70


def test_a_sale_adds_to_what_was_spent_and_moves_the_customer_up(
    shop: RehearsalShop, customers: Customers
) -> None:
    shop.open_shift()
    product = shop.a_product(cards=3)
    buyer = customers.add(shop.cashier, "甲", "13800002046").customer
    shop.clock.pass_time(timedelta(minutes=1))
    customers.add(shop.cashier, "乙", "13800002047")
    shop.clock.pass_time(timedelta(minutes=1))
    shop.sell(Cart().with_product(product, 2).with_customer(buyer))
    after = customers.get(buyer.id)
    assert (after.spent, after.points, after.sale_count) == (Money(200_00), 200, 1)
    assert after.last_bought_at == shop.clock.now()
    assert [one.name for one in customers.list_recent()] == ["甲", "乙"]
    assert [row.item_count for row in customers.sales_of(buyer.id)] == [2]
    assert (
        customers.points_entries(buyer.id)[0].sale_number == customers.sales_of(buyer.id)[0].number
    )


def test_the_ledger_names_no_person(shop: RehearsalShop, customers: Customers) -> None:
    one = customers.add(shop.cashier, "王小明", "13800002046").customer
    customers.change(
        shop.cashier, one.id, CustomerDraft("赵六", "13800009999", "28490017", "wx_abc")
    )
    customers.adjust_points(shop.owner, one.id, 5, "王小明补")
    with shop.ground.database.read() as connection:
        bodies = " ".join(row[0] for row in connection.exec_driver_sql("SELECT body FROM ledger"))
    for personal in ("王小明", "赵六", "13800002046", "13800009999", "28490017", "wx_abc"):
        assert personal not in bodies


def test_recent_customers_are_listed_by_index(shop: RehearsalShop) -> None:
    with shop.ground.database.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM customer"
            " ORDER BY coalesce(last_bought_at, created_at) DESC, id DESC LIMIT 50"
        ).fetchall()
    text = " ".join(row[3] for row in plan)
    assert "ix_customer_recent" in text
    assert "TEMP B-TREE" not in text


def test_a_keystroke_reads_no_more_members_than_it_shows(
    shop: RehearsalShop, customers: Customers
) -> None:
    steps = []
    for namesakes in (range(60), range(60, 600)):
        for number in namesakes:
            customers.add(shop.cashier, "王小明", f"139{number:04d}0000")
        with shop.ground.database.read() as connection, counted_steps(connection) as counted:
            for typed in ("王", "w", "0000"):
                assert len(customer_queries.find_customers(connection, typed, 50)) == 50
        steps.append(len(counted))
    assert 0 < steps[1] <= steps[0] * 1.1


@contextmanager
def counted_steps(connection: Connection) -> Iterator[list[None]]:
    """Count the steps of the engine; its own clock, the same on every machine."""
    steps: list[None] = []
    raw: Any = connection.connection.dbapi_connection
    raw.set_progress_handler(partial(steps.append, None), 1)
    try:
        yield steps
    finally:
        raw.set_progress_handler(None, 0)


def test_members_are_read_where_the_index_says_they_lie(shop: RehearsalShop) -> None:
    with shop.ground.database.read() as connection:
        statement = f"EXPLAIN QUERY PLAN {customer_queries.BY_TEXT_SQL}"
        plan = connection.exec_driver_sql(statement, ('"w"*', 50, 0)).fetchall()
    text = " ".join(row[3] for row in plan)
    assert "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)" in text
    assert "TEMP B-TREE" not in text
    assert "SCAN c " not in text


def test_members_of_one_tail_are_read_from_the_index_alone(shop: RehearsalShop) -> None:
    with shop.ground.database.read() as connection:
        statement = f"EXPLAIN QUERY PLAN {customer_queries.BY_TAIL_SQL}"
        plan = connection.exec_driver_sql(statement, ("12046", 50)).fetchall()
    text = " ".join(row[3] for row in plan)
    assert "SEARCH c USING COVERING INDEX ix_customer_tail (<expr>=?)" in text
    assert "TEMP B-TREE" not in text
