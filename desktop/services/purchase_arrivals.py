"""Cards that came from a platform, into the card store, within the purchase's own write."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from desktop.domain.errors import BusinessRuleError
from desktop.domain.purchase_settling import CardParts
from desktop.services.card_text import split_cards
from desktop.storage.card_queries import PlainCard, StoredCards, store_purchased_cards
from desktop.storage.purchase_lines import can_receive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.purchase_settling import DeliveredCard
    from desktop.storage.ground import Ground
    from desktop.storage.purchase_queries import PurchaseRow


def keep_cards(
    connection: Connection,
    ground: Ground,
    row: PurchaseRow,
    cards: Sequence[DeliveredCard],
    charged: Money | None,
) -> StoredCards:
    """Store delivered cards for the line that waits, or in stock if nobody waits any more.

    The charge is shared over the cards to the fen, so that cost of cards and charge always agree.
    """
    line_id = row.sale_line_id
    if line_id is not None and not can_receive(connection, line_id):
        line_id = None
    costs: Sequence[Money | None] = [None] * len(cards)
    if charged is not None:
        costs = charged.shared_by([1] * len(cards))
    card_ids: list[int] = []
    duplicates = 0
    for cost, pairs in groupby(zip(costs, cards, strict=True), key=lambda pair: pair[0]):
        stored = store_purchased_cards(
            connection,
            ground,
            product_id=row.product_id,
            purchase_id=row.id,
            sale_line_id=line_id,
            cards=[card_of(card) for _, card in pairs],
            unit_cost=cost,
            line_quantity=row.quantity - len(card_ids),
        )
        card_ids.extend(stored.card_ids)
        duplicates += stored.duplicates
    return StoredCards(tuple(card_ids), duplicates)


def card_of(delivered: DeliveredCard) -> PlainCard:
    """Return the card to store; a line is split as an import would, for the same fingerprint.

    What does not split clearly is kept whole: nothing that was paid for is ever thrown away.
    """
    if isinstance(delivered, CardParts):
        return PlainCard(delivered.secret, delivered.number, delivered.expires_on)
    try:
        read = split_cards(delivered.reveal())
    except BusinessRuleError:
        return PlainCard(delivered)
    if len(read.rows) != 1 or read.problems:
        return PlainCard(delivered)
    card = read.rows[0]
    return PlainCard(card.secret, card.number, card.expires_on)
