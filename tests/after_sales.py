"""A till with a line that is late, for tests of after-sales."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from desktop.domain.cart import Cart
from desktop.domain.delivery import DeliveryState
from desktop.domain.sale import SoldLine
from desktop.models.sales import sale_line
from desktop.services.after_sales import AfterSales, TicketCase
from desktop.services.after_sales_proof import AfterSalesProof
from desktop.services.after_sales_watch import AfterSalesWatch
from desktop.services.compensations import Compensations
from desktop.services.reporting import Reporting
from tests.buying import BuyingShop, Trouble

PROMISE = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


class AfterSalesShop(BuyingShop):
    """The buying till with its after-sales desk."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.connect()
        self.product = self.adopt()
        self.open_desk()
        self.sales_made = 0

    def open_desk(self) -> None:
        """Make the services of after-sales anew, as a restart does."""
        self.reporting = Reporting(self.ground, self.settings)
        self.after_sales = AfterSales(self.ground, self.settings, self.reporting)
        self.watch = AfterSalesWatch(self.ground, self.settings)
        self.compensations = Compensations(self.ground, self.settings, self.rights)
        self.proofs = AfterSalesProof(self.ground, self.settings)

    def a_line_on_its_way(self, *, is_unknown: bool = False) -> SoldLine:
        """Sell goods whose source takes its time, or has lost the answer."""
        self.platform.goods["YJ100"].is_manual = True
        if is_unknown:
            self.platform.troubles = [Trouble.LOST_AFTER]
        self.sales_made += 1
        sold = self.sell(Cart().with_product(self.product), request_id=f"late-{self.sales_made}")
        self.purchasing.advance_due()
        return self.checkout.get_sale(sold.sale.id).lines[0]

    def becomes(self, line_id: int, state: DeliveryState) -> None:
        """Let a line be in another state, as an answer of its source would."""
        arrived = self.clock.now() if state is DeliveryState.ARRIVED else None
        with self.ground.database.write() as connection:
            connection.execute(
                update(sale_line)
                .where(sale_line.c.id == line_id)
                .values(delivery_state=state, arrived_at=arrived)
            )

    def a_late_ticket(self) -> int:
        """Let a promise pass, and return the ticket that opened by itself."""
        self.a_line_on_its_way()
        self.clock.pass_time(PROMISE)
        (ticket_id,) = self.watch.review().opened
        return ticket_id

    def thread(self, ticket_id: int) -> list[str]:
        """Return the thread as words."""
        return [entry.text for entry in self.case(ticket_id).entries]

    def case(self, ticket_id: int) -> TicketCase:
        """Return a ticket with all that is shown of it."""
        return self.after_sales.case(ticket_id)
