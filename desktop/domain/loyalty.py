"""Points: what a sale earns, and why an entry stands in the points ledger."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.money import Money


class PointsReason(StrEnum):
    """Why points were booked."""

    EARNED = "earned"
    RETURNED = "returned"
    VOIDED = "voided"
    IMPORTED = "imported"
    BY_HAND = "by_hand"


def points_for(paid: Money, fen_per_point: int = 100) -> int:
    """Return the points a paid amount earns: one per whole yuan by default."""
    return max(paid.fen, 0) // fen_per_point
