"""Making good (赔付): money or goods given on top of the sale, a cost of the day it is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.sale import Approval

MAXIMUM: Final = Money(1_000_000)


class CompensationKind(StrEnum):
    """What is given."""

    CASH = "cash"
    """Out of the drawer: it is a cash movement too."""
    TRANSFER = "transfer"
    """From the owner's phone; collection codes count what came in, so no tender changes."""
    STORED = "stored"
    """Credited to the member, to be spent here; a cost of the day it is promised."""
    GOODS = "goods"
    """Something of the shop's, at what it cost."""
    CARD = "card"
    """Another card for a bad one, at what it cost."""


@dataclass(frozen=True, slots=True)
class CompensationRequest:
    """What a person wants to give.

    Attributes:
        amount: the money, or what the goods cost the shop.
        note: why; for goods also what.
    """

    request_id: str
    ticket_id: int
    kind: CompensationKind
    amount: Money
    note: str
    shift_id: int
    approval: Approval | None = None


def refuse_odd_amount(amount: Money) -> None:
    """Return if the amount can be a compensation.

    Raises:
        BusinessRuleError: code ``amount_out_of_range``.
    """
    if not ZERO < amount <= MAXIMUM:
        raise BusinessRuleError(
            "amount_out_of_range",
            QT_TRANSLATE_NOOP("errors", "补偿要在 0.01 到 {most} 之间，什么都没有记"),
            most=str(MAXIMUM),
        )


def is_above_limit(limit: Money, given: Iterable[Money], amount: Money) -> bool:
    """Whether all that a ticket got, this included, is more than staff may give alone.

    The limit is of the ticket and not of each gift: splitting does not get around it.
    """
    return total_of(given) + amount > limit
