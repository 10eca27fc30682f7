"""Reports: one file is one report, listed in ``REPORTS``."""

from __future__ import annotations

from typing import Final

from desktop.reports import (
    agents,
    best_sellers,
    channels,
    day,
    large_and_suspicious,
    product_board,
    purchases_by_account,
    sales_by_cashier,
    sales_by_category,
    sales_by_channel,
    sales_by_hour,
    sales_by_product,
)
from desktop.reports.base import Report

REPORTS: Final[tuple[Report, ...]] = (
    day.REPORT,
    sales_by_hour.REPORT,
    best_sellers.REPORT,
    sales_by_product.REPORT,
    sales_by_category.REPORT,
    sales_by_cashier.REPORT,
    sales_by_channel.REPORT,
    purchases_by_account.REPORT,
    channels.REPORT,
    agents.REPORT,
    product_board.REPORT,
    large_and_suspicious.REPORT,
)
"""In the order in which they are offered."""
