"""A day, week, month or year of business dates, the one before it, and the next to look at."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


class Period(StrEnum):
    """How long a stretch is looked at."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def stretch_of(period: Period, on: date) -> tuple[date, date]:
    """Return the first and last date of a period up to a date; weeks begin on Monday."""
    if period is Period.DAY:
        return on, on
    if period is Period.WEEK:
        return on - timedelta(days=on.weekday()), on
    if period is Period.YEAR:
        return on.replace(month=1, day=1), on
    return on.replace(day=1), on


def stretch_before(period: Period, on: date) -> tuple[date, date]:
    """Return as much of the period before: the same weekday, or the same day of the month.

    A month that is over stands beside the whole month before it, however long that was. A year
    stands beside the one before it up to the same date; 29 February beside the 28th.
    """
    since, _ = stretch_of(period, on)
    if period is Period.YEAR:
        last_day = monthrange(on.year - 1, on.month)[1]
        return since.replace(year=on.year - 1), on.replace(
            year=on.year - 1, day=min(on.day, last_day)
        )
    if period is not Period.MONTH:
        return since - _WEEK, on - _WEEK
    last = since - _DAY
    is_over = on == last_date_of(period, on)
    return last.replace(day=1), last if is_over else last.replace(day=min(on.day, last.day))


def last_date_of(period: Period, on: date) -> date:
    """Return the date on which the period that holds a date ends."""
    if period is Period.DAY:
        return on
    if period is Period.WEEK:
        return on + timedelta(days=6 - on.weekday())
    if period is Period.YEAR:
        return on.replace(month=12, day=31)
    return on.replace(day=monthrange(on.year, on.month)[1])


def step_from(period: Period, on: date, step: int, today: date) -> date:
    """Return the last date to look at in the period one earlier (-1) or later (+1).

    The present period ends today, an earlier one with its own last date.
    """
    since, _ = stretch_of(period, on)
    beside = since - _DAY if step < 0 else last_date_of(period, on) + _DAY
    return min(last_date_of(period, beside), today)
