"""What a write changed, so that screens that show it can refresh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """A kind of thing a screen may show."""

    ACCOUNTS = "accounts"
    AFTER_SALES = "after_sales"
    AGENTS = "agents"
    ALERTS = "alerts"
    CONNECTION = "connection"
    CUSTOMERS = "customers"
    DELIVERY = "delivery"
    HELD_SALES = "held_sales"
    PRINT_JOBS = "print_jobs"
    PRODUCTS = "products"
    PROMOTIONS = "promotions"
    PURCHASES = "purchases"
    SALES = "sales"
    SETTINGS = "settings"
    SHIFT = "shift"
    STAFF = "staff"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Changes:
    """The topics that one write touched."""

    topics: frozenset[Topic] = frozenset()

    @classmethod
    def of(cls, *topics: Topic) -> Changes:
        """Return the changes of these topics."""
        return cls(frozenset(topics))
