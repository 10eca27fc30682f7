"""会员: found as you type, made in two fields, taken to the sale with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.domain.changes import Topic
from desktop.ui.customer_desk import CustomerDesk
from desktop.ui.loads import Loads
from desktop.ui.member_receipts import MemberReceipts
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.customers.customer_detail import CustomerDetail
from desktop.ui.screens.customers.customer_list import CustomerList
from desktop.ui.screens.customers.member_acts import MemberAct, MemberActs
from desktop.ui.screens.customers.tier_desk import TierDesk
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.stray_payment_code import refuse_payment_code
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.labels import line

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.services.checkout import Checkout
    from desktop.services.customers import Customers
    from desktop.services.member_ledgers import MemberLedgers
    from desktop.services.order_lists import SaleRow
    from desktop.services.printing import Printing
    from desktop.services.saved_accounts import SavedAccounts
    from desktop.services.settings import Settings
    from desktop.services.tiers import Tiers


class CustomersScreen(Screen):
    """The customers page."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.CUSTOMERS, Topic.SALES, Topic.SETTINGS})

    def __init__(  # noqa: PLR0913 - the services by name, as every page is given them
        self,
        context: WindowContext,
        customers: Customers,
        checkout: Checkout,
        settings: Settings,
        saved_accounts: SavedAccounts,
        ledgers: MemberLedgers,
        tiers: Tiers | None = None,
        printing: Printing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        receipts = None if printing is None else MemberReceipts(context, printing, settings, self)
        self._desk = CustomerDesk(
            context, customers, checkout, settings, saved_accounts, ledgers, receipts
        )
        self._loads = Loads(context, self)
        self._tiers = None if tiers is None else TierDesk(context, tiers, self._loads, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.list = CustomerList(self._desk, self._loads)
        self.detail = CustomerDetail(self._desk, self._loads)
        self._acts = MemberActs(self._desk, self.list.current, self.list.show_customer)
        self._nobody = EmptyState(
            "users", self.tr("没有选中的会员"), self.tr("在左边找，或新建一个")
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nobody)
        self._pages.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(line(is_vertical=True))
        row.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        if self._tiers is not None:
            self._tiers.told.connect(self.detail.show_tier)
            self._tiers.given.connect(self.refresh)
        self.list.new_wanted.connect(self._make)
        self.list.rows.picked.connect(self._focus_detail)
        self.detail.sale_wanted.connect(self.take_to_sale)
        self.detail.points_wanted.connect(self.adjust_points)
        self.detail.change_wanted.connect(self.change_customer)
        self.detail.act_wanted.connect(self._acts.run)
        self.detail.sale_opened.connect(self._open_sale)

    # Screen ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.context.session.person is not None:
            self.list.refresh()

    def page_keys(self) -> PageKeys:
        """Return the keys of the page."""
        actions = (
            Action("customers.take", self._take_when_read, icon="shopping-cart"),
            Action("customers.new", self.list.want_new, icon="user-round-plus"),
            Action("customers.next_tab", self.detail.tabs.choose_next, is_listed=False),
            Action(
                "customers.points",
                self.adjust_points,
                self._has_customer,
                text=self.tr("调积分"),
                icon="sliders-horizontal",
            ),
            Action(
                "customers.change",
                self.change_customer,
                self._has_customer,
                text=self.tr("修改会员资料"),
                icon="pencil",
            ),
            Action(
                "customers.tier",
                self._give_tier,
                self._has_customer,
                text=self.tr("给会员等级"),
                icon="star",
            ),
            Action(
                "customers.erase",
                self._erase_customer,
                self._may_erase,
                text=self.tr("删除会员资料"),
                icon="trash-2",
            ),
            Action(
                "page.print",
                self._print_receipt,
                self._has_receipt,
                text=self.tr("打印收据"),
                icon="printer",
            ),
            Action("page.search", self._focus_search, is_listed=False),
            Action("page.back", self._go_back, is_listed=False),
        )
        return PageKeys("customers", actions, self._accept_scan)

    def focus_home(self) -> None:
        """Put the caret into the search, over what was looked for last."""
        self.list.search.setFocus()
        self.list.search.selectAll()

    def arrive(self, argument: Any) -> None:
        """Show a customer by id, or look for a text."""
        if isinstance(argument, int):
            self.list.show_customer(argument)
        elif isinstance(argument, str):
            self.list.look_for(argument)

    # Acts --------------------------------------------------------------------------------------

    @Slot(object)
    def _show(self, customer: CustomerSnapshot | None) -> None:
        self._pages.setCurrentIndex(0 if customer is None else 1)
        if customer is not None:
            self.detail.show_customer(customer)
            if self._tiers is not None:
                self._tiers.look_up(customer)

    def _give_tier(self) -> None:
        customer = self.list.current()
        if customer is not None and self._tiers is not None:
            self._tiers.ask(customer)

    @Slot()
    def take_to_sale(self) -> None:
        """Sell to the customer who is shown."""
        customer = self.list.current()
        if customer is not None:
            self.context.go_to("sale", customer)

    def _take_when_read(self) -> None:
        self._loads.when_settled(self.take_to_sale)

    @Slot(str)
    def _make(self, typed: str) -> None:
        from desktop.ui.dialogs.customer_form_dialog import NewCustomerSheet

        sheet = NewCustomerSheet(self._desk, typed)
        sheet.made.connect(self._show_made)
        self.context.messages.open_sheet(sheet)

    @Slot(object)
    def _show_made(self, customer: CustomerSnapshot) -> None:
        self.list.show_customer(customer.id)
        self.context.messages.show_toast(self.tr("{name} 是会员了").format(name=customer.name))

    @Slot()
    def change_customer(self) -> None:
        """Change the customer who is shown."""
        from desktop.ui.dialogs.customer_form_dialog import CustomerFormSheet

        customer = self.list.current()
        if customer is not None:
            self.context.messages.open_sheet(CustomerFormSheet(self._desk, customer))

    @Slot()
    def adjust_points(self) -> None:
        """Book points by hand."""
        from desktop.ui.dialogs.points_dialog import PointsSheet

        customer = self.list.current()
        if customer is not None:
            self.context.messages.open_sheet(PointsSheet(self._desk, customer))

    def _erase_customer(self) -> None:
        self._acts.run(MemberAct.ERASE)

    def _may_erase(self) -> bool:
        return self.context.session.is_owner and self._has_customer()

    @Slot(object)
    def _open_sale(self, sale: SaleRow) -> None:
        self.context.go_to("orders", ("sales", sale.id))

    def _print_receipt(self) -> None:
        receipt_id = self.detail.receipt_in_hand()
        if self._desk.receipts is not None and receipt_id is not None:
            self._desk.receipts.print_paper(receipt_id)

    def _has_receipt(self) -> bool:
        return self._desk.receipts is not None and self.detail.receipt_in_hand() is not None

    def _has_customer(self) -> bool:
        return self.list.current() is not None

    def _focus_search(self) -> None:
        self.list.search.setFocus()
        self.list.search.selectAll()

    @Slot()
    def _focus_detail(self) -> None:
        self.detail.take_button.setFocus()

    def _go_back(self) -> None:
        """Esc: to the search, and there clear it."""
        if self.list.search.hasFocus():
            self.list.search.clear()
        self.focus_home()

    def _accept_scan(self, text: str) -> bool:
        if refuse_payment_code(self.context.messages, text):
            return True
        self.list.look_for(text)
        return True
