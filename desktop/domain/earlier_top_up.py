"""A top-up of the same account with the same product that went before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.delivery import DeliveryState

if TYPE_CHECKING:
    from datetime import datetime

NOT_OVER: Final = frozenset(
    {
        DeliveryState.QUEUED,
        DeliveryState.PROCESSING,
        DeliveryState.UNKNOWN,
        DeliveryState.NEEDS_DECISION,
        DeliveryState.AWAITING_PAYMENT,
    }
)
"""The first may still be topped up: a second one could do it twice."""


@dataclass(frozen=True, slots=True)
class EarlierTopUp:
    """A line that topped up the same account with the same product.

    Attributes:
        is_over: its end is known; otherwise it may still arrive.
    """

    line_id: int
    title: str
    quantity: int
    sale_number: str
    sold_at: datetime
    state: DeliveryState

    @property
    def is_over(self) -> bool:
        """Whether it is known how it ended."""
        return self.state not in NOT_OVER
