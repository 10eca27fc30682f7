"""Whether the shop reaches any of its sources, judged by what became of its own calls.

Belongs here: when calls that failed mean that the network is gone, and when to knock again.
Does not belong here: making calls (``services.connectivity``), reading why one failed
(``connectors.http_call``).

One source that cannot be reached is that source's trouble. The shop is offline only once every real
source was asked and none could be reached; a single answer of any of them ends it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

FRESH_SECONDS: Final = 10
"""An answer so young still proves the network, whatever another source does meanwhile."""
KNOCK_SECONDS: Final = (15, 30, 60)
"""How long to wait before knocking again; the last one goes on for as long as it takes."""


class Reach(StrEnum):
    """What one call says about the way to its source."""

    REACHED = "reached"
    UNREACHED = "unreached"
    """Nobody there, or no answer in time."""
    UNCLEAR = "unclear"
    """Something answered, or cut off; it says nothing about the network."""


class ConnectionState(StrEnum):
    """What is known about the network."""

    ONLINE = "online"
    DOUBTFUL = "doubtful"
    """A source could not be reached; the others have not been asked yet."""
    OFFLINE = "offline"


class ConnectionWatch(Protocol):
    """Whoever knows whether the shop is offline now."""

    def is_offline(self) -> bool:
        """Whether no real source can be reached."""

    def is_in_doubt(self) -> bool:
        """Whether a source's silence may be the network's: offline, or not yet known."""


class AlwaysConnected:
    """Nobody watches: scripts and tests without a network of their own."""

    def is_offline(self) -> bool:
        """Return that the shop is online."""
        return False

    def is_in_doubt(self) -> bool:
        """Return that silence is the source's own."""
        return False


@dataclass(frozen=True, slots=True)
class Connection:
    """What the calls so far amount to. Times are monotonic seconds.

    Attributes:
        reached_at: when a source answered last; None when none did yet.
        next_check_at: when to ask the sources; None while nothing is in doubt.
        knocks: fruitless checks since the shop went offline.
    """

    state: ConnectionState = ConnectionState.ONLINE
    reached_at: float | None = None
    next_check_at: float | None = None
    knocks: int = 0

    def is_check_due(self, now: float) -> bool:
        """Whether the sources should be asked now."""
        return self.next_check_at is not None and self.next_check_at <= now

    def after_call(self, reach: Reach, now: float) -> Connection:
        """Return what a call adds."""
        if reach is Reach.REACHED:
            return Connection(reached_at=now)
        is_proved = self.reached_at is not None and now - self.reached_at < FRESH_SECONDS
        if reach is Reach.UNCLEAR or self.state is not ConnectionState.ONLINE or is_proved:
            return self
        return replace(self, state=ConnectionState.DOUBTFUL, next_check_at=now)

    def after_check(self, reaches: Iterable[Reach], now: float) -> Connection:
        """Return what asking the sources adds.

        Args:
            reaches: how each real source that was asked could be reached; empty when the shop has
                none, and is therefore never offline.
            now: when the last one was asked.
        """
        seen = set(reaches)
        if Reach.REACHED in seen:
            return Connection(reached_at=now)
        was_offline = self.state is ConnectionState.OFFLINE
        if not seen or (seen != {Reach.UNREACHED} and not was_offline):
            return Connection(reached_at=self.reached_at)
        wait = KNOCK_SECONDS[min(self.knocks, len(KNOCK_SECONDS) - 1)]
        return replace(
            self,
            state=ConnectionState.OFFLINE,
            next_check_at=now + wait,
            knocks=self.knocks + 1,
        )
