"""Receipts for money that belongs to no sale: stored value paid in or out, credit collected.

They count in the drawer, in the tenders and on X and Z, and never as revenue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import LEDGER_METHODS, NETWORK_METHODS, STATIC_CODE_METHODS, TenderMethod
from desktop.services.fee_rates import fee_rates
from desktop.storage import member_ledger_queries
from desktop.storage.ledger import LedgerEntry
from desktop.storage.member_ledger_queries import LedgerMember, ReceiptSnapshot

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.changes import Changes
    from desktop.domain.credit import ReceiptKind
    from desktop.domain.permissions import Actor
    from desktop.domain.promotion import TopUpGift
    from desktop.domain.sale import Approval
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.settings_values import SettingsValues
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class MoneyRequest:
    """Money that a member pays in or takes out; the same ``request_id`` twice books once.

    Attributes:
        amount: above zero, in either direction.
        proof: the phone tail or card number that the member said.
        note: why, as typed.
    """

    request_id: str
    customer_id: int
    amount: Money
    shift_id: int
    method: TenderMethod = TenderMethod.CASH
    collection_code_id: int | None = None
    bill_tail: str = ""
    proof: str = ""
    note: str = ""
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class ReceiptOutcome:
    """A receipt that was written, or the one that the same request wrote before.

    Attributes:
        receipt: None when no money moved.
        gift: what a campaign gave on top.
    """

    receipt: ReceiptSnapshot | None
    is_repeat: bool
    changes: Changes
    gift: TopUpGift | None = None


@dataclass(frozen=True, slots=True)
class ReceiptCounter:
    """Whose receipt it is, in which shift, by which settings."""

    member: LedgerMember
    shift: ShiftSnapshot
    settings: SettingsValues


def refuse_odd_money(request: MoneyRequest, settings: SettingsValues) -> None:
    """Refuse an amount or a way to pay that cannot be.

    Raises:
        BusinessRuleError: code ``amount_not_positive``, ``tender_not_money``,
            ``bill_tail_malformed`` or ``bill_tail_missing``.
    """
    if request.amount <= ZERO:
        raise BusinessRuleError(
            "amount_not_positive", QT_TRANSLATE_NOOP("errors", "金额要大于 0，什么都没有记")
        )
    is_money = request.method not in LEDGER_METHODS | NETWORK_METHODS
    if not is_money or str(request.method) not in settings.words("tender.enabled"):
        raise BusinessRuleError(
            "tender_not_money",
            QT_TRANSLATE_NOOP("errors", "这一笔只能用现金或收款码，什么都没有记"),
        )
    tail = request.bill_tail
    if tail and (len(tail) != 4 or not tail.isdigit()):
        raise BusinessRuleError(
            "bill_tail_malformed", QT_TRANSLATE_NOOP("errors", "尾号是账单单号的后 4 位数字")
        )


def refuse_missing_tail(request: MoneyRequest, settings: SettingsValues) -> None:
    """Refuse money taken by a code above the set sum without the bill's last four.

    Raises:
        BusinessRuleError: code ``bill_tail_missing``.
    """
    limit = settings.money("tender.bill_tail_from")
    is_by_code = request.method in STATIC_CODE_METHODS
    if is_by_code and request.amount >= limit and not request.bill_tail:
        raise BusinessRuleError(
            "bill_tail_missing",
            QT_TRANSLATE_NOOP("errors", "满 {limit} 元要填尾号，还没有记成收款"),
            limit=limit,
        )


def issue_receipt(
    connection: Connection,
    ground: Ground,
    actor: Actor,
    kind: ReceiptKind,
    request: MoneyRequest,
    counter: ReceiptCounter,
    *,
    is_paid_out: bool = False,
) -> ReceiptSnapshot:
    """Write one receipt and note it; the caller books the ledger entry in the same transaction."""
    member, shift, settings = counter.member, counter.shift, counter.settings
    sequence = member_ledger_queries.next_receipt_sequence(connection, shift.business_date)
    amount = -request.amount if is_paid_out else request.amount
    fee = ZERO if is_paid_out else fee_rates(settings).tender_fee(amount, request.method)
    receipt = ReceiptSnapshot(
        ground.identifiers.next_id(),
        f"T{shift.business_date:%y%m%d}-{sequence:04d}",
        kind,
        member.id,
        request.method,
        amount,
        ground.now(),
    )
    approval = request.approval
    member_ledger_queries.insert_receipt(
        connection,
        id=receipt.id,
        request_id=request.request_id,
        number=receipt.number,
        kind=kind,
        customer_id=member.id,
        business_date=shift.business_date,
        sequence=sequence,
        shift_id=shift.id,
        method=request.method,
        amount=amount,
        fee=fee,
        collection_code_id=request.collection_code_id,
        bill_tail=request.bill_tail,
        person_id=actor.id,
        approved_by=approval.person_id if approval else None,
        note=request.note.strip()[:200],
        issued_at=receipt.issued_at,
    )
    body = {
        "receipt": receipt.id,
        "number": receipt.number,
        "kind": str(kind),
        "customer": member.id,
        "method": str(request.method),
        "amount": amount.fen,
        "person": actor.id,
        "approved_by": approval.person_id if approval else None,
    }
    ground.record(connection, LedgerEntry("customer_receipt", body))
    return receipt
