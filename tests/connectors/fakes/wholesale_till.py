"""A whole till with an account at a made-up platform on loopback."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.connectors.http_client import HttpClient
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft, Accounts
from desktop.services.purchasing import PurchaseSnapshot, Purchasing
from desktop.services.recovery import Recovery
from desktop.services.stock_sync import StockSync
from tests.buying import BuyingShop


class WholesaleTill(BuyingShop):
    """The real services over the real HTTP door, which keeps no pace here but writes it down."""

    def open_services(self) -> None:
        self.waits: list[float] = []
        door = HttpClient(wait=self.waits.append)
        self.accounts = Accounts(self.ground, self.rights, door)
        self.stock_sync = StockSync(self.ground, self.rights, self.catalog, door)
        self.purchasing = Purchasing(self.ground, self.rights, door)
        self.recovery = Recovery(self.ground, self.purchasing)

    def join(self, platform: str, fields: Mapping[str, str], secrets: Mapping[str, str]) -> int:
        """Add the account and fetch its goods; return how many."""
        sealed = {key: Secret(value) for key, value in secrets.items()}
        draft = AccountDraft(platform, "星桥卡盟", fields, sealed)
        account_id = self.accounts.add(self.owner, draft).account.id
        (report,) = self.stock_sync.sync([account_id])
        assert report.error is None, report.error
        return report.goods

    def buy_settled(
        self, upstream_id: str, variant: str = "", quantity: int = 1, ceiling: int = 99_00
    ) -> PurchaseSnapshot:
        """Adopt goods, buy them into stock, and let time pass until nothing happens any more."""
        product = self.adopt(upstream_id, variant)
        return self.settle(self.buy(product, quantity, ceiling).id)
