"""The coupon a customer brought: asked for by key, looked up, put into the cart or taken away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.domain.promotion import Coupon
    from desktop.services.checkout import Checkout
    from desktop.ui.dialogs.coupon_dialog import CouponSheet
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.cart_desk import CartDesk


class CouponActs(QObject):
    """What the counter does with a coupon.

    Signals:
        finished: the caret goes back to the search.
    """

    finished = Signal()

    def __init__(
        self, context: WindowContext, checkout: Checkout, desk: CartDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._checkout = checkout
        self._desk = desk

    @Slot()
    def ask(self) -> None:
        """Ask for the code."""
        from desktop.ui.dialogs.coupon_dialog import CouponSheet

        sheet = CouponSheet()
        sheet.decided.connect(partial(self._look_for, sheet))
        self._context.messages.open_sheet(sheet)

    @Slot()
    def remove(self) -> None:
        """Take the coupon away; it can be used another time."""
        self._desk.set_coupon(None)
        self.finished.emit()

    @Slot(str)
    def _look_for(self, sheet: CouponSheet, code: str) -> None:
        self._context.operations.run_query(
            self,
            partial(self._checkout.find_coupon, code),
            partial(self._take, sheet),
            refused=partial(_tell, sheet),
        )

    def _take(self, sheet: CouponSheet, coupon: Coupon) -> None:
        if not shiboken6.isValid(sheet):
            return
        sheet.close_sheet()
        self._desk.set_coupon(coupon)
        self.finished.emit()


def _tell(sheet: CouponSheet, error: KataiError) -> None:
    if shiboken6.isValid(sheet):
        sheet.show_refusal(error)
