"""Reports: one file is one report, listed in ``REPORTS``."""

from __future__ import annotations

from typing import Final

from desktop.reports import best_sellers, channels, day, sales_by_hour
from desktop.reports.base import Report

REPORTS: Final[tuple[Report, ...]] = (
    day.REPORT,
    sales_by_hour.REPORT,
    best_sellers.REPORT,
    channels.REPORT,
)
"""In the order in which they are offered."""
