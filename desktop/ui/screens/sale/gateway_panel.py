"""易支付: the code a customer scans, how long it holds, and what the gateway said of it last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.gateway_payment import GatewayState
from desktop.domain.money import ZERO, Money
from desktop.ui.formatting import money_text, second_text
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, Segmented, make_button
from desktop.ui.widgets.cards import Card, EmptyState, NoticeStrip
from desktop.ui.widgets.labels import KeyCap, PlainLabel, TotalLabel
from desktop.ui.widgets.painting import CENTER, draw_text, rounded
from desktop.ui.widgets.progress import ProgressBar
from desktop.ui.widgets.qr_view import QrView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.gateway_accounts import GatewaySnapshot
    from desktop.services.gateway_standing import GatewayPayment
    from desktop.ui.shortcuts import ActionRegistry

QrRows = tuple[tuple[bool, ...], ...]
_QR: Final = 248
_LOW_QR: Final = 200
_MOST_CHOICES: Final = 4
_SOON_SECONDS: Final = 20
"""So shortly before its end the countdown turns amber."""


_UNDER_WAY: Final = frozenset({GatewayState.SENDING, GatewayState.WAITING, GatewayState.PAID})


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
        self._choices: tuple[tuple[int, str, str], ...] = ()
        self._at = 0
        self._payment: GatewayPayment | None = None
        self._code_text = ""
        self._amount = ZERO
        self._is_asking = False
        self._scanning: frozenset[int] = frozenset()
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
        return self.is_scanned and self._payment.state in _UNDER_WAY

    @property
    def can_scan(self) -> bool:
        """Whether the chosen gateway takes money by a code on the customer's phone."""
        chosen = self.choice()
        return chosen is not None and chosen[0] in self._scanning

    def scan_choice(self, channel: str) -> tuple[int, str] | None:
        """Return where a scanned code of a channel can be sent; the chosen gateway first."""
        places = [(one, of) for one, of, _name in self._choices if one in self._scanning]
        chosen = self.choice()
        fitting = [place for place in places if place[1] == channel]
        return next((one for one in fitting if chosen and one[0] == chosen[0]), None) or next(
            iter(fitting), None
        )

    @property
    def scans_anywhere(self) -> bool:
        """Whether any gateway of the shop takes scanned codes."""
        return bool(self._scanning)

    def choice(self) -> tuple[int, str] | None:
        """Return the chosen gateway account and channel, or None without any."""
        if self._at >= len(self._choices):
            return None
        gateway_id, channel, _name = self._choices[self._at]
        return gateway_id, channel

    def channel(self) -> str:
        """Return the channel of the code, or the one chosen for the next."""
        if self._payment is not None:
            return self._payment.channel
        chosen = self.choice()
        return chosen[1] if chosen is not None else ""

    def rows(self) -> QrRows:
        """Return the code's modules; nothing without one that holds."""
        return self._rows if self.has_code else ()

    # What the page tells ----------------------------------------------------------------------

    def show_gateways(self, gateways: Sequence[GatewaySnapshot]) -> None:
        """Take the shop's gateway accounts: each channel of each is a choice."""
        many = len(gateways) > 1
        self._scanning = frozenset(one.id for one in gateways if one.can_scan)
        choices = []
        for one in gateways:
            for channel in one.channels:
                name = channel_name(channel)
                choices.append((one.id, channel, f"{one.name} · {name}" if many else name))
        if tuple(choices) != self._choices:
            self._choices = tuple(choices[:_MOST_CHOICES])
            self._at = 0
            self._rebuild_choices()
        self._refresh()

    def show_amount(self, amount: Money) -> None:
        """Show what the next code would ask for."""
        self._amount = amount
        self._refresh()

    def next_choice(self) -> None:
        """Choose the next channel; only while there is no code."""
        if self._seg is not None and len(self._choices) > 1:
            self._seg.choose((self._at + 1) % len(self._choices))

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
        self.qr.set_side(_LOW_QR if is_low else _QR)
        self._no_code.setFixedSize(self.qr.sizeHint())
        self.countdown.setFixedWidth(self.qr.sizeHint().width())
        self._strip.setVisible(not is_low)

    # Building ---------------------------------------------------------------------------------

    def _make_code(self, keys: ActionRegistry) -> None:
        """What is scanned, and which of the accounts and sides it is."""
        self.qr = QrView()
        self.qr.setObjectName("gatewayCode")
        self._no_code = EmptyState("qr-code", "", "")
        self.countdown = ProgressBar(self.tr("二维码有效期"), name="codeCountdown")
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
        self.steps = tuple(_Step(str(number)) for number in (1, 2, 3))
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
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.qr)
        left.addWidget(self._no_code)
        left.addWidget(self.countdown)
        left.addStretch(1)
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
        for step in self.steps:
            right.addWidget(step)
        right.addWidget(self.answer)
        right.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.renew)
        buttons.addWidget(self.query)
        buttons.addStretch(1)
        right.addLayout(buttons)
        self._columns = QHBoxLayout()
        self._columns.addLayout(left)
        self._columns.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._strip, 1)
        foot.addWidget(self.by_hand)
        self.body.addLayout(self._columns, 1)
        self.body.addLayout(foot)
        self.set_compact(is_compact=False)

    def _rebuild_choices(self) -> None:
        if self._seg is not None:
            self._seg_row.removeWidget(self._seg)
            self._seg.hide()
            self._seg.deleteLater()
        self._seg = Segmented([name for _id, _channel, name in self._choices], ["qr-code"])
        self._seg.chosen.connect(self._choose)
        self._seg_row.insertWidget(0, self._seg)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self._at = number
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
            self._seg.setVisible(names_channel and bool(self._choices))
        self._next_key.setVisible(names_channel and len(self._choices) > 1)
        for part in (self.sides, self._side_key):
            part.setVisible(is_choosing and self.can_scan)
        self._only_shown.setVisible(is_choosing and bool(self._choices) and not self.can_scan)
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
            self.qr.show_matrix(rows, self.tr("{channel}付款码").format(channel=name))
        self.qr.setVisible(bool(rows))
        self._no_code.setVisible(not rows)
        title, text = self._words_without_code(name)
        icon = "scan-qr-code" if self.waits_for_scan or self.is_scanned else "qr-code"
        self._no_code.set_words(title, text, icon)

    def _words_without_code(self, name: str) -> tuple[str, str]:
        if self._payment is None and not self._is_asking:
            return self._words_before(name)
        if self.is_scanned:
            return self._words_of_scan(name)
        if self._is_asking:
            return self.tr("正在要码"), self.tr("货已经锁住，等支付通道给码")
        if self.is_expired:
            return self.tr("码过期了"), self.tr("换一个码。旧码要是付了，也会找到")
        return self.tr("没有拿到码"), self.tr("再要一次，或取消这笔换一种付款")

    def _words_before(self, name: str) -> tuple[str, str]:
        """Say what happens next while no payment is under way."""
        if not self._choices:
            return self.tr("没有支付通道"), self.tr("到“设置 › 付款方式”里加一个")
        if self.waits_for_scan:
            words = self.tr("扫到就收 {amount}，货先锁着等到账。微信、支付宝的付款码自己认")
            return self.tr("扫顾客的付款码"), words.format(amount=money_text(self._amount))
        text = self.tr("出码以后这一单存为待付款，货锁着等到账。顾客用{channel}扫")
        return self.tr("还没有出码"), text.format(channel=name)

    def _words_of_scan(self, name: str) -> tuple[str, str]:
        payment = self._payment
        if payment is not None and payment.state is GatewayState.PREPARED and not self._is_asking:
            return self.tr("付款码没有发出去"), self.tr("连不上支付通道，没有收钱。请顾客刷新再扫")
        words = self.tr("请顾客看手机，{channel}可能要输密码。同一个码不会再发第二次")
        return self.tr("在收款"), words.format(channel=name)

    def _show_countdown(self) -> None:
        self.countdown.setVisible(self._payment is not None and bool(self._code_text))
        left = max(0, self._left_seconds)
        is_soon = left < _SOON_SECONDS
        words = self.tr("二维码有效期") if left else self.tr("码过期了，换一个")
        self.countdown.set_words(words, Tone.WARN if is_soon else Tone.NEUTRAL)
        whole = 1.0
        if self._payment is not None:
            lasts = self._payment.expires_at - self._payment.created_at
            whole = lasts.total_seconds()
        self.countdown.set_progress(left, whole, f"{left // 60:02d}:{left % 60:02d}")

    def _show_steps(self) -> None:
        payment = self._payment
        count = payment.query_count if payment is not None else 0
        made = second_text(payment.created_at, self._zone) if payment is not None else ""
        has_code = bool(self._code_text)
        first, second, third = self.steps
        asked = self.tr("每 2 秒查一次 · 已查 {n} 次").format(n=count)
        if self.is_scanned:
            is_sent = self.waits_for_scan
            first.show_words(self.tr("付款码已发给通道"), made if is_sent else "", is_done=is_sent)
            second.show_words(self.tr("等顾客确认付款"), asked, is_now=is_sent)
        else:
            first.show_words(self.tr("二维码已生成"), made if has_code else "", is_done=has_code)
            second.show_words(
                self.tr("等待顾客扫码付款"), asked if payment is not None else "", is_now=has_code
            )
        third.show_words(self.tr("到账后自动进入下一步"), "")
        for step in self.steps:
            step.setVisible(payment is not None)

    def _show_answer(self) -> None:
        payment = self._payment
        text = ""
        if payment is not None:
            text = _scan_text(payment, self._said) if self.is_scanned else _answer_text(payment)
        self.answer.setText(text)
        self.answer.setVisible(bool(text))


def _scan_text(payment: GatewayPayment, said: str) -> str:
    """Say how a scanned code stands; the gateway's own words stay until there is a result."""
    if payment.state not in _UNDER_WAY or payment.state is GatewayState.PAID:
        return _answer_text(payment)
    if payment.reason in {"other_amount", "other_order", "other_merchant"}:
        return _tr("通道的回答和这一笔对不上，不算到账。接着查")
    if payment.state is GatewayState.SENDING:
        words = _tr("通道说：{text}。还不能算没扣到，接着查") if said else ""
        return words.format(text=said) if words else _tr("还没有结果，接着查")
    if payment.query_count and not payment.reason:
        words = _tr("查到还没扣款（通道说：{text}）。顾客没在输密码，就取消这笔或等一会儿再扫")
        plain = _tr("查到还没扣款，顾客可能在输密码。接着查")
        return words.format(text=said) if said else plain
    return _tr("还没有结果，接着查") if payment.reason else ""


def _answer_text(payment: GatewayPayment) -> str:
    said = payment.message
    if payment.state is GatewayState.REFUSED:
        return _tr("支付通道不给码，说：{text}。没有收到钱").format(text=said)
    if payment.state is GatewayState.PAID:
        return said or _tr("钱到了，正在完成这张单")
    if payment.reason in {"other_amount", "other_order", "other_merchant"}:
        return _tr("通道的回答和这一笔对不上，不算到账。接着查")
    if payment.reason == "channel_trouble":
        return _tr("支付通道说：{text}。换一种付款，或再要一次码").format(text=said)
    if payment.state is GatewayState.PREPARED:
        return _tr("连不上支付通道，没有发出去。再要一次，或换一种付款")
    return _tr("还没有结果，接着查") if payment.reason else ""


class _Step(QWidget):
    """A number in a ring, a line of words and a smaller one."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._mark = _StepMark(number)
        self._words = PlainLabel("", "")
        self._note = PlainLabel("", "caption")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addSpacing(2)
        texts.addWidget(self._words)
        texts.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def show_words(
        self, words: str, note: str, *, is_done: bool = False, is_now: bool = False
    ) -> None:
        """Say it; done steps have a full ring, the current one is bold."""
        self._words.setText(words)
        self._words.set_role("bodyStrong" if is_now else "")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._mark.show_state(is_done=is_done, is_now=is_now)


class _StepMark(QWidget):
    def __init__(self, number: str) -> None:
        super().__init__()
        self._number, self._is_done, self._is_now = number, False, False
        side = theme().px(24)
        self.setFixedSize(side, side)

    def show_state(self, *, is_done: bool, is_now: bool) -> None:
        self._is_done, self._is_now = is_done, is_now
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        radius = box.height() / 2
        if self._is_done:
            rounded(painter, box, radius, fill="accent")
            draw_text(painter, box, "✓", pixels=13, weight=700, token="on-accent", align=CENTER)
            return
        rounded(painter, box, radius, edge="accent" if self._is_now else "line2", width=2)
        token = "accent-text" if self._is_now else "text3"
        draw_text(painter, box, self._number, pixels=12, weight=600, token=token, align=CENTER)


def _matrix_of(text: str) -> QrRows:
    try:
        return qr_matrix(text)
    except KataiError:
        return ()
