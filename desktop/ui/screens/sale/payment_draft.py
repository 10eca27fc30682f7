"""Where a payment stands before anything is recorded: what came in, what is missing, how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.pricing import PricedCart
from desktop.domain.tender import MAXIMUM_TENDERS, RoundingMode, Tender, TenderMethod


@dataclass(frozen=True, slots=True)
class ReceivedTender:
    """A part of the payment that is in the drawer or on the collecting phone."""

    tender: Tender
    at: datetime


class PaymentDraft:
    """One payment from F9 to the sale; the request id is made once and never again.

    Args:
        request_id: names the attempt: however often it is sent, one sale comes of it.
        priced: what is paid for.
        rounding_of: what rounding takes off a total, within what the shop allows.
        mode: how the shop rounds by default.
        method: the tender chosen first.
    """

    def __init__(
        self,
        request_id: str,
        priced: PricedCart,
        rounding_of: Callable[[Money, RoundingMode], Money],
        mode: RoundingMode,
        method: TenderMethod,
    ) -> None:
        self.request_id = request_id
        self.priced = priced
        self.mode = mode
        self.method = method
        self.received: tuple[ReceivedTender, ...] = ()
        self.has_asked_about_surplus = False
        self._rounding_of = rounding_of

    def begin_anew(self, request_id: str) -> None:
        """The sale that was kept is given up: the next attempt is another one."""
        self.request_id = request_id

    @property
    def total(self) -> Money:
        """应收 before rounding."""
        return self.priced.total

    @property
    def can_round(self) -> bool:
        """Whether 抹零 may be used: never together with a discount on the whole order."""
        return self.priced.cart.order_discount is None

    @property
    def rounding(self) -> Money:
        """What rounding takes off: only while cash is part of the payment and still to be paid."""
        cash = [part for part in self.received if part.tender.method is TenderMethod.CASH]
        if not self.can_round or not (cash or self.method is TenderMethod.CASH):
            return ZERO
        taken = self._rounding_of(self.total, self.mode)
        left = self.total - self.received_total
        return taken if cash or left > taken else ZERO

    @property
    def due(self) -> Money:
        """What is to be paid after rounding."""
        return self.total - self.rounding

    @property
    def received_total(self) -> Money:
        """已收."""
        return total_of(part.tender.amount for part in self.received)

    @property
    def missing(self) -> Money:
        """待收."""
        return max(self.due - self.received_total, ZERO)

    @property
    def tenders(self) -> tuple[Tender, ...]:
        """What came in so far."""
        return tuple(part.tender for part in self.received)

    @property
    def is_full(self) -> bool:
        """Whether no further tender can be listed: the next one must pay everything."""
        return len(self.received) >= MAXIMUM_TENDERS - 1

    def clamped(self, amount: Money | None) -> Money:
        """Return an amount asked from a code: never more than what is missing."""
        return self.missing if not amount else min(amount, self.missing)

    def receive(self, tender: Tender, at: datetime) -> None:
        """List a part of the payment."""
        self.received = (*self.received, ReceivedTender(tender, at))

    def give_back(self, number: int) -> None:
        """Take a listed part away again."""
        self.received = self.received[:number] + self.received[number + 1 :]
