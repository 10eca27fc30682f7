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
from desktop.ui.widgets.banner import Condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.gateway_payments import GatewayPayment
    from desktop.services.gateway_refunds import GatewayMatters, GatewayRefund
    from desktop.ui.screen import WindowContext
    from desktop.ui.tray import Tray

MATTERS: Final = "gateway_matters"
_SEVERITY: Final = 60
_TICK_MILLISECONDS: Final = 2_000
_Due = tuple[tuple[int, ...], tuple[int, ...]]


class GatewayKeeper(QObject):
    """One look every two seconds, as long as the shop ever had a gateway.

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
        self._at_work: set[tuple[str, int]] = set()
        self._is_looking = False
        self._matters: GatewayMatters | None = None
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        context.notifier.changed.connect(self._note_changes)
        context.session.changed.connect(self._show)

    def start(self) -> None:
        """Begin: what the last run left open is asked about at once."""
        self._run("start", 0, self._hasten, self._begin, Lane.WRITE)

    def stop(self) -> None:
        """Ask nothing more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Go on with everything that is due."""
        if not self._is_looking:
            self._is_looking = True
            self._context.operations.run_query(self, self._due, self._advance, refused=self._looked)

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
            self.refresh()

    def _advance(self, due: _Due) -> None:
        self._is_looking = False
        payments, refunds = due
        for payment_id in payments:
            work = partial(self._shop.gateway_payments.ask, payment_id)
            self._run("payment", payment_id, work, self._asked, Lane.NETWORK)
        for refund_id in refunds:
            work = partial(self._shop.gateway_refunds.advance, refund_id)
            self._run("refund", refund_id, work, self._refunded, Lane.NETWORK)

    def _run(
        self,
        kind: str,
        number: int,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        lane: Lane,
    ) -> None:
        """Do one piece of work, unless the same is under way."""
        if (kind, number) in self._at_work:
            return
        self._at_work.add((kind, number))
        self._context.operations.run_query(
            self,
            work,
            partial(self._done, (kind, number), then),
            refused=partial(self._failed, (kind, number)),
            lane=lane,
        )

    def _done(self, key: tuple[str, int], then: Callable[[Any], None], result: Any) -> None:
        self._at_work.discard(key)
        then(result)

    def _failed(self, key: tuple[str, int], _error: object) -> None:
        """Nobody asked for it; the next look tries again."""
        self._at_work.discard(key)

    def _looked(self, _error: object) -> None:
        self._is_looking = False

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
        if self._timer.isActive() and changes.topics & {Topic.SALES, Topic.SHIFT}:
            self.look()
            self.refresh()
