"""The cart: an immutable value; every change returns a new one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.adjustment import Discount
    from desktop.domain.customer import AgentTag, CustomerSnapshot
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.promotion import Coupon
    from desktop.domain.top_up import TopUpTarget

MAXIMUM_QUANTITY: Final = 9999
COUNTER_CHANNEL: Final = "counter"


@dataclass(frozen=True, slots=True)
class CartLine:
    """A product, how many, and what was agreed about it.

    Attributes:
        key: names the line within its cart while quantities and discounts change.
    """

    key: int
    product: ProductSnapshot
    quantity: int = 1
    discount: Discount | None = None
    target: TopUpTarget | None = None
    note: str = ""

    def of_product(self, product: ProductSnapshot) -> CartLine:
        """Return the line with a newer look at its product."""
        return CartLine(self.key, product, self.quantity, self.discount, self.target, self.note)


@dataclass(frozen=True, slots=True)
class Cart:
    """What a customer is about to buy.

    Attributes:
        channel: where the customer came from (``counter``, ``wechat``, ``qq_group``, …).
        outside_number: the order number of another market place, as typed.
        held_id: the held order that this was; selling it or holding it again ends that one.
        coupon: the one that the customer brought, found by its code.
        agent: the campus agent who was named at the counter.
    """

    lines: tuple[CartLine, ...] = ()
    customer: CustomerSnapshot | None = None
    order_discount: Discount | None = None
    channel: str = COUNTER_CHANNEL
    outside_number: str = ""
    note: str = ""
    held_id: int | None = field(default=None, compare=False)
    coupon: Coupon | None = None
    agent: AgentTag | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to sell."""
        return not self.lines

    @property
    def item_count(self) -> int:
        """Pieces over all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def has_discount(self) -> bool:
        """Whether anything is taken off, of a line or of the order."""
        return self.order_discount is not None or any(line.discount for line in self.lines)

    @property
    def counted_agent(self) -> AgentTag | None:
        """Whom the order counts for: the agent who was named, else who brought the member.

        What an agent buys counts for nobody else, and for themselves only where the owner allows.
        """
        buyer = self.customer
        if buyer is not None and buyer.own_agent is not None:
            return buyer.own_agent if buyer.own_agent.earns_own else None
        if self.agent is not None:
            return self.agent
        return buyer.agent if buyer is not None else None

    def line(self, key: int) -> CartLine:
        """Return the line with this key.

        Raises:
            KeyError: the line is gone.
        """
        for line in self.lines:
            if line.key == key:
                return line
        raise KeyError(key)

    def find_line_for(self, product_id: int, target: TopUpTarget | None) -> CartLine | None:
        """Return the line a further piece joins: same product, same account, no discount."""
        for line in self.lines:
            if line.product.id == product_id and line.target == target and line.discount is None:
                return line
        return None

    def find_top_up(self, product_id: int, target: TopUpTarget) -> CartLine | None:
        """Return a line that already tops this account up with this product."""
        for line in self.lines:
            is_same = line.target is not None and line.target.sameness == target.sameness
            if line.product.id == product_id and is_same:
                return line
        return None

    def quantity_of(self, product_id: int) -> int:
        """Return the pieces of a product over all its lines."""
        return sum(line.quantity for line in self.lines if line.product.id == product_id)

    def with_product(
        self, product: ProductSnapshot, quantity: int = 1, target: TopUpTarget | None = None
    ) -> Cart:
        """Add pieces, joining a line that sells the same thing to the same account."""
        existing = self.find_line_for(product.id, target)
        if existing is not None:
            return self.with_quantity(existing.key, existing.quantity + quantity)
        _refuse_odd_quantity(quantity)
        key = max((line.key for line in self.lines), default=0) + 1
        return replace(self, lines=(*self.lines, CartLine(key, product, quantity, target=target)))

    def with_quantity(self, key: int, quantity: int) -> Cart:
        """Set the pieces of a line.

        Raises:
            BusinessRuleError: code ``quantity_out_of_range``.
        """
        _refuse_odd_quantity(quantity)
        return self._with_line(replace(self.line(key), quantity=quantity))

    def with_line_discount(self, key: int, discount: Discount | None) -> Cart:
        """Set or remove the discount of a line."""
        return self._with_line(replace(self.line(key), discount=discount))

    def with_target(self, key: int, target: TopUpTarget) -> Cart:
        """Set the account a line is topped up to."""
        return self._with_line(replace(self.line(key), target=target))

    def with_line_note(self, key: int, note: str) -> Cart:
        """Set the note of a line."""
        return self._with_line(replace(self.line(key), note=note))

    def with_products_refreshed(self, products: Mapping[int, ProductSnapshot]) -> Cart:
        """Use newer price and stock, by product id; lines of other products stay as they are."""
        lines = tuple(
            line.of_product(products.get(line.product.id, line.product)) for line in self.lines
        )
        return replace(self, lines=lines)

    def without_line(self, key: int) -> Cart:
        """Remove a line."""
        return replace(self, lines=tuple(line for line in self.lines if line.key != key))

    def with_order_discount(self, discount: Discount | None) -> Cart:
        """Set or remove the discount on the whole order."""
        return replace(self, order_discount=discount)

    def with_customer(self, customer: CustomerSnapshot | None) -> Cart:
        """Set the customer, or None for a walk-in."""
        return replace(self, customer=customer)

    def with_coupon(self, coupon: Coupon | None) -> Cart:
        """Set the coupon the customer brought, or take it away."""
        return replace(self, coupon=coupon)

    def with_agent(self, agent: AgentTag | None) -> Cart:
        """Name the campus agent who brought the order, or take the name away."""
        return replace(self, agent=agent)

    def emptied(self) -> Cart:
        """Begin anew for whoever comes from the same place; what was held stays named."""
        return Cart(channel=self.channel, held_id=self.held_id)

    def with_channel(self, channel: str, outside_number: str = "") -> Cart:
        """Set where the order came from."""
        return replace(self, channel=channel, outside_number=outside_number)

    def _with_line(self, changed: CartLine) -> Cart:
        lines = tuple(changed if line.key == changed.key else line for line in self.lines)
        return replace(self, lines=lines)


def _refuse_odd_quantity(quantity: int) -> None:
    if not 1 <= quantity <= MAXIMUM_QUANTITY:
        raise BusinessRuleError(
            "quantity_out_of_range",
            QT_TRANSLATE_NOOP("errors", "数量要在 1 到 {maximum} 之间"),
            maximum=MAXIMUM_QUANTITY,
        )
