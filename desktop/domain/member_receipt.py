"""The paper for money of a member that belongs to no sale: 储值收据, 收账收据, 退款收据.

Money in and money out, the parts it went to and what is there after it. Not a sale's receipt: it
says so, because what was taken is owed to the member until goods are bought with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.credit import ReceiptKind
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.domain.paper_text import paper_amount
from desktop.domain.receipt import (
    Align,
    Block,
    Columns,
    Cut,
    PaperWidth,
    Receipt,
    Rule,
    Text,
    TextSize,
    Title,
)
from desktop.domain.slips import Say, copy_mark, said_as_written
from desktop.domain.stored_value import EMPTY_PURSE, Purse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_NAMES: Final = {
    ReceiptKind.TOP_UP: QT_TRANSLATE_NOOP("paper", "储值收据"),
    ReceiptKind.KEPT_CHANGE: QT_TRANSLATE_NOOP("paper", "存零收据"),
    ReceiptKind.PAID_OUT: QT_TRANSLATE_NOOP("paper", "退储值收据"),
    ReceiptKind.COLLECTION: QT_TRANSLATE_NOOP("paper", "收账收据"),
    ReceiptKind.OVERPAID_OUT: QT_TRANSLATE_NOOP("paper", "退款收据"),
}
_CREDIT_KINDS: Final = frozenset({ReceiptKind.COLLECTION, ReceiptKind.OVERPAID_OUT})


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """A receipt as it was booked, and what it did.

    Attributes:
        part: what it moved of stored value.
        purse_after: stored value right after it; None where it moved none.
        owed_after: what was owed right after it; None where it moved no credit.
    """

    id: int
    number: str
    kind: ReceiptKind
    customer_id: int
    customer_name: str
    customer_phone: str
    cashier_name: str
    method: str
    amount: Money
    note: str
    issued_at: datetime
    part: Purse
    purse_after: Purse | None
    owed_after: Money | None


@dataclass(frozen=True, slots=True)
class MemberReceiptContent:
    """The facts of a member's receipt.

    Attributes:
        issued_at: in the shop's zone.
        customer_masked: a masked phone or name.
        tender: how the money moved, in words.
        amount: below zero it was paid out.
        part: what the money did to stored value, its two parts apart.
        purse_after: stored value after it; None for credit.
        owed_after: what is owed after it, below zero the shop owes it; None for stored value.
        copy_number: 0 for the first print, else which reprint this is.
    """

    shop: str
    kind: ReceiptKind
    number: str
    issued_at: datetime
    cashier: str
    customer_masked: str
    tender: str
    amount: Money
    part: Purse = EMPTY_PURSE
    purse_after: Purse | None = None
    owed_after: Money | None = None
    note: str = ""
    place: str = ""
    contact: str = ""
    copy_number: int = 0


def receipt_name(kind: ReceiptKind, say: Say = said_as_written) -> str:
    """Return what a kind of receipt is called."""
    return say("paper", _NAMES[kind])


def member_receipt(
    content: MemberReceiptContent, width: PaperWidth, say: Say = said_as_written
) -> Receipt:
    """Lay out a member's receipt."""
    blocks = [
        *_head(content, say),
        *_money(content, say),
        Rule(),
        *_balance(content, say),
        Rule(),
        *_foot(content, say),
        Cut(),
    ]
    return Receipt(width, tuple(blocks))


def _head(content: MemberReceiptContent, say: Say) -> Iterable[Block]:
    yield Title(content.shop)
    if content.place:
        yield Text(content.place, Align.CENTRE)
    yield Text(receipt_name(content.kind, say), Align.CENTRE, is_bold=True)
    if content.copy_number:
        yield copy_mark(content.copy_number, say)
    yield Rule()
    number = say("paper", QT_TRANSLATE_NOOP("paper", "单号 {number}"))
    yield Text(number.format(number=content.number))
    yield Text(f"{content.issued_at:%Y-%m-%d %H:%M} {content.cashier}")
    customer = say("paper", QT_TRANSLATE_NOOP("paper", "会员 {name}"))
    yield Text(customer.format(name=content.customer_masked))
    yield Rule()


def _money(content: MemberReceiptContent, say: Say) -> Iterable[Block]:
    taken = say("paper", QT_TRANSLATE_NOOP("paper", "收款"))
    given = say("paper", QT_TRANSLATE_NOOP("paper", "退款"))
    label, amount = (taken, content.amount) if content.amount > ZERO else (given, -content.amount)
    yield Columns(label, paper_amount(amount), is_bold=True, size=TextSize.DOUBLE)
    yield Columns(say("paper", QT_TRANSLATE_NOOP("paper", "方式")), content.tender)
    if content.kind in _CREDIT_KINDS:
        return
    principal = say("paper", QT_TRANSLATE_NOOP("paper", "本金"))
    yield Columns(principal, _signed(content.part.principal))
    if content.part.bonus:
        bonus = say("paper", QT_TRANSLATE_NOOP("paper", "赠送"))
        gone = say("paper", QT_TRANSLATE_NOOP("paper", "赠送作废"))
        yield Columns(bonus if content.part.bonus > ZERO else gone, _signed(content.part.bonus))


def _balance(content: MemberReceiptContent, say: Say) -> Iterable[Block]:
    if content.purse_after is not None:
        purse = content.purse_after
        label = say("paper", QT_TRANSLATE_NOOP("paper", "储值余额"))
        yield Columns(label, paper_amount(purse.total), is_bold=True)
        parts = say("paper", QT_TRANSLATE_NOOP("paper", "本金 {principal} 赠送 {bonus}"))
        principal, bonus = paper_amount(purse.principal), paper_amount(purse.bonus)
        yield Text(parts.format(principal=principal, bonus=bonus), indent=2)
    if content.owed_after is not None:
        owed = say("paper", QT_TRANSLATE_NOOP("paper", "还欠"))
        yield Columns(owed, paper_amount(content.owed_after), is_bold=True)


def _foot(content: MemberReceiptContent, say: Say) -> Iterable[Block]:
    if content.note:
        note = say("paper", QT_TRANSLATE_NOOP("paper", "备注 {note}"))
        yield Text(note.format(note=content.note))
    if content.kind not in _CREDIT_KINDS and content.amount > ZERO:
        yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "预收款，不是购物小票")))
        yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "本金可退，赠送只能消费")))
    if content.contact:
        yield Text(content.contact)


def _signed(amount: Money) -> str:
    return f"+{paper_amount(amount)}" if amount > ZERO else paper_amount(amount)
