"""One line that waits: claim code, the message for the customer, and handing the goods over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.sealed_file import LEAST_CARDS
from desktop.ui.dialogs.secrets_dialog import SecretList
from desktop.ui.formatting import moment_text, money_text
from desktop.ui.order_texts import customer_text, tail_text, undelivered_badge
from desktop.ui.screens.orders.detail_panel import CodeLabel, DetailPanel, side_by_side
from desktop.ui.widgets.buttons import DANGER, PRIMARY, make_button
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from desktop.services.order_lists import UndeliveredRow
    from desktop.ui.order_desk import OrderDesk

_STUCK = frozenset({DeliveryState.NEEDS_DECISION, DeliveryState.FAILED})
_ASKABLE = frozenset({DeliveryState.PROCESSING, DeliveryState.UNKNOWN, DeliveryState.QUEUED})


def has_cards(row: UndeliveredRow) -> bool:
    """Whether there are card secrets to show or print."""
    return row.supply in {Supply.LOCAL, Supply.PLATFORM} and row.state is DeliveryState.ARRIVED


@dataclass(frozen=True, slots=True)
class UndeliveredFacts:
    """A line, the ready message for its customer, and how many cards its whole sale has."""

    row: UndeliveredRow
    message: str
    cards: int


class UndeliveredDetail(DetailPanel):
    """The detail of 待交付."""

    def __init__(self, desk: OrderDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = CodeLabel()
        self._name = PlainLabel("", "bodyStrong")
        self._tail = PlainLabel("", "caption", "2")
        self._paid = PlainLabel("", "bodyStrong")
        self.message = PlainLabel("", "", wraps=True)
        self.message.setObjectName("customerMessage")
        self.secrets = SecretList(desk)
        self._hint = PlainLabel("", "caption", "2", wraps=True)
        self._told = PlainLabel("", "caption", "2", wraps=True)
        self._make_buttons()
        self._build()

    def show_row(self, facts: UndeliveredFacts, teller: str, now: datetime, zone: tzinfo) -> None:
        """Show a line with its ready message."""
        row = facts.row
        sold = self.tr("{time} 付款").format(time=moment_text(row.sold_at, now, zone))
        parts = [row.sale_number, sold]
        if row.arrived_at is not None and row.arrived_at != row.sold_at:
            arrived = moment_text(row.arrived_at, now, zone)
            parts.append(self.tr("{time} 到货").format(time=arrived))
        self.set_head(
            f"{row.title} ×{row.quantity}", undelivered_badge(row, now), " · ".join(parts)
        )
        self.code.set_text(row.claim_code)
        self._name.setText(customer_text(row.customer_name, row.customer_phone))
        self._tail.setText(row.target_masked or tail_text(row.customer_phone))
        self._paid.setText(money_text(row.net))
        self.message.setText(facts.message)
        self._offer(row)
        self.seal.setVisible(has_cards(row) and facts.cards >= LEAST_CARDS)
        if row.told_at is not None:
            told = moment_text(row.told_at, now, zone)
            self._told.setText(self.tr("{time} 告诉过顾客了，可以再告诉一次。").format(time=told))
        else:
            self._told.setText(self.tr("复制这段话，并记下 {name} 告诉过。").format(name=teller))

    def set_badge_of(self, row: UndeliveredRow, now: datetime) -> None:
        """Keep the running time of the badge true."""
        self.badge.set_badge(undelivered_badge(row, now))

    def _make_buttons(self) -> None:
        self.copy = make_button("", self.tr("复制"), "", "copy", name="copyMessage")
        self.reveal = make_button("", self.tr("显示"), "", "eye", name="revealSecret", size="lg")
        self.print = make_button(
            "", self.tr("打印"), "", "printer", name="printSecretSlip", size="lg"
        )
        self.seal = make_button(
            "", self.tr("整单存成加密文件"), "", "lock", name="sealCards", size="lg"
        )
        for button in (self.reveal, self.print, self.seal):
            button.set_left_aligned()
        self.hand_over = make_button(
            "", self.tr("已交给顾客"), "", "package-open", name="markHandedOver", size="lg"
        )
        self.query = make_button(
            "", self.tr("查结果"), "", "search-check", name="queryResult", size="lg"
        )
        self.unknown = make_button(
            "", self.tr("去待确认"), "", "circle-help", name="goUnknown", size="lg"
        )
        self.accept_price = make_button(
            "", self.tr("按新价买…"), "", "repeat-2", name="acceptPrice", size="lg"
        )
        self.refund = make_button(
            DANGER, self.tr("退这一行…"), "", "undo-2", name="refundLine", size="lg"
        )
        self.tell = make_button(
            PRIMARY, self.tr("告诉顾客"), "", "send", name="tellCustomer", size="lg"
        )
        self.keyed = {
            "orders.copy": self.copy,
            "orders.reveal": self.reveal,
            "orders.slip": self.print,
            "orders.seal": self.seal,
            "orders.query": self.query,
            "orders.tell": self.tell,
        }

    def _build(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 14)
        self.body.setSpacing(0)
        self.body.addLayout(self._build_claim())
        self.body.addWidget(line())
        content = QVBoxLayout()
        content.setContentsMargins(20, 14, 20, 0)
        content.setSpacing(10)
        content.addLayout(self._build_message())
        content.addSpacing(4)
        content.addWidget(PlainLabel(self.tr("交货"), "bodyStrong"))
        for pair in (
            (self.reveal, self.print),
            (self.seal,),
            (self.hand_over,),
            (self.query, self.unknown),
            (self.accept_price, self.refund),
        ):
            content.addLayout(side_by_side(*pair))
        content.addWidget(self.secrets)
        content.addWidget(self._hint)
        self.body.addLayout(content)
        self.body.addStretch(1)
        self.foot.addWidget(self.tell)
        self.foot.addWidget(self._told)

    def _build_claim(self) -> QHBoxLayout:
        claim = _pair(PlainLabel(self.tr("取货码"), "caption", "2"), self.code)
        whose = _pair(PlainLabel(self.tr("顾客"), "caption", "2"), self._name, self._tail)
        paid_label = PlainLabel(self.tr("已付"), "caption", "2")
        for label in (paid_label, self._paid):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        paid = _pair(paid_label, self._paid)
        row = QHBoxLayout()
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(20)
        row.addLayout(claim)
        row.addWidget(line(is_vertical=True))
        row.addLayout(whose, 1)
        row.addLayout(paid)
        return row

    def _build_message(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("发给顾客的话"), "bodyStrong"), 1)
        head.addWidget(self.copy)
        card = QFrame()
        card.setProperty("card", "raised")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.addWidget(self.message)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(card)
        column.addWidget(
            PlainLabel(self.tr("消息里没有卡密。卡密当面给。"), "caption", "2", wraps=True)
        )
        return column

    def _offer(self, row: UndeliveredRow) -> None:
        """Show the acts that fit the state; none of them guesses an outcome."""
        is_here = row.state is DeliveryState.ARRIVED
        is_card = row.supply in {Supply.LOCAL, Supply.PLATFORM}
        is_stuck = row.state in _STUCK
        for button in (self.reveal, self.print):
            button.setVisible(is_card and not is_stuck)
            button.setEnabled(is_here)
        self.hand_over.setVisible(is_here and not is_card)
        self.query.setVisible(row.state in _ASKABLE)
        self.unknown.setVisible(row.state is DeliveryState.UNKNOWN)
        self.accept_price.setVisible(is_stuck)
        self.refund.setVisible(is_stuck)
        self._hint.setText(self._hint_of(row, is_card=is_card))

    def _hint_of(self, row: UndeliveredRow, *, is_card: bool) -> str:
        """Say what is to be done, or why nothing can be done yet."""
        waits = self.tr("货还没到，到了这里会变。")
        if row.is_promise and row.state is DeliveryState.QUEUED:
            waits = self.tr("离线时答应的，还没有提交。联网后自动提交，不会买两次。")
        hints = {
            DeliveryState.UNKNOWN: self.tr("没有确定失败之前，不要重新下单或退款，可能会充两次。"),
            DeliveryState.NEEDS_DECISION: self.tr(
                "货源涨价或少给了，没有买成。问过顾客，再决定按新价买、换个货源买，还是退。"
            ),
            DeliveryState.FAILED: self.tr("没有买成，没有扣款。可以再买，也可以退。"),
            DeliveryState.HANDED_OVER: self.tr("给看过了，藏起来之后移出这里。"),
        }
        if row.state is DeliveryState.ARRIVED:
            return (
                self.tr("第一次给看不用 PIN，有记录。给完自动移出这里。")
                if is_card
                else self.tr("顾客看到到账了，点一下移出这里。")
            )
        return hints.get(row.state, waits)


def _pair(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column
