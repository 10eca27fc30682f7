"""A card handed out in place of a bad one: what is asked for, and what there is to give.

The old card is worth nothing any more and never comes back; the new one belongs to the same line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.sale import Approval


@dataclass(frozen=True, slots=True)
class ReplacementRequest:
    """What a person wants to do; the same ``request_id`` twice hands out one card.

    Attributes:
        old_card_id: the card that the customer cannot use.
        note: why, as typed.
        typed_cost: what the new card cost, asked for only where the store does not know it.
    """

    request_id: str
    ticket_id: int
    old_card_id: int
    note: str
    shift_id: int
    typed_cost: Money | None = None
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class ReplaceableCard:
    """A card of the line that somebody has seen: only such a card can turn out to be bad.

    Attributes:
        position: which card of the line it is, from 1.
    """

    card_id: int
    position: int
    masked: str


@dataclass(frozen=True, slots=True)
class ReplacementOffer:
    """What a ticket's line can get.

    Attributes:
        cards: which can be replaced, in the order in which they were handed over.
        in_stock: how many cards of the product there are to give.
        is_cost_known: whether the store knows what the next one cost.
    """

    product_id: int
    cards: tuple[ReplaceableCard, ...]
    in_stock: int
    is_cost_known: bool
