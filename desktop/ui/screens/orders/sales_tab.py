"""销售单: what was sold, found by number or phone tail, and everything that may follow a sale."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.delivery import DeliveryState
from desktop.domain.printing import PrintJobKind
from desktop.domain.sale import SaleState, changeable_payments
from desktop.services.exporting import ExportKind
from desktop.services.order_lists import SaleRow, SalesFilter, SalesSort, SalesSums
from desktop.ui.dialogs.attach_customer_dialog import AttachCustomerSheet
from desktop.ui.dialogs.change_payment_dialog import ChangePaymentSheet, ConfirmPaymentSheet
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.dialogs.secrets_dialog import SecretsSheet
from desktop.ui.dialogs.void_dialog import DropSheet, VoidSheet
from desktop.ui.formatting import amount_text, moment_text, money_text, pieces_text
from desktop.ui.long_rows import LongRows
from desktop.ui.order_texts import customer_text, methods_text, sale_badges
from desktop.ui.receipt_saving import ReceiptSaving
from desktop.ui.screens.orders.orders_tab import OrdersTab, offered_items
from desktop.ui.screens.orders.sale_detail import SaleDetail, SaleFacts
from desktop.ui.screens.orders.ticket_opening import TicketOpening
from desktop.ui.sealed_saving import SealedSaving
from desktop.ui.shortcuts import Action
from desktop.ui.widgets.action_menu import MenuItem
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox

if TYPE_CHECKING:
    from desktop.domain.sale import CompletedSale, SaleSnapshot
    from desktop.services.printing import PrintOutcome
    from desktop.services.returns import ReturnOutcome
    from desktop.ui.order_desk import OrderDesk
    from desktop.ui.widgets.sheet import Sheet

_SORTS: Final = {
    "at": SalesSort.SOLD_AT,
    "items": SalesSort.ITEM_COUNT,
    "total": SalesSort.TOTAL,
}
_TODAY, _YESTERDAY, _EVER = range(3)


class SalesTab(OrdersTab):
    """The list of sales and the detail of one."""

    key = "sales"

    def __init__(self, desk: OrderDesk, parent: QWidget | None = None) -> None:
        self._facts: SaleFacts | None = None
        self._text = ""
        self._wanted: int | None = None
        self._sums = SalesSums(0, 0)
        self._sort = (SalesSort.SOLD_AT, True)
        super().__init__(desk, parent)
        self._saving = ReceiptSaving(desk.context, desk.printing, self)
        self._sealing = SealedSaving(desk.context, desk.sealed_files, desk.settings, self)
        self._tickets = TicketOpening(desk, self)
        self._tickets.opened.connect(partial(self.tab_wanted.emit, "after_sales"))

    def make_table(self) -> DataTable[SaleRow]:
        """Return the list of sales."""
        return DataTable(
            self._columns(), _key_of, name="salesTable", accessible_name=self.tr("销售单")
        )

    def make_detail(self) -> SaleDetail:
        """Return the detail of one sale."""
        self.sale_detail = SaleDetail()
        self.show_keys(self.sale_detail.keyed)
        return self.sale_detail

    def build(self) -> None:
        """Add the choice of days."""
        self.search_hint = self.tr("单号、手机尾号、取货码")
        self.days = ChoiceBox(
            [self.tr("今天"), self.tr("昨天"), self.tr("全部日期")],
            name="salesDays",
            accessible_name=self.tr("哪天的单"),
        )
        self.tools_row.addWidget(self.days)
        self.add_export(ExportKind.SALES)
        self.rows: LongRows[SaleRow] = LongRows(self.loads, self.desk.checkout.sale_rows, _key_of)
        self.table.show_rows(self.rows)
        self.table.drop_when_narrow(("items",))
        self._connect()

    def refresh(self) -> None:
        """Read the list and the shown sale again."""
        self._read()

    def search(self, text: str) -> None:
        """Show sales by number, claim code or phone tail, whatever their day."""
        if text.strip() != self._text:
            self._text = text.strip()
            self._read(from_top=True)

    def arrive(self, argument: Any) -> None:
        """Show one sale, by its id, whatever its day."""
        self._wanted = argument
        self._text = ""
        if argument is not None:
            blocker = QSignalBlocker(self.days)
            self.days.setCurrentIndex(_EVER)
            blocker.unblock()
        self._read(from_top=True)

    def page_actions(self) -> tuple[Action, ...]:
        """Reprint has a key; everything grave has none."""
        detail = self.sale_detail
        offers = (
            ("orders.reprint", self._reprint, detail.reprint, "printer"),
            ("orders.save_receipt", self._save_receipt, detail.pdf, "download"),
            ("orders.secrets", self._see_secrets, detail.secrets, "key-round"),
            ("orders.seal", self._seal, detail.seal, "lock"),
            ("orders.change_payment", self._change_payment, detail.payment, "repeat-2"),
            ("orders.attach_customer", self._attach, detail.attach, "user-round-plus"),
            ("orders.ticket", self._open_ticket, detail.ticket, "life-buoy"),
            ("orders.refund", self._refund, detail.refund, "undo-2"),
            ("orders.void", self._void, detail.void, "ban"),
            ("orders.confirm_pending", self._confirm_pending, detail.confirm, "check"),
            ("orders.drop_pending", self._drop_pending, detail.drop, "x"),
        )
        return tuple(
            Action(
                action_id,
                self.act(call),
                self.can(partial(_is_offered, button)),
                button.label(),
                icon,
            )
            for action_id, call, button, icon in offers
        )

    def menu_items(self) -> tuple[MenuItem, ...]:
        """Return what can follow this sale."""
        if self._facts is None:
            return ()
        detail = self.sale_detail
        rows = (
            (detail.confirm, self._confirm_pending, "check", False),
            (detail.reprint, self._reprint, "printer", False),
            (detail.pdf, self._save_receipt, "download", False),
            (detail.secrets, self._see_secrets, "key-round", False),
            (detail.seal, self._seal, "lock", False),
            (detail.payment, self._change_payment, "repeat-2", False),
            (detail.attach, self._attach, "user-round-plus", False),
            (detail.ticket, self._open_ticket, "life-buoy", False),
            (detail.refund, self._refund, "undo-2", True),
            (detail.void, self._void, "ban", True),
            (detail.drop, self._drop_pending, "x", True),
        )
        return offered_items(rows)

    # Building -----------------------------------------------------------------------------------

    def _columns(self) -> tuple[TableColumn[SaleRow], ...]:
        return (
            TableColumn("number", self.tr("单号"), _number_cell, 122),
            TableColumn("at", self.tr("时间"), self._time_cell, 92, sort_by=_sold_at),
            TableColumn("customer", self.tr("顾客"), _customer_cell),
            TableColumn("items", self.tr("商品"), _items_cell, 64, sort_by=_item_count),
            TableColumn("methods", self.tr("付款"), _methods_cell),
            TableColumn("total", self.tr("实付"), _total_cell, 96, True, _total_of),
            TableColumn("state", self.tr("状态"), _state_cell, 176, fits_badges=True),
        )

    def _connect(self) -> None:
        detail = self.sale_detail
        self.table.row_chosen.connect(self._choose)
        self.table.sort_changed.connect(self._change_order)
        self.days.currentIndexChanged.connect(self._change_day)
        for button, act in (
            (detail.reprint, self._reprint),
            (detail.pdf, self._save_receipt),
            (detail.secrets, self._see_secrets),
            (detail.seal, self._seal),
            (detail.payment, self._change_payment),
            (detail.attach, self._attach),
            (detail.ticket, self._open_ticket),
            (detail.refund, self._refund),
            (detail.void, self._void),
            (detail.confirm, self._confirm_pending),
            (detail.drop, self._drop_pending),
        ):
            button.clicked.connect(act)

    def _time_cell(self, row: SaleRow) -> TableCell:
        return TableCell(moment_text(row.sold_at, self.desk.now(), self.desk.zone()), token="text2")

    # Reading ------------------------------------------------------------------------------------

    def _read(self, *, from_top: bool = False) -> None:
        wanted = self._filter()
        list_ids = partial(self.desk.checkout.list_sale_ids, wanted)
        self.rows.load(list_ids, partial(self._show, from_top=from_top), from_top=from_top)
        self.loads.run("sums", partial(self.desk.checkout.sales_sums, wanted), self._take_sums)

    def _filter(self) -> SalesFilter:
        day: date | None = None
        if not self._text and self.days.currentIndex() != _EVER:
            day = self.desk.date_of(self.desk.now())
            if self.days.currentIndex() == _YESTERDAY:
                day -= timedelta(days=1)
        sort, is_descending = self._sort
        return SalesFilter(day, self._text, sort=sort, is_descending=is_descending)

    def _show(self, *, from_top: bool) -> None:
        self.empty.set_words(*self._nothing())
        self.show_list()
        self._show_foot()
        if from_top:
            self.table.scrollToTop()
        if self._wanted is not None:
            if not self.table.select_key(self._wanted):
                self._load(self._wanted)
            self._wanted = None
        row = self.table.current_row()
        if not self.rows.count():
            self._facts = None
            self.sale_detail.show_nothing()
        elif row is not None and (self._facts is None or self._facts.sale.id == row.id):
            self._load(row.id)

    def _nothing(self) -> tuple[str, str]:
        if self._text:
            title = self.tr("没有“{text}”的单").format(text=self._text)
            return title, self.tr("换单号后四位、手机尾号或取货码")
        return self.tr("还没有销售单"), self.tr("收一单，这里就有了")

    def _take_sums(self, sums: SalesSums) -> None:
        self._sums = sums
        self._show_foot()

    def _show_foot(self) -> None:
        words = [
            self.tr("{n} 单").format(n=self.rows.count()),
            self.tr("待交付 {n} 件").format(n=self._sums.undelivered),
            self.tr("退款 {n} 单").format(n=self._sums.returned),
        ]
        self.foot_left.setText("    ".join(words))

    @Slot(int)
    def _change_day(self, _number: int) -> None:
        self._read(from_top=True)

    @Slot(str, bool)
    def _change_order(self, key: str, is_ascending: bool) -> None:
        self._sort = (_SORTS[key], not is_ascending)
        self._read(from_top=True)

    @Slot(object)
    def _choose(self, row: SaleRow | None) -> None:
        if row is None:
            self.loads.drop("detail")
            self._facts = None
            self.sale_detail.show_nothing()
        else:
            self._load(row.id)

    def _load(self, sale_id: int) -> None:
        self.loads.run("detail", partial(self._read_facts, sale_id), self._show_facts)

    def _read_facts(self, sale_id: int) -> SaleFacts:
        sale = self.desk.checkout.get_sale(sale_id)
        can_void = sale.state is SaleState.COMPLETED and self.desk.returns.can_void(sale_id)
        return SaleFacts(sale, can_void, self.desk.sealed_files.count_cards(sale_id))

    def _show_facts(self, facts: SaleFacts) -> None:
        is_other = self._facts is None or self._facts.sale.id != facts.sale.id
        self._facts = facts
        self.sale_detail.show_sale(
            facts,
            self.desk.now(),
            self.desk.zone(),
            changeable=len(changeable_payments(facts.sale.payments)),
        )
        if is_other:
            self.sale_detail.to_top()

    # Acts ---------------------------------------------------------------------------------------

    @Slot()
    def _reprint(self) -> None:
        sale = self._sale_for(self.sale_detail.reprint)
        if sale is None:
            return
        work = partial(self.desk.printing.enqueue, self.desk.actor, PrintJobKind.RECEIPT, sale.id)
        self.desk.context.operations.run_change(self, work, self._tell_print)

    def _tell_print(self, outcome: PrintOutcome) -> None:
        if outcome.is_dropped:
            self._toast(self.tr("没有打印机，没有打"), "printer-x")
        elif outcome.copy_number:
            self._toast(self.tr("补打小票，第 {n} 张副本").format(n=outcome.copy_number), "printer")
        else:
            self._toast(self.tr("小票在打了"), "printer")

    @Slot()
    def _save_receipt(self) -> None:
        sale = self._sale_for(self.sale_detail.pdf)
        if sale is not None:
            self._saving.ask(sale)

    @Slot()
    def _see_secrets(self) -> None:
        """Goods not handed over are seen in 待交付; goods seen before need the owner."""
        sale = self._sale_for(self.sale_detail.secrets)
        if sale is None:
            return
        with_cards = [sold for sold in sale.lines if sold.card_ids]
        waiting = [sold for sold in with_cards if sold.delivery_state is DeliveryState.ARRIVED]
        if waiting:
            self.tab_wanted.emit("undelivered", waiting[0].id)
        elif with_cards:
            self._open(SecretsSheet(self.desk, sale, with_cards))

    @Slot()
    def _seal(self) -> None:
        sale = self._sale_for(self.sale_detail.seal)
        if sale is not None and self._facts is not None:
            self._sealing.ask(sale.id, sale.number, self._facts.cards)

    @Slot()
    def _change_payment(self) -> None:
        sale = self._sale_for(self.sale_detail.payment)
        if sale is not None:
            sheet = ChangePaymentSheet(self.desk, sale)
            sheet.method_changed.connect(self._tell_method)
            self._open(sheet)

    @Slot()
    def _attach(self) -> None:
        sale = self._sale_for(self.sale_detail.attach)
        if sale is not None:
            self._open(AttachCustomerSheet(self.desk, sale))

    @Slot()
    def _open_ticket(self) -> None:
        sale = self._sale_for(self.sale_detail.ticket)
        if sale is not None:
            self._tickets.ask_about_sale(sale)

    @Slot()
    def _refund(self) -> None:
        sale = self._sale_for(self.sale_detail.refund)
        if sale is not None:
            sheet = RefundSheet(self.desk, sale)
            sheet.refunded.connect(self._tell_refund)
            self._open(sheet)

    @Slot()
    def _void(self) -> None:
        sale = self._sale_for(self.sale_detail.void)
        if sale is not None:
            sheet = VoidSheet(self.desk, sale)
            sheet.voided.connect(self._tell_void)
            self._open(sheet)

    @Slot()
    def _confirm_pending(self) -> None:
        sale = self._sale_for(self.sale_detail.confirm)
        if sale is not None:
            sheet = ConfirmPaymentSheet(self.desk, sale)
            sheet.confirmed.connect(self._tell_confirmed)
            self._open(sheet)

    @Slot()
    def _drop_pending(self) -> None:
        sale = self._sale_for(self.sale_detail.drop)
        if sale is not None:
            sheet = DropSheet(self.desk, sale)
            sheet.dropped.connect(self._tell_dropped)
            self._open(sheet)

    @Slot(object)
    def _tell_method(self, _sale_id: int) -> None:
        self._toast(self.tr("付款方式改过来了"))

    @Slot(object)
    def _tell_refund(self, outcome: ReturnOutcome) -> None:
        words = self.tr("退了 {amount} · {number}")
        self._toast(
            words.format(amount=money_text(outcome.amount), number=outcome.number), "undo-2"
        )

    @Slot(object)
    def _tell_void(self, outcome: ReturnOutcome) -> None:
        words = self.tr("作废了，{amount} 退回 · {number}")
        self._toast(words.format(amount=money_text(outcome.amount), number=outcome.number), "ban")

    @Slot(object)
    def _tell_confirmed(self, completed: CompletedSale) -> None:
        words = self.tr("{number} 到账 {amount}")
        sale = completed.sale
        self._toast(words.format(number=sale.number, amount=money_text(sale.total)))

    @Slot(object)
    def _tell_dropped(self, _sale_id: int) -> None:
        self._toast(self.tr("放弃了，货已经放出来"))

    def _sale_for(self, button: QWidget) -> SaleSnapshot | None:
        """Return the shown sale if the act of this button fits it."""
        is_offered = self._facts is not None and _is_offered(button)
        return self._facts.sale if self._facts is not None and is_offered else None

    def _open(self, sheet: Sheet) -> None:
        self.desk.context.messages.open_sheet(sheet)

    def _toast(self, text: str, icon: str = "circle-check") -> None:
        self.desk.context.messages.show_toast(text, icon=icon)


def _is_offered(button: QWidget) -> bool:
    return button.isEnabled() and not button.isHidden()


def _key_of(row: SaleRow) -> int:
    return row.id


def _number_cell(row: SaleRow) -> TableCell:
    return TableCell(row.number, is_code=True, pixels=12)


def _customer_cell(row: SaleRow) -> TableCell:
    return TableCell(customer_text(row.customer_name, row.customer_phone))


def _items_cell(row: SaleRow) -> TableCell:
    return TableCell(pieces_text(row.item_count), token="text2")


def _methods_cell(row: SaleRow) -> TableCell:
    return TableCell(methods_text(row.methods), token="text2")


def _total_cell(row: SaleRow) -> TableCell:
    return TableCell(amount_text(row.total), is_strong=True)


def _state_cell(row: SaleRow) -> TableCell:
    return TableCell(badges=sale_badges(row))


def _sold_at(row: SaleRow) -> Any:
    return row.sold_at


def _item_count(row: SaleRow) -> int:
    return row.item_count


def _total_of(row: SaleRow) -> int:
    return row.total.fen
