"""What a person found out: an order without an answer, or goods that became too dear."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.changes import Changes
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from desktop.services.purchase_decisions import Decision, LineDecision, LineVerdict, Verdict
from desktop.ui.background import Lane
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.order_form import OrderForm
from desktop.ui.formatting import money_text
from desktop.ui.stock_texts import arrival_text, stock_words, success_text
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import DANGER_FILL, PRIMARY
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.order_lists import UndeliveredRow
    from desktop.services.purchase_prices import PriceQuote, SourceOffer
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.order_desk import OrderDesk

_CARDS_HEIGHT: Final = 96
_FAILURES: Final = (Verdict.NOT_PLACED, Verdict.REFUNDED, Verdict.WRITTEN_OFF)


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """What came of a decision about a line.

    Attributes:
        purchase_id: the purchase to advance, None when nothing is bought.
        changes: what every screen is told.
    """

    purchase_id: int | None
    changes: Changes


class _DecisionForm(OrderForm):
    """The evidence that every decision needs, and how it is handed in.

    Signals:
        decided: the ``PurchaseSnapshot`` as it is now.
    """

    desk: OrderDesk

    decided = Signal(object)

    def __init__(
        self,
        desk: OrderDesk,
        purchase: PurchaseSnapshot,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, title, width=MEDIUM, parent=parent)
        self._purchase = purchase
        self.evidence = LineInput(
            self.tr("依据（必填）"),
            self.tr("在货源网站上看到了什么"),
            name="reasonText",
        )

    def hand_in(self, decision: Decision, button: str) -> None:
        """Write the decision; the owner consents if the cashier may not."""
        evidence = self.evidence.text()
        if not evidence:
            self.evidence.set_error(self.tr("写下看到了什么，才能决定"))
            self.evidence.editor.setFocus()
            return
        work = partial(_decide, self.desk, self.desk.actor, self._purchase.id, decision, evidence)
        sentence = self.tr("{name} 要把 {number}（{goods}）标成：{button}。").format(
            name=self.desk.actor.person.name,
            number=self._purchase.number,
            goods=self._purchase.product_title,
            button=button,
        )
        self.run(
            ApprovedAct(
                work,
                self._done,
                ApprovalRequest(sentence, button),
                reason=evidence,
                lane=Lane.NETWORK,
            )
        )

    def _done(self, snapshot: PurchaseSnapshot) -> None:
        self.close_sheet()
        self.decided.emit(snapshot)


class DeliveredSheet(_DecisionForm):
    """标记成功: it was bought; the goods are fetched by number or pasted."""

    def __init__(
        self, desk: OrderDesk, purchase: PurchaseSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, purchase, "", parent)
        self.set_title(self.tr("标记成功 · {number}").format(number=purchase.number))
        is_card = not purchase.target_masked
        self.add_text(
            self.tr("先到货源网站核对：这张单真的买成了。卡密从网站复制过来，或者填货源单号去取。")
            if is_card
            else self.tr("先到货源网站核对：这张单真的充成了。")
        )
        self.upstream = LineInput(
            self.tr("货源单号"), self.tr("网站上的 tradeNo"), name="upstreamNumber"
        )
        self.upstream.set_text(purchase.upstream_number)
        self.cards = QPlainTextEdit()
        self.cards.setObjectName("pastedCards")
        self.cards.setAccessibleName(self.tr("卡密，一行一张"))
        self.cards.setPlaceholderText(self.tr("卡密，一行一张；空着就按货源单号去取"))
        self.cards.setFixedHeight(theme().px(_CARDS_HEIGHT))
        self.cards.setTabChangesFocus(True)
        self._is_card = is_card
        self.charged = MoneyEdit("chargedAmount", accessible_name=self.tr("网站上写的扣款"))
        self._build()

    def submit(self) -> None:
        """Take the goods in."""
        cards = tuple(
            Secret(text.strip()) for text in self.cards.toPlainText().splitlines() if text.strip()
        )
        decision = Decision(Verdict.ADOPT, cards, self.upstream.text(), self.charged.amount())
        self.hand_in(decision, self.tr("标记成功"))

    def _build(self) -> None:
        self.body.addWidget(self.evidence)
        self.body.addWidget(self.upstream)
        self.body.addWidget(self.cards)
        self.cards.setVisible(self._is_card)
        is_cost_shown = self.desk.is_owner
        label = PlainLabel(self.tr("网站上写的扣款（知道才填）"), "table", "2")
        for widget in (label, self.charged):
            self.body.addWidget(widget)
            widget.setVisible(is_cost_shown)
        self.finish(self.tr("标记成功"))
        self.set_first_focus(self.evidence.editor)


class FailedSheet(_DecisionForm):
    """失败并退款: nothing will come; the sale's line is refunded next."""

    def __init__(
        self, desk: OrderDesk, purchase: PurchaseSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, purchase, "", parent)
        self.set_title(self.tr("失败 · {number}").format(number=purchase.number))
        self.add_text(self.tr("先到货源网站核对。标错了，可能会充两次，或者白丢一笔货款。"), "warn")
        self.verdict = ChoiceBox(
            [
                self.tr("货源没有这张单，没有扣款"),
                self.tr("货源失败，已经退款"),
                self.tr("扣了款，货不会来了（核销）"),
            ],
            name="failureVerdict",
            accessible_name=self.tr("看到的结果"),
        )
        self.body.addWidget(PlainLabel(self.tr("看到的结果"), "table", "2"))
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.evidence)
        words = (
            self.tr("标记失败，去退款…")
            if purchase.sale_line_id is not None
            else self.tr("标记失败")
        )
        self._button_words = words
        self.finish(words, DANGER_FILL, is_grave=True)
        self.set_first_focus(self.evidence.editor)

    def submit(self) -> None:
        """Close the purchase as failed."""
        verdict = _FAILURES[max(0, self.verdict.currentIndex())]
        self.hand_in(Decision(verdict), self.tr("标记失败"))


class NewPriceSheet(OrderForm):
    """按新价买: a line that was not bought is tried again, there or at another source.

    Only opened after the owner agreed: it shows what goods cost.

    Signals:
        accepted_price: the id of the purchase to advance.
    """

    desk: OrderDesk

    accepted_price = Signal(object)

    def __init__(
        self,
        desk: OrderDesk,
        row: UndeliveredRow,
        purchase: PurchaseSnapshot,
        approval: Approval | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "", parent=parent)
        self.set_title(self.tr("按新价买 · {goods}").format(goods=row.title))
        self._row, self._purchase, self._approval = row, purchase, approval
        self.add_text(
            self.tr("顾客付了 {paid}，原来最多花 {ceiling} 一件。新上限不能忘了手续费。").format(
                paid=money_text(row.net), ceiling=money_text(purchase.ceiling_unit)
            )
        )
        self._offers: tuple[SourceOffer, ...] = ()
        self._filled_in = purchase.ceiling_unit
        self._source_label = PlainLabel(self.tr("从哪个货源买"), "table", "2")
        self.source = ChoiceBox(name="lineSource", accessible_name=self.tr("从哪个货源买"))
        self._price = PlainLabel(self.tr("正在问现在的进价"), "bodyStrong", wraps=True)
        for widget in (self._source_label, self.source, self._price):
            self.body.addWidget(widget)
        self._source_label.hide()
        self.source.hide()
        self.ceiling = MoneyEdit("ceilingAmount", accessible_name=self.tr("最多花多少钱买一件"))
        self.ceiling.set_amount(purchase.ceiling_unit)
        self.reason = LineInput(self.tr("为什么"), name="reasonText")
        self.body.addWidget(PlainLabel(self.tr("最多花多少钱买一件"), "table", "2"))
        self.body.addWidget(self.ceiling)
        self.body.addWidget(self.reason)
        self.reason.setVisible(approval is None)
        self.finish(self.tr("按这个价买"), PRIMARY)
        self.set_first_focus(self.ceiling)
        self.source.currentIndexChanged.connect(self._ask_price)
        self.desk.context.operations.run_query(
            self, partial(desk.purchasing.sources_again, row.line_id), self._show_sources
        )

    def submit(self) -> None:
        """Buy again, under a number of its own."""
        ceiling = self.ceiling.amount()
        if ceiling is None or ceiling <= Money(0):
            self.set_trouble(self.tr("要填最多花多少钱买一件"))
            return
        reason = self.reason.text() or (self._approval.reason if self._approval else "")
        if not reason:
            self.reason.set_error(self.tr("写一句为什么，才能买"))
            self.reason.editor.setFocus()
            return
        decision = LineDecision(LineVerdict.ACCEPT_PRICE, ceiling, self._chosen_goods())
        work = partial(
            _decide_line, self.desk, self.desk.actor, self._row.line_id, decision, reason
        )
        request = ApprovalRequest(
            self.tr("{name} 要按新价买 {goods}。").format(
                name=self.desk.actor.person.name, goods=self._row.title
            ),
            self.tr("按新价买"),
        )
        act = ApprovedAct(partial(_with_approval, work, self._approval), self._done, request)
        self.run(act)

    def _show_sources(self, offers: tuple[SourceOffer, ...]) -> None:
        """Offer the sources; choosing the first one, which is the rule's, asks for its price."""
        self._offers = offers
        has_choice = len(offers) > 1
        self._source_label.setVisible(has_choice)
        self.source.setVisible(has_choice)
        if offers:
            self.source.addItems([self._offer_text(one) for one in offers])
        else:
            self._ask_price()

    def _offer_text(self, offer: SourceOffer) -> str:
        cost = (
            self.tr("进价没告诉")
            if offer.cost is None
            else self.tr("进价 {price}").format(price=money_text(offer.cost))
        )
        parts = [offer.account_name, cost, stock_words(offer.stock)]
        if offer.record.tries:
            parts.append(self.tr("到账 {percent}").format(percent=success_text(offer.record)))
        if offer.record.median_seconds is not None:
            parts.append(arrival_text(offer.record.median_seconds))
        return " · ".join(parts)

    def _chosen_goods(self) -> int | None:
        """Return what was chosen; None where there is no choice, and the rule decides."""
        at = self.source.currentIndex()
        return self._offers[at].goods_id if len(self._offers) > 1 and at >= 0 else None

    @Slot()
    def _ask_price(self) -> None:
        goods_id = self._chosen_goods()
        self._price.setText(self.tr("正在问现在的进价"))
        self.desk.context.operations.run_query(
            self,
            partial(self.desk.purchasing.quote_again, self._row.line_id, goods_id),
            partial(self._show_price, goods_id),
            lane=Lane.NETWORK,
        )

    def _show_price(self, goods_id: int | None, quote: PriceQuote) -> None:
        if goods_id != self._chosen_goods():
            return  # another source was chosen meanwhile
        if quote.unit is None:
            self._price.setText(self.tr("没问到现在的进价。可以照旧填上限，超过就不买"))
            return
        self._price.setText(
            self.tr("{account} 现在进价 {price} 一件").format(
                account=quote.account_name, price=money_text(quote.unit)
            )
        )
        if self.ceiling.amount() in {self._purchase.ceiling_unit, self._filled_in}:
            self._filled_in = quote.unit
            self.ceiling.set_amount(quote.unit)

    def _done(self, outcome: LineOutcome) -> None:
        self.close_sheet()
        self.accepted_price.emit(outcome.purchase_id)


def _with_approval(
    work: partial[LineOutcome], given: Approval | None, asked: Approval | None
) -> LineOutcome:
    return work(asked or given)


def _decide(
    desk: OrderDesk,
    actor: Actor,
    purchase_id: int,
    decision: Decision,
    evidence: str,
    approval: Approval | None,
) -> PurchaseSnapshot:
    return desk.purchasing.decide(actor, purchase_id, decision, evidence, approval)


def _decide_line(
    desk: OrderDesk,
    actor: Actor,
    line_id: int,
    decision: LineDecision,
    reason: str,
    approval: Approval | None,
) -> LineOutcome:
    purchase_id, changes = desk.purchasing.decide_line(
        actor, line_id, decision, reason=reason, approval=approval
    )
    return LineOutcome(purchase_id, changes)
