"""Cards that came from a platform, into the card store, within the purchase's own write."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from desktop.domain.errors import BusinessRuleError
from desktop.services.card_text import split_cards
from desktop.storage.card_queries import PlainCard, StoredCards, store_purchased_cards
from desktop.storage.purchase_lines import can_receive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.secret import Secret
    from desktop.storage.ground import Ground
    from desktop.storage.purchase_queries import PurchaseRow


def keep_cards(
    connection: Connection,
    ground: Ground,
    row: PurchaseRow,
    texts: Sequence[Secret],
    charged: Money | None,
) -> StoredCards:
    """Store delivered cards for the line that waits, or in stock if nobody waits any more.

    The charge is shared over the cards to the fen, so that cost of cards and charge always agree.
    """
    line_id = row.sale_line_id
    if line_id is not None and not can_receive(connection, line_id):
        line_id = None
    costs: Sequence[Money | None] = [None] * len(texts)
    if charged is not None:
        costs = charged.shared_by([1] * len(texts))
    card_ids: list[int] = []
    duplicates = 0
    for cost, pairs in groupby(zip(costs, texts, strict=True), key=lambda pair: pair[0]):
        stored = store_purchased_cards(
            connection,
            ground,
            product_id=row.product_id,
            purchase_id=row.id,
            sale_line_id=line_id,
            cards=[card_of(text) for _, text in pairs],
            unit_cost=cost,
            line_quantity=row.quantity - len(card_ids),
        )
        card_ids.extend(stored.card_ids)
        duplicates += stored.duplicates
    return StoredCards(tuple(card_ids), duplicates)


def card_of(text: Secret) -> PlainCard:
    """Split one delivered line as an import would, so that the same card has the same fingerprint.

    What does not split clearly is kept whole: nothing that was paid for is ever thrown away.
    """
    try:
        read = split_cards(text.reveal())
    except BusinessRuleError:
        return PlainCard(text)
    if len(read.rows) != 1 or read.problems:
        return PlainCard(text)
    card = read.rows[0]
    return PlainCard(card.secret, card.number, card.expires_on)
