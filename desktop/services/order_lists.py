"""What lists of orders are asked for and made of: the names that screens may use.

Belongs here: nothing but names. Screens see services, never the storage behind them.
"""

from __future__ import annotations

from desktop.storage.delivery_queries import OpenedCard, UndeliveredChip, UndeliveredRow
from desktop.storage.purchase_lists import PurchaseEventRow, PurchaseFilter
from desktop.storage.sale_queries import SaleRow, SalesFilter, SalesSort, SalesSums

__all__ = [
    "OpenedCard",
    "PurchaseEventRow",
    "PurchaseFilter",
    "SaleRow",
    "SalesFilter",
    "SalesSort",
    "SalesSums",
    "UndeliveredChip",
    "UndeliveredRow",
]
