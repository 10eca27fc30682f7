"""What may have happened between a backup and its restoring, marked so that nothing happens twice.

A card in stock may have been sold since, and a purchase that had not been sent may have been: both
wait until a person, or the platform, says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, literal_column, select, update

from desktop.domain.card import CardState
from desktop.domain.delivery import DeliveryState
from desktop.domain.purchase import PurchaseState
from desktop.models.card_secrets import card_secret
from desktop.models.purchases import purchase, purchase_event
from desktop.models.sales import sale_line
from desktop.storage import kept_totals

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.clock import Clock
    from desktop.domain.identifiers import Identifiers

_RESTORED = "profile_restored"
_IS_TO_CHECK = card_secret.c.state == literal_column(f"'{CardState.TO_CHECK}'")
"""Said as a literal: a partial index is not chosen for a bound value."""


def mark_gap(connection: Connection, clock: Clock, identifiers: Identifiers) -> tuple[int, int]:
    """Set cards in stock to be checked, and unsent or just sent purchases to unknown.

    Returns:
        How many cards and how many purchases.
    """
    cards = connection.execute(
        update(card_secret)
        .where(card_secret.c.state == CardState.AVAILABLE)
        .values(state=CardState.TO_CHECK)
    ).rowcount
    _move(connection, clock, identifiers, PurchaseState.PREPARED, PurchaseState.SENDING)
    moved = _move(connection, clock, identifiers, PurchaseState.SENDING, PurchaseState.UNKNOWN)
    kept_totals.rebuild(connection)
    return cards, moved


def release_checked(connection: Connection, product_id: int | None) -> int:
    """Let checked cards be sold again, of one product or of all; return how many."""
    query = update(card_secret).where(_IS_TO_CHECK)
    if product_id is not None:
        query = query.where(card_secret.c.product_id == product_id)
    return connection.execute(query.values(state=CardState.AVAILABLE)).rowcount


def _move(
    connection: Connection,
    clock: Clock,
    identifiers: Identifiers,
    before: PurchaseState,
    after: PurchaseState,
) -> int:
    now = clock.now()
    rows = connection.execute(
        select(purchase.c.id, purchase.c.sale_line_id).where(purchase.c.state == before)
    ).all()
    if not rows:
        return 0
    ids = [row.id for row in rows]
    connection.execute(
        update(purchase).where(purchase.c.id.in_(ids)).values(state=after, changed_at=now)
    )
    connection.execute(
        insert(purchase_event),
        [
            {
                "id": identifiers.next_id(),
                "purchase_id": row.id,
                "from_state": before,
                "to_state": after,
                "code": _RESTORED,
                "happened_at": now,
            }
            for row in rows
        ],
    )
    lines = [row.sale_line_id for row in rows if row.sale_line_id is not None]
    waiting = [DeliveryState.QUEUED, DeliveryState.PROCESSING]
    connection.execute(
        update(sale_line)
        .where(sale_line.c.id.in_(lines), sale_line.c.delivery_state.in_(waiting))
        .values(delivery_state=DeliveryState.UNKNOWN)
    )
    return len(rows)
