"""The page 总览 over a shop made for a test."""

from __future__ import annotations

from desktop.services.funds import FundsDesk
from desktop.services.overview import Overview
from desktop.services.owner_cards import OwnerCards
from desktop.services.report_exporting import ReportExporting
from desktop.services.review import Review
from desktop.services.wallets import Wallets
from desktop.ui.screens.owner_screen import OwnerScreen
from tests.factories import TillShop
from tests.ui.window_harness import Window


def an_owner_page(shop: TillShop, window: Window) -> OwnerScreen:
    """Show the page."""
    return window.show(
        OwnerScreen(
            window.context,
            Overview(shop.ground, shop.rights, shop.reporting),
            FundsDesk(shop.ground, shop.settings, shop.rights),
            Review(shop.ground, shop.rights, shop.reporting),
            shop.day_close,
            ReportExporting(shop.rights, shop.reporting),
            OwnerCards(shop.ground, shop.settings, shop.rights),
            Wallets(shop.ground, shop.settings, shop.rights),
        )
    )
