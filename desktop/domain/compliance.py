"""What the law asks of a sale, as rules that are data: which a cart meets, and what answers.

Belongs here: reading a rule set, and judging a cart and what was bought before it.
Does not belong here: finding what was bought before, and storing what was answered.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.product import ProductKind
from desktop.domain.red_flags import RedFlag, RedFlags, red_flags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from desktop.domain.pricing import PricedCart

FORMAT: Final = 1
"""The newest form of rule sets that this program reads."""
LARGEST_FILE: Final = 256 * 1024
_LONGEST_KEPT: Final = 30


class RuleKind(StrEnum):
    """What a rule looks at."""

    REAL_NAME = "real_name"
    SPLIT = "split"
    VELOCITY = "velocity"
    MINORS = "minors"
    FRAUD = "fraud"
    BLOCKED = "blocked"
    SLOW = "slow"
    LARGE = "large"
    """Kept for an authority; nobody is asked and nothing is stopped."""


class RuleAction(StrEnum):
    """What happens when a rule is met."""

    ASK = "ask"
    OWNER = "owner"
    BLOCK = "block"
    LIST = "list"


class AnswerWord(StrEnum):
    """What a cashier may answer; ``OWNER`` is an owner's PIN and reason, ``LISTED`` nobody's."""

    ID_CHECKED = "id_checked"
    ADULT = "adult"
    GUARDIAN = "guardian"
    FOR_ONESELF = "for_oneself"
    OWNER = "owner"
    LISTED = "listed"


ANSWERS: Final = {
    RuleKind.REAL_NAME: (AnswerWord.ID_CHECKED,),
    RuleKind.SPLIT: (AnswerWord.ID_CHECKED,),
    RuleKind.MINORS: (AnswerWord.ADULT, AnswerWord.GUARDIAN),
    RuleKind.FRAUD: (AnswerWord.FOR_ONESELF,),
}
"""What lets a sale pass, by the kind of rule; no age and no document is kept."""
NEEDS_CUSTOMER: Final = frozenset({RuleKind.REAL_NAME, RuleKind.SPLIT})
"""Somebody whose document was looked at has a name: the sale is theirs."""
_LOOKING_BACK: Final = frozenset({RuleKind.SPLIT, RuleKind.VELOCITY})
_NEEDS_LIMIT: Final = frozenset(
    {RuleKind.REAL_NAME, RuleKind.SPLIT, RuleKind.MINORS, RuleKind.FRAUD, RuleKind.LARGE}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a set.

    Attributes:
        source: the law or notice it comes from, as text.
        limit: the sum from which it is met; the highest that the law allows.
        counts_from: a smaller cart is not looked at together with earlier ones.
        hours: how far it looks back.
        most: how many sales it lets pass within them.
        words: what names of goods must hold; empty for all goods.
        keep_years: how long what it is about must be kept, while it is on.
    """

    id: str
    version: int
    kind: RuleKind
    source: str
    effective: date
    action: RuleAction
    limit: Money = ZERO
    counts_from: Money = ZERO
    hours: int = 24
    most: int = 0
    words: tuple[str, ...] = ()
    keep_years: int = 0


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A whole set; ``version`` stands with every decision."""

    version: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the owner set: limits that are lower than the law's, and rules that are off.

    Attributes:
        limits: by kind; one above the rule's own counts as the rule's own.
        off: only rules that the shop keeps of its own accord may be off.
    """

    limits: Mapping[RuleKind, Money]
    off: frozenset[RuleKind] = frozenset()


OPTIONAL: Final = frozenset({RuleKind.MINORS, RuleKind.FRAUD, RuleKind.VELOCITY, RuleKind.LARGE})
"""What a shop may leave off, and an older set may lack."""
NO_BOUNDS: Final = Bounds({})


@dataclass(frozen=True, slots=True)
class Earlier:
    """What whoever buys now bought within the time looked back: sales, and their sum."""

    sales: int = 0
    total: Money = ZERO


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a cart meets.

    Attributes:
        amount: the sum it was judged by.
        goods: the goods it is about, where it is about one.
        sales: how many sales were counted, this one included.
    """

    rule: Rule
    amount: Money
    limit: Money
    goods: str = ""
    sales: int = 0

    def is_answered(self, answers: Iterable[Answer], *, has_customer: bool) -> bool:
        """Tell whether one of the answers is to this rule and lets the sale pass."""
        if self.rule.kind in NEEDS_CUSTOMER and not has_customer:
            return False
        fitting = ANSWERS.get(self.rule.kind, ())
        return any(one.rule_id == self.rule.id and one.word in fitting for one in answers)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a rule."""

    rule_id: str
    word: AnswerWord


def needs_history(rules: RuleSet, priced: PricedCart, bounds: Bounds = NO_BOUNDS) -> int:
    """Return how many hours to look back for this cart; 0 when no rule asks for it."""
    looking = [
        rule.hours
        for rule in rules.rules
        if rule.kind in _LOOKING_BACK
        and rule.kind not in bounds.off
        and priced.total >= rule.counts_from
        and _sum_of(rule, priced) >= max(rule.counts_from, Money(1))
    ]
    return max(looking, default=0)


def longest_look_back(rules: RuleSet) -> int:
    """Return how many hours the rules over a time look back at the most."""
    return max((rule.hours for rule in rules.rules if rule.kind in _LOOKING_BACK), default=0)


def findings_of(
    rules: RuleSet,
    priced: PricedCart,
    at: datetime,
    earlier: Earlier | None = None,
    bounds: Bounds = NO_BOUNDS,
) -> tuple[Finding, ...]:
    """Return every rule that a cart meets, in the order of the set.

    Args:
        rules: the set in force.
        priced: the cart, which says whether its customer is new.
        at: now; a rule that takes effect later is not met.
        earlier: what was bought before; None when nothing had to be looked up.
        bounds: what the owner set.
    """
    found: list[Finding] = []
    for rule in rules.rules:
        if not _is_in_force(rule, at, bounds):
            continue
        finding = _finding_of(rule, priced, earlier or Earlier(), bounds)
        if finding is not None:
            found.append(finding)
    named = {finding.rule.kind for finding in found}
    if RuleKind.REAL_NAME in named:  # it asks the same thing as a split would
        found = [finding for finding in found if finding.rule.kind is not RuleKind.SPLIT]
    return tuple(found)


def findings_over_time(
    rules: RuleSet,
    sold: Sequence[tuple[str, Money]],
    at: datetime,
    earlier: Earlier,
    bounds: Bounds = NO_BOUNDS,
) -> tuple[Finding, ...]:
    """Return every rule over a time that a sale in the books meets.

    Args:
        rules: the set in force.
        sold: what was sold, by name, and what each was paid with.
        at: now.
        earlier: what was bought before.
        bounds: what the owner set.
    """
    found = []
    for rule in rules.rules:
        if rule.kind not in _LOOKING_BACK or not _is_in_force(rule, at, bounds):
            continue
        amount = total_of(net for name, net in sold if _is_named(name, rule.words))
        finding = _looked_back(rule, amount, _limit_of(rule, bounds), earlier)
        if finding is not None:
            found.append(finding)
    return tuple(found)


def _is_in_force(rule: Rule, at: datetime, bounds: Bounds) -> bool:
    return rule.effective <= at.date() and rule.kind not in bounds.off & OPTIONAL


def _limit_of(rule: Rule, bounds: Bounds) -> Money:
    return min(bounds.limits.get(rule.kind, rule.limit), rule.limit)


def _finding_of(rule: Rule, priced: PricedCart, earlier: Earlier, bounds: Bounds) -> Finding | None:
    if rule.kind in {RuleKind.BLOCKED, RuleKind.SLOW}:
        return _flagged(rule, priced)
    limit = _limit_of(rule, bounds)
    if priced.total < (rule.counts_from if rule.kind in _LOOKING_BACK else limit):
        return None  # a part of the cart is no more than all of it; small carts are most carts
    amount = _sum_of(rule, priced)
    if rule.kind in _LOOKING_BACK:
        return _looked_back(rule, amount, limit, earlier)
    if not amount or amount < limit or (rule.kind is RuleKind.FRAUD and not _is_new(priced)):
        return None
    return Finding(rule, amount, limit)


def _looked_back(rule: Rule, amount: Money, limit: Money, earlier: Earlier) -> Finding | None:
    if not amount or amount < rule.counts_from:
        return None
    sales, total = earlier.sales + 1, amount + earlier.total
    if rule.kind is RuleKind.VELOCITY:
        return Finding(rule, amount, limit, sales=sales) if sales > rule.most else None
    return Finding(rule, total, limit, sales=sales) if sales > 1 and total >= limit else None


def _flagged(rule: Rule, priced: PricedCart) -> Finding | None:
    wanted = RedFlag.BLOCKED if rule.kind is RuleKind.BLOCKED else RedFlag.SLOW
    for each in priced.recorded_lines:
        product = each.line.product
        if wanted in _flags_of(product.name, product.face_text):
            return Finding(rule, each.net, rule.limit, goods=product.title)
    return None


@lru_cache(maxsize=4096)
def _flags_of(name: str, face_text: str) -> RedFlags:
    """Judge a name once: the counter sells the same goods all day."""
    return red_flags_of(name, face_text)


def _is_new(priced: PricedCart) -> bool:
    customer = priced.cart.customer
    return customer is None or customer.is_first_order


def _sum_of(rule: Rule, priced: PricedCart) -> Money:
    """Return what the goods that a rule is about cost; questions about fraud are about cards."""
    return total_of(
        each.net
        for each in priced.lines
        if (rule.kind is not RuleKind.FRAUD or each.line.product.kind is ProductKind.CARD)
        and _is_named(each.line.product.name, rule.words)
    )


def _is_named(name: str, words: tuple[str, ...]) -> bool:
    return not words or any(word in name for word in words)


def months_to_keep(rules: RuleSet, bounds: Bounds = NO_BOUNDS) -> int:
    """Return how many months the rules that are on want people and accounts kept; 0 for none."""
    years = [rule.keep_years for rule in rules.rules if rule.kind not in bounds.off]
    return 12 * max(years, default=0)


def rule_set_from(text: str) -> RuleSet:
    """Read a rule set.

    Raises:
        ProfileError: ``rules_newer``, or ``rules_unreadable`` with what is wrong.
    """
    try:
        document: Any = json.loads(text)
        if int(document["format"]) > FORMAT:
            raise ProfileError(
                "rules_newer",
                QT_TRANSLATE_NOOP("errors", "合规规则来自更新的版本，这一版读不懂，没有用它"),
            )
        rules = tuple(_rule_from(entry) for entry in document["rules"])
        rule_set = RuleSet(str(document["version"]), rules)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _unreadable(error) from error
    ids = [rule.id for rule in rules]
    if len(set(ids)) != len(ids) or not rules or not rule_set.version:
        raise _unreadable("id")
    missing = set(RuleKind) - OPTIONAL - {rule.kind for rule in rules}
    if missing:
        raise _unreadable(min(missing))
    return rule_set


def _rule_from(entry: Mapping[str, Any]) -> Rule:
    parameters: Mapping[str, Any] = entry["parameters"]
    rule = Rule(
        str(entry["id"]),
        int(entry["version"]),
        RuleKind(entry["kind"]),
        str(entry["source"]),
        date.fromisoformat(entry["effective"]),
        RuleAction(entry["action"]),
        Money.from_yuan(parameters.get("limit", "0")),
        Money.from_yuan(parameters.get("counts_from", "0")),
        int(parameters.get("hours", 24)),
        int(parameters.get("most", 0)),
        tuple(str(word) for word in parameters.get("words", ())),
        int(parameters.get("keep_years", 0)),
    )
    if not rule.id or not rule.source or not 0 < rule.hours <= 24 * 31:
        raise ValueError("id, source, hours")
    if rule.kind in _NEEDS_LIMIT and rule.limit <= ZERO:
        raise ValueError(f"limit of {rule.id}")
    if rule.action is RuleAction.ASK and rule.kind not in ANSWERS:
        raise ValueError(f"action of {rule.id}")
    if (rule.kind is RuleKind.LARGE) is not (rule.action is RuleAction.LIST):
        raise ValueError(f"action of {rule.id}")
    if not 0 <= rule.keep_years <= _LONGEST_KEPT:
        raise ValueError(f"keep_years of {rule.id}")
    if rule.kind is RuleKind.BLOCKED and rule.action is not RuleAction.BLOCK:
        raise ValueError(f"action of {rule.id}")
    return rule


def _unreadable(reason: object) -> ProfileError:
    return ProfileError(
        "rules_unreadable",
        QT_TRANSLATE_NOOP("errors", "合规规则读不懂（{reason}），没有用它"),
        reason=str(reason)[:80],
    )
