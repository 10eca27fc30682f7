"""One recorded sale: its lines with their state, what was paid, what went back, and the acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import ZERO
from desktop.domain.sale import PaymentReason, PaymentState, SaleState
from desktop.domain.sealed_file import LEAST_CARDS
from desktop.ui.formatting import MINUS, amount_text, clock_text, moment_text, money_text
from desktop.ui.order_texts import (
    SUPPLY_LOOKS,
    customer_text,
    delivery_badge,
    method_text,
    sale_state_badge,
    sold_line_caption,
)
from desktop.ui.promotion_texts import recorded_text
from desktop.ui.screens.orders.detail_panel import DetailPanel, FactRow, side_by_side
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DANGER, PRIMARY, make_button
from desktop.ui.widgets.labels import Badge, ElideLabel, PlainLabel, Tile, line

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from desktop.domain.sale import RecordedPayment, SaleSnapshot, SoldLine

_LINE_HEIGHT = 63


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """A sale, and what its detail must know besides.

    Attributes:
        can_void: whether a void would be accepted now.
        cards: how many a file of them would hold.
    """

    sale: SaleSnapshot
    can_void: bool
    cards: int


class _SoldRow(QWidget):
    """A sold line: tile, two lines, amount and state."""

    def __init__(self, sold: SoldLine) -> None:
        super().__init__()
        icon, tone = SUPPLY_LOOKS[sold.supply]
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElideLabel(f"{sold.title} ×{sold.quantity}", ""))
        words.addWidget(ElideLabel(sold_line_caption(sold), "caption", "2"))
        figures = QVBoxLayout()
        figures.setSpacing(3)
        amount = PlainLabel(amount_text(sold.net), "bodyStrong")
        right = Qt.AlignmentFlag.AlignRight
        badge = delivery_badge(sold.delivery_state, sold.supply)
        figures.addWidget(amount, 0, right)
        figures.addWidget(Badge(badge.text, badge.tone), 0, right)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        row.addWidget(Tile(icon, tone))
        row.addLayout(words, 1)
        row.addLayout(figures)
        self.setMinimumHeight(theme().px(_LINE_HEIGHT))
        self.setAccessibleName(
            f"{sold.title} ×{sold.quantity} {sold_line_caption(sold)} "
            f"{amount_text(sold.net)} {badge.text}"
        )


class SaleDetail(DetailPanel):
    """The detail of 销售单."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._facts = {
            "gross": FactRow(self.tr("小计")),
            "off": FactRow(self.tr("优惠")),
            "promotions": FactRow(self.tr("活动")),
            "rounding": FactRow(self.tr("抹零")),
            "points": FactRow(self.tr("积分")),
            "agent": FactRow(self.tr("校园代理")),
            "note": FactRow(self.tr("备注")),
        }
        self._payments = QVBoxLayout()
        self._payments.setSpacing(4)
        self._payment_rows: list[QWidget] = []
        self._build_body()
        self._build_buttons()

    def show_sale(self, facts: SaleFacts, now: datetime, zone: tzinfo, *, changeable: int) -> None:
        """Show a sale; ``changeable`` payments could be corrected."""
        sale = facts.sale
        parts = [
            customer_text(sale.customer_name, sale.customer_phone),
            moment_text(sale.sold_at, now, zone),
            sale.cashier_name,
        ]
        self.set_head(
            sale.number, sale_state_badge(sale), " · ".join(parts), money_text(sale.total)
        )
        self._show_lines(sale)
        self._show_sums(sale)
        self._show_payments(sale, zone)
        self._offer(facts, changeable)

    def _build_body(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 14)
        self.body.setSpacing(0)
        self.body.addLayout(self._lines)
        sums = QVBoxLayout()
        sums.setContentsMargins(20, 12, 20, 0)
        sums.setSpacing(4)
        for fact in self._facts.values():
            sums.addWidget(fact)
        sums.addSpacing(8)
        sums.addLayout(self._payments)
        self.body.addLayout(sums)
        self.body.addStretch(1)

    def _build_buttons(self) -> None:
        self.confirm = make_button(PRIMARY, self.tr("到账了…"), name="confirmPending")
        self.drop = make_button(DANGER, self.tr("放弃这单…"), name="dropPending")
        self.reprint = make_button("", self.tr("补打小票"), "", "printer", name="reprintButton")
        self.pdf = make_button("", self.tr("存 PDF"), "", "download", name="saveReceipt")
        self.secrets = make_button("", self.tr("看卡密…"), "", "key-round", name="seeSecrets")
        self.seal = make_button("", self.tr("卡密存成加密文件…"), "", "lock", name="sealCards")
        self.payment = make_button(
            "", self.tr("改付款方式…"), "", "repeat-2", name="changePaymentButton"
        )
        self.attach = make_button(
            "", self.tr("补登会员…"), "", "user-round-plus", name="attachCustomerButton"
        )
        self.ticket = make_button("", self.tr("建售后单"), "", "life-buoy", name="openTicket")
        self.refund = make_button(DANGER, self.tr("退款…"), "", "undo-2", name="refundButton")
        self.void = make_button(DANGER, self.tr("作废…"), "", "ban", name="voidButton")
        self.keyed = {
            "orders.reprint": self.reprint,
            "orders.save_receipt": self.pdf,
            "orders.seal": self.seal,
            "orders.ticket": self.ticket,
        }
        for pair in (
            (self.confirm, self.drop),
            (self.reprint, self.pdf),
            (self.secrets, self.payment),
            (self.seal,),
            (self.attach, self.ticket),
            (self.refund, self.void),
        ):
            self.foot.addLayout(side_by_side(*pair))

    def _show_lines(self, sale: SaleSnapshot) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for sold in sale.lines:
            for part in (_SoldRow(sold), line()):
                self._lines.addWidget(part)
                self._rows.append(part)

    def _show_sums(self, sale: SaleSnapshot) -> None:
        off = sale.line_discounts + sale.order_discount
        self._facts["gross"].show_value(amount_text(sale.gross) if off or sale.rounding else "")
        self._facts["off"].show_value(f"{MINUS}{amount_text(off)}" if off else "", "accent")
        self._facts["promotions"].show_value(recorded_text(sale.promotions))
        rounding = f"{MINUS}{amount_text(sale.rounding)}" if sale.rounding else ""
        self._facts["rounding"].show_value(rounding, "accent")
        self._facts["points"].show_value(f"+{sale.points_earned}" if sale.points_earned else "")
        self._facts["agent"].show_value(sale.agent)
        self._facts["note"].show_value(sale.note)

    def _show_payments(self, sale: SaleSnapshot, zone: tzinfo) -> None:
        for row in self._payment_rows:
            self._payments.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._payment_rows = []
        for entry in sale.payments:
            if entry.state is PaymentState.DROPPED:
                continue
            row = FactRow(f"{self._entry_words(entry)} · {clock_text(entry.paid_at, zone)}")
            is_pending = entry.state is PaymentState.PENDING
            tone = "warn" if is_pending else "danger" if entry.amount < ZERO else ""
            self._payments.addWidget(row)
            row.show_value(amount_text(entry.amount, is_signed=not is_pending), tone)
            self._payment_rows.append(row)

    def _entry_words(self, entry: RecordedPayment) -> str:
        method = method_text(entry.method)
        if entry.state is PaymentState.PENDING:
            return self.tr("{method} · 没看到到账").format(method=method)
        words = {
            PaymentReason.RETURN: self.tr("退款 · {method}"),
            PaymentReason.VOID: self.tr("作废退回 · {method}"),
            PaymentReason.POINTS_OWED: self.tr("退款里扣下，补花掉的积分"),
            PaymentReason.METHOD_CHANGE: self.tr("改付款方式 · {method}"),
        }.get(entry.reason)
        if words is not None:
            return words.format(method=method)
        if entry.bill_tail:
            return self.tr("{method} · 尾号 {tail}").format(method=method, tail=entry.bill_tail)
        return method

    def _offer(self, facts: SaleFacts, changeable: int) -> None:
        """Switch the acts that fit on; an act that does not fit says why in its tooltip."""
        sale = facts.sale
        is_pending = sale.state is SaleState.AWAITING_PAYMENT
        is_done = sale.state is SaleState.COMPLETED
        for button in (self.confirm, self.drop):
            button.setVisible(is_pending)
        has_rest = any(sold.returned_quantity < sold.quantity for sold in sale.lines)
        has_cards = any(sold.card_ids for sold in sale.lines)
        for button in (self.reprint, self.pdf):
            _allow(button, not is_pending, self.tr("没收到钱，没有小票"))
        _allow(self.secrets, is_done and has_cards, self.tr("这张单没有可以看的卡密"))
        self.seal.setVisible(is_done and facts.cards >= LEAST_CARDS)
        _allow(self.payment, is_done and bool(changeable), self.tr("没有可以改的收款"))
        is_walk_in = is_done and sale.customer_id is None
        _allow(self.attach, is_walk_in, self.tr("只能给没有会员的单补登"))
        _allow(self.ticket, is_done, self.tr("没收到钱的单没有售后"))
        _allow(self.refund, is_done and has_rest, self.tr("没有可以退的了"))
        reason = self.tr("只能作废本班里卡密没看过、没向货源下单的单。请走退款")
        _allow(self.void, facts.can_void, reason)


def _allow(button: QWidget, is_allowed: bool, reason: str) -> None:
    button.setEnabled(is_allowed)
    button.setToolTip("" if is_allowed else reason)
