"""Who brought whom, and where the reward for it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from desktop.domain.clock import to_milliseconds
from desktop.domain.referral import BroughtFriend, RewardState
from desktop.models.customers import customer
from desktop.models.member_ledgers import referral_reward
from desktop.storage.driver import list_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.storage.ground import Ground

_NEW_SQL: Final = (
    "SELECT c.id, c.referred_by,"
    " (SELECT s.id FROM sale s WHERE s.customer_id = c.id AND s.state = 'completed'"
    "  AND (failed.id IS NULL OR (s.sold_at, s.id) > (failed.sold_at, failed.id))"
    "  ORDER BY s.sold_at, s.id LIMIT 1) AS next_id FROM customer c"
    " LEFT JOIN referral_reward r ON r.friend_id = c.id"
    " LEFT JOIN sale failed ON failed.id = r.sale_id"
    " WHERE c.referred_by IS NOT NULL AND c.merged_into IS NULL"
    " AND (r.id IS NULL OR r.state = 'lapsed') AND next_id IS NOT NULL"
)
"""One order after the other: what lapsed with the one that came back begins with the next."""
_DUE_SQL: Final = (
    "SELECT r.id, r.referrer_id, r.friend_id, r.points, r.friend_points,"
    " s.state = 'completed' AND NOT EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id"
    "  AND l.returned_quantity > 0),"
    " NOT EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id"
    "  AND l.delivery_state NOT IN ('handed_over', 'refunded'))"
    " FROM referral_reward r JOIN sale s ON s.id = r.sale_id"
    " WHERE r.state = 'pending' AND s.sold_at < ? ORDER BY r.begun_at, r.id"
)
_MOST_GENERATIONS: Final = 1000


@dataclass(frozen=True, slots=True)
class DueReward:
    """A reward whose order is old enough.

    Attributes:
        holds: the order was neither void nor returned, not even in part.
    """

    reward_id: int
    referrer_id: int
    friend_id: int
    points: int
    friend_points: int
    holds: bool


def leads_to(connection: Connection, start: int, wanted: int) -> bool:
    """Tell whether a member was brought, over any number of steps, by another."""
    at: int | None = start
    for _ in range(_MOST_GENERATIONS):
        if at is None:
            return False
        if at == wanted:
            return True
        at = connection.scalar(select(customer.c.referred_by).where(customer.c.id == at))
    return True


def begin_rewards(connection: Connection, ground: Ground, points: int, friend_points: int) -> None:
    """Begin a reward for each friend with a first order; one that lapsed begins anew."""
    for friend_id, referrer_id, sale_id in list_rows(connection, _NEW_SQL):
        values: dict[str, Any] = {
            "referrer_id": referrer_id,
            "sale_id": sale_id,
            "points": points,
            "friend_points": friend_points,
            "state": RewardState.PENDING,
            "begun_at": ground.now(),
            "decided_at": None,
        }
        of_friend = referral_reward.c.friend_id == friend_id
        again = connection.execute(update(referral_reward).where(of_friend).values(**values))
        if not again.rowcount:
            connection.execute(
                insert(referral_reward).values(
                    id=ground.identifiers.next_id(), friend_id=friend_id, **values
                )
            )


def list_due(connection: Connection, sold_before: datetime) -> tuple[DueReward, ...]:
    """Return pending rewards to be decided: delivered and old enough, or come back."""
    rows = list_rows(connection, _DUE_SQL, (to_milliseconds(sold_before),))
    return tuple(
        DueReward(row[0], row[1], row[2], row[3], row[4], bool(row[5]))
        for row in rows
        if row[6] or not row[5]
    )


def granted_since(connection: Connection, referrer_id: int, since: datetime) -> int:
    """Return how many friends a member was rewarded for since an instant."""
    return (
        connection.scalar(
            select(func.count()).where(
                referral_reward.c.referrer_id == referrer_id,
                referral_reward.c.state == RewardState.GRANTED,
                referral_reward.c.decided_at >= since,
            )
        )
        or 0
    )


def grant(connection: Connection, reward_id: int, at: datetime) -> None:
    """Mark a reward as granted."""
    _decide(connection, reward_id, RewardState.GRANTED, at)


def lapse(connection: Connection, reward_id: int, at: datetime) -> None:
    """Mark a reward as lapsed."""
    _decide(connection, reward_id, RewardState.LAPSED, at)


def list_friends(connection: Connection, customer_id: int) -> tuple[BroughtFriend, ...]:
    """Return whom a member brought, the newest first."""
    rows = connection.execute(
        select(
            customer.c.id,
            customer.c.name,
            customer.c.created_at,
            referral_reward.c.state,
            referral_reward.c.points,
        )
        .join(referral_reward, referral_reward.c.friend_id == customer.c.id, isouter=True)
        .where(customer.c.referred_by == customer_id, customer.c.merged_into.is_(None))
        .order_by(customer.c.created_at.desc(), customer.c.id.desc())
    )
    return tuple(
        BroughtFriend(row.id, row.name, row.created_at, row.state, row.points or 0) for row in rows
    )


def _decide(connection: Connection, reward_id: int, state: RewardState, at: datetime) -> None:
    connection.execute(
        update(referral_reward)
        .where(referral_reward.c.id == reward_id)
        .values(state=state, decided_at=at)
    )
