"""收银: search, goods, cart. Search is home: the caret comes back to it after every act."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.cart import MAXIMUM_QUANTITY, Cart
from desktop.domain.customer import AgentTag
from desktop.domain.money import ZERO
from desktop.domain.tender import TenderMethod
from desktop.ui.screens.sale.agent_acts import AgentActs
from desktop.ui.screens.sale.cart_panel import CartPanel
from desktop.ui.screens.sale.coupon_acts import CouponActs
from desktop.ui.screens.sale.line_acts import LineActs
from desktop.ui.screens.sale.open_shift_panel import OpenShiftPanel
from desktop.ui.screens.sale.product_shelf import ProductShelf
from desktop.ui.screens.sale.search_results import SearchResults
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.stray_payment_code import refuse_payment_code
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, Segmented, make_button
from desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from desktop.domain.product import ProductSnapshot
    from desktop.services.checkout import Checkout
    from desktop.services.goods_on_sale import GoodsOnSale
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.cart_desk import CartDesk
    from desktop.ui.screens.sale.price_quotes import PriceQuotes
    from desktop.ui.screens.sale.typing_gate import TypingGate

_PREFIXED: Final = re.compile(r"\s*(\d{1,4})\s*[*×＊](.*)", re.DOTALL)
_SEARCHED_ROWS: Final = 7


@dataclass(frozen=True, slots=True)
class TypedSearch:
    """What stands in the search line: ``3*yj`` is three pieces of what ``yj`` finds."""

    quantity: int
    text: str

    @classmethod
    def of(cls, typed: str) -> TypedSearch:
        """Read it; a quantity of zero or too many counts as text.

        >>> TypedSearch.of("3*yj"), TypedSearch.of("yj")
        (TypedSearch(quantity=3, text='yj'), TypedSearch(quantity=1, text='yj'))
        """
        match = _PREFIXED.fullmatch(typed)
        if match is None or not 1 <= int(match[1]) <= MAXIMUM_QUANTITY:
            return cls(1, typed.strip())
        return cls(int(match[1]), match[2].strip())


class SalePage(QWidget):
    """The counter's first page.

    Signals:
        pay_wanted: F9, or F10; then ``first_tender`` is points.
        repeat_wanted: 重复上一单.
        undelivered_wanted: Ctrl+J.
        shift_wanted: the amount to open a shift with.
        chain_wanted: 接龙.
    """

    pay_wanted = Signal()
    repeat_wanted = Signal()
    undelivered_wanted = Signal()
    shift_wanted = Signal(object)
    chain_wanted = Signal()

    def __init__(
        self,
        context: WindowContext,
        goods: GoodsOnSale,
        checkout: Checkout,
        settings: Settings,
        gate: TypingGate,
        desk: CartDesk,
        acts: LineActs,
        quotes: PriceQuotes,
    ) -> None:
        super().__init__()
        self.context = context
        self._goods = goods
        self._checkout = checkout
        self._settings = settings
        self._gate = gate
        self._desk = desk
        self._acts = acts
        self._coupons = CouponActs(context, checkout, desk, self)
        self._agents = AgentActs(context, checkout, desk, self)
        self._quotes = quotes
        self._asked = 0
        self._answered = 0
        self._waiting_moves: list[int] = []
        self._has_shift = False
        self._is_offline = False
        self.search = SearchBox(
            self.tr("搜索商品、拼音首字母，或直接扫码"), context.registry.key_text("page.search")
        )
        self.view_choice = Segmented((self.tr("网格"), self.tr("列表")), ("layout-grid", "list"))
        self.chain = make_button(
            DEFAULT,
            self.tr("接龙"),
            context.registry.key_text("sale.chain"),
            "list",
            name="openChain",
        )
        self.shelf = ProductShelf(goods, context.operations)
        self.shift_panel = OpenShiftPanel()
        self.cart = CartPanel(context.registry)
        self.first_tender: TenderMethod | None = None
        self._build()
        self.results = SearchResults(self)
        self._connect()
        self._show_cart()

    # Showing --------------------------------------------------------------------------------

    @property
    def has_shift(self) -> bool:
        """Whether goods are shown; without a shift 开班 stands in their place."""
        return self._has_shift

    def show_shift(self, *, has_shift: bool) -> None:
        """Show goods, or 开班 in their place."""
        self._has_shift = has_shift
        self._middle.setCurrentIndex(0 if has_shift else 1)
        self.search.setEnabled(has_shift)
        self.view_choice.setEnabled(has_shift)
        self.chain.setEnabled(has_shift)

    def show_offline(self, *, is_offline: bool) -> None:
        """Mark what can only be promised now, or no longer."""
        if is_offline == self._is_offline:
            return
        self._is_offline = is_offline
        self.shelf.show_offline(is_offline=is_offline)
        self.results.show_offline(is_offline=is_offline)
        self._show_cart()

    def show_chains(self, count: int) -> None:
        """Say how many chains have lines left: they keep goods that are not for sale here."""
        self.chain.setText(self.tr("接龙 {n}").format(n=count) if count else self.tr("接龙"))

    def focus_home(self) -> None:
        """Put the caret into the search line, or into the float."""
        if self._has_shift:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.shift_panel.focus_amount()

    def page_keys(self) -> PageKeys:
        """Return the acts of the page."""
        if not self._has_shift:
            return PageKeys("sale", (Action("delivery.open", self._want_undelivered),))
        return PageKeys("sale", self._actions(), self._accept_scan)

    def add_code(self, code: str) -> None:
        """Add what a code or barcode means, as if it had been scanned."""
        self._look_up(TypedSearch.of(code), is_scan=True)

    def has_something(self) -> bool:
        """Whether closing the window would lose an order."""
        return not self._desk.cart.is_empty

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cart to the window's class."""
        super().resizeEvent(event)
        self.cart.fit(self.window().width())
        self._place_results()

    def changeEvent(self, event: QEvent) -> None:
        """The margin is never left on the screen when another window comes in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._hide_margin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the margin as soon as its key is let go."""
        is_release = event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent)
        if is_release and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            self._hide_margin()
        return False

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 10)
        top.setSpacing(14)
        self.search.setMaximumWidth(theme().px(720))
        self.search.setEnabled(False)  # until a shift is known to be open
        top.addWidget(self.search, 1000)
        top.addStretch(1)
        top.addWidget(self.chain)
        top.addWidget(self.view_choice)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.shelf)
        self._middle.addWidget(self.shift_panel)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addWidget(self._middle, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.cart)

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.entered.connect(self._enter)
        self.search.moved.connect(self._move)
        self.results.picked.connect(self._pick)
        self.shelf.picked.connect(self._pick)
        self.shelf.go_wanted.connect(self._go)
        self.view_choice.chosen.connect(self._choose_view)
        self.chain.clicked.connect(self._want_chain)
        self.shift_panel.opened.connect(self.shift_wanted)
        self.cart.wanted.connect(self._want)
        self.cart.line_chosen.connect(self._choose_line)
        self.cart.quantity_changed.connect(self._acts.set_quantity)
        self.cart.discount_wanted.connect(self._acts.ask_line_discount)
        self.cart.deletion_wanted.connect(self._acts.delete_line)
        self._desk.changed.connect(self._show_cart)
        self._acts.finished.connect(self._finish_act)
        self._coupons.finished.connect(self._finish_act)
        self._agents.finished.connect(self._finish_act)
        self._acts.question_over.connect(self.search.selectAll)

    @Slot()
    def _show_cart(self) -> None:
        self.cart.show_cart(
            self._desk.priced, self._desk.selected, self.points(), is_offline=self._is_offline
        )
        self.cart.agent.show_cart(self._desk.cart, is_enabled=self._has_agents())
        self.cart.points.show_cart(self._desk.priced, self._settings.current)
        self.shelf.set_cart(self._desk.cart)
        self._quotes.ask_for(self._desk.cart)

    @Slot()
    def _want_chain(self) -> None:
        self.chain_wanted.emit()

    def points(self) -> int:
        """Return what a member would earn with the open order."""
        if self._desk.cart.customer is None:
            return 0
        from desktop.services.points_earning import points_earned

        return points_earned(self._desk.priced, ZERO, (), self._settings.current)

    @Slot()
    def _finish_act(self) -> None:
        """An act changed the cart: the caret goes home, the drop-down closes."""
        self.search.clear()
        self.results.close_list()
        if self.isVisible():
            self.focus_home()

    # Search ---------------------------------------------------------------------------------

    @Slot(str)
    def _search(self, typed: str) -> None:
        wanted = TypedSearch.of(typed).text
        self._asked += 1
        if not wanted:
            self._answered = self._asked
            self.results.close_list()
            return
        self.context.operations.run_query(
            self,
            partial(self._goods.find_products, wanted, _SEARCHED_ROWS),
            partial(self._show_found, self._asked, wanted),
        )

    def _show_found(self, number: int, wanted: str, found: tuple[ProductSnapshot, ...]) -> None:
        if number <= self._answered:
            return
        self._answered = number
        self._place_results()
        self.results.show_found(found, wanted)
        if self._waiting_moves and number == self._asked:
            moves, self._waiting_moves = self._waiting_moves, []
            for step in moves:
                self.results.move_selection(step)
            self._gate.end()

    def _place_results(self) -> None:
        corner = self.search.mapTo(self, QPoint(0, self.search.height() + 4))
        self.results.move(corner)

    @Slot(int)
    def _move(self, step: int) -> None:
        """Move in the list; before the list is there, what is typed waits for it."""
        if self._asked == self._answered:
            self.results.move_selection(step)
            return
        if not self._waiting_moves:
            self._gate.begin()
        self._waiting_moves.append(step)

    @Slot(str)
    def _enter(self, typed: str) -> None:
        chosen = self.results.find_chosen()
        wanted = TypedSearch.of(typed)
        if chosen is not None:
            self._add(chosen, wanted.quantity)
        elif wanted.text:
            self._look_up(wanted, is_scan=False)

    def _accept_scan(self, burst: str) -> bool:
        wanted = TypedSearch.of(burst)
        if wanted.quantity == 1:
            before = TypedSearch.of(self.search.text())
            wanted = TypedSearch(before.quantity if not before.text else 1, wanted.text)
        if not wanted.text:
            return False
        self._look_up(wanted, is_scan=True)
        return True

    def _look_up(self, wanted: TypedSearch, *, is_scan: bool) -> None:
        self._gate.run_query(
            partial(self._find, wanted.text), partial(self._take_found, wanted, is_scan)
        )

    def _find(self, text: str) -> ProductSnapshot | AgentTag | None:
        """Look it up; what prices it is loaded meanwhile, off the window's thread."""
        self._checkout.price(Cart())
        exact = self._goods.find_exact(text) or self._checkout.find_agent(text)
        if exact is not None:
            return exact
        return next(iter(self._goods.find_products(text, 1)), None)

    def _take_found(
        self, wanted: TypedSearch, is_scan: bool, found: ProductSnapshot | AgentTag | None
    ) -> None:
        if found is None:
            if is_scan and refuse_payment_code(self.context.messages, wanted.text):
                return
            self._tell_unknown(wanted.text, is_scan=is_scan)
        elif isinstance(found, AgentTag):
            self._agents.take(found)
        else:
            self._add(found, wanted.quantity)

    def _has_agents(self) -> bool:
        return self._settings.current.flag("agents.enabled")

    def _tell_unknown(self, text: str, *, is_scan: bool) -> None:
        if self._settings.current.flag("appearance.sounds"):
            QApplication.beep()
        if not is_scan:
            self.search.selectAll()
        words = self.tr("没有这个条码") if is_scan else self.tr("没有“{text}”").format(text=text)
        self.context.messages.show_toast(
            text if is_scan else self.tr("换个首字母，或看看停售的商品"),
            strong=words,
            icon="search-x",
            action=self.tr("新建"),
            act=partial(self.context.go_to, "stock", ("search", text)),
        )

    @Slot(object)
    def _pick(self, product: ProductSnapshot) -> None:
        self._add(product, TypedSearch.of(self.search.text()).quantity)

    def _add(self, product: ProductSnapshot, quantity: int) -> None:
        """Add what was meant; a question about it never stands over an open drop-down."""
        if not self._waiting_moves:
            self._answered = self._asked
            self.results.close_list()
        self._acts.add(product, quantity)

    # Acts -----------------------------------------------------------------------------------

    def _actions(self) -> tuple[Action, ...]:
        has_line, has_cart = self._has_line, self._has_cart
        up, down = partial(self._move_line, -1), partial(self._move_line, 1)
        return (
            Action("sale.pay", self._pay, has_cart, icon="banknote"),
            Action("sale.points", self._pay_with_points, self._has_member, icon="coins"),
            Action("sale.customer", self._acts.ask_customer, icon="users"),
            Action("sale.quantity", self._acts.ask_quantity, has_line),
            Action("sale.line_discount", self._acts.ask_line_discount, has_line, icon="percent"),
            Action("sale.order_discount", self._acts.ask_order_discount, has_cart, icon="percent"),
            Action("sale.coupon", self._coupons.ask, has_cart, icon="ticket-percent"),
            Action("sale.agent", self._agents.ask, self._has_agents, icon="school"),
            Action("sale.hold", self._acts.ask_hold, has_cart, icon="archive"),
            Action("sale.recall", self._acts.ask_recall, icon="archive-restore"),
            Action("sale.clear", self._acts.clear, has_cart, icon="trash-2"),
            Action("sale.delete_line", self._acts.delete_line, has_line, icon="trash-2"),
            Action("sale.more", partial(self._acts.change_quantity, 1), has_line, is_listed=False),
            Action("sale.less", partial(self._acts.change_quantity, -1), has_line, is_listed=False),
            Action("sale.line_up", up, is_listed=False),
            Action("sale.line_down", down, is_listed=False),
            Action("sale.view", self._switch_view, icon="list"),
            Action("sale.category_up", partial(self.shelf.move_category, -1), is_listed=False),
            Action("sale.category_down", partial(self.shelf.move_category, 1), is_listed=False),
            Action("sale.margin", self._show_margin, self._may_see_margin, is_listed=False),
            Action("sale.channel", self._acts.ask_channel, text=self.tr("订单来源"), icon="store"),
            Action("sale.line_note", self._acts.ask_line_note, has_line, self.tr("给这一行写备注")),
            Action("sale.repeat", self.repeat_wanted.emit, text=self.tr("重复上一单")),
            Action(
                "sale.chain", self.chain_wanted.emit, text=self.tr("接龙，成批出货"), icon="list"
            ),
            Action("undo.last", self._undo, self._desk.can_undo, icon="undo-2"),
            Action("delivery.open", self._want_undelivered, icon="package-open"),
            Action("page.search", self._focus_search, is_listed=False),
            Action("page.back", self._escape, is_listed=False),
        )

    def _has_cart(self) -> bool:
        return not self._desk.cart.is_empty

    def _has_member(self) -> bool:
        return self._has_cart() and self._desk.cart.customer is not None

    def _pay(self) -> None:
        self.first_tender = None
        self.pay_wanted.emit()

    def _pay_with_points(self) -> None:
        self.first_tender = TenderMethod.POINTS
        self.pay_wanted.emit()

    def _has_line(self) -> bool:
        return self._desk.find_selected_line() is not None

    def _may_see_margin(self) -> bool:
        return self.context.session.is_owner and self._has_cart()

    def _move_line(self, step: int) -> None:
        self._desk.move_selection(step)

    @Slot(object)
    def _choose_line(self, key: int | None) -> None:
        if key is not None:
            self._desk.select(key)

    @Slot(str)
    def _want(self, act: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "pay": self._pay,
            "points": self._pay_with_points,
            "repeat": self.repeat_wanted.emit,
            "hold": self._acts.ask_hold,
            "recall": self._acts.ask_recall,
            "order_discount": self._acts.ask_order_discount,
            "remove_order_discount": self._acts.remove_order_discount,
            "remove_coupon": self._coupons.remove,
            "remove_agent": self._agents.remove,
            "clear": self._acts.clear,
            "customer": self._acts.ask_customer,
            "remove_customer": partial(self._acts.take_customer, None),
            "channel": self._acts.ask_channel,
        }
        acts[act]()

    @Slot(int)
    def _choose_view(self, index: int) -> None:
        self.shelf.show_list(is_list=index == 1)

    @Slot()
    def _switch_view(self) -> None:
        self.view_choice.choose_next()

    @Slot(str)
    def _go(self, page: str) -> None:
        self.context.go_to(page)

    def _want_undelivered(self) -> None:
        self.undelivered_wanted.emit()

    def _focus_search(self) -> None:
        self.focus_home()
        self.search.selectAll()

    def _escape(self) -> None:
        """From anywhere back to search; in search, clear it."""
        if self.search.hasFocus() or self.results.isVisible():
            self.search.clear()
            self.results.close_list()
        QGuiApplication.inputMethod().reset()
        self.focus_home()

    def _undo(self) -> None:
        self._desk.undo()
        self._finish_act()

    def _show_margin(self) -> None:
        """Show the margin while the key is held; never by default, never for staff."""
        verdict = self._checkout.judge(self._desk.priced, ZERO, ())
        self.cart.show_margin(verdict.margin)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _hide_margin(self) -> None:
        self.cart.show_margin(None)
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
