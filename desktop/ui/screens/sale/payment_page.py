"""收款: tenders, amount, codes. Nothing is recorded before the last confirmation."""

from __future__ import annotations

from functools import partial
from string import ascii_letters
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.money import ZERO, Money
from desktop.domain.payment_code import channel_of_code
from desktop.domain.secret import Secret
from desktop.domain.tender import (
    LEDGER_METHODS,
    NETWORK_METHODS,
    RoundingMode,
    Tender,
    TenderMethod,
    asks_about_surplus,
    cash_tender,
)
from desktop.translating import current_language
from desktop.ui.formatting import MINUS, amount_text, money_text
from desktop.ui.screens.sale.cash_desk import MODES, CashDesk
from desktop.ui.screens.sale.customer_page import CustomerPage
from desktop.ui.screens.sale.customer_sheet import CustomerView, view_of
from desktop.ui.screens.sale.customer_views import gateway_view_of
from desktop.ui.screens.sale.gateway_panel import GatewayPanel, channel_name
from desktop.ui.screens.sale.member_tender_panel import (
    MemberTenderPanel,
    available,
    confirm_text,
    ledger_methods,
    refusals,
)
from desktop.ui.screens.sale.order_summary import OrderSummary
from desktop.ui.screens.sale.payment_draft import PaymentDraft
from desktop.ui.screens.sale.static_code_panel import StaticCodePanel
from desktop.ui.screens.sale.tender_column import TenderColumn
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DANGER, DEFAULT, PRIMARY, make_button
from desktop.ui.widgets.cards import KeyFigure, SummaryStrip
from desktop.ui.widgets.labels import PlainLabel, TotalLabel

if TYPE_CHECKING:
    from desktop.domain.customer import MemberStanding
    from desktop.services.collection_codes import CollectionCode
    from desktop.services.gateway_accounts import GatewaySnapshot
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext

_CASH, _CODE, _LEDGER, _GATEWAY = 0, 1, 2, 3
_NARROW_WINDOW = 1300
_LOW_PAGE = 600


class PaymentPage(QWidget):
    """Takes the money of one order.

    Signals:
        left: back to the order, nothing was recorded.
        paid: the tenders that cover the order.
        not_seen: the tenders of a sale whose money was not seen yet.
        gateway_wanted: the tenders of a sale whose last one a gateway is to collect.
        scan_wanted: the same tenders or None for a sale that waits here already, where to send the
            code to, and the code that was scanned from the customer's phone.
        leave_wanted: back to the order while a gateway's money may still come.
        view_changed: what the customer may see is another ``CustomerView``.
        drawer_wanted: 开钱箱.
    """

    left = Signal()
    paid = Signal(object)
    not_seen = Signal(object)
    gateway_wanted = Signal(object)
    scan_wanted = Signal(object, object, object)
    leave_wanted = Signal()
    view_changed = Signal(object)
    drawer_wanted = Signal()

    def __init__(self, context: WindowContext, settings: Settings) -> None:
        super().__init__()
        self.context = context
        self._settings = settings
        self._draft: PaymentDraft | None = None
        self._codes: tuple[CollectionCode, ...] = ()
        self._asked_amount: Money | None = None
        self._offline: dict[TenderMethod, str] = {}
        self._standing: MemberStanding | None = None
        keys = context.registry
        self.summary = OrderSummary(
            keys.key_text("payment.back"), settings.current.text("day.zone")
        )
        self.tenders = TenderColumn(keys)
        self.strip = SummaryStrip()
        self.cash = CashDesk()
        self.code = StaticCodePanel(
            keys.key_text("payment.show"), keys.key_text("payment.next_code")
        )
        self.member = MemberTenderPanel()
        self.gateway = GatewayPanel(keys, settings.current.text("day.zone"))
        self.change = TotalLabel("¥0.00", "given")
        self.change.setObjectName("changeDue")
        self.confirm = make_button(
            PRIMARY, self.tr("确认收款"), "Enter", name="confirmPayment", size="pay"
        )
        self.not_seen_button = make_button(
            DEFAULT, self.tr("没看到 · 存为待付款"), name="notSeen", size="lg"
        )
        self.customer_page = CustomerPage(context)
        self._build()
        self._connect()

    # What the screen asks and tells -----------------------------------------------------------

    @property
    def draft(self) -> PaymentDraft:
        """The payment under way.

        Raises:
            LookupError: there is none.
        """
        if self._draft is None:
            message = "no payment is under way"
            raise LookupError(message)
        return self._draft

    def has_received(self) -> bool:
        """Whether money came in that is not recorded yet, or is on its way by a gateway."""
        return self._draft is not None and (bool(self._draft.received) or self.gateway.is_open)

    def open(
        self, draft: PaymentDraft, points: int, *, has_printer: bool, is_offline: bool = False
    ) -> None:
        """Begin a payment; offline, what a gateway must confirm cannot be chosen."""
        self._draft = draft
        self._asked_amount = None
        self._standing = None
        self.gateway.forget()
        reason = self.tr("离线，查不到结果") if is_offline else ""
        self._offline = dict.fromkeys(NETWORK_METHODS, reason)
        self._offer_tenders()
        self.cash.clear()
        self.code.clear_tail()
        self.cash.drawer.setVisible(has_printer)
        self.summary.show_draft(draft, points, is_offline=is_offline)
        customer = draft.priced.cart.customer
        self.summary.show_number("", customer.name if customer else "")
        self._refresh()

    def show_number(self, number: str) -> None:
        """Show the number the sale will most likely get."""
        if self._draft is not None:
            customer = self._draft.priced.cart.customer
            self.summary.show_number(number, customer.name if customer else "")

    def show_codes(self, codes: tuple[CollectionCode, ...]) -> None:
        """Take the shop's collection codes."""
        self._codes = codes
        if self._draft is not None:
            self._refresh()

    def show_standing(self, standing: MemberStanding, first: TenderMethod | None = None) -> None:
        """Take what the member may pay with, and the ledger that was asked for, if it can pay."""
        if self._draft is None:
            return
        self._standing = standing
        self._offer_tenders()
        self._refresh()
        if first is not None and self.tenders.can_take(first):
            self._choose(first)

    def show_gateways(self, gateways: tuple[GatewaySnapshot, ...]) -> None:
        """Take the shop's gateway accounts; without one the tender is not offered."""
        self.gateway.show_gateways(gateways)

    def refresh_gateway(self) -> None:
        """Something about the gateway's payment is other than before."""
        if self._draft is not None:
            self._show_confirm()
            self._tell_view()

    def show_busy(self, *, is_busy: bool) -> None:
        """Take no second confirmation while the first is on its way."""
        self.confirm.set_busy(self.tr("提交中") if is_busy else "")
        self.not_seen_button.setEnabled(not is_busy)

    def close_payment(self) -> None:
        """The payment is over, one way or the other."""
        self._draft = None
        self.customer_page.close_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window gives the work area more of its width."""
        super().resizeEvent(event)
        look = theme()
        is_narrow = self.window().width() / look.scale < _NARROW_WINDOW
        self.summary.set_narrow(is_narrow=is_narrow)
        has_short_words = current_language() == "zh"
        self.tenders.setFixedWidth(look.px(178 if is_narrow and has_short_words else 212))
        is_low = self.height() / look.scale < _LOW_PAGE
        self.code.set_compact(is_compact=is_narrow, is_low=is_low)
        self.strip.setFixedHeight(look.px(70 if is_low else 86))
        self.strip.set_low(is_low=is_low)
        self.cash.set_low(is_low=is_low)
        self.gateway.set_compact(is_compact=is_narrow, is_low=is_low)

    def focus_home(self) -> None:
        """Put the caret into the amount or the bill's last four."""
        if self._is_cash():
            self.cash.focus_amount()
        elif self._is_ledger():
            self.member.focus_home()
        elif self._is_gateway():
            self.gateway.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.code.tail.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_tail_missing(self) -> None:
        """Lead to the bill's last four."""
        self.code.tell_tail_missing()

    def page_keys(self) -> PageKeys:
        """Return the acts of the page; a ledger is hinted at only while it is offered."""
        offered = self._offered()
        tenders = tuple(
            Action(
                f"payment.{method}",
                partial(self._choose, method),
                partial(self.tenders.can_take, method),
                is_listed=method not in LEDGER_METHODS,
                hint=None if method in offered else "",
            )
            for method in (*self._enabled(), *sorted(LEDGER_METHODS))
        )
        quick = tuple(
            Action(f"payment.quick_{number + 1}", partial(self._take_quick, number),
                   self._is_cash, is_listed=False)
            for number in range(5)
        )  # fmt: skip
        return PageKeys(
            "payment",
            (
                Action("payment.back", self.go_back, icon="arrow-left"),
                *tenders,
                *quick,
                Action("payment.rounding", self._next_rounding, self._can_round),
                Action("payment.clear", self._clear_amount),
                Action("payment.show", self._show_customer, icon="smartphone"),
                Action("payment.next_code", self._next_code, self._has_codes),
                Action("payment.scan_side", self.gateway.other_side, self._is_gateway),
                Action("payment.query", self.gateway.query_wanted.emit, self._has_payment),
                Action("payment.cancel_code", self.gateway.cancel_wanted.emit, self._has_payment),
                Action("payment.confirm", self._confirm, self._is_idle),
            ),
            self._take_burst,
        )

    # Building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self._change_panel = QFrame()
        self._change_panel.setProperty("card", "true")
        self._change_panel.setProperty("tone", "accent")
        self._change_panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._change_word = PlainLabel(self.tr("找零"), "", "accent")
        inside = QHBoxLayout(self._change_panel)
        inside.setContentsMargins(18, 0, 18, 0)
        inside.addWidget(self._change_word, 1)
        inside.addWidget(self.change)
        self._left_of_confirm = QStackedWidget()
        self._left_of_confirm.addWidget(self._change_panel)
        self._left_of_confirm.addWidget(self.not_seen_button)
        self._left_of_confirm.addWidget(QWidget())
        self._left_of_confirm.addWidget(self.gateway.cancel)
        height = theme().px(64)
        self._left_of_confirm.setFixedHeight(height)
        self.confirm.setFixedHeight(height)
        self.not_seen_button.setFixedHeight(height)
        self.gateway.cancel.setFixedHeight(height)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._left_of_confirm, 100)
        foot.addWidget(self.confirm, 112)
        self._work = QStackedWidget()
        self._work.addWidget(self.cash)
        self._work.addWidget(self.code)
        self._work.addWidget(self.member)
        self._work.addWidget(self.gateway)
        right = QVBoxLayout()
        right.setContentsMargins(8, 16, 20, 16)
        right.setSpacing(12)
        right.addWidget(self.strip)
        right.addWidget(self._work, 1)
        right.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.summary)
        layout.addWidget(self.tenders)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        self.summary.back_wanted.connect(self.go_back)
        self.summary.return_wanted.connect(self._give_back)
        self.tenders.chosen.connect(self._choose)
        self.cash.rounding_chosen.connect(self._choose_rounding)
        self.cash.drawer_wanted.connect(self.drawer_wanted)
        self.cash.amount_changed.connect(self._show_change)
        self.code.show_wanted.connect(self._show_customer)
        self.gateway.side_changed.connect(self.refresh_gateway)
        self.confirm.clicked.connect(self._confirm)
        self.not_seen_button.clicked.connect(self._tell_not_seen)

    # Showing ----------------------------------------------------------------------------------

    def _offer_tenders(self) -> None:
        settings = self._settings.current
        self.tenders.set_methods(self._offered())
        self.tenders.show_refused(self._offline)
        self.tenders.show_refused(refusals(self._left_of_ledgers(), settings))

    def _refresh(self) -> None:
        draft = self.draft
        self.tenders.show_chosen(draft.method)
        self.tenders.show_refused(refusals(self._left_of_ledgers(), self._settings.current))
        place = self._place()
        self._work.setCurrentIndex(place)
        self._left_of_confirm.setCurrentIndex(place)
        self.summary.refresh(draft)
        self._show_strip(draft)
        self.cash.show_draft(draft)
        standing = self._left_of_ledgers()
        if self._is_ledger() and standing is not None:
            amount, settings = self._code_amount(), self._settings.current
            self.member.show_payment(draft.method, standing, amount, settings)
        elif self._is_gateway():
            self.gateway.show_amount(draft.missing)
        elif self._is_code():
            self.code.show_payment(
                draft.method, self._codes_now(), self._code_amount(), self._tail_from()
            )
        self._show_change()
        self._tell_view()

    def _tell_view(self) -> None:
        view = self._customer_view()
        self.customer_page.show_other(view)
        self.view_changed.emit(view)

    def _show_strip(self, draft: PaymentDraft) -> None:
        off = draft.rounding
        rounding = f"{MINUS}{amount_text(off)}" if off else amount_text(off)
        self.strip.set_figures(
            (
                KeyFigure(self.tr("应收"), amount_text(draft.total), stretch=10),
                KeyFigure(
                    self.tr("抹零"), rounding, value_tone="accent" if off else "3", stretch=10
                ),
                KeyFigure(self.tr("已收"), amount_text(draft.received_total), stretch=10),
                KeyFigure(self.tr("待收"), money_text(draft.missing), stretch=15, is_due=True),
            )
        )

    @Slot()
    def _show_change(self) -> None:
        if self._draft is None:
            return
        missing = self.draft.missing
        handed = self.cash.amount()
        given = missing if handed is None else handed
        is_short = given < missing
        self._change_word.setText(self.tr("还差") if is_short else self.tr("找零"))
        self._change_word.set_tone("warn" if is_short else "accent")
        self.change.show_amount(money_text(missing - given if is_short else given - missing))
        self.change.set_tone("" if is_short else "accent")
        self.change.updateGeometry()
        self._show_confirm_words(given, is_short=is_short)
        self._show_confirm()

    def _show_confirm(self) -> None:
        """While a code holds there is nothing to confirm: the gateway does."""
        is_waiting = self._is_gateway() and not self.gateway.needs_code
        is_scanning = self._is_gateway() and self.gateway.waits_for_scan
        self.confirm.setVisible(not is_waiting and not is_scanning)
        self._left_of_confirm.setVisible(not self._is_gateway() or self.gateway.is_open)
        if self._is_gateway() and self._draft is not None:
            amount = money_text(self.draft.missing)
            again = self.tr("换一个码") if self.gateway.had_code else self.tr("再要一次码")
            words = self.tr("出码 {amount}").format(amount=amount)
            self.confirm.setText(again if self.gateway.is_open else words)

    def _show_confirm_words(self, given: Money, *, is_short: bool) -> None:
        if self._is_cash():
            part = self.tr("先收 {amount}").format(amount=money_text(given))
            self.confirm.setText(part if is_short else self.tr("确认收款"))
            return
        amount = self._code_amount()
        if self._is_ledger():
            self.confirm.setText(confirm_text(self.draft.method, amount))
            return
        part = self.tr("已到账 {amount}").format(amount=money_text(amount))
        self.confirm.setText(part if amount < self.draft.missing else self.tr("已到账"))

    # Acts -------------------------------------------------------------------------------------

    @Slot(object)
    def _choose(self, method: TenderMethod) -> None:
        """Choose a way to pay; a smaller amount typed before makes it a part."""
        if self._draft is None or self.confirm.is_busy() or self._refuse_while_waiting():
            return
        typed = self.cash.amount() if self._is_cash() else self._asked_amount
        if method is not TenderMethod.CASH:
            self._asked_amount = typed
        elif not self._is_cash():
            self._asked_amount = None
            self.cash.clear()
        if method is not self.draft.method:
            self.code.clear_tail()
            self.member.clear_proof()
        self.draft.method = method
        self._refresh()
        self.focus_home()

    @Slot(object)
    def _choose_rounding(self, mode: RoundingMode) -> None:
        self.draft.mode = mode
        self._refresh()
        self.focus_home()

    def _next_rounding(self) -> None:
        at = MODES.index(self.draft.mode)
        self._choose_rounding(MODES[(at + 1) % len(MODES)])

    def _take_quick(self, number: int) -> None:
        self.cash.take_quick(number)

    def _clear_amount(self) -> None:
        """Empty the amount; with a code, ask for everything that is missing again."""
        self.cash.clear()
        self._asked_amount = None
        self._refresh()

    @Slot(int)
    def _give_back(self, number: int) -> None:
        if self._refuse_while_waiting():
            return
        part = self.draft.received[number].tender
        self.draft.give_back(number)
        self._refresh()
        self.context.messages.show_toast(
            self.tr("{amount} 不算了，记得退给顾客").format(amount=money_text(part.amount)),
            icon="undo-2",
        )
        self.focus_home()

    @Slot()
    def _confirm(self) -> None:
        if self._draft is None or self.confirm.is_busy():
            return
        if self._is_cash():
            self._confirm_cash()
        elif self._is_ledger():
            if self.member.has_proof():
                self._take(self._member_tender())
        elif self._is_gateway():
            self._confirm_gateway()
        elif self.code.needs_tail():
            self.code.tell_tail_missing()
        else:
            self._take(self._code_tender())

    def _confirm_cash(self) -> None:
        missing = self.draft.missing
        handed = self.cash.amount()
        given = missing if handed is None else handed
        if not missing:
            self.paid.emit(self.draft.tenders)
        elif not given:
            self.context.messages.show_refusal(self.tr("金额是 0，什么都没有收"))
            self.cash.focus_amount()
        elif asks_about_surplus(given, missing) and not self.draft.has_asked_about_surplus:
            self._ask_about_surplus(given, missing)
        else:
            self._take(cash_tender(given, missing))

    def _confirm_gateway(self) -> None:
        """Ask for a code for all that is missing: a gateway's part is always the last one."""
        if self.gateway.is_open:
            if self.gateway.needs_code:
                self.gateway.renew_wanted.emit()
        elif self.gateway.waits_for_scan:
            self.context.messages.show_refusal(self.tr("拿扫码枪扫顾客的付款码，还没有收钱"))
        elif self.gateway.choice() is None:
            self.context.messages.show_refusal(self.tr("没有支付通道，什么都没有收"))
        elif not self.draft.missing:
            self.paid.emit(self.draft.tenders)
        else:
            tender = Tender(TenderMethod.EPAY, self.draft.missing)
            self.gateway_wanted.emit((*self.draft.tenders, tender))

    def _take_burst(self, burst: str) -> bool:
        """Take a customer's payment code; every other burst is the amount that was typed.

        With 易支付 chosen it always means 我扫顾客, whichever side was shown. A key of the page
        that was pressed right before the scanner is no part of the code.
        """
        code = burst.lstrip(ascii_letters)
        channel = channel_of_code(code)
        if not channel or self._draft is None:
            return False
        refusal = self._why_no_scan(channel)
        if refusal:
            self.context.messages.show_refusal(refusal)
            return True
        place = self.gateway.scan_choice(channel)
        tender = Tender(TenderMethod.EPAY, self.draft.missing)
        tenders = None if self.gateway.is_open else (*self.draft.tenders, tender)
        self.scan_wanted.emit(tenders, place, Secret(code))
        return True

    def _why_no_scan(self, channel: str) -> str:
        """Return why a scanned code cannot be used now, saying what became of the money."""
        gateway, name = self.gateway, channel_name(channel)
        if not gateway.scans_anywhere:
            return self.tr("这是顾客的付款码，店里的收款方式扫不了它。没有收钱")
        if not self._is_gateway():
            return self.tr("这是顾客的付款码：先选易支付再扫。没有收钱")
        if gateway.scan_choice(channel) is None:
            words = self.tr("能扫码的支付通道没有开通{channel}，没有收钱。换一种付款")
            return words.format(channel=name)
        if gateway.is_asking or self.confirm.is_busy():
            return self.tr("上一步还没完，没有再收。等一下再扫")
        return "" if self.draft.missing else self.tr("没有要收的钱了")

    def _refuse_while_waiting(self) -> bool:
        """While a gateway may bring money for the sale, nothing about it may change."""
        if self.gateway.is_open:
            words = self.tr("这单在等扫码付款，货锁着。先取消这笔，再换付款方式")
            self.context.messages.show_refusal(words)
        return self.gateway.is_open

    def _next_code(self) -> None:
        if not self._is_gateway():
            self.code.next_code()
        elif self.gateway.is_open:
            self.gateway.renew_wanted.emit()
        else:
            self.gateway.next_choice()
            self.refresh_gateway()

    def _ask_about_surplus(self, given: Money, missing: Money) -> None:
        self.draft.has_asked_about_surplus = True
        self.context.messages.ask_destructive(
            self.tr("真的收了 {given}？").format(given=money_text(given)),
            self.tr("待收只有 {missing}，要找 {change}。").format(
                missing=money_text(missing), change=money_text(given - missing)
            ),
            keep=self.tr("改金额"),
            destroy=self.tr("收了 {given}").format(given=money_text(given)),
            act=partial(self._take, cash_tender(given, missing)),
            kind=DEFAULT,
        )

    def _take(self, tender: Tender) -> None:
        """Take one part: the last one completes the sale, an earlier one is listed."""
        draft = self.draft
        if draft.received_total + tender.amount >= draft.due:
            self.paid.emit((*draft.tenders, tender))
            return
        if draft.is_full:
            self.context.messages.show_refusal(self.tr("最多 5 笔，最后这笔要把待收的收齐"))
            return
        draft.receive(tender, self.context.clock.now())
        self._asked_amount = None
        self.cash.clear()
        self.code.clear_tail()
        if TenderMethod.CASH in self.tenders.methods():
            draft.method = TenderMethod.CASH
        self._refresh()
        self.focus_home()

    @Slot()
    def _tell_not_seen(self) -> None:
        if self._draft is not None and not self.confirm.is_busy():
            self.not_seen.emit((*self.draft.tenders, self._code_tender(has_tail=False)))

    @Slot()
    def go_back(self) -> None:
        """Back to the order; asks when money was received."""
        if self.confirm.is_busy():
            return
        if self.gateway.is_open:
            self.leave_wanted.emit()
            return
        if not self.has_received():
            self.left.emit()
            return
        received = money_text(self.draft.received_total)
        self.context.messages.ask_destructive(
            self.tr("已经收了 {amount}").format(amount=received),
            self.tr("回去改单，收到的这些就不算了。先把 {amount} 退给顾客。").format(
                amount=received
            ),
            keep=self.tr("接着收款"),
            destroy=self.tr("退了，回去改单"),
            act=self.left.emit,
            kind=DANGER,
        )

    @Slot()
    def _show_customer(self) -> None:
        self.customer_page.show_view(self._customer_view())

    # What is asked ----------------------------------------------------------------------------

    def _is_cash(self) -> bool:
        return self._draft is None or self._draft.method is TenderMethod.CASH

    def _is_ledger(self) -> bool:
        return self._draft is not None and self._draft.method in LEDGER_METHODS

    def _is_code(self) -> bool:
        return not self._is_cash() and not self._is_ledger() and not self._is_gateway()

    def _place(self) -> int:
        if self._is_cash():
            return _CASH
        if self._is_ledger():
            return _LEDGER
        return _GATEWAY if self._is_gateway() else _CODE

    def _offered(self) -> tuple[TenderMethod, ...]:
        """Return the shop's tenders, then the ledgers of the member."""
        return (*self._enabled(), *ledger_methods(self._standing, self._settings.current))

    def _enabled(self) -> tuple[TenderMethod, ...]:
        words = self._settings.current.words("tender.enabled")
        methods = [TenderMethod(word) for word in words]
        has_gateway = self.gateway.choice() is not None
        return tuple(one for one in methods if has_gateway or one is not TenderMethod.EPAY)

    def _left_of_ledgers(self) -> MemberStanding | None:
        """Return what the member may still pay with, after the parts that are listed."""
        if self._standing is None or self._draft is None:
            return self._standing
        per_yuan = self._settings.current.integer("points.per_yuan")
        return self._standing.after(self._draft.tenders, per_yuan)

    def _is_gateway(self) -> bool:
        return self._draft is not None and self._draft.method is TenderMethod.EPAY

    def _has_codes(self) -> bool:
        return self._is_code() or self._is_gateway()

    def _has_payment(self) -> bool:
        return self._is_gateway() and self.gateway.is_open

    def _is_idle(self) -> bool:
        return self._draft is not None and not self.confirm.is_busy()

    def _can_round(self) -> bool:
        return self._is_cash() and self._draft is not None and self._draft.can_round

    def _codes_now(self) -> tuple[CollectionCode, ...]:
        return tuple(code for code in self._codes if code.method is self.draft.method)

    def _code_amount(self) -> Money:
        amount = self.draft.clamped(self._asked_amount)
        if not self._is_ledger():
            return amount
        standing, settings = self._left_of_ledgers(), self._settings.current
        return min(amount, available(self.draft.method, standing, settings))

    def _tail_from(self) -> Money:
        return self._settings.current.money("tender.bill_tail_from")

    def _code_tender(self, *, has_tail: bool = True) -> Tender:
        code = self.code.code()
        return Tender(
            self.draft.method,
            self._code_amount(),
            collection_code_id=code.id if code is not None else None,
            bill_tail=self.code.tail_text() if has_tail else "",
        )

    def _member_tender(self) -> Tender:
        return Tender(self.draft.method, self._code_amount(), proof=self.member.proof_text())

    def _customer_view(self) -> CustomerView:
        draft = self.draft
        if self._is_gateway():
            return gateway_view_of(draft, self._settings.current, self.gateway)
        if not self._is_code():
            return view_of(draft, self._settings.current, (), None, ZERO)
        rows, picture = self.code.rows(), self.code.picture()
        return view_of(draft, self._settings.current, rows, picture, self._code_amount())
