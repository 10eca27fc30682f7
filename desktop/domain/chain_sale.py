"""A chain as drafts of sales: where a line stands, and what its goods would come from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.product import UNLIMITED_STOCK, ProductKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.product import ProductSnapshot


class ChainLineState(StrEnum):
    """Where a line of a chain stands.

    ``PAID``: the cashier said that the money is in; its sale is not recorded yet.
    """

    DRAFT = "draft"
    PAID = "paid"
    SOLD = "sold"
    DROPPED = "dropped"


OPEN_LINES: Final = frozenset({ChainLineState.DRAFT, ChainLineState.PAID})
"""These can still be sold."""


@dataclass(frozen=True, slots=True)
class DraftSupply:
    """What the goods of one draft would come from.

    Attributes:
        cards: pieces that are in stock for it.
        bought: pieces that its sale would buy.
        missing: pieces that nobody has.
    """

    cards: int = 0
    bought: int = 0
    missing: int = 0


def less_kept(product: ProductSnapshot, pieces: int) -> ProductSnapshot:
    """Return a product without pieces that are kept: cards in stock first, then what can be bought.

    A source that tells no stock has enough for everybody.
    """
    if not pieces:
        return product
    cards = 0 if product.kind is ProductKind.TOPUP else min(product.local_cards, pieces)
    quota = product.platform_stock
    if quota is not None and quota != UNLIMITED_STOCK:
        quota = max(quota - (pieces - cards), 0)
    return replace(
        product,
        local_cards=product.local_cards - cards,
        platform_stock=quota,
        kept_for_chains=pieces,
    )


def supplies_of(product: ProductSnapshot, quantities: Sequence[int]) -> tuple[DraftSupply, ...]:
    """Share the stock out over drafts in their order: what the first takes, the next lacks."""
    is_service = product.kind in {ProductKind.OTHER, ProductKind.BUNDLE} and not product.has_source
    if is_service and not product.local_cards:
        return tuple(DraftSupply() for _quantity in quantities)
    cards = 0 if product.kind is ProductKind.TOPUP else product.local_cards
    quota = product.platform_stock or 0
    shared = []
    for quantity in quantities:
        own = min(cards, quantity)
        cards -= own
        wanted = quantity - own
        bought = wanted if quota < 0 else min(quota, wanted)
        quota -= 0 if quota < 0 else bought
        shared.append(DraftSupply(own, bought, wanted - bought))
    return tuple(shared)
