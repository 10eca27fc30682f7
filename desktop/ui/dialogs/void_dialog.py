"""作废 and 放弃: a whole sale is undone before anything was seen, with a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.order_form import OrderForm, ReasonInput
from desktop.ui.formatting import money_text
from desktop.ui.order_desk import new_request_id
from desktop.ui.widgets.buttons import DANGER_FILL
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval, SaleSnapshot
    from desktop.services.returns import ReturnOutcome
    from desktop.ui.order_desk import OrderDesk


class VoidSheet(OrderForm):
    """Voids a sale nobody has got anything of.

    Signals:
        voided: the ``ReturnOutcome``.
    """

    desk: OrderDesk

    voided = Signal(object)

    def __init__(self, desk: OrderDesk, sale: SaleSnapshot, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent=parent)
        self.set_title(self.tr("作废 {number}？").format(number=sale.number))
        self._sale = sale
        self._request_id = new_request_id()
        self.add_text(
            self.tr("整单作废：卡密回库存，没发出的采购取消，{amount} 退回原处，积分收回。").format(
                amount=money_text(sale.total)
            )
        )
        usual = (self.tr("打错了"), self.tr("顾客不要了"), self.tr("重复开单"))
        self.reason = ReasonInput(usual, self.tr("原因"))
        self.body.addWidget(self.reason)
        amount = money_text(sale.total)
        self.finish(self.tr("作废 {amount}").format(amount=amount), DANGER_FILL, is_grave=True)

    def submit(self) -> None:
        """Void it."""
        reason = self.reason.text()
        if not reason:
            self.reason.ask(self.tr("写一句为什么，才能作废"))
            return
        work = partial(_void, self.desk, self.desk.actor, self._sale.id, reason, self._request_id)
        sentence = self.tr("{name} 要作废 {number}，{amount}。").format(
            name=self.desk.actor.person.name,
            number=self._sale.number,
            amount=money_text(self._sale.total),
        )
        request = ApprovalRequest(sentence, self.tr("作废"))
        self.run(ApprovedAct(work, self._done, request, reason))

    def _done(self, outcome: ReturnOutcome) -> None:
        self.close_sheet()
        self.voided.emit(outcome)


class DropSheet(OrderForm):
    """Gives a sale up whose money was never seen.

    Signals:
        dropped: the sale's id.
    """

    desk: OrderDesk

    dropped = Signal(object)

    def __init__(self, desk: OrderDesk, sale: SaleSnapshot, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent=parent)
        self.set_title(self.tr("放弃 {number}？").format(number=sale.number))
        self._sale = sale
        self.add_text(
            self.tr("{amount} 一直没看到到账。放弃之后锁住的货放出来，单号留着。").format(
                amount=money_text(sale.total)
            )
        )
        usual = (self.tr("顾客没付"), self.tr("顾客走了"), self.tr("换了方式另开一单"))
        self.reason = ReasonInput(usual, self.tr("原因"))
        self.body.addWidget(self.reason)
        self.finish(self.tr("放弃这单"), DANGER_FILL, is_grave=True)

    def submit(self) -> None:
        """Drop it."""
        reason = self.reason.text()
        if not reason:
            self.reason.ask(self.tr("写一句为什么，才能放弃"))
            return
        work = partial(_drop, self.desk, self.desk.actor, self._sale.id, reason)
        request = ApprovalRequest(
            self.tr("{name} 要放弃 {number}。").format(
                name=self.desk.actor.person.name, number=self._sale.number
            ),
            self.tr("放弃这单"),
        )
        self.run(ApprovedAct(work, self._done, request, reason))

    def _done(self, _changes: Changes) -> None:
        self.close_sheet()
        self.dropped.emit(self._sale.id)


def _void(
    desk: OrderDesk,
    actor: Actor,
    sale_id: int,
    reason: str,
    request_id: str,
    approval: Approval | None,
) -> ReturnOutcome:
    return desk.returns.void(
        actor,
        sale_id,
        reason,
        request_id=request_id,
        shift_id=desk.open_shift_id(),
        approval=approval,
    )


def _drop(
    desk: OrderDesk, actor: Actor, sale_id: int, reason: str, _approval: Approval | None
) -> Changes:
    return desk.pending_sales.drop(actor, sale_id, reason)
