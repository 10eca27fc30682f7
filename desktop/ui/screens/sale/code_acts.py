"""What a code names for an order: asked for by key, looked up, put into the cart or taken away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.services.checkout import Checkout
    from desktop.ui.dialogs.code_dialog import CodeSheet
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.cart_desk import CartDesk


class CodeActs(QObject):
    """One kind of code; what it is called, finds and changes is its own.

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
        sheet = self._make_sheet()
        sheet.decided.connect(partial(self._look_for, sheet))
        self._context.messages.open_sheet(sheet)

    @Slot()
    def remove(self) -> None:
        """Take away what was named."""
        self._put(None)
        self.finished.emit()

    def take(self, found: Any) -> None:
        """Give the order what a code stands for."""
        self._put(found)
        self.finished.emit()

    def _make_sheet(self) -> CodeSheet:
        """Return the sheet that asks."""
        raise NotImplementedError

    def _find(self, code: str) -> Any:
        """Return what a code stands for, off the window's thread; a refusal says why not."""
        raise NotImplementedError

    def _put(self, found: Any) -> None:
        """Put it into the cart, or nothing."""
        raise NotImplementedError

    @Slot(str)
    def _look_for(self, sheet: CodeSheet, code: str) -> None:
        self._context.operations.run_query(
            self,
            partial(self._find, code),
            partial(self._close, sheet),
            refused=partial(_tell, sheet),
        )

    def _close(self, sheet: CodeSheet, found: Any) -> None:
        if shiboken6.isValid(sheet):
            sheet.close_sheet()
            self.take(found)


def _tell(sheet: CodeSheet, error: KataiError) -> None:
    if shiboken6.isValid(sheet):
        sheet.show_refusal(error)
