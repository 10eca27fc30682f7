"""A till whose sales a gateway collects from accounts that the test chooses."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.product import ProductKind
from desktop.domain.sale import SaleRequest
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.storage.compliance_queries import list_decisions
from tests.gateway import GatewayTill

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.services.gateway_standing import GatewayPayment

PAYER, OTHER = "2088102123456789", "2088102199999999"
LISTED = "listed"
_numbers = count(1)


class PayerTill(GatewayTill):
    """A till with a gateway that tells who paid."""

    def sale_of(
        self, fen: int, *, customer: CustomerSnapshot | None = None, cash: int = 0, **changes: Any
    ) -> SaleRequest:
        """Return a sale of goods that nobody is asked about, for the gateway to collect."""
        number = next(_numbers)
        product = self.a_product(
            f"D{number}",
            price=fen,
            typed_cost=Money(1),
            kind=ProductKind.OTHER,
            name="代充",
            face_text="",
        )
        cart = Cart().with_product(product).with_customer(customer)
        part = [cash_tender(Money(cash), Money(cash))] if cash else []
        tenders = (*part, Tender(TenderMethod.EPAY, Money(fen - cash)))
        request = self.request(
            cart, *tenders, request_id=f"payer-{number}", is_awaiting_payment=True
        )
        return replace(request, **changes)

    def code_for(self, request: SaleRequest, channel: str = "wxpay") -> GatewayPayment:
        """Show a code for a sale."""
        begin = self.gateway_payments.begin
        payment = begin(self.cashier, request, self.account.id, channel)
        return self.gateway_payments.send(payment.id)

    def collect(self, payment: GatewayPayment, payer: object = PAYER) -> GatewayPayment:
        """Let an account pay, and the till see it."""
        self.server.pay(payment.number)
        self.server.told = {"buyer": payer}
        return self.ask(payment.id)

    def sold_to(
        self, payer: object, fen: int, channel: str = "wxpay", **changes: Any
    ) -> GatewayPayment:
        """Sell something that an account pays."""
        paid = self.collect(self.code_for(self.sale_of(fen, **changes), channel), payer)
        assert paid.completed is not None
        return paid

    def met_by(self, payment: GatewayPayment) -> list[tuple[str, str, Money]]:
        """Return the rules that stand with a sale, what was answered, and by which sum."""
        with self.ground.database.read() as connection:
            return list_decisions(connection, payment.sale_id)

    def payers_kept(self) -> int:
        """How many payments the till would know the payer of again."""
        with self.ground.database.read() as connection:
            counted = "SELECT count(payer_fingerprint) FROM gateway_payment"
            return int(connection.exec_driver_sql(counted).scalar_one())
