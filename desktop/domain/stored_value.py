"""Stored value (储值): what a member paid in ahead, and what the shop added to it.

Principal is the member's money and can be paid out again; a bonus can only be spent. Neither is
revenue: a top-up is a receipt and a debt of the shop until goods are bought with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import ZERO, Money

if TYPE_CHECKING:
    from datetime import datetime


class StoredReason(StrEnum):
    """Why an entry stands in the ledger."""

    TOP_UP = "top_up"
    KEPT_CHANGE = "kept_change"
    SPENT = "spent"
    SPENT_BACK = "spent_back"
    PAID_OUT = "paid_out"
    CLOSED = "closed"
    MERGED = "merged"
    MADE_GOOD = "made_good"
    """Given by after-sales: a bonus, to be spent and never paid out."""
    GIFTED = "gifted"
    """Given by a campaign with an order."""
    GIFT_BACK = "gift_back"
    """The order came back, and with it as much of its gift as was there."""


class SpendOrder(StrEnum):
    """Which part a purchase takes first; the shop declares it."""

    PRINCIPAL_FIRST = "principal_first"
    BONUS_FIRST = "bonus_first"


@dataclass(frozen=True, slots=True)
class Purse:
    """An amount of stored value in its two parts."""

    principal: Money = ZERO
    bonus: Money = ZERO

    @property
    def total(self) -> Money:
        """Both parts."""
        return self.principal + self.bonus

    def __neg__(self) -> Purse:
        return Purse(-self.principal, -self.bonus)

    def __add__(self, other: Purse) -> Purse:
        return Purse(self.principal + other.principal, self.bonus + other.bonus)

    def __sub__(self, other: Purse) -> Purse:
        return self + -other

    def __bool__(self) -> bool:
        return bool(self.principal) or bool(self.bonus)

    def part_for(self, amount: Money, order: SpendOrder) -> Purse:
        """Return what a purchase takes of each part; ``amount`` is not more than the total."""
        if order is SpendOrder.BONUS_FIRST:
            bonus = min(amount, self.bonus)
            return Purse(amount - bonus, bonus)
        principal = min(amount, self.principal)
        return Purse(principal, amount - principal)

    def part_back(self, amount: Money, amount_left: Money) -> Purse:
        """Return what goes back of a purchase with a part of its money.

        Args:
            amount: the money that goes back now.
            amount_left: the money of the purchase that has not gone back before.
        """
        if amount >= amount_left:
            return self
        principal = Money(self.principal.fen * amount.fen // amount_left.fen)
        return Purse(principal, amount - principal)


EMPTY_PURSE: Final = Purse()


@dataclass(frozen=True, slots=True)
class StoredRow:
    """An entry of stored value as screens show it, with the balance after it."""

    at: datetime
    reason: StoredReason
    number: str
    person_name: str
    note: str
    part: Purse
    balance: Purse
    receipt_id: int | None = None
