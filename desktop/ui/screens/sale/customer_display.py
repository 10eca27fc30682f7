"""顾客屏: a second screen that shows the customer's own order, and nothing else, ever.

It follows the counter by itself: the order as it grows, amount and code while it is paid, thanks
and change afterwards, one secret's code while the cashier shows it. While nobody is signed in, or
without an order, it shows the shop's name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.screens.sale.customer_sheet import (
    CustomerSheet,
    CustomerView,
    cart_view_of,
    thanks_of,
    welcome_of,
)

if TYPE_CHECKING:
    from desktop.domain.pricing import PricedCart
    from desktop.domain.sale import SaleSnapshot
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext

FindPlace = Callable[[QWidget], QRect | None]


def second_screen(till: QWidget) -> QRect | None:
    """Return where the first screen is that the till's window is not on; None without one."""
    own = till.window().screen()
    others = [screen for screen in QGuiApplication.screens() if screen is not own]
    return others[0].geometry() if others else None


class CustomerDisplay(QObject):
    """Keeps the second screen true.

    Args:
        context: the window.
        settings: whether the shop has a screen for customers.
        till: a widget of the till's window.
        find_place: where the second screen is.
    """

    def __init__(
        self,
        context: WindowContext,
        settings: Settings,
        till: QWidget,
        find_place: FindPlace = second_screen,
    ) -> None:
        super().__init__(till)
        self._context = context
        self._settings = settings
        self._till = till
        self._find_place = find_place
        self._view_now: Callable[[], CustomerView] = partial(welcome_of, settings.current)
        self._for_now: CustomerView | None = None
        self._sheet: CustomerSheet | None = None
        context.session.changed.connect(self.refresh)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self.refresh)
            application.screenRemoved.connect(self.refresh)

    @property
    def sheet(self) -> CustomerSheet | None:
        """What stands on the second screen now, or None."""
        is_there = self._sheet is not None and self._sheet.isVisible()
        return self._sheet if is_there else None

    @Slot(object)
    def show_view(self, view: CustomerView) -> None:
        """Show an order."""
        self._follow(partial(_same, view))

    def show_cart(self, priced: PricedCart) -> None:
        """Show an order that is still being put together."""
        self._follow(partial(cart_view_of, priced, self._settings.current))

    def show_thanks(self, sale: SaleSnapshot) -> None:
        """Show thanks, and the change."""
        self._follow(partial(thanks_of, sale))

    @Slot(object)
    def show_for_now(self, view: CustomerView) -> None:
        """Show one code until it is taken away again."""
        self._for_now = view
        self._show()

    @Slot()
    def show_again(self) -> None:
        """Show what stood there before."""
        self._for_now = None
        self._show()

    @Slot()
    def refresh(self, *_screen: object) -> None:
        """Follow the settings, the screens there are, and whether somebody is signed in."""
        if self._context.session.is_locked:
            self._for_now = None
        place = self._find_place(self._till) if self._is_wanted() else None
        if place is None:
            if self._sheet is not None:
                self._sheet.hide()
            return
        sheet = self._made_sheet()
        sheet.setGeometry(place)
        self._show()
        if not sheet.isVisible():
            till = self._till.window()
            was_active = till.isActiveWindow()
            sheet.show()
            if was_active:  # some window systems give a new window the keys whatever it asks for
                till.activateWindow()

    def _follow(self, view_now: Callable[[], CustomerView]) -> None:
        """Take what is to be seen; it is made only where there is a screen for it."""
        self._view_now = view_now
        self._show()

    def _show(self) -> None:
        if self._sheet is None:
            return
        if self._context.session.is_locked:
            self._sheet.take_view(welcome_of(self._settings.current))
        else:
            self._sheet.take_view(self._for_now or self._view_now())

    def _is_wanted(self) -> bool:
        return self._settings.current.text("display.customer") == "second"

    def _made_sheet(self) -> CustomerSheet:
        """Return the window on the second screen; it never takes the till's keys."""
        if self._sheet is None:
            self._sheet = CustomerSheet(self._till)
            self._sheet.setObjectName("customerDisplay")
            self._sheet.setWindowFlags(
                Qt.WindowType.Window
                | Qt.WindowType.FramelessWindowHint
                | Qt.WindowType.WindowDoesNotAcceptFocus
            )
            self._sheet.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        return self._sheet


def _same(view: CustomerView) -> CustomerView:
    return view
