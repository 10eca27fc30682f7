"""What findings of a day are called, on paper and on screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.account_gaps import GapCause
from desktop.domain.compliance import RuleKind
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.translating import sentence, translate

if TYPE_CHECKING:
    from desktop.domain.day_report import Finding

FINDING_WORDS: Final = {
    "sale_without_money": QT_TRANSLATE_NOOP("paper", "有单没钱"),
    "money_without_sale": QT_TRANSLATE_NOOP("paper", "有钱没单"),
    "money_ambiguous": QT_TRANSLATE_NOOP("paper", "账单配不准"),
    "missing_purchase": QT_TRANSLATE_NOOP("paper", "卖了没采购"),
    "double_purchase": QT_TRANSLATE_NOOP("paper", "同一单买了两次"),
    "wrong_price": QT_TRANSLATE_NOOP("paper", "扣款和报价不同"),
    "purchase_for_nobody": QT_TRANSLATE_NOOP("paper", "买了没卖也没入库"),
    "account_gap": QT_TRANSLATE_NOOP("paper", "货源余额不对"),
    "reveal_without_sale": QT_TRANSLATE_NOOP("paper", "看了卡密没有单"),
    "points_by_hand": QT_TRANSLATE_NOOP("paper", "手工改积分"),
    "clock_back": QT_TRANSLATE_NOOP("paper", "系统时间往回拨"),
    "cash_short": QT_TRANSLATE_NOOP("paper", "现金短款"),
    "cash_over": QT_TRANSLATE_NOOP("paper", "现金长款"),
}
_CAUSES: Final = {
    GapCause.UNKNOWN_CHARGED: QT_TRANSLATE_NOOP("paper", "可能是待确认的 {number} 扣了款"),
    GapCause.CHARGED_TWICE: QT_TRANSLATE_NOOP("paper", "可能是 {number} 扣了两次"),
    GapCause.NOT_CHARGED: QT_TRANSLATE_NOOP("paper", "可能是 {number} 没有扣款"),
    GapCause.OTHER_PRICE: QT_TRANSLATE_NOOP("paper", "可能是 {number} 按报价扣了款"),
}
_PAYER_RULES: Final = {
    RuleKind.SPLIT: QT_TRANSLATE_NOOP("paper", "像拆单，共 {sales} 单"),
    RuleKind.VELOCITY: QT_TRANSLATE_NOOP("paper", "第 {sales} 单大额"),
}
"""What an account that paid was seen at, only after its money was there."""
_TENDERS: Final = {
    "wechat": QT_TRANSLATE_NOOP("paper", "微信"),
    "alipay": QT_TRANSLATE_NOOP("paper", "支付宝"),
}


def finding_title(kind: str) -> str:
    """Return what a kind is called; one that a newer version wrote keeps its key."""
    label = FINDING_WORDS.get(kind, kind)
    return translate("paper", label)


def finding_detail(finding: Finding) -> str:
    """Return what else names it, in words."""
    detail = finding.detail
    if finding.kind == "account_gap":
        return _causes(detail)
    if finding.kind == "clock_back":
        words = QT_TRANSLATE_NOOP("paper", "往回 {minutes} 分钟")
        return sentence("paper", words, minutes=detail)
    if finding.kind == "points_by_hand":
        return sentence("paper", QT_TRANSLATE_NOOP("paper", "{points} 积分"), points=detail)
    if finding.kind == "same_payer":
        rule, _, sales = detail.partition(":")
        return sentence("paper", _PAYER_RULES[RuleKind(rule)], sales=sales)
    return translate("paper", _TENDERS[detail]) if detail in _TENDERS else detail


def _causes(detail: str) -> str:
    """Return the purchases that alone explain a gap, or that there is none."""
    if not detail:
        return translate("paper", QT_TRANSLATE_NOOP("paper", "这里没有哪一单正好差这么多"))
    said = []
    for part in detail.split():
        cause, _, number = part.partition(":")
        said.append(sentence("paper", _CAUSES[GapCause(cause)], number=number))
    return translate("formatting", "、").join(said)
