"""Time as it is handed in: UTC for what is stored, monotonic for what is measured.

Business code never asks the system for the time; a ``Clock`` comes through a constructor, so that a
simulation can set it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
CHINA_STANDARD_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
"""What Asia/Shanghai has been since 1991: used where the machine has no zone files."""


class Clock(Protocol):
    """Where time comes from."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""

    def monotonic_seconds(self) -> float:
        """Return seconds that only grow, for time-outs and lock-outs."""


def zone_named(name: str) -> tzinfo:
    """Return the zone; a machine without zone files gets China Standard Time for Asia/Shanghai."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return CHINA_STANDARD_TIME


def business_date_at(instant: datetime, zone: tzinfo, day_starts_at_minutes: int) -> date:
    """Return an instant's business date; a day begins so many minutes after midnight."""
    return (instant.astimezone(zone) - timedelta(minutes=day_starts_at_minutes)).date()


def months_before(instant: datetime, months: int) -> datetime:
    """Return the instant some calendar months earlier; a day that month lacks is its last one."""
    from calendar import monthrange

    years, month = divmod(instant.year * 12 + instant.month - 1 - months, 12)
    day = min(instant.day, monthrange(years, month + 1)[1])
    return instant.replace(year=years, month=month + 1, day=day)


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the UTC instant of a Unix time in milliseconds, exactly."""
    return _EPOCH + milliseconds * _MILLISECOND


def to_milliseconds(instant: datetime) -> int:
    """Return the Unix time in milliseconds of an aware instant."""
    return (instant - _EPOCH) // _MILLISECOND
