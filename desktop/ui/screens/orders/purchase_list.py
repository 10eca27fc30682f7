"""What 采购单 and 待确认 have in common: a list of purchases, asking again, deciding."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.purchase import PurchaseState
from desktop.services.hand_orders import TYPED_IN
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.dialogs.decision_dialog import DeliveredSheet, FailedSheet
from desktop.ui.dialogs.hand_order_dialog import HandOrderSheet
from desktop.ui.dialogs.refund_dialog import RefundSheet
from desktop.ui.order_texts import purchase_badge
from desktop.ui.screens.orders.orders_tab import OrdersTab, offered_items
from desktop.ui.screens.orders.purchase_detail import QUERYABLE, PurchaseDetail, is_decidable
from desktop.ui.shortcuts import Action
from desktop.ui.widgets.action_menu import MenuItem

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.domain.sale import SaleSnapshot
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.order_desk import OrderDesk


class PurchaseListTab(OrdersTab):
    """A tab whose rows are purchases."""

    empty_icon = "circle-check"

    def __init__(self, desk: OrderDesk, parent: QWidget | None = None) -> None:
        self._text = ""
        self._shown: PurchaseSnapshot | None = None
        super().__init__(desk, parent)

    def make_detail(self) -> PurchaseDetail:
        """Return the detail of one purchase."""
        self.purchase_detail = PurchaseDetail()
        return self.purchase_detail

    def page_actions(self) -> tuple[Action, ...]:
        """Asking has a key; deciding has none."""
        return tuple(
            Action(
                action_id,
                self.act(call),
                self.can(partial(self._is_offered, button)),
                button.label(),
                icon,
            )
            for action_id, call, button, icon, _is_grave in self._offers()
        )

    def menu_items(self) -> tuple[MenuItem, ...]:
        """Return what can be done with this purchase."""
        if self._shown is None:
            return ()
        return offered_items(
            (button, call, icon, is_grave)
            for _action_id, call, button, icon, is_grave in self._offers()
        )

    def connect_list(self) -> None:
        """Connect table and detail; called at the end of ``build``."""
        self.table.row_chosen.connect(self._choose)
        for _action_id, call, button, _icon, _is_grave in self._offers():
            button.clicked.connect(call)

    def show_purchases(self, purchases: Sequence[PurchaseSnapshot]) -> None:
        """Show rows; the detail follows the selected one."""
        self.show_rows(tuple(purchases))
        self._choose(self.table.current_row())

    @Slot(object)
    def _choose(self, row: PurchaseSnapshot | None) -> None:
        is_other = self._shown is None or row is None or self._shown.id != row.id
        self._shown = row
        if row is None:
            self.purchase_detail.show_nothing()
            return
        self.purchase_detail.show_purchase(
            row, self.desk.now(), self.desk.zone(), is_owner=self.desk.is_owner
        )
        if is_other:
            self.purchase_detail.to_top()

    def _offers(self) -> tuple[tuple[str, Any, Any, str, bool], ...]:
        detail = self.purchase_detail
        return (
            ("orders.query", self._query, detail.query, "search-check", False),
            ("orders.see_sale", self._see_sale, detail.sale, "receipt-text", False),
            ("orders.copy_upstream", self._copy, detail.copy, "copy", False),
            ("orders.mark_delivered", self._mark_delivered, detail.delivered, "check", True),
            ("orders.mark_failed", self._mark_failed, detail.failed, "x", True),
        )

    def _is_offered(self, button: QWidget) -> bool:
        return self._shown is not None and button.isEnabled() and not button.isHidden()

    # Asking -------------------------------------------------------------------------------------

    @Slot()
    def _query(self) -> None:
        if self._shown is not None and self._shown.is_by_hand:
            self._type_in(self._shown)
        elif self._shown is not None and self._shown.state in QUERYABLE:
            self.ask_again([self._shown.id])

    def _type_in(self, purchase: PurchaseSnapshot) -> None:
        """A source without an interface: a person orders there and types in what came of it."""
        if purchase.state in TYPED_IN:
            sheet = HandOrderSheet(self.desk, purchase)
            sheet.typed_in.connect(self._tell_typed)
            self.desk.context.messages.open_sheet(sheet)

    @Slot(object)
    def _tell_typed(self, purchase: PurchaseSnapshot) -> None:
        words = self.tr("{number}：{state}")
        state = purchase_badge(purchase).text
        self._toast(words.format(number=purchase.number, state=state))

    def ask_again(self, ids: Sequence[int]) -> None:
        """Ask what became of these; the machine may repeat a number, never make a new one."""
        button = self.purchase_detail.query
        if button.is_busy() or not ids:
            return
        button.set_busy(self.tr("正在查"))
        self.desk.context.operations.run_query(
            self,
            partial(self.desk.purchasing.recheck, tuple(ids)),
            self._asked,
            refused=self._ask_refused,
            lane=Lane.NETWORK,
        )

    def _asked(self, snapshots: tuple[PurchaseSnapshot, ...]) -> None:
        self.purchase_detail.query.set_busy("")
        self._choose(self._shown)
        if len(snapshots) == 1:
            words = self.tr("{number}：{state}")
            state = purchase_badge(snapshots[0]).text
            self._toast(words.format(number=snapshots[0].number, state=state), "search-check")
        elif snapshots:
            unclear = {PurchaseState.UNKNOWN, PurchaseState.HUMAN}
            known = sum(one.state not in unclear for one in snapshots)
            words = self.tr("查了 {n} 笔，{known} 笔有结果")
            self._toast(words.format(n=len(snapshots), known=known), "search-check")
        for snapshot in snapshots[:1]:
            self.desk.context.notifier.notify(snapshot.changes, self)

    def _ask_refused(self, error: KataiError) -> None:
        self.purchase_detail.query.set_busy("")
        self._choose(self._shown)
        self.desk.context.messages.show_refusal(sentence_of(error))

    # Other acts ---------------------------------------------------------------------------------

    @Slot()
    def _see_sale(self) -> None:
        if self._shown is not None and self._shown.sale_id is not None:
            self.tab_wanted.emit("sales", self._shown.sale_id)

    @Slot()
    def _copy(self) -> None:
        if self._shown is not None and self._shown.upstream_number:
            self.desk.context.clipboard.copy_plain(self._shown.upstream_number)
            self._toast(self.tr("货源单号复制好了"), "copy-check")

    @Slot()
    def _mark_delivered(self) -> None:
        purchase = self._decidable()
        if purchase is not None:
            sheet = DeliveredSheet(self.desk, purchase)
            sheet.decided.connect(self._tell_delivered)
            self.desk.context.messages.open_sheet(sheet)

    @Slot()
    def _mark_failed(self) -> None:
        purchase = self._decidable()
        if purchase is not None:
            sheet = FailedSheet(self.desk, purchase)
            sheet.decided.connect(self._go_on_to_refund)
            self.desk.context.messages.open_sheet(sheet)

    def _decidable(self) -> PurchaseSnapshot | None:
        shown = self._shown
        return shown if shown is not None and is_decidable(shown) else None

    @Slot(object)
    def _tell_delivered(self, purchase: PurchaseSnapshot) -> None:
        self._toast(self.tr("{number} 标成买到了").format(number=purchase.number))

    @Slot(object)
    def _go_on_to_refund(self, purchase: PurchaseSnapshot) -> None:
        """The purchase is closed; the customer's money is given back at the sale."""
        self._toast(self.tr("{number} 标成失败了").format(number=purchase.number), "x")
        if purchase.sale_id is None:
            return
        self.desk.context.operations.run_query(
            self,
            partial(self.desk.checkout.get_sale, purchase.sale_id),
            partial(self._open_refund, purchase.sale_line_id),
        )

    def _open_refund(self, line_id: int | None, sale: SaleSnapshot) -> None:
        self.desk.context.messages.open_sheet(RefundSheet(self.desk, sale, line_id))

    def _toast(self, text: str, icon: str = "circle-check") -> None:
        self.desk.context.messages.show_toast(text, icon=icon)
