"""The stock page of a shop made for a test."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from desktop.services.account_money import AccountMoney
from desktop.services.backups import Backups
from desktop.services.booth_packs import BoothPacks
from desktop.services.card_taking import CardTaking
from desktop.services.importing import Importing
from desktop.services.price_lists import PriceLists
from desktop.services.profiles import OpenProfile
from desktop.services.standing_approvals import StandingApprovals
from desktop.services.stock_alerts import StockAlerts
from desktop.services.wallets import Wallets
from desktop.storage.anchor import Anchoring
from desktop.ui.screens.stock_screen import StockScreen
from tests.buying import BuyingShop
from tests.ui.window_harness import Window


def a_stock_page(shop: BuyingShop, window: Window) -> StockScreen:
    """Return the page; no backup of this shop can be written."""
    profile = OpenProfile(Path("/nowhere"), shop.ground, cast(Anchoring, None), None)
    return StockScreen(
        window.context,
        shop.catalog,
        shop.card_store,
        Importing(shop.ground, shop.settings, shop.rights, shop.card_store),
        shop.accounts,
        shop.stock_sync,
        shop.settings,
        Backups(profile, shop.rights),
        StockAlerts(shop.ground, shop.settings, shop.rights),
        StandingApprovals(shop.ground, shop.rights),
        PriceLists(shop.ground, shop.rights),
        AccountMoney(shop.ground, shop.rights),
        Wallets(shop.ground, shop.settings, shop.rights),
        shop.purchasing,
        BoothPacks(shop.ground, shop.settings, shop.rights, shop.catalog, shop.purchasing),
        CardTaking(shop.ground, shop.rights),
    )
