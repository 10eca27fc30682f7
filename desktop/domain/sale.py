"""A sale: what is asked for, and what was recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import LEDGER_METHODS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from desktop.domain.cart import Cart
    from desktop.domain.compliance import Answer
    from desktop.domain.delivery import DeliveryState, Supply
    from desktop.domain.product import ProductKind
    from desktop.domain.promotion import RecordedPromotion
    from desktop.domain.tender import Tender


class SaleState(StrEnum):
    """Where a recorded sale stands."""

    AWAITING_PAYMENT = "awaiting_payment"
    COMPLETED = "completed"
    VOIDED = "voided"


class LineState(StrEnum):
    """Where a recorded line stands; the words of ``export sales``."""

    SOLD = "sold"
    REFUNDED = "refunded"
    VOIDED = "voided"


class PaymentState(StrEnum):
    """Whether money of a payment is in: a static code not yet seen is pending."""

    CONFIRMED = "confirmed"
    PENDING = "pending"
    DROPPED = "dropped"


class PaymentReason(StrEnum):
    """Why a payment row stands: the sale itself, its return, its void, a change of method.

    ``POINTS_OWED``: a part of a return that made good points which were spent before it.
    """

    SALE = "sale"
    RETURN = "return"
    VOID = "void"
    METHOD_CHANGE = "method_change"
    POINTS_OWED = "points_owed"


BACK_REASONS: Final = (PaymentReason.RETURN, PaymentReason.VOID, PaymentReason.POINTS_OWED)
"""Reasons of what went back to a customer."""


class ReturnReason(StrEnum):
    """Why money went back."""

    WRONG_ACCOUNT = "wrong_account"
    MINOR = "minor"
    GOODWILL = "goodwill"
    NOT_DELIVERED = "not_delivered"
    FAULTY = "faulty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Approval:
    """An owner's consent to something beyond a person's rights.

    Attributes:
        person_id: the owner whose PIN was checked.
        reason: why, as typed.
        is_lasting: the same may be sold at this loss for the coming days without asking again.
    """

    person_id: int
    reason: str
    is_lasting: bool = False


@dataclass(frozen=True, slots=True)
class SaleRequest:
    """Everything needed to record a sale in one transaction.

    Attributes:
        request_id: made when the payment page opens; the same id twice returns the first result.
        shown_total: the total on the screen before rounding; recording a different one is refused.
        rounding: what rounding took off.
        tenders: what was received; empty only when ``is_awaiting_payment``.
        is_awaiting_payment: the money was not seen: the sale is kept as 待付款 and its goods
            locked.
        answers: to what the rules of the law ask about this cart.
    """

    request_id: str
    cart: Cart
    shown_total: Money
    tenders: tuple[Tender, ...]
    shift_id: int
    cashier_id: int
    rounding: Money = ZERO
    approval: Approval | None = None
    is_awaiting_payment: bool = False
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A recorded sale line as screens show it.

    Attributes:
        card_ids: the card secrets that belong to the line, in order.
        seen_count: how many of them somebody has seen.
        target_masked: the masked top-up account; empty for other goods.
        purchase_ids: open or finished purchases for the line.
        is_promise: sold while no source could be reached, to be bought later.
        replaced_count: how many of its cards were bad and given anew; those are not among them.
    """

    id: int
    position: int
    product_id: int
    product_code: str
    title: str
    kind: ProductKind
    supply: Supply
    quantity: int
    unit_price: Money
    gross: Money
    discount: Money
    order_share: Money
    rounding_share: Money
    net: Money
    state: LineState
    delivery_state: DeliveryState
    returned_quantity: int = 0
    target_masked: str = ""
    region: str = ""
    usage_limit: str = ""
    guide: str = ""
    note: str = ""
    card_ids: tuple[int, ...] = ()
    seen_count: int = 0
    purchase_ids: tuple[int, ...] = ()
    is_promise: bool = False
    replaced_count: int = 0


@dataclass(frozen=True, slots=True)
class RecordedPayment:
    """A payment row of a sale."""

    id: int
    method: str
    amount: Money
    handed_over: Money | None
    state: PaymentState
    reason: PaymentReason
    bill_tail: str
    paid_at: datetime


def changeable_payments(payments: Iterable[RecordedPayment]) -> tuple[RecordedPayment, ...]:
    """Return the payments whose method may be corrected: what came in and still stands so.

    A corrected payment stays on record with its opposite beside it, so it may not be corrected
    again: the money would leave twice. What a member's ledger paid never becomes money.

    Args:
        payments: every payment row of one sale, oldest first.
    """
    recorded = tuple(payments)
    gone = [
        (entry.method, -entry.amount)
        for entry in recorded
        if entry.reason is PaymentReason.METHOD_CHANGE and entry.amount < ZERO
    ]
    standing = []
    for entry in recorded:
        is_incoming = entry.reason in {PaymentReason.SALE, PaymentReason.METHOD_CHANGE}
        if (
            entry.method in LEDGER_METHODS
            or not is_incoming
            or entry.amount <= ZERO
            or entry.state is not PaymentState.CONFIRMED
        ):
            continue
        if (entry.method, entry.amount) in gone:
            gone.remove((entry.method, entry.amount))
            continue
        standing.append(entry)
    return tuple(standing)


@dataclass(frozen=True, slots=True)
class SaleSnapshot:
    """A recorded sale with its lines and payments.

    Attributes:
        number: such as ``S0618-0042``; no gaps within a business date.
        claim_code: what the customer claims late goods with.
        received: what was handed over, change included.
        agent: the name of the campus agent it counts for.
    """

    id: int
    number: str
    claim_code: str
    state: SaleState
    business_date_text: str
    sold_at: datetime
    cashier_id: int
    cashier_name: str
    customer_id: int | None
    customer_name: str
    customer_phone: str
    channel: str
    outside_number: str
    note: str
    gross: Money
    line_discounts: Money
    order_discount: Money
    rounding: Money
    total: Money
    change_due: Money
    received: Money
    returned: Money
    points_earned: int
    points_balance: int | None
    lines: tuple[SoldLine, ...]
    payments: tuple[RecordedPayment, ...]
    promotions: tuple[RecordedPromotion, ...] = ()
    agent: str = ""


@dataclass(frozen=True, slots=True)
class CompletedSale:
    """The outcome of recording a sale.

    Attributes:
        is_repeat: the same request had been recorded before; nothing new was written.
        purchases_to_start: purchases the network lane should begin now.
    """

    sale: SaleSnapshot
    is_repeat: bool = False
    purchases_to_start: tuple[int, ...] = ()
    changes: Changes = field(default_factory=Changes)
