"""The law against money laundering: off by default; on it lists, keeps longer, and asks nobody."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from desktop.domain.cart import Cart
from desktop.domain.compliance import Answer, AnswerWord, RuleKind, months_to_keep, rule_set_from
from desktop.domain.errors import ProfileError
from desktop.domain.money import Money
from desktop.domain.product import ProductKind
from desktop.paths import resource
from desktop.services.compliance import Compliance
from desktop.services.erasing import Erasing
from desktop.services.retention import Retention
from tests.factories import TillShop, a_till

LIMIT = 50_000_00
OPEN_ANSWERS = (Answer("real-name", AnswerWord.ID_CHECKED),)
numbers = count(1)


@pytest.fixture
def shop() -> TillShop:
    shop = a_till()
    shop.settings.change(shop.owner, {"compliance.aml_mode": True})
    return shop


def sell(shop: TillShop, fen: int) -> None:
    code = f"L{next(numbers)}"
    product = shop.a_product(
        code, price=fen, typed_cost=Money(1), kind=ProductKind.OTHER, name="代充", face_text=""
    )
    cart = (
        Cart()
        .with_product(product)
        .with_customer(shop.a_member("13800000" + f"{next(numbers):03}"))
    )
    shop.sell(cart, request_id=code, answers=OPEN_ANSWERS, approval=shop.approval)


def listed(shop: TillShop) -> list[tuple[Any, ...]]:
    on = shop.shifts.business_date_now()
    return list(shop.reporting.read_report("large_and_suspicious", on, on).rows)


@pytest.mark.parametrize(
    ("fen", "rules"),
    [
        (LIMIT - 1, ["real-name"]),
        (LIMIT, ["real-name", "large-sale"]),
        (LIMIT + 1, ["real-name", "large-sale"]),
    ],
)
def test_a_sale_is_large_from_the_limit_on(shop: TillShop, fen: int, rules: list[str]) -> None:
    sell(shop, fen)
    rows = listed(shop)
    assert [row[3] for row in rows] == rules
    assert {row[2] for row in rows} == {Money(fen)}
    assert [row[7] for row in rows] == ["id_checked", "listed"][: len(rows)]


def test_nobody_is_asked_about_what_is_only_listed(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"compliance.large_from": Money(50_00)})
    product = shop.a_product(cards=2)
    assert shop.checkout.ready_to_pay(Cart().with_product(product)).findings == ()
    shop.sell(Cart().with_product(product), request_id="small", answers=())
    assert [(row[3], row[5], row[6]) for row in listed(shop)] == [
        ("large-sale", Money(100_00), Money(50_00))
    ]


def test_off_nothing_is_listed_for_its_size(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"compliance.aml_mode": False})
    sell(shop, LIMIT)
    assert [row[3] for row in listed(shop)] == ["real-name"]


def test_on_the_watch_over_many_sales_cannot_be_off(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"compliance.watch_velocity": False})
    compliance = Compliance(shop.ground, shop.settings)
    assert RuleKind.VELOCITY not in compliance._bounds().off
    shop.settings.change(shop.owner, {"compliance.aml_mode": False})
    assert RuleKind.VELOCITY in compliance._bounds().off


def test_on_people_and_accounts_are_kept_ten_years(shop: TillShop) -> None:
    shop.settings.change(shop.owner, {"retention.members": "36", "retention.months": "6"})
    member = shop.a_member("13811112222")
    shop.sell(Cart().with_product(shop.a_product(cards=1)).with_customer(member), request_id="once")
    shop.close_day()
    retention = Retention(shop.ground, shop.settings, Erasing(shop.ground, shop.rights))
    assert (retention._months("retention.members"), retention._months("retention.months")) == (
        120,
        120,
    )
    shop.clock.pass_time(timedelta(days=365 * 5))
    shop.open_shift()
    shop.close_day()
    assert retention.keep_up().members == 0
    shop.settings.change(shop.owner, {"compliance.aml_mode": False})
    assert retention._months("retention.members") == 36


def test_a_retention_that_was_never_wanted_is_not_begun_by_the_law(shop: TillShop) -> None:
    retention = Retention(shop.ground, shop.settings, Erasing(shop.ground, shop.rights))
    assert retention._months("retention.members") == 0


def test_the_shipped_rule_says_since_when_from_what_and_how_long() -> None:
    rules = rule_set_from(resource("compliance", "rules.json").read_text("utf-8"))
    (large,) = [rule for rule in rules.rules if rule.kind is RuleKind.LARGE]
    assert (large.limit, large.keep_years, str(large.effective)) == (
        Money(LIMIT),
        10,
        "2025-01-01",
    )
    assert months_to_keep(rules) == 120


def test_an_older_set_without_the_rule_is_read_and_one_that_stops_sales_by_it_is_not() -> None:
    text = resource("compliance", "rules.json").read_text("utf-8")
    lines = [line for line in text.splitlines() if "large-sale" not in line]
    older = "\n".join(lines).replace('"limit": "2000"}},', '"limit": "2000"}}')
    assert months_to_keep(rule_set_from(older)) == 0
    with pytest.raises(ProfileError):
        rule_set_from(text.replace('"action": "list"', '"action": "owner"'))
