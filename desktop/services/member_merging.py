"""Making one member of two: everything moves, nothing is lost, and it can be read afterwards.

Sales, saved accounts and tags are pointed at the member that stays. Ledgers that nobody may change
get an entry out of the one and an entry into the other; points keep their age.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import business_date_at, zone_named
from desktop.domain.credit import CreditReason
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.loyalty import PointsReason
from desktop.domain.permissions import Action
from desktop.domain.stored_value import StoredReason
from desktop.services.customers import CustomerOutcome
from desktop.storage import (
    customer_merging,
    customer_queries,
    member_ledger_queries,
    open_shift_queries,
    points_queries,
)
from desktop.storage.customer_queries import PointsIntent
from desktop.storage.ledger import LedgerEntry
from desktop.storage.member_ledger_queries import CreditIntent, StoredIntent

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

TOPICS = (Topic.CUSTOMERS, Topic.SALES)


class MemberMerging:
    """Merges duplicates."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def merge(
        self,
        actor: Actor,
        kept_id: int,
        gone_id: int,
        reason: str,
        approval: Approval | None = None,
    ) -> CustomerOutcome:
        """Let ``gone_id`` be ``kept_id`` from now on.

        Raises:
            KeyError: one of them is not there.
            BusinessRuleError: code ``same_member``, or a right or reason is missing.
        """
        self._rights.require(actor, Action.POINTS_BY_HAND, approval=approval, reason=reason)
        with self._ground.database.write() as connection:
            kept = customer_queries.survivor_id(connection, kept_id)
            gone = customer_queries.survivor_id(connection, gone_id)
            customer_queries.load_customer(connection, kept)
            customer_queries.load_customer(connection, gone)
            if kept == gone:
                raise BusinessRuleError(
                    "same_member",
                    QT_TRANSLATE_NOOP("errors", "这是同一位会员，没有什么要合并"),
                )
            on = self._business_date(connection)
            moved = self._move_points(connection, actor, kept, gone)
            self._move_stored(connection, actor, kept, gone, on)
            self._move_credit(connection, actor, kept, gone, on)
            customer_merging.repoint(connection, kept, gone)
            customer_merging.join_profiles(connection, kept, gone)
            body = {
                "kept": kept,
                "gone": gone,
                "points": moved,
                "person": actor.id,
                "approved_by": approval.person_id if approval else None,
            }
            self._ground.record(connection, LedgerEntry("customers_merged", body))
            self._ground.fail_points.reached("merge.before_commit")
            after = customer_queries.load_customer(connection, kept)
        return CustomerOutcome(after, Changes.of(*TOPICS))

    def _business_date(self, connection: Connection) -> date:
        shift = open_shift_queries.find_open_shift(connection)
        if shift is not None:
            return shift.business_date
        settings = self._settings.current
        zone = zone_named(settings.text("day.zone"))
        starts_at = settings.integer("day.starts_at_minutes")
        return business_date_at(self._ground.now(), zone, starts_at)

    def _move_points(self, connection: Connection, actor: Actor, kept: int, gone: int) -> int:
        balance = customer_queries.points_balance(connection, gone)
        parts: list[tuple[datetime | None, int]] = list(
            points_queries.points_by_age(connection, gone)
        )
        rest = balance - sum(points for _, points in parts)
        intents = []
        for age, points in (*parts, (None, rest)):
            for whose, signed in ((gone, -points), (kept, points)):
                intents.append(
                    PointsIntent(
                        whose,
                        PointsReason.MERGED,
                        signed,
                        person_id=actor.id,
                        counts_from=age,
                    )
                )
        customer_queries.add_points(connection, self._ground, intents)
        return balance

    def _move_stored(
        self, connection: Connection, actor: Actor, kept: int, gone: int, on: date
    ) -> None:
        purse = member_ledger_queries.purse_of(connection, gone)
        for whose, part in ((gone, -purse), (kept, purse)):
            intent = StoredIntent(whose, StoredReason.MERGED, part, on, person_id=actor.id)
            member_ledger_queries.add_stored(connection, self._ground, intent)

    def _move_credit(
        self, connection: Connection, actor: Actor, kept: int, gone: int, on: date
    ) -> None:
        owed = member_ledger_queries.owed_by(connection, gone)
        for whose, amount in ((gone, -owed), (kept, owed)):
            intent = CreditIntent(whose, CreditReason.MERGED, amount, on, person_id=actor.id)
            member_ledger_queries.add_credit(connection, self._ground, intent)
