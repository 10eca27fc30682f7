"""The money of a wholesale account: why an entry stands in its ledger, and how a typed act books.

Belongs here: the kinds of entries, their signs, what one typed act becomes.
Does not belong here: storing entries, and what a platform itself says it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money

BY_HAND: Final = "by_hand"
"""The platform key of an account without an interface: a person orders there and types it in."""


class EntryKind(StrEnum):
    """Why money of an account moved."""

    OPENING = "opening"
    """What it held when it was first written down."""
    TOP_UP = "top_up"
    FEE = "fee"
    PURCHASE = "purchase"
    REFUND = "refund"
    REBATE = "rebate"
    ADJUSTMENT = "adjustment"


TYPED_KINDS: Final = (
    EntryKind.TOP_UP,
    EntryKind.REBATE,
    EntryKind.FEE,
    EntryKind.REFUND,
    EntryKind.ADJUSTMENT,
)
"""What the owner may book; a purchase books itself."""
_NEEDS_REASON: Final = frozenset({EntryKind.ADJUSTMENT, EntryKind.REFUND})
_TAKES_AWAY: Final = frozenset({EntryKind.FEE, EntryKind.PURCHASE})


@dataclass(frozen=True, slots=True)
class MoneyAct:
    """What the owner types: one kind, an amount, why.

    Attributes:
        amount: above zero but for an adjustment, which may take away. Of a top-up what was paid.
        fee: what was kept of a top-up before the rest arrived.
    """

    kind: EntryKind
    amount: Money
    reason: str = ""
    fee: Money = ZERO


def entries_of(act: MoneyAct) -> tuple[tuple[EntryKind, Money], ...]:
    """Return the signed entries that a typed act becomes.

    Raises:
        BusinessRuleError: ``entry_kind_refused``, ``amount_missing``, ``fee_too_high`` or
            ``reason_missing``.
    """
    if act.kind not in TYPED_KINDS:
        raise BusinessRuleError(
            "entry_kind_refused", QT_TRANSLATE_NOOP("errors", "这种流水由采购自己记，不能手填")
        )
    is_adjustment = act.kind is EntryKind.ADJUSTMENT
    if act.amount == ZERO or (act.amount < ZERO and not is_adjustment):
        raise BusinessRuleError("amount_missing", QT_TRANSLATE_NOOP("errors", "写明多少钱"))
    if act.kind in _NEEDS_REASON and not act.reason.strip():
        raise BusinessRuleError("reason_missing", QT_TRANSLATE_NOOP("errors", "要写原因"))
    if act.kind is not EntryKind.TOP_UP:
        return ((act.kind, -act.amount if act.kind in _TAKES_AWAY else act.amount),)
    if not ZERO <= act.fee < act.amount:
        raise BusinessRuleError(
            "fee_too_high",
            QT_TRANSLATE_NOOP("errors", "手续费要比加款少：付了 {amount}，手续费 {fee}"),
            amount=act.amount,
            fee=act.fee,
        )
    paid = ((EntryKind.TOP_UP, act.amount),)
    return paid if act.fee == ZERO else (*paid, (EntryKind.FEE, -act.fee))
