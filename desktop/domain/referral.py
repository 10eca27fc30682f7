"""Referrals (推荐新客户): who brought whom, and when that is rewarded."""

from __future__ import annotations

from enum import StrEnum


class RewardState(StrEnum):
    """Where the reward for one friend stands."""

    PENDING = "pending"
    GRANTED = "granted"
    LAPSED = "lapsed"
    """The first order came back before it was old enough; the next order is judged anew."""
