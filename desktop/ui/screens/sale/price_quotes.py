"""Asking sources for today's price of what is bought now, while the cashier goes on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.ui.background import Lane
from desktop.ui.sale_texts import is_bought_now

if TYPE_CHECKING:
    from desktop.domain.cart import Cart
    from desktop.services.purchase_prices import PriceQuote
    from desktop.services.purchasing import Purchasing
    from desktop.ui.operations import Operations

QuoteKey = tuple[int, int]


class PriceQuotes(QObject):
    """Asks once per product and quantity of the open cart.

    Signals:
        settled: one question was answered, or will not be.
    """

    settled = Signal()
    _broke = Signal(object)

    def __init__(self, purchasing: Purchasing, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._purchasing = purchasing
        self._operations = operations
        self._answers: dict[QuoteKey, PriceQuote | None] = {}
        self._asked: set[QuoteKey] = set()
        self._broke.connect(self._give_up, Qt.ConnectionType.QueuedConnection)

    def ask_for(self, cart: Cart, *, again: bool = False) -> None:
        """Ask for every line that would be bought now and was not asked for yet.

        Args:
            cart: the open cart.
            again: ask for answered ones too: prices move while people talk.
        """
        for key in _bought_keys(cart):
            if key in self._asked or (key in self._answers and not again):
                continue
            self._asked.add(key)
            self._operations.run_query(
                self,
                partial(self._ask, key),
                partial(self._keep, key),
                refused=partial(self._refuse, key),
                lane=Lane.NETWORK,
            )

    def is_missing(self, cart: Cart) -> bool:
        """Whether a price of the cart is still on its way for the first time."""
        return any(key not in self._answers for key in _bought_keys(cart))

    def forget(self) -> None:
        """The next customer: nothing asked so far counts."""
        self._answers.clear()

    def _ask(self, key: QuoteKey) -> PriceQuote:
        try:
            return self._purchasing.quote(*key)
        except BaseException:
            if shiboken6.isValid(self):
                self._broke.emit(key)
            raise

    def _keep(self, key: QuoteKey, quote: PriceQuote) -> None:
        self._asked.discard(key)
        self._answers[key] = quote
        self.settled.emit()

    def _refuse(self, key: QuoteKey, _error: object) -> None:
        """Nobody could say: the sale goes on with the price known from before."""
        self._give_up(key)

    @Slot(object)
    def _give_up(self, key: QuoteKey) -> None:
        self._asked.discard(key)
        self._answers.setdefault(key, None)
        self.settled.emit()


def _bought_keys(cart: Cart) -> list[QuoteKey]:
    return [
        (line.product.id, line.quantity)
        for line in cart.lines
        if is_bought_now(line.product, line.quantity)
    ]
