"""The clock of the tour's shop: the machine's, until a step puts it forward."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.clock import Clock


class TourClock:
    """Lets ten minutes pass without anybody waiting for them. What runs on timers runs as ever."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the instant it is in the tour."""
        return self._clock.now() + self._ahead

    def monotonic_seconds(self) -> float:
        """Return seconds that only grow."""
        return self._clock.monotonic_seconds() + self._ahead.total_seconds()

    def put_forward(self, step: timedelta) -> None:
        """Let time pass; it never goes back."""
        self._ahead += max(step, timedelta())
