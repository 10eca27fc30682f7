"""A till with an account at a made-up gateway on loopback."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from desktop.connectors.http_client import HttpClient
from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.sale import SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.services.accounts import AccountDraft
from desktop.services.compliance import Compliance
from desktop.services.gateway_accounts import GatewayAccounts
from desktop.services.gateway_payments import GatewayPayments
from desktop.services.gateway_refunds import GatewayRefunds
from desktop.services.gateway_standing import GatewayPayment
from tests.connectors.fakes.epay_server import KEY, PID, EpayServer
from tests.factories import TillShop

_REQUESTS = count(1)


def draft_for(url: str, name: str = "禾光支付", **changes: str) -> AccountDraft:
    fields = {"base_url": url, "pid": PID, "channels": "wxpay alipay", "notify_url": ""} | changes
    return AccountDraft("epay", name, fields, {"key": Secret(KEY)})


def build_services(shop: TillShop) -> None:
    """Build the services of a gateway anew, as a start does."""
    door = HttpClient()
    held: dict[str, object] = {
        "gateway_accounts": GatewayAccounts(shop.ground, shop.settings, shop.rights, door),
        "gateway_payments": GatewayPayments(
            shop.ground,
            shop.rights,
            door,
            shop.checkout,
            shop.pending_sales,
            Compliance(shop.ground, shop.settings),
        ),
        "gateway_refunds": GatewayRefunds(shop.ground, shop.rights, door),
    }
    for name, service in held.items():
        setattr(shop, name, service)


class GatewayTill(TillShop):
    """A till with a gateway account, an open shift and five cards of 100 yuan.

    Attributes:
        server: the gateway.
    """

    server: EpayServer
    gateway_accounts: GatewayAccounts
    gateway_payments: GatewayPayments
    gateway_refunds: GatewayRefunds

    def begin_with(self, server: EpayServer) -> None:
        """Connect to the gateway, open the shift, and put cards into stock."""
        self.server = server
        build_services(self)
        self.account = self.gateway_accounts.add(self.owner, draft_for(server.url))
        self.open_shift(Money(100_00))
        self.card = self.a_product("YJ100", price=100_00, cost=91_00, cards=5)

    def sale_request(self, *, cash: int = 0, pieces: int = 1) -> SaleRequest:
        """Return a sale that the gateway is to pay, but for some cash."""
        cart = Cart().with_product(self.card, pieces)
        total = self.checkout.price(cart).total
        part = [cash_tender(Money(cash), Money(cash))] if cash else []
        tenders = (*part, Tender(TenderMethod.EPAY, total - Money(cash)))
        request_id = f"gateway-{next(_REQUESTS)}"
        return self.request(cart, *tenders, request_id=request_id, is_awaiting_payment=True)

    def begin(self, *, cash: int = 0) -> GatewayPayment:
        """Begin a payment; no code yet."""
        request = self.sale_request(cash=cash)
        return self.gateway_payments.begin(self.cashier, request, self.account.id, "wxpay")

    def begin_with_code(self) -> GatewayPayment:
        """Begin a payment and ask for its code."""
        return self.gateway_payments.send(self.begin().id)

    def ask(self, payment_id: int, *, later: int = 2) -> GatewayPayment:
        """Let some seconds pass and ask what became of a payment."""
        self.clock.pass_time(timedelta(seconds=later))
        return self.gateway_payments.ask(payment_id)

    def free_cards(self) -> int:
        """How many cards can be sold."""
        found = self.checkout.find_exact("YJ100")
        assert found is not None
        return found.local_cards
