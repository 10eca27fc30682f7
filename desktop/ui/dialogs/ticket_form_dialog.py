"""建售后单: about which line, what trouble, and what the customer said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.after_sales import TicketKind
from desktop.domain.delivery import WAITING_STATES
from desktop.services.after_sales import TicketRequest
from desktop.services.after_sales_words import KIND_WORDS, said
from desktop.services.ticket_journal import LONGEST_TEXT
from desktop.ui.dialogs.order_form import OrderForm
from desktop.ui.order_desk import new_request_id
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.sale import SaleSnapshot, SoldLine
    from desktop.services.after_sales import TicketOutcome
    from desktop.ui.order_desk import OrderDesk

_ABOUT_GOODS: Final = tuple(kind for kind in TicketKind if kind is not TicketKind.QUESTION)


class TicketFormSheet(OrderForm):
    """Opens a ticket about a line of a sale, or a 咨询 when there is none.

    Signals:
        opened: the id of the ticket.
    """

    desk: OrderDesk

    opened = Signal(object)

    def __init__(
        self,
        desk: OrderDesk,
        sale: SaleSnapshot | None = None,
        line_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "" if sale is None else f" · {sale.number}"
        super().__init__(desk, "", width=MEDIUM, parent=parent)
        self.set_title((self.tr("建售后单") if sale else self.tr("记一条咨询")) + title)
        self._request_id = new_request_id()
        self._lines = () if sale is None else sale.lines
        self._kinds = _ABOUT_GOODS if sale else (TicketKind.QUESTION,)
        self.line_choice = ChoiceBox(
            [f"{sold.title} ×{sold.quantity} {sold.target_masked}" for sold in self._lines],
            name="ticketLine",
            accessible_name=self.tr("哪一行"),
        )
        self.kind = ChoiceBox(
            [said(KIND_WORDS[kind]) for kind in self._kinds],
            name="ticketKind",
            accessible_name=self.tr("什么问题"),
        )
        self.words = LineInput(self.tr("顾客怎么说（可不写）"), name="ticketWords")
        self.contact = LineInput(self.tr("怎么找到顾客"), self.tr("QQ、微信、电话"), name="contact")
        self._build(line_id)

    def submit(self) -> None:
        """Open it."""
        sold = self._sold()
        wanted = TicketRequest(
            self._request_id,
            self._kinds[max(0, self.kind.currentIndex())],
            None if sold is None else sold.id,
            contact=self.contact.text(),
            text=self.words.text(),
        )
        if sold is None and not wanted.text:
            self.words.set_error(self.tr("写一句顾客问什么"))
            self.words.editor.setFocus()
            return
        self.set_trouble("")
        self.confirm_button.set_busy(self.tr("正在记下"))
        self.desk.context.operations.run_change(
            self,
            partial(self.desk.after_sales.open_ticket, self.desk.actor, wanted),
            self._done,
            refused=self._refuse,
        )

    def _build(self, line_id: int | None) -> None:
        if self._lines:
            self.body.addWidget(PlainLabel(self.tr("哪一行"), "table", "2"))
            self.body.addWidget(self.line_choice)
            self.body.addWidget(PlainLabel(self.tr("什么问题"), "table", "2"))
            self.body.addWidget(self.kind)
            self.line_choice.setCurrentIndex(_wanted_line(self._lines, line_id))
            self.line_choice.currentIndexChanged.connect(self._guess_kind)
        for line in (self.words, self.contact):
            line.editor.setMaxLength(LONGEST_TEXT)
            self.body.addWidget(line)
        self.finish(self.tr("建单"))
        self.set_first_focus(self.kind if self._lines else self.words.editor)
        self._guess_kind()

    def _sold(self) -> SoldLine | None:
        return self._lines[max(0, self.line_choice.currentIndex())] if self._lines else None

    @Slot()
    def _guess_kind(self, *_index: int) -> None:
        """What is on its way has not arrived; of a card it is most often that it does not work."""
        sold = self._sold()
        if sold is None:
            return
        is_card = bool(sold.card_ids) and sold.delivery_state not in WAITING_STATES
        wanted = TicketKind.CARD_USED if is_card else TicketKind.NOT_ARRIVED
        self.kind.setCurrentIndex(self._kinds.index(wanted))

    def _done(self, outcome: TicketOutcome) -> None:
        self.opened.emit(outcome.ticket_id)
        self.close_sheet()

    def _refuse(self, error: object) -> None:
        from desktop.domain.errors import KataiError

        self.set_idle()
        if isinstance(error, KataiError):
            self.show_refusal(error)


def _wanted_line(lines: tuple[SoldLine, ...], line_id: int | None) -> int:
    """Return the place of the line asked for, else of the first whose goods are on their way."""
    ids = [sold.id for sold in lines]
    if line_id in ids:
        return ids.index(line_id)
    waiting = [n for n, sold in enumerate(lines) if sold.delivery_state in WAITING_STATES]
    return waiting[0] if waiting else 0
