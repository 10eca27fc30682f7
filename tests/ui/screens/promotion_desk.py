"""What the page of promotions needs beside its own services."""

from __future__ import annotations

from desktop.services.day_close import DayClose
from desktop.services.printing import Printing
from desktop.services.reporting import Reporting
from tests.shop import RehearsalShop


def a_printing(shop: RehearsalShop) -> Printing:
    """Return the papers of a shop."""
    reporting = Reporting(shop.ground, shop.settings)
    day_close = DayClose(shop.ground, shop.settings, shop.rights, shop.shifts, reporting)
    return Printing(shop.ground, shop.settings, shop.rights, reporting, day_close)
