"""Working out what a cart costs. Pure: the same cart always gives the same figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.adjustment import DiscountKind
from desktop.domain.cart import CartLine
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.promotion import PromotionShare, Stacking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.cart import Cart
    from desktop.domain.promotion import AppliedPromotion, Gift


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A cart line with its figures; ``gross - discount - order_share = net``.

    Attributes:
        gross: price × quantity before anything is taken off.
        discount: what the line's own discount and the promotions of its price take.
        order_share: this line's part of what is taken off the order.
        promotions: what part of the two each campaign took.
        gift_of: the campaign that adds this line for nothing.
    """

    line: CartLine
    gross: Money
    discount: Money
    order_share: Money
    promotions: tuple[PromotionShare, ...] = ()
    gift_of: int | None = None

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
    """A cart with all its figures; recording a sale asks for each sum over its lines many times.

    Attributes:
        gifts: lines that promotions add: they are recorded and handed over like any other.
        applied: the promotions that hold, in the order in which they count.
    """

    cart: Cart
    lines: tuple[PricedLine, ...]
    gifts: tuple[PricedLine, ...] = ()
    applied: tuple[AppliedPromotion, ...] = ()

    @property
    def recorded_lines(self) -> tuple[PricedLine, ...]:
        """Everything that is handed over: the lines of the cart, then the gifts."""
        return self.lines + self.gifts

    @cached_property
    def gross(self) -> Money:
        """Sum before anything is taken off: 小计."""
        return total_of(line.gross for line in self.lines)

    @cached_property
    def line_discounts(self) -> Money:
        """What the lines' own discounts and the promotions of their prices take."""
        return total_of(line.discount for line in self.lines)

    @cached_property
    def order_discount(self) -> Money:
        """What the discount and the promotions of the whole order take."""
        return total_of(line.order_share for line in self.lines)

    @property
    def promoted(self) -> Money:
        """What promotions take off."""
        return total_of(one.off for one in self.applied)

    @property
    def agreed_line_discounts(self) -> Money:
        """What was taken off lines by hand."""
        return self.line_discounts - total_of(
            one.off for one in self.applied if one.stacking is Stacking.PRICE
        )

    @property
    def agreed_order_discount(self) -> Money:
        """What was taken off the order by hand."""
        return self.order_discount - total_of(
            one.off for one in self.applied if one.stacking is not Stacking.PRICE
        )

    @property
    def before_order_discount(self) -> Money:
        """What the order costs after its promotions: what a discount by hand is taken of."""
        return self.total + self.agreed_order_discount

    @property
    def saved(self) -> Money:
        """已优惠: all that was taken off; gifts are not in it."""
        return self.line_discounts + self.order_discount

    @cached_property
    def total(self) -> Money:
        """应收: due before rounding."""
        return self.gross - self.line_discounts - self.order_discount


def price_cart(cart: Cart, applied: tuple[AppliedPromotion, ...] = ()) -> PricedCart:
    """Price every line, then share the order discount out over what the lines still cost.

    Promotions come after the lines' own discounts; the discount on the whole order is worked out
    over what the lines cost after both.

    Args:
        cart: what is bought.
        applied: what promotions do, as worked out for this very cart.
    """
    singles = [_price_line(line) for line in cart.lines]
    if applied:
        singles = _promoted(singles, applied)
    gifts = tuple(_gift_lines(applied)) if applied else ()
    discount = cart.order_discount
    remaining = ZERO if discount is None else total_of(single.net for single in singles)
    if discount is None or not remaining:
        return PricedCart(cart, tuple(singles), gifts, applied)
    shares = discount.off(remaining).shared_by([single.net.fen for single in singles])
    lines = tuple(
        PricedLine(
            single.line,
            single.gross,
            single.discount,
            single.order_share + share,
            single.promotions,
        )
        for single, share in zip(singles, shares, strict=True)
    )
    return PricedCart(cart, lines, gifts, applied)


def _promoted(singles: list[PricedLine], applied: tuple[AppliedPromotion, ...]) -> list[PricedLine]:
    by_key = {single.line.key: single for single in singles}
    for promotion in applied:
        is_price = promotion.stacking is Stacking.PRICE
        field_name = "discount" if is_price else "order_share"
        for key, off in promotion.by_line:
            single = by_key[key]
            changes = {field_name: getattr(single, field_name) + off}
            share = PromotionShare(promotion.campaign_id, off, promotion.reason, is_price)
            by_key[key] = replace(single, promotions=(*single.promotions, share), **changes)
    return [by_key[single.line.key] for single in singles]


def _gift_lines(applied: tuple[AppliedPromotion, ...]) -> Iterable[PricedLine]:
    """Gifts have keys of their own below nothing, so that none is taken for a line."""
    key = 0
    for promotion in applied:
        for gift in promotion.gifts:
            key -= 1
            yield _gift_line(key, promotion.campaign_id, gift)


def _gift_line(key: int, campaign_id: int, gift: Gift) -> PricedLine:
    line = CartLine(key, gift.product, gift.quantity)
    return PricedLine(line, ZERO, ZERO, ZERO, gift_of=campaign_id)


def _price_line(line: CartLine) -> PricedLine:
    gross = _unit_price(line) * line.quantity
    discount = ZERO if line.discount is None else line.discount.off(gross, line.quantity)
    return PricedLine(line, gross, discount, ZERO)


def _unit_price(line: CartLine) -> Money:
    """A new price above the product's own is the price; one below it is a discount from it."""
    if line.discount is not None and line.discount.kind is DiscountKind.NEW_PRICE:
        return max(line.product.price, line.discount.amount)
    return line.product.price
