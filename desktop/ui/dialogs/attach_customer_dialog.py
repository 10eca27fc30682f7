"""补登会员: a walk-in sale of this shift gets the member who forgot to say so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes
from desktop.ui.dialogs.customer_picker_dialog import CustomerPickerSheet

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.sale import SaleSnapshot
    from desktop.ui.order_desk import OrderDesk


class AttachCustomerSheet(CustomerPickerSheet):
    """Picks a member, or makes one, and books the sale to them."""

    def __init__(self, desk: OrderDesk, sale: SaleSnapshot, parent: QWidget | None = None) -> None:
        super().__init__(desk.context, desk.customers, parent=parent)
        self._desk = desk
        self._sale = sale
        self.set_title(self.tr("补登会员 · {number}").format(number=sale.number))
        self.decided.connect(self._attach)

    @Slot(object)
    def _attach(self, customer: CustomerSnapshot) -> None:
        """The picker has closed itself: the window's messages tell what came of it."""
        desk = self._desk
        desk.context.operations.run_change(
            desk.context.messages,
            partial(desk.returns.attach_customer, desk.actor, self._sale.id, customer.id),
            partial(_tell, desk, self._sale.number, customer.name),
        )


def _tell(desk: OrderDesk, number: str, name: str, _changes: Changes) -> None:
    words = QCoreApplication.translate("AttachCustomerSheet", "{number} 补登给 {name}")
    desk.context.messages.show_toast(words.format(number=number, name=name))
