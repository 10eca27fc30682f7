"""What campaigns put into stored value: reading it, and writing what of it was given or came back.

A bonus of an order is due back with the pieces that came back. What was spent meanwhile stays due,
and is taken as soon as a return puts a bonus there again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, or_, select

from desktop.domain.drafting import PartFigures, part_of
from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import UseKind
from desktop.domain.stored_value import StoredReason
from desktop.models.customers import customer
from desktop.models.member_ledgers import stored_value_entry
from desktop.models.promotions import promotion_claim, promotion_use
from desktop.models.sales import sale, sale_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select


@dataclass(frozen=True, slots=True)
class BonusDue:
    """A part of a bonus that should come back, and has not."""

    use_id: int
    campaign_id: int
    sale_id: int
    line_id: int
    reason: str
    amount: Money


@dataclass(frozen=True, slots=True)
class _Closing:
    """When all stored value left a member: closed, or moved over to who they are now."""

    customer_id: int
    is_merge: bool
    at: datetime


def bonus_of_sale(connection: Connection, sale_id: int) -> tuple[int | None, Money]:
    """Return whose sale it is and what campaigns give into stored value with it."""
    row = connection.execute(
        select(sale.c.customer_id, func.sum(promotion_use.c.amount))
        .join(promotion_use, promotion_use.c.sale_id == sale.c.id)
        .where(sale.c.id == sale_id, promotion_use.c.kind == UseKind.BONUS)
        .group_by(sale.c.id)
    ).first()
    return (None, ZERO) if row is None else (row[0], row[1])


def list_due(connection: Connection, customer_id: int) -> tuple[BonusDue, ...]:
    """Return what is due back of a member's bonuses, the oldest first.

    When a member closes their stored value every bonus goes, so nothing older is due any more. A
    bonus of somebody who was merged went with their own closing, or with one after the merge.
    """
    use, undone = promotion_use, promotion_use.alias()
    whose = select(customer.c.id).where(
        or_(customer.c.id == customer_id, customer.c.merged_into == customer_id)
    )
    came_back = (
        select(func.coalesce(func.sum(undone.c.amount), 0))
        .where(undone.c.undoes == use.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            use,
            sale_line.c.quantity,
            sale_line.c.returned_quantity,
            came_back.label("undone"),
            stored_value_entry.c.customer_id.label("given_to"),
        )
        .join(sale_line, sale_line.c.id == use.c.sale_line_id)
        .join(sale, sale.c.id == use.c.sale_id)
        .join(
            stored_value_entry,
            (stored_value_entry.c.sale_id == use.c.sale_id)
            & (stored_value_entry.c.reason == StoredReason.GIFTED),
        )
        .where(
            use.c.kind == UseKind.BONUS,
            use.c.undoes.is_(None),
            sale_line.c.returned_quantity > 0,
            sale.c.customer_id.in_(whose),
        )
        .order_by(use.c.id)
    ).all()
    closings = _list_closings(connection, whose) if rows else ()
    found = (_due_of(row) for row in rows if not _went_with(closings, row))
    return tuple(one for one in found if one.amount > ZERO)


def insert_uses(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write what was given into stored value, or below zero what of it came back."""
    if rows:
        connection.execute(insert(promotion_use), [dict(row) for row in rows])


def insert_claims(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write who used a campaign by paying stored value in."""
    claims = [dict(row) for row in rows]
    if claims:
        connection.execute(insert(promotion_claim), claims)


def _list_closings(connection: Connection, whose: Select[Any]) -> tuple[_Closing, ...]:
    entry = stored_value_entry
    rows = connection.execute(
        select(entry.c.customer_id, entry.c.reason, entry.c.booked_at).where(
            entry.c.customer_id.in_(whose),
            entry.c.reason.in_([StoredReason.CLOSED, StoredReason.MERGED]),
            or_(entry.c.principal < ZERO, entry.c.bonus < ZERO),
        )
    )
    return tuple(
        _Closing(row.customer_id, row.reason is StoredReason.MERGED, row.booked_at) for row in rows
    )


def _went_with(closings: Sequence[_Closing], row: Any) -> bool:
    """Tell whether a bonus is gone because the stored value it lay in was closed."""
    own = [one for one in closings if one.customer_id == row.given_to]
    moved_at = max((one.at for one in own if one.is_merge), default=row.booked_at)
    return any(
        one.at >= (row.booked_at if one in own else moved_at)
        for one in closings
        if not one.is_merge
    )


def _due_of(row: Any) -> BonusDue:
    whole = PartFigures(row.amount, ZERO, ZERO, ZERO)
    due = part_of(whole, row.quantity, 0, row.returned_quantity).gross
    undone = row.undone if isinstance(row.undone, Money) else Money(row.undone)
    return BonusDue(
        row.id, row.campaign_id, row.sale_id, row.sale_line_id, row.reason, due + undone
    )
