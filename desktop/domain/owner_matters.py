"""要处理的事: what waits for the owner, one line for each kind, the worst first.

Belongs here: which matters there are and in what order they are read.
Does not belong here: where they come from (``services.owner_cards``), their words (``ui``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.alerts import AlertKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.alerts import StockAlert
    from desktop.domain.money import Money


class MatterKind(StrEnum):
    """What waits, worst first: money in doubt, money being lost, people who wait, then the rest."""

    UNKNOWN = "unknown"
    INVERTED = "inverted"
    FROZEN_ACCOUNT = "frozen_account"
    TROUBLED_ACCOUNT = "troubled_account"
    LOW_BALANCE = "low_balance"
    OVERDUE_TICKETS = "overdue_tickets"
    BY_HAND = "by_hand"
    AWAITING_PAYMENT = "awaiting_payment"
    UNDELIVERED = "undelivered"
    OPEN_DAY = "open_day"
    REVIEW = "review"
    REMINDERS = "reminders"


@dataclass(frozen=True, slots=True)
class OwnerMatter:
    """One line.

    Attributes:
        amount: what is at stake, or what an account has left; None where no sum belongs to it.
        name: of the account it is about; of an open day its date.
        subject: the id of that account.
    """

    kind: MatterKind
    count: int = 1
    amount: Money | None = None
    name: str = ""
    subject: int | None = None

    @property
    def key(self) -> tuple[MatterKind, int | None]:
        """What makes it the same line as a moment ago."""
        return (self.kind, self.subject)


_PLACES: Final = {kind: place for place, kind in enumerate(MatterKind)}
_NOTHING_TO_DO: Final = frozenset({AlertKind.PRICE_DOWN})
"""Good news waits for nobody."""


def matters_of(alerts: Iterable[StockAlert]) -> tuple[OwnerMatter, ...]:
    """Return what open reminders come to: losses and low accounts named, the others counted."""
    listed = [one for one in alerts if one.cause.kind not in _NOTHING_TO_DO]
    inverted = [one for one in listed if one.cause.kind is AlertKind.INVERTED]
    low = [one for one in listed if one.cause.kind is AlertKind.RUNWAY]
    others = len(listed) - len(inverted) - len(low)
    found = [OwnerMatter(MatterKind.INVERTED, len(inverted))] if inverted else []
    found += [
        OwnerMatter(
            MatterKind.LOW_BALANCE,
            amount=one.cause.now,
            name=one.account_name,
            subject=one.cause.subject.account_id,
        )
        for one in low
    ]
    return (*found, *([OwnerMatter(MatterKind.REMINDERS, others)] if others else ()))


def worst_first(matters: Iterable[OwnerMatter]) -> tuple[OwnerMatter, ...]:
    """Order lines for reading; those of nothing are left out."""
    return tuple(sorted((one for one in matters if one.count), key=lambda one: _PLACES[one.kind]))
