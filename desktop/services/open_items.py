"""What is open in the whole shop now: what a shift hands over and a day carries on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.after_sales import count_overdue
from desktop.services.after_sales_patience import patience_of
from desktop.storage import after_sales_queries, close_queries

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.day_close import OpenItems
    from desktop.services.settings_values import SettingsValues


def open_items_at(connection: Connection, settings: SettingsValues, now: datetime) -> OpenItems:
    """Count what is open, and the tickets among it that are overdue."""
    items = close_queries.open_items(connection)
    if not items.tickets:
        return items
    live = after_sales_queries.list_live(connection)
    return replace(items, overdue_tickets=count_overdue(live, patience_of(settings), now))
