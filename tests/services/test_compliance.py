"""The rules of the law at the till: asked before money is taken, kept with the sale, seen at night."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.domain.cart import Cart
from desktop.domain.compliance import Answer, AnswerWord, RuleKind
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.top_up import TopUpTarget
from desktop.paths import resource
from desktop.services.exporting import Exporting
from desktop.services.rule_book import RULES_FILE, load_rules
from desktop.storage.compliance_queries import list_decisions
from tests.factories import TillShop, a_till

ID_SEEN = Answer("split-purchase", AnswerWord.ID_CHECKED)
numbers = count(1)


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def cart_worth(shop: TillShop, fen: int, customer: CustomerSnapshot | None = None) -> Cart:
    code = f"S{next(numbers)}"
    product = shop.a_product(
        code, price=fen, typed_cost=Money(1), kind=ProductKind.OTHER, name="代充", face_text=""
    )
    return Cart().with_product(product).with_customer(customer)


def sell(shop: TillShop, cart: Cart, **changes: Any) -> int:
    return shop.sell(cart, request_id=f"c{next(numbers)}", **changes).sale.id


def asked(shop: TillShop, cart: Cart) -> list[RuleKind]:
    return [finding.rule.kind for finding in shop.checkout.ready_to_pay(cart).findings]


def refusal(shop: TillShop, cart: Cart, **changes: Any) -> str:
    sales = shop_sales(shop)
    with pytest.raises(BusinessRuleError) as refused:
        sell(shop, cart, **{"answers": (), **changes})
    assert shop_sales(shop) == sales
    return refused.value.code


def shop_sales(shop: TillShop) -> int:
    with shop.ground.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM sale").scalar() or 0)


@contextmanager
def statements_of(shop: TillShop) -> Iterator[list[str]]:
    """Collect what is read and written."""
    seen: list[str] = []
    with shop.ground.database.read() as connection:
        raw: Any = connection.connection.dbapi_connection
    raw.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        raw.set_trace_callback(None)


@pytest.mark.parametrize(("off_by", "is_asked"), [(-1, False), (0, True), (1, True)])
def test_a_sum_split_over_midnight_counts_as_one(
    shop: TillShop, off_by: int, *, is_asked: bool
) -> None:
    member = shop.a_member()
    shop.clock.pass_time(timedelta(hours=14, minutes=30))  # 23:30 in Shanghai
    sell(shop, cart_worth(shop, 6_000_00, member))
    shop.clock.pass_time(timedelta(hours=1))
    cart = cart_worth(shop, 4_000_00 + off_by, member)
    assert (RuleKind.SPLIT in asked(shop, cart)) == is_asked
    if is_asked:
        assert refusal(shop, cart) == "rules_ask"
        sell(shop, cart, answers=(ID_SEEN,))
    else:
        sell(shop, cart)


def test_a_day_later_the_sums_begin_anew_unless_the_date_is_still_open(shop: TillShop) -> None:
    member = shop.a_member()
    sell(shop, cart_worth(shop, 6_000_00, member))
    shop.close_day()
    shop.clock.pass_time(timedelta(hours=24, seconds=1))
    shop.open_shift(Money(100_00))
    assert asked(shop, cart_worth(shop, 4_000_00, member)) == []


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=-400), timedelta(days=400)])
def test_moving_the_clock_hides_no_part_of_a_split(shop: TillShop, jump: timedelta) -> None:
    member = shop.a_member()
    sell(shop, cart_worth(shop, 6_000_00, member))
    shop.clock.instant += jump
    cart = cart_worth(shop, 4_000_00, member)
    assert asked(shop, cart) == [RuleKind.SPLIT]
    assert refusal(shop, cart) == "rules_ask"


def test_who_buys_is_known_by_the_account_and_by_the_phone_too(shop: TillShop) -> None:
    product = shop.a_product(
        "T1",
        name="代充",
        price=6_000_00,
        typed_cost=Money(1),
        kind=ProductKind.OTHER,
        account_rule=AccountRule.PHONE,
    )
    target = TopUpTarget(AccountRule.PHONE, "13800002046", is_read_back=True)
    cart = Cart().with_product(product, target=target)
    sell(shop, cart)
    assert asked(shop, cart) == [RuleKind.SPLIT]
    assert asked(shop, cart_worth(shop, 4_000_00, shop.a_member("13800002046"))) == [RuleKind.SPLIT]
    assert asked(shop, cart_worth(shop, 4_000_00, shop.a_member("13900000001"))) == []


def test_a_voided_sale_is_no_part_of_a_split(shop: TillShop) -> None:
    member = shop.a_member()
    cart = Cart().with_product(shop.a_product("V1", price=6_000_00, cost=1, cards=1, name="礼品"))
    cart = cart.with_customer(member)
    sold = shop.sell(
        cart, request_id="v", answers=(Answer("fraud-question", AnswerWord.FOR_ONESELF),)
    )
    shop.a_void(sold.sale)
    assert asked(shop, cart_worth(shop, 4_000_00, member)) == []


def test_of_two_desks_at_the_same_moment_the_later_one_must_ask(shop: TillShop) -> None:
    member = shop.a_member()
    carts = [cart_worth(shop, 6_000_00, member), cart_worth(shop, 6_000_00, member)]
    assert [asked(shop, cart) for cart in carts] == [[], []]
    requests = [
        shop.request(cart, request_id=f"desk{n}", answers=()) for n, cart in enumerate(carts)
    ]
    start, outcomes = Barrier(2), []

    def desk(number: int) -> None:
        start.wait()
        try:
            shop.checkout.complete_sale(shop.cashier, requests[number])
            outcomes.append("sold")
        except BusinessRuleError as refused:
            outcomes.append(refused.code)

    desks = [Thread(target=desk, args=(number,)) for number in range(2)]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    assert sorted(outcomes) == ["rules_ask", "sold"]


def test_what_was_met_and_answered_stands_with_the_sale_and_on_the_day_report(
    shop: TillShop,
) -> None:
    product = shop.a_product(
        "G1", price=1_000_00, typed_cost=Money(1), kind=ProductKind.OTHER, name="游戏点券"
    )
    cart = Cart().with_product(product)
    assert asked(shop, cart) == [RuleKind.MINORS]
    assert refusal(shop, cart) == "rules_ask"
    sale_id = sell(shop, cart, answers=(Answer("minors", AnswerWord.GUARDIAN),))
    with shop.ground.database.read() as connection:
        kept = list_decisions(connection, sale_id)
        body = connection.exec_driver_sql(
            "SELECT body FROM ledger WHERE kind = 'rule_answered'"
        ).scalar()
    assert kept == [("minors", "guardian", Money(1_000_00))]
    assert json.loads(str(body))["set_version"] == "2026.11"
    assert {each.kind: each.count for each in shop.reporting.day_report().exceptions}[
        "rule_answered"
    ] == 1


def test_an_answer_to_the_same_request_is_written_once(shop: TillShop) -> None:
    product = shop.a_product(
        "G1", price=1_000_00, typed_cost=Money(1), kind=ProductKind.OTHER, name="游戏点券"
    )
    request = shop.request(
        Cart().with_product(product), answers=(Answer("minors", AnswerWord.ADULT),)
    )
    first = shop.checkout.complete_sale(shop.cashier, request).sale
    assert shop.checkout.complete_sale(shop.cashier, request).is_repeat
    with shop.ground.database.read() as connection:
        assert len(list_decisions(connection, first.id)) == 1


def test_no_decision_is_ever_changed_or_taken_out(shop: TillShop) -> None:
    product = shop.a_product(
        "G1", price=1_000_00, typed_cost=Money(1), kind=ProductKind.OTHER, name="游戏点券"
    )
    answers = (Answer("minors", AnswerWord.ADULT),)
    sale_id = sell(shop, Cart().with_product(product), answers=answers)
    for statement in ("UPDATE rule_decision SET answer = ''", "DELETE FROM rule_decision"):
        with (
            pytest.raises(IntegrityError, match="rule_decision: entries are never"),
            shop.ground.database.write() as connection,
        ):
            connection.exec_driver_sql(statement)
    with shop.ground.database.read() as connection:
        assert list_decisions(connection, sale_id) == [("minors", "adult", Money(1_000_00))]


def test_slow_top_ups_are_sold_by_the_owner_alone(shop: TillShop) -> None:
    product = shop.a_product("M1", typed_cost=Money(1), kind=ProductKind.OTHER, name="话费慢充")
    cart = Cart().with_product(product)
    assert refusal(shop, cart) == "rules_need_owner"
    sale_id = sell(shop, cart, approval=shop.approval)
    with shop.ground.database.read() as connection:
        assert [row[1] for row in list_decisions(connection, sale_id)] == ["owner"]


def test_goods_that_the_law_forbids_are_sold_by_nobody_and_the_owner_hears_of_it(
    shop: TillShop,
) -> None:
    product = shop.a_product("X1", typed_cost=Money(1), kind=ProductKind.OTHER, name="USDT 代购")
    cart = Cart().with_product(product)
    with pytest.raises(BusinessRuleError, match="不能卖"):
        shop.checkout.ready_to_pay(cart)
    assert refusal(shop, cart, approval=shop.approval) == "goods_blocked"
    exceptions = {each.kind: each.count for each in shop.reporting.day_report().exceptions}
    assert exceptions["rule_refused"] == 2


def test_a_known_customer_is_not_asked_about_fraud(shop: TillShop) -> None:
    product = shop.a_product("K1", price=2_000_00, cost=1, cards=3, name="礼品卡")
    cart = Cart().with_product(product)
    assert asked(shop, cart) == [RuleKind.FRAUD]
    member = shop.a_member()
    assert asked(shop, cart.with_customer(member)) == [RuleKind.FRAUD]
    answer = Answer("fraud-question", AnswerWord.FOR_ONESELF)
    shop.sell(cart.with_customer(member), request_id="k", answers=(answer,))
    with shop.ground.database.read() as connection:
        from desktop.storage.customer_queries import load_customer

        known = load_customer(connection, member.id)
    assert asked(shop, cart.with_customer(known)) == []


def test_the_owner_lowers_limits_and_turns_questions_of_the_shop_off(shop: TillShop) -> None:
    product = shop.a_product(
        "G1", price=1_000_00, typed_cost=Money(1), kind=ProductKind.OTHER, name="游戏点券"
    )
    cart = Cart().with_product(product)
    shop.settings.change(shop.owner, {"compliance.ask_minors": False})
    assert asked(shop, cart) == []
    shop.settings.change(shop.owner, {"compliance.real_name_from": Money(1_000_00)})
    assert asked(shop, cart) == [RuleKind.REAL_NAME]
    with pytest.raises(BusinessRuleError):
        shop.settings.change(shop.owner, {"compliance.real_name_from": Money(10_000_01)})


def test_a_small_cart_costs_no_query_and_no_row(shop: TillShop) -> None:
    small, large = (
        cart_worth(shop, fen, shop.a_member(phone))
        for fen, phone in ((499_99, "13800000001"), (500_00, "13800000002"))
    )
    found = {}
    for name, cart in (("small", small), ("large", large)):
        with statements_of(shop) as seen:
            shop.checkout.ready_to_pay(cart)
        found[name] = seen
        assert sum("count(*), coalesce(sum(total)" in each for each in seen) == (name == "large")
    assert len(found["large"]) > len(found["small"])
    sale_id = sell(shop, small)
    with shop.ground.database.read() as connection:
        assert list_decisions(connection, sale_id) == []


def test_a_newer_set_in_the_profile_is_used_and_a_bad_one_leaves_the_last_good_one(
    tmp_path: Path,
) -> None:
    text = resource("compliance", "rules.json").read_text(encoding="utf-8")
    path = tmp_path / RULES_FILE
    assert load_rules(tmp_path).rules.version == "2026.11"
    path.write_text(text.replace("2026.11", "2027.01"), encoding="utf-8")
    assert load_rules(tmp_path).rules.version == "2027.01"
    for bad, code in (
        ("{", "rules_unreadable"),
        (text.replace('"format": 1', '"format": 9'), "rules_newer"),
        ("x" * 300_000, "rules_unreadable"),
    ):
        path.write_text(bad, encoding="utf-8")
        found = load_rules(tmp_path)
        assert found.rules.version == "2027.01"
        assert found.trouble is not None
        assert found.trouble.code == code
    path.write_text(text.replace("2026.11", "2020.01"), encoding="utf-8")
    assert load_rules(tmp_path).rules.version == "2026.11"


def test_what_was_answered_is_written_out_for_an_authority_without_naming_customers(
    shop: TillShop, tmp_path: Path
) -> None:
    product = shop.a_product(
        "G1",
        price=1_000_00,
        typed_cost=Money(1),
        kind=ProductKind.OTHER,
        name="游戏点券",
        face_text="",
    )
    member = shop.a_member()
    cart = Cart().with_product(product).with_customer(member)
    sell(shop, cart, answers=(Answer("minors", AnswerWord.ADULT),))
    path = tmp_path / "rules.csv"
    exporting = Exporting(shop.ground, shop.settings, shop.rights)
    assert exporting.export("rules", path, actor=shop.owner) == 1
    text = path.read_text(encoding="utf-8-sig")
    assert "minors" in text
    assert "adult" in text
    assert "1000.00" in text
    assert member.name not in text
    assert member.phone not in text
