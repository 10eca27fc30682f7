"""From F9 to the payment page: fresh prices, today's goods, the floor, the owner's consent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.building import built_once
from desktop.domain.permissions import discount_limit_percent
from desktop.domain.pricing import PricedCart
from desktop.translating import sentence_of
from desktop.ui.formatting import money_text
from desktop.ui.sale_texts import lasting_label
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.compliance import Finding
    from desktop.domain.errors import BusinessRuleError
    from desktop.domain.sale import Approval
    from desktop.services.checkout import Checkout, ReadyToPay
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.cart_desk import CartDesk
    from desktop.ui.screens.sale.price_quotes import PriceQuotes
    from desktop.ui.screens.sale.rules_check import RulesCheck
    from desktop.ui.screens.sale.typing_gate import TypingGate


class PayCheck(QObject):
    """Judges the open cart before money is taken.

    Signals:
        waiting: what 收款 waits for, in words; empty when it waits no longer.
        ready: the ``PricedCart`` that may be paid.
    """

    waiting = Signal(str)
    ready = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        checkout: Checkout,
        quotes: PriceQuotes,
        gate: TypingGate,
        desk: CartDesk,
    ) -> None:
        super().__init__(gate)
        self._context = context
        self._checkout = checkout
        self._quotes = quotes
        self._gate = gate
        self._desk = desk
        self._is_waiting = False
        quotes.settled.connect(self._go_on)

    @built_once
    def _rules(self) -> RulesCheck:
        """What the law asks about an order."""
        from desktop.ui.screens.sale.rules_check import RulesCheck

        return RulesCheck(self._context, self._gate, self._desk)

    def start(self) -> None:
        """Begin; waits only for a price that nobody has told yet."""
        if self._is_waiting or self._desk.cart.is_empty:
            return
        self._quotes.ask_for(self._desk.cart, again=True)
        if self._quotes.is_missing(self._desk.cart):
            self._is_waiting = True
            self._gate.begin()
            self.waiting.emit(self.tr("询价中"))
        else:
            self._judge()

    @Slot()
    def _go_on(self) -> None:
        if not self._is_waiting or self._quotes.is_missing(self._desk.cart):
            return
        self._is_waiting = False
        self._judge()
        self._gate.end()
        self.waiting.emit("")

    def _judge(self) -> None:
        self._gate.run_query(
            partial(self._checkout.ready_to_pay, self._desk.cart), self._take_verdict
        )

    def _take_verdict(self, found: ReadyToPay) -> None:
        if found.has_new_total:
            self._tell_new_total(found.priced)
        self._desk.refresh(found.priced.cart)
        self._rules.ask(found.findings, partial(self._ask_consent, found))

    def ask_rules(self, then: Callable[[], None]) -> None:
        """Ask what came up only when the sale was written: another desk sold to the same buyer."""
        self._gate.run_query(
            partial(self._checkout.ready_to_pay, self._desk.cart), partial(self._ask_late, then)
        )

    def _ask_late(self, then: Callable[[], None], found: ReadyToPay) -> None:
        if self._rules.find_open(found.findings) is not None:
            self._rules.ask(found.findings, then)

    def _ask_consent(self, found: ReadyToPay) -> None:
        by_rule = self._rules.owner_refusal(found.findings)
        if by_rule is not None:
            self._ask_owner(by_rule, found.priced, found.findings)
            return
        if self._desk.approval is not None:
            self.ready.emit(found.priced)
            return
        if found.refusal is not None:
            self._ask_owner(found.refusal, found.priced)
        elif self._is_above_limit(found.priced):
            self._ask_owner(None, found.priced)
        else:
            self.ready.emit(found.priced)

    def _is_above_limit(self, priced: PricedCart) -> bool:
        """Whether a discount of the cart is beyond this person: it came from a held order."""
        limit = discount_limit_percent(self._context.session.actor.role)
        lines = any(
            each.line.discount is not None
            and each.line.discount.percent_off(each.gross, each.line.quantity) > limit
            for each in priced.lines
        )
        whole = priced.cart.order_discount
        after = priced.before_order_discount
        return lines or (whole is not None and whole.percent_off(after) > limit)

    def _tell_new_total(self, priced: PricedCart) -> None:
        old, new = money_text(self._desk.priced.total), money_text(priced.total)
        self._context.messages.show_toast(
            self.tr("原来 {old}，现在 {new}").format(old=old, new=new),
            strong=self.tr("价格变了"),
            icon="info",
        )

    def _ask_owner(
        self,
        refusal: BusinessRuleError | None,
        priced: PricedCart,
        findings: Sequence[Finding] = (),
    ) -> None:
        total = money_text(priced.total)
        sentence = (
            self.tr("这一单的折扣超过了自己能给的，要店主同意")
            if refusal is None
            else sentence_of(refusal)
        )
        request = ApprovalRequest(
            sentence,
            self.tr("照卖 {total}").format(total=total),
            self.tr("原因（必填）"),
            kind=PRIMARY,
            lasting_label=lasting_label(refusal),
        )
        self._gate.drop_typed()
        self._context.approvals.ask(request, partial(self._approve, priced, findings))

    def _approve(self, priced: PricedCart, findings: Sequence[Finding], approval: Approval) -> None:
        self._desk.approval = approval
        self._rules.note_consent(findings)
        self.ready.emit(priced)
