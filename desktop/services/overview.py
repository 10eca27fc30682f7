"""总览: what a day, a week, a month or a year brought, beside the stretch before it.

Sums by date come from those that every sale keeps (``kept_totals``): the chart of a year reads some
hundred rows, however many sales it had.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action
from desktop.domain.stretches import Period, stretch_before, stretch_of
from desktop.storage import kept_totals

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.reports.base import Cell
    from desktop.services.reporting import Reporting
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

_FIRST_HOUR: Final = 8
_LAST_HOUR: Final = 22
"""The hours a day's chart has at least."""


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


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """An hour, a date or a month of the chart.

    Attributes:
        at: the hour, 0 to 23, or the date; of a year the first date of each month.
        net: what it brought; None for an hour that is not told yet.
        before: the same hour or date of the stretch before; None where it has none.
    """

    at: int | date
    net: Money | None
    before: Money | None


class RankedBy(StrEnum):
    """What the list of the best is gathered under."""

    PRODUCT = "product"
    CATEGORY = "category"
    CASHIER = "cashier"
    CHANNEL = "channel"
    ACCOUNT = "account"


_REPORTS: Final = {
    RankedBy.PRODUCT: "sales_by_product",
    RankedBy.CATEGORY: "sales_by_category",
    RankedBy.CASHIER: "sales_by_cashier",
    RankedBy.CHANNEL: "sales_by_channel",
    RankedBy.ACCOUNT: "purchases_by_account",
}


@dataclass(frozen=True, slots=True)
class RankedLine:
    """One line of the list.

    Attributes:
        key: tells it from the others.
        name: empty for goods without a category.
        amount: net sales; of a wholesale account what it charged.
        gross_profit: of the lines whose cost is known; None for a wholesale account.
    """

    key: str
    name: str
    pieces: int
    amount: Money
    gross_profit: Money | None = None
    unknown_cost_lines: int = 0


class Overview:
    """Reads; nothing here writes."""

    def __init__(self, ground: Ground, rights: Rights, reporting: Reporting) -> None:
        self._ground = ground
        self._rights = rights
        self._reporting = reporting

    def compare(self, actor: Actor, period: Period, on: date) -> Comparison:
        """Return a period up to a date beside the one before it."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            now = _read(connection, *stretch_of(period, on))
            before = _read(connection, *stretch_before(period, on))
        return Comparison(now, before)

    def trend(self, actor: Actor, period: Period, on: date) -> tuple[TrendPoint, ...]:
        """Return the chart: a day by its hours, a week or month by its dates, a year by its months.

        The line of the present day ends with its last sale: what is still to come is not zero.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        now, before = stretch_of(period, on), stretch_before(period, on)
        if period is Period.DAY:
            is_present = on >= self._reporting.running_date()
            return _by_hour(self._hours(*now), self._hours(*before), is_present=is_present)
        sums, earlier = self._dates(*now), self._dates(*before)
        if period is Period.YEAR:
            return _by_month(_gathered(sums), _gathered(earlier), now, before)
        behind = [before[0] + timedelta(days=index) for index in range(_days(*before))]
        return tuple(
            TrendPoint(
                now[0] + timedelta(days=index),
                sums.get(now[0] + timedelta(days=index), ZERO),
                earlier.get(behind[index], ZERO) if index < len(behind) else None,
            )
            for index in range(_days(*now))
        )

    def ranking(
        self, actor: Actor, ranked_by: RankedBy, since: date, until: date
    ) -> tuple[RankedLine, ...]:
        """Return who or what brought most in a range of business dates, the best first."""
        self._rights.require(actor, Action.VIEW_COSTS)
        rows = self._reporting.read_report(_REPORTS[ranked_by], since, until).rows
        if ranked_by is RankedBy.ACCOUNT:
            return tuple(_bought(row) for row in rows)
        return tuple(_sold(row) for row in rows)

    def _hours(self, since: date, until: date) -> dict[int, Money]:
        rows = self._reporting.read_report("sales_by_hour", since, until).rows
        return {_count(hour): _money(paid) for hour, _, paid in rows}

    def _dates(self, since: date, until: date) -> dict[date, Money]:
        with self._ground.database.read() as connection:
            return kept_totals.nets_by_date(connection, since, until)


def _read(connection: Connection, since: date, until: date) -> Stretch:
    total = kept_totals.total_between(connection, since, until)
    profit = total.gross_profit
    return Stretch(since, until, total.sales, total.net, profit, total.unknown_lines)


def _gathered(sums: dict[date, Money]) -> dict[date, Money]:
    """Add dates up by their months, each named by its first date."""
    months: dict[date, Money] = {}
    for on, net in sums.items():
        first = on.replace(day=1)
        months[first] = months.get(first, ZERO) + net
    return months


def _by_month(
    sums: dict[date, Money],
    earlier: dict[date, Money],
    now: tuple[date, date],
    before: tuple[date, date],
) -> tuple[TrendPoint, ...]:
    """Every month up to the present one, beside the same one of the year before."""
    return tuple(
        TrendPoint(
            first := date(now[0].year, month, 1),
            sums.get(first, ZERO),
            earlier.get(date(before[0].year, month, 1), ZERO),
        )
        for month in range(1, now[1].month + 1)
    )


def _by_hour(
    now: dict[int, Money], before: dict[int, Money], *, is_present: bool
) -> tuple[TrendPoint, ...]:
    told = {*now, *before}
    first, last = min({_FIRST_HOUR, *told}), max({_LAST_HOUR, *told})
    until = max(now, default=first - 1) if is_present else last
    return tuple(
        TrendPoint(hour, now.get(hour, ZERO) if hour <= until else None, before.get(hour, ZERO))
        for hour in range(first, last + 1)
    )


def _sold(row: tuple[Cell, ...]) -> RankedLine:
    """Read a line of a report that ends in ``FIGURES``."""
    *heading, _sales, pieces, net, profit, unknown = row
    return RankedLine(
        str(heading[0]),
        str(heading[-1]),
        _count(pieces),
        _money(net),
        _money(profit),
        _count(unknown),
    )


def _bought(row: tuple[Cell, ...]) -> RankedLine:
    account, _orders, _arrived, pieces, charged = row
    return RankedLine(str(account), str(account), _count(pieces), _money(charged))


def _days(since: date, until: date) -> int:
    return (until - since).days + 1


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _money(cell: Cell) -> Money:
    return cell if isinstance(cell, Money) else ZERO
