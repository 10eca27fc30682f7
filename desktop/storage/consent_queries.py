"""Reading and writing what an owner agreed to beforehand: red flags, and standing approvals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from desktop.domain.product import goods_title
from desktop.domain.red_flags import flags_from, flags_text
from desktop.domain.standing import StandingApproval, StandingEnd
from desktop.models.administration import person
from desktop.models.catalog import product
from desktop.models.consents import goods_acceptance, standing_approval, standing_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.domain.money import Money
    from desktop.domain.red_flags import RedFlags
    from desktop.domain.standing import StandingUse


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Which red flags an owner accepted, and why."""

    flags: RedFlags
    reason: str
    person: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A standing approval as it is listed.

    Attributes:
        uses: how many sales it let pass.
        loss: what their pieces lost together.
    """

    approval: StandingApproval
    product_code: str
    product_title: str
    given_by: str
    uses: int
    loss: Money | None


def insert_acceptance(
    connection: Connection,
    acceptance_id: int,
    goods_id: int,
    flags: RedFlags,
    reason: str,
    person_id: int,
    at: datetime,
) -> None:
    """Write down what was accepted; it is never changed afterwards."""
    connection.execute(
        insert(goods_acceptance).values(
            id=acceptance_id,
            goods_id=goods_id,
            flags=flags_text(flags),
            reason=reason,
            person_id=person_id,
            accepted_at=at,
        )
    )


def find_acceptance(connection: Connection, goods_id: int) -> Acceptance | None:
    """Return the newest acceptance of goods."""
    row = connection.execute(
        select(goods_acceptance, person.c.name.label("person"))
        .join(person, person.c.id == goods_acceptance.c.person_id)
        .where(goods_acceptance.c.goods_id == goods_id)
        .order_by(goods_acceptance.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return Acceptance(flags_from(row.flags), row.reason, row.person, row.accepted_at)


def insert_standing(connection: Connection, approval: StandingApproval) -> None:
    """Write a new standing approval."""
    connection.execute(
        insert(standing_approval).values(
            id=approval.id,
            product_id=approval.product_id,
            largest_loss=approval.largest_loss,
            valid_until=approval.valid_until,
            reason=approval.reason,
            given_by=approval.given_by,
            given_at=approval.given_at,
        )
    )


def end_standing(
    connection: Connection,
    approval_ids: Iterable[int],
    end: StandingEnd,
    at: datetime,
    person_id: int | None = None,
) -> int:
    """End standing approvals that were not ended yet; return how many."""
    result = connection.execute(
        update(standing_approval)
        .where(
            standing_approval.c.id.in_(list(approval_ids)), standing_approval.c.ended_at.is_(None)
        )
        .values(ended_at=at, ended_by=person_id, end_reason=str(end))
    )
    return result.rowcount


def load_valid_standing(
    connection: Connection, product_ids: Sequence[int], now: datetime
) -> dict[int, StandingApproval]:
    """Read the standing approvals that hold now, by product; the newest where there are several."""
    rows = connection.execute(
        select(standing_approval)
        .where(
            standing_approval.c.product_id.in_(product_ids),
            standing_approval.c.ended_at.is_(None),
            standing_approval.c.valid_until > now,
        )
        .order_by(standing_approval.c.id)
    )
    return {row.product_id: _standing_of(row) for row in rows}


def list_standing(connection: Connection) -> tuple[StandingRow, ...]:
    """Read every standing approval with what came of it, the newest first."""
    counts = (
        select(
            standing_use.c.approval_id,
            func.count().label("uses"),
            func.sum(standing_use.c.loss).label("loss"),
        )
        .group_by(standing_use.c.approval_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            standing_approval,
            product.c.code,
            product.c.name,
            product.c.face_text,
            person.c.name.label("person"),
            counts.c.uses,
            counts.c.loss,
        )
        .join(product, product.c.id == standing_approval.c.product_id)
        .join(person, person.c.id == standing_approval.c.given_by)
        .outerjoin(counts, counts.c.approval_id == standing_approval.c.id)
        .order_by(standing_approval.c.id.desc())
    )
    return tuple(
        StandingRow(
            _standing_of(row),
            row.code,
            goods_title(row.name, row.face_text),
            row.person,
            row.uses or 0,
            row.loss,
        )
        for row in rows
    )


def insert_uses(
    connection: Connection,
    rows: Iterable[tuple[int, StandingUse]],
    sale_id: int,
    at: datetime,
) -> None:
    """Write down which approvals let a sale pass, each row with its own id."""
    values = [
        {
            "id": use_id,
            "approval_id": use.approval.id,
            "sale_id": sale_id,
            "quantity": use.quantity,
            "loss": use.loss,
            "used_at": at,
        }
        for use_id, use in rows
    ]
    if values:
        connection.execute(insert(standing_use), values)


def _standing_of(row: Row[Any]) -> StandingApproval:
    return StandingApproval(
        id=row.id,
        product_id=row.product_id,
        largest_loss=row.largest_loss,
        valid_until=row.valid_until,
        reason=row.reason,
        given_by=row.given_by,
        given_at=row.given_at,
        end=StandingEnd(row.end_reason),
    )
