"""Referrals (推荐新客户): who brought whom, and when that is rewarded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class RewardState(StrEnum):
    """Where the reward for one friend stands."""

    PENDING = "pending"
    GRANTED = "granted"
    LAPSED = "lapsed"
    """The first order came back before it was old enough; the next order is judged anew."""


@dataclass(frozen=True, slots=True)
class BroughtFriend:
    """Somebody whom a member brought; ``state`` is None before their first order."""

    customer_id: int
    name: str
    joined_at: datetime
    state: RewardState | None
    points: int
