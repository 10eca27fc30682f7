"""The open cart of the counter: every change can be undone, and everybody who shows it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop.domain.cart import Cart, CartLine
from desktop.domain.pricing import price_cart

if TYPE_CHECKING:
    from desktop.domain.adjustment import Discount
    from desktop.domain.compliance import Answer
    from desktop.domain.customer import AgentTag, CustomerSnapshot
    from desktop.domain.pricing import PricedCart
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.promotion import Coupon
    from desktop.domain.sale import Approval
    from desktop.domain.top_up import TopUpTarget

MAXIMUM_UNDO: Final = 100


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order on its way to another desk, with what was agreed for it."""

    cart: Cart
    selected: int | None
    approval: Approval | None
    answers: tuple[Answer, ...]


class CartDesk(QObject):
    """Keeps the cart, the selected line and the way back.

    Args:
        price: prices a cart; pure, called at every change.

    Signals:
        changed: the cart or the selection is another one.
    """

    changed = Signal()

    def __init__(self, price: Callable[[Cart], PricedCart], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._price = price
        self._cart = Cart()
        self._priced = price_cart(self._cart)  # nothing is no campaign's business
        self._selected: int | None = None
        self._undo: list[tuple[Cart, int | None]] = []
        self.approval: Approval | None = None
        self.answers: tuple[Answer, ...] = ()

    @property
    def cart(self) -> Cart:
        """The cart as it is now."""
        return self._cart

    @property
    def priced(self) -> PricedCart:
        """The cart with its figures."""
        return self._priced

    @property
    def selected(self) -> int | None:
        """The key of the selected line, None while the cart is empty."""
        return self._selected

    def find_selected_line(self) -> CartLine | None:
        """Return the selected line."""
        return next((line for line in self._cart.lines if line.key == self._selected), None)

    def select(self, key: int | None) -> None:
        """Select another line."""
        if key != self._selected:
            self._selected = key
            self.changed.emit()

    def add(
        self, product: ProductSnapshot, quantity: int, target: TopUpTarget | None = None
    ) -> None:
        """Add pieces; the line they joined becomes the selected one.

        Raises:
            BusinessRuleError: the quantity is out of range.
        """
        changed = self._cart.with_product(product, quantity, target)
        joined = changed.find_line_for(product.id, target)
        self._take(changed, joined.key if joined else self._selected)

    def set_quantity(self, key: int, quantity: int) -> None:
        """Set a line's pieces; raises as ``Cart.with_quantity``."""
        self._take(self._cart.with_quantity(key, quantity), key)

    def set_line_discount(self, key: int, discount: Discount | None) -> None:
        """Set or take away a line's discount."""
        self._take(self._cart.with_line_discount(key, discount), key)

    def set_order_discount(self, discount: Discount | None) -> None:
        """Set or take away the discount on the whole order."""
        self._take(self._cart.with_order_discount(discount), self._selected)

    def set_target(self, key: int, target: TopUpTarget) -> None:
        """Set the account a line is topped up to."""
        self._take(self._cart.with_target(key, target), key)

    def set_line_note(self, key: int, note: str) -> None:
        """Set a line's note."""
        self._take(self._cart.with_line_note(key, note), key)

    def set_customer(self, customer: CustomerSnapshot | None) -> None:
        """Set the customer."""
        self._take(self._cart.with_customer(customer), self._selected)

    def set_coupon(self, coupon: Coupon | None) -> None:
        """Set the coupon the customer brought, or take it away."""
        self._take(self._cart.with_coupon(coupon), self._selected)

    def set_agent(self, agent: AgentTag | None) -> None:
        """Name the campus agent who brought the order, or take the name away."""
        self._take(self._cart.with_agent(agent), self._selected)

    def set_channel(self, channel: str, outside_number: str) -> None:
        """Set where the order came from."""
        self._take(self._cart.with_channel(channel, outside_number), self._selected)

    def remove(self, key: int) -> None:
        """Remove a line; the next one, else the previous one becomes selected."""
        keys = [line.key for line in self._cart.lines]
        at = keys.index(key)
        rest = keys[:at] + keys[at + 1 :]
        self._take(self._cart.without_line(key), rest[min(at, len(rest) - 1)] if rest else None)

    def replace(self, cart: Cart) -> None:
        """Put another cart on the desk: cleared, recalled, repeated; can be undone."""
        self._take(cart, cart.lines[-1].key if cart.lines else None)

    def carry_over(self) -> OpenOrder:
        """Return the order for another desk."""
        return OpenOrder(self._cart, self._selected, self.approval, self.answers)

    def take_over(self, order: OpenOrder) -> None:
        """Go on with the order of another desk; the way back is not carried."""
        self._cart, self._selected = order.cart, order.selected
        self._show()
        self.approval, self.answers = order.approval, order.answers

    def refresh(self, cart: Cart) -> None:
        """Take the same cart with today's prices and stock; nothing to undo."""
        self._cart = cart
        self._show()

    def start_anew(self, channel: str, outside_number: str = "") -> None:
        """Begin with the next customer; there is no way back to the one before."""
        self._undo.clear()
        self.approval = None
        self.answers = ()
        self._cart = Cart(channel=channel, outside_number=outside_number)
        self._selected = None
        self._show()

    def undo(self) -> bool:
        """Go back one change; False when there is none."""
        if not self._undo:
            return False
        self._cart, self._selected = self._undo.pop()
        self.answers = ()
        self._show()
        return True

    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    def move_selection(self, step: int) -> None:
        """Select the line above or below."""
        keys = [line.key for line in self._cart.lines]
        if not keys:
            return
        at = keys.index(self._selected) + step if self._selected in keys else 0
        self.select(keys[min(max(at, 0), len(keys) - 1)])

    def _take(self, cart: Cart, selected: int | None) -> None:
        self._undo = [*self._undo, (self._cart, self._selected)][-MAXIMUM_UNDO:]
        self._cart, self._selected = cart, selected
        self.answers = ()
        self._show()

    def _show(self) -> None:
        if self._cart.is_empty:
            self.approval = None
        self._priced = self._price(self._cart)
        self.changed.emit()
