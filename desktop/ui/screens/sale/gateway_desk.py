"""The course of one payment at a gateway: kept, sent, watched every two seconds, and ended one way.

Belongs here: what follows what while the cashier waits.
Does not belong here: what is shown (``gateway_panel``), what is true
(``services.gateway_payments``).
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.gateway_payment import GatewayState
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.formatting import money_text
from desktop.ui.widgets.buttons import DANGER, DEFAULT
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.errors import KataiError
    from desktop.domain.sale import Approval, CompletedSale, SaleRequest
    from desktop.domain.secret import Secret
    from desktop.services.gateway_payments import GatewayPayments
    from desktop.services.gateway_standing import GatewayPayment
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.gateway_panel import GatewayPanel
    from desktop.ui.screens.sale.typing_gate import TypingGate

_TICK_MILLISECONDS: Final = 1_000
_TICKS_PER_QUESTION: Final = 2


class GatewayDesk(QObject):
    """Leads a payment from the first code to its end.

    Signals:
        begun: the sale is kept as 待付款; from now on it must not be changed.
        refused: the request and the error: nothing was recorded.
        completed: the request and the ``CompletedSale``, once.
        ended: the sale was given up; the order is as it was.
        left: the number of a sale that goes on waiting behind the window.
    """

    begun = Signal()
    refused = Signal(object, object)
    completed = Signal(object, object)
    ended = Signal()
    left = Signal(str)
    changed = Signal()

    def __init__(
        self,
        context: WindowContext,
        payments: GatewayPayments,
        panel: GatewayPanel,
        gate: TypingGate,
    ) -> None:
        super().__init__(panel)
        self._context = context
        self._payments = payments
        self._panel = panel
        self._gate = gate
        self._request: SaleRequest | None = None
        self._payment: GatewayPayment | None = None
        self._scanned: Secret | None = None
        self._earlier: list[int] = []
        self._under_way: set[tuple[str, int]] = set()
        self._ticks = 0
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self.tick)
        panel.renew_wanted.connect(self.renew)
        panel.query_wanted.connect(self.ask_now)
        panel.cancel_wanted.connect(self.cancel)
        panel.by_hand_wanted.connect(self.ask_owner)

    @property
    def is_open(self) -> bool:
        """Whether a sale waits for its money here."""
        return self._request is not None

    # The course -------------------------------------------------------------------------------

    def start(
        self,
        request: SaleRequest,
        gateway_id: int,
        channel: str,
        scanned: Secret | None = None,
    ) -> None:
        """Keep the sale, and ask for its code or take its money by the one that was scanned."""
        if self.is_open:
            return
        self._request, self._scanned = request, scanned
        self._panel.show_asking()
        actor = self._context.session.actor
        self._gate.run_change(
            partial(self._payments.begin, actor, request, gateway_id, channel, scanned),
            self._begun,
            refused=self._refuse_begin,
        )

    def scan(self, channel: str, scanned: Secret) -> None:
        """Take the money of the sale that waits here by another code on the customer's phone."""
        payment = self._payment
        if payment is None or self._panel.is_asking:
            return
        self._further(payment, channel, scanned)

    @Slot()
    def renew(self) -> None:
        """Ask for another code: the same one again if it never came, else a new number."""
        payment = self._payment
        if payment is None or self._panel.is_asking:
            return
        is_lost = not self._panel.had_code and payment.state is not GatewayState.REFUSED
        if is_lost and not payment.is_scanned:
            self._panel.show_asking()
            self._send(payment.id)
            return
        self._further(payment, payment.channel, None)

    def _further(self, payment: GatewayPayment, channel: str, scanned: Secret | None) -> None:
        """Write a further payment for the sale down; the one before is still watched."""
        self._panel.show_asking()
        self._scanned = scanned
        if payment.id not in self._earlier:
            self._earlier.append(payment.id)
        actor = self._context.session.actor
        self._gate.run_change(
            partial(self._payments.renew, actor, payment.id, channel, scanned),
            self._begun,
            refused=self._refuse,
        )

    @Slot()
    def ask_now(self) -> None:
        """Ask the gateway at once, but not what became of a code that it still prepares."""
        for payment_id in self._watched():
            if not self._is_sending(payment_id):
                self._ask(payment_id)

    @Slot()
    def tick(self) -> None:
        """A second went by."""
        self._panel.tick(self._context.clock.now())
        self.changed.emit()
        self._ticks += 1
        if self._ticks % _TICKS_PER_QUESTION == 0:
            self.ask_now()

    @Slot()
    def cancel(self) -> None:
        """Give the sale up; the goods are free again."""
        payment = self._payment
        if payment is None:
            return
        reason = self.tr("取消扫码付款")
        work = partial(self._payments.cancel, self._context.session.actor, payment.id, reason)
        self._gate.run_change(work, self._cancelled, refused=self._refuse)

    def ask_to_leave(self) -> None:
        """The cashier wants to go on: the sale may wait for its money without the page."""
        payment = self._payment
        if payment is None:
            return
        amount = money_text(payment.amount)
        self._context.messages.ask_destructive(
            self.tr("{amount} 还没有到账").format(amount=amount),
            self.tr("可以先忙别的：{number} 存为待付款，货锁着，后台接着查，到账自动完成。").format(
                number=payment.sale_number
            ),
            keep=self.tr("接着等"),
            destroy=self.tr("存为待付款，后台接着查"),
            act=self._leave,
            kind=DEFAULT,
        )

    @Slot()
    def ask_owner(self) -> None:
        """手动确认: an owner says that the money is there, and why they know."""
        payment = self._payment
        if payment is None:
            return
        request = ApprovalRequest(
            self.tr("支付通道还没有说 {amount} 到账。只有在商户后台看到了才能手动确认").format(
                amount=money_text(payment.amount)
            ),
            self.tr("手动确认到账"),
            self.tr("在哪里看到的（必填）"),
            kind=DANGER,
        )
        self._context.approvals.ask(request, partial(self._confirm_by_hand, payment.id))

    def stop(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()
        self._request, self._payment, self._scanned = None, None, None
        self._earlier, self._ticks = [], 0
        self._under_way.clear()
        self._panel.forget()

    # Steps ------------------------------------------------------------------------------------

    def _begun(self, payment: GatewayPayment) -> None:
        self._show(payment)
        self._panel.show_asking()
        self._timer.start()
        self.begun.emit()
        self._send(payment.id)

    def _send(self, payment_id: int) -> None:
        """Let it leave; a scanned code is forgotten here as soon as it is on its way."""
        scanned, self._scanned = self._scanned, None
        self._run(("send", payment_id), partial(self._payments.send, payment_id, scanned))

    def _ask(self, payment_id: int) -> None:
        work = partial(self._payments.ask, payment_id, is_watched=True)
        self._run(("ask", payment_id), work)

    def _run(self, call: tuple[str, int], work: Callable[[], GatewayPayment]) -> None:
        """Ask on the network lane; one call of a kind about a payment at a time."""
        if call in self._under_way:
            return
        self._under_way.add(call)
        self._context.operations.run_change(
            self,
            work,
            partial(self._answered, call),
            refused=partial(self._failed, call),
            lane=Lane.NETWORK,
        )

    def _answered(self, call: tuple[str, int], payment: GatewayPayment) -> None:
        self._under_way.discard(call)
        payment_id = payment.id
        if not self.is_open or payment_id not in self._watched():
            return
        if payment.completed is not None:
            self._complete(payment.completed)
            if payment.notice:
                self._context.messages.show_toast(payment.notice, icon="shield-check")
        elif payment.state is GatewayState.BOOKED:
            self._read_completed(payment)
        elif self._is_current(payment_id) and not self._is_sending(payment_id):
            self._show(payment)

    def _complete(self, completed: CompletedSale) -> None:
        assert self._request is not None  # noqa: S101 - only while it is open
        request = replace(self._request, is_awaiting_payment=False)
        self.stop()
        self.completed.emit(request, completed)

    def _read_completed(self, payment: GatewayPayment) -> None:
        """Somebody else's question completed the sale: show it, and print nothing again."""
        work = partial(self._payments.completed_sale, payment.sale_id)
        self._context.operations.run_query(self, work, self._complete_read)

    def _complete_read(self, completed: CompletedSale) -> None:
        if self.is_open:
            self._complete(completed)

    def _failed(self, call: tuple[str, int], error: KataiError) -> None:
        self._under_way.discard(call)
        self._context.messages.show_refusal(sentence_of(error))

    def _show(self, payment: GatewayPayment) -> None:
        self._payment = payment
        self._panel.show_payment(payment, self._context.clock.now())
        self.changed.emit()

    def _cancelled(self, payment: GatewayPayment) -> None:
        amount = money_text(payment.amount)
        self.stop()
        self.ended.emit()
        self._context.messages.show_toast(
            self.tr("取消了，货放回去了。{amount} 要是后来到账，会提醒你退").format(amount=amount),
            icon="undo-2",
        )

    def _leave(self) -> None:
        payment = self._payment
        if payment is None:
            return
        self.stop()
        self.left.emit(payment.sale_number)

    def _confirm_by_hand(self, payment_id: int, approval: Approval) -> None:
        work = partial(
            self._payments.confirm_by_hand,
            self._context.session.actor,
            payment_id,
            approval.reason,
            approval,
        )
        then = partial(self._answered, ("by hand", payment_id))
        self._gate.run_change(work, then, refused=self._refuse)

    def _refuse_begin(self, error: KataiError) -> None:
        request = self._request
        self.stop()
        self.refused.emit(request, error)

    def _refuse(self, error: KataiError) -> None:
        self._context.messages.show_refusal(sentence_of(error))
        if self._payment is not None:
            self._show(self._payment)
            self.ask_now()

    def _is_current(self, payment_id: int) -> bool:
        return self._payment is not None and payment_id == self._payment.id

    def _is_sending(self, payment_id: int) -> bool:
        return ("send", payment_id) in self._under_way

    def _watched(self) -> list[int]:
        current = [] if self._payment is None else [self._payment.id]
        return [one for one in self._earlier if one not in current] + current
