"""改付款方式 and 到账了: correcting how money came in, and taking it when it was seen late."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes
from desktop.domain.sale import changeable_payments
from desktop.domain.tender import (
    NETWORK_METHODS,
    STATIC_CODE_METHODS,
    Tender,
    TenderMethod,
    cash_tender,
)
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.order_form import OrderForm, ReasonInput
from desktop.ui.formatting import money_text
from desktop.ui.order_texts import method_text
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval, CompletedSale, SaleSnapshot
    from desktop.ui.order_desk import OrderDesk

_TAIL_DIGITS = 4


class ChangePaymentSheet(OrderForm):
    """Corrects the method of one payment; both rows are kept.

    Signals:
        method_changed: the sale's id.
    """

    desk: OrderDesk

    method_changed = Signal(object)

    def __init__(self, desk: OrderDesk, sale: SaleSnapshot, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent=parent)
        self.set_title(self.tr("改付款方式 · {number}").format(number=sale.number))
        self._sale = sale
        self._payments = changeable_payments(sale.payments)
        self._methods: list[TenderMethod] = []
        self.payment = ChoiceBox(
            [f"{method_text(entry.method)} {money_text(entry.amount)}" for entry in self._payments],
            name="changedPayment",
            accessible_name=self.tr("哪一笔"),
        )
        self.method = ChoiceBox(name="newMethod", accessible_name=self.tr("其实是"))
        usual = (self.tr("点错了"), self.tr("顾客换了方式"))
        self.reason = ReasonInput(usual, self.tr("原因"))
        for label, box in ((self.tr("哪一笔"), self.payment), (self.tr("其实是"), self.method)):
            self.body.addWidget(PlainLabel(label, "table", "2"))
            self.body.addWidget(box)
        self.body.addWidget(self.reason)
        self.add_text(self.tr("原来那笔留着，另记一正一负，今天的账跟着变。"), "3", "caption")
        self.finish(self.tr("改过来")).setEnabled(bool(self._payments))
        self.payment.currentIndexChanged.connect(self._offer_methods)
        self._offer_methods()

    def submit(self) -> None:
        """Write the correction."""
        if not self._payments or not self._methods:
            return
        reason = self.reason.text()
        if not reason:
            self.reason.ask(self.tr("写一句为什么，才能改"))
            return
        entry = self._payments[max(0, self.payment.currentIndex())]
        method = self._methods[max(0, self.method.currentIndex())]
        work = partial(_change, self.desk, self.desk.actor, entry.id, method, reason)
        sentence = self.tr("{name} 要把 {amount} 改成{method}。").format(
            name=self.desk.actor.person.name,
            amount=money_text(entry.amount),
            method=method_text(method),
        )
        request = ApprovalRequest(sentence, self.tr("改过来"))
        self.run(ApprovedAct(work, self._done, request, reason))

    @Slot()
    def _offer_methods(self) -> None:
        """Offer every enabled method but the one it is recorded with."""
        if not self._payments:
            return
        now = self._payments[max(0, self.payment.currentIndex())].method
        enabled = self.desk.settings.current.words("tender.enabled")
        self._methods = [
            TenderMethod(word) for word in enabled if word != now and word not in NETWORK_METHODS
        ]
        self.method.clear()
        self.method.addItems([method_text(method) for method in self._methods])

    def _done(self, _changes: Changes) -> None:
        self.close_sheet()
        self.method_changed.emit(self._sale.id)


class ConfirmPaymentSheet(OrderForm):
    """Records that the money of a 待付款 sale was seen after all.

    Signals:
        confirmed: the ``CompletedSale``.
    """

    desk: OrderDesk

    confirmed = Signal(object)

    def __init__(self, desk: OrderDesk, sale: SaleSnapshot, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent=parent)
        self.set_title(self.tr("{amount} 到账了？").format(amount=money_text(sale.total)))
        self._sale = sale
        self._methods = [
            TenderMethod(word)
            for word in desk.settings.current.words("tender.enabled")
            if word not in NETWORK_METHODS  # only the gateway itself says that its money is there
        ]
        self.add_text(self.tr("看收款手机或听播报。顾客手机上的截图不算。"))
        self.method = ChoiceBox(
            [method_text(method) for method in self._methods],
            name="paidMethod",
            accessible_name=self.tr("怎么付的"),
        )
        self.tail = LineInput(
            self.tr("尾号（账单单号后 4 位）"),
            editor=DigitsEdit("billTail", _TAIL_DIGITS, self.tr("尾号")),
        )
        self.body.addWidget(PlainLabel(self.tr("怎么付的"), "table", "2"))
        self.body.addWidget(self.method)
        self.body.addWidget(self.tail)
        self.finish(self.tr("到账 {amount}").format(amount=money_text(sale.total)))
        self._preset()
        self.method.currentIndexChanged.connect(self._show_tail)
        self._show_tail()

    def submit(self) -> None:
        """Take the money."""
        tender = self._tender()
        if self._needs_tail(tender.method) and len(tender.bill_tail) != _TAIL_DIGITS:
            self.tail.set_error(self.tr("这么多钱要填尾号，还没有记成收款"))
            self.tail.editor.setFocus()
            return
        work = partial(_confirm, self.desk, self.desk.actor, self._sale.id, tender)
        request = ApprovalRequest(
            self.tr("{name} 要确认 {number} 到账。").format(
                name=self.desk.actor.person.name, number=self._sale.number
            ),
            self.tr("到账"),
        )
        self.run(ApprovedAct(work, self._done, request))

    def _preset(self) -> None:
        pending = [entry.method for entry in self._sale.payments]
        words = [str(method) for method in self._methods]
        if pending and pending[-1] in words:
            self.method.setCurrentIndex(words.index(pending[-1]))

    def _tender(self) -> Tender:
        method = self._methods[max(0, self.method.currentIndex())]
        if method is TenderMethod.CASH:
            return cash_tender(self._sale.total, self._sale.total)
        tail = self.tail.text() if method in STATIC_CODE_METHODS else ""
        return Tender(method, self._sale.total, bill_tail=tail)

    def _needs_tail(self, method: TenderMethod) -> bool:
        limit = self.desk.settings.current.money("tender.bill_tail_from")
        return method in STATIC_CODE_METHODS and self._sale.total >= limit

    @Slot()
    def _show_tail(self) -> None:
        method = self._methods[max(0, self.method.currentIndex())]
        self.tail.setVisible(method in STATIC_CODE_METHODS)
        self.tail.set_error("")

    def _done(self, completed: CompletedSale) -> None:
        self.close_sheet()
        self.confirmed.emit(completed)


def _change(
    desk: OrderDesk,
    actor: Actor,
    payment_id: int,
    method: TenderMethod,
    reason: str,
    approval: Approval | None,
) -> Changes:
    return desk.returns.change_payment_method(actor, payment_id, method, reason, approval=approval)


def _confirm(
    desk: OrderDesk, actor: Actor, sale_id: int, tender: Tender, _approval: Approval | None
) -> CompletedSale:
    return desk.pending_sales.confirm(actor, sale_id, [tender], desk.open_shift_id())
