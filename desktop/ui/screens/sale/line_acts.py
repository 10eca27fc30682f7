"""What is done to the open cart through sheets: quantity, discounts, notes, hold, customer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import KataiError
from desktop.domain.permissions import discount_limit_percent
from desktop.translating import sentence_of
from desktop.ui.formatting import money_text
from desktop.ui.sale_texts import discount_text, needs_account
from desktop.ui.screens.sale.typing_gate import TypingGate
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.cart import CartLine
    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.earlier_top_up import EarlierTopUp
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.sale import Approval
    from desktop.domain.top_up import TopUpTarget
    from desktop.services.customers import Customers
    from desktop.services.held_sales import HeldOutcome, HeldSaleRow, HeldSales, RecalledCart
    from desktop.services.settings import Settings
    from desktop.services.top_ups import TopUpQuestion, TopUps
    from desktop.ui.dialogs.discount_dialog import DiscountSubject
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.cart_desk import CartDesk
    from desktop.ui.widgets.toast import Toast


class LineActs(QObject):
    """Opens the sheets of the sale page and puts their answers into the cart.

    A sheet is imported when it first opens: the counter waits for none of them.

    Signals:
        finished: an act is over; the caret goes home.
        held_changed: an order was held or taken back.
        question_over: what was asked about the searched product was answered, or was not.
    """

    finished = Signal()
    question_over = Signal()
    held_changed = Signal()

    def __init__(
        self,
        context: WindowContext,
        desk: CartDesk,
        gate: TypingGate,
        held_sales: HeldSales,
        customers: Customers,
        settings: Settings,
        top_ups: TopUps,
    ) -> None:
        super().__init__(gate)
        self._context = context
        self._desk = desk
        self._gate = gate
        self._held_sales = held_sales
        self._customers = customers
        self._settings = settings
        self._top_ups = top_ups
        self._offers: list[Toast] = []
        context.messages.sheets.closed.connect(self._note_closed)

    def withdraw_offers(self) -> None:
        """Take 撤销 and 取回 away: the order must not change while money is taken for it."""
        for toast in self._offers:
            self._context.messages.toasts.remove(toast)
        self._offers.clear()

    # Adding ---------------------------------------------------------------------------------

    def add(self, product: ProductSnapshot, quantity: int) -> None:
        """Add pieces; a top-up asks 充到哪个号 first."""
        if not product.can_sell:
            self._explain(product)
        elif needs_account(product):
            self._ask_account(product, quantity)
        else:
            self._put(product, quantity, None)

    def _ask_account(
        self, product: ProductSnapshot, quantity: int, line: CartLine | None = None
    ) -> None:
        """Ask for a new line, or again for one whose form changed."""
        work = partial(self._top_ups.question_about, product, self._desk.cart.customer, quantity)
        show = partial(self._show_question, product, quantity, line)
        self._gate.run_query(work, show, refused=self._refuse_top_up)

    def _show_question(
        self,
        product: ProductSnapshot,
        quantity: int,
        line: CartLine | None,
        question: TopUpQuestion,
    ) -> None:
        from desktop.ui.dialogs.top_up_account_dialog import TopUpAccountSheet

        sheet = TopUpAccountSheet(
            product,
            question,
            asks_twice=self._settings.current.flag("sale.verify_account"),
            earlier=None if line is None else line.target,
        )
        if line is None:
            put = partial(self._put, product, quantity)
            sheet.decided.connect(partial(self._look_for_repeat, product, put))
        else:
            sheet.decided.connect(partial(self._put_again, line.key))
        self._context.messages.open_sheet(sheet)

    def _refuse_top_up(self, error: KataiError) -> None:
        self._refuse(error)
        self.question_over.emit()
        self.finished.emit()

    @Slot(object)
    def _look_for_repeat(
        self, product: ProductSnapshot, put: Callable[[TopUpTarget], None], target: TopUpTarget
    ) -> None:
        """The same account and product minutes ago, or not over yet: somebody must want it."""
        joined = self._desk.cart.find_top_up(product.id, target)
        if joined is not None:
            self._warn_or_put(put, target, self._as_earlier(joined))
            return
        work = partial(self._top_ups.find_earlier, product, target)
        self._gate.run_query(work, partial(self._warn_or_put, put, target))

    def _as_earlier(self, line: CartLine) -> EarlierTopUp:
        from desktop.domain.earlier_top_up import EarlierTopUp

        return EarlierTopUp(
            0,
            line.product.title,
            line.quantity,
            self.tr("就在这一单里"),
            self._context.clock.now(),
            DeliveryState.AWAITING_PAYMENT,
        )

    def _warn_or_put(
        self,
        put: Callable[[TopUpTarget], None],
        target: TopUpTarget,
        earlier: EarlierTopUp | None,
    ) -> None:
        from desktop.ui.screens.sale.repeat_top_up_sheet import RepeatTopUpSheet

        if earlier is None:
            put(target)
            return
        self._gate.drop_typed()
        zone = self._settings.current.text("day.zone")
        sheet = RepeatTopUpSheet(earlier, target, zone)
        sheet.wanted.connect(partial(self._put_repeat, put, target, earlier))
        sheet.rejected.connect(self.finished)
        self._context.messages.open_sheet(sheet)

    @Slot()
    def _put_repeat(
        self, put: Callable[[TopUpTarget], None], target: TopUpTarget, earlier: EarlierTopUp
    ) -> None:
        put(target)
        if not earlier.line_id:
            return
        actor = self._context.session.actor
        self._gate.run_change(partial(self._top_ups.note_repeat, actor, earlier), self._noted)

    def _noted(self, _changes: object) -> None:
        """The ledger has it; there is nothing to show."""

    def ask_unfit_lines(self) -> None:
        """Ask again about the first line whose source wants something else by now."""
        cart = self._desk.cart
        self._gate.run_query(partial(self._top_ups.unfit_lines, cart), self._ask_again)

    def _ask_again(self, keys: tuple[int, ...]) -> None:
        keys_here = {line.key for line in self._desk.cart.lines}
        key = next((each for each in keys if each in keys_here), None)
        if key is not None:
            line = self._desk.cart.line(key)
            self._ask_account(line.product, line.quantity, line)

    def _put_again(self, key: int, target: TopUpTarget) -> None:
        self._desk.set_target(key, target)
        self.finished.emit()
        self.ask_unfit_lines()

    @Slot(QWidget)
    def _note_closed(self, sheet: QWidget) -> None:
        """The focus is back where it was: only now can what was searched be selected."""
        from desktop.ui.dialogs.top_up_account_dialog import TopUpAccountSheet

        if isinstance(sheet, TopUpAccountSheet):
            self.question_over.emit()

    @Slot(object)
    def _put(self, product: ProductSnapshot, quantity: int, target: TopUpTarget | None) -> None:
        try:
            self._desk.add(product, quantity, target)
        except KataiError as error:
            self._refuse(error)
        self.finished.emit()

    def _explain(self, product: ProductSnapshot) -> None:
        words = self.tr("{name} 停售了，没有加进来")
        if product.is_selling:
            words = self.tr("{name} 缺货，没有加进来")
        self._context.messages.show_toast(
            words.format(name=product.title),
            icon="ban",
            action=self.tr("看货源"),
            act=partial(self._context.go_to, "stock", ("search", product.code)),
        )
        self.finished.emit()

    # One line -------------------------------------------------------------------------------

    def set_quantity(self, key: int, quantity: int) -> None:
        """Set a line's pieces, from the stepper or + and −."""
        try:
            self._desk.set_quantity(key, quantity)
        except KataiError as error:
            self._refuse(error)
        self.finished.emit()

    def change_quantity(self, step: int) -> None:
        """One more or one less of the selected line; the last piece is not taken away."""
        line = self._desk.find_selected_line()
        if line is not None and line.quantity + step >= 1:
            self.set_quantity(line.key, line.quantity + step)

    @Slot()
    def ask_quantity(self) -> None:
        """Ask how many of the selected line."""
        from desktop.ui.dialogs.quantity_dialog import QuantitySheet

        line = self._desk.find_selected_line()
        if line is None:
            return
        key_cap = self._context.registry.key_text("sale.quantity")
        sheet = QuantitySheet(line.product.title, line.quantity, key_cap)
        sheet.decided.connect(partial(self.set_quantity, line.key))
        self._context.messages.open_sheet(sheet)

    @Slot()
    def delete_line(self, key: int | None = None) -> None:
        """Delete the selected line; a toast takes it back."""
        key = self._desk.selected if key is None else key
        if key is None:
            return
        title = self._desk.cart.line(key).product.title
        self._desk.remove(key)
        self._offer_undo(self.tr("已删除 {title}").format(title=title))
        self.finished.emit()

    @Slot()
    def clear(self) -> None:
        """Clear the order without asking; a toast takes it back."""
        if self._desk.cart.is_empty and self._desk.cart.customer is None:
            return
        cart = self._desk.cart
        self._desk.replace(cart.emptied())
        self._offer_undo(self.tr("已清空这一单"))
        self.finished.emit()

    @Slot()
    def ask_line_discount(self, key: int | None = None) -> None:
        """Ask for the discount of the selected line."""
        from desktop.ui.dialogs.discount_dialog import DiscountSheet, DiscountSubject

        key = self._desk.selected if key is None else key
        priced = next((each for each in self._desk.priced.lines if each.line.key == key), None)
        if priced is None or key is None:
            return
        line = priced.line
        gross = line.product.price * line.quantity
        subject = DiscountSubject(
            line.product.title, gross, line.quantity, self._limit(), line.discount
        )
        sheet = DiscountSheet(subject)
        sheet.decided.connect(
            partial(self._judge_discount, subject, partial(self._desk.set_line_discount, key))
        )
        self._context.messages.open_sheet(sheet)

    @Slot()
    def ask_order_discount(self) -> None:
        """Ask for the discount on the whole order."""
        from desktop.ui.dialogs.discount_dialog import DiscountSheet, DiscountSubject

        priced = self._desk.priced
        if priced.cart.is_empty:
            return
        gross = priced.before_order_discount
        subject = DiscountSubject("", gross, 1, self._limit(), priced.cart.order_discount)
        sheet = DiscountSheet(subject)
        sheet.decided.connect(partial(self._judge_discount, subject, self._desk.set_order_discount))
        self._context.messages.open_sheet(sheet)

    def remove_order_discount(self) -> None:
        """Take the discount on the whole order away."""
        self._desk.set_order_discount(None)
        self.finished.emit()

    @Slot()
    def ask_line_note(self) -> None:
        """Ask for the note of the selected line."""
        from desktop.ui.dialogs.note_dialog import NoteSheet

        line = self._desk.find_selected_line()
        if line is None:
            return
        sheet = NoteSheet(line.product.title, self.tr("备注"), self.tr("记下来"), line.note)
        sheet.decided.connect(partial(self._set_note, line.key))
        self._context.messages.open_sheet(sheet)

    @Slot(str)
    def _set_note(self, key: int, note: str) -> None:
        self._desk.set_line_note(key, note)
        self.finished.emit()

    def _limit(self) -> int:
        return discount_limit_percent(self._context.session.actor.role)

    @Slot(object)
    def _judge_discount(
        self,
        subject: DiscountSubject,
        put: Callable[[Discount | None], None],
        discount: Discount | None,
    ) -> None:
        from desktop.ui.dialogs.discount_dialog import is_above_limit

        if discount is None or not is_above_limit(discount, subject):
            put(discount)
            self.finished.emit()
            return
        off = discount.off(subject.gross, subject.quantity)
        name = self._context.session.actor.person.name
        what = subject.title or self.tr("整单")
        request = ApprovalRequest(
            self.tr("{name} 要给 {what} 打折：{way}").format(
                name=name, what=what, way=discount_text(discount, off)
            ),
            self.tr("同意减 {amount}").format(amount=money_text(off)),
            self.tr("原因（必填）"),
            kind=PRIMARY,
        )
        self._context.approvals.ask(request, partial(self._approve, put, discount))

    def _approve(
        self, put: Callable[[Discount | None], None], discount: Discount, approval: Approval
    ) -> None:
        put(discount)
        self._desk.approval = approval
        self.finished.emit()

    # Orders put aside -----------------------------------------------------------------------

    @Slot()
    def ask_hold(self) -> None:
        """Put the order aside, with a note if there is something to say."""
        from desktop.ui.dialogs.hold_note_dialog import HoldNoteSheet

        if self._desk.cart.is_empty:
            return
        sheet = HoldNoteSheet(self._desk.priced)
        sheet.decided.connect(self._hold)
        self._context.messages.open_sheet(sheet)

    @Slot(str)
    def _hold(self, note: str) -> None:
        actor, cart = self._context.session.actor, self._desk.cart
        self._gate.run_change(partial(self._held_sales.hold, actor, cart, note), self._held)

    def _held(self, outcome: HeldOutcome) -> None:
        self._desk.start_anew(self._desk.cart.channel)
        toast = self._context.messages.show_toast(
            self.tr("已挂单"),
            strong=self.tr("第 {n} 号").format(n=outcome.number),
            icon="archive",
            action=self.tr("取回"),
            act=partial(self._recall, outcome.id),
            key_cap=self._context.registry.key_text("sale.recall"),
        )
        self._offers.append(toast)
        self.held_changed.emit()
        self.finished.emit()

    @Slot()
    def ask_recall(self) -> None:
        """Show the held orders."""
        self._gate.run_query(self._held_sales.list_held, self._show_held)

    def _show_held(self, held: tuple[HeldSaleRow, ...]) -> None:
        from desktop.ui.dialogs.held_sales_dialog import HeldSalesSheet

        if not held:
            self._context.messages.show_toast(self.tr("没有挂单"), icon="info")
            return
        zone = self._settings.current.text("day.zone")
        key_cap = self._context.registry.key_text("sale.recall")
        sheet = HeldSalesSheet(held, zone, key_cap)
        sheet.recalled.connect(self._recall)
        sheet.dropped.connect(self._drop)
        self._context.messages.open_sheet(sheet)

    @Slot(object)
    def _recall(self, held_id: int) -> None:
        """Take a held order back; an order that is open meanwhile is held in its place."""
        actor, cart = self._context.session.actor, self._desk.cart
        work = partial(self._held_sales.recall, actor, held_id, cart)
        self._gate.run_change(work, self._recalled, refused=self._refuse)

    def _recalled(self, recalled: RecalledCart) -> None:
        from desktop.ui.dialogs.recall_prices_dialog import RecallPricesSheet

        self._desk.start_anew(recalled.cart.channel)
        self._desk.refresh(recalled.cart)
        self._desk.select(recalled.cart.lines[-1].key if recalled.cart.lines else None)
        self.held_changed.emit()
        self.finished.emit()
        if recalled.has_new_total or recalled.missing_titles:
            sheet = RecallPricesSheet(recalled)
            sheet.decided.connect(partial(self._choose_total, recalled))
            self._context.messages.open_sheet(sheet)
        self.ask_unfit_lines()

    @Slot(bool)
    def _choose_total(self, recalled: RecalledCart, keeps_old: bool) -> None:
        if keeps_old:
            priced = self._desk.priced
            off = priced.agreed_order_discount + (priced.total - recalled.old_total)
            reason = self.tr("按挂单时的价")
            self._desk.set_order_discount(Discount(DiscountKind.AMOUNT, amount=off, reason=reason))
        self.finished.emit()

    @Slot(object)
    def _drop(self, held_id: int) -> None:
        actor = self._context.session.actor
        self._gate.run_change(partial(self._held_sales.drop, actor, held_id), self._dropped)

    def _dropped(self, _changes: object) -> None:
        self._context.messages.show_toast(self.tr("挂单已删掉，台账里有记录"), icon="trash-2")
        self.held_changed.emit()
        self.finished.emit()

    # Who and where from ---------------------------------------------------------------------

    @Slot()
    def ask_customer(self) -> None:
        """Choose or make the customer."""
        from desktop.ui.dialogs.customer_picker_dialog import CustomerPickerSheet

        key_cap = self._context.registry.key_text("sale.customer")
        sheet = CustomerPickerSheet(self._context, self._customers, key_cap)
        sheet.decided.connect(self.take_customer)
        gate = TypingGate(sheet, self._context.operations)
        sheet.awaited.connect(gate.begin)
        sheet.answered.connect(gate.hand_on)
        self._context.messages.open_sheet(sheet)

    @Slot(object)
    def take_customer(self, customer: CustomerSnapshot | None) -> None:
        """Put a customer into the cart, or none."""
        self._desk.set_customer(customer)
        self.finished.emit()

    @Slot()
    def ask_channel(self) -> None:
        """Ask where the order came from."""
        from desktop.ui.dialogs.order_channel_dialog import OrderChannelSheet

        cart = self._desk.cart
        channels = self._settings.current.words("sale.channels")
        sheet = OrderChannelSheet(channels, cart.channel, cart.outside_number)
        sheet.decided.connect(self._set_channel)
        self._context.messages.open_sheet(sheet)

    @Slot(str, str)
    def _set_channel(self, channel: str, outside_number: str) -> None:
        self._desk.set_channel(channel, outside_number)
        self.finished.emit()

    # Words ----------------------------------------------------------------------------------

    def _offer_undo(self, text: str) -> None:
        toast = self._context.messages.show_toast(
            text,
            icon="trash-2",
            action=self.tr("撤销"),
            act=self._undo,
            key_cap=self._context.registry.key_text("undo.last"),
        )
        self._offers.append(toast)

    @Slot()
    def _undo(self) -> None:
        self._desk.undo()
        self.finished.emit()

    def _refuse(self, error: KataiError) -> None:
        self._context.messages.show_refusal(sentence_of(error))
