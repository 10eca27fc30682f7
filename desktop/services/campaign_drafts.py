"""A campaign as typed, before anything is written: what it says, and what is refused of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.paper_text import scrub
from desktop.domain.promotion import Parameter, ParameterKind, Value
from desktop.promotions import RULE_BY_NAME
from desktop.translating import translate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MAXIMUM_TITLE: Final = 40


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign as typed.

    Attributes:
        budget: None for no limit.
        per_person: 0 for no limit.
    """

    title: str
    rule: str
    values: Mapping[str, Value]
    starts_at: datetime
    ends_at: datetime
    budget: Money | None = None
    per_person: int = 0


def refuse_faults(draft: CampaignDraft) -> None:
    """Refuse a campaign that lacks something or is out of range.

    Raises:
        BusinessRuleError: says what; nothing was written.
    """
    rule = RULE_BY_NAME.get(draft.rule)
    if rule is None:
        raise BusinessRuleError(
            "rule_unknown", QT_TRANSLATE_NOOP("errors", "没有这种活动，没有保存")
        )
    if not 0 < len(scrub(draft.title).strip()) <= MAXIMUM_TITLE:
        raise BusinessRuleError(
            "campaign_title",
            QT_TRANSLATE_NOOP("errors", "活动名要 1 到 {maximum} 个字"),
            maximum=MAXIMUM_TITLE,
        )
    if draft.ends_at <= draft.starts_at:
        raise BusinessRuleError(
            "campaign_window", QT_TRANSLATE_NOOP("errors", "结束时间要晚于开始时间，没有保存")
        )
    if (draft.budget is not None and draft.budget <= ZERO) or draft.per_person < 0:
        raise BusinessRuleError(
            "campaign_limits",
            QT_TRANSLATE_NOOP("errors", "预算要大于 0，每人次数不能是负数；不限就留空"),
        )
    for parameter in rule.all_parameters:
        _refuse_odd_value(parameter, draft.values.get(parameter.name))
    fault = rule.find_faults(draft.values) if rule.find_faults else ""
    if fault:
        raise BusinessRuleError("campaign_incomplete", fault)


def _refuse_odd_value(parameter: Parameter, value: Value | None) -> None:
    size = _size_of(value)
    if parameter.kind is ParameterKind.PRICES and isinstance(value, tuple):
        negative = any(isinstance(one, tuple) and one[1] < ZERO for one in value)
        size = -1 if negative else size
    is_missing = value is None or (isinstance(value, str | tuple) and not value)
    if is_missing and not parameter.is_required:
        return
    if is_missing or not parameter.minimum <= size <= parameter.maximum:
        raise BusinessRuleError(
            "parameter_out_of_range",
            QT_TRANSLATE_NOOP("errors", "{label} 要在 {minimum} 到 {maximum} 之间，没有保存"),
            label=translate("promotions", parameter.label),
            minimum=_bound(parameter, parameter.minimum),
            maximum=_bound(parameter, parameter.maximum),
        )


def _size_of(value: Value | None) -> int:
    if isinstance(value, Money):
        return value.fen
    return len(value) if isinstance(value, str | tuple) else value or 0


def _bound(parameter: Parameter, bound: int) -> object:
    return Money(bound) if parameter.kind is ParameterKind.MONEY else bound
