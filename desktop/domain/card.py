"""The states of a card secret in the card store."""

from __future__ import annotations

from enum import StrEnum


class CardState(StrEnum):
    """在库, 预占, 已售, 已看, 作废, 待核: a revealed card never becomes available again."""

    AVAILABLE = "available"
    RESERVED = "reserved"
    SOLD = "sold"
    REVEALED = "revealed"
    VOID = "void"
    TO_CHECK = "to_check"


class BatchOrigin(StrEnum):
    """How a batch of cards came into the store."""

    IMPORT = "import"
    PURCHASE = "purchase"
