"""What lowers a price: a discount on a line, a new price, a discount on the whole order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money


class DiscountKind(StrEnum):
    """How a discount is said: 打折, 减钱, 改价."""

    RATE = "rate"
    AMOUNT = "amount"
    NEW_PRICE = "new_price"


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount given by hand.

    Attributes:
        rate_percent: what remains to pay, 95 for 95 折; only for ``RATE``.
        amount: money off (for ``AMOUNT``) or the new price of one piece (for ``NEW_PRICE``).
        reason: why, as typed; needed for a new price.
    """

    kind: DiscountKind
    rate_percent: int = 100
    amount: Money = ZERO
    reason: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.rate_percent <= 100 or self.amount < ZERO:
            raise BusinessRuleError(
                "discount_out_of_range",
                QT_TRANSLATE_NOOP("errors", "折扣要在 0 到 100 之间，金额不能是负数"),
            )

    def off(self, gross: Money, quantity: int = 1) -> Money:
        """Return the money taken off a gross amount, between nothing and all of it."""
        if self.kind is DiscountKind.RATE:
            taken = gross - gross.times_ratio(self.rate_percent, 100)
        elif self.kind is DiscountKind.AMOUNT:
            taken = self.amount
        else:
            taken = gross - self.amount * quantity
        return min(max(taken, ZERO), gross)

    def percent_off(self, gross: Money, quantity: int = 1) -> float:
        """Return how many per cent of the gross amount it takes, for the limits of a role."""
        return 100 * self.off(gross, quantity).fen / gross.fen if gross else 0.0
