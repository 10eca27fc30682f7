"""A customer as the counter sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.money import ZERO, Money

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.loyalty import PointsReason


@dataclass(frozen=True, slots=True)
class CustomerSnapshot:
    """A customer with points and history at the moment it was read.

    Attributes:
        points: the sum of the points ledger.
        spent: what was paid so far less refunds, what was imported included.
        last_bought_at: None before the first sale.
    """

    id: int
    name: str
    phone: str
    qq: str = ""
    wechat: str = ""
    card_no: str = ""
    channel: str = ""
    note: str = ""
    points: int = 0
    spent: Money = ZERO
    sale_count: int = 0
    last_bought_at: datetime | None = None
    created_at: datetime | None = None

    @property
    def phone_tail(self) -> str:
        """The last four digits, by which customers name themselves."""
        return self.phone[-4:]

    @property
    def is_first_order(self) -> bool:
        """Whether the next sale would be their first."""
        return self.sale_count == 0


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer as typed into the form; every contact may be empty, but one must be there."""

    name: str
    phone: str = ""
    qq: str = ""
    wechat: str = ""
    card_no: str = ""
    channel: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PointsRow:
    """One entry of a customer's points ledger as screens show it.

    Attributes:
        sale_number: the sale it came from; empty for an import or a correction by hand.
        balance: the points after this entry.
    """

    at: datetime
    reason: PointsReason
    sale_number: str
    person_name: str
    note: str
    points: int
    balance: int
