"""Points that lapse: an entry for what was never used in time, the oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.clock import months_before
from desktop.domain.loyalty import PointsReason
from desktop.storage import customer_queries, points_queries
from desktop.storage.customer_queries import PointsIntent

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.services.settings_values import SettingsValues
    from desktop.storage.ground import Ground


def expire_points(
    connection: Connection,
    ground: Ground,
    settings: SettingsValues,
    customer_id: int | None = None,
) -> int:
    """Book what lapsed, of one member or of all; returns the points that went.

    Args:
        connection: the open write transaction.
        ground: ids and the time.
        settings: after how many months; 0 is never.
        customer_id: only this member's.
    """
    months = settings.integer("points.expire_months")
    if not months:
        return 0
    before = months_before(ground.now(), months)
    lapsing = points_queries.list_lapsing(connection, before, customer_id)
    customer_queries.add_points(
        connection,
        ground,
        [PointsIntent(one, PointsReason.EXPIRED, -points) for one, points in lapsing],
    )
    return sum(points for _, points in lapsing)
