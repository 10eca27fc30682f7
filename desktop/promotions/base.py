"""What a rule is: declared parameters, whom it excludes, and one pure function over a basket.

A rule sees only the lines it is limited to, at what they cost when its turn comes, and answers
with an offer or with nothing. It never decides what else is given: ``best`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.promotion import (
    Facts,
    NextCoupon,
    Parameter,
    ParameterKind,
    Sentence,
    Stacking,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Values = Mapping[str, Value]

LIMITS: Final = (
    Parameter("products", ParameterKind.PRODUCTS, QT_TRANSLATE_NOOP("promotions", "只限商品")),
    Parameter("categories", ParameterKind.CATEGORIES, QT_TRANSLATE_NOOP("promotions", "只限分类")),
    Parameter("tags", ParameterKind.TAGS, QT_TRANSLATE_NOOP("promotions", "只限标签")),
    Parameter("channels", ParameterKind.CHANNELS, QT_TRANSLATE_NOOP("promotions", "只限来源")),
)
"""Every rule may be limited by these."""


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A line as a rule sees it.

    Attributes:
        gross: price × quantity.
        amount: what it costs when the rule's turn comes.
        is_agreed: somebody gave a discount by hand; no rule of prices touches it.
    """

    key: int
    product_id: int
    category_id: int | None
    quantity: int
    gross: Money
    amount: Money
    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Basket:
    """Lines that a rule may count and lower."""

    lines: tuple[BasketLine, ...]

    @property
    def total(self) -> Money:
        """What the lines cost together."""
        return total_of(line.amount for line in self.lines)

    def shared(self, off: Money) -> tuple[tuple[int, Money], ...]:
        """Share an amount out over the lines, never more than they cost."""
        taken = min(max(off, ZERO), self.total)
        shares = taken.shared_by([line.amount.fen for line in self.lines])
        return tuple(
            (line.key, share) for line, share in zip(self.lines, shares, strict=True) if share
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """What a rule would do.

    Attributes:
        off: what each line would cost less, by key.
        gift_products: goods to add, by product id, with how many of each.
        guide: words that go with the order.
        bonus: money for the member's stored value.
    """

    reason: Sentence
    off: tuple[tuple[int, Money], ...] = ()
    gift_products: tuple[tuple[int, int], ...] = ()
    coupon: NextCoupon | None = None
    guide: str = ""
    bonus: Money = ZERO

    @property
    def is_empty(self) -> bool:
        """Whether nobody gets anything."""
        return not (self.off or self.gift_products or self.coupon or self.guide or self.bonus)


OfferFunction = Callable[[Values, Basket, Facts], Offer | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of promotion.

    Attributes:
        name: its word in the database.
        title: what it is called.
        parameters: what it declares beside ``LIMITS``.
        is_counted: whether it takes one of the places of an order.
        applies_by_itself: whether a cart alone tells if it applies; others wait for a code or for
            money paid in, and past orders say nothing about them.
        find_faults: what its values lack together; sentences.
    """

    name: str
    title: str
    icon: str
    stacking: Stacking
    parameters: tuple[Parameter, ...]
    offer: OfferFunction = field(hash=False)
    is_counted: bool = True
    applies_by_itself: bool = True
    find_faults: Callable[[Values], str] | None = None

    @property
    def all_parameters(self) -> tuple[Parameter, ...]:
        """What the editor shows."""
        return (*self.parameters, *LIMITS)

    def offer_for(self, values: Values, basket: Basket, facts: Facts) -> Offer | None:
        """Return what it would do for this basket; None where it does not apply."""
        if not is_meant(values, facts):
            return None
        seen = _limited(values, basket)
        if self.stacking is Stacking.PRICE:
            seen = replace(seen, lines=tuple(line for line in seen.lines if not line.is_agreed))
        if not seen.lines:
            return None
        offer = self.offer(values, seen, facts)
        return None if offer is None or offer.is_empty else offer


def money(values: Values, name: str) -> Money:
    """Return an amount; nothing where it is not set."""
    value = values.get(name)
    return value if isinstance(value, Money) else ZERO


def number(values: Values, name: str, default: int = 0) -> int:
    """Return a number, or the default where it is not set."""
    value = values.get(name)
    return value if isinstance(value, int) else default


def text(values: Values, name: str) -> str:
    """Return a text; empty where it is not set."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def several(values: Values, name: str) -> tuple[object, ...]:
    """Return a list; empty where it is not set."""
    value = values.get(name)
    return value if isinstance(value, tuple) else ()


def reduced(line: BasketLine, rate_percent: int) -> Money:
    """Return what a rate takes off a line: 90 leaves nine tenths."""
    return line.amount - line.amount.times_ratio(rate_percent, 100)


def spoken(rate_percent: int) -> int:
    """Return 9 for 90 per cent and 95 for 95, as 折 is said."""
    tens, ones = divmod(rate_percent, 10)
    return rate_percent if ones else tens


def kept(offs: Iterable[tuple[int, Money]]) -> tuple[tuple[int, Money], ...]:
    """Return what takes something off."""
    return tuple((key, off) for key, off in offs if off > ZERO)


def is_meant(values: Values, facts: Facts) -> bool:
    """Whether whoever buys, and where, is among those that a campaign is limited to."""
    tags, channels = several(values, "tags"), several(values, "channels")
    if tags and not facts.tags.intersection(tags):
        return False
    return not channels or facts.channel in channels


def _limited(values: Values, basket: Basket) -> Basket:
    products, categories = several(values, "products"), several(values, "categories")
    if not products and not categories:
        return basket
    return Basket(
        tuple(
            line
            for line in basket.lines
            if line.product_id in products or line.category_id in categories
        )
    )
