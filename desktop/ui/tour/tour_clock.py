"""The clock of the tour's shop: the machine's, put on to ten in the morning, and on by steps."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.clock import CHINA_STANDARD_TIME

if TYPE_CHECKING:
    from desktop.domain.clock import Clock


_OPENS_AT: Final = time(10)


class TourClock:
    """Lets ten minutes pass without anybody waiting for them. What runs on timers runs as ever.

    It begins at the next ten in the morning of the shop, so that the day of the tour is one day
    whenever it is taken.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        now = clock.now().astimezone(CHINA_STANDARD_TIME)
        opens = datetime.combine(now.date(), _OPENS_AT, CHINA_STANDARD_TIME)
        self._ahead = opens + timedelta(days=opens < now) - now

    def now(self) -> datetime:
        """Return the instant it is in the tour."""
        return self._clock.now() + self._ahead

    def monotonic_seconds(self) -> float:
        """Return seconds that only grow."""
        return self._clock.monotonic_seconds() + self._ahead.total_seconds()

    def put_forward(self, step: timedelta) -> None:
        """Let time pass; it never goes back."""
        self._ahead += max(step, timedelta())
