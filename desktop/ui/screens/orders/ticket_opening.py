"""From an order line to its ticket: the open one if there is one, else the form for a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.ui.dialogs.ticket_form_dialog import TicketFormSheet

if TYPE_CHECKING:
    from desktop.domain.sale import SaleSnapshot
    from desktop.ui.order_desk import OrderDesk


class TicketOpening(QObject):
    """Opens tickets for the tabs of 订单.

    Signals:
        opened: the id of the ticket to show, new or open already.
    """

    opened = Signal(object)

    def __init__(self, desk: OrderDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def ask_about_line(self, sale_id: int, line_id: int) -> None:
        """Show the line's open ticket, or ask what its trouble is."""
        self._desk.context.operations.run_query(
            self,
            partial(self._desk.after_sales.live_ticket_of, line_id),
            partial(self._take_live, sale_id, line_id),
        )

    def ask_about_sale(self, sale: SaleSnapshot) -> None:
        """Ask about which line, unless there is only one."""
        if len(sale.lines) == 1:
            self.ask_about_line(sale.id, sale.lines[0].id)
        else:
            self._open_form(None, sale)

    def ask_question(self) -> None:
        """Ask for a 咨询, which needs no sale."""
        self._open_form(None, None)

    def _take_live(self, sale_id: int, line_id: int, ticket_id: int | None) -> None:
        if ticket_id is not None:
            self.opened.emit(ticket_id)
            return
        self._desk.context.operations.run_query(
            self,
            partial(self._desk.checkout.get_sale, sale_id),
            partial(self._open_form, line_id),
        )

    def _open_form(self, line_id: int | None, sale: SaleSnapshot | None) -> None:
        sheet = TicketFormSheet(self._desk, sale, line_id)
        sheet.opened.connect(self._tell)
        self._desk.context.messages.open_sheet(sheet)

    @Slot(object)
    def _tell(self, ticket_id: int) -> None:
        minutes = self._desk.settings.current.integer("after_sales.answer_minutes")
        words = self.tr("售后单建好了，{n} 分钟内先回复").format(n=minutes)
        self._desk.context.messages.show_toast(words, icon="timer")
        self.opened.emit(ticket_id)
