"""易支付: the code a customer scans, how long it holds, and what the gateway said of it last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.gateway_payment import GatewayState
from desktop.domain.money import ZERO, Money
from desktop.ui.formatting import money_text
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.screens.sale.code_places import CodePlace, CodePlaces
from desktop.ui.screens.sale.gateway_code import GatewayCode, QrRows
from desktop.ui.screens.sale.gateway_steps import GatewaySteps
from desktop.ui.screens.sale.gateway_texts import (
    UNDER_WAY,
    answer_text,
    words_before,
    words_of_scan,
    words_without_code,
)
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import DEFAULT, Segmented, make_button
from desktop.ui.widgets.cards import Card, NoticeStrip
from desktop.ui.widgets.labels import KeyCap, PlainLabel, TotalLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.gateway_accounts import GatewaySnapshot
    from desktop.services.gateway_standing import GatewayPayment
    from desktop.ui.shortcuts import ActionRegistry


def _tr(text: str) -> str:
    return QCoreApplication.translate("GatewayPanel", text)


def channel_name(channel: str) -> str:
    """Return whose customers can scan a code of this channel."""
    names = {"wxpay": _tr("微信"), "alipay": _tr("支付宝"), "qqpay": _tr("QQ 钱包")}
    return names.get(channel, channel)


class GatewayPanel(Card):
    """Shows one payment of a gateway, or what the next one would be.

    Signals:
        renew_wanted: 换一个码.
        query_wanted: 立即查询.
        cancel_wanted: 取消这笔.
        by_hand_wanted: 手动确认, which the owner must allow.
        side_changed: who scans whom, or where, was chosen anew.
    """

    renew_wanted = Signal()
    query_wanted = Signal()
    cancel_wanted = Signal()
    by_hand_wanted = Signal()
    side_changed = Signal()

    def __init__(self, keys: ActionRegistry, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("gatewayPanel")
        self.setAccessibleName(self.tr("易支付"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._zone = ZoneInfo(zone)
        self._left_seconds = 0
        self._rows: QrRows = ()
        self._places = CodePlaces()
        self._payment: GatewayPayment | None = None
        self._code_text = ""
        self._amount = ZERO
        self._is_asking = False
        self._said = ""
        self._make_code(keys)
        self._make_words()
        self._make_buttons(keys)
        self._build()
        self.renew.clicked.connect(self.renew_wanted)
        self.query.clicked.connect(self.query_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.by_hand.clicked.connect(self.by_hand_wanted)
        self.sides.chosen.connect(self._change_side)
        self.forget()

    # What the page asks -----------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether a payment is under way that may bring money."""
        return self._is_asking or self._payment is not None

    @property
    def is_asking(self) -> bool:
        """Whether a code is being asked for."""
        return self._is_asking

    @property
    def had_code(self) -> bool:
        """Whether this payment ever had something to scan."""
        return bool(self._code_text)

    @property
    def has_code(self) -> bool:
        """Whether there is something to scan that still holds."""
        return bool(self._code_text) and not self.is_expired

    @property
    def is_expired(self) -> bool:
        """Whether the code's time is over; money may come all the same."""
        return self._payment is not None and self._left_seconds <= 0

    @property
    def needs_code(self) -> bool:
        """Whether the next thing to do is to ask for a code, the first one or another."""
        return not self._is_asking and not self.has_code and not self.waits_for_scan

    @property
    def is_scanned(self) -> bool:
        """Whether the payment under way was begun with a code on the customer's phone."""
        return self._payment is not None and self._payment.is_scanned

    @property
    def waits_for_scan(self) -> bool:
        """Whether only the scanner can begin, or the scanned code is under way."""
        if self._payment is None:
            return self.can_scan and self.sides.current() == 1
        return self.is_scanned and self._payment.state in UNDER_WAY

    @property
    def can_scan(self) -> bool:
        """Whether the chosen gateway takes money by a code on the customer's phone."""
        return self._places.can_scan

    def scan_choice(self, channel: str) -> tuple[int, str] | None:
        """Return where a scanned code of a channel can be sent; the chosen gateway first."""
        place = self._places.to_scan(channel)
        return place.key if place is not None else None

    @property
    def scans_anywhere(self) -> bool:
        """Whether any gateway of the shop takes scanned codes."""
        return self._places.scans_anywhere

    def choice(self) -> tuple[int, str] | None:
        """Return the chosen gateway account and channel, or None without any."""
        chosen = self._places.chosen
        return chosen.key if chosen is not None else None

    def channel(self) -> str:
        """Return the channel of the code, or the one chosen for the next."""
        if self._payment is not None:
            return self._payment.channel
        chosen = self._places.chosen
        return chosen.channel if chosen is not None else ""

    def rows(self) -> QrRows:
        """Return the code's modules; nothing without one that holds."""
        return self._rows if self.has_code else ()

    # What the page tells ----------------------------------------------------------------------

    def show_gateways(self, gateways: Sequence[GatewaySnapshot]) -> None:
        """Take the shop's gateway accounts: each channel of each is a choice."""
        if self._places.take(gateways):
            self._rebuild_choices()
        self._refresh()

    def show_amount(self, amount: Money) -> None:
        """Show what the next code would ask for."""
        self._amount = amount
        self._refresh()

    def next_choice(self) -> None:
        """Choose the next channel; only while there is no code."""
        if self._seg is not None and len(self._places.all) > 1:
            self._seg.choose(self._places.next_number())

    def show_asking(self) -> None:
        """A code is being asked for."""
        self._is_asking = True
        self._refresh()

    def show_payment(self, payment: GatewayPayment, now: datetime) -> None:
        """Show where a payment stands; a code once given stays until another payment comes."""
        is_other = self._payment is None or self._payment.id != payment.id
        if is_other:
            self._code_text, self._rows, self._said = "", (), ""
        self._said = payment.message or self._said
        if payment.code_text and payment.code_text != self._code_text:
            self._code_text, self._rows = payment.code_text, _matrix_of(payment.code_text)
        self._payment, self._is_asking = payment, False
        self._left_seconds = int((payment.expires_at - now).total_seconds())
        self._refresh()

    def tick(self, now: datetime) -> None:
        """Let the countdown go on."""
        if self._payment is not None:
            self._left_seconds = int((self._payment.expires_at - now).total_seconds())
            self._refresh()

    def forget(self) -> None:
        """No payment is under way."""
        self._payment, self._code_text, self._is_asking, self._said = None, "", False, ""
        self.sides.set_current(0)
        self._rows = ()
        self._left_seconds = 0
        self._refresh()

    def set_compact(self, *, is_compact: bool, is_low: bool = False) -> None:
        """Stand closer in a small window."""
        side = 16 if is_compact else 28
        high = 10 if is_low else 16 if is_compact else 24
        self.body.setContentsMargins(side, high, side, high)
        self._columns.setSpacing(16 if is_compact else 28)
        self.code.set_low(is_low=is_low)
        self._strip.setVisible(not is_low)

    # Building ---------------------------------------------------------------------------------

    def _make_code(self, keys: ActionRegistry) -> None:
        """What is scanned, and which of the accounts and sides it is."""
        self.code = GatewayCode()
        self.sides = Segmented(
            (self.tr("顾客扫我"), self.tr("我扫顾客")), ["qr-code", "scan-qr-code"]
        )
        self.sides.setObjectName("scanSides")
        self._side_key = KeyCap(keys.key_text("payment.scan_side"))
        self._only_shown = PlainLabel("", "caption", "2", wraps=True)
        self._only_shown.setObjectName("scanAbsent")
        self._seg: Segmented | None = None
        self._seg_row = QHBoxLayout()
        self._next_key = KeyCap(keys.key_text("payment.next_code"))

    def _make_words(self) -> None:
        """What is asked for, how far it is, and what to do with a doubtful customer."""
        self._title = PlainLabel("", "", "2")
        self._big = TotalLabel("¥0.00", "amount")
        self._steps = GatewaySteps(self._zone)
        self.answer = PlainLabel("", "", "warn", wraps=True)
        self.answer.setObjectName("gatewayAnswer")
        self._strip = NoticeStrip(
            Tone.WARN,
            self.tr("顾客说已付款但没有到账？"),
            self.tr("先点“立即查询”，不要凭截图放行。"),
            "shield-alert",
        )

    def _make_buttons(self, keys: ActionRegistry) -> None:
        self.renew = make_button(
            DEFAULT,
            self.tr("换一个码"),
            keys.key_text("payment.next_code"),
            "refresh-cw",
            name="renewCode",
        )
        self.query = make_button(
            DEFAULT,
            self.tr("立即查询"),
            keys.key_text("payment.query"),
            "search-check",
            name="queryPayment",
        )
        self.cancel = make_button(
            DEFAULT,
            self.tr("取消这笔"),
            keys.key_text("payment.cancel_code"),
            name="cancelPayment",
            size="lg",
        )
        self.by_hand = make_button(DEFAULT, self.tr("手动确认…"), name="confirmByHand")

    def _build(self) -> None:
        self._columns = QHBoxLayout()
        self._columns.addWidget(self.code)
        self._columns.addLayout(self._made_right(), 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._strip, 1)
        foot.addWidget(self.by_hand)
        self.body.addLayout(self._columns, 1)
        self.body.addLayout(foot)
        self.set_compact(is_compact=False)

    def _made_right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(4)
        self._seg_row.setSpacing(8)
        self._seg_row.addWidget(self._next_key)
        self._seg_row.addStretch(1)
        right.addLayout(self._seg_row)
        right.addSpacing(4)
        sides = QHBoxLayout()
        sides.setSpacing(8)
        sides.addWidget(self.sides)
        sides.addWidget(self._side_key)
        sides.addStretch(1)
        right.addLayout(sides)
        right.addWidget(self._only_shown)
        right.addSpacing(8)
        right.addWidget(self._title)
        right.addWidget(self._big, 0, Qt.AlignmentFlag.AlignLeft)
        right.addSpacing(8)
        right.addWidget(self._steps)
        right.addWidget(self.answer)
        right.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.renew)
        buttons.addWidget(self.query)
        buttons.addStretch(1)
        right.addLayout(buttons)
        return right

    def _rebuild_choices(self) -> None:
        if self._seg is not None:
            self._seg_row.removeWidget(self._seg)
            self._seg.hide()
            self._seg.deleteLater()
        self._seg = Segmented([_name_of(one) for one in self._places.all], ["qr-code"])
        self._seg.chosen.connect(self._choose)
        self._seg_row.insertWidget(0, self._seg)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self._places.choose(number)
        self._refresh()
        self.side_changed.emit()

    def other_side(self) -> None:
        """Turn from 顾客扫我 to 我扫顾客, or back; only while no payment is under way."""
        if self._payment is None and not self._is_asking and self.can_scan:
            self.sides.choose(1 - self.sides.current())

    @Slot(int)
    def _change_side(self, _side: int) -> None:
        self._refresh()
        self.side_changed.emit()

    # Showing ----------------------------------------------------------------------------------

    def _refresh(self) -> None:
        payment = self._payment
        is_choosing = payment is None and not self._is_asking
        names_channel = is_choosing and not self.waits_for_scan
        if self._seg is not None:
            self._seg.setVisible(names_channel and bool(self._places.all))
        self._next_key.setVisible(names_channel and len(self._places.all) > 1)
        for part in (self.sides, self._side_key):
            part.setVisible(is_choosing and self.can_scan)
        self._only_shown.setVisible(is_choosing and bool(self._places.all) and not self.can_scan)
        self._only_shown.setText(
            self.tr("这个通道只能顾客扫我：它没有付款码接口，扫不了顾客的码。")
        )
        amount = payment.amount if payment is not None else self._amount
        self._big.show_amount(money_text(amount))
        self._big.updateGeometry()
        name = channel_name(self.channel())
        title = self.tr("{channel}收款").format(channel=name) if name else ""
        is_scanning = is_choosing and self.waits_for_scan
        self._title.setText(self.tr("付款码收款") if is_scanning else title)
        self._show_code(name)
        self._show_countdown()
        self._show_steps()
        self._show_answer()
        for button in (self.query, self.by_hand, self.cancel, self._strip):
            button.setVisible(payment is not None)
        self.renew.setVisible(payment is not None and not self._is_asking)

    def _show_code(self, name: str) -> None:
        rows = self.rows()
        if rows:
            self.code.show_code(rows, self.tr("{channel}付款码").format(channel=name))
        else:
            is_scan = self.waits_for_scan or self.is_scanned
            title, text = self._words_in_place(name)
            self.code.show_words(title, text, "scan-qr-code" if is_scan else "qr-code")

    def _words_in_place(self, name: str) -> tuple[str, str]:
        payment, is_asking = self._payment, self._is_asking
        if payment is None and not is_asking:
            has_place, waits = bool(self._places.all), self.waits_for_scan
            return words_before(name, self._amount, has_place=has_place, waits_for_scan=waits)
        if payment is not None and payment.is_scanned:
            is_sent = is_asking or payment.state is not GatewayState.PREPARED
            return words_of_scan(name, is_sent=is_sent)
        return words_without_code(is_asking=is_asking, is_expired=self.is_expired)

    def _show_countdown(self) -> None:
        if self._payment is None or not self._code_text:
            self.code.hide_countdown()
            return
        lasts = self._payment.expires_at - self._payment.created_at
        self.code.show_countdown(max(0, self._left_seconds), lasts.total_seconds())

    def _show_steps(self) -> None:
        payment = self._payment
        if payment is not None and payment.is_scanned:
            self._steps.show_scan(payment, is_sent=self.waits_for_scan)
        elif payment is not None:
            self._steps.show_code(payment, has_code=bool(self._code_text))
        self._steps.setVisible(payment is not None)

    def _show_answer(self) -> None:
        text = answer_text(self._payment, self._said) if self._payment is not None else ""
        self.answer.setText(text)
        self.answer.setVisible(bool(text))


def _name_of(place: CodePlace) -> str:
    name = channel_name(place.channel)
    return f"{place.gateway_name} · {name}" if place.gateway_name else name


def _matrix_of(text: str) -> QrRows:
    try:
        return qr_matrix(text)
    except KataiError:
        return ()
