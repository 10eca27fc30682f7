"""A made-up shop with everything that 订单 shows: sales, goods to hand over, open outcomes."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from desktop.domain.cart import Cart
from desktop.domain.product import ProductSnapshot
from desktop.domain.sale import SaleSnapshot
from desktop.domain.tender import Tender
from desktop.services.after_sales import AfterSales
from desktop.services.after_sales_proof import AfterSalesProof
from desktop.services.after_sales_watch import AfterSalesWatch
from desktop.services.card_replacements import CardReplacements
from desktop.services.compensations import Compensations
from desktop.services.customers import Customers
from desktop.services.exporting import Exporting
from desktop.services.hand_orders import HandOrders
from desktop.services.printing import Printing
from desktop.services.purchasing import PurchaseSnapshot
from desktop.services.replacement_buying import ReplacementBuying
from desktop.ui.navigation import entry_of
from desktop.ui.screen import WindowContext
from desktop.ui.screens.orders_screen import OrdersScreen
from tests.buying import BuyingShop, Trouble
from tests.factories import TillShop


class OrdersShop(BuyingShop, TillShop):
    """The counter, its sources, its staff with PINs and its (missing) printer."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.hand_orders = HandOrders(self.ground, self.rights, self.purchasing)
        self.customers = Customers(self.ground, self.rights)
        self.exporting = Exporting(self.ground, self.settings, self.rights)
        self.printing = Printing(
            self.ground, self.settings, self.rights, self.reporting, self.day_close
        )
        self.after_sales = AfterSales(self.ground, self.settings, self.reporting)
        self.after_sales_watch = AfterSalesWatch(self.ground, self.settings)
        self.compensations = Compensations(self.ground, self.settings, self.rights)
        self.card_replacements = CardReplacements(self.ground, self.settings, self.rights)
        self.replacement_buying = ReplacementBuying(self.purchasing)
        self.after_sales_proof = AfterSalesProof(self.ground, self.settings)
        self.give_pin(self.owner)
        self.settings.change(
            self.owner,
            {
                "shop.name": "禾光点卡",
                "shop.place": "到东门摊位拿，今天到 21:30。",
                "shop.contact": "198 0000 0618",
            },
        )
        self._order_ids = count(1)

    def screen(self, context: WindowContext) -> OrdersScreen:
        """Return the page over this shop, built as the window builds it."""
        screen = entry_of("orders").build(context, self)
        assert isinstance(screen, OrdersScreen)
        return screen

    def a_local_sale(
        self,
        product: ProductSnapshot,
        quantity: int = 1,
        *tenders: Tender,
        customer_id: int | None = None,
        is_awaiting_payment: bool = False,
    ) -> SaleSnapshot:
        """Sell local cards and let a minute pass."""
        cart = Cart().with_product(product, quantity)
        if customer_id is not None:
            cart = cart.with_customer(self.customers.get(customer_id))
        completed = self.sell(
            cart,
            *tenders,
            request_id=f"order-{next(self._order_ids)}",
            is_awaiting_payment=is_awaiting_payment,
        )
        self.clock.pass_time(timedelta(minutes=1))
        return completed.sale

    def a_bought_sale(self, product: ProductSnapshot, *troubles: Trouble) -> SaleSnapshot:
        """Sell goods of the platform; the troubles happen to the order."""
        completed = self.sell(
            Cart().with_product(product, 1), request_id=f"order-{next(self._order_ids)}"
        )
        self.platform.troubles.extend(troubles)
        for purchase_id in completed.purchases_to_start:
            self.purchasing.advance(purchase_id)
        self.clock.pass_time(timedelta(minutes=1))
        return self.checkout.get_sale(completed.sale.id)

    def purchase_of(self, sale: SaleSnapshot) -> PurchaseSnapshot:
        """Return the newest purchase of a sale's first line."""
        return self.purchasing.get(self.checkout.get_sale(sale.id).lines[0].purchase_ids[-1])

    def sold(self, sale: SaleSnapshot) -> SaleSnapshot:
        """Return the sale as it is now."""
        return self.checkout.get_sale(sale.id)
