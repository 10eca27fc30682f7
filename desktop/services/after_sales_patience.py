"""How long each step of after-sales may take in this shop, read from its settings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.after_sales import Patience

if TYPE_CHECKING:
    from desktop.services.settings_values import SettingsValues


def patience_of(values: SettingsValues) -> Patience:
    """Return how long each step may take in this shop."""
    return Patience(
        answer=timedelta(minutes=values.integer("after_sales.answer_minutes")),
        escalate=timedelta(minutes=values.integer("after_sales.escalate_minutes")),
        source=timedelta(minutes=values.integer("after_sales.source_minutes")),
        customer=timedelta(hours=values.integer("after_sales.customer_hours")),
        decide=timedelta(hours=values.integer("after_sales.decide_hours")),
    )
