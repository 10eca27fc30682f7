"""The refusal of a sale that the law lets pass only with an owner's consent, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.compliance import RuleKind
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError

if TYPE_CHECKING:
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


def needs_owner_error(finding: Finding) -> BusinessRuleError:
    """Return the refusal of a sale that only an owner may let pass."""
    return BusinessRuleError(
        "rules_need_owner",
        _OWNER_SENTENCES.get(finding.rule.kind, _OWNER_SENTENCE),
        goods=finding.goods,
        sales=finding.sales,
        amount=finding.amount,
    )
