"""What a sold line hands over, and how far it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Supply(StrEnum):
    """Where a line's goods come from."""

    LOCAL = "local"
    PLATFORM = "platform"
    TOPUP = "topup"
    SERVICE = "service"


class DeliveryState(StrEnum):
    """How far the goods of a sold line are.

    ``UNKNOWN`` is never failed: it becomes delivered or failed only by an answer of the source or by
    the owner's decision.
    """

    AWAITING_PAYMENT = "awaiting_payment"
    QUEUED = "queued"
    PROCESSING = "processing"
    UNKNOWN = "unknown"
    NEEDS_DECISION = "needs_decision"
    ARRIVED = "arrived"
    HANDED_OVER = "handed_over"
    FAILED = "failed"
    REFUNDED = "refunded"


WAITING_STATES: Final = frozenset(
    {
        DeliveryState.QUEUED,
        DeliveryState.PROCESSING,
        DeliveryState.UNKNOWN,
        DeliveryState.NEEDS_DECISION,
    }
)
UNDELIVERED_STATES: Final = WAITING_STATES | {DeliveryState.ARRIVED, DeliveryState.FAILED}
"""What 待交付 counts: paid for and not yet in the customer's hands."""


class HandOver(StrEnum):
    """How goods got into the customer's hands."""

    SHOWN = "shown"
    COPIED = "copied"
    PRINTED = "printed"
    SENT = "sent"
    CONFIRMED = "confirmed"
