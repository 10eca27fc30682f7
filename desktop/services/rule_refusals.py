"""What the rules of the law say to a cashier, in words: a refusal, or what was seen afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.compliance import RuleKind
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.translating import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.compliance import Finding

_OWNER_SENTENCES: Final = {
    RuleKind.SLOW: QT_TRANSLATE_NOOP(
        "errors", "{goods} 是慢充，常被用来洗钱。还没有收款，要店主同意并写原因"
    ),
    RuleKind.VELOCITY: QT_TRANSLATE_NOOP(
        "errors", "同一个顾客或账号 24 小时内第 {sales} 单大额。还没有收款，要店主同意并写原因"
    ),
}
_OWNER_SENTENCE: Final = QT_TRANSLATE_NOOP(
    "errors", "这一单满 {amount} 元，按规定要店主同意并写原因。还没有收款"
)

_PAYER_SENTENCES: Final = {
    RuleKind.SPLIT: QT_TRANSLATE_NOOP(
        "rules",
        "同一个付款账号 {hours} 小时内 {sales} 单共 {amount} 元，像拆单。钱货照常，店主复核看得到",
    ),
    RuleKind.VELOCITY: QT_TRANSLATE_NOOP(
        "rules", "同一个付款账号 {hours} 小时内第 {sales} 单大额。钱货照常，店主复核看得到"
    ),
}


def payer_notice(found: Sequence[Finding]) -> str:
    """Return what is told of an account that paid, once its money is there; empty for nothing."""
    for finding in found:
        return sentence(
            "rules",
            _PAYER_SENTENCES[finding.rule.kind],
            hours=finding.rule.hours,
            sales=finding.sales,
            amount=finding.amount,
        )
    return ""


def needs_owner_error(finding: Finding) -> BusinessRuleError:
    """Return the refusal of a sale that only an owner may let pass."""
    return BusinessRuleError(
        "rules_need_owner",
        _OWNER_SENTENCES.get(finding.rule.kind, _OWNER_SENTENCE),
        goods=finding.goods,
        sales=finding.sales,
        amount=finding.amount,
    )
