"""Cards handed out in place of bad ones: the old one off its line, the new one onto it."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from desktop.domain.card import CardState
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.domain.compensation import CompensationKind
from desktop.domain.delivery import DeliveryState
from desktop.domain.money import Money
from desktop.models.after_sales import card_replacement, compensation
from desktop.models.card_secrets import card_secret
from desktop.models.ledger import ledger
from desktop.models.sales import sale_line
from desktop.storage.card_queries import NEXT_CARDS_SQL
from desktop.storage.driver import list_rows
from desktop.storage.integrity import IntegrityProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_AVAILABLE_SQL: Final = (
    "SELECT count(*) FROM card_secret WHERE product_id = ? AND state = 'available'"
    " AND coalesce(expires_on, '9999-12-31') >= ?"
)
_MOST: Final = 100


def product_of(connection: Connection, line_id: int) -> int:
    """Return the product of a sold line."""
    query = select(sale_line.c.product_id).where(sale_line.c.id == line_id)
    product_id: int = connection.execute(query).scalar_one()
    return product_id


def count_to_give(connection: Connection, product_id: int, at: datetime) -> int:
    """Count the cards of a product that could be handed out now."""
    (row,) = list_rows(connection, _AVAILABLE_SQL, (product_id, _day(at).isoformat()))
    return int(row[0])


def next_cost(connection: Connection, product_id: int, at: datetime) -> Money | None:
    """Return what the next card of a product cost; None where it is not known or there is none."""
    found = list_rows(connection, NEXT_CARDS_SQL, (product_id, _day(at).isoformat(), 1))
    return Money(found[0][1]) if found and found[0][1] is not None else None


def find_new_card(connection: Connection, request_id: str) -> int | None:
    """Return the card that a request handed out before."""
    return connection.scalar(
        select(card_replacement.c.new_card_id)
        .join(compensation, compensation.c.id == card_replacement.c.compensation_id)
        .where(compensation.c.request_id == request_id)
    )


def take_off(connection: Connection, line_id: int, card_id: int) -> bool:
    """Mark a seen card of a line as bad for good; False when it is none of them."""
    done = connection.execute(
        update(card_secret)
        .where(
            card_secret.c.id == card_id,
            card_secret.c.sale_line_id == line_id,
            card_secret.c.state == CardState.REVEALED,
        )
        .values(state=CardState.VOID)
    )
    return done.rowcount == 1


def put_back_to_hand_over(connection: Connection, line_id: int, now: datetime) -> None:
    """Let a line wait to be handed over again: its new card was shown to nobody yet."""
    connection.execute(
        update(sale_line)
        .where(sale_line.c.id == line_id)
        .values(
            delivery_state=DeliveryState.ARRIVED,
            arrived_at=now,
            told_at=None,
            told_by=None,
            handed_over_at=None,
            handed_over_by=None,
            hand_over=None,
        )
    )


def insert_replacement(connection: Connection, **columns: Any) -> None:
    """Write which card was given for which."""
    connection.execute(insert(card_replacement).values(**columns))


def counts_of(connection: Connection, line_ids: list[int]) -> dict[int, int]:
    """Return how many cards of each line were replaced; lines without any are left out."""
    rows = connection.execute(
        select(card_replacement.c.sale_line_id, func.count())
        .where(card_replacement.c.sale_line_id.in_(line_ids))
        .group_by(card_replacement.c.sale_line_id)
    )
    return {row[0]: row[1] for row in rows}


def find_uneven_replacements(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield replacements whose cards, cost or note are not as they were booked.

    The old card is worth nothing and stays with its line; the new one left stock for that line, or
    went back with it unseen; its cost stands in the books once, and the ledger knows both cards.
    """
    old, new = card_secret.alias(), card_secret.alias()
    rows = connection.execute(
        select(
            card_replacement,
            old.c.state.label("old_state"),
            old.c.sale_line_id.label("old_line"),
            new.c.sale_line_id.label("new_line"),
            sale_line.c.returned_quantity,
            compensation.c.kind,
            compensation.c.ticket_id.label("paid_ticket"),
        )
        .join(old, old.c.id == card_replacement.c.old_card_id)
        .join(new, new.c.id == card_replacement.c.new_card_id)
        .join(sale_line, sale_line.c.id == card_replacement.c.sale_line_id)
        .join(compensation, compensation.c.id == card_replacement.c.compensation_id)
    ).all()
    noted = _noted_pairs(connection)
    for row in rows:
        is_whole = (
            row.old_state is CardState.VOID
            and row.old_line == row.sale_line_id
            and (row.new_line == row.sale_line_id or row.returned_quantity > 0)
            and row.kind is CompensationKind.CARD
            and row.paid_ticket == row.ticket_id
            and (row.old_card_id, row.new_card_id) in noted
        )
        noted.discard((row.old_card_id, row.new_card_id))
        if not is_whole:
            yield IntegrityProblem("card_replaced", "card_replacement", row.id)
    for old_id, _new_id in sorted(noted):
        yield IntegrityProblem("card_replaced", "card_secret", old_id)
    booked = select(card_replacement.c.compensation_id)
    unpaired = select(compensation.c.id).where(
        compensation.c.kind == CompensationKind.CARD, compensation.c.id.not_in(booked)
    )
    for row_id in connection.scalars(unpaired.limit(_MOST)):
        yield IntegrityProblem("card_replaced", "compensation", row_id)


def _noted_pairs(connection: Connection) -> set[tuple[int, int]]:
    bodies = connection.scalars(select(ledger.c.body).where(ledger.c.kind == "card_replaced"))
    return {(body["old_card"], body["new_card"]) for body in map(json.loads, bodies)}


def _day(at: datetime) -> date:
    return at.astimezone(CHINA_STANDARD_TIME).date()
