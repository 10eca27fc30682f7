"""总览: what a day, a week or a month brought, beside the stretch before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action
from desktop.reports.day import read_days
from desktop.reports.day_sales import read_profit_between

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground


class Period(StrEnum):
    """How long a stretch is looked at."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What business dates brought.

    Attributes:
        gross_profit: of the lines whose cost is known.
        unknown_cost_lines: the others; nothing of them is in the profit.
    """

    since: date
    until: date
    sales: int = 0
    net: Money = ZERO
    gross_profit: Money = ZERO
    unknown_cost_lines: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A stretch up to now, and as much of the one before it."""

    now: Stretch
    before: Stretch


def stretch_of(period: Period, on: date) -> tuple[date, date]:
    """Return the first and last date of a period up to a date; weeks begin on Monday."""
    if period is Period.DAY:
        return on, on
    if period is Period.WEEK:
        return on - timedelta(days=on.weekday()), on
    return on.replace(day=1), on


def stretch_before(period: Period, on: date) -> tuple[date, date]:
    """Return as much of the period before: the same weekday, or the same day of the month."""
    since, _ = stretch_of(period, on)
    if period is not Period.MONTH:
        return since - timedelta(days=7), on - timedelta(days=7)
    last = since - timedelta(days=1)
    return last.replace(day=1), last.replace(day=min(on.day, last.day))


class Overview:
    """Reads; nothing here writes."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def compare(self, actor: Actor, period: Period, on: date) -> Comparison:
        """Return a period up to a date beside the one before it."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            now = _read(connection, *stretch_of(period, on))
            before = _read(connection, *stretch_before(period, on))
        return Comparison(now, before)


def _read(connection: Connection, since: date, until: date) -> Stretch:
    sales, net = read_days(connection, since, until)
    profit = read_profit_between(connection, since, until)
    return Stretch(since, until, sales, net, profit.gross_profit, profit.unknown_cost_lines)
