"""Promotions as the rest of the shop knows them: what a campaign is, what it took off, and why.

Belongs here: values that a cart, a receipt and a form show.
Does not belong here: the rules themselves, and which of them are best together (``promotions``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import ZERO, Money, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from desktop.domain.product import ProductSnapshot

MAXIMUM_STACKED: Final = 3
"""So many campaigns at most meet in one order; prices of members are not counted."""

Value = Money | int | str | tuple[int, ...] | tuple[str, ...] | tuple[tuple[int, Money], ...]


class Stacking(StrEnum):
    """Who excludes whom: the best price of each line, one of the order, one coupon, any gifts."""

    PRICE = "price"
    ORDER = "order"
    COUPON = "coupon"
    GIFT = "gift"


class ParameterKind(StrEnum):
    """What kind of value a parameter takes, and so what field the editor shows."""

    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    HOUR = "hour"
    PRODUCTS = "products"
    CATEGORIES = "categories"
    TAGS = "tags"
    CHANNELS = "channels"
    TIERS = "tiers"
    PRICES = "prices"
    TEXT = "text"


class CampaignState(StrEnum):
    """Where a campaign stands; time and budget end a running one without another word."""

    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"


class UseKind(StrEnum):
    """What a campaign did to a recorded line.

    ``PROMISE`` is a coupon given away; what it takes off later is ``REDEEMED`` and stands in no
    budget a second time. ``BONUS`` went into the member's stored value.
    """

    PRICE = "price"
    ORDER = "order"
    GIFT = "gift"
    PROMISE = "promise"
    BONUS = "bonus"
    REDEEMED = "redeemed"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with values, to be said in the language of the person; ``str`` is the Chinese form."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, template: str, **values: object) -> Sentence:
        """Return a sentence with its values."""
        return cls(template, tuple(values.items()))

    def __str__(self) -> str:
        return self.template.format(**dict(self.values)) if self.values else self.template


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a rule declares; the editor draws itself from these.

    Attributes:
        label: what the field is called.
        minimum, maximum: bounds; of money in fen, of texts and lists in length.
        is_required: whether a campaign may not start without it.
    """

    name: str
    kind: ParameterKind
    label: str
    minimum: int = 0
    maximum: int = 10**9
    default: Value | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon that was found by its code and may be used once.

    Attributes:
        campaign_id: who pays for it.
        is_promise: a gift of an earlier order, paid for by that one's campaign.
    """

    id: int
    code: str
    campaign_id: int
    title: str
    off: Money
    threshold: Money = ZERO
    expires_at: datetime | None = None
    is_promise: bool = False


@dataclass(frozen=True, slots=True)
class Campaign:
    """A rule with its values that counts now.

    Attributes:
        rule: the rule's name.
        budget_left: what it may still give; None without a budget.
    """

    id: int
    rule: str
    title: str
    values: Mapping[str, Value] = field(hash=False)
    budget_left: Money | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may know beside the cart.

    Attributes:
        hour: the hour at the counter.
        barred: campaigns that this person has used as often as they may.
        keeps_stored: whether a gift of money can go into stored value: there is a member, and it
            is on.
    """

    hour: int = 12
    is_first_order: bool = False
    tier_id: int | None = None
    tags: frozenset[str] = frozenset()
    channel: str = ""
    coupon: Coupon | None = None
    barred: frozenset[int] = frozenset()
    keeps_stored: bool = False


@dataclass(frozen=True, slots=True)
class Gift:
    """Goods that a campaign adds: priced at nothing, costed like any other."""

    product: ProductSnapshot
    quantity: int = 1

    @property
    def worth(self) -> Money:
        """What the customer would have paid for it."""
        return self.product.price * self.quantity

    @property
    def cost(self) -> Money:
        """What it costs the shop; its price where the cost is not known, so never too little."""
        return self.worth if self.product.cost is None else self.product.cost * self.quantity


@dataclass(frozen=True, slots=True)
class NextCoupon:
    """A coupon for the next order, given with this one."""

    off: Money
    threshold: Money
    days: int


@dataclass(frozen=True, slots=True)
class TopUpGift:
    """What a campaign gives on top of stored value that is paid in."""

    campaign_id: int
    title: str
    amount: Money


@dataclass(frozen=True, slots=True)
class AppliedPromotion:
    """What one campaign does to one cart, and why.

    Attributes:
        by_line: what it takes off, by line key; never more than the line.
        guide: words that go with the order, such as how to use a bundle.
        coupon_id: the coupon that is used up by it.
        bonus: what goes into the member's stored value with the order.
    """

    campaign_id: int
    rule: str
    title: str
    stacking: Stacking
    reason: Sentence
    by_line: tuple[tuple[int, Money], ...] = ()
    gifts: tuple[Gift, ...] = ()
    coupon: NextCoupon | None = None
    guide: str = ""
    coupon_id: int | None = None
    is_promise: bool = False
    bonus: Money = ZERO

    @property
    def off(self) -> Money:
        """What it takes off the total."""
        return total_of(amount for _key, amount in self.by_line)

    @property
    def worth(self) -> Money:
        """What its gifts are worth to the customer."""
        goods = total_of(gift.worth for gift in self.gifts)
        return goods + (self.coupon.off if self.coupon else ZERO) + self.bonus

    @property
    def spent(self) -> Money:
        """What it takes out of the campaign's budget."""
        if self.is_promise:
            return ZERO
        goods = total_of(gift.cost for gift in self.gifts)
        return self.off + goods + (self.coupon.off if self.coupon else ZERO) + self.bonus


@dataclass(frozen=True, slots=True)
class PromotionShare:
    """What one campaign took off one line, and why.

    Attributes:
        is_price: it lowers the line itself, not the order that the line is part of.
    """

    campaign_id: int
    amount: Money
    reason: Sentence
    is_price: bool


@dataclass(frozen=True, slots=True)
class RecordedPromotion:
    """What one campaign did to a recorded sale, as papers and pages show it.

    Attributes:
        amount: what it took off, or what its gift cost.
    """

    title: str
    reason: str
    kind: UseKind
    amount: Money
