"""What lists of the stock page are made of: the names that screens may use.

Belongs here: nothing but names. Screens see services, never the storage behind them.
"""

from __future__ import annotations

from desktop.storage.platform_queries import GoodsState
from desktop.storage.price_history import PriceChange

__all__ = ["GoodsState", "PriceChange"]
