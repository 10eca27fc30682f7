from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from desktop.domain.cart import Cart
from desktop.domain.compliance import (
    Answer,
    AnswerWord,
    Bounds,
    Earlier,
    RuleKind,
    findings_of,
    needs_history,
    rule_set_from,
)
from desktop.domain.errors import ProfileError
from desktop.domain.money import ZERO, Money
from desktop.domain.pricing import PricedCart, price_cart
from desktop.domain.product import ProductKind
from desktop.paths import resource
from tests.domain.builders import a_product

NOW = datetime(2026, 6, 18, 1, 0, tzinfo=UTC)
TEXT = resource("compliance", "rules.json").read_text(encoding="utf-8")
RULES = rule_set_from(TEXT)


def cart_of(
    fen: int, name: str = "充值", kind: ProductKind = ProductKind.OTHER, face_text: str = ""
) -> PricedCart:
    product = a_product(name=name, kind=kind, price=Money(fen), face_text=face_text)
    return price_cart(Cart().with_product(product))


def met(
    priced: PricedCart, earlier: Earlier | None = None, bounds: Bounds | None = None
) -> list[RuleKind]:
    found = findings_of(RULES, priced, NOW, earlier, bounds or Bounds({}))
    return [finding.rule.kind for finding in found]


@pytest.mark.parametrize(
    ("kind", "limit", "name", "goods"),
    [
        (RuleKind.REAL_NAME, 10_000_00, "充值", ProductKind.OTHER),
        (RuleKind.MINORS, 1_000_00, "云境游戏点卡", ProductKind.OTHER),
        (RuleKind.FRAUD, 2_000_00, "礼品卡", ProductKind.CARD),
    ],
)
@pytest.mark.parametrize(("off_by", "is_met"), [(-1, False), (0, True), (1, True)])
def test_a_limit_is_met_from_exactly_its_sum_on(
    kind: RuleKind, limit: int, name: str, goods: ProductKind, off_by: int, *, is_met: bool
) -> None:
    assert (kind in met(cart_of(limit + off_by, name, goods))) == is_met


@pytest.mark.parametrize(("off_by", "is_met"), [(-1, False), (0, True), (1, True)])
@pytest.mark.parametrize("parts", [2, 3, 4, 5])
def test_a_sum_split_over_some_sales_counts_as_one(
    parts: int, off_by: int, *, is_met: bool
) -> None:
    share = 10_000_00 // parts
    earlier = Earlier(parts - 1, Money(10_000_00 + off_by - share))
    assert (RuleKind.SPLIT in met(cart_of(share), earlier)) == is_met


def test_a_cart_that_meets_the_limit_by_itself_is_asked_about_once() -> None:
    assert met(cart_of(10_000_00), Earlier(2, Money(9_000_00))) == [RuleKind.REAL_NAME]


@pytest.mark.parametrize(("sales", "is_met"), [(8, False), (9, True), (10, True)])
def test_the_tenth_large_sale_within_a_day_is_the_owners(sales: int, *, is_met: bool) -> None:
    assert (RuleKind.VELOCITY in met(cart_of(500_00), Earlier(sales, ZERO))) == is_met


@pytest.mark.parametrize(("fen", "hours"), [(499_99, 0), (500_00, 24), (500_01, 24)])
def test_only_a_cart_worth_it_is_looked_at_together_with_earlier_ones(fen: int, hours: int) -> None:
    assert needs_history(RULES, cart_of(fen)) == hours


def test_the_owner_may_lower_a_limit_and_never_raise_it() -> None:
    lower, higher = (
        Bounds({RuleKind.REAL_NAME: Money(5_00)}),
        Bounds({RuleKind.REAL_NAME: Money(99_999_00)}),
    )
    assert RuleKind.REAL_NAME in met(cart_of(5_00), bounds=lower)
    assert RuleKind.REAL_NAME in met(cart_of(10_000_00), bounds=higher)


def test_only_rules_of_the_shops_own_may_be_off() -> None:
    off = Bounds({}, frozenset(RuleKind))
    assert met(cart_of(10_000_00, "游戏点卡", ProductKind.CARD), bounds=off) == [RuleKind.REAL_NAME]
    assert met(cart_of(1_00, "USDT 代购"), bounds=off) == [RuleKind.BLOCKED]


def test_slow_top_ups_are_the_owners_at_any_sum() -> None:
    assert met(cart_of(1_00, "话费慢充 72小时")) == [RuleKind.SLOW]


def test_a_rule_holds_from_its_day_on() -> None:
    later = TEXT.replace('"2012-11-01", "action": "ask", "parameters": {"limit": "10000"}',
                         '"2026-06-19", "action": "ask", "parameters": {"limit": "10000"}')  # fmt: skip
    rules = rule_set_from(later)
    assert findings_of(rules, cart_of(10_000_00), NOW) == ()
    assert findings_of(rules, cart_of(10_000_00), datetime(2026, 6, 19, tzinfo=UTC))


def test_only_a_fitting_answer_to_the_rule_itself_counts() -> None:
    (finding,) = findings_of(RULES, cart_of(1_000_00, "游戏点卡"), NOW)
    for word in AnswerWord:
        is_right = finding.is_answered([Answer("minors", word)], has_customer=False)
        assert is_right == (word in {AnswerWord.ADULT, AnswerWord.GUARDIAN})
    assert not finding.is_answered([Answer("other", AnswerWord.ADULT)], has_customer=False)


def test_somebody_whose_document_was_seen_has_a_name() -> None:
    (finding,) = findings_of(RULES, cart_of(10_000_00), NOW)
    seen = [Answer("real-name", AnswerWord.ID_CHECKED)]
    assert finding.is_answered(seen, has_customer=True)
    assert not finding.is_answered(seen, has_customer=False)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda rules: rules.update(format=2), "rules_newer"),
        (lambda rules: rules.update(format="one"), "rules_unreadable"),
        (lambda rules: rules.update(version=""), "rules_unreadable"),
        (lambda rules: rules.update(rules=[]), "rules_unreadable"),
        (lambda rules: rules["rules"].append(rules["rules"][0]), "rules_unreadable"),
        (lambda rules: rules["rules"].pop(0), "rules_unreadable"),
        (lambda rules: rules["rules"][0].update(action="ask"), "rules_unreadable"),
        (lambda rules: rules["rules"][0].update(action="owner"), "rules_unreadable"),
        (lambda rules: rules["rules"][2]["parameters"].update(limit="0"), "rules_unreadable"),
        (lambda rules: rules["rules"][2]["parameters"].update(limit=[1]), "rules_unreadable"),
        (lambda rules: rules["rules"][3]["parameters"].update(hours=0), "rules_unreadable"),
        (lambda rules: rules["rules"][3].update(effective="soon"), "rules_unreadable"),
        (lambda rules: rules["rules"][3].update(kind="mood"), "rules_unreadable"),
        (lambda rules: rules["rules"][3].pop("source"), "rules_unreadable"),
    ],
)
def test_a_set_that_cannot_be_trusted_is_refused_by_name(change: object, code: str) -> None:
    rules = json.loads(TEXT)
    change(rules)  # type: ignore[operator]
    with pytest.raises(ProfileError) as refused:
        rule_set_from(json.dumps(rules))
    assert refused.value.code == code


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000, '{"format": NaN}'])
def test_what_is_no_set_at_all_is_refused(text: str) -> None:
    with pytest.raises(ProfileError):
        rule_set_from(text)
