"""The wholesale accounts in a day: what was bought, what came back, what should be left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from desktop.domain.day_report import PlatformFigures
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import PurchaseState
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase, purchase_event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection, Row

    from desktop.domain.purchase import PurchaseState as State
    from desktop.storage.report_queries import DaySpan

_CHARGED = (
    PurchaseState.ACCEPTED,
    PurchaseState.FULFILLED,
    PurchaseState.PARTIAL,
    PurchaseState.ADOPTED,
)


def read_platforms(
    connection: Connection, span: DaySpan, opening: Mapping[str, Money]
) -> tuple[PlatformFigures, ...]:
    """Read every account that is in use or was bought from.

    Args:
        connection: where to read.
        span: from the last Z to this one: what happened after a Z counts on the next day.
        opening: what each account held at the last Z, by name.
    """
    bought = _sums(connection, span, _CHARGED)
    returned = _sums(connection, span, (PurchaseState.REFUNDED,), only_after=_CHARGED)
    rows = connection.execute(select(platform_account).order_by(platform_account.c.position)).all()
    return tuple(
        _figures(row, span, opening.get(row.name), bought, returned)
        for row in rows
        if row.removed_at is None or row.id in bought or row.id in returned
    )


def _figures(
    row: Row[Any],
    span: DaySpan,
    opening: Money | None,
    bought: Mapping[int, Money],
    returned: Mapping[int, Money],
) -> PlatformFigures:
    purchased, came_back = bought.get(row.id, ZERO), returned.get(row.id, ZERO)
    expected = None if opening is None else opening - purchased + came_back
    actual = row.balance if _was_reached(row, span) else None
    return PlatformFigures(
        account=row.name,
        opening=opening,
        purchased=purchased,
        returned=came_back,
        topped_up=ZERO,
        rebate=ZERO,
        fees=ZERO,
        adjusted=ZERO,
        expected=expected,
        actual=actual,
        difference=None if actual is None or expected is None else actual - expected,
    )


def _was_reached(row: Row[Any], span: DaySpan) -> bool:
    """Whether the account told its balance within the day, and has not been out of reach since."""
    if row.balance_at is None or not span.holds(row.balance_at):
        return False
    return row.trouble_at is None or row.trouble_at <= row.balance_at


def _sums(
    connection: Connection,
    span: DaySpan,
    states: tuple[State, ...],
    only_after: tuple[State, ...] = (),
) -> dict[int, Money]:
    """Sum what was charged for purchases that first reached one of the states within the span."""
    first = (
        select(purchase_event.c.purchase_id, func.min(purchase_event.c.happened_at).label("at"))
        .where(purchase_event.c.to_state.in_(states))
        .group_by(purchase_event.c.purchase_id)
        .subquery()
    )
    query = (
        select(purchase.c.account_id, func.sum(purchase.c.charged))
        .join(first, first.c.purchase_id == purchase.c.id)
        .where(_is_within(first.c.at, span), purchase.c.charged.is_not(None))
        .group_by(purchase.c.account_id)
    )
    if only_after:
        charged = select(purchase_event.c.purchase_id).where(
            purchase_event.c.to_state.in_(only_after)
        )
        query = query.where(purchase.c.id.in_(charged))
    return {account_id: amount or ZERO for account_id, amount in connection.execute(query)}


def _is_within(at: ColumnElement[Any], span: DaySpan) -> ColumnElement[bool]:
    began = at >= span.start
    return began if span.end is None else and_(began, at < span.end)
