"""补偿: what is given to make good, how much it costs, and why."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.compensation import CompensationKind, CompensationRequest
from desktop.domain.money import ZERO
from desktop.services.ticket_journal import LONGEST_TEXT
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.order_form import OrderForm
from desktop.ui.formatting import money_text
from desktop.ui.order_desk import new_request_id
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import Segmented
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.after_sales import Ticket
    from desktop.domain.changes import Changes
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.ui.order_desk import OrderDesk

_USUAL: Final = (CompensationKind.CASH, CompensationKind.TRANSFER, CompensationKind.GOODS)


class CompensationSheet(OrderForm):
    """Books a compensation of a ticket.

    Signals:
        given: it is in the books.
    """

    desk: OrderDesk

    given = Signal(object)

    def __init__(self, desk: OrderDesk, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent=parent)
        self.set_title(self.tr("补偿 · {number}").format(number=ticket.number))
        self._ticket = ticket
        self._request_id = new_request_id()
        words = {
            CompensationKind.STORED: self.tr("补储值"),
            CompensationKind.CASH: self.tr("现金"),
            CompensationKind.TRANSFER: self.tr("转账"),
            CompensationKind.GOODS: self.tr("送东西"),
        }
        has_purse = desk.settings.current.flag("stored.enabled") and ticket.customer_id is not None
        self._kinds = (CompensationKind.STORED, *_USUAL) if has_purse else _USUAL
        self.kinds = Segmented([words[kind] for kind in self._kinds])
        self.kinds.setObjectName("compensationKind")
        self.amount = MoneyEdit("compensationAmount", accessible_name=self.tr("多少钱"))
        self.note = LineInput(self.tr("为什么"), name="reasonText")
        self.note.editor.setMaxLength(LONGEST_TEXT // 2)
        self._why = PlainLabel("", "caption", "2", wraps=True)
        money = LineInput(self.tr("多少钱"), editor=self.amount, name="compensationAmount")
        for widget in (self.kinds, money, self.note, self._why):
            self.body.addWidget(widget)
        self.finish(self.tr("记为赔付"))
        self.set_first_focus(self.amount)
        self.kinds.chosen.connect(self._explain)
        self._explain(0)

    def submit(self) -> None:
        """Book it."""
        amount = self.amount.amount()
        if amount is None or amount <= ZERO:
            self.set_trouble(self.tr("写明多少钱"))
            self.amount.setFocus()
            return
        if not self.note.text():
            self.note.set_error(self.tr("写一句为什么，店主要看"))
            self.note.editor.setFocus()
            return
        wanted = CompensationRequest(
            self._request_id,
            self._ticket.id,
            self._kinds[self.kinds.current()],
            amount,
            self.note.text(),
            shift_id=0,
        )
        sentence = self.tr("{name} 要给 {number} 补偿 {amount}：{why}").format(
            name=self.desk.actor.person.name,
            number=self._ticket.number,
            amount=money_text(amount),
            why=self.note.text(),
        )
        button = self.tr("补偿 {amount}").format(amount=money_text(amount))
        self.run(
            ApprovedAct(
                partial(_give, self.desk, self.desk.actor, wanted),
                self._done,
                ApprovalRequest(sentence, button),
                reason=self.note.text(),
            )
        )

    @Slot(int)
    def _explain(self, index: int) -> None:
        self._why.setText(
            {
                CompensationKind.STORED: self.tr(
                    "记到会员的储值赠送里，只能消费不能退，记作今天的赔付。"
                ),
                CompensationKind.CASH: self.tr("从钱箱里给，应有现金少这么多，记作今天的赔付。"),
                CompensationKind.TRANSFER: self.tr(
                    "店主手机转给顾客，收款码的数不变，记作今天的赔付。"
                ),
                CompensationKind.GOODS: self.tr(
                    "送店里的东西，按进价写。卡用不了要换一张，用“换卡”。"
                ),
            }[self._kinds[index]]
        )

    def _done(self, changes: Changes) -> None:
        self.given.emit(changes)
        self.close_sheet()


def _give(
    desk: OrderDesk, actor: Actor, wanted: CompensationRequest, approval: Approval | None
) -> Changes:
    request = replace(wanted, shift_id=desk.open_shift_id(), approval=approval)
    return desk.compensations.give(actor, request)
