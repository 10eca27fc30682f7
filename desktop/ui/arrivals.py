"""Goods that come in after the customer was told to wait: one notice for those of a moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.formatting import orders_text
from desktop.ui.widgets.toast import ToastText

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.screen import WindowContext
    from desktop.ui.tray import Tray

_GATHER_MILLISECONDS: Final = 400
"""When the network comes back many arrive at once; they share a notice."""


class Arrivals(QObject):
    """Says that goods arrived, unless the cashier is looking at them.

    Args:
        context: the window.
        tray: tells it outside the window.
        is_in_front: whether the goods of this sale are in front of the cashier.
    """

    def __init__(
        self,
        context: WindowContext,
        tray: Tray,
        is_in_front: Callable[[int], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._tray = tray
        self._is_in_front = is_in_front
        self._gathered: list[Any] = []
        self._timer = QTimer(self, interval=_GATHER_MILLISECONDS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tell)

    @Slot(object)
    def note(self, purchase: PurchaseSnapshot) -> None:
        """Goods of a sale arrived."""
        self._gathered.append(purchase)
        self._timer.start()

    @Slot()
    def tell(self) -> None:
        """Say it, and lead to what must be told or handed over."""
        self._timer.stop()
        arrived, self._gathered = self._gathered, []
        if not arrived:
            return
        text = self._text(arrived)
        self._tray.tell(self.tr("到货了"), text)
        unseen = [one for one in arrived if not self._is_in_front(one.sale_id)]
        if not unseen or self._context.session.is_locked:
            return
        words = ToastText(
            self._text(unseen),
            self.tr("到货了"),
            "package-open",
            self.tr("告诉顾客"),
            self._context.registry.key_text("delivery.open"),
        )
        line_id = unseen[0].sale_line_id
        go = partial(self._context.go_to, "orders", ("undelivered", line_id))
        self._context.messages.toasts.show(words, go)

    def _text(self, arrived: list[PurchaseSnapshot]) -> str:
        first = arrived[0]
        if len(arrived) == 1:
            return self.tr("{title} ×{n} · {number}").format(
                title=first.product_title, n=first.quantity, number=first.sale_number
            )
        return self.tr("{title} 等 {count}").format(
            title=first.product_title, count=orders_text(len(arrived))
        )
