"""The pages of the window: one entry each, imported when they are first opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from desktop.building import BuiltLater
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.permissions import Role

if TYPE_CHECKING:
    from desktop.ui.screen import Screen, WindowContext

_EVERYBODY: Final = frozenset(Role)
_OWNER: Final = frozenset({Role.OWNER})


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """A page: where its class is, what it is called, who may open it, what it is given.

    Attributes:
        page: its name everywhere: rail, keys, ``go_to``.
        place: ``module:Class``; imported on the first visit.
        services: names of the shop's services, in the order of the constructor after the context.
        icon: Lucide name; empty keeps the page out of the rail.
    """

    page: str
    place: str
    services: tuple[str, ...]
    title: str = ""
    icon: str = ""
    roles: frozenset[Role] = _EVERYBODY

    @property
    def action_id(self) -> str:
        """The row of the key table that opens it."""
        return f"go.{self.page}"

    def build(self, context: WindowContext, shop: Any) -> Screen:
        """Import and build the page; a service is built when the page first asks it something."""
        module_name, class_name = self.place.split(":")
        screen_class = getattr(import_module(module_name), class_name)
        services = (BuiltLater(shop, name) for name in self.services)
        screen: Screen = screen_class(context, *services)
        return screen


SCREENS: Final[tuple[ScreenEntry, ...]] = (
    ScreenEntry(
        "sale",
        "desktop.ui.screens.sale_screen:SaleScreen",
        (
            "goods",
            "open_shift",
            "connectivity",
            "checkout",
            "pending_sales",
            "held_sales",
            "delivery",
            "customers",
            "purchasing",
            "printing",
            "collection_codes",
            "shifts",
            "settings",
            "top_ups",
            "sealed_files",
            "gateway_accounts",
            "gateway_payments",
            "stored_value",
            "chain_sales",
        ),
        QT_TRANSLATE_NOOP("navigation", "收银"),
        "scan-barcode",
    ),
    ScreenEntry(
        "customers",
        "desktop.ui.screens.customers_screen:CustomersScreen",
        (
            "customers",
            "checkout",
            "settings",
            "saved_accounts",
            "member_ledgers",
            "tiers",
            "printing",
        ),
        QT_TRANSLATE_NOOP("navigation", "会员"),
        "users",
    ),
    ScreenEntry(
        "stock",
        "desktop.ui.screens.stock_screen:StockScreen",
        (
            "catalog",
            "card_store",
            "importing",
            "accounts",
            "stock_sync",
            "settings",
            "backups",
            "stock_alerts",
            "standing_approvals",
            "price_lists",
            "account_money",
            "wallets",
            "purchasing",
            "booth_packs",
            "card_taking",
        ),
        QT_TRANSLATE_NOOP("navigation", "货源"),
        "package",
    ),
    ScreenEntry(
        "orders",
        "desktop.ui.screens.orders_screen:OrdersScreen",
        (
            "checkout",
            "pending_sales",
            "returns",
            "delivery",
            "purchasing",
            "printing",
            "customers",
            "settings",
            "shifts",
            "exporting",
            "hand_orders",
            "after_sales",
            "compensations",
            "after_sales_proof",
            "card_replacements",
            "replacement_buying",
            "sealed_files",
        ),
        QT_TRANSLATE_NOOP("navigation", "订单"),
        "receipt-text",
    ),
    ScreenEntry(
        "till",
        "desktop.ui.screens.till_screen:TillScreen",
        (
            "day_close",
            "shifts",
            "reporting",
            "printing",
            "settings",
            "staff",
            "stock_sync",
            "bills",
        ),
        QT_TRANSLATE_NOOP("navigation", "日结"),
        "calculator",
    ),
    ScreenEntry(
        "promote",
        "desktop.ui.screens.promotions_screen:PromotionsScreen",
        (
            "campaigns",
            "campaign_reader",
            "tiers",
            "settings",
            "marketing",
            "campus_agents",
            "printing",
        ),
        QT_TRANSLATE_NOOP("navigation", "推广"),
        "megaphone",
        _OWNER,
    ),
    ScreenEntry(
        "owner",
        "desktop.ui.screens.owner_screen:OwnerScreen",
        ("overview", "funds", "review", "day_close", "report_exporting", "owner_cards", "wallets"),
        QT_TRANSLATE_NOOP("navigation", "总览"),
        "chart-line",
        _OWNER,
    ),
    ScreenEntry(
        "settings",
        "desktop.ui.screens.settings_screen:SettingsScreen",
        (
            "settings",
            "staff",
            "collection_codes",
            "printing",
            "backups",
            "verification",
            "exporting",
            "profile",
            "gateway_accounts",
        ),
        QT_TRANSLATE_NOOP("navigation", "设置"),
        "settings",
        _OWNER,
    ),
    ScreenEntry("lock", "desktop.ui.screens.lock_screen:LockScreen", ("staff", "settings")),
    ScreenEntry("vault", "desktop.ui.screens.vault_screen:VaultScreen", ()),
)


def rail_entries(role: Role) -> tuple[ScreenEntry, ...]:
    """Return the pages a role sees in the rail, in order."""
    return tuple(entry for entry in SCREENS if entry.icon and role in entry.roles)


def entry_of(page: str) -> ScreenEntry:
    """Return the entry of a page.

    Raises:
        KeyError: there is none.
    """
    for entry in SCREENS:
        if entry.page == page:
            return entry
    raise KeyError(page)
