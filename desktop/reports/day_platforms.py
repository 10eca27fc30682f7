"""The wholesale accounts in a day: what was bought, what came back, what should be left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, select

from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.day_report import PlatformFigures
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import PurchaseState
from desktop.models.account_entries import account_entry
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase, purchase_event
from desktop.storage.account_entries import has_opening, sum_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection, Row

    from desktop.domain.purchase import PurchaseState as State
    from desktop.storage.report_queries import DaySpan

Typed = tuple[Money, str]
"""A balance that a person saw, and the time on the shop's clock."""

CHARGED_STATES: Final = (
    PurchaseState.ACCEPTED,
    PurchaseState.FULFILLED,
    PurchaseState.PARTIAL,
    PurchaseState.ADOPTED,
)


def read_platforms(
    connection: Connection,
    span: DaySpan,
    opening: Mapping[str, Money],
    typed: Mapping[int, Typed] | None = None,
) -> tuple[PlatformFigures, ...]:
    """Read every account that is in use or was bought from.

    Args:
        connection: where to read.
        span: from the last Z to this one: what happened after a Z counts on the next day.
        opening: what each account held at the last Z, by name.
        typed: what a person saw where an account could not be asked, by its id; an account that
            answers after all says it itself.
    """
    by_person = typed or {}
    bought = _sums(connection, span, CHARGED_STATES)
    returned = _sums(connection, span, (PurchaseState.REFUNDED,), only_after=CHARGED_STATES)
    entries = _entries(connection, span)
    rows = connection.execute(select(platform_account).order_by(platform_account.c.position)).all()
    return tuple(
        _figures_by_hand(connection, row, span, opening.get(row.name), entries.get(row.id, {}))
        if row.platform == BY_HAND
        else _figures(
            row,
            span,
            opening.get(row.name),
            bought.get(row.id, ZERO),
            returned.get(row.id, ZERO),
            entries.get(row.id, {}),
            by_person.get(row.id),
        )
        for row in rows
        if row.removed_at is None or row.id in {*bought, *returned, *entries}
    )


def _figures(
    row: Row[Any],
    span: DaySpan,
    opening: Money | None,
    purchased: Money,
    returned: Money,
    booked: Mapping[EntryKind, Money],
    typed: Typed | None,
) -> PlatformFigures:
    actual, typed_at = (row.balance if _was_reached(row, span) else None), ""
    if actual is None and typed is not None:
        actual, typed_at = typed
    returned += booked.get(EntryKind.REFUND, ZERO)
    figures = _balanced(row.name, opening, purchased, returned, booked, actual)
    return replace(figures, typed_at=typed_at)


def _figures_by_hand(
    connection: Connection,
    row: Row[Any],
    span: DaySpan,
    opening: Money | None,
    booked: Mapping[EntryKind, Money],
) -> PlatformFigures:
    """Of an account kept by hand its own ledger is all there is to hold against."""
    is_kept = has_opening(connection, row.id, span.end)
    if opening is None and is_kept:
        opening = sum_of(connection, row.id, span.start) + booked.get(EntryKind.OPENING, ZERO)
    actual = sum_of(connection, row.id, span.end) if is_kept else None
    purchased = -booked.get(EntryKind.PURCHASE, ZERO)
    returned = booked.get(EntryKind.REFUND, ZERO)
    return _balanced(row.name, opening, purchased, returned, booked, actual)


def _balanced(
    name: str,
    opening: Money | None,
    purchased: Money,
    returned: Money,
    booked: Mapping[EntryKind, Money],
    actual: Money | None,
) -> PlatformFigures:
    topped_up, rebate, fees, adjusted = (
        booked.get(kind, ZERO)
        for kind in (EntryKind.TOP_UP, EntryKind.REBATE, EntryKind.FEE, EntryKind.ADJUSTMENT)
    )
    expected = None
    if opening is not None:
        expected = opening - purchased + returned + topped_up + rebate + fees + adjusted
    return PlatformFigures(
        account=name,
        opening=opening,
        purchased=purchased,
        returned=returned,
        topped_up=topped_up,
        rebate=rebate,
        fees=-fees,
        adjusted=adjusted,
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


def _entries(connection: Connection, span: DaySpan) -> dict[int, dict[EntryKind, Money]]:
    """Sum what was booked within the span, by account and kind."""
    query = (
        select(account_entry.c.account_id, account_entry.c.kind, func.sum(account_entry.c.amount))
        .where(_is_within(account_entry.c.booked_at, span))
        .group_by(account_entry.c.account_id, account_entry.c.kind)
    )
    sums: dict[int, dict[EntryKind, Money]] = {}
    for account_id, kind, amount in connection.execute(query):
        sums.setdefault(account_id, {})[kind] = amount
    return sums


def _is_within(at: ColumnElement[Any], span: DaySpan) -> ColumnElement[bool]:
    began = at >= span.start
    return began if span.end is None else and_(began, at < span.end)
