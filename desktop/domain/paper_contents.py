"""The facts that go onto a paper, frozen, before anything lays them out.

Times are handed in already in the shop's zone, names and accounts already masked; secrets stay
``Secret`` until the slip is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.domain.product import ProductKind
from desktop.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A sold line.

    Attributes:
        rate_text: a discount in words, such as ``9折``; may be empty.
        target_masked: the masked top-up account; empty for other goods.
    """

    title: str
    kind: ProductKind
    state: DeliveryState
    unit_price: Money
    quantity: int
    net: Money
    rate_text: str = ""
    target_masked: str = ""
    region: str = ""
    usage_limit: str = ""


@dataclass(frozen=True, slots=True)
class PaperAmount:
    """A label and an amount of money, such as a tender or a named discount (below zero)."""

    label: str
    amount: Money
    handed_over: Money | None = None


@dataclass(frozen=True, slots=True)
class PaperBalance:
    """What a sale added to a balance, both as text: ``本单积分``, ``+363``, ``余363``."""

    label: str
    change: str
    balance: str


@dataclass(frozen=True, slots=True)
class SaleReceiptContent:
    """The facts of a sale receipt.

    Attributes:
        place: the line under the shop's name; may be empty.
        sold_at: in the shop's zone.
        customer_masked: a masked phone or name; empty for a walk-in.
        claim_code: empty when everything was handed over.
        discounts: with negative amounts, rounding not among them.
        rounding: what rounding took off, positive or zero.
        copy_number: 0 for the first print, else which reprint this is.
        words: after-sales words, a paragraph each.
        promotions: why goods were cheaper, what was given beside them, and coupons with their
            codes; a paragraph each.
    """

    shop: str
    number: str
    sold_at: datetime
    cashier: str
    lines: tuple[ReceiptLine, ...]
    subtotal: Money
    total: Money
    tenders: tuple[PaperAmount, ...]
    place: str = ""
    customer_masked: str = ""
    claim_code: str = ""
    discounts: tuple[PaperAmount, ...] = ()
    rounding: Money = ZERO
    change_due: Money = ZERO
    balances: tuple[PaperBalance, ...] = ()
    words: tuple[str, ...] = (
        QT_TRANSLATE_NOOP("paper", "卡密没看过可退，看过不退不换"),
        QT_TRANSLATE_NOOP("paper", "充错账号追不回"),
    )
    contact: str = ""
    copy_number: int = 0
    is_void: bool = False
    promotions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecretSlipContent:
    """The facts of a slip with one card secret; made only after the reveal is recorded.

    Attributes:
        position: which card of the sale this is, from 1.
        issued_at: in the shop's zone.
        copy_number: 0 for the first print, else which reprint this is.
    """

    number: str
    position: int
    count: int
    title: str
    secret: Secret
    issued_by: str
    issued_at: datetime
    card_number: Secret | None = None
    region: str = ""
    usage_limit: str = ""
    expires_on: date | None = None
    guide: str = ""
    contact: str = ""
    copy_number: int = 0


@dataclass(frozen=True, slots=True)
class CashPaper:
    """The cash block of a shift or day slip.

    Attributes:
        movements: labelled money in and out of the drawer, signed.
        counted: None until it was counted.
        reason: why the count differs, as typed.
    """

    opening_float: Money
    net_received: Money
    expected: Money
    movements: tuple[PaperAmount, ...] = ()
    counted: Money | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayReportSlipContent:
    """The facts of an X, Z or shift slip; None hides an amount that may not be seen yet.

    Attributes:
        z_number: None for an X report or a shift slip.
        printed_at: in the shop's zone.
        tenders: one label and net amount each; empty while the count is blind.
        fees: what tenders and channels kept; None where they kept nothing.
        head: the first 16 characters of the ledger's head; may be empty.
        notes: further lines in the paper's language.
    """

    shop: str
    business_on: date
    printed_at: datetime
    sale_count: int
    z_number: int | None = None
    received: Money | None = None
    refunded: Money | None = None
    net: Money | None = None
    tenders: tuple[PaperAmount, ...] = ()
    cash: CashPaper | None = None
    code_difference: Money | None = None
    platform_difference: Money | None = None
    discounts: Money | None = None
    fees: Money | None = None
    unknown_count: int = 0
    undelivered_count: int = 0
    head: str = ""
    notes: tuple[str, ...] = ()
    copy_number: int = 0


@dataclass(frozen=True, slots=True)
class ShiftSlipContent:
    """The facts of a 交班 slip: whose shift, from when to when, and the same blocks as a day.

    Attributes:
        open_items: what the next person takes over, by name; only what there is.
    """

    cashier: str
    opened_at: datetime
    closed_at: datetime
    day: DayReportSlipContent
    open_items: tuple[tuple[str, int], ...] = ()
