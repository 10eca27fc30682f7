"""The only place that asks the operating system for time and chance."""

from __future__ import annotations

import os
import secrets
import time
from datetime import UTC, datetime


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the current instant in UTC."""
        return datetime.now(UTC)

    def monotonic_seconds(self) -> float:
        """Return seconds that only grow, whatever is done to the clock."""
        return time.monotonic()


class SystemRandomness:
    """The operating system's generator; nothing is kept ahead, so a fork repeats nothing."""

    def bytes(self, count: int) -> bytes:
        """Return ``count`` unpredictable bytes."""
        return os.urandom(count)

    def below(self, limit: int) -> int:
        """Return an integer from 0 up to and without ``limit``."""
        return secrets.randbelow(limit)
