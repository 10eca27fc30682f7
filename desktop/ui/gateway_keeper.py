"""Asks gateways when nobody does: about sales behind the window, refunds, and at every start.

Money that arrives late completes its sale and is told; money without a sale stands in the banner
until somebody has dealt with it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.changes import Changes, Topic
from desktop.domain.money import total_of
from desktop.ui.background import Lane
from desktop.ui.formatting import money_text
from desktop.ui.quiet_work import QuietWork
from desktop.ui.widgets.banner import Condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.gateway_refunds import GatewayMatters, GatewayRefund
    from desktop.services.gateway_standing import GatewayPayment
    from desktop.ui.screen import WindowContext
    from desktop.ui.tray import Tray

MATTERS: Final = "gateway_matters"
_SEVERITY: Final = 60
_TICK_MILLISECONDS: Final = 2_000
_MOST_AT_ONCE: Final = 2
"""Calls to gateways: goods are bought on the same lane, and no silent gateway may fill it."""
_Due = tuple[tuple[int, ...], tuple[int, ...]]


class GatewayKeeper(QObject):
    """One look every two seconds, as long as the shop has a gateway.

    Args:
        context: the window.
        shop: the services.
        tray: tells it outside the window.
    """

    def __init__(
        self, context: WindowContext, shop: Any, tray: Tray, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._shop = shop
        self._tray = tray
        self._work = QuietWork(self, context.operations)
        self._calls = QuietWork(self, context.operations)
        self._has_more = False
        self._matters: GatewayMatters | None = None
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        context.notifier.changed.connect(self._note_changes)
        context.session.changed.connect(self._show)

    def start(self) -> None:
        """Begin: what the last run left open is asked about at once, and told."""
        self._work.run("start", self._hasten, self._begin, lane=Lane.WRITE)
        self.refresh()

    def stop(self) -> None:
        """Ask nothing more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Go on with everything that is due."""
        self._work.run("look", self._due, self._advance)

    def refresh(self) -> None:
        """Read what a person must look at."""
        self._context.operations.run_query(self, self._shop.gateway_refunds.matters, self._take)

    # Work off the window's thread -------------------------------------------------------------

    def _hasten(self) -> bool:
        self._shop.gateway_payments.hasten()
        return bool(self._shop.gateway_accounts.list_gateways()) or bool(self._due()[0])

    def _due(self) -> _Due:
        self._shop.gateway_refunds.prepare_returned()
        return self._shop.gateway_payments.due_ids(), self._shop.gateway_refunds.due_ids()

    # What came of it --------------------------------------------------------------------------

    def _begin(self, has_gateway: bool) -> None:
        if has_gateway and not self._timer.isActive():
            self._timer.start()
            self.look()

    def _advance(self, due: _Due) -> None:
        """Make some of the calls that are due; each that ends makes room for another."""
        payments, refunds = due
        self._has_more = False
        for refund_id in refunds:
            work = partial(self._shop.gateway_refunds.advance, refund_id)
            self._call(("refund", refund_id), work, self._refunded)
        for payment_id in payments:
            work = partial(self._shop.gateway_payments.ask, payment_id)
            self._call(("payment", payment_id), work, self._asked)

    def _call(
        self, name: tuple[str, int], work: Callable[[], Any], then: Callable[[Any], None]
    ) -> None:
        if len(self._calls) >= _MOST_AT_ONCE:
            self._has_more = True
            return
        self._calls.run(name, work, partial(self._answered, then), lane=Lane.NETWORK)

    def _answered(self, then: Callable[[Any], None], result: Any) -> None:
        then(result)
        if self._has_more and self._timer.isActive():
            self.look()

    def _asked(self, payment: GatewayPayment) -> None:
        if payment.changes.topics:
            self._context.notifier.notify(payment.changes, self)
            self.refresh()
        if payment.completed is not None:
            self._tell_arrived(payment)

    def _refunded(self, refund: GatewayRefund) -> None:
        self._context.notifier.notify(refund.changes, self)
        self.refresh()

    def _tell_arrived(self, payment: GatewayPayment) -> None:
        amount = money_text(payment.amount)
        strong = self.tr("到账 {amount}").format(amount=amount)
        text = self.tr("{number} 完成了，货在待交付").format(number=payment.sale_number)
        self._tray.tell(strong, text)
        if not self._context.session.is_locked:
            self._context.messages.show_toast(
                text,
                strong=strong,
                action=self.tr("去看"),
                act=partial(self._context.go_to, "orders", ("sales", payment.sale_id)),
            )
            if payment.notice:
                self._context.messages.show_toast(payment.notice, icon="shield-check")

    def _take(self, matters: GatewayMatters) -> None:
        before = self._matters.needs_person if self._matters is not None else 0
        self._matters = matters
        self._show()
        if matters.needs_person > before:
            self._tray.tell(self.tr("易支付有钱没对上"), self._text(matters))

    @Slot()
    def _show(self) -> None:
        matters = self._matters
        if matters is None or not matters.needs_person:
            self._context.messages.end_condition(MATTERS)
            return
        self._context.messages.begin_condition(
            Condition(
                MATTERS,
                self.tr("易支付有钱没对上"),
                self._text(matters),
                _SEVERITY,
                icon="circle-help",
                action=self.tr("去处理"),
                act=self.open_matters,
                key_cap=self._context.registry.key_text("banner.act"),
            )
        )

    @Slot()
    def open_matters(self) -> None:
        """Show the list of what somebody must deal with."""
        from desktop.ui.dialogs.gateway_matters_dialog import GatewayMattersSheet

        sheet = GatewayMattersSheet(
            self._context,
            self._shop.gateway_payments,
            self._shop.gateway_refunds,
            self._shop.settings.current.text("day.zone"),
        )
        self._context.messages.open_sheet(sheet)

    def _text(self, matters: GatewayMatters) -> str:
        strays = [one for one in matters.strays if not one.is_on_its_way_back]
        amounts = [one.amount for one in strays] + [one.amount for one in matters.to_pay_back]
        words = self.tr("{n} 笔共 {money}：收了钱没有单，或该退没退。钱都在，逐笔处理")
        return words.format(n=len(amounts), money=money_text(total_of(amounts)))

    @Slot(object, object)
    def _note_changes(self, changes: Changes, initiator: QObject | None) -> None:
        if initiator is self:
            return
        if Topic.SETTINGS in changes.topics:
            self.start()
        if not changes.topics & {Topic.SALES, Topic.SHIFT}:
            return
        if self._timer.isActive():
            self.look()
        if self._timer.isActive() or (self._matters is not None and self._matters.needs_person):
            self.refresh()
