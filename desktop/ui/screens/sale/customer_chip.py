"""The head of the cart: whose order it is, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.cart import COUNTER_CHANNEL
from desktop.ui.formatting import masked_account, masked_phone
from desktop.ui.sale_texts import channel_text
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, IconButton, make_button
from desktop.ui.widgets.labels import Avatar, Badge, ElideLabel, PlainLabel
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from desktop.domain.cart import Cart
    from desktop.domain.customer import CustomerSnapshot


class CustomerChip(QFrame):
    """Shows the customer, or the button that leads to one.

    Signals:
        pick_wanted: 选择会员.
        removal_wanted: the × beside a customer.
        channel_wanted: 订单来源.
    """

    pick_wanted = Signal()
    removal_wanted = Signal()
    channel_wanted = Signal()

    def __init__(self, key_cap: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme().px(63))
        self._avatar = Avatar(tone=Tone.NEUTRAL)
        self._name = PlainLabel("", "strong")
        self._first = Badge("", Tone.ACCENT, "sparkles")
        self._tier = Badge("", Tone.OUTLINE)
        self._channel = Badge("", Tone.OUTLINE)
        self._caption = ElideLabel("", "caption", "2")
        self._pick = make_button(DEFAULT, self.tr("选择会员"), key_cap, name="customerChip")
        self._source = IconButton("store", self.tr("订单来源"), is_ghost=True)
        self._source.setObjectName("orderChannel")
        self._remove = IconButton("x", self.tr("不记会员"), is_ghost=True)
        self._remove.setObjectName("removeCustomer")
        self._pick.clicked.connect(self.pick_wanted)
        self._source.clicked.connect(self.channel_wanted)
        self._remove.clicked.connect(self.removal_wanted)
        self._build()
        self._first.set_badge(BadgeText(self.tr("首单"), Tone.ACCENT, "sparkles"))

    def show_cart(self, cart: Cart) -> None:
        """Show whose order it is."""
        member = cart.customer
        self._avatar.set_person(
            member.name if member else "", Tone.ACCENT if member else Tone.NEUTRAL
        )
        self._name.setText(member.name if member else self.tr("散客"))
        self._caption.setText(
            self._facts(member) if member else self.tr("选会员可以记积分和购买记录")
        )
        self._first.setVisible(bool(member and member.is_first_order))
        tier = member.tier if member else None
        self._tier.set_badge(BadgeText(tier.name if tier else "", Tone.OUTLINE))
        self._tier.setVisible(tier is not None)
        self._pick.setVisible(member is None)
        self._remove.setVisible(member is not None)
        is_elsewhere = cart.channel != COUNTER_CHANNEL or bool(cart.outside_number)
        words = " ".join(part for part in (channel_text(cart.channel), cart.outside_number) if part)
        self._channel.set_badge(BadgeText(words, Tone.OUTLINE))
        self._channel.setVisible(is_elsewhere)

    def last_stop(self) -> QWidget:
        """Return the last thing here that Tab reaches."""
        return self._remove

    def name(self) -> str:
        """Return the name shown."""
        return self._name.text()

    def _facts(self, member: CustomerSnapshot) -> str:
        contact = masked_phone(member.phone) if member.phone else ""
        if not contact and member.qq:
            contact = f"QQ {masked_account(member.qq)}"
        if not contact and member.wechat:
            contact = masked_account(member.wechat)
        if not contact:
            return self.tr("积分 {points}").format(points=member.points)
        return self.tr("{contact} · 积分 {points}").format(contact=contact, points=member.points)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self._name, self._tier, self._first, self._channel):
            head.addWidget(part)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addLayout(head)
        words.addWidget(self._caption)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(self._avatar)
        layout.addLayout(words, 1)
        layout.addWidget(self._source)
        layout.addWidget(self._pick)
        layout.addWidget(self._remove)
