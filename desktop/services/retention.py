"""Forgetting in time what is needed no more: a little at each look, sums and ledger untouched.

Two settings decide, both off at first. Their shortest choices are those of the law: half a year for
whole accounts, raw answers and by which account was paid, three years for who bought; a rule that
is on may want longer (``Compliance.months_to_keep``). Sales, payments, points, decisions about
rules and the ledger are never cleared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import months_before
from desktop.domain.errors import BusinessRuleError
from desktop.services.compliance import Compliance
from desktop.storage import answer_clearing, retention_queries
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.services.erasing import Erasing
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

PIECE: Final = 50
"""Rows of one write: a sale at the counter never waits for more."""
MOST_AT_ONCE: Final = 5_000
"""Rows of a kind in one look; the rest waits for the next."""
TRUSTED_AFTER_CLOSE: Final = timedelta(days=31)
"""A clock that ran further ahead than this of the last closed day may simply be wrong."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """What one look cleared."""

    purchases: int = 0
    payments: int = 0
    accounts: int = 0
    targets: int = 0
    members: int = 0

    @property
    def changes(self) -> Changes:
        """What screens should read again."""
        if self.accounts or self.targets or self.members:
            return Changes.of(Topic.CUSTOMERS, Topic.SALES, Topic.AFTER_SALES)
        return Changes()


class Retention:
    """Clears what is past its time, as the owner set it."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        erasing: Erasing,
        compliance: Compliance | None = None,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._erasing = erasing
        self._compliance = compliance or Compliance(ground, settings)

    def keep_up(self) -> Cleared:
        """Clear what is due, each piece a write of its own: cut off, the next look goes on."""
        now = self._trusted_now()
        if now is None:
            return Cleared()
        cleared = self._clear_old(now)
        return Cleared(**cleared, members=self._forget_members(now))

    def _trusted_now(self) -> datetime | None:
        """Return the time to count back from; None before any day was closed.

        What is cleared is gone, so a clock that stands in another year must not clear it all.
        """
        with self._ground.database.read() as connection:
            closed = retention_queries.last_close(connection)
        return None if closed is None else min(self._ground.now(), closed + TRUSTED_AFTER_CLOSE)

    def _months(self, key: str) -> int:
        """Return after how many months to clear: as the owner set it, never before the law lets."""
        months = int(self._settings.current.text(key))
        return max(months, self._compliance.months_to_keep()) if months else 0

    def _clear_old(self, now: datetime) -> dict[str, int]:
        months = self._months("retention.months")
        if not months:
            return {}
        before = months_before(now, months)
        steps = {
            "purchases": (answer_clearing.list_old_purchases, self._clear_purchases),
            "payments": (answer_clearing.list_old_payments, self._clear_payments),
            "accounts": (retention_queries.list_old_accounts, retention_queries.forget_accounts),
            "targets": (retention_queries.list_old_targets, _forget_targets),
        }
        return {
            kind: self._in_pieces(kind, before, find, clear)
            for kind, (find, clear) in steps.items()
        }

    def _in_pieces(
        self,
        kind: str,
        before: datetime,
        find: Callable[[Connection, datetime, int], tuple[int, ...]],
        clear: Callable[[Connection, datetime, tuple[int, ...]], int],
    ) -> int:
        with self._ground.database.read() as connection:
            due = find(connection, before, MOST_AT_ONCE)
        cleared = 0
        for start in range(0, len(due), PIECE):
            with self._ground.database.write(WritePriority.BULK) as connection:
                count = clear(connection, before, due[start : start + PIECE])
                if count:
                    body = {"kind": kind, "count": count}
                    self._ground.record(connection, LedgerEntry("retention_cleared", body))
            self._ground.fail_points.reached("retention.piece_committed")
            cleared += count
        return cleared

    def _clear_purchases(
        self, connection: Connection, _before: datetime, ids: tuple[int, ...]
    ) -> int:
        return answer_clearing.clear_purchases(connection, self._ground, ids)

    def _clear_payments(
        self, connection: Connection, _before: datetime, ids: tuple[int, ...]
    ) -> int:
        return answer_clearing.clear_payments(connection, self._ground, ids)

    def _forget_members(self, now: datetime) -> int:
        """Delete who has long bought nothing; whoever has anything open is left alone."""
        months = self._months("retention.members")
        if not months:
            return 0
        before = months_before(now, months)
        with self._ground.database.read() as connection:
            due = retention_queries.list_gone_members(connection, before, MOST_AT_ONCE)
        return sum(self._forget_member(customer_id) for customer_id in due)

    def _forget_member(self, customer_id: int) -> bool:
        try:
            with self._ground.database.write(WritePriority.BULK) as connection:
                self._erasing.erase_unasked(connection, customer_id)
        except BusinessRuleError:
            return False
        self._ground.fail_points.reached("retention.member_committed")
        return True


def _forget_targets(connection: Connection, _before: datetime, ids: tuple[int, ...]) -> int:
    return retention_queries.forget_targets(connection, ids)
