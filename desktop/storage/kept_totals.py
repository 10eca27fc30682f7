"""Sums by business date and by shift, kept in the transaction of the sale that moves them.

Belongs here: what one sale adds to each date and shift, moving the kept sums by it, reading them,
and working all of them out anew.
Does not belong here: the Z. It is worked out from the rows, every time; these sums draw charts and
tell a hand-over what should be in the drawer, and ``find_uneven_totals`` holds them to the rows.

A sale that is written adds what it knows of itself. Every later act on it (paid late, given back,
a cost that became known, another tender) is wrapped in ``moving_totals``, which adds what the sale
stands for after the act less what it stood for before.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from operator import add, sub
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    and_,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from desktop.domain.money import ZERO, Money
from desktop.domain.sale import BACK_REASONS, PaymentReason, PaymentState, SaleState
from desktop.models.column_types import Fen
from desktop.models.kept_totals import day_total, shift_total
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.models.shifts import shift
from desktop.storage.driver import change_each, find_row, list_rows
from desktop.storage.integrity import IntegrityProblem
from desktop.storage.report_queries import booked_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Select, Subquery

DayKey = str
ShiftKey = tuple[int, str]

_ADD_DAY: Final = (
    "INSERT INTO day_total (business_date, sales, net, known_net, cost, unknown_lines)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (business_date) DO UPDATE SET"
    " sales = sales + excluded.sales, net = net + excluded.net,"
    " known_net = known_net + excluded.known_net, cost = cost + excluded.cost,"
    " unknown_lines = unknown_lines + excluded.unknown_lines"
)
_ADD_SHIFT: Final = (
    "INSERT INTO shift_total (shift_id, method, received, given_back) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (shift_id, method) DO UPDATE SET"
    " received = received + excluded.received, given_back = given_back + excluded.given_back"
)
_DAYS_SQL: Final = "SELECT business_date, sales, net, known_net, cost, unknown_lines FROM day_total"
_NETS_SQL: Final = (
    "SELECT business_date, net FROM day_total WHERE business_date BETWEEN ? AND ?"
    " ORDER BY business_date"
)
_TOTAL_SQL: Final = (
    "SELECT coalesce(sum(sales), 0), coalesce(sum(net), 0), coalesce(sum(known_net), 0),"
    " coalesce(sum(cost), 0), coalesce(sum(unknown_lines), 0) FROM day_total"
    " WHERE business_date BETWEEN ? AND ?"
)


@dataclass(frozen=True, slots=True)
class KeptTotal:
    """What business dates brought.

    Attributes:
        known_net: net sales of the lines whose cost is known.
        cost: what those lines cost.
        unknown_lines: how many lines' cost is not known.
    """

    sales: int
    net: Money
    known_net: Money
    cost: Money
    unknown_lines: int

    @property
    def gross_profit(self) -> Money:
        """Of the lines whose cost is known."""
        return self.known_net - self.cost


@dataclass(frozen=True, slots=True)
class _Share:
    """What sales add to dates and to shifts, as the database holds it."""

    days: Mapping[DayKey, tuple[int, ...]]
    shifts: Mapping[ShiftKey, tuple[int, ...]]


def add_sale(
    connection: Connection,
    on: date,
    shift_id: int,
    lines: Sequence[tuple[Money, Money | None]],
    tenders: Sequence[tuple[str, Money]],
) -> None:
    """Add a sale that is written and paid, by what is known of it.

    Args:
        connection: the sale's own transaction.
        on: the business date it is booked on.
        shift_id: the shift that took the money.
        lines: net and cost of each.
        tenders: method and amount of each.
    """
    net = known_net = known_cost = unknown = 0
    for line_net, cost in lines:
        net += line_net.fen
        if cost is None:
            unknown += 1
        else:
            known_net += line_net.fen
            known_cost += cost.fen
    day = (on.isoformat(), 1, net, known_net, known_cost, unknown)
    change_each(connection, _ADD_DAY, [day])
    money_in = [(shift_id, str(method), amount.fen, 0) for method, amount in tenders]
    if money_in:
        change_each(connection, _ADD_SHIFT, money_in)


@contextmanager
def moving_totals(connection: Connection, sale_id: int) -> Iterator[None]:
    """Keep the sums right over an act on one sale."""
    before = _share_of(connection, sale_id)
    yield
    after = _share_of(connection, sale_id)
    days = _moved(after.days, before.days)
    shifts = _moved(after.shifts, before.shifts)
    change_each(connection, _ADD_DAY, [(day, *sums) for day, sums in days.items()])
    change_each(connection, _ADD_SHIFT, [(*key, *sums) for key, sums in shifts.items()])


def total_between(connection: Connection, since: date, until: date) -> KeptTotal:
    """Return what the business dates of a range brought together, both ends included."""
    row = find_row(connection, _TOTAL_SQL, (since.isoformat(), until.isoformat()))
    assert row is not None  # noqa: S101 - an aggregate without a group has one row
    sales, net, known_net, cost, unknown_lines = row
    return KeptTotal(sales, Money(net), Money(known_net), Money(cost), unknown_lines)


def nets_by_date(connection: Connection, since: date, until: date) -> dict[date, Money]:
    """Return the net sales of every business date of a range that sold or gave back anything."""
    rows = list_rows(connection, _NETS_SQL, (since.isoformat(), until.isoformat()))
    return {date.fromisoformat(day): Money(net) for day, net in rows}


def rebuild(connection: Connection) -> None:
    """Work every sum out anew from the rows."""
    whole = _share_of(connection, None)
    connection.execute(delete(day_total))
    connection.execute(delete(shift_total))
    change_each(connection, _ADD_DAY, [(day, *sums) for day, sums in whole.days.items()])
    change_each(connection, _ADD_SHIFT, [(*key, *sums) for key, sums in whole.shifts.items()])


def find_uneven_totals(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield dates and shifts whose kept sums are not those of their rows."""
    whole = _share_of(connection, None)
    days = list_rows(connection, _DAYS_SQL)
    shifts = list_rows(connection, "SELECT shift_id, method, received, given_back FROM shift_total")
    for day in _moved(whole.days, {row[0]: row[1:] for row in days}):
        yield IntegrityProblem("day_total_uneven", day)
    uneven = {
        shift_id for shift_id, _ in _moved(whole.shifts, {row[:2]: row[2:] for row in shifts})
    }
    for shift_id in sorted(uneven):
        on = connection.scalar(select(shift.c.business_date).where(shift.c.id == shift_id))
        yield IntegrityProblem("shift_total_uneven", str(on), shift_id)


def _moved(
    after: Mapping[Any, tuple[int, ...]], before: Mapping[Any, tuple[int, ...]]
) -> dict[Any, tuple[int, ...]]:
    """Return after less before, where they differ."""
    width = len(next(iter((*after.values(), *before.values())), ()))
    nothing = (0,) * width
    moved = {
        key: tuple(map(sub, after.get(key, nothing), before.get(key, nothing)))
        for key in sorted({*after, *before})
    }
    return {key: sums for key, sums in moved.items() if any(sums)}


def _share_of(connection: Connection, sale_id: int | None) -> _Share:
    """Return what one sale stands for by its rows; all sales together for None."""
    booked = _booked(sale_id)
    days: dict[DayKey, tuple[int, ...]] = {}
    for statement in (_sold(booked), _lines_sold(booked), _returned(sale_id), _lines_back(sale_id)):
        for day, *sums in connection.execute(statement):
            _add(days, day.isoformat(), tuple(_fen(each) for each in sums), add)
    shifts = {
        (row.shift_id, str(row.method)): (_fen(row.received), -_fen(row.given_back))
        for row in connection.execute(_taken(sale_id))
    }
    return _Share(days, shifts)


def _add(
    sums: dict[DayKey, tuple[int, ...]],
    key: DayKey,
    more: tuple[int, ...],
    how: Callable[[int, int], int],
) -> None:
    sums[key] = tuple(map(how, sums.get(key, (0,) * len(more)), more))


def _fen(value: Any) -> int:
    if value is None:
        return 0
    return value.fen if isinstance(value, Money) else int(value)


def _booked(sale_id: int | None) -> Subquery:
    """Return every sale that counts, with the date it counts on: as the reports see it."""
    was_paid = exists().where(
        payment.c.sale_id == sale.c.id,
        payment.c.reason == PaymentReason.SALE,
        payment.c.state == PaymentState.CONFIRMED,
    )
    was_voided = exists().where(sale_return.c.sale_id == sale.c.id, sale_return.c.is_void)
    cost_nothing = and_(sale.c.total == ZERO, or_(sale.c.state == SaleState.COMPLETED, was_voided))
    query = select(sale.c.id, sale.c.total, booked_on().label("day")).where(
        or_(was_paid, cost_nothing)
    )
    if sale_id is not None:
        query = query.where(sale.c.id == sale_id)
    return query.subquery()


def _sold(booked: Subquery) -> Select[Any]:
    none = literal(0)
    return select(booked.c.day, func.count(), func.sum(booked.c.total), none, none, none).group_by(
        booked.c.day
    )


def _lines_sold(booked: Subquery) -> Select[Any]:
    is_known, none = sale_line.c.cost.is_not(None), literal(0)
    return (
        select(
            booked.c.day,
            none,
            none,
            func.sum(sale_line.c.net).filter(is_known),
            func.sum(sale_line.c.cost),
            func.sum(case((is_known, 0), else_=1)),
        )
        .join(sale_line, sale_line.c.sale_id == booked.c.id)
        .group_by(booked.c.day)
    )


def _returned(sale_id: int | None) -> Select[Any]:
    none = literal(0)
    query = select(
        sale_return.c.business_date,
        none,
        type_coerce(-func.sum(sale_return.c.amount), Fen()),
        none,
        none,
        none,
    ).group_by(sale_return.c.business_date)
    return query if sale_id is None else query.where(sale_return.c.sale_id == sale_id)


def _lines_back(sale_id: int | None) -> Select[Any]:
    none = literal(0)
    query = (
        select(
            sale_return.c.business_date,
            none,
            none,
            type_coerce(-func.sum(sale_return_line.c.net), Fen()),
            type_coerce(-func.sum(sale_return_line.c.cost), Fen()),
            none,
        )
        .join(sale_return_line, sale_return_line.c.return_id == sale_return.c.id)
        .join(sale_line, sale_line.c.id == sale_return_line.c.sale_line_id)
        .where(sale_line.c.cost.is_not(None))
        .group_by(sale_return.c.business_date)
    )
    return query if sale_id is None else query.where(sale_return.c.sale_id == sale_id)


def _taken(sale_id: int | None) -> Select[Any]:
    is_back = payment.c.reason.in_(BACK_REASONS)
    query = (
        select(
            payment.c.shift_id,
            payment.c.method,
            func.sum(payment.c.amount).filter(~is_back).label("received"),
            func.sum(payment.c.amount).filter(is_back).label("given_back"),
        )
        .where(payment.c.state == PaymentState.CONFIRMED)
        .group_by(payment.c.shift_id, payment.c.method)
    )
    return query if sale_id is None else query.where(payment.c.sale_id == sale_id)
