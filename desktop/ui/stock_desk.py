"""What every part of 货源 is given: the services, the clock, who looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.ui.background import Lane
from desktop.ui.desk import Desk

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop.domain.errors import KataiError
    from desktop.services.account_money import AccountMoney
    from desktop.services.accounts import Accounts
    from desktop.services.backups import Backups
    from desktop.services.booth_packs import BoothPacks
    from desktop.services.card_store import CardStore
    from desktop.services.card_taking import CardTaking
    from desktop.services.catalog import Catalog
    from desktop.services.importing import Importing
    from desktop.services.price_lists import PriceLists
    from desktop.services.purchasing import Purchasing
    from desktop.services.settings import Settings
    from desktop.services.standing_approvals import StandingApprovals
    from desktop.services.stock_alerts import StockAlerts
    from desktop.services.stock_sync import StockSync
    from desktop.services.wallets import Wallets
    from desktop.ui.screen import WindowContext


@dataclass(frozen=True, slots=True)
class StockDesk(Desk):
    """The services of the stock page and what its parts ask again and again."""

    context: WindowContext
    catalog: Catalog
    card_store: CardStore
    importing: Importing
    accounts: Accounts
    stock_sync: StockSync
    settings: Settings
    backups: Backups
    stock_alerts: StockAlerts
    standing_approvals: StandingApprovals
    price_lists: PriceLists
    account_money: AccountMoney
    wallets: Wallets
    purchasing: Purchasing
    booth_packs: BoothPacks
    card_taking: CardTaking

    def read(self, owner: QObject, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Read something off the window's thread."""
        self.context.operations.run_query(owner, work, then)

    def change(
        self,
        owner: QObject,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[KataiError], None] | None = None,
        lane: Lane = Lane.WRITE,
    ) -> None:
        """Change something off the window's thread and tell every screen."""
        self.context.operations.run_change(owner, work, then, refused=refused, lane=lane)

    def toast(self, text: str) -> None:
        """Say what was done."""
        self.context.messages.show_toast(text)
