"""Randomness as it is handed in, so that a simulation can replay it."""

from __future__ import annotations

from typing import Protocol


class Randomness(Protocol):
    """Where random bytes come from."""

    def bytes(self, count: int) -> bytes:
        """Return ``count`` unpredictable bytes."""

    def below(self, limit: int) -> int:
        """Return an integer from 0 up to and without ``limit``."""
