"""Working out what a cart costs. Pure: the same cart always gives the same figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.adjustment import DiscountKind
from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from desktop.domain.cart import Cart, CartLine


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A cart line with its figures; ``gross - discount - order_share = net``.

    Attributes:
        gross: price × quantity before anything is taken off.
        discount: what the line's own discount takes.
        order_share: this line's part of the order discount.
    """

    line: CartLine
    gross: Money
    discount: Money
    order_share: Money

    @property
    def net(self) -> Money:
        """What the customer pays for the line before rounding."""
        return Money(self.gross.fen - self.discount.fen - self.order_share.fen)

    @property
    def amount(self) -> Money:
        """What the cart shows beside the line: after its own discount only."""
        return self.gross - self.discount

    @property
    def cost(self) -> Money | None:
        """Cost of all pieces; None when it is not known."""
        return (
            None if self.line.product.cost is None else self.line.product.cost * self.line.quantity
        )


@dataclass(frozen=True)
class PricedCart:
    """A cart with all its figures worked out, each sum once: recording a sale asks for ten."""

    cart: Cart
    lines: tuple[PricedLine, ...]

    @cached_property
    def gross(self) -> Money:
        """Sum before anything is taken off: 小计."""
        return total_of(line.gross for line in self.lines)

    @cached_property
    def line_discounts(self) -> Money:
        """What the lines' own discounts take."""
        return total_of(line.discount for line in self.lines)

    @cached_property
    def order_discount(self) -> Money:
        """What the discount on the whole order takes."""
        return total_of(line.order_share for line in self.lines)

    @cached_property
    def saved(self) -> Money:
        """已优惠: line discounts and order discount."""
        return self.line_discounts + self.order_discount

    @cached_property
    def total(self) -> Money:
        """应收: due before rounding."""
        return total_of(line.net for line in self.lines)


def price_cart(cart: Cart) -> PricedCart:
    """Price every line, then share the order discount out over what the lines still cost.

    The discount on the whole order is worked out over the sum of the lines after their own
    discounts.
    """
    singles = [_price_line(line) for line in cart.lines]
    remaining = total_of(single.amount for single in singles)
    if cart.order_discount is None or not remaining:
        return PricedCart(cart, tuple(singles))
    shares = cart.order_discount.off(remaining).shared_by([single.amount.fen for single in singles])
    lines = tuple(
        PricedLine(single.line, single.gross, single.discount, share)
        for single, share in zip(singles, shares, strict=True)
    )
    return PricedCart(cart, lines)


def _price_line(line: CartLine) -> PricedLine:
    gross = _unit_price(line) * line.quantity
    discount = ZERO if line.discount is None else line.discount.off(gross, line.quantity)
    return PricedLine(line, gross, discount, ZERO)


def _unit_price(line: CartLine) -> Money:
    """A new price above the product's own is the price; one below it is a discount from it."""
    if line.discount is not None and line.discount.kind is DiscountKind.NEW_PRICE:
        return max(line.product.price, line.discount.amount)
    return line.product.price
