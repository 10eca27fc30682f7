"""The moment by which stock is judged: which answers are stale, which cards have expired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.clock import zone_named

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class StockMoment:
    """When stock is looked at.

    Attributes:
        stale_before: platform answers older than this are stale.
        today: the calendar date in the shop's zone.
    """

    stale_before: datetime
    today: date


def stock_moment(ground: Ground, settings: Settings) -> StockMoment:
    """Return the moment that is now, by the shop's settings."""
    values = settings.current
    now = ground.now()
    return StockMoment(
        stale_before=now - timedelta(minutes=values.integer("sync.stale_minutes")),
        today=now.astimezone(zone_named(values.text("day.zone"))).date(),
    )
