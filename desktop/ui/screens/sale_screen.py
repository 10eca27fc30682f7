"""收银: the sale page, the payment page and the done page, one in front of the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.building import built_once
from desktop.domain.cart import Cart
from desktop.domain.changes import Topic
from desktop.domain.errors import BusinessRuleError, KataiError
from desktop.domain.money import Money
from desktop.domain.printing import PrintJobKind
from desktop.domain.tender import RoundingMode, Tender, TenderMethod
from desktop.translating import sentence_of
from desktop.ui.formatting import money_text
from desktop.ui.sale_texts import lasting_label
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.sale.cart_desk import CartDesk
from desktop.ui.screens.sale.customer_display import CustomerDisplay
from desktop.ui.screens.sale.left_behind_notice import LeftBehindNotice
from desktop.ui.screens.sale.line_acts import LineActs
from desktop.ui.screens.sale.pay_check import PayCheck
from desktop.ui.screens.sale.payment_draft import PaymentDraft
from desktop.ui.screens.sale.price_quotes import PriceQuotes
from desktop.ui.screens.sale.sale_page import SalePage
from desktop.ui.screens.sale.typing_gate import TypingGate
from desktop.ui.shortcuts import PageKeys
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.connection import ConnectionWatch
    from desktop.domain.customer import MemberStanding
    from desktop.domain.pricing import PricedCart
    from desktop.domain.sale import Approval, CompletedSale, SaleRequest, SaleSnapshot
    from desktop.domain.secret import Secret
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.chain_sales import ChainSales
    from desktop.services.checkout import Checkout
    from desktop.services.collection_codes import CollectionCode, CollectionCodes
    from desktop.services.customer_receipts import ReceiptOutcome
    from desktop.services.customers import Customers
    from desktop.services.delivery import Delivery
    from desktop.services.gateway_accounts import GatewayAccounts, GatewaySnapshot
    from desktop.services.gateway_payments import GatewayPayments
    from desktop.services.goods_on_sale import GoodsOnSale
    from desktop.services.held_sales import HeldSaleRow, HeldSales
    from desktop.services.open_shift import OpenShift
    from desktop.services.pending_sales import PendingSales
    from desktop.services.printing import Printing, PrintOutcome
    from desktop.services.purchasing import Purchasing
    from desktop.services.sealed_files import SealedFiles
    from desktop.services.settings import Settings
    from desktop.services.shifts import ShiftOutcome, Shifts
    from desktop.services.stored_value import StoredValue
    from desktop.services.top_ups import TopUps
    from desktop.ui.screens.sale.cart_desk import OpenOrder
    from desktop.ui.screens.sale.chain_desk import ChainDesk
    from desktop.ui.screens.sale.done_facts import LeftBehind
    from desktop.ui.screens.sale.done_page import DonePage
    from desktop.ui.screens.sale.gateway_desk import GatewayDesk
    from desktop.ui.screens.sale.left_behind_notice import LeftOpen
    from desktop.ui.screens.sale.payment_page import PaymentPage

_PAGE_TOPICS: Final = frozenset(
    {Topic.PRODUCTS, Topic.STOCK, Topic.HELD_SALES, Topic.SHIFT, Topic.SETTINGS, Topic.SALES}
)
_DONE_TOPICS: Final = frozenset(
    {Topic.PURCHASES, Topic.DELIVERY, Topic.PRINT_JOBS, Topic.CONNECTION}
)
_NEEDS_CONSENT: Final = frozenset({"needs_owner", "below_floor", "rules_need_owner"})


@dataclass(frozen=True, slots=True)
class OpenCounter:
    """What is open at the counter while its page is built anew."""

    order: OpenOrder
    left: LeftOpen
    last_sale_id: int | None


class SaleScreen(Screen):
    """The counter. It gives its keys from the page in front.

    The pages after the order are imported and built when the window is idle, or at the first F9.
    """

    topics: ClassVar[frozenset[Topic]] = _PAGE_TOPICS | _DONE_TOPICS

    def __init__(  # noqa: PLR0913 - the counter touches every service of a sale
        self,
        context: WindowContext,
        goods: GoodsOnSale,
        open_shift: OpenShift,
        connection: ConnectionWatch,
        checkout: Checkout,
        pending_sales: PendingSales,
        held_sales: HeldSales,
        delivery: Delivery,
        customers: Customers,
        purchasing: Purchasing,
        printing: Printing,
        collection_codes: CollectionCodes,
        shifts: Shifts,
        settings: Settings,
        top_ups: TopUps,
        sealed_files: SealedFiles,
        gateway_accounts: GatewayAccounts | None = None,
        gateway_payments: GatewayPayments | None = None,
        stored_value: StoredValue | None = None,
        chain_sales: ChainSales | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._gateway_accounts = gateway_accounts
        self._gateway_payments = gateway_payments
        self._stored_value = stored_value
        self._chain_sales = chain_sales
        self._chain_desk: ChainDesk | None = None
        self._gateways: tuple[GatewaySnapshot, ...] = ()
        self._gateway_desk: GatewayDesk | None = None
        self._open_shift_now = open_shift
        self._connection = connection
        self._checkout = checkout
        self._pending_sales = pending_sales
        self._held_sales = held_sales
        self._delivery = delivery
        self._purchasing = purchasing
        self._printing = printing
        self._collection_codes = collection_codes
        self._shifts = shifts
        self._settings = settings
        self._sealed_files = sealed_files
        self._customers = customers
        self._shift: ShiftSnapshot | None = None
        self._last_sale_id: int | None = None
        self._attempts = 0
        self._approval: Approval | None = None
        self._gate = TypingGate(self, context.operations)
        self._left_behind = LeftBehindNotice(context, self._get_sale, self)
        self._desk = CartDesk(self._price, self)
        self._display = CustomerDisplay(context, settings, self)
        self._quotes = PriceQuotes(purchasing, context.operations, self)
        self._acts = LineActs(
            context, self._desk, self._gate, held_sales, customers, settings, top_ups
        )
        self._check = PayCheck(context, checkout, self._quotes, self._gate, self._desk)
        self.sale_page = SalePage(
            context, goods, checkout, settings, self._gate, self._desk, self._acts, self._quotes
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.sale_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._connect()

    @built_once
    def payment_page(self) -> PaymentPage:
        """Where money is taken."""
        from desktop.ui.screens.sale.payment_page import PaymentPage

        page = PaymentPage(self.context, self._settings)
        page.left.connect(self._leave_payment)
        page.paid.connect(self._complete)
        page.not_seen.connect(self._complete_unseen)
        page.drawer_wanted.connect(self._ask_drawer)
        page.view_changed.connect(self._display.show_view)
        self._pages.addWidget(page)
        if self._gateway_payments is not None:
            self._gateway_desk = self._made_gateway_desk(page, self._gateway_payments)
        return page

    def _made_gateway_desk(self, page: PaymentPage, payments: GatewayPayments) -> GatewayDesk:
        from desktop.ui.screens.sale.gateway_desk import GatewayDesk

        desk = GatewayDesk(self.context, payments, page.gateway, self._gate)
        page.gateway_wanted.connect(self._begin_gateway)
        page.scan_wanted.connect(self._begin_scan)
        page.leave_wanted.connect(desk.ask_to_leave)
        desk.changed.connect(page.refresh_gateway)
        desk.refused.connect(self._refuse_sale)
        desk.completed.connect(self._completed)
        desk.ended.connect(self._take_gateway_back)
        desk.left.connect(self._leave_waiting)
        return desk

    @built_once
    def done_page(self) -> DonePage:
        """Where goods are handed over."""
        from desktop.ui.screens.sale.done_page import DonePage

        page = DonePage(
            self.context,
            self._checkout,
            self._delivery,
            self._purchasing,
            self._printing,
            self._settings,
            self._sealed_files,
        )
        page.next_wanted.connect(self._begin_next)
        page.customer_page.shown.connect(self._display.show_for_now)
        page.customer_page.closed.connect(self._display.show_again)
        page.hero.keep_wanted.connect(self._keep_change)
        self._pages.addWidget(page)
        return page

    @Slot(object)
    def _keep_change(self, sale: SaleSnapshot) -> None:
        """存零: the change stays here and belongs to the member."""
        if self._stored_value is None:
            return
        actor, shift_id = self.context.session.actor, self._shift.id if self._shift else 0
        self.context.operations.run_change(
            self.done_page,
            partial(self._stored_value.keep_change, actor, sale.id, sale.change_due, shift_id),
            partial(self._change_kept, sale),
            refused=partial(self._change_not_kept, sale),
        )

    def _change_kept(self, sale: SaleSnapshot, outcome: ReceiptOutcome) -> None:
        self.done_page.hero.show_kept(sale.id)
        words = self.tr("零钱 {amount} 存给 {name} 了，不用找")
        amount = money_text(sale.change_due)
        self.context.messages.show_toast(
            words.format(amount=amount, name=sale.customer_name),
            icon="wallet",
            action=self.tr("打印收据"),
            act=partial(self._print_kept, outcome),
        )

    def _print_kept(self, outcome: ReceiptOutcome) -> None:
        if outcome.receipt is None:
            return
        kind, actor = PrintJobKind.MEMBER_RECEIPT, self.context.session.actor
        work = partial(self._printing.enqueue, actor, kind, outcome.receipt.id)
        self.context.operations.run_change(self.done_page, work, self._receipt_asked)

    def _receipt_asked(self, outcome: PrintOutcome) -> None:
        words = self.tr("没有打印机，没有打") if outcome.is_dropped else self.tr("收据在打了")
        self.context.messages.show_toast(words, icon="printer")

    def _change_not_kept(self, sale: SaleSnapshot, error: KataiError) -> None:
        self.done_page.hero.show_sale(sale)
        self.context.messages.show_refusal(sentence_of(error))

    @Slot()
    def _open_chain(self) -> None:
        """接龙; imported when a chain is first wanted."""
        if self._shift is None or self._chain_sales is None:
            return
        if self._chain_desk is None:
            from desktop.ui.screens.sale.chain_desk import ChainDesk

            self._chain_desk = ChainDesk(
                self.context, self._chain_sales, self._checkout, self._settings, self
            )
        self._chain_desk.open(self._shift.id)

    # What the window asks ---------------------------------------------------------------------

    def prepare_more(self) -> bool:
        """Build one page that comes after the order; say whether there was one left to build."""
        for name in ("payment_page", "done_page"):
            if name not in vars(self):
                getattr(self, name)
                return True
        return False

    def refresh(self) -> None:
        """Read goods, held orders, shift, and what the page in front shows."""
        self._gate.run_query(self._read_shift, self._show_shift)
        self._read_held()
        if self._gateway_accounts is not None:
            run = self.context.operations.run_query_after_start
            run(self, self._list_gateways, self._show_gateways)
        self._display.refresh()
        self.sale_page.show_offline(is_offline=self._connection.is_offline())
        self.sale_page.shelf.refresh()
        if self._is_done_in_front():
            self.done_page.refresh()

    def _list_gateways(self) -> tuple[GatewaySnapshot, ...]:
        return () if self._gateway_accounts is None else self._gateway_accounts.list_gateways()

    def _price(self, cart: Cart) -> PricedCart:
        return self._checkout.price(cart)

    def _get_sale(self, sale_id: int) -> SaleSnapshot:
        return self._checkout.get_sale(sale_id)

    def page_keys(self) -> PageKeys:
        """Return the keys of the page in front."""
        return self._front().page_keys()

    def focus_home(self) -> None:
        """Put the caret where the page in front begins."""
        self._front().focus_home()

    def can_leave(self) -> bool:
        """Money that came in but is not recorded asks first."""
        if not self._is_payment_in_front():
            return True
        if self._gate.is_busy:
            return False
        if self.payment_page.has_received():
            self.payment_page.go_back()
            return False
        return True

    def open_work(self) -> str:
        """An order, a payment or goods not handed over ask before the window closes."""
        if self._is_done_in_front():
            return self.tr("还有货没给顾客") if self.done_page.has_left_behind() else ""
        if self._is_payment_in_front():
            return self.tr("有一单正在收款，还没有记账")
        return self.tr("有一单没收款") if self.sale_page.has_something() else ""

    def carry_over(self) -> OpenCounter:
        """The order that is being typed, and what was left behind."""
        self._acts.withdraw_offers()
        return OpenCounter(
            self._desk.carry_over(), self._left_behind.carry_over(), self._last_sale_id
        )

    def _take_over(self, counter: OpenCounter) -> None:
        self._desk.take_over(counter.order)
        self._left_behind.take_over(counter.left)
        self._last_sale_id = counter.last_sale_id
        self._display.refresh()

    def must_stay(self) -> bool:
        """Money that is being taken and goods that are being handed over stay in front."""
        return self._front() is not self.sale_page or self._gate.is_busy

    def is_showing_sale(self, sale_id: int) -> bool:
        """Whether the done page shows it."""
        return self._is_done_in_front() and self.done_page.sale_id == sale_id

    def arrive(self, argument: Any) -> None:
        """Take a customer, a product code or a cart that another page sends, or what was open."""
        from desktop.domain.customer import CustomerSnapshot

        if isinstance(argument, OpenCounter):
            self._take_over(argument)
        elif isinstance(argument, CustomerSnapshot):
            self._bring_sale_page()
            self._acts.take_customer(argument)
        elif isinstance(argument, Cart):
            self._bring_sale_page()
            self._desk.replace(argument)
        elif isinstance(argument, str):
            self._bring_sale_page()
            self.sale_page.add_code(argument)

    def _front(self) -> SalePage | PaymentPage | DonePage:
        if self._is_payment_in_front():
            return self.payment_page
        return self.done_page if self._is_done_in_front() else self.sale_page

    def _is_payment_in_front(self) -> bool:
        """Tell it without building the page."""
        return self._pages.currentWidget() is vars(self).get("payment_page")

    def _is_done_in_front(self) -> bool:
        return self._pages.currentWidget() is vars(self).get("done_page")

    def _bring_sale_page(self) -> None:
        if self._is_done_in_front():
            self.done_page.go_on()

    def _bring(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.keys_changed.emit()
        self.focus_home()

    def _connect(self) -> None:
        self._desk.changed.connect(self._show_cart_to_customer)
        self.sale_page.pay_wanted.connect(self._acts.withdraw_offers)
        self.sale_page.pay_wanted.connect(self._check.start)
        self.sale_page.repeat_wanted.connect(self._repeat_last)
        self.sale_page.undelivered_wanted.connect(self._return_to_done)
        self.sale_page.shift_wanted.connect(self._open_shift)
        self.sale_page.chain_wanted.connect(self._open_chain)
        self._acts.held_changed.connect(self._read_held)
        self._check.waiting.connect(self.sale_page.cart.show_busy)
        self._check.ready.connect(self._open_payment)
        self._left_behind.return_wanted.connect(self._bring_back)

    @Slot()
    def _show_cart_to_customer(self) -> None:
        """The customer follows the order as it grows, unless they are paying."""
        if not self._is_payment_in_front():
            self._display.show_cart(self._desk.priced)

    # Shift ------------------------------------------------------------------------------------

    def _read_shift(self) -> tuple[ShiftSnapshot | None, Money]:
        shift = self._open_shift_now.current()
        return shift, self._open_shift_now.preset_float() if shift is None else Money(0)

    def _show_shift(self, found: tuple[ShiftSnapshot | None, Money]) -> None:
        shift, preset = found
        had_shift = self._shift is not None
        self._shift = shift
        is_front = self._pages.currentWidget() is self.sale_page
        self.sale_page.show_shift(has_shift=shift is not None)
        if shift is None:
            if had_shift:
                self.sale_page.shift_panel.reset()
            self.sale_page.shift_panel.preset(preset)
        if is_front and (shift is not None) != had_shift:
            self.keys_changed.emit()
            self.focus_home()

    @Slot(object)
    def _open_shift(self, amount: Money, approval: Approval | None = None) -> None:
        actor = self.context.session.actor
        self.sale_page.shift_panel.set_busy(is_busy=True)
        self._gate.run_change(
            partial(self._shifts.open_shift, actor, amount, approval),
            self._shift_opened,
            refused=partial(self._refuse_shift, amount),
        )

    def _shift_opened(self, outcome: ShiftOutcome) -> None:
        self.sale_page.shift_panel.set_busy(is_busy=False)
        self.sale_page.shift_panel.reset()
        self._show_shift((outcome.shift, Money(0)))

    def _refuse_shift(self, amount: Money, error: KataiError) -> None:
        self.sale_page.shift_panel.set_busy(is_busy=False)
        if error.code == "shift_open":
            self.refresh()
        elif error.code == "needs_owner":
            request = ApprovalRequest(
                self.tr("今天已经日结了。再开班卖货，记到下一个营业日"),
                self.tr("再开一班"),
                self.tr("原因（必填）"),
                kind=PRIMARY,
            )
            self.context.approvals.ask(request, partial(self._open_shift, amount))
        else:
            self.sale_page.shift_panel.show_refusal(error)

    @Slot()
    def _read_held(self) -> None:
        run = self.context.operations.run_query_after_start
        run(self, self._list_held, self._show_held)
        if self._chain_sales is not None:
            run(self, self._count_chains, self.sale_page.show_chains)

    def _list_held(self) -> tuple[HeldSaleRow, ...]:
        return self._held_sales.list_held()

    def _count_chains(self) -> int:
        return 0 if self._chain_sales is None else self._chain_sales.open_count()

    def _show_held(self, held: tuple[HeldSaleRow, ...]) -> None:
        self.sale_page.cart.show_held(len(held))
        self.sale_page.cart.show_repeatable(can_repeat=self._last_sale_id is not None)

    # Paying -----------------------------------------------------------------------------------

    @Slot(object)
    def _open_payment(self, priced: PricedCart) -> None:
        if self._shift is None:
            return
        settings = self._settings.current
        default = TenderMethod(settings.text("tender.default"))
        enabled = settings.words("tender.enabled")
        draft = PaymentDraft(
            self._new_request_id(),
            priced,
            self._checkout.rounding,
            RoundingMode(settings.text("sale.rounding")),
            default if str(default) in enabled else TenderMethod(enabled[0]),
        )
        self._approval = self._desk.approval
        self.payment_page.show_gateways(self._gateways)
        if draft.method is TenderMethod.EPAY and not self._gateways:
            draft.method = TenderMethod.CASH
        has_printer = settings.text("printer.kind") != "none"
        self.payment_page.open(
            draft,
            self.sale_page.points(),
            has_printer=has_printer,
            is_offline=self._checkout.is_offline(),
        )
        self._bring(self.payment_page)
        run = self.context.operations.run_query
        run(self, self._checkout.next_number_preview, self.payment_page.show_number)
        self._gate.run_query(self._collection_codes.list_codes, self._show_codes)
        if priced.cart.customer is not None:
            whose = partial(self._customers.standing_of, priced.cart.customer.id)
            self._gate.run_query(whose, self._show_standing)

    def _show_standing(self, standing: MemberStanding) -> None:
        if self._is_payment_in_front():
            self.payment_page.show_standing(standing, self.sale_page.first_tender)
            self.keys_changed.emit()

    def _show_gateways(self, gateways: tuple[GatewaySnapshot, ...]) -> None:
        self._gateways = gateways

    def _show_codes(self, codes: tuple[CollectionCode, ...]) -> None:
        if self._is_payment_in_front():
            self.payment_page.show_codes(codes)

    def _new_request_id(self) -> str:
        """Name one payment: shift, person and moment; the counter parts two of one moment."""
        self._attempts += 1
        at = int(self.context.clock.now().timestamp() * 1_000_000)
        shift_id = self._shift.id if self._shift is not None else 0
        return f"{shift_id:x}-{self.context.session.actor.id:x}-{at:x}-{self._attempts}"

    @Slot()
    def _leave_payment(self) -> None:
        self.payment_page.close_payment()
        self._bring(self.sale_page)
        self._show_cart_to_customer()

    @Slot(object)
    def _complete(self, tenders: tuple[Tender, ...]) -> None:
        self._submit(self._request(tenders, is_awaiting_payment=False))

    @Slot(object)
    def _complete_unseen(self, tenders: tuple[Tender, ...]) -> None:
        self._submit(self._request(tenders, is_awaiting_payment=True))

    # Money that a gateway collects --------------------------------------------------------------

    @Slot(object)
    def _begin_gateway(self, tenders: tuple[Tender, ...]) -> None:
        chosen = self.payment_page.gateway.choice()
        if self.payment_page.gateway.waits_for_scan:
            self.context.messages.show_toast(self.tr("可以收了，再扫一次顾客的付款码"))
            return
        if self._gateway_desk is not None and chosen is not None:
            request = self._request(tenders, is_awaiting_payment=True)
            self._gateway_desk.start(request, *chosen)
            self.payment_page.refresh_gateway()

    @Slot(object, object, object)
    def _begin_scan(
        self, tenders: tuple[Tender, ...] | None, place: tuple[int, str], scanned: Secret
    ) -> None:
        """我扫顾客: for a new sale, or for the one that waits for its money already."""
        desk = self._gateway_desk
        if desk is None:
            return
        if tenders is None:
            desk.scan(place[1], scanned)
        else:
            desk.start(self._request(tenders, is_awaiting_payment=True), *place, scanned)
        self.payment_page.refresh_gateway()

    @Slot()
    def _take_gateway_back(self) -> None:
        """The sale was given up: the order is taken to another way to pay, as another attempt."""
        page = self.payment_page
        page.draft.begin_anew(self._new_request_id())
        page.customer_page.close_page()
        page.refresh_gateway()
        page.focus_home()

    @Slot(str)
    def _leave_waiting(self, number: str) -> None:
        """The sale waits for its money behind the window; the counter is free."""
        self._after_sale()
        self._bring(self.sale_page)
        words = self.tr("{number} 存为待付款，货锁着，后台接着查，到账自动完成")
        self.context.messages.show_toast(words.format(number=number), icon="hourglass")

    def _request(self, tenders: tuple[Tender, ...], *, is_awaiting_payment: bool) -> SaleRequest:
        from desktop.domain.sale import SaleRequest

        draft = self.payment_page.draft
        has_cash = any(tender.method is TenderMethod.CASH for tender in tenders)
        return SaleRequest(
            request_id=draft.request_id,
            cart=draft.priced.cart,
            shown_total=draft.total,
            tenders=tenders,
            shift_id=self._shift.id if self._shift is not None else 0,
            cashier_id=self.context.session.actor.id,
            rounding=draft.rounding if has_cash else Money(0),
            approval=self._approval,
            is_awaiting_payment=is_awaiting_payment,
            answers=self._desk.answers,
        )

    def _submit(self, request: SaleRequest) -> None:
        self.payment_page.show_busy(is_busy=True)
        actor = self.context.session.actor
        self._gate.run_change(
            partial(self._checkout.complete_sale, actor, request),
            partial(self._completed, request),
            refused=partial(self._refuse_sale, request),
        )

    @Slot(object, object)
    def _refuse_sale(self, request: SaleRequest, error: KataiError) -> None:
        """Nothing was recorded: say why, and lead to where it can be mended."""
        self.payment_page.show_busy(is_busy=False)
        if error.code in _NEEDS_CONSENT and request.approval is None:
            self._ask_consent(request, error)
        elif error.code == "rules_ask":
            self._check.ask_rules(partial(self._complete_again, request))
        elif error.code == "bill_tail_missing":
            self.payment_page.tell_tail_missing()
        else:
            self.context.messages.show_refusal(sentence_of(error))
            if error.code == "price_changed" and not self.payment_page.has_received():
                self._refresh_cart()
            elif error.code == "goods_fields_unfilled" and not self.payment_page.has_received():
                self._bring(self.sale_page)
                self._acts.ask_unfit_lines()
            else:
                self.payment_page.focus_home()

    def _ask_consent(self, request: SaleRequest, error: KataiError) -> None:
        total = money_text(request.shown_total - request.rounding)
        words = ApprovalRequest(
            sentence_of(error),
            self.tr("照卖 {total}").format(total=total),
            self.tr("原因（必填）"),
            kind=PRIMARY,
            lasting_label=lasting_label(error),
        )
        self.context.approvals.ask(words, partial(self._consent, request))

    def _consent(self, request: SaleRequest, approval: Approval) -> None:
        self._approval = self._desk.approval = approval
        self._complete_again(request)

    def _complete_again(self, request: SaleRequest) -> None:
        if any(tender.method is TenderMethod.EPAY for tender in request.tenders):
            self._begin_gateway(request.tenders)
            return
        self._submit(
            self._request(request.tenders, is_awaiting_payment=request.is_awaiting_payment)
        )

    def _refresh_cart(self) -> None:
        """Prices moved under the payment: back to the order, which shows today's."""
        self._leave_payment()
        self._gate.run_query(partial(self._checkout.refreshed, self._desk.cart), self._desk.refresh)

    @Slot(object, object)
    def _completed(self, request: SaleRequest, completed: CompletedSale) -> None:
        sale = completed.sale
        self._last_sale_id = sale.id
        self._after_sale()
        self.sale_page.cart.show_repeatable(can_repeat=True)
        if request.is_awaiting_payment:
            self._bring(self.sale_page)
            self._tell_awaiting(sale)
            return
        self._show_done(sale)
        if not completed.is_repeat:
            self._print_after_payment(sale)

    def _after_sale(self) -> None:
        """The counter is free for the next order."""
        channel = self._desk.cart.channel
        self.payment_page.show_busy(is_busy=False)
        self.payment_page.close_payment()
        self._approval = None
        self._quotes.forget()
        self._desk.start_anew(channel)
        self.sale_page.shelf.refresh()

    def _show_done(self, sale: SaleSnapshot) -> None:
        self._left_behind.forget_latest()
        self.done_page.begin(sale)
        self._display.show_thanks(sale)
        self._bring(self.done_page)
        self._gate.run_query(partial(self.done_page.read, sale.id), self.done_page.show_facts)

    def _tell_awaiting(self, sale: SaleSnapshot) -> None:
        self.context.messages.show_toast(
            self.tr("{number} 存为待付款，货锁着，在“订单 › 销售单”里等到账").format(
                number=sale.number
            ),
            icon="hourglass",
            action=self.tr("去看"),
            act=partial(self.context.go_to, "orders", ("sales", sale.id)),
        )

    def _print_after_payment(self, sale: SaleSnapshot) -> None:
        wants_slip = self._settings.current.flag("secret.print_after_payment")
        line_ids = tuple(each.id for each in sale.lines if each.card_ids)
        if not wants_slip or not line_ids or self._settings.current.text("printer.kind") == "none":
            return
        actor = self.context.session.actor
        self.context.operations.run_change(
            self.done_page,
            partial(self._printing.enqueue, actor, PrintJobKind.SECRET_SLIP, sale.id, line_ids),
        )

    # After the sale ---------------------------------------------------------------------------

    @Slot(object)
    def _begin_next(self, left: LeftBehind | None) -> None:
        self._bring(self.sale_page)
        self._show_cart_to_customer()
        if left is not None:
            self._left_behind.tell(left)

    @Slot()
    def _return_to_done(self) -> None:
        """Back to the goods that were left behind, else to the list of all of them."""
        if self._left_behind.latest_id is None:
            self.context.go_to("orders", "undelivered")
        else:
            self._bring_back(self._left_behind.latest_id)

    @Slot(object)
    def _bring_back(self, sale_id: int) -> None:
        """Show the goods of a sale again, from whatever page; money being taken asks first."""
        if not self.can_leave():
            return
        if self._is_payment_in_front():
            self._leave_payment()
        if not self.isVisible():
            self.context.go_to("sale")
        self._left_behind.take_back(sale_id)
        self._gate.run_query(partial(self._checkout.get_sale, sale_id), self._show_done)

    @Slot()
    def _repeat_last(self) -> None:
        if self._last_sale_id is not None:
            work = partial(self._checkout.repeat_cart, self._last_sale_id)
            self._gate.run_query(work, self._take_repeated)

    def _take_repeated(self, cart: Cart) -> None:
        if cart.is_empty:
            self.context.messages.show_toast(self.tr("上一单的商品现在都卖不了"), icon="info")
            return
        self._desk.replace(cart)
        self.sale_page.focus_home()

    # Drawer -----------------------------------------------------------------------------------

    @Slot()
    def _ask_drawer(self) -> None:
        from desktop.ui.dialogs.note_dialog import NoteSheet

        sheet = NoteSheet(self.tr("开钱箱"), self.tr("为什么开（会留记录）"), self.tr("开钱箱"))
        sheet.decided.connect(self._open_drawer)
        self.context.messages.open_sheet(sheet)

    @Slot(str)
    def _open_drawer(self, reason: str, approval: Approval | None = None) -> None:
        actor = self.context.session.actor
        self.context.operations.run_change(
            self,
            partial(self._printing.open_drawer, actor, reason, approval),
            refused=partial(self._refuse_drawer, reason),
        )

    def _refuse_drawer(self, reason: str, error: KataiError) -> None:
        if error.code != "needs_owner" or not isinstance(error, BusinessRuleError):
            self.context.messages.show_refusal(sentence_of(error))
            return
        request = ApprovalRequest(
            sentence_of(error), self.tr("开钱箱"), self.tr("原因（必填）"), kind=PRIMARY
        )
        self.context.approvals.ask(request, partial(self._open_drawer, reason))
