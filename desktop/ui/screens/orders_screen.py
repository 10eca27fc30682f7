"""订单: sales, purchases, goods to hand over, and orders without an answer, one tab each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.changes import Topic
from desktop.ui.order_desk import OrderDesk
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.orders.after_sales_tab import AfterSalesTab
from desktop.ui.screens.orders.orders_tab import OrdersTab
from desktop.ui.screens.orders.purchases_tab import PurchasesTab
from desktop.ui.screens.orders.sales_tab import SalesTab
from desktop.ui.screens.orders.undelivered_tab import UndeliveredTab
from desktop.ui.screens.orders.unknown_tab import UnknownTab
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.tab_bar import TabBar, TabText

if TYPE_CHECKING:
    from desktop.services.after_sales import AfterSales
    from desktop.services.after_sales_proof import AfterSalesProof
    from desktop.services.card_replacements import CardReplacements
    from desktop.services.checkout import Checkout
    from desktop.services.compensations import Compensations
    from desktop.services.customers import Customers
    from desktop.services.delivery import Delivery
    from desktop.services.exporting import Exporting
    from desktop.services.hand_orders import HandOrders
    from desktop.services.pending_sales import PendingSales
    from desktop.services.printing import Printing
    from desktop.services.purchasing import Purchasing
    from desktop.services.replacement_buying import ReplacementBuying
    from desktop.services.returns import Returns
    from desktop.services.sealed_files import SealedFiles
    from desktop.services.settings import Settings
    from desktop.services.shifts import Shifts

_BAR_HEIGHT: Final = 56
_SEARCH_WIDTH, _SEARCH_NARROW, _SEARCH_FIRST = 250, 140, 20
_SALES, _PURCHASES, _UNDELIVERED, _UNKNOWN = "sales", "purchases", "undelivered", "unknown"
_AFTER_SALES = "after_sales"


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """What the tabs say beside their names; ``overdue`` tickets."""

    undelivered: int = 0
    unknown: int = 0
    overdue: int = 0


class OrdersScreen(Screen):
    """The page 订单."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.SALES,
            Topic.DELIVERY,
            Topic.PURCHASES,
            Topic.CUSTOMERS,
            Topic.SHIFT,
            Topic.SETTINGS,
            Topic.AFTER_SALES,
        }
    )

    def __init__(  # noqa: PLR0913 - the services by name, as every page is given them
        self,
        context: WindowContext,
        checkout: Checkout,
        pending_sales: PendingSales,
        returns: Returns,
        delivery: Delivery,
        purchasing: Purchasing,
        printing: Printing,
        customers: Customers,
        settings: Settings,
        shifts: Shifts,
        exporting: Exporting,
        hand_orders: HandOrders,
        after_sales: AfterSales,
        compensations: Compensations,
        after_sales_proof: AfterSalesProof,
        card_replacements: CardReplacements,
        replacement_buying: ReplacementBuying,
        sealed_files: SealedFiles,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._desk = OrderDesk(
            context,
            checkout,
            pending_sales,
            returns,
            delivery,
            purchasing,
            printing,
            customers,
            settings,
            shifts,
            exporting,
            hand_orders,
            after_sales,
            compensations,
            after_sales_proof,
            card_replacements,
            replacement_buying,
            sealed_files,
        )
        self._tabs: dict[str, OrdersTab] = {}
        self._keys: tuple[str, ...] = ()
        self._current = _SALES
        self._counts = OrderCounts()
        self._is_made_for_owner: bool | None = None
        self._searched: dict[str, str] = {}
        self.bar = TabBar()
        self.search = SearchBox("", context.registry.key_text("page.search"))
        self._tools = QHBoxLayout()
        self._pages = QStackedWidget()
        self._build()

    # What the window asks -----------------------------------------------------------------------

    def must_stay(self) -> bool:
        """A reply that is being written cannot be carried over."""
        return super().must_stay() or any(tab.has_draft() for tab in self._tabs.values())

    def refresh(self) -> None:
        """Read the counts and the tab in front; the others are read when they come in front."""
        if self.context.session.person is None:
            return
        self._fit_to_role()
        self.context.operations.run_query(
            self, partial(_read_counts, self._desk), self._show_counts
        )
        self._tab().refresh()

    def page_keys(self) -> PageKeys:
        """Return the keys of the tab in front."""
        common = (
            Action("orders.next_tab", self._next_tab),
            Action("page.search", self._focus_search, self._has_search, is_listed=False),
            Action("menu.open", self._open_menu),
            Action("page.back", self._go_back, is_listed=False),
        )
        own = self._tab().page_actions() if self._tabs else ()
        return PageKeys("orders", (*own, *common))

    def focus_home(self) -> None:
        """Go to the search box, or to the rows where the work begins there."""
        if not self._tabs:
            return
        if self._tab().wants_table_first() or not self._has_search():
            self._tab().enter_table()
        else:
            self.search.setFocus()

    def is_showing_sale(self, sale_id: int) -> bool:
        """待交付 shows every sale with goods to hand over."""
        del sale_id
        return self._current == _UNDELIVERED

    def arrive(self, argument: Any) -> None:
        """Show a tab (``"undelivered"``), or one sale: ``("sales", sale id)`` or a sale's id."""
        if isinstance(argument, tuple):
            key, rest = argument
        elif isinstance(argument, int):
            key, rest = _SALES, argument
        else:
            key, rest = str(argument), None
        self._arrive_at(key, rest)

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.search.setMinimumWidth(theme().px(_SEARCH_NARROW))
        self.search.setMaximumWidth(theme().px(_SEARCH_WIDTH))
        top = QWidget()
        top.setFixedHeight(theme().px(_BAR_HEIGHT))
        row = QHBoxLayout(top)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(PlainLabel(self.tr("订单"), "h1"))
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self.search, _SEARCH_FIRST)
        row.addLayout(self._tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(line())
        column.addWidget(self._pages, 1)
        self.bar.setObjectName("orderTabs")
        self.bar.setAccessibleName(self.tr("订单"))
        self.bar.chosen.connect(self._choose_tab)
        self.search.searched.connect(self._search)
        self.search.entered.connect(self._enter_table)
        self.search.moved.connect(self._move)
        if self.context.session.person is not None:
            self._fit_to_role()

    def _fit_to_role(self) -> None:
        """Build the tabs for who is signed in: costs and sources are not even in the tables."""
        is_owner = self.context.session.is_owner
        if self._is_made_for_owner == is_owner:
            return
        self._is_made_for_owner = is_owner
        self._drop_tabs()
        classes = {
            _SALES: SalesTab,
            _PURCHASES: PurchasesTab,
            _UNDELIVERED: UndeliveredTab,
            _UNKNOWN: UnknownTab,
            _AFTER_SALES: AfterSalesTab,
        }
        self._keys = tuple(key for key in classes if is_owner or key != _PURCHASES)
        for key in self._keys:
            tab = classes[key](self._desk)
            tab.tab_wanted.connect(self._arrive_at)
            self._tabs[key] = tab
            self._pages.addWidget(tab)
            self._tools.addWidget(tab.tools)
        if self._current not in self._keys:
            self._current = _SALES
        self._write_tabs()
        self._bring_front()

    def _drop_tabs(self) -> None:
        for tab in self._tabs.values():
            self._pages.removeWidget(tab)
            self._tools.removeWidget(tab.tools)
            for part in (tab, tab.tools):
                part.hide()
                part.deleteLater()
        self._tabs = {}

    def _write_tabs(self) -> None:
        counts = self._counts
        texts = {
            _SALES: TabText(self.tr("销售单")),
            _PURCHASES: TabText(self.tr("采购单")),
            _UNDELIVERED: TabText(self.tr("待交付"), counts.undelivered),
            _UNKNOWN: TabText(self.tr("待确认"), counts.unknown, Tone.WARN),
            _AFTER_SALES: TabText(self.tr("售后"), counts.overdue, Tone.DANGER),
        }
        blocker = QSignalBlocker(self.bar)
        self.bar.set_tabs(texts[key] for key in self._keys)
        self.bar.setCurrentIndex(self._keys.index(self._current))
        blocker.unblock()

    # Tabs ---------------------------------------------------------------------------------------

    def _tab(self) -> OrdersTab:
        return self._tabs[self._current]

    def _show_counts(self, counts: OrderCounts) -> None:
        self._counts = counts
        self.context.set_badge("orders", counts.unknown + counts.overdue)
        if self._tabs:
            self._write_tabs()

    @Slot(int)
    def _choose_tab(self, number: int) -> None:
        if 0 <= number < len(self._keys):
            self._switch(self._keys[number])
            self._tab().refresh()
            self.focus_home()

    def _switch(self, key: str) -> None:
        self._searched[self._current] = self.search.text()
        self._current = key
        self._write_tabs()
        self._bring_front()

    def _bring_front(self) -> None:
        tab = self._tab()
        self._pages.setCurrentWidget(tab)
        for other in self._tabs.values():
            other.tools.setVisible(other is tab and other.tools_row.count() > 0)
        self.search.setVisible(bool(tab.search_hint))
        self.search.setPlaceholderText(tab.search_hint)
        self.search.setAccessibleName(tab.search_hint)
        blocker = QSignalBlocker(self.search)
        self.search.setText(self._searched.get(self._current, ""))
        blocker.unblock()
        self.keys_changed.emit()

    def _next_tab(self) -> None:
        self.bar.choose_next()

    @Slot(str, object)
    def _arrive_at(self, key: str, argument: Any) -> None:
        if key not in self._keys:
            return
        self._searched[key] = ""
        self._switch(key)
        self._searched[key] = ""
        blocker = QSignalBlocker(self.search)
        self.search.setText("")
        blocker.unblock()
        self._tab().arrive(argument)
        self._tab().enter_table()

    # Search and menu ----------------------------------------------------------------------------

    @Slot(str)
    def _search(self, text: str) -> None:
        self._tab().search(text)

    @Slot(str)
    def _enter_table(self, _text: str) -> None:
        self._tab().enter_table()

    @Slot(int)
    def _move(self, step: int) -> None:
        self._tab().move_selection(step)

    def _has_search(self) -> bool:
        return bool(self._tabs) and bool(self._tab().search_hint)

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _open_menu(self) -> None:
        tab = self._tab()
        tab.loads.when_settled(tab.open_menu)

    def _go_back(self) -> None:
        """Esc clears the search, then goes home."""
        if self.search.text():
            self.search.clear()
        self.focus_home()


def _read_counts(desk: OrderDesk) -> OrderCounts:
    return OrderCounts(
        desk.delivery.undelivered_count(),
        desk.purchasing.unknown_count() + desk.hand_orders.count(),
        desk.after_sales.counts().overdue,
    )
