"""What the window keeps an eye on: purchases not yet sent, and those without a result too long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.changes import Changes, Topic
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.purchase import OWNER_TOLD_AFTER_SECONDS
from desktop.storage import purchase_waits
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class LongUnclear:
    """The purchases that the owner must be told about.

    Attributes:
        ids: of those that have been without a result for a quarter of an hour.
        at_stake: what they cost, or may have cost.
        next_at: when the next one joins them; None when none is on its way there.
    """

    ids: tuple[int, ...] = ()
    at_stake: Money = ZERO
    next_at: datetime | None = None


class PurchaseWatch:
    """Counts for the window; none of them asks a platform anything."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def unsent_count(self) -> int:
        """Count what waits for the network: 待提交."""
        with self._ground.database.read() as connection:
            return purchase_waits.count_unsent(connection)

    def hasten(self) -> Changes:
        """Let what waited for the network go on at once."""
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_waits.hasten_unsent(connection)
        return Changes.of(Topic.PURCHASES)

    def long_unclear(self) -> LongUnclear:
        """Return what has been without a result so long that the owner must know."""
        with self._ground.database.read() as connection:
            unclear = purchase_waits.list_unclear(connection)
        patience = timedelta(seconds=OWNER_TOLD_AFTER_SECONDS)
        due = [one for one in unclear if one.sent_at + patience <= self._ground.now()]
        later = unclear[len(due) :]
        return LongUnclear(
            ids=tuple(one.id for one in due),
            at_stake=total_of(one.at_stake for one in due),
            next_at=later[0].sent_at + patience if later else None,
        )
