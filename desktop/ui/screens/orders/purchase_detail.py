"""One purchase: what it cost, its numbers, and everything that happened to it in order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.purchase import OWNER_TOLD_AFTER_SECONDS, PurchaseState
from desktop.services.hand_orders import TO_DO, TYPED_IN
from desktop.services.purchase_words import sentences_of
from desktop.translating import translate
from desktop.ui.formatting import amount_text, money_text, second_text
from desktop.ui.order_texts import purchase_badge, purchase_goods_caption, purchase_sentences
from desktop.ui.screens.orders.detail_panel import DetailPanel, FactRow, side_by_side
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import DANGER, PRIMARY, make_button
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.time_line import TimeLine, TimePoint

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from desktop.services.order_lists import PurchaseEventRow
    from desktop.services.purchasing import PurchaseSnapshot

QUERYABLE: Final = frozenset(
    {PurchaseState.PREPARED, PurchaseState.ACCEPTED, PurchaseState.UNKNOWN}
)
_ORDERED: Final = frozenset({"order_sent", "order_sent_again", "order_by_hand"})
_COSTS: Final = frozenset({"balance_compared"})
"""Events whose note is money of the shop: never shown to a cashier."""
_TONES: Final = {
    PurchaseState.UNKNOWN: Tone.WARN,
    PurchaseState.HUMAN: Tone.WARN,
    PurchaseState.ACCEPTED: Tone.INFO,
    PurchaseState.REJECTED: Tone.DANGER,
    PurchaseState.REFUNDED: Tone.DANGER,
    PurchaseState.REVERSED: Tone.DANGER,
    PurchaseState.NOT_PLACED: Tone.DANGER,
    PurchaseState.WRITTEN_OFF: Tone.DANGER,
}


class PurchaseDetail(DetailPanel):
    """The detail of 采购单 and of 待确认; money, source and balance for the owner only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = {
            "cost": FactRow(self.tr("进价 / 售价")),
            "ceiling": FactRow(self.tr("最高付到")),
            "number": FactRow(self.tr("我们的请求号"), is_code=True),
            "upstream": FactRow(self.tr("货源单号"), is_code=True),
            "balance": FactRow(self.tr("货源余额")),
            "sale": FactRow(self.tr("销售单")),
            "person": FactRow(self.tr("谁下的单")),
        }
        self.history = TimeLine()
        self.hint = PlainLabel("", "caption", "2", wraps=True)
        self._make_buttons()
        self._build()

    def show_purchase(
        self, purchase: PurchaseSnapshot, now: datetime, zone: tzinfo, *, is_owner: bool
    ) -> None:
        """Show a purchase."""
        parts = [purchase.number]
        if is_owner:
            parts.append(purchase.account)
        parts.append(purchase_goods_caption(purchase))
        self.set_head(purchase.product_title, purchase_badge(purchase), " · ".join(parts))
        self._show_facts(purchase, is_owner=is_owner)
        self.history.set_points(
            (
                *self._past(purchase, zone, is_owner=is_owner),
                *self._to_come(purchase, now, zone),
            )
        )
        self._offer(purchase)

    def _make_buttons(self) -> None:
        self.query = make_button(
            PRIMARY, self.tr("查结果"), "Enter", "search-check", name="queryResult", size="lg"
        )
        self.delivered = make_button("", self.tr("标记成功…"), name="markDelivered")
        self.failed = make_button(DANGER, self.tr("失败并退款…"), name="markFailed")
        self.sale = make_button("", self.tr("看销售单"), "", "receipt-text", name="seeSale")
        self.copy = make_button("", self.tr("复制货源单号"), "", "copy", name="copyUpstream")

    def _build(self) -> None:
        facts = QVBoxLayout()
        facts.setContentsMargins(20, 12, 20, 12)
        facts.setSpacing(4)
        for fact in self._facts.values():
            facts.addWidget(fact)
        story = QVBoxLayout()
        story.setContentsMargins(20, 14, 20, 0)
        story.setSpacing(10)
        story.addWidget(PlainLabel(self.tr("经过"), "bodyStrong"))
        story.addWidget(self.history)
        self.body.setContentsMargins(0, 0, 0, 14)
        self.body.setSpacing(0)
        self.body.addLayout(facts)
        self.body.addWidget(line())
        self.body.addLayout(story)
        self.body.addStretch(1)
        self.foot.addWidget(self.query)
        self.foot.addLayout(side_by_side(self.delivered, self.failed))
        self.foot.addLayout(side_by_side(self.sale, self.copy))
        self.foot.addWidget(self.hint)

    def _show_facts(self, purchase: PurchaseSnapshot, *, is_owner: bool) -> None:
        facts = self._facts
        cost = purchase.charged if purchase.charged is not None else purchase.quoted_total
        known = amount_text(cost) if cost is not None else self.tr("还不知道")
        price = purchase.sale_price
        facts["cost"].label.setText(self.tr("进价 / 售价") if price else self.tr("进价"))
        costs = f"{known} / {amount_text(price)}" if price else known
        facts["cost"].show_value(costs if is_owner else "")
        ceiling = amount_text(purchase.ceiling_unit * purchase.quantity)
        facts["ceiling"].show_value(ceiling if is_owner else "")
        facts["number"].show_value(purchase.number)
        facts["upstream"].show_value(purchase.upstream_number)
        facts["balance"].show_value(_balance_words(purchase) if is_owner else "")
        facts["sale"].show_value(purchase.sale_number or self.tr("进库存"))
        facts["person"].show_value(purchase.person_name)

    def _past(
        self, purchase: PurchaseSnapshot, zone: tzinfo, *, is_owner: bool
    ) -> tuple[TimePoint, ...]:
        return tuple(
            self._point(purchase, event, zone, is_owner=is_owner)
            for event in purchase.events
            if is_owner or event.code not in _COSTS
        )

    def _to_come(
        self, purchase: PurchaseSnapshot, now: datetime, zone: tzinfo
    ) -> tuple[TimePoint, ...]:
        """Return what follows if no answer comes, the earliest first."""
        points = []
        if purchase.next_step_at is not None and purchase.state in QUERYABLE:
            words = self.tr("下次自动查询"), self.tr("间隔会越来越长，也可以现在查")
            points.append((purchase.next_step_at, *words))
        sent_at = next((one.at for one in purchase.events if one.code in _ORDERED), None)
        if sent_at is not None and purchase.state is PurchaseState.UNKNOWN:
            told_at = sent_at + timedelta(seconds=OWNER_TOLD_AFTER_SECONDS)
            if told_at > now:
                points.append((told_at, self.tr("15 分钟还没有结果，提醒店主"), ""))
        return tuple(
            TimePoint(text, second_text(at, zone), note, Tone.NEUTRAL)
            for at, text, note in sorted(points)
        )

    def _point(
        self,
        purchase: PurchaseSnapshot,
        event: PurchaseEventRow,
        zone: tzinfo,
        *,
        is_owner: bool,
    ) -> TimePoint:
        note = event.note if is_owner else ""
        if event.code in _ORDERED:
            note = self.tr("请求号 {number} · {capability}").format(
                number=purchase.sent_number,
                capability=translate("purchasing", purchase.capability_sentence),
            )
        if event.person_name:
            note = f"{event.person_name} · {note}" if note else event.person_name
        return TimePoint(
            purchase_sentences(sentences_of(event.code)),
            second_text(event.at, zone),
            note,
            _TONES.get(event.state, Tone.ACCENT),
        )

    def _offer(self, purchase: PurchaseSnapshot) -> None:
        """A person decides only what the machine can find out no further."""
        by_hand = purchase.is_by_hand
        is_open = purchase.state in (TYPED_IN if by_hand else QUERYABLE)
        is_human = purchase.state is PurchaseState.HUMAN
        is_unclear = is_human or purchase.state is PurchaseState.UNKNOWN
        self.query.setText(self.tr("手工下单，回填…") if by_hand else self.tr("查结果"))
        self.query.setVisible(is_open or (is_human and not by_hand))
        self.query.setEnabled(is_open and not self.query.is_busy())
        for button in (self.delivered, self.failed):
            button.setVisible(is_unclear)
            button.setEnabled(is_decidable(purchase))
        self.failed.setText(
            self.tr("失败并退款…") if purchase.sale_line_id is not None else self.tr("标记失败…")
        )
        self.sale.setEnabled(purchase.sale_id is not None)
        self.copy.setEnabled(bool(purchase.upstream_number))
        self.hint.setText(self._hint_of(purchase))

    def _hint_of(self, purchase: PurchaseSnapshot) -> str:
        if purchase.is_by_hand and purchase.state in TO_DO:
            return self.tr("这个货源没有接口：去它那里下单，再把单号和进价填回来。")
        if purchase.state is PurchaseState.HUMAN:
            return self.tr("手动标记要店主 PIN，并填写依据。")
        if purchase.is_by_hand and purchase.state is PurchaseState.UNKNOWN:
            return self.tr("下了单没有号。拿到单号就回填，问清楚没办由店主标记。")
        if purchase.state is PurchaseState.UNKNOWN:
            return self.tr("还在自动查。查到头还不清楚，才由店主手动标记。")
        if purchase.state is PurchaseState.ACCEPTED:
            return self.tr("货源说处理中，不能换货源，也不能退款。")
        return ""


def is_decidable(purchase: PurchaseSnapshot) -> bool:
    """Say whether only a person can still find out: nobody asks where there is no interface."""
    if purchase.is_by_hand and purchase.state is PurchaseState.UNKNOWN:
        return True
    return purchase.state is PurchaseState.HUMAN


def _balance_words(purchase: PurchaseSnapshot) -> str:
    before = purchase.balance_before
    if before is None:
        return ""
    if purchase.charged is None:
        return money_text(before)
    return f"{amount_text(before)} → {amount_text(before - purchase.charged)}"
