"""Tenders: how a customer pays, rounding (抹零), change, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MAXIMUM_TENDERS: Final = 5
SURPLUS_THAT_ASKS: Final = Money(100_00)
"""Cash this far above what is due is more often a typing error than a banknote."""
_NOTES: Final = (Money(5_00), Money(10_00), Money(50_00), Money(100_00))


class TenderMethod(StrEnum):
    """A way to pay; the words of files and the command line."""

    CASH = "cash"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    QQ = "qq"
    EPAY = "epay"
    STORED = "stored"
    POINTS = "points"
    CREDIT = "credit"


STATIC_CODE_METHODS: Final = (TenderMethod.WECHAT, TenderMethod.ALIPAY, TenderMethod.QQ)
LEDGER_METHODS: Final = frozenset({TenderMethod.STORED, TenderMethod.POINTS, TenderMethod.CREDIT})
"""Paid out of a member's ledger: no money moves, and what comes back goes back into the ledger."""
PROVED_METHODS: Final = frozenset({TenderMethod.STORED, TenderMethod.POINTS})
"""Ask for the member's phone tail or card number: they are the member's, not the bearer's."""
NETWORK_METHODS: Final = frozenset({TenderMethod.EPAY})
"""Confirmed by a gateway, so not without a network; a static code only needs the cashier's eyes."""


class RoundingMode(StrEnum):
    """抹零: not at all, down to 0.1 yuan, down to 1 yuan."""

    NONE = "none"
    TO_JIAO = "to_jiao"
    TO_YUAN = "to_yuan"


_ROUNDING_STEP: Final = {RoundingMode.NONE: 1, RoundingMode.TO_JIAO: 10, RoundingMode.TO_YUAN: 100}


@dataclass(frozen=True, slots=True)
class Tender:
    """One part of a payment.

    Attributes:
        amount: what it covers of the sale.
        handed_over: cash only: the notes the customer gave, change included.
        collection_code_id: which of the shop's static codes took it.
        bill_tail: last four of the bill number seen on the collecting phone.
        proof: the phone tail or card number by which a member proved who they are.
    """

    method: TenderMethod
    amount: Money
    handed_over: Money | None = None
    collection_code_id: int | None = None
    bill_tail: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where a payment stands.

    Attributes:
        due: what is to be paid after rounding.
        rounding: what rounding took off.
    """

    due: Money
    rounding: Money
    received: Money
    change_due: Money

    @property
    def missing(self) -> Money:
        """待收: what is still to be paid."""
        return self.due - self.received

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def rounding_of(total: Money, mode: RoundingMode, maximum: Money) -> Money:
    """Return what rounding takes off a total, never more than the shop allows."""
    odd = Money(total.fen % _ROUNDING_STEP[mode])
    return odd if odd <= maximum else ZERO


def settle(total: Money, rounding: Money, tenders: Sequence[Tender]) -> Settlement:
    """Add up tenders against a total.

    Raises:
        BusinessRuleError: too many tenders, more than is due, or rounding without cash.
    """
    if len(tenders) > MAXIMUM_TENDERS:
        raise BusinessRuleError(
            "too_many_tenders",
            QT_TRANSLATE_NOOP("errors", "一单最多 {maximum} 笔付款"),
            maximum=MAXIMUM_TENDERS,
        )
    if rounding and not any(tender.method is TenderMethod.CASH for tender in tenders):
        raise BusinessRuleError(
            "rounding_needs_cash", QT_TRANSLATE_NOOP("errors", "有现金才能抹零")
        )
    received = total_of(tender.amount for tender in tenders)
    due = total - rounding
    if received > due or any(tender.amount < ZERO for tender in tenders):
        raise BusinessRuleError(
            "tender_above_due",
            QT_TRANSLATE_NOOP("errors", "收的比应收多，已经收的没有变，请改金额"),
        )
    change = total_of(
        tender.handed_over - tender.amount for tender in tenders if tender.handed_over is not None
    )
    return Settlement(due, rounding, received, change)


def refuse_unproved(tenders: Sequence[Tender], *, has_proof: bool) -> None:
    """Let nobody say that a gateway's money is there: only the gateway itself can.

    Raises:
        BusinessRuleError: code ``gateway_must_confirm``; nothing was recorded.
    """
    if not has_proof and any(tender.method in NETWORK_METHODS for tender in tenders):
        raise BusinessRuleError(
            "gateway_must_confirm",
            QT_TRANSLATE_NOOP(
                "errors", "易支付的钱由通道确认，不能手点到账。还没有记成收款，先查结果"
            ),
        )


def refuse_gateway_method(*methods: TenderMethod | None) -> None:
    """Let nobody call a payment a gateway's, or a gateway's payment something else.

    Raises:
        BusinessRuleError: code ``gateway_method_fixed``; nothing was recorded.
    """
    if NETWORK_METHODS & set(methods):
        raise BusinessRuleError(
            "gateway_method_fixed",
            QT_TRANSLATE_NOOP(
                "errors", "易支付的款由通道证明，不能改成别的，也不能把别的改成它。账没有动"
            ),
        )


def cash_tender(handed_over: Money, missing: Money) -> Tender:
    """Return the tender for notes given: it covers what is missing, the rest is change."""
    return Tender(TenderMethod.CASH, min(handed_over, missing), handed_over)


def asks_about_surplus(handed_over: Money, missing: Money) -> bool:
    """Whether so much cash for so little is asked about once."""
    return handed_over > missing + SURPLUS_THAT_ASKS


def quick_amounts(missing: Money) -> tuple[Money, ...]:
    """Return exact, next 5, 10, 50 and 100 yuan, without duplicates, smallest first."""
    rounded_up = (Money(-(-missing.fen // note.fen) * note.fen) for note in _NOTES)
    next_hundred_after = Money((missing.fen // 100_00 + 2) * 100_00)
    return tuple(sorted({missing, *rounded_up, next_hundred_after}))[:5]
