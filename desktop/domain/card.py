"""The states of a card secret in the card store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class CardState(StrEnum):
    """在库, 预占, 已售, 已看, 作废, 待核: a revealed card never becomes available again."""

    AVAILABLE = "available"
    RESERVED = "reserved"
    SOLD = "sold"
    REVEALED = "revealed"
    VOID = "void"
    TO_CHECK = "to_check"


VISIBLE_STATES: Final = frozenset({CardState.SOLD, CardState.REVEALED})
"""Cards that may be shown to whom they were sold: paid for, and not taken back."""


class BatchOrigin(StrEnum):
    """How a batch of cards came into the store."""

    IMPORT = "import"
    PURCHASE = "purchase"


@dataclass(frozen=True, slots=True)
class CardCountRow:
    """How many cards of a product are in which state.

    Attributes:
        product: its code.
        name: with its face value, as the product is called.
        sold: sold and not yet seen; the seen ones are ``revealed``.
    """

    product: str
    name: str
    product_id: int
    available: int = 0
    reserved: int = 0
    sold: int = 0
    revealed: int = 0
    void: int = 0
    to_check: int = 0
