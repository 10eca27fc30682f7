"""What things are called that one day carries to the next, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.translating import translate

if TYPE_CHECKING:
    from desktop.domain.day_report import CarriedItem

_KINDS: Final = {
    "held": QT_TRANSLATE_NOOP("paper", "挂单"),
    "undelivered": QT_TRANSLATE_NOOP("paper", "待交付"),
    "unknown": QT_TRANSLATE_NOOP("paper", "待确认"),
    "awaiting_payment": QT_TRANSLATE_NOOP("paper", "待付款"),
}
_OUTCOMES: Final = {
    "taken": QT_TRANSLATE_NOOP("paper", "已取单"),
    "handed_over": QT_TRANSLATE_NOOP("paper", "已交付"),
    "refunded": QT_TRANSLATE_NOOP("paper", "已退款"),
    "completed": QT_TRANSLATE_NOOP("paper", "已付款"),
    "voided": QT_TRANSLATE_NOOP("paper", "已作废"),
    "fulfilled": QT_TRANSLATE_NOOP("paper", "已到货"),
    "adopted": QT_TRANSLATE_NOOP("paper", "找到并入账"),
    "accepted": QT_TRANSLATE_NOOP("paper", "货源已接单"),
    "partial": QT_TRANSLATE_NOOP("paper", "只到一部分"),
    "reversed": QT_TRANSLATE_NOOP("paper", "货源收回"),
    "not_placed": QT_TRANSLATE_NOOP("paper", "货源没有这一单"),
    "rejected": QT_TRANSLATE_NOOP("paper", "货源拒绝"),
    "cancelled": QT_TRANSLATE_NOOP("paper", "已取消"),
    "written_off": QT_TRANSLATE_NOOP("paper", "已核销"),
    "": QT_TRANSLATE_NOOP("paper", "还开着"),
}


def carried_title(kind: str) -> str:
    """Return what a kind is called; one that a newer version wrote keeps its key."""
    label = _KINDS.get(kind, kind)
    return translate("paper", label)


def outcome_title(item: CarriedItem) -> str:
    """Return what became of it."""
    label = _OUTCOMES.get(item.outcome, item.outcome)
    return translate("paper", label)
