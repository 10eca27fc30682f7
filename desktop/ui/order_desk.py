"""What every part of 订单 is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QUuid

from desktop.domain.clock import business_date_at
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.services.order_lists import PurchaseFilter
from desktop.ui.desk import Desk

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.services.after_sales import AfterSales
    from desktop.services.after_sales_proof import AfterSalesProof
    from desktop.services.card_replacements import CardReplacements
    from desktop.services.checkout import Checkout
    from desktop.services.compensations import Compensations
    from desktop.services.customers import Customers
    from desktop.services.delivery import Delivery
    from desktop.services.exporting import Exporting
    from desktop.services.hand_orders import HandOrders
    from desktop.services.pending_sales import PendingSales
    from desktop.services.printing import Printing
    from desktop.services.purchasing import PurchaseSnapshot, Purchasing
    from desktop.services.replacement_buying import ReplacementBuying
    from desktop.services.returns import Returns
    from desktop.services.sealed_files import SealedFiles
    from desktop.services.settings import Settings
    from desktop.services.shifts import Shifts
    from desktop.ui.screen import WindowContext


@dataclass(frozen=True, slots=True)
class OrderDesk(Desk):
    """The services of the orders page and what its parts ask again and again."""

    context: WindowContext
    checkout: Checkout
    pending_sales: PendingSales
    returns: Returns
    delivery: Delivery
    purchasing: Purchasing
    printing: Printing
    customers: Customers
    settings: Settings
    shifts: Shifts
    exporting: Exporting
    hand_orders: HandOrders
    after_sales: AfterSales
    compensations: Compensations
    after_sales_proof: AfterSalesProof
    card_replacements: CardReplacements
    replacement_buying: ReplacementBuying
    sealed_files: SealedFiles

    def date_of(self, instant: datetime) -> date:
        """Return the business date of an instant."""
        starts_at = self.settings.current.integer("day.starts_at_minutes")
        return business_date_at(instant, self.zone(), starts_at)

    def open_shift_id(self) -> int:
        """Return the shift that money of now belongs to; off the window's thread.

        Raises:
            BusinessRuleError: code ``no_open_shift``.
        """
        shift = self.shifts.current()
        if shift is None:
            raise BusinessRuleError(
                "no_open_shift", QT_TRANSLATE_NOOP("errors", "还没有开班，先在日结里开班")
            )
        return shift.id

    def recheck_line(self, line_id: int) -> tuple[PurchaseSnapshot, ...]:
        """Ask the sources now what became of a line's open orders. Network lane."""
        wanted = PurchaseFilter(sale_line_id=line_id, is_open=True)
        return self.purchasing.recheck([one.id for one in self.purchasing.list_purchases(wanted)])


def new_request_id() -> str:
    """Return an id under which an act is written once, however often it is asked for."""
    return QUuid.createUuid().toString(QUuid.StringFormat.Id128)
