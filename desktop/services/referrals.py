"""Referrals (推荐新客户): who brought whom, and points for both once the first order holds.

A reward begins with the friend's first order and pends until that order is delivered, whole and
some days old; each member is rewarded for so many friends a month and no more.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.loyalty import PointsReason
from desktop.domain.permissions import Action
from desktop.storage import customer_queries, referral_queries
from desktop.storage.customer_queries import PointsIntent
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.permissions import Actor
    from desktop.domain.referral import BroughtFriend
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground


class Referrals:
    """Names who brought whom, and grants what is due."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def friends_of(self, customer_id: int) -> tuple[BroughtFriend, ...]:
        """Return whom a member brought, the newest first, and where each reward stands."""
        with self._ground.database.read() as connection:
            return referral_queries.list_friends(connection, customer_id)

    def set_referrer(self, actor: Actor, friend_id: int, referrer_id: int) -> Changes:
        """Say who brought a member who has not bought anything yet.

        Raises:
            KeyError: one of them is not there.
            BusinessRuleError: code ``referrer_is_self``, ``friend_not_new`` or
                ``referrer_in_circle``.
        """
        self._rights.require(actor, Action.SELL)
        with self._ground.database.write() as connection:
            friend = customer_queries.survivor_id(connection, friend_id)
            referrer = customer_queries.survivor_id(connection, referrer_id)
            snapshot = customer_queries.load_customer(connection, friend)
            brought_by = customer_queries.load_customer(connection, referrer)
            if friend == referrer:
                raise BusinessRuleError(
                    "referrer_is_self", QT_TRANSLATE_NOOP("errors", "不能推荐自己，没有记")
                )
            if not snapshot.is_first_order:
                raise BusinessRuleError(
                    "friend_not_new",
                    QT_TRANSLATE_NOOP("errors", "{name} 已经买过，不算新客户，没有记"),
                    name=snapshot.name,
                )
            if referral_queries.leads_to(connection, referrer, friend):
                raise BusinessRuleError(
                    "referrer_in_circle",
                    QT_TRANSLATE_NOOP("errors", "{name} 是这位会员带来的，不能反过来，没有记"),
                    name=brought_by.name,
                )
            customer_queries.change_customers(connection, {friend: {"referred_by": referrer}})
            body = {"friend": friend, "referrer": referrer, "person": actor.id}
            self._ground.record(connection, LedgerEntry("referrer_set", body))
        return Changes.of(Topic.CUSTOMERS)

    def grant_due(self) -> int:
        """Begin, grant and drop rewards as orders stand now; returns how many were granted."""
        settings = self._settings.current
        if not settings.flag("referral.enabled"):
            return 0
        now = self._ground.now()
        granted = 0
        with self._ground.database.write() as connection:
            referral_queries.begin_rewards(
                connection,
                self._ground,
                settings.integer("referral.points"),
                settings.integer("referral.friend_points"),
            )
            old_enough = now - timedelta(days=settings.integer("referral.days"))
            most, month_start = settings.integer("referral.monthly"), self._month_start(now)
            for due in referral_queries.list_due(connection, old_enough):
                if not due.holds:
                    referral_queries.lapse(connection, due.reward_id, now)
                    continue
                if referral_queries.granted_since(connection, due.referrer_id, month_start) >= most:
                    continue
                customer_queries.add_points(
                    connection,
                    self._ground,
                    [
                        PointsIntent(due.referrer_id, PointsReason.REFERRAL, due.points),
                        PointsIntent(due.friend_id, PointsReason.REFERRAL, due.friend_points),
                    ],
                )
                referral_queries.grant(connection, due.reward_id, now)
                body = {"friend": due.friend_id, "referrer": due.referrer_id, "points": due.points}
                self._ground.record(connection, LedgerEntry("referral_rewarded", body))
                granted += 1
        return granted

    def _month_start(self, now: datetime) -> datetime:
        zone = zone_named(self._settings.current.text("day.zone"))
        local = now.astimezone(zone)
        return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
