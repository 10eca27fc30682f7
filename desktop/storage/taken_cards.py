"""Cards that left the store without a sale, because the owner took them out to look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from desktop.domain.card import CardState
from desktop.domain.clock import CHINA_STANDARD_TIME
from desktop.models.card_secrets import card_secret
from desktop.storage.card_queries import NEXT_CARDS_SQL
from desktop.storage.delivery_queries import CardOfLine
from desktop.storage.driver import list_rows
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.storage.ground import Ground


def take_out(
    connection: Connection, ground: Ground, actor: Actor, product_id: int, count: int, reason: str
) -> int:
    """Take the next cards of a product out of stock; return how many there were."""
    now = ground.now()
    today = now.astimezone(CHINA_STANDARD_TIME).date().isoformat()
    ids = [row[0] for row in list_rows(connection, NEXT_CARDS_SQL, (product_id, today, count))]
    connection.execute(
        update(card_secret)
        .where(card_secret.c.id.in_(ids))
        .values(state=CardState.VOID, revealed_at=now)
    )
    note(connection, ground, actor, product_id, ids, reason)
    return len(ids)


def note(
    connection: Connection,
    ground: Ground,
    actor: Actor,
    product_id: int,
    card_ids: list[int],
    reason: str,
) -> None:
    """Write down who looks at cards that were not sold, and why."""
    body = {"product": product_id, "cards": card_ids, "reason": reason,
            "person": actor.id, "channel": actor.channel}  # fmt: skip
    ground.record(connection, LedgerEntry("unsold_cards_seen", body))


def taken_since(
    connection: Connection, since: datetime, product_id: int | None = None
) -> tuple[CardOfLine, ...]:
    """Read the cards taken out since an instant, of one product or of all, still sealed."""
    card = card_secret.c
    query = select(
        card.id, card.number_sealed, card.secret_sealed, card.state, card.expires_on
    ).where(card.state == CardState.VOID, card.sale_line_id.is_(None), card.revealed_at >= since)
    if product_id is not None:
        query = query.where(card.product_id == product_id)
    rows = connection.execute(query.order_by(card.revealed_at, card.id))
    return tuple(CardOfLine(*row) for row in rows)
